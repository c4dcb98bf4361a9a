/* Views that others share. One's own are records like any other (domain/view.c). */
#include "api/api.h"
#include "api/tables.h"
#include "store/statements.h"

static void
write_view(KamStmt *stmt, KamJson *json)
{
    kam_json_begin_object(json, NULL);
    kam_json_id(json, "id", kam_stmt_get_int(stmt, 0));
    kam_json_text(json, "type", kam_stmt_get_text(stmt, 1));
    kam_json_text(json, "name", kam_stmt_get_text(stmt, 2));
    kam_json_text(json, "query", kam_stmt_get_text(stmt, 3));
    kam_json_id(json, "user_id", kam_stmt_get_int(stmt, 4));
    kam_json_text(json, "owner", kam_stmt_get_text(stmt, 5));
    kam_json_end_object(json);
}

/* The query of a shared view runs with the rights of whom uses it: what they may not read, they do not get. */
static gboolean
list_shared(KamRequest *request, KamReply *reply, GError **error)
{
    g_autofree char *type = kam_request_dup_parameter(request, "type");
    g_autoptr(KamStmt) stmt = kam_stmt_new(request->db, kam_sql("saved_view_shared"), error);
    KamStep step;
    KamJson json;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_text(stmt, 1, type);
    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    kam_json_begin_array(&json, "items");
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW)
        write_view(stmt, &json);
    kam_json_end_array(&json);
    kam_json_null(&json, "next");
    kam_json_end_object(&json);
    return step == KAM_STEP_DONE;
}

static const KamParameter parameters[] = {
    { "type", "string", "Of the records listed: account", FALSE },
    { .name = NULL },
};

const KamRoute kam_api_routes_views[] = {
    { KAM_GET, "/api/v1/views/shared", KAM_PERM_BUSINESS_READ, KAM_RUN_READ, 200, list_shared,
      .summary = "Views that somebody shares with everybody", .answer_schema = "#/components/schemas/shared_view_list",
      .parameters = parameters },
    { 0 },
};
