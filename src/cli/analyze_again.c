/* kamen analyze again: does a run that was kept once more, with what it was asked then. */
#include <jansson.h>
#include <stdlib.h>

#include "cli/analyze.h"
#include "cli/analyze_run.h"
#include "cli/database.h"
#include "service/analysis/run.h"

/* NULL for true: the option stands alone. */
static char *
value_to_text(const json_t *value)
{
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];

    if (json_is_string(value))
        return g_strdup(json_string_value(value));
    if (json_is_integer(value))
        return g_strdup_printf("%" JSON_INTEGER_FORMAT, json_integer_value(value));
    return json_is_real(value) ? g_strdup(g_ascii_dtostr(buffer, sizeof buffer, json_real_value(value))) : NULL;
}

static gboolean
add_parameters(GPtrArray *arguments, const KamAnalysisRun *run, GError **error)
{
    json_t *parameters = json_loads(run->parameters, 0, NULL);
    const char *name;
    json_t *value;

    if (!json_is_object(parameters)) {
        json_decref(parameters);
        g_set_error(error, KAM_ERROR, KAM_ERROR_CORRUPT, "the parameters of run %" G_GINT64_FORMAT " are damaged",
                    run->id);
        return FALSE;
    }
    json_object_foreach(parameters, name, value)
    {
        char *text = value_to_text(value);
        /* In one word, or a value that begins with a dash would be taken for an option. */
        g_ptr_array_add(arguments,
                        text == NULL ? g_strconcat("--", name, NULL) : g_strconcat("--", name, "=", text, NULL));
        g_free(text);
    }
    json_decref(parameters);
    return TRUE;
}

static KamAnalysisRun *
load(const KamRunArguments *arguments, GError **error)
{
    g_autoptr(KamDb) db = kam_service_open_read_only(kam_db_argument(arguments->db), error);

    return db == NULL ? NULL : kam_analysis_run_load(db, arguments->id, NULL, error);
}

static int
repeat(const KamRunArguments *arguments, const KamAnalysisRun *run, GError **error)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
    g_autofree char **argv = NULL;
    const KamVerb *analysis = kam_analyze_find(run->name);

    if (analysis == NULL) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "this program has no analysis '%s' any more", run->name);
        return -1;
    }
    g_ptr_array_add(words, g_strdup(analysis->name));
    g_ptr_array_add(words, g_strdup_printf("--again=%" G_GINT64_FORMAT, run->id));
    g_ptr_array_add(words, g_strconcat("--db=", kam_db_argument(arguments->db), NULL));
    if (arguments->json)
        g_ptr_array_add(words, g_strdup("--json"));
    if (!add_parameters(words, run, error))
        return -1;
    /* The parser takes words out of the vector, so it gets one of its own. */
    argv = g_memdup2(words->pdata, words->len * sizeof(char *));
    argv = g_renew(char *, argv, words->len + 1);
    argv[words->len] = NULL;
    return analysis->run((int)words->len, argv, error);
}

static int
run(int argc, char **argv, GError **error)
{
    g_auto(KamRunArguments) arguments = { 0 };
    g_autoptr(KamAnalysisRun) found = NULL;

    if (!kam_run_arguments_parse(&arguments, &kam_analysis_again, argc, argv, error))
        return -1;
    found = load(&arguments, error);
    return found == NULL ? -1 : repeat(&arguments, found, error);
}

const KamVerb kam_analysis_again = {
    .name = "analyze again",
    .arguments = "RUN",
    .summary = "do a run once more and compare the answers",
    .help =
        "RUN is a number that 'kamen analyze runs' lists. The analysis is done with the options that it had then; on\n"
        "unchanged data it must answer the same, bit for bit, and status 1 says that it did not.\n"
        "\n"
        "  kamen analyze again 12",
    .run = run,
};
