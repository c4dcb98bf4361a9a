/* The option --language of verbs that print sentences. */
#pragma once

#include "base/language.h"

#define KAM_LANGUAGE_ENTRY(tag)                                                                                        \
    {                                                                                                                  \
        "language", 'l', 0, G_OPTION_ARG_STRING, &(tag),                                                               \
            "en, sr (Serbian, Latin letters) or sr-Cyrl; default: as the locale says", "TAG"                           \
    }

/**
 * The language of a tag; that of the locale for NULL.
 * @param to_terminal  the words go to standard output: one without UTF-8 has no Cyrillic letters, and their Latin ones
 *                     at least lose only their hooks.
 * @return FALSE with KAM_ERROR_USAGE.
 */
gboolean kam_language_option_read(const char *tag, gboolean to_terminal, KamLanguage *language, GError **error);
