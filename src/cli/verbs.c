/* The table of verbs, and the way their options are read. */
#include "cli/verb.h"

#include <stdlib.h>
#include <string.h>

/* One line a verb; its row lives in verb_<name>.c. */
/* clang-format off */
#define KAM_VERBS(X)                                                                                                   \
    X(report) X(init) X(company) X(import) X(analyze) X(calc) X(export) X(charges) X(lines) X(rates) X(user) X(token) X(check)    \
    X(migrate) X(purge) X(demo) X(serve) X(config) X(backup) X(openapi) X(version)
/* clang-format on */

#define DECLARE(name) extern const KamVerb kam_verb_##name;
KAM_VERBS(DECLARE)

static const KamVerb *const verbs[] = {
#define LIST(name) &kam_verb_##name,
    KAM_VERBS(LIST) NULL,
};

const KamVerb *const *
kam_verb_table(void)
{
    return verbs;
}

const KamVerb *
kam_verb_find(const char *name)
{
    for (gsize i = 0; verbs[i] != NULL; i++)
        if (strcmp(verbs[i]->name, name) == 0)
            return verbs[i];
    return NULL;
}

gboolean
kam_verb_parse(const KamVerb *verb, const GOptionEntry *entries, int *argc, char ***argv, GError **error)
{
    g_autofree char *arguments = g_strdup_printf("%s - %s", verb->arguments, verb->summary);
    g_autofree char *name = g_strdup_printf("kamen %s", verb->name);
    g_autoptr(GOptionContext) context = g_option_context_new(arguments);
    g_autoptr(GError) wrong = NULL;

    g_set_prgname(name);
    g_option_context_add_main_entries(context, entries, NULL);
    g_option_context_set_description(context, verb->help);
    if (g_option_context_parse(context, argc, argv, &wrong))
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "%s; see 'kamen %s --help'", wrong->message, verb->name);
    return FALSE;
}
