/* Check digits of Serbian tax numbers (PIB) and company numbers (MB). */
#pragma once

#include <glib.h>

/** PIB: nine digits, ISO 7064 MOD 11,10. `length` bytes of text; digits only. */
gboolean kam_pib_is_valid(const char *text, gsize length);
/** MB: eight digits, weights 2 7 6 5 4 3 2 modulo 11; remainder 1 is never valid. */
gboolean kam_mb_is_valid(const char *text, gsize length);
/** Check digit for the first eight digits of a PIB: 0..9. */
int kam_pib_check_digit(const char digits[8]);
/** Check digit for the first seven digits of an MB: 0..9, or -1 when these digits can bear none. */
int kam_mb_check_digit(const char digits[7]);
