/* The options that all analyses share, and what is common to their answers. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/analyze.h"
#include "cli/database.h"
#include "service/report/format.h"
#include "service/report/words.h"
#include "service/setup.h"

#define TEXT_LIMIT 15
#define NO_LIMIT G_MININT

void
kam_analyze_arguments_clear(KamAnalyzeArguments *arguments)
{
    g_free(arguments->db);
    g_free(arguments->basis);
    g_free(arguments->by);
    g_free(arguments->from);
    g_free(arguments->until);
}

void
kam_analyze_arguments_add_entries(KamAnalyzeArguments *arguments, GOptionEntry *entries)
{
    const GOptionEntry all[KAM_ANALYZE_N_ENTRIES] = {
        KAM_DB_ENTRY(arguments->db),
        { "json", 0, 0, G_OPTION_ARG_NONE, &arguments->json, "print JSON", NULL },
        { "csv", 0, 0, G_OPTION_ARG_NONE, &arguments->csv, "print the list as CSV, for a spreadsheet", NULL },
        { "limit", 'n', 0, G_OPTION_ARG_INT, &arguments->limit, "list at most N in each list; 0 lists all", "N" },
        { "no-keep", 0, 0, G_OPTION_ARG_NONE, &arguments->no_keep, "do not keep the run in the database", NULL },
        { "again", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_INT64, &arguments->again, NULL, NULL },
        { "basis", 'b', 0, G_OPTION_ARG_STRING, &arguments->basis,
          "what counts as sales: products (default), all, or invoiced", "BASIS" },
        { "by", 0, 0, G_OPTION_ARG_STRING, &arguments->by, "over what: account (default), product, category or country",
          "DIMENSION" },
        { "from", 0, 0, G_OPTION_ARG_STRING, &arguments->from, "leave earlier lines out", "YYYY-MM-DD" },
        { "until", 0, 0, G_OPTION_ARG_STRING, &arguments->until,
          "as of this day, leave later lines out (default: the last day of the data)", "YYYY-MM-DD" },
    };

    arguments->limit = NO_LIMIT;
    arguments->begun_at_ms = g_get_real_time() / 1000;
    memcpy(entries, all, sizeof all);
}

static gboolean
read_day(const char *text, const char *option, gint32 *day, GError **error)
{
    *day = KAM_DAY_NONE;
    if (text == NULL)
        return TRUE;
    *day = kam_day_parse(text, strlen(text), KAM_DATE_YMD);
    if (*day != KAM_DAY_NONE)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "%s does not know '%s'; it takes a day such as 2026-03-31", option,
                text);
    return FALSE;
}

static gboolean
read_words(const KamAnalyzeArguments *arguments, KamAnalysisOptions *options, KamDimension *by, GError **error)
{
    options->basis = arguments->basis == NULL ? KAM_BASIS_PRODUCTS : kam_report_basis_from_name(arguments->basis);
    *by = arguments->by == NULL ? KAM_BY_ACCOUNT : kam_dimension_from_name(arguments->by);
    if (options->basis == KAM_BASIS_N) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--basis does not know '%s'; it takes products, all or invoiced",
                    arguments->basis);
        return FALSE;
    }
    if (*by != KAM_BY_N)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE,
                "--by does not know '%s'; it takes account, product, category or country", arguments->by);
    return FALSE;
}

gboolean
kam_analyze_arguments_resolve(const KamAnalyzeArguments *arguments, int argc, char **argv, KamAnalysisOptions *options,
                              KamDimension *by, GError **error)
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
    if (arguments->limit < 0 && arguments->limit != NO_LIMIT) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--limit does not know '%d'; it takes 1, 2, 3 ..., or 0 for all",
                    arguments->limit);
        return FALSE;
    }
    return read_words(arguments, options, by, error) &&
           read_day(arguments->from, "--from", &options->from_day, error) &&
           read_day(arguments->until, "--until", &options->until_day, error);
}

gboolean
kam_analyze_arguments_resolve_accounts(const KamAnalyzeArguments *arguments, int argc, char **argv,
                                       KamAnalysisOptions *options, const KamVerb *verb, GError **error)
{
    KamDimension by;

    if (!kam_analyze_arguments_resolve(arguments, argc, argv, options, &by, error))
        return FALSE;
    if (by == KAM_BY_ACCOUNT)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "'%s' is about accounts; --by '%s' has none", verb->name,
                arguments->by);
    return FALSE;
}

char *
kam_analyze_dup_label(const KamFactAccount *account)
{
    if (account->number != NULL && account->name != NULL && *account->name != '\0')
        return g_strdup_printf("%s %s", account->number, account->name);
    return g_strdup(account->name != NULL ? account->name : account->number != NULL ? account->number : "(no name)");
}

guint
kam_analyze_arguments_limit(const KamAnalyzeArguments *arguments)
{
    if (arguments->limit != NO_LIMIT)
        return (guint)arguments->limit;
    return arguments->json || arguments->csv ? 0 : TEXT_LIMIT;
}

KamFacts *
kam_analyze_load(const KamAnalyzeArguments *arguments, gint64 *data_version, GError **error)
{
    g_autoptr(KamDb) db = kam_service_open_read_only(kam_db_argument(arguments->db), error);

    return db == NULL ? NULL : kam_analysis_load_facts(db, data_version, error);
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

char *
kam_analyze_words_scope(const KamScope *scope)
{
    g_autofree char *counted = kam_format_count((gint64)scope->counted, &kam_number_style_en);
    g_autofree char *all = kam_format_count((gint64)scope->facts->n, &kam_number_style_en);
    g_autofree char *without = kam_format_count((gint64)scope->without_account, &kam_number_style_en);
    g_autofree char *foreign = kam_format_count((gint64)scope->foreign, &kam_number_style_en);
    g_autofree char *outside = kam_format_count((gint64)scope->outside_period, &kam_number_style_en);
    g_autofree char *basis = kam_format_count((gint64)scope->outside_basis, &kam_number_style_en);
    char from[11], to[11], as_of[11];

    kam_day_to_iso(scope->first_day, from);
    kam_day_to_iso(scope->last_day, to);
    kam_day_to_iso(scope->as_of_day, as_of);
    return g_strdup_printf("%s of %s lines, %s to %s, as of %s, data version %" G_GINT64_FORMAT
                           ". Basis %s: %s. Left out: %s without a customer, %s outside the period, %s by the basis, "
                           "%s in another currency.",
                           counted, all, from, to, as_of, scope->data_version,
                           kam_report_basis_name(scope->options.basis), kam_words_basis_of(scope->options.basis),
                           without, outside, basis, foreign);
}
