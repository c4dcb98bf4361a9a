/* Currencies as files write them: codes, signs, words. */
#pragma once

#include <glib.h>

/** Three capital letters of the currency into `code`; FALSE when the text names none that is known. */
gboolean kam_currency_from_text(const char *text, gsize length, char code[4]);

/** The currency whose sign or code stands beside the number of a cell ("€20,000.00", "1.200 RSD"). */
gboolean kam_currency_from_amount(const char *text, gsize length, char code[4]);
