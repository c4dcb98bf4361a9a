/* The balance of an import as JSON: the same block in `kamen report`, `kamen import` and the stored batch. */
#pragma once

#include "base/json.h"
#include "sales/facts.h"

/** Write the object `name` ("lines"): read, taken, repeated, refused, without_account, charges, credits and the finer
 * counts. */
void kam_balance_to_json(KamJson *json, const char *name, const KamBalance *balance);
