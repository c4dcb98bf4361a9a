/* Asking an analysis over HTTP: parameters, rights, the desk, and what is written around its answer. */
#include "api/analysis_handlers.h"

#include <string.h>

#include "api/analysis_routes.h"
#include "api/api.h"
#include "api/job_reply.h"
#include "api/query.h"
#include "api/record_handlers.h"
#include "domain/types.h"
#include "record/audit.h"
#include "record/export.h"
#include "record/scope.h"
#include "service/figures/provenance.h"
#include "service/jobs/jobs.h"

#define LANGUAGE "lang" /* of files, beside the parameters of the analysis */

static gboolean
sees_margins(const KamRequest *request)
{
    return kam_policy_class_access(request->actor, KAM_MARGIN) != KAM_NO_ACCESS;
}

/* --- the question --- */

static gboolean
takes(const KamRoute *route, const char *name)
{
    const KamParameter *at = route->parameters;

    while (at->name != NULL && strcmp(at->name, name) != 0)
        at++;
    return at->name != NULL;
}

static void
note_fault(gpointer data, const char *parameter, const char *detail)
{
    kam_faults_add(data, parameter, "invalid", "%s %s", parameter, detail);
}

static void
read_pairs(const KamRequest *request, KamAnalysisValues *values, KamFaults *faults)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const char *at = request->query;
    char *name, *value;

    while (kam_query_next(&at, &name, &value)) {
        if (!g_hash_table_add(seen, g_strdup(name)))
            kam_faults_add(faults, name, "twice", "%s is there twice", name);
        else if (strcmp(name, "limit") != 0 && !(strcmp(name, LANGUAGE) == 0 && takes(request->route, LANGUAGE)))
            kam_analysis_values_set(values, name, value, note_fault, faults);
        g_free(name);
        g_free(value);
    }
}

/* Parameters with which profit could be drawn out of the answer. */
static void
refuse_margin_parameters(const KamRequest *request, const KamAnalysisValues *values, KamFaults *faults)
{
    for (guint i = 0; i < values->n; i++) {
        const KamAnalysisParameter *parameter = kam_analysis_parameter(values->kind, i);

        if (parameter->needs_margin && values->list[i].text != NULL && !sees_margins(request))
            kam_faults_add(faults, parameter->name, "denied", "%s is not for a role that does not see profit",
                           parameter->name);
    }
}

/* -1 when none was given. */
static gint64
read_limit(const KamRequest *request, KamFaults *faults)
{
    g_autofree char *text = kam_request_dup_parameter(request, "limit");
    gint64 limit = -1;

    if (text != NULL && !g_ascii_string_to_signed(text, 10, 1, G_MAXINT32, &limit, NULL))
        kam_faults_add(faults, "limit", "invalid", "limit does not know '%s'; it takes 1 or more", text);
    return limit;
}

static KamLanguage
read_language(const KamRequest *request, KamFaults *faults)
{
    g_autofree char *text = takes(request->route, LANGUAGE) ? kam_request_dup_parameter(request, LANGUAGE) : NULL;
    KamLanguage language = text == NULL ? KAM_LANGUAGE_EN : kam_language_from_tag(text);

    if (language == KAM_LANGUAGE_N)
        kam_faults_add(faults, LANGUAGE, "invalid", "lang is en, sr or sr-Cyrl");
    return language;
}

/* Which currencies can be had, the lines and the rates say. */
static gboolean
check_currency(KamRequest *request, const KamAnalysisValues *values, KamFaults *faults, GError **error)
{
    const KamAnalysisOptions options = kam_analysis_values_options(values);
    g_autoptr(KamGround) ground = NULL;
    g_autoptr(KamGround) converted = NULL;
    g_autoptr(GError) wrong = NULL;

    if (options.part.currency == NULL || faults->n_errors > 0)
        return TRUE;
    ground = kam_desk_get_ground(request->api->desk, request->db, error);
    if (ground == NULL)
        return FALSE;
    converted = kam_desk_convert(request->api->desk, ground, options.part.currency, &wrong);
    if (converted != NULL)
        return TRUE;
    if (!g_error_matches(wrong, KAM_ERROR, KAM_ERROR_INVALID)) {
        g_propagate_error(error, g_steal_pointer(&wrong));
        return FALSE;
    }
    kam_faults_add(faults, "currency", "invalid", "%s", wrong->message);
    return TRUE;
}

typedef enum { ASKED, WRONG, FAILED } Asked;

/* WRONG: the reply holds the problem, with every fault. */
static Asked
read_question(KamRequest *request, KamReply *reply, KamAnalysisValues *values, gint64 *limit, KamLanguage *language,
              GError **error)
{
    g_auto(KamFaults) faults = { 0 };

    kam_faults_init(&faults);
    read_pairs(request, values, &faults);
    kam_analysis_values_check(values, note_fault, &faults);
    refuse_margin_parameters(request, values, &faults);
    *limit = read_limit(request, &faults);
    if (language != NULL)
        *language = read_language(request, &faults);
    if (*limit >= 0 && !takes(request->route, "limit"))
        kam_faults_add(&faults, "limit", "unknown_parameter", "limit is no parameter here");
    if (!check_currency(request, values, &faults, error))
        return FAILED;
    if (faults.n_errors == 0)
        return ASKED;
    kam_reply_problem(reply, request, 400, "the question cannot be asked like this; see errors", &faults);
    return WRONG;
}

/* --- rights --- */

/* The list of some analyses is in the order of profit, which would be seen from it. */
static gboolean
check_list(const KamRequest *request, const KamAnalysisKind *kind, GError **error)
{
    if (!kind->list_needs_margin || sees_margins(request))
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_DENIED,
                "the list of '%s' is in an order of profit, which your role does not see; ask about one account: "
                "/api/v1/accounts/ID/analysis/%s",
                kind->name, kind->name);
    return FALSE;
}

static void
leave_out_margins(const KamRequest *request, const KamAnalysisKind *kind, GString *text)
{
    if (kind->margin_members != NULL && !sees_margins(request))
        kam_desk_drop_members(text, kind->margin_members);
}

/* --- all accounts --- */

gboolean
kam_analysis_answer_all(KamRequest *request, KamReply *reply, GError **error)
{
    const KamAnalysisKind *kind = kam_analysis_routes_find_kind(request);
    g_auto(KamAnalysisValues) values = { 0 };
    g_autoptr(GArray) view = NULL;
    g_autoptr(GBytes) answer = NULL;
    KamDeskQuestion question = { .values = &values };
    gint64 limit;
    Asked asked;

    kam_analysis_values_init(&values, kind);
    asked = read_question(request, reply, &values, &limit, NULL, error);
    if (asked != ASKED)
        return asked == WRONG;
    if (!check_list(request, kind, error) || !kam_scope_list_accounts(request->db, request->actor, &view, error))
        return FALSE;
    question.view = view;
    answer = limit < 0 ? kam_desk_ask(request->api->desk, request->db, &question, error)
                       : kam_desk_ask_first(request->api->desk, request->db, &question, (guint)limit, error);
    if (answer == NULL)
        return FALSE;
    g_string_append_len(reply->body, g_bytes_get_data(answer, NULL), (gssize)g_bytes_get_size(answer));
    leave_out_margins(request, kind, reply->body);
    return TRUE;
}

/* --- a file --- */

/* Who took what out, before the first byte goes. */
static gboolean
note_export(KamDb *db, gpointer data, GError **error)
{
    const KamRequest *request = data;
    KamWork work = kam_record_work(request);
    g_autoptr(GString) changes = g_string_new(NULL);
    KamJson json;

    work.db = db;
    kam_json_init(&json, changes, 0);
    kam_json_begin_object(&json, NULL);
    kam_audit_sides_to_json(&json, "analysis", NULL, kam_analysis_routes_find_kind(request)->name);
    kam_audit_sides_to_json(&json, "query", NULL, request->query);
    kam_json_end_object(&json);
    return kam_audit_add(&work, "export", "account", 0, 0, changes->str, error);
}

static gboolean
ask_file(KamRequest *request, KamReply *reply, const KamAnalysisValues *values, KamLanguage language, GError **error)
{
    g_autoptr(GArray) view = NULL;
    g_autoptr(GBytes) file = NULL;
    g_autofree char *disposition = g_strdup_printf("attachment; filename=\"%s.csv\"", values->kind->name);
    KamDeskQuestion question = { .values = values };

    if (!check_list(request, values->kind, error) ||
        !kam_scope_list_accounts(request->db, request->actor, &view, error))
        return FALSE;
    question.view = view;
    file = kam_desk_ask_file(request->api->desk, request->db, &question, language, error);
    if (file == NULL || !kam_pool_write_wait(request->api->pool, note_export, request, error))
        return FALSE;
    g_string_append_len(reply->body, g_bytes_get_data(file, NULL), (gssize)g_bytes_get_size(file));
    kam_reply_header(reply, "Content-Disposition", disposition);
    reply->content_type = kam_export_media_type(KAM_EXPORT_CSV);
    return TRUE;
}

gboolean
kam_analysis_send_file(KamRequest *request, KamReply *reply, GError **error)
{
    g_auto(KamAnalysisValues) values = { 0 };
    KamLanguage language;
    gint64 limit;
    Asked asked;

    kam_analysis_values_init(&values, kam_analysis_routes_find_kind(request));
    asked = read_question(request, reply, &values, &limit, &language, error);
    return asked == ASKED ? ask_file(request, reply, &values, language, error) : asked == WRONG;
}

/* --- runs --- */

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

/* As the command line writes it: the number of the run behind the name of the analysis. */
static void
put_run_number(GString *text, gint64 run_id)
{
    const char *comma = strchr(text->str, ',');
    g_autofree char *member = g_strdup_printf(",\"run\":\"%" G_GINT64_FORMAT "\"", run_id);

    g_string_insert(text, comma - text->str, member);
}

static gboolean
check_sees_all(const KamRequest *request, GError **error)
{
    if (kam_policy_sees_all_accounts(request->actor))
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_DENIED,
                "runs are kept of all accounts, and you see some of them; ask with GET instead");
    return FALSE;
}

static gboolean
keep_answer(KamRequest *request, KamReply *reply, const KamAnalysisValues *values, GBytes *answer, gint64 version,
            GError **error)
{
    g_autoptr(KamAnalysisRun) run = kam_analysis_run_new(values, version, request->now_ms);
    Kept kept = { run, reply->body };
    g_autofree char *location = NULL;

    g_string_append_len(reply->body, g_bytes_get_data(answer, NULL), (gssize)g_bytes_get_size(answer));
    if (!kam_pool_write_wait(request->api->pool, save_run, &kept, error))
        return FALSE;
    put_run_number(reply->body, run->id);
    location = g_strdup_printf("/api/v1/analysis/runs/%" G_GINT64_FORMAT, run->id);
    kam_reply_header(reply, "Location", location);
    return TRUE;
}

/* Whoever would rather not wait. */
static gboolean
start_job(KamRequest *request, KamReply *reply, const KamAnalysisValues *values, GError **error)
{
    g_autofree char *asked = kam_analysis_values_to_json(values);
    g_autofree char *parameters = g_strdup_printf("{\"analysis\":\"%s\",\"parameters\":%s}", values->kind->name, asked);
    gint64 id = kam_jobs_make_id(request->api->jobs, request->now_ms);

    if (!kam_reply_start_job(request, reply, id, "analysis", parameters, error))
        return FALSE;
    kam_reply_header(reply, "Preference-Applied", "respond-async");
    return TRUE;
}

gboolean
kam_analysis_keep_all(KamRequest *request, KamReply *reply, GError **error)
{
    const KamAnalysisKind *kind = kam_analysis_routes_find_kind(request);
    g_auto(KamAnalysisValues) values = { 0 };
    g_autoptr(GBytes) answer = NULL;
    KamDeskQuestion question = { .values = &values };
    gint64 limit;
    Asked asked;

    kam_analysis_values_init(&values, kind);
    asked = read_question(request, reply, &values, &limit, NULL, error);
    if (asked != ASKED)
        return asked == WRONG;
    if (!check_sees_all(request, error) || !check_list(request, kind, error))
        return FALSE;
    if (request->api->jobs != NULL && kam_request_prefers(request, "respond-async"))
        return start_job(request, reply, &values, error);
    answer = kam_desk_ask(request->api->desk, request->db, &question, error);
    return answer != NULL && keep_answer(request, reply, &values, answer, question.version, error);
}

/* --- one account --- */

/* The lines of the account that the analysis has read. */
static char *
dup_lines_of(const KamAnalysisValues *values, gint64 account_id)
{
    const KamAnalysisOptions options = kam_analysis_values_options(values);
    g_auto(KamSalesFilter) filter = { .basis = options.basis,
                                      .from_day = options.from_day,
                                      .until_day = options.until_day,
                                      .has_account = TRUE,
                                      .account_id = account_id };
    GString *url = g_string_new("/api/v1/sales/lines");

    kam_analysis_part_filter(&options.part, &filter);
    kam_sales_filter_append(&filter, url);
    return g_string_free(url, FALSE);
}

static void
put_source(const KamDeskQuestion *question, gint64 account_id, KamJson *json)
{
    const KamAnalysisValues *values = question->values;
    g_autofree char *settings = kam_analysis_values_to_json(values), *opens_to = dup_lines_of(values, account_id);
    g_autofree char *code = g_strconcat("analysis_", values->kind->name, NULL);
    const KamSourceWords words = { code, values->kind->method, code, values->kind->certainty };
    const KamProvenance source = {
        .words = &words,
        .data_version = question->version,
        .as_of_day = question->as_of_day,
        .observations = -1,
        .settings = settings,
        .opens_to = opens_to,
    };

    kam_provenance_to_json(&source, json);
}

static void
put_item(const KamRequest *request, const KamAnalysisKind *kind, GBytes *found, KamJson *json)
{
    g_autoptr(GString) item = NULL;

    if (g_bytes_get_size(found) == 0) {
        kam_json_null(json, "item");
        kam_json_text(json, "item_reason",
                      kind->no_item != NULL ? kind->no_item
                                            : "not enough data: the analysis has no line of this account");
        return;
    }
    item = g_string_new_len(g_bytes_get_data(found, NULL), (gssize)g_bytes_get_size(found));
    leave_out_margins(request, kind, item);
    kam_json_raw(json, "item", item->str);
}

static gboolean
check_sees_account(const KamRequest *request, gint64 id, GError **error)
{
    const KamRecordType *type = kam_record_type_find(request->api->types, "account");
    gboolean sees = FALSE;

    if (!kam_scope_sees(request->db, request->actor, request->api->types, type, id, &sees, error))
        return FALSE;
    if (!sees)
        g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "there is no account '%s' in view", request->values[0]);
    return sees;
}

gboolean
kam_analysis_answer_account(KamRequest *request, KamReply *reply, GError **error)
{
    const KamAnalysisKind *kind = kam_analysis_routes_find_kind(request);
    gint64 id = kam_request_get_id(request, 0), limit;
    g_auto(KamAnalysisValues) values = { 0 };
    g_autoptr(GBytes) item = NULL;
    KamDeskQuestion question = { .values = &values };
    KamJson json;
    Asked asked;

    kam_analysis_values_init(&values, kind);
    asked = read_question(request, reply, &values, &limit, NULL, error);
    if (asked != ASKED)
        return asked == WRONG;
    if (!check_sees_account(request, id, error))
        return FALSE;
    item = kam_desk_ask_item(request->api->desk, request->db, &question, id, error);
    if (item == NULL)
        return FALSE;
    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    kam_json_text(&json, "analysis", kind->name);
    kam_json_id(&json, "account_id", id);
    put_item(request, kind, item, &json);
    put_source(&question, id, &json);
    kam_json_end_object(&json);
    return TRUE;
}
