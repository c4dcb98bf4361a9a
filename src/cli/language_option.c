/* Reading --language. */
#include "cli/language_option.h"

#include "base/error.h"

gboolean
kam_language_option_read(const char *tag, gboolean to_terminal, KamLanguage *language, GError **error)
{
    KamLanguage found = tag == NULL ? kam_language_from_environment() : kam_language_from_tag(tag);

    if (found == KAM_LANGUAGE_N) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--language does not know '%s'; it takes en, sr or sr-Cyrl",
                    tag);
        return FALSE;
    }
    *language = found == KAM_LANGUAGE_SR_CYRL && to_terminal && !g_get_charset(NULL) ? KAM_LANGUAGE_SR : found;
    return TRUE;
}
