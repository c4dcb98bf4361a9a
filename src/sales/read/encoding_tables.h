/* The upper halves of the single-byte sets as code points; made from iconv's tables. */
#pragma once

#include <glib.h>

extern const guint16 kam_windows_1250_letters[128];
extern const guint16 kam_windows_1251_letters[128];
extern const guint16 kam_windows_1252_letters[128];
extern const guint16 kam_iso_8859_2_letters[128];
