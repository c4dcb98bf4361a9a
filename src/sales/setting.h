/* The settings of a file by name and text, the same on the command line, in the API and in answers to questions. */
#pragma once

#include "sales/line.h"

/**
 * Set one: format, preset, date_order, decimal, delimiter, encoding, sheet, header_row, currency, gross, or map with
 * "FIELD=COLUMN".
 *
 * @param value  kept by the options, so it lives as long as they do.
 * @return FALSE with KAM_ERROR_USAGE, whose text goes on behind the name of the setting as the caller writes it: "does
 * not know 'x'; it takes ..."; the options are then unchanged.
 */
gboolean kam_line_setting_set(KamLineOptions *options, const char *name, const char *value, GError **error);
