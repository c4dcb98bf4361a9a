/* kamen analyze: analyses of the lines in a database. */
#include <stdio.h>
#include <string.h>

#include "cli/analyze.h"

extern const KamVerb kam_verb_analyze;

/* Their rows are named "analyze runs": that is how their own help calls them. */
static const KamVerb *const verbs[] = { &kam_analysis_programme, &kam_analysis_runs, &kam_analysis_show,
                                        &kam_analysis_again, NULL };

static const char *
short_name(const KamVerb *verb)
{
    return strchr(verb->name, ' ') + 1;
}

static const KamVerb *
find_verb(const char *name)
{
    for (guint i = 0; verbs[i] != NULL; i++)
        if (strcmp(name, short_name(verbs[i])) == 0)
            return verbs[i];
    return NULL;
}

static int
list_analyses(void)
{
    const KamAnalysisKind *const *kinds = kam_analysis_kinds();

    for (guint i = 0; kinds[i] != NULL; i++)
        printf("%-16s%s\n", kinds[i]->name, kinds[i]->summary);
    for (guint i = 0; verbs[i] != NULL; i++)
        printf("%-16s%s\n", short_name(verbs[i]), verbs[i]->summary);
    puts("\n'kamen analyze NAME' runs one on the database; 'kamen analyze NAME --help' explains it.");
    return KAM_EXIT_DONE;
}

static int
run(int argc, char **argv, GError **error)
{
    static const GOptionEntry no_options[] = { { 0 } };
    const KamAnalysisKind *kind;
    const KamVerb *verb;

    if (argc < 2)
        return list_analyses();
    kind = kam_analysis_kind_find(argv[1]);
    if (kind != NULL)
        return kam_analyze_run(kind, argc - 1, argv + 1, error);
    verb = find_verb(argv[1]);
    if (verb != NULL)
        return verb->run(argc - 1, argv + 1, error);
    if (argv[1][0] == '-' && !kam_verb_parse(&kam_verb_analyze, no_options, &argc, &argv, error))
        return -1;
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "no analysis '%s'; 'kamen analyze' lists them", argv[1]);
    return -1;
}

const KamVerb kam_verb_analyze = {
    .name = "analyze",
    .arguments = "[NAME]",
    .summary = "analyse the lines in the database",
    .help =
        "NAME is one of the analyses that 'kamen analyze' lists. Each prints text, --json or --csv, and says of which\n"
        "lines, as of which day and of which version of the data its numbers are; the text is in English or Serbian, as the\n"
        "locale or --language says. docs/analyses.md describes the JSON.\n"
        "\n"
        "  kamen analyze\n"
        "  kamen analyze concentration --by product\n"
        "  kamen analyze behaviour --until 2025-12-31 --csv > accounts.csv",
    .run = run,
};
