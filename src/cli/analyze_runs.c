/* kamen analyze runs: the runs that were kept, newest first; --forget takes one out. */
#include "cli/analyze.h"
#include "cli/analyze_run.h"
#include "cli/database.h"
#include "cli/text_page.h"
#include "cli/text_table.h"
#include "service/analysis/run.h"

static const KamTextColumn columns[] = {
    { .title = "run", .is_number = TRUE },
    { .title = "when (UTC)" },
    { .title = "analysis" },
    { .title = "data", .is_number = TRUE },
    { .title = "seed", .is_number = TRUE },
    { .title = "options", .gives_way = TRUE },
};

static char *
instant_to_text(gint64 ms, const char *format)
{
    g_autoptr(GDateTime) at = g_date_time_new_from_unix_utc(ms / 1000);

    return g_date_time_format(at, format);
}

static void
append_json(GString *out, const GPtrArray *runs)
{
    KamJson json;

    kam_analyze_begin_json(&json, out);
    kam_json_begin_array(&json, NULL);
    for (guint i = 0; i < runs->len; i++) {
        const KamAnalysisRun *run = g_ptr_array_index(runs, i);
        g_autofree char *started_at = instant_to_text(run->started_at_ms, "%Y-%m-%dT%H:%M:%SZ");
        kam_json_begin_object(&json, NULL);
        kam_json_id(&json, "run", run->id);
        kam_json_text(&json, "analysis", run->name);
        kam_json_text(&json, "started_at", started_at);
        kam_json_int(&json, "duration_ms", run->finished_at_ms - run->started_at_ms);
        kam_json_int(&json, "data_version", run->data_version);
        kam_json_int(&json, "seed", run->seed);
        kam_json_text(&json, "program", run->program);
        kam_json_text(&json, "parameters", run->parameters);
        kam_json_text(&json, "result_hash", run->result_hash);
        kam_json_end_object(&json);
    }
    kam_json_end_array(&json);
    g_string_append_c(out, '\n');
}

static void
append_text(GString *out, const GPtrArray *runs, gint64 data_version)
{
    KamTextPage page;
    g_autoptr(KamTextTable) table = NULL;

    kam_text_page_init(&page, 0);
    table = kam_text_table_new(&page.terminal, columns, G_N_ELEMENTS(columns));
    for (guint i = 0; i < runs->len; i++) {
        const KamAnalysisRun *run = g_ptr_array_index(runs, i);
        kam_text_table_take_row(table, g_strdup_printf("%" G_GINT64_FORMAT, run->id),
                                instant_to_text(run->started_at_ms, "%Y-%m-%d %H:%M"), g_strdup(run->name),
                                g_strdup_printf("%" G_GINT64_FORMAT, run->data_version),
                                g_strdup_printf("%" G_GINT64_FORMAT, run->seed), g_strdup(run->parameters));
    }
    if (runs->len == 0)
        kam_text_page_paragraph(&page, KAM_STYLE_PLAIN,
                                g_strdup("No analysis was kept yet; 'kamen analyze' lists what there is to ask."));
    else
        kam_text_table_append(table, page.out);
    g_string_append(out, page.out->str);
    if (runs->len > 0)
        g_string_append_printf(out, "\n  The data is version %" G_GINT64_FORMAT " now.\n", data_version);
    g_string_free(page.out, TRUE);
}

static gboolean
forget(const char *uri, const char *word, GError **error)
{
    g_autoptr(KamDb) db = NULL;
    gint64 id;

    if (!kam_run_id_parse(word, &id, error))
        return FALSE;
    db = kam_service_open(uri, FALSE, NULL, error);
    return db != NULL && kam_analysis_run_delete(db, id, error);
}

static gboolean
list(const char *uri, gboolean as_json, GError **error)
{
    g_autoptr(KamDb) db = kam_service_open_read_only(uri, error);
    g_autoptr(GPtrArray) runs = db == NULL ? NULL : kam_analysis_run_list(db, error);
    g_autoptr(GString) out = g_string_new(NULL);
    gint64 data_version;

    if (runs == NULL || !kam_analysis_load_version(db, &data_version, error))
        return FALSE;
    if (as_json)
        append_json(out, runs);
    else
        append_text(out, runs, data_version);
    return kam_analyze_print(out, error);
}

static int
run(int argc, char **argv, GError **error)
{
    g_autofree char *uri = NULL;
    g_autofree char *forgotten = NULL;
    gboolean json = FALSE;
    const GOptionEntry entries[] = {
        KAM_DB_ENTRY(uri),
        { "forget", 0, 0, G_OPTION_ARG_STRING, &forgotten, "take this run out of the database", "RUN" },
        { "json", 0, 0, G_OPTION_ARG_NONE, &json, "print JSON", NULL },
        { 0 },
    };
    gboolean done;

    if (!kam_verb_parse(&kam_analysis_runs, entries, &argc, &argv, error))
        return -1;
    if (argc > 1) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "'%s' is one argument too many; see 'kamen analyze show'",
                    argv[1]);
        return -1;
    }
    done = forgotten != NULL ? forget(kam_db_argument(uri), forgotten, error) : list(kam_db_argument(uri), json, error);
    return done ? KAM_EXIT_DONE : -1;
}

const KamVerb kam_analysis_runs = {
    .name = "analyze runs",
    .arguments = "",
    .summary = "list the analyses that were done on this database",
    .help =
        "Each answer of 'kamen analyze' is kept with its options, the version of the data and the seed of its random\n"
        "numbers, so that a decision can name the run that it was taken on.\n"
        "\n"
        "  kamen analyze runs\n"
        "  kamen analyze show 12        what run 12 said\n"
        "  kamen analyze again 12       the same question again: on unchanged data the same answer, bit for bit\n"
        "  kamen analyze runs --forget 12",
    .run = run,
};
