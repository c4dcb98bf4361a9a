/* Kept answers: found by person and key, compared by a hash of the request. */
#include "api/idempotency.h"

#include <string.h>

#include "store/statements.h"

#define KEPT_MS ((gint64)24 * 60 * 60 * 1000)
#define MAX_KEY 255

gboolean
kam_once_is_asked(const KamRequest *request)
{
    return kam_route_is_done_once(request->route) && request->actor != NULL &&
           kam_request_get_header(request, "Idempotency-Key") != NULL;
}

/* Printable ASCII, not empty: what a header can bear without doubt. */
static gboolean
check_key(const char *key, GError **error)
{
    gsize length = strlen(key);
    gboolean is_good = length >= 1 && length <= MAX_KEY;

    for (gsize i = 0; i < length && is_good; i++)
        is_good = key[i] > ' ' && key[i] <= '~';
    if (!is_good)
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE,
                    "an Idempotency-Key has 1 to %d letters, digits and signs without spaces", MAX_KEY);
    return is_good;
}

static char *
hash_request(const KamRequest *request)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);

    /* The NULs keep "/a" with "bc" apart from "/ab" with "c". */
    g_checksum_update(sum, (const guchar *)request->path, (gssize)strlen(request->path) + 1);
    g_checksum_update(sum, (const guchar *)request->query, (gssize)strlen(request->query) + 1);
    g_checksum_update(sum, (const guchar *)request->body, (gssize)request->body_length);
    return g_strdup(g_checksum_get_string(sum));
}

static void
restore_headers(KamReply *reply, const char *headers)
{
    json_t *json = json_loads(headers, 0, NULL);
    const char *name;
    json_t *value;

    json_object_foreach(json, name, value)
    {
        if (json_is_string(value))
            kam_reply_header(reply, name, json_string_value(value));
    }
    json_decref(json);
}

/* The row of the key says what was answered. */
static gboolean
restore_answer(const KamRequest *request, KamReply *reply, KamStmt *stmt, GError **error)
{
    g_autofree char *hash = hash_request(request);

    if (g_strcmp0(kam_stmt_get_text(stmt, 0), hash) != 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "this Idempotency-Key was another request's: take a new one for each new request");
        return FALSE;
    }
    reply->status = (guint)kam_stmt_get_int(stmt, 1);
    restore_headers(reply, kam_stmt_get_text(stmt, 2));
    kam_reply_header(reply, "Idempotency-Replayed", "true");
    g_string_assign(reply->body, kam_stmt_get_text(stmt, 3));
    return TRUE;
}

gboolean
kam_once_find(const KamRequest *request, KamReply *reply, KamOnce *once, GError **error)
{
    const char *key = kam_request_get_header(request, "Idempotency-Key");
    g_autoptr(KamStmt) stmt = NULL;

    if (!check_key(key, error))
        return FALSE;
    stmt = kam_stmt_new(request->db, kam_sql("idempotency_by_key"), error);
    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, request->actor->user_id);
    kam_stmt_bind_text(stmt, 2, key);
    kam_stmt_bind_int(stmt, 3, request->now_ms - KEPT_MS);
    switch (kam_stmt_step(stmt, error)) {
    case KAM_STEP_FAILED:
        return FALSE;
    case KAM_STEP_DONE:
        *once = KAM_ONCE_NEW;
        return TRUE;
    case KAM_STEP_ROW:
        break;
    }
    *once = KAM_ONCE_ANSWERED;
    return restore_answer(request, reply, stmt, error);
}

static char *
headers_to_json(const KamReply *reply)
{
    GString *text = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, text, 0);
    kam_json_begin_object(&json, NULL);
    for (guint i = 0; reply->headers != NULL && i + 1 < reply->headers->len; i += 2)
        kam_json_text(&json, reply->headers->pdata[i], reply->headers->pdata[i + 1]);
    kam_json_end_object(&json);
    return g_string_free(text, FALSE);
}

static gboolean
insert_answer(const KamRequest *request, const KamReply *reply, GError **error)
{
    g_autofree char *hash = hash_request(request);
    g_autofree char *headers = headers_to_json(reply);
    g_autoptr(KamStmt) stmt = kam_stmt_new(request->db, kam_sql("idempotency_insert"), error);

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, request->actor->user_id);
    kam_stmt_bind_text(stmt, 2, kam_request_get_header(request, "Idempotency-Key"));
    kam_stmt_bind_text(stmt, 3, hash);
    kam_stmt_bind_int(stmt, 4, reply->status);
    kam_stmt_bind_text(stmt, 5, headers);
    kam_stmt_bind_text_n(stmt, 6, reply->body->str, reply->body->len);
    kam_stmt_bind_int(stmt, 7, request->now_ms);
    return kam_stmt_step(stmt, error) == KAM_STEP_DONE;
}

gboolean
kam_once_keep(const KamRequest *request, const KamReply *reply, GError **error)
{
    const gint64 old[] = { request->now_ms - KEPT_MS };

    if (!kam_db_run(request->db, kam_sql("idempotency_purge"), old, G_N_ELEMENTS(old), error) ||
        !insert_answer(request, reply, error))
        return FALSE;
    if (kam_db_get_changes(request->db) == 1)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT, "a request with this Idempotency-Key is being done right now");
    return FALSE;
}

/* --- beside the writer -------------------------------------------------------------------------------------------- */

typedef struct {
    KamRequest *request;
    KamReply *reply;
    gboolean (*change)(KamRequest *request, gpointer data, GError **error);
    gpointer data;
} Once;

/* The same request may have been answered since its handler began. */
static gboolean
change_once(const Once *once, GError **error)
{
    KamOnce found = KAM_ONCE_NEW;

    if (!kam_once_is_asked(once->request))
        return once->change(once->request, once->data, error);
    if (!kam_once_find(once->request, once->reply, &found, error))
        return FALSE;
    return found == KAM_ONCE_ANSWERED ||
           (once->change(once->request, once->data, error) && kam_once_keep(once->request, once->reply, error));
}

static gboolean
write_once(KamDb *db, gpointer data, GError **error)
{
    const Once *once = data;
    KamDb *reader = once->request->db;
    gboolean is_done;

    once->request->db = db;
    is_done = change_once(once, error);
    once->request->db = reader;
    return is_done;
}

gboolean
kam_once_write(KamRequest *request, KamReply *reply, gboolean (*change)(KamRequest *, gpointer, GError **),
               gpointer data, GError **error)
{
    Once once = { request, reply, change, data };

    return kam_pool_write_wait(request->api->pool, write_once, &once, error);
}
