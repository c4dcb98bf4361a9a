/* kamen demo: the demonstration company, into a database or as files. */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/decimal.h"
#include "cli/database.h"
#include "cli/demo_database.h"
#include "cli/people.h"
#include "cli/verb.h"
#include "demo/demo.h"

extern const KamVerb kam_verb_demo;

/* What the user asked for, as GOption reads it. */
typedef struct {
    char *folder, *db, *truth, *until, *password_file;
    gint64 seed;
    int scale, years;
} Request;

static void
clear_request(Request *request)
{
    g_free(request->folder);
    g_free(request->db);
    g_free(request->truth);
    g_free(request->until);
    g_free(request->password_file);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Request, clear_request)

/* A folder alone is for those who want the files only. */
static gboolean
fills_database(const Request *request)
{
    return request->db != NULL || request->folder == NULL;
}

static gboolean
read_request(int *argc, char ***argv, Request *request, GError **error)
{
    const GOptionEntry entries[] = {
        KAM_DB_ENTRY(request->db),
        { "out", 'o', 0, G_OPTION_ARG_FILENAME, &request->folder,
          "write the files into this folder, made when missing, and fill no database unless --db names one", "DIR" },
        { "truth", 0, 0, G_OPTION_ARG_FILENAME, &request->truth,
          "keep the truth about the company of the database in FILE (beside a database file: DB.truth.json)", "FILE" },
        { "seed", 0, 0, G_OPTION_ARG_INT64, &request->seed, "the same seed gives the same files (1)", "N" },
        { "scale", 0, 0, G_OPTION_ARG_INT, &request->scale, "multiply customers and lines (1)", "N" },
        { "years", 0, 0, G_OPTION_ARG_INT, &request->years, "years of invoices (3)", "N" },
        { "until", 0, 0, G_OPTION_ARG_STRING, &request->until, "the last day (2025-12-31)", "DATE" },
        { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &request->password_file,
          "whose first line is the password of all its people; without it each chooses one by 'kamen user link'", "F" },
        G_OPTION_ENTRY_NULL,
    };

    if (!kam_verb_parse(&kam_verb_demo, entries, argc, argv, error))
        return FALSE;
    if (*argc > 1) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE,
                    "'%s' is not understood; name the database with --db, the folder with --out", (*argv)[1]);
        return FALSE;
    }
    if (request->truth == NULL || fills_database(request))
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--truth goes with --db; with --out the truth is in DIR/truth.json");
    return FALSE;
}

static gboolean
check_request(const Request *request, KamDemoOptions *options, GError **error)
{
    options->folder = request->folder;
    options->seed = (guint64)request->seed;
    options->scale = (guint)MAX(request->scale, 0);
    options->years = (guint)MAX(request->years, 0);
    if (request->until == NULL)
        return TRUE;
    options->until = kam_day_parse(request->until, strlen(request->until), KAM_DATE_YMD);
    if (options->until != KAM_DAY_NONE)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "'%s' is no date; write it as 2025-12-31", request->until);
    return FALSE;
}

static void
print_summary(const char *place, const KamDemoSummary *summary)
{
    g_autofree char *net = kam_micro_to_text(summary->net_minor * (KAM_MICRO / 100), 2);

    printf("%s: %" G_GUINT64_FORMAT " lines on %" G_GUINT64_FORMAT " documents, %" G_GUINT64_FORMAT
           " customer numbers, %" G_GUINT64_FORMAT " articles, net %s RSD\n",
           place, summary->lines, summary->documents, summary->accounts, summary->products, net);
}

static gboolean
fill_database(const Request *request, const KamDemoOptions *company, KamDemoSummary *summary, GError **error)
{
    KamDemoDatabase demo = { *company, kam_db_argument(request->db), request->truth, NULL };
    g_autofree char *password = NULL;
    g_autofree char *truth = NULL;

    if (!kam_cli_read_password(request->password_file, &password, error))
        return FALSE;
    demo.password = password;
    if (!kam_demo_database_fill(&demo, summary, &truth, error))
        return FALSE;
    print_summary(demo.db, summary);
    if (truth != NULL)
        printf("%s: the truth about them\n", truth);
    return TRUE;
}

static int
run(int argc, char **argv, GError **error)
{
    KamDemoOptions options;
    KamDemoSummary summary;
    g_auto(Request) request = { .seed = 1, .scale = 1, .years = 3 };

    kam_demo_options_init(&options);
    if (!read_request(&argc, &argv, &request, error) || !check_request(&request, &options, error))
        return -1;
    if (fills_database(&request) ? !fill_database(&request, &options, &summary, error)
                                 : !kam_demo_write(&options, &summary, error))
        return -1;
    if (options.folder != NULL)
        print_summary(options.folder, &summary);
    return KAM_EXIT_DONE;
}

const KamVerb kam_verb_demo = {
    .name = "demo",
    .arguments = "",
    .summary = "fill an empty database with an invented distributor, or make its files, with the truth beside",
    .help =
        "Three years of invoices of an industrial distributor that does not exist: 600 companies in and out of 40 groups,\n"
        "1,200 articles, price lists, promotions, agreements, credit notes, payments and competitors. The truth is kept\n"
        "apart: who has left, who reacts to prices and how much, which groups buy centrally. A database that holds\n"
        "invoices already is left alone. In a database there are also people of every role, who manage the customers,\n"
        "meet them and have things to do; 'kamen user list' names them, 'kamen user link' lets one in.\n"
        "\n"
        "  kamen demo                                    into the database of KAMEN_DB, else kamen.db\n"
        "  kamen demo --db try.db                        customers, articles and invoices; truth in try.db.truth.json\n"
        "  kamen demo --out demo/out                     its files: sales.csv, accounts.csv ... truth.json\n"
        "  kamen demo --out other --seed 7               another one\n"
        "  kamen demo --out big --scale 25               ten million lines, for measuring\n"
        "  kamen report demo/out/sales.csv               and who its key accounts are\n",
    .run = run,
};
