/* kamen analyze show: what a run answered, as it was kept; and the arguments that such verbs share. */
#include <stdio.h>

#include "cli/analyze.h"
#include "cli/analyze_run.h"
#include "cli/database.h"
#include "service/analysis/run.h"

void
kam_run_arguments_clear(KamRunArguments *arguments)
{
    g_free(arguments->db);
}

gboolean
kam_run_id_parse(const char *word, gint64 *id, GError **error)
{
    guint64 number;

    if (!g_ascii_string_to_unsigned(word, 10, 1, G_MAXINT32, &number, NULL)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "'%s' is no number of a run; 'kamen analyze runs' lists them",
                    word);
        return FALSE;
    }
    *id = (gint64)number;
    return TRUE;
}

gboolean
kam_run_arguments_parse(KamRunArguments *arguments, const KamVerb *verb, int argc, char **argv, GError **error)
{
    const GOptionEntry entries[] = {
        KAM_DB_ENTRY(arguments->db),
        { "json", 0, 0, G_OPTION_ARG_NONE, &arguments->json, "print JSON", NULL },
        { 0 },
    };

    if (!kam_verb_parse(verb, entries, &argc, &argv, error))
        return FALSE;
    if (argc == 2)
        return kam_run_id_parse(argv[1], &arguments->id, error);
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "name one run by its number; 'kamen analyze runs' lists them");
    return FALSE;
}

static int
run(int argc, char **argv, GError **error)
{
    g_auto(KamRunArguments) arguments = { 0 };
    g_autoptr(KamDb) db = NULL;
    g_autoptr(KamAnalysisRun) found = NULL;
    g_autoptr(GString) result = NULL;

    if (!kam_run_arguments_parse(&arguments, &kam_analysis_show, argc, argv, error))
        return -1;
    db = kam_service_open_read_only(kam_db_argument(arguments.db), error);
    found = db == NULL ? NULL : kam_analysis_run_load(db, arguments.id, &result, error);
    if (found == NULL)
        return -1;
    g_string_append_c(result, '\n');
    return kam_analyze_print(result, error) ? KAM_EXIT_DONE : -1;
}

const KamVerb kam_analysis_show = {
    .name = "analyze show",
    .arguments = "RUN",
    .summary = "print what a run answered, as it was kept",
    .help =
        "RUN is a number that 'kamen analyze runs' lists. The answer is printed as JSON, as it was then, whatever has\n"
        "been imported since.\n"
        "\n"
        "  kamen analyze show 12 | jq .accounts[0]",
    .run = run,
};
