/* What happened to a record, for those who see it. */
#include "api/record_handlers.h"
#include "record/audit.h"
#include "record/scope.h"

#define DEFAULT_HISTORY 50
#define MAX_HISTORY 200

/* The record of the path when the actor sees it, a deleted one, too. The same words whether there is none or it is not
 * seen. */
static KamRecord *
load_seen(const KamRequest *request, GError **error)
{
    const KamRecordType *type = request->route->record_type;
    gint64 id = kam_request_get_id(request, 0);
    gboolean sees = FALSE;

    if (!kam_scope_sees(request->db, request->actor, request->api->types, type, id, &sees, error))
        return NULL;
    if (sees)
        return kam_record_load(request->db, type, id, TRUE, error);
    g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "there is no %s '%s'", type->name, request->values[0]);
    return NULL;
}

/* Limit and place of the page; FALSE with an error when one of them is none. */
static gboolean
read_page(const KamRequest *request, guint *limit, gint64 *before, GError **error)
{
    gint64 wanted = kam_request_get_int_parameter(request, "limit", DEFAULT_HISTORY);
    g_autofree char *cursor = kam_request_dup_parameter(request, "cursor");

    if (wanted < 1 || wanted > MAX_HISTORY) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "parameter 'limit' is 1 to %d", MAX_HISTORY);
        return FALSE;
    }
    *limit = (guint)wanted;
    *before = 0;
    if (cursor == NULL || g_ascii_string_to_signed(cursor, 10, 1, G_MAXINT64, before, NULL))
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "parameter 'cursor' is what a page answered as 'next'");
    return FALSE;
}

gboolean
kam_record_handle_history(KamRequest *request, KamReply *reply, GError **error)
{
    g_autoptr(KamRecord) record = NULL;
    gint64 before = 0;
    gint64 next = 0;
    guint limit = 0;
    KamJson json;

    if (!read_page(request, &limit, &before, error))
        return FALSE;
    record = load_seen(request, error);
    if (record == NULL)
        return FALSE;
    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    kam_json_begin_array(&json, "items");
    if (!kam_audit_history_to_json(request->db, request->actor, record->type, record->id, before, limit, &json, &next,
                                   error))
        return FALSE;
    kam_json_end_array(&json);
    if (next != 0)
        kam_json_id(&json, "next", next);
    else
        kam_json_null(&json, "next");
    kam_json_end_object(&json);
    return TRUE;
}
