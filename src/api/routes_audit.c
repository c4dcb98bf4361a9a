/* The whole audit, for those who look after it. */
#include <string.h>

#include "api/people.h"
#include "api/tables.h"
#include "base/date.h"
#include "record/audit.h"
#include "record/value.h"

#define DEFAULT_LIMIT 50
#define MAX_LIMIT 200
#define DAY_MS (G_GINT64_CONSTANT(24) * 3600 * 1000)

/* A day or an instant; `is_end`: the end of the day. */
static gboolean
read_moment(const char *text, gboolean is_end, gint64 *ms)
{
    gint32 day = text != NULL && strlen(text) == 10 ? kam_day_parse(text, 10, KAM_DATE_YMD) : KAM_DAY_NONE;

    *ms = 0;
    if (text == NULL)
        return TRUE;
    if (day == KAM_DAY_NONE)
        return kam_instant_parse(text, ms);
    *ms = (day + (is_end ? 1 : 0)) * DAY_MS;
    return TRUE;
}

typedef struct {
    char *user, *type, *record, *action, *from, *until;
} Question;

static void
question_clear(Question *question)
{
    g_free(question->user);
    g_free(question->type);
    g_free(question->record);
    g_free(question->action);
    g_free(question->from);
    g_free(question->until);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Question, question_clear)

static gboolean
read_filter(KamRequest *request, const Question *question, KamAuditFilter *filter, GError **error)
{
    gint64 limit = kam_request_get_int_parameter(request, "limit", DEFAULT_LIMIT);
    gint64 before = kam_request_get_int_parameter(request, "cursor", 0);
    gboolean is_program = g_strcmp0(question->user, "0") == 0;

    *filter = (KamAuditFilter) { .user_id = is_program ? 0 : -1,
                                 .type = question->type,
                                 .action = question->action,
                                 .before_seq = before,
                                 .limit = (guint)CLAMP(limit, 1, MAX_LIMIT) };
    if (limit < 1 || limit > MAX_LIMIT || before < 0)
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "limit is from 1 to %d, cursor what 'next' said", MAX_LIMIT);
    else if (question->user != NULL && !is_program && !kam_id_parse(question->user, &filter->user_id))
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "user '%s' is no id; 0 is the program itself", question->user);
    else if (question->record != NULL && !kam_id_parse(question->record, &filter->record_id))
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "record '%s' is no id", question->record);
    else if (!read_moment(question->from, FALSE, &filter->from_ms) ||
             !read_moment(question->until, TRUE, &filter->until_ms))
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE,
                    "from and until are days such as 2026-01-31, both included, or instants");
    else
        return TRUE;
    return FALSE;
}

static gboolean
list_audit(KamRequest *request, KamReply *reply, GError **error)
{
    g_auto(Question) question = { .user = kam_request_dup_parameter(request, "user"),
                                  .type = kam_request_dup_parameter(request, "type"),
                                  .record = kam_request_dup_parameter(request, "record"),
                                  .action = kam_request_dup_parameter(request, "action"),
                                  .from = kam_request_dup_parameter(request, "from"),
                                  .until = kam_request_dup_parameter(request, "until") };
    KamAuditFilter filter;
    gint64 next = 0;
    KamJson json;

    if (!read_filter(request, &question, &filter, error))
        return FALSE;
    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    kam_json_begin_array(&json, "items");
    if (!kam_audit_list_to_json(request->db, request->actor, request->api->types, &filter, &json, &next, error))
        return FALSE;
    kam_json_end_array(&json);
    if (next != 0)
        kam_json_id(&json, "next", next);
    else
        kam_json_null(&json, "next");
    kam_json_end_object(&json);
    return TRUE;
}

static gboolean
verify_audit(KamRequest *request, KamReply *reply, GError **error)
{
    g_autoptr(GString) findings = g_string_new(NULL);
    g_autofree char *end = NULL;
    g_auto(GStrv) lines = NULL;
    guint64 n = 0;
    KamJson json;

    if (!kam_audit_verify(request->db, findings, &n, &end, error))
        return FALSE;
    lines = g_strsplit(findings->str, "\n", -1);
    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    kam_json_bool(&json, "is_whole", findings->len == 0);
    kam_json_int(&json, "rows", (gint64)n);
    kam_json_text(&json, "end", end);
    kam_json_begin_array(&json, "findings");
    for (char **line = lines; *line != NULL; line++)
        if ((*line)[0] != '\0')
            kam_json_text(&json, NULL, *line);
    kam_json_end_array(&json);
    kam_json_end_object(&json);
    return TRUE;
}

static const KamParameter list_parameters[] = {
    { "user", "string", "By whom: an id; 0 is the program itself", FALSE },
    { "type", "string", "About what kind of record: account, user, rate ...", FALSE },
    { "record", "string", "About which record: its id", FALSE },
    { "action", "string", "What was done: create, update, delete, sign_in ...", FALSE },
    { "from", "string", "The first day, or an instant", FALSE },
    { "until", "string", "The last day, included, or an instant, not included", FALSE },
    { "limit", "integer", "How many, 1 to 200; 50 otherwise", FALSE },
    { "cursor", "integer", "What 'next' of the page before said", FALSE },
    { 0 },
};

static const char list_schema[] =
    "{\"type\":\"object\",\"required\":[\"items\",\"next\"],\"properties\":{\"items\":{\"type\":\"array\",\"items\":{"
    "\"type\":\"object\",\"required\":[\"seq\",\"at\",\"user_id\",\"actor\",\"action\",\"type\",\"record_id\","
    "\"version\",\"request_id\",\"fields\",\"changes\"],\"properties\":{\"seq\":{\"type\":\"string\"},"
    "\"at\":{\"type\":\"string\",\"format\":\"date-time\"},\"user_id\":{\"type\":[\"string\",\"null\"]},"
    "\"actor\":{\"type\":\"string\"},\"action\":{\"type\":\"string\"},\"type\":{\"type\":\"string\"},"
    "\"record_id\":{\"type\":[\"string\",\"null\"]},\"version\":{\"type\":\"integer\"},"
    "\"request_id\":{\"type\":\"string\"},\"fields\":{\"type\":\"array\",\"items\":{\"type\":\"string\"},"
    "\"description\":\"names of what changed\"},\"changes\":{\"type\":\"object\",\"additionalProperties\":{},"
    "\"description\":\"{field: [from, to]}, of what the caller may read\"}}}},\"next\":{"
    "\"type\":[\"string\",\"null\"]}}}";
static const char verify_schema[] =
    "{\"type\":\"object\",\"required\":[\"is_whole\",\"rows\",\"end\",\"findings\"],\"properties\":{"
    "\"is_whole\":{\"type\":\"boolean\"},\"rows\":{\"type\":\"integer\"},\"end\":{\"type\":\"string\","
    "\"description\":\"hash of the last row, to be kept elsewhere\"},\"findings\":{\"type\":\"array\",\"items\":{"
    "\"type\":\"string\"}}}}";

const KamRoute kam_api_routes_audit[] = {
    { KAM_GET, "/api/v1/audit", KAM_PERM_AUDIT_READ, KAM_RUN_SLOW, 200, list_audit,
      .summary = "Who changed what, the newest first", .answer_schema = list_schema, .parameters = list_parameters,
      .also = { 400 } },
    { KAM_GET, "/api/v1/audit/verification", KAM_PERM_AUDIT_READ, KAM_RUN_SLOW, 200, verify_audit,
      .summary = "Whether the chain of the audit is whole", .answer_schema = verify_schema },
    { 0 },
};
