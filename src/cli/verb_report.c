/* kamen report FILE...: sales files in, key accounts and the reasons out, with no database. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/explain.h"
#include "cli/ingest_options.h"
#include "cli/language_option.h"
#include "cli/progress.h"
#include "cli/report_text.h"
#include "cli/verb.h"
#include "sales/currency.h"

#define N_OWN 11
#define DEFAULT_TEXT_LIMIT 15
#define DEFAULT_HTML_LIMIT 25

typedef struct {
    KamIngestArguments ingest;
    gboolean json;
    char *html, *basis, *until, *language, *rates, *home;
    char **account_lists, **product_lists;
    gboolean explain;
    int limit; /* below 0: the default of each rendering */
} Arguments;

static void
arguments_clear(Arguments *arguments)
{
    kam_ingest_arguments_clear(&arguments->ingest);
    g_free(arguments->html);
    g_free(arguments->basis);
    g_free(arguments->until);
    g_free(arguments->language);
    g_free(arguments->rates);
    g_free(arguments->home);
    g_strfreev(arguments->account_lists);
    g_strfreev(arguments->product_lists);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Arguments, arguments_clear)

extern const KamVerb kam_verb_report;

static gboolean
parse_arguments(Arguments *arguments, int *argc, char ***argv, GError **error)
{
    GOptionEntry entries[N_OWN + KAM_INGEST_N_ENTRIES + 1] = {
        { "json", 0, 0, G_OPTION_ARG_NONE, &arguments->json, "print the report as JSON", NULL },
        { "html", 0, 0, G_OPTION_ARG_FILENAME, &arguments->html,
          "write the report as one HTML page to OUT ('-': to standard output)", "OUT" },
        { "limit", 'n', 0, G_OPTION_ARG_INT, &arguments->limit, "list at most N accounts in each list; 0 lists all",
          "N" },
        { "basis", 'b', 0, G_OPTION_ARG_STRING, &arguments->basis,
          "what counts as sales: products (default), all, or invoiced", "BASIS" },
        { "until", 0, 0, G_OPTION_ARG_STRING, &arguments->until,
          "report as of this day (default: the last day of the data)", "YYYY-MM-DD" },
        KAM_LANGUAGE_ENTRY(arguments->language),
        { "accounts", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &arguments->account_lists,
          "take names and countries of customers from this list; may be repeated", "FILE" },
        { "products", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &arguments->product_lists,
          "take names and categories of articles from this list; may be repeated", "FILE" },
        { "rates", 0, 0, G_OPTION_ARG_FILENAME, &arguments->rates,
          "convert other currencies by this table (columns currency, date, rate)", "FILE" },
        { "home", 0, 0, G_OPTION_ARG_STRING, &arguments->home, "the currency that --rates converts into", "CODE" },
        { "explain", 0, 0, G_OPTION_ARG_NONE, &arguments->explain, "show first what is recognised in the files and why",
          NULL },
    };

    arguments->limit = -1;
    kam_ingest_arguments_add_entries(&arguments->ingest, entries + N_OWN);
    if (!kam_verb_parse(&kam_verb_report, entries, argc, argv, error))
        return FALSE;
    if (*argc >= 2)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "no file given; see 'kamen report --help'");
    return FALSE;
}

static gboolean
resolve_basis(const char *word, KamReportOptions *options, GError **error)
{
    options->basis = word == NULL ? KAM_BASIS_PRODUCTS : kam_report_basis_from_name(word);
    if (options->basis != KAM_BASIS_N)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--basis does not know '%s'; it takes products, all or invoiced",
                word);
    return FALSE;
}

static gboolean
resolve_until(const char *word, KamReportOptions *options, GError **error)
{
    options->until_day = word == NULL ? KAM_DAY_NONE : kam_day_parse(word, strlen(word), KAM_DATE_YMD);
    if (word == NULL || options->until_day != KAM_DAY_NONE)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--until does not know '%s'; it takes a day such as 2026-03-31",
                word);
    return FALSE;
}

static gboolean
resolve_options(const Arguments *arguments, KamReportOptions *options, GError **error)
{
    return resolve_basis(arguments->basis, options, error) && resolve_until(arguments->until, options, error) &&
           kam_language_option_read(arguments->language, !arguments->json && arguments->html == NULL,
                                    &options->language, error);
}

/* The rates asked for, or NULL without an error when none are. */
static gboolean
read_rates(const Arguments *arguments, KamRates **rates, GError **error)
{
    const char *home = arguments->home;
    g_autoptr(KamRates) read = NULL;
    guint32 into = kam_currency_pack(home, home == NULL ? 0 : strlen(home));

    if (arguments->rates == NULL && home == NULL)
        return TRUE;
    if (arguments->rates == NULL || into == kam_currency_pack("XXX", 3)) {
        g_set_error(
            error, KAM_ERROR, KAM_ERROR_USAGE,
            "--rates FILE and --home CODE go together; CODE is the three capital letters of a currency, e.g. RSD");
        return FALSE;
    }
    read = kam_rates_new(into);
    if (!kam_rates_read_file(read, arguments->rates, error))
        return FALSE;
    *rates = g_steal_pointer(&read);
    return TRUE;
}

static KamFacts *
read_facts(Arguments *arguments, char **files, GError **error)
{
    g_autoptr(KamRates) rates = NULL;
    KamIngestOptions options;
    KamProgressLine line;
    KamFacts *facts;

    if (!kam_ingest_arguments_resolve(&arguments->ingest, &options, error) || !read_rates(arguments, &rates, error) ||
        (arguments->explain && !kam_explain_print((const char *const *)files, &options.line, error)))
        return NULL;
    options.rates = rates;
    options.account_lists = (const char *const *)arguments->account_lists;
    options.product_lists = (const char *const *)arguments->product_lists;
    options.progress = kam_progress_start(&line);
    facts = kam_ingest_to_facts((const char *const *)files, &options, error);
    kam_progress_end(&line);
    return facts;
}

static guint
limit_or(const Arguments *arguments, guint by_default)
{
    return arguments->limit < 0 ? by_default : (guint)arguments->limit;
}

static gboolean
print_text(const GString *text, GError **error)
{
    if (fwrite(text->str, 1, text->len, stdout) == text->len && fflush(stdout) == 0)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "cannot write to standard output");
    return FALSE;
}

static gboolean
write_html(const Arguments *arguments, const KamReport *report, GError **error)
{
    GString *page = kam_report_to_html(report, limit_or(arguments, DEFAULT_HTML_LIMIT));
    gboolean done;

    if (strcmp(arguments->html, "-") == 0) {
        done = print_text(page, error);
        g_string_free(page, TRUE);
        return done;
    }
    done = g_file_set_contents(arguments->html, page->str, (gssize)page->len, error);
    g_string_free(page, TRUE);
    return done;
}

static gboolean
print_json(const Arguments *arguments, const KamReport *report, GError **error)
{
    g_autoptr(GString) out = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, out, isatty(STDOUT_FILENO) ? 2 : 0);
    kam_report_to_json(report, limit_or(arguments, 0), &json);
    g_string_append_c(out, '\n');
    return print_text(out, error);
}

static gboolean
print_terminal(const Arguments *arguments, const KamReport *report, GError **error)
{
    KamTerminal terminal;
    g_autoptr(GString) out = NULL;

    kam_terminal_probe(&terminal, STDOUT_FILENO);
    out = kam_report_to_text(report, limit_or(arguments, DEFAULT_TEXT_LIMIT), &terminal);
    return print_text(out, error);
}

/* The page on standard output leaves no room there for anything else. */
static gboolean
render(const Arguments *arguments, const KamReport *report, GError **error)
{
    if (arguments->html != NULL && !write_html(arguments, report, error))
        return FALSE;
    if (arguments->json)
        return print_json(arguments, report, error);
    if (arguments->html != NULL && strcmp(arguments->html, "-") == 0)
        return TRUE;
    return print_terminal(arguments, report, error);
}

static int
run(int argc, char **argv, GError **error)
{
    g_auto(Arguments) arguments = { 0 };
    g_autoptr(KamFacts) facts = NULL;
    g_autoptr(KamReport) report = NULL;
    KamReportOptions options;

    if (!parse_arguments(&arguments, &argc, &argv, error) || !resolve_options(&arguments, &options, error))
        return -1;
    if (arguments.json + arguments.explain + (arguments.html != NULL && strcmp(arguments.html, "-") == 0) > 1) {
        g_set_error(
            error, KAM_ERROR, KAM_ERROR_USAGE,
            "--json, --explain and --html - all want standard output for themselves; give --html a file, or explain "
            "in a run of its own");
        return -1;
    }
    facts = read_facts(&arguments, argv + 1, error);
    if (facts == NULL)
        return -1;
    report = kam_report_new(facts, &options, error);
    if (report == NULL || !render(&arguments, report, error))
        return -1;
    return facts->balance.refused > 0 ? KAM_EXIT_REFUSED_ROWS : KAM_EXIT_DONE;
}

const KamVerb kam_verb_report = {
    .name = "report",
    .arguments = "FILE...",
    .summary = "who the key accounts are and why, straight from sales files",
    .help =
        "Reads invoice lines (CSV, XLSX, UBL; .gz and .zst too) and needs no database. What the columns mean is found\n"
        "out; --map says it where the guess is wrong.\n"
        "\n"
        "  kamen report sales.csv\n"
        "  kamen report 2024.xlsx 2025.xlsx --html report.html\n"
        "  kamen report export.csv --map account_number=C --map net='Line total' --date-order dmy\n"
        "  kamen report sales.csv --json | jq '.key_accounts[0]'\n"
        "  kamen report sales.csv --accounts customers.csv --products articles.xlsx\n"
        "  kamen report sales.csv --rates kursna-lista.csv --home RSD\n"
        "\n"
        "It speaks English and Serbian: --language sr (Latin letters) or sr-Cyrl; without it the locale decides.\n"
        "\n"
        "The report compares product lines net of credits (--basis products). --basis all adds charges such as postage;\n"
        "--basis invoiced leaves credits out. docs/report.md explains every figure and the rule for tiers.\n"
        "\n"
        "Exit status: 0 done, 1 failed, 2 wrong use, 3 done but rows were refused (--rejects FILE keeps them).",
    .run = run,
};
