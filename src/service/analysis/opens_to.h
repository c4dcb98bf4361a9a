/* Where a figure of an analysis opens to: the path of the lines that it is made of. */
#pragma once

#include "base/json.h"
#include "service/figures/sales_filter.h"

/** A member with it; null when the lines cannot be asked for. */
void kam_put_opens_to(const char *name, const KamSalesFilter *filter, gboolean can_be_asked, KamJson *json);
