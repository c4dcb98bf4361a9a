/* Currency codes as small numbers. */
#pragma once

#include <glib.h>

/** A currency code as a number: "RSD" -> 'R' | 'S' << 8 | 'D' << 16; anything but three capital letters is "XXX". */
guint32 kam_currency_pack(const char *code, gsize length);
/** The code of a number. */
void kam_currency_unpack(guint32 currency, char out[4]);
