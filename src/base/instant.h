/* Instants: milliseconds since 1970-01-01 UTC, written as RFC 3339 writes them. */
#pragma once

#include <glib.h>

#define KAM_INSTANT_SIZE 25

/** "2026-11-26T09:30:00Z", with ".125" when there is a part of a second, into a buffer of KAM_INSTANT_SIZE bytes; ""
 * outside the years 0..9999. */
void kam_instant_to_iso(gint64 ms, char out[KAM_INSTANT_SIZE]);
