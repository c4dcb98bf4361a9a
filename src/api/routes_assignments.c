/* Documents without a customer: which there are, giving them to an account, taking that back. Moving many lines takes a
 * while, so it runs on a worker, and changes by others wait for it. */
#include <string.h>

#include "api/page.h"
#include "api/record_handlers.h"
#include "service/assignments.h"

#define DEFAULT_LIMIT 100
#define MAX_LIMIT 500
#define MAX_DOCUMENTS 1000
#define MAX_NUMBER 100

extern const KamRoute kam_api_routes_assignments[];

static gboolean
list_unassigned(KamRequest *request, KamReply *reply, GError **error)
{
    KamWork work = kam_record_work(request);
    g_autofree char *number_begins = kam_request_dup_parameter(request, "number_begins");
    KamPage page;
    KamJson json;

    if (!kam_page_read(request, reply, DEFAULT_LIMIT, MAX_LIMIT, &page))
        return TRUE;
    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    if (!kam_assignments_unassigned_to_json(&work, number_begins != NULL ? number_begins : "", page.before, page.limit,
                                            &json, error))
        return FALSE;
    kam_json_end_object(&json);
    return TRUE;
}

static gboolean
list_assignments(KamRequest *request, KamReply *reply, GError **error)
{
    KamWork work = kam_record_work(request);
    KamPage page;
    KamJson json;

    if (!kam_page_read(request, reply, DEFAULT_LIMIT, MAX_LIMIT, &page))
        return TRUE;
    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    if (!kam_assignments_page_to_json(&work, page.before, page.limit, &json, error))
        return FALSE;
    kam_json_end_object(&json);
    return TRUE;
}

/* --- changes --- */

/* What the writer does; ids is owned. */
typedef struct {
    const KamRequest *request;
    gint64 id; /* of the account, or of what is taken back */
    GArray *ids;
    const char *number_begins;
    KamAssigned assigned;
} Change;

static void
change_clear(Change *change)
{
    g_clear_pointer(&change->ids, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Change, change_clear)

static gboolean
run_assign(KamDb *db, gpointer data, GError **error)
{
    Change *change = data;
    KamWork work = kam_record_work(change->request);
    KamUnassigned which = { change->ids == NULL ? NULL : (const gint64 *)(gconstpointer)change->ids->data,
                            change->ids == NULL ? 0 : change->ids->len, change->number_begins };

    work.db = db;
    return kam_assignments_run(&work, change->id, &which, &change->assigned, error);
}

static gboolean
run_undo(KamDb *db, gpointer data, GError **error)
{
    Change *change = data;
    KamWork work = kam_record_work(change->request);

    work.db = db;
    return kam_assignments_undo(&work, change->id, error);
}

/* 0 when it is none. */
static gint64
id_of(const json_t *json)
{
    gint64 id = 0;

    if (json_is_string(json))
        g_ascii_string_to_signed(json_string_value(json), 10, 1, G_MAXINT64, &id, NULL);
    return id;
}

static void
read_documents(Change *change, const json_t *documents, KamFaults *faults)
{
    const json_t *document;
    size_t i;

    change->ids = g_array_new(FALSE, FALSE, sizeof(gint64));
    if (!json_is_array(documents) || json_array_size(documents) == 0 || json_array_size(documents) > MAX_DOCUMENTS)
        kam_faults_add(faults, "documents", "type", "this is a list of 1 to %d ids of documents", MAX_DOCUMENTS);
    json_array_foreach(documents, i, document)
    {
        gint64 id = id_of(document);

        if (id == 0)
            kam_faults_add(faults, "documents", "type", "one of them is no id");
        g_array_append_val(change->ids, id);
    }
}

static void
read_beginning(Change *change, const json_t *text, KamFaults *faults)
{
    change->number_begins = json_string_value(text);
    if (change->number_begins == NULL || strlen(change->number_begins) != json_string_length(text))
        kam_faults_add(faults, "number_begins", "type", "this is a text");
    else if (g_utf8_strlen(change->number_begins, -1) > MAX_NUMBER)
        kam_faults_add(faults, "number_begins", "too_long", "this has at most %d characters", MAX_NUMBER);
}

static void
read_change(Change *change, const json_t *body, KamFaults *faults)
{
    const json_t *documents = json_object_get(body, "documents"), *beginning = json_object_get(body, "number_begins");

    change->id = id_of(json_object_get(body, "account_id"));
    if (change->id == 0)
        kam_faults_add(faults, "account_id", "required", "this is the id of an account");
    if ((documents == NULL) == (beginning == NULL))
        kam_faults_add(faults, "documents", "required", "either documents or number_begins says which are meant");
    else if (documents != NULL)
        read_documents(change, documents, faults);
    else
        read_beginning(change, beginning, faults);
}

static void
answer_assigned(const KamAssigned *assigned, KamReply *reply)
{
    KamJson json;

    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    kam_json_id(&json, "id", assigned->id);
    kam_json_int(&json, "documents", (gint64)assigned->documents);
    kam_json_int(&json, "lines", (gint64)assigned->lines);
    kam_json_end_object(&json);
}

static gboolean
assign(KamRequest *request, KamReply *reply, GError **error)
{
    json_auto_t *body = kam_request_load_json(request, error);
    g_auto(Change) change = { .request = request };
    g_auto(KamFaults) faults = { 0 };

    if (body == NULL)
        return FALSE;
    kam_faults_init(&faults);
    read_change(&change, body, &faults);
    if (faults.n_errors > 0) {
        kam_reply_problem(reply, request, 422, "the assignment has faults; see errors", &faults);
        return TRUE;
    }
    if (!kam_pool_write_alone(request->api->pool, run_assign, &change, error))
        return FALSE;
    answer_assigned(&change.assigned, reply);
    return TRUE;
}

static gboolean
undo(KamRequest *request, G_GNUC_UNUSED KamReply *reply, GError **error)
{
    Change change = { .request = request, .id = kam_request_get_id(request, 0) };

    return kam_pool_write_alone(request->api->pool, run_undo, &change, error);
}

/* --- the table --- */

#define NEXT "\"next\":{\"type\":[\"string\",\"null\"]}"
#define TEXT_OR_NULL "{\"type\":[\"string\",\"null\"]}"

static const KamParameter unassigned_parameters[] = {
    { "number_begins", "string", "Documents whose number begins like this; all without it", FALSE },
    { "limit", "integer", "Documents at most, 1 to 500; 100 without it", FALSE },
    { "cursor", "integer", "What 'next' of the page before said", FALSE },
    { 0 },
};
static const KamParameter page_parameters[] = {
    { "limit", "integer", "Assignments at most, 1 to 500; 100 without it", FALSE },
    { "cursor", "integer", "What 'next' of the page before said", FALSE },
    { 0 },
};

static const char unassigned_schema[] =
    "{\"type\":\"object\",\"required\":[\"documents\",\"items\",\"next\"],\"properties\":{" NEXT
    ",\"documents\":{\"type\":\"integer\",\"description\":\"how many there are\"},\"items\":{\"type\":\"array\","
    "\"items\":{\"type\":\"object\",\"required\":[\"id\",\"number\",\"day\",\"is_credit\",\"seller\",\"ship_to\","
    "\"lines\",\"net\"],\"properties\":{\"id\":{\"type\":\"string\"},\"number\":{\"type\":\"string\"},"
    "\"day\":{\"type\":\"string\",\"format\":\"date\"},\"is_credit\":{\"type\":\"boolean\"},\"seller\":" TEXT_OR_NULL
    ",\"ship_to\":" TEXT_OR_NULL ",\"lines\":{\"type\":\"integer\"},\"net\":{\"type\":[\"object\",\"null\"],"
    "\"required\":[\"amount\",\"currency\"],\"properties\":{\"amount\":{\"type\":\"string\"},"
    "\"currency\":" TEXT_OR_NULL "}}}}}}}";
static const char page_schema[] =
    "{\"type\":\"object\",\"required\":[\"items\",\"next\"],\"properties\":{" NEXT
    ",\"items\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":[\"id\",\"account\",\"documents\","
    "\"lines\",\"assigned_at\",\"assigned_by\",\"undone_at\",\"undone_by\"],\"properties\":{"
    "\"id\":{\"type\":\"string\"},\"account\":{\"type\":\"object\",\"required\":[\"id\",\"name\"],\"properties\":{"
    "\"id\":{\"type\":\"string\"},\"name\":" TEXT_OR_NULL "}},\"documents\":{\"type\":\"integer\"},"
    "\"lines\":{\"type\":\"integer\"},\"assigned_at\":{\"type\":\"string\",\"format\":\"date-time\"},"
    "\"assigned_by\":" TEXT_OR_NULL ",\"undone_at\":{\"type\":[\"string\",\"null\"],\"format\":\"date-time\"},"
    "\"undone_by\":" TEXT_OR_NULL "}}}}}";
static const char assign_body[] =
    "{\"type\":\"object\",\"required\":[\"account_id\"],\"additionalProperties\":false,\"properties\":{"
    "\"account_id\":{\"type\":\"string\"},\"documents\":{\"type\":\"array\",\"minItems\":1,\"maxItems\":1000,"
    "\"items\":{\"type\":\"string\"},\"description\":\"ids of documents; without it number_begins says which\"},"
    "\"number_begins\":{\"type\":\"string\",\"maxLength\":100,\"description\":\"all whose number begins like this; "
    "'' is all\"}}}";
static const char assign_schema[] =
    "{\"type\":\"object\",\"required\":[\"id\",\"documents\",\"lines\"],\"properties\":{\"id\":{\"type\":\"string\"},"
    "\"documents\":{\"type\":\"integer\"},\"lines\":{\"type\":\"integer\"}}}";

const KamRoute kam_api_routes_assignments[] = {
    { KAM_GET, "/api/v1/sales/unassigned", KAM_PERM_IMPORT, KAM_RUN_SLOW, 200, list_unassigned,
      .summary = "List documents without a customer, the newest first", .answer_schema = unassigned_schema,
      .parameters = unassigned_parameters, .reads_parameters = TRUE, .also = { 400 } },
    { KAM_GET, "/api/v1/sales/assignments", KAM_PERM_IMPORT, KAM_RUN_READ, 200, list_assignments,
      .summary = "List what was given to whom of documents without a customer, the newest first",
      .answer_schema = page_schema, .parameters = page_parameters, .reads_parameters = TRUE, .also = { 400 } },
    { KAM_POST, "/api/v1/sales/assignments", KAM_PERM_IMPORT, KAM_RUN_SLOW, 200, assign,
      .summary = "Give documents without a customer to an account", .body_schema = assign_body,
      .answer_schema = assign_schema, .also = { 404, 409, 422 } },
    { KAM_POST, "/api/v1/sales/assignments/{id}/undo", KAM_PERM_IMPORT, KAM_RUN_SLOW, 204, undo,
      .summary = "Take an assignment back: the documents have no customer again", .also = { 404, 409 } },
    { 0 },
};
