/* kamen analyze runs: the runs that were kept, newest first; --forget takes one out. */
#include "cli/analyze.h"
#include "cli/analyze_run.h"
#include "cli/database.h"
#include "cli/language_option.h"
#include "cli/text_page.h"
#include "cli/text_table.h"
#include "service/analysis/run.h"

static char *
instant_to_text(gint64 ms, const char *format)
{
    g_autoptr(GDateTime) at = g_date_time_new_from_unix_utc(ms / 1000);

    return g_date_time_format(at, format);
}

static GString *
write_json(const GPtrArray *runs)
{
    GString *out = g_string_new(NULL);
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
    return out;
}

static void
put_runs(KamTextPage *page, const GPtrArray *runs)
{
    const KamTextColumn columns[] = {
        { .title = KAM_WORD(page, RUN), .is_number = TRUE },
        { .title = KAM_WORD(page, WHEN_UTC) },
        { .title = KAM_WORD(page, ANALYSIS) },
        { .title = KAM_WORD(page, DATA), .is_number = TRUE },
        { .title = KAM_WORD(page, SEED), .is_number = TRUE },
        { .title = KAM_WORD(page, OPTIONS), .gives_way = TRUE },
    };
    g_autoptr(KamTextTable) table = kam_text_table_new(&page->terminal, columns, G_N_ELEMENTS(columns));

    for (guint i = 0; i < runs->len; i++) {
        const KamAnalysisRun *run = g_ptr_array_index(runs, i);
        kam_text_table_take_row(table, g_strdup_printf("%" G_GINT64_FORMAT, run->id),
                                instant_to_text(run->started_at_ms, "%Y-%m-%d %H:%M"), g_strdup(run->name),
                                g_strdup_printf("%" G_GINT64_FORMAT, run->data_version),
                                g_strdup_printf("%" G_GINT64_FORMAT, run->seed), g_strdup(run->parameters));
    }
    kam_text_table_append(table, page->out);
}

static GString *
write_text(const GPtrArray *runs, gint64 data_version, KamLanguage language)
{
    KamTextPage page;

    kam_text_page_init(&page, language, 0);
    if (runs->len == 0) {
        kam_text_page_paragraph(&page, KAM_STYLE_PLAIN, KAM_SAY_PLAIN(&page, NO_RUN_YET));
        return kam_text_page_end(&page);
    }
    put_runs(&page, runs);
    g_string_append_c(page.out, '\n');
    kam_text_page_paragraph(&page, KAM_STYLE_PLAIN, KAM_SAY(&page, DATA_NOW, KAM_ARG_COUNT("version", data_version)));
    return kam_text_page_end(&page);
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
list(const char *uri, gboolean as_json, KamLanguage language, GError **error)
{
    g_autoptr(KamDb) db = kam_service_open_read_only(uri, error);
    g_autoptr(GPtrArray) runs = db == NULL ? NULL : kam_analysis_run_list(db, error);
    g_autoptr(GString) out = NULL;
    gint64 data_version;

    if (runs == NULL || !kam_analysis_load_version(db, &data_version, error))
        return FALSE;
    out = as_json ? write_json(runs) : write_text(runs, data_version, language);
    return kam_analyze_print(out, error);
}

static int
run(int argc, char **argv, GError **error)
{
    g_autofree char *uri = NULL;
    g_autofree char *forgotten = NULL, *tag = NULL;
    KamLanguage language;
    gboolean json = FALSE;
    const GOptionEntry entries[] = {
        KAM_DB_ENTRY(uri),
        { "forget", 0, 0, G_OPTION_ARG_STRING, &forgotten, "take this run out of the database", "RUN" },
        { "json", 0, 0, G_OPTION_ARG_NONE, &json, "print JSON", NULL },
        KAM_LANGUAGE_ENTRY(tag),
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
    if (!kam_language_option_read(tag, !json, &language, error))
        return -1;
    done = forgotten != NULL ? forget(kam_db_argument(uri), forgotten, error)
                             : list(kam_db_argument(uri), json, language, error);
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
