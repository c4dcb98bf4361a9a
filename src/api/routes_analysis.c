/* The list of analyses and the runs that were kept. The analyses themselves are derived: analysis_routes.c. */
#include <string.h>

#include "api/analysis_routes.h"
#include "api/api.h"
#include "api/page.h"
#include "service/analysis/answer.h"

extern const KamRoute kam_api_routes_analysis[];

#define DEFAULT_LIMIT 100
#define MAX_LIMIT 1000

/* --- what there is --- */

static const char *
kind_word(KamAskKind kind)
{
    static const char *const words[] = {
        [KAM_ASK_INT] = "integer",  [KAM_ASK_DOUBLE] = "number", [KAM_ASK_TEXT] = "text",
        [KAM_ASK_FLAG] = "boolean", [KAM_ASK_CHOICE] = "choice", [KAM_ASK_DAY] = "date"
    };

    return words[kind];
}

static void
put_range(const KamAnalysisParameter *parameter, KamJson *json)
{
    gboolean is_number = parameter->kind == KAM_ASK_INT || parameter->kind == KAM_ASK_DOUBLE;

    if (is_number) {
        kam_json_number(json, "min", parameter->min);
        kam_json_number(json, "max", parameter->max);
        kam_json_raw(json, "default", parameter->default_value);
    }
    if (parameter->choices == NULL)
        return;
    kam_json_begin_array(json, "choices");
    for (guint i = 0; parameter->choices[i] != NULL; i++)
        kam_json_text(json, NULL, parameter->choices[i]);
    kam_json_end_array(json);
}

static void
put_parameter(const KamAnalysisParameter *parameter, KamJson *json)
{
    kam_json_begin_object(json, NULL);
    kam_json_text(json, "name", parameter->name);
    kam_json_text(json, "kind", kind_word(parameter->kind));
    kam_json_text(json, "en", parameter->help);
    kam_json_text(json, "sr", parameter->help_sr);
    put_range(parameter, json);
    kam_json_end_object(json);
}

static void
put_kind(const KamAnalysisKind *kind, KamJson *json)
{
    kam_json_begin_object(json, NULL);
    kam_json_text(json, "name", kind->name);
    kam_json_text(json, "en", kind->summary);
    kam_json_text(json, "sr", kind->summary_sr);
    kam_json_text(json, "method", kind->method);
    kam_json_text(json, "certainty", kind->certainty);
    kam_json_text(json, "list", kind->list);
    kam_json_bool(json, "list_needs_margin", kind->list_needs_margin);
    kam_json_begin_array(json, "parameters");
    for (guint i = 0; i < kam_analysis_n_parameters(kind); i++)
        put_parameter(kam_analysis_parameter(kind, i), json);
    kam_json_end_array(json);
    kam_json_end_object(json);
}

static gboolean
list_kinds(G_GNUC_UNUSED KamRequest *request, KamReply *reply, G_GNUC_UNUSED GError **error)
{
    const KamAnalysisKind *const *kinds = kam_analysis_kinds();
    KamJson json;

    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    kam_json_begin_array(&json, "items");
    for (guint i = 0; kinds[i] != NULL; i++)
        put_kind(kinds[i], &json);
    kam_json_end_array(&json);
    kam_json_null(&json, "next");
    kam_json_end_object(&json);
    return TRUE;
}

/* --- runs --- */

/* Runs are counted from 1; a number that no column of theirs holds is none. */
static gint64
run_id(const KamRequest *request)
{
    gint64 id = kam_request_get_id(request, 0);

    return id <= G_MAXINT32 ? id : 0;
}

static void
put_instant(KamJson *json, const char *name, gint64 ms)
{
    g_autoptr(GDateTime) at = g_date_time_new_from_unix_utc(ms / 1000);
    g_autofree char *text = g_date_time_format(at, "%Y-%m-%dT%H:%M:%SZ");

    kam_json_text(json, name, text);
}

static void
put_run(const KamAnalysisRun *run, KamJson *json)
{
    kam_json_id(json, "run", run->id);
    kam_json_text(json, "analysis", run->name);
    put_instant(json, "started_at", run->started_at_ms);
    kam_json_int(json, "duration_ms", run->finished_at_ms - run->started_at_ms);
    kam_json_int(json, "data_version", run->data_version);
    kam_json_int(json, "seed", run->seed);
    kam_json_text(json, "program", run->program);
    kam_json_raw(json, "parameters", run->parameters);
    kam_json_text(json, "result_hash", run->result_hash);
}

/* A run is of all accounts, so it is for those who see all, with everything that its analysis shows. */
static gboolean
check_sees_runs(const KamRequest *request, GError **error)
{
    if (kam_policy_sees_all_accounts(request->actor) &&
        kam_policy_class_access(request->actor, KAM_MARGIN) != KAM_NO_ACCESS)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_DENIED,
                "runs are kept of all accounts with their costs and profit; your role sees less than that");
    return FALSE;
}

static void
put_runs(const GPtrArray *runs, guint limit, KamJson *json)
{
    guint shown = MIN(runs->len, limit);

    kam_json_begin_object(json, NULL);
    kam_json_begin_array(json, "items");
    for (guint i = 0; i < shown; i++) {
        kam_json_begin_object(json, NULL);
        put_run(g_ptr_array_index(runs, i), json);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
    if (shown < runs->len)
        kam_json_id(json, "next", ((const KamAnalysisRun *)g_ptr_array_index(runs, shown - 1))->id);
    else
        kam_json_null(json, "next");
    kam_json_end_object(json);
}

static gboolean
list_runs(KamRequest *request, KamReply *reply, GError **error)
{
    g_autoptr(GPtrArray) runs = NULL;
    KamPage page;
    KamJson json;

    if (!check_sees_runs(request, error))
        return FALSE;
    if (!kam_page_read(request, reply, DEFAULT_LIMIT, MAX_LIMIT, &page))
        return TRUE;
    runs = kam_analysis_run_page(request->db, page.before, page.limit + 1, error);
    if (runs == NULL)
        return FALSE;
    kam_reply_json(reply, &json);
    put_runs(runs, page.limit, &json);
    return TRUE;
}

static gboolean
show_run(KamRequest *request, KamReply *reply, GError **error)
{
    g_autoptr(KamAnalysisRun) run = NULL;
    g_autoptr(GString) answer = NULL;
    KamJson json;

    if (!check_sees_runs(request, error))
        return FALSE;
    run = kam_analysis_run_load(request->db, run_id(request), &answer, error);
    if (run == NULL)
        return FALSE;
    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    put_run(run, &json);
    kam_json_raw(&json, "answer", answer->str);
    kam_json_end_object(&json);
    return TRUE;
}

/* What doing it again says of a run. */
static const char *
verdict(const KamAnalysisRun *run, gint64 data_version, gboolean is_same)
{
    if (is_same)
        return "same";
    if (run->data_version != data_version)
        return "data_changed";
    return strcmp(run->program, KAM_VERSION) != 0 ? "program_changed" : "differs";
}

static void
put_comparison(const KamAnalysisRun *run, const KamAnalysisRun *again, const char *answer, KamJson *json)
{
    gboolean is_same = strcmp(again->result_hash, run->result_hash) == 0;

    kam_json_begin_object(json, NULL);
    kam_json_id(json, "run", run->id);
    kam_json_id(json, "again", again->id);
    kam_json_text(json, "verdict", verdict(run, again->data_version, is_same));
    kam_json_int(json, "data_version_then", run->data_version);
    kam_json_int(json, "data_version", again->data_version);
    kam_json_text(json, "program_then", run->program);
    kam_json_text(json, "program", again->program);
    kam_json_raw(json, "answer", answer);
    kam_json_end_object(json);
}

/* A run on its way to the writer. */
typedef struct {
    KamAnalysisRun *run;
    GString *result;
} Kept;

static gboolean
save_run(KamDb *db, gpointer data, GError **error)
{
    Kept *kept = data;

    return kam_analysis_run_save(db, kept->run, kept->result, error);
}

static const KamAnalysisKind *
find_kind(const KamAnalysisRun *run, GError **error)
{
    const KamAnalysisKind *kind = kam_analysis_kind_find(run->name);

    if (kind == NULL)
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "this program has no analysis '%s' any more", run->name);
    return kind;
}

static gboolean
repeat_run(KamRequest *request, KamReply *reply, GError **error)
{
    g_autoptr(KamAnalysisRun) run = NULL;
    g_auto(KamAnalysisValues) values = { 0 };
    g_autoptr(KamAnalysisRun) again = NULL;
    g_autoptr(GBytes) answer = NULL;
    g_autoptr(GString) text = NULL;
    KamDeskQuestion question = { .values = &values };
    const KamAnalysisKind *kind;
    KamJson json;

    if (!check_sees_runs(request, error))
        return FALSE;
    run = kam_analysis_run_load(request->db, run_id(request), NULL, error);
    kind = run == NULL ? NULL : find_kind(run, error);
    if (kind == NULL)
        return FALSE;
    kam_analysis_values_init(&values, kind);
    if (!kam_analysis_values_from_json(&values, run->parameters, error))
        return FALSE;
    answer = kam_desk_ask(request->api->desk, request->db, &question, error);
    if (answer == NULL)
        return FALSE;
    again = kam_analysis_run_new(&values, question.version, request->now_ms);
    text = g_string_new_len(g_bytes_get_data(answer, NULL), (gssize)g_bytes_get_size(answer));
    if (!kam_pool_write_wait(request->api->pool, save_run, &(Kept) { again, text }, error))
        return FALSE;
    kam_reply_json(reply, &json);
    put_comparison(run, again, text->str, &json);
    return TRUE;
}

static const KamParameter page_parameters[] = {
    { "limit", "integer", "runs at most, 1 to 1000; 100 without it", FALSE },
    { "cursor", "integer", "next of the page before", FALSE },
    { 0 },
};

#define RUN_PROPERTIES                                                                                                 \
    "\"run\":{\"type\":\"string\"},\"analysis\":{\"type\":\"string\"},"                                                \
    "\"started_at\":{\"type\":\"string\",\"format\":\"date-time\"},\"duration_ms\":{\"type\":\"integer\"},"            \
    "\"data_version\":{\"type\":\"integer\"},\"seed\":{\"type\":\"integer\"},\"program\":{\"type\":\"string\"},"       \
    "\"parameters\":{\"type\":\"object\"},\"result_hash\":{\"type\":\"string\"}"

static const char kinds_schema[] =
    "{\"type\":\"object\",\"required\":[\"items\",\"next\"],\"properties\":{\"next\":{\"type\":\"null\"},"
    "\"items\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":[\"name\",\"parameters\"],\"properties\":{"
    "\"name\":{\"type\":\"string\"},\"en\":{\"type\":\"string\"},\"sr\":{\"type\":\"string\"},"
    "\"method\":{\"type\":\"string\"},\"certainty\":{\"type\":\"string\"},\"list\":{\"type\":\"string\"},"
    "\"list_needs_margin\":{\"type\":\"boolean\"},\"parameters\":{\"type\":\"array\",\"items\":{\"type\":\"object\","
    "\"required\":[\"name\",\"kind\"],\"properties\":{\"name\":{\"type\":\"string\"},\"kind\":{\"type\":\"string\","
    "\"enum\":[\"integer\",\"number\",\"text\",\"boolean\",\"choice\",\"date\"]},\"en\":{\"type\":\"string\"},"
    "\"sr\":{\"type\":\"string\"},\"min\":{\"type\":\"number\"},\"max\":{\"type\":\"number\"},"
    "\"default\":{\"type\":\"number\"},\"choices\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}}}}}}}}}";

static const char runs_schema[] =
    "{\"type\":\"object\",\"required\":[\"items\",\"next\"],\"properties\":{\"next\":{\"type\":[\"string\",\"null\"]},"
    "\"items\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":[\"run\",\"analysis\",\"data_version\"],"
    "\"properties\":{" RUN_PROPERTIES "}}}}}";

static const char run_schema[] =
    "{\"type\":\"object\",\"required\":[\"run\",\"analysis\",\"answer\"],\"properties\":{" RUN_PROPERTIES
    ",\"answer\":{\"type\":\"object\",\"description\":\"what GET /api/v1/analysis/<analysis> answered then\"}}}";

static const char again_schema[] =
    "{\"type\":\"object\",\"required\":[\"run\",\"again\",\"verdict\",\"answer\"],\"properties\":{\"run\":{\"type\":\"string\"},"
    "\"again\":{\"type\":\"string\",\"description\":\"the run that was kept of it\"},"
    "\"verdict\":{\"type\":\"string\",\"enum\":[\"same\",\"data_changed\",\"program_changed\",\"differs\"]},"
    "\"data_version_then\":{\"type\":\"integer\"},\"data_version\":{\"type\":\"integer\"},"
    "\"program_then\":{\"type\":\"string\"},\"program\":{\"type\":\"string\"},"
    "\"answer\":{\"type\":\"object\",\"description\":\"what it answers now\"}}}";

const KamRoute kam_api_routes_analysis[] = {
    { KAM_GET, "/api/v1/analysis", KAM_PERM_BUSINESS_READ, KAM_RUN_READ, 200, list_kinds,
      .summary = "List the analyses with what each can be asked", .answer_schema = kinds_schema },
    { KAM_GET, "/api/v1/analysis/runs", KAM_PERM_ANALYSE, KAM_RUN_READ, 200, list_runs,
      .summary = "List the runs that were kept, newest first", .answer_schema = runs_schema,
      .parameters = page_parameters, .reads_parameters = TRUE, .also = { 400 } },
    { KAM_GET, "/api/v1/analysis/runs/{id}", KAM_PERM_ANALYSE, KAM_RUN_SLOW, 200, show_run,
      .summary = "Say what a run answered, as it was kept", .answer_schema = run_schema },
    { KAM_POST, "/api/v1/analysis/runs/{id}/again", KAM_PERM_ANALYSE, KAM_RUN_SLOW, 200, repeat_run,
      .summary = "Do a run once more, keep that as a run, too, and compare the answers", .answer_schema = again_schema,
      .also = { 422 } },
    { 0 },
};
