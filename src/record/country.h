/* Countries by their codes of two letters (ISO 3166-1). */
#pragma once

#include <glib.h>

/** Whether two capital letters name a country. Kosovo's XK, which Serbia's customers and banks use, is among them. */
gboolean kam_country_is_known(const char *code);
