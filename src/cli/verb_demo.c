/* kamen demo: makes the demonstration company's files. */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/decimal.h"
#include "cli/verb.h"
#include "demo/demo.h"

extern const KamVerb kam_verb_demo;

/* What the user asked for, as GOption reads it. */
typedef struct {
    char *folder, *until;
    gint64 seed;
    int scale, years;
} Request;

static void
clear_request(Request *request)
{
    g_free(request->folder);
    g_free(request->until);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Request, clear_request)

static gboolean
read_request(int *argc, char ***argv, Request *request, GError **error)
{
    const GOptionEntry entries[] = {
        { "out", 'o', 0, G_OPTION_ARG_FILENAME, &request->folder, "folder for the files, made when missing", "DIR" },
        { "seed", 0, 0, G_OPTION_ARG_INT64, &request->seed, "the same seed gives the same files (1)", "N" },
        { "scale", 0, 0, G_OPTION_ARG_INT, &request->scale, "multiply customers and lines (1)", "N" },
        { "years", 0, 0, G_OPTION_ARG_INT, &request->years, "years of invoices (3)", "N" },
        { "until", 0, 0, G_OPTION_ARG_STRING, &request->until, "the last day (2025-12-31)", "DATE" },
        G_OPTION_ENTRY_NULL,
    };

    if (!kam_verb_parse(&kam_verb_demo, entries, argc, argv, error))
        return FALSE;
    if (*argc > 1) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "'%s' is not understood; name the folder with --out",
                    (*argv)[1]);
        return FALSE;
    }
    if (request->folder == NULL) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "no folder given; name one with --out DIR");
        return FALSE;
    }
    return TRUE;
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
print_summary(const char *folder, const KamDemoSummary *summary)
{
    g_autofree char *net = kam_micro_to_text(summary->net_minor * (KAM_MICRO / 100), 2);

    printf("%s: %" G_GUINT64_FORMAT " lines on %" G_GUINT64_FORMAT " documents, %" G_GUINT64_FORMAT
           " customer numbers, %" G_GUINT64_FORMAT " articles, net %s RSD\n",
           folder, summary->lines, summary->documents, summary->accounts, summary->products, net);
}

static int
run(int argc, char **argv, GError **error)
{
    KamDemoOptions options;
    KamDemoSummary summary;
    g_auto(Request) request = { .seed = 1, .scale = 1, .years = 3 };

    kam_demo_options_init(&options);
    if (!read_request(&argc, &argv, &request, error) || !check_request(&request, &options, error) ||
        !kam_demo_write(&options, &summary, error))
        return -1;
    print_summary(options.folder, &summary);
    return KAM_EXIT_DONE;
}

const KamVerb kam_verb_demo = {
    .name = "demo",
    .arguments = "",
    .summary = "make the sales files of an invented distributor, with the truth beside them",
    .help =
        "Writes three years of invoices of an industrial distributor that does not exist: 600 companies in and out of 40\n"
        "groups, 1,200 articles, price lists, promotions, agreements, credit notes, payments and competitors. The file\n"
        "truth.json says what is really so: who has left, who reacts to prices and how much, which groups buy centrally.\n"
        "\n"
        "  kamen demo --out demo/out                     the company itself\n"
        "  kamen demo --out other --seed 7               another one\n"
        "  kamen demo --out big --scale 25               ten million lines, for measuring\n"
        "  kamen report demo/out/sales.csv               and who its key accounts are\n",
    .run = run,
};
