/* Writing of CSV cells that no spreadsheet takes for a formula. */
#pragma once

#include <glib.h>

/**
 * Append one cell: quoted where it must be, and with an apostrophe in front when a spreadsheet would
 * run it as a formula (= + - @ tab or return at the start), except plain numbers such as -12.50.
 *
 * @param is_first   no delimiter in front.
 * @param length     bytes of text, -1: up to the NUL.
 */
void kam_csv_append(GString *out, const char *text, gssize length, char delimiter, gboolean is_first);
