/* The options of analyses: those that say where to look and how to print, and those of the analysis's own row; and what
 * is common to their answers. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/analyze.h"
#include "cli/database.h"
#include "cli/language_option.h"

#define TEXT_LIMIT 15
#define NO_LIMIT G_MININT
#define N_OUTPUT_ENTRIES 6

void
kam_analyze_arguments_init(KamAnalyzeArguments *arguments)
{
    *arguments = (KamAnalyzeArguments) { .limit = NO_LIMIT, .begun_at_ms = g_get_real_time() / 1000 };
    kam_language_option_read(NULL, TRUE, &arguments->language, NULL);
}

void
kam_analyze_arguments_clear(KamAnalyzeArguments *arguments)
{
    g_free(arguments->db);
    g_free(arguments->language_tag);
}

static GOptionEntry
entry_of(const KamAnalysisParameter *parameter, KamAnalysisValue *value)
{
    GOptionEntry entry = { .long_name = parameter->name,
                           .short_name = parameter->letter,
                           .description = parameter->help,
                           .arg_description = parameter->placeholder };

    switch (parameter->kind) {
    case KAM_ASK_INT:
        entry.arg = G_OPTION_ARG_INT64;
        entry.arg_data = &value->integer;
        break;
    case KAM_ASK_DOUBLE:
        entry.arg = G_OPTION_ARG_DOUBLE;
        entry.arg_data = &value->number;
        break;
    case KAM_ASK_FLAG:
        entry.arg = G_OPTION_ARG_NONE;
        entry.arg_data = &value->flag;
        break;
    case KAM_ASK_TEXT:
    case KAM_ASK_CHOICE:
    case KAM_ASK_DAY:
        entry.arg = G_OPTION_ARG_STRING;
        entry.arg_data = &value->text;
        break;
    }
    return entry;
}

static GOptionEntry *
make_entries(KamAnalyzeArguments *arguments, KamAnalysisValues *values)
{
    const GOptionEntry output[N_OUTPUT_ENTRIES] = {
        KAM_DB_ENTRY(arguments->db),
        { "json", 0, 0, G_OPTION_ARG_NONE, &arguments->json, "print JSON", NULL },
        { "csv", 0, 0, G_OPTION_ARG_NONE, &arguments->csv, "print the list as CSV, for a spreadsheet", NULL },
        { "limit", 'n', 0, G_OPTION_ARG_INT, &arguments->limit, "list at most N in each list; 0 lists all", "N" },
        { "no-keep", 0, 0, G_OPTION_ARG_NONE, &arguments->no_keep, "do not keep the run in the database", NULL },
        KAM_LANGUAGE_ENTRY(arguments->language_tag),
    };
    GOptionEntry *entries = g_new0(GOptionEntry, N_OUTPUT_ENTRIES + values->n + 1);

    memcpy(entries, output, sizeof output);
    for (guint i = 0; i < values->n; i++)
        entries[N_OUTPUT_ENTRIES + i] = entry_of(kam_analysis_parameter(values->kind, i), &values->list[i]);
    return entries;
}

static gboolean
check_output(const KamAnalyzeArguments *arguments, int argc, char **argv, GError **error)
{
    if (argc > 1) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE,
                    "'%s' is one argument too many: the lines come from the database, see --db", argv[1]);
        return FALSE;
    }
    if (arguments->json && arguments->csv) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--json and --csv both want standard output; choose one");
        return FALSE;
    }
    if (arguments->limit >= 0 || arguments->limit == NO_LIMIT)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--limit does not know '%d'; it takes 1, 2, 3 ..., or 0 for all",
                arguments->limit);
    return FALSE;
}

/* The first fault becomes the error. */
static void
refuse(gpointer data, const char *parameter, const char *detail)
{
    GError **wrong = data;

    if (*wrong == NULL)
        g_set_error(wrong, KAM_ERROR, KAM_ERROR_USAGE, "--%s %s", parameter, detail);
}

static gboolean
check_values(const KamAnalysisValues *values, GError **error)
{
    GError *wrong = NULL;

    if (kam_analysis_values_check(values, refuse, &wrong))
        return TRUE;
    g_propagate_error(error, wrong);
    return FALSE;
}

static gboolean
check_csv(const KamAnalyzeArguments *arguments, const KamAnalysisValues *values, GError **error)
{
    for (guint i = 0; arguments->csv && i < values->n; i++) {
        const KamAnalysisParameter *parameter = kam_analysis_parameter(values->kind, i);

        if (!parameter->not_in_csv || !values->list[i].flag)
            continue;
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--csv prints the list, not the %s; ask for --json or text",
                    parameter->name);
        return FALSE;
    }
    return TRUE;
}

gboolean
kam_analyze_arguments_parse(KamAnalyzeArguments *arguments, KamAnalysisValues *values, int argc, char **argv,
                            GError **error)
{
    const KamAnalysisKind *kind = values->kind;
    g_autofree char *name = g_strconcat("analyze ", kind->name, NULL);
    const KamVerb verb = { .name = name, .arguments = "", .summary = kind->summary, .help = kind->help };
    g_autofree GOptionEntry *entries = make_entries(arguments, values);

    return kam_verb_parse(&verb, entries, &argc, &argv, error) && check_output(arguments, argc, argv, error) &&
           check_values(values, error) && check_csv(arguments, values, error) &&
           kam_language_option_read(arguments->language_tag, !arguments->json && !arguments->csv, &arguments->language,
                                    error);
}

guint
kam_analyze_arguments_limit(const KamAnalyzeArguments *arguments)
{
    if (arguments->limit != NO_LIMIT)
        return (guint)arguments->limit;
    return arguments->json || arguments->csv ? 0 : TEXT_LIMIT;
}

char *
kam_analyze_dup_label(const KamFactAccount *account)
{
    if (account->number != NULL && account->name != NULL && *account->name != '\0')
        return g_strdup_printf("%s %s", account->number, account->name);
    return g_strdup(account->name != NULL ? account->name : account->number != NULL ? account->number : "(no name)");
}

void
kam_analyze_begin_json(KamJson *json, GString *out)
{
    kam_json_init(json, out, isatty(STDOUT_FILENO) ? 2 : 0);
}

gboolean
kam_analyze_print(const GString *out, GError **error)
{
    if (fwrite(out->str, 1, out->len, stdout) == out->len && fflush(stdout) == 0)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "cannot write to standard output");
    return FALSE;
}
