/* What is recognised in files and why, for people. */
#pragma once

#include "sales/line.h"

/** Print the findings of each file to stdout. Opens the files anew: some ten milliseconds each. */
gboolean kam_explain_print(const char *const *paths, const KamLineOptions *options, GError **error);
