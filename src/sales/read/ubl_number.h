/* Decimal texts of UBL: short forms and exact quotients. */
#pragma once

#include <glib.h>

#include "base/decimal.h"

/** Append a decimal with the fewest digits: "-12.5". */
void kam_ubl_decimal_append(GString *out, KamDecimal value);

/** a / b into *out when the quotient ends within 18 decimals; FALSE otherwise and for b = 0, *out untouched. */
gboolean kam_ubl_decimal_divide(KamDecimal a, KamDecimal b, KamDecimal *out);
