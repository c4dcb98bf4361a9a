/* Saved profiles: how files of one kind are read. The command line's --profile and --save-profile are the same ones. */
#include <string.h>

#include "api/api.h"
#include "api/body.h"
#include "api/import_file.h"
#include "api/import_settings.h"
#include "api/people.h"
#include "api/record_handlers.h"
#include "api/tables.h"
#include "service/import/profile_body.h"
#include "service/import/profiles.h"
#include "service/import/record_import.h"
#include "service/records.h"

static void
write_profile(const KamImportProfile *profile, KamJson *json)
{
    kam_json_begin_object(json, NULL);
    kam_json_text(json, "name", profile->name);
    kam_json_text(json, "kind", profile->kind);
    kam_api_write_instant(json, "updated_at", profile->updated_at);
    kam_json_raw(json, "reading", profile->body);
    kam_json_end_object(json);
}

static gboolean
list_profiles(KamRequest *request, KamReply *reply, GError **error)
{
    g_autoptr(GArray) profiles = kam_import_profile_list(request->db, error);
    KamJson json;

    if (profiles == NULL)
        return FALSE;
    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    kam_json_begin_array(&json, "items");
    for (guint i = 0; i < profiles->len; i++)
        write_profile(&g_array_index(profiles, KamImportProfile, i), &json);
    kam_json_end_array(&json);
    kam_json_end_object(&json);
    return TRUE;
}

/* --- saving --- */

static gboolean
save(KamDb *db, gpointer data, GError **error)
{
    const KamImportProfile *profile = data;

    return kam_import_profile_save(db, profile, error);
}

static gboolean
check_kind(const KamRequest *request, const char *kind, GError **error)
{
    const KamRecordType *type = kam_record_import_find_type(kind);

    return kam_service_check_import_kind(kind, error) &&
           (type == NULL || kam_record_import_check_right(request->actor, type, error));
}

/* What is recognised in a file under these settings. */
static char *
read_file(const KamRequest *request, const char *kind, const char *id, GError **error)
{
    json_auto_t *settings = kam_import_read_settings(request);
    const KamWork work = kam_record_work(request);
    g_auto(KamKeptFile) file = { 0 };
    g_autofree char *path = NULL;
    char *body;

    if (!check_kind(request, kind, error) || !kam_import_load_file(request, id, &file, error))
        return NULL;
    path = kam_import_dup_file_path(request, &file);
    body = kam_import_profile_read(&work, kind, path, settings, error);
    if (body == NULL)
        kam_import_hide_path(error, path, file.name);
    return body;
}

static gboolean
create_profile(KamRequest *request, KamReply *reply, GError **error)
{
    const char *name, *file;
    const KamBodyText texts[] = { { "name", TRUE, KAM_IMPORT_PROFILE_MAX_NAME, &name },
                                  { "file", TRUE, 20, &file },
                                  { 0 } };
    json_auto_t *body = kam_body_read(request, reply, texts);
    g_auto(KamImportProfile) profile = { .updated_at = request->now_ms };
    KamJson json;

    if (body == NULL)
        return TRUE;
    profile.name = g_strdup(name);
    profile.kind = kam_request_dup_parameter(request, "kind");
    if (profile.kind == NULL)
        profile.kind = g_strdup("sales");
    if (!kam_import_profile_check_name(name, error) ||
        (profile.body = read_file(request, profile.kind, file, error)) == NULL ||
        !kam_pool_write_wait(request->api->pool, save, &profile, error))
        return FALSE;
    kam_reply_json(reply, &json);
    write_profile(&profile, &json);
    return TRUE;
}

static gboolean
rename_profile(KamRequest *request, KamReply *reply, GError **error)
{
    const char *name;
    const KamBodyText texts[] = { { "name", TRUE, KAM_IMPORT_PROFILE_MAX_NAME, &name }, { 0 } };
    json_auto_t *body = kam_body_read(request, reply, texts);

    if (body == NULL)
        return TRUE;
    return kam_import_profile_check_name(name, error) &&
           kam_import_profile_rename(request->db, request->values[0], name, request->now_ms, error);
}

static gboolean
delete_profile(KamRequest *request, G_GNUC_UNUSED KamReply *reply, GError **error)
{
    return kam_import_profile_delete(request->db, request->values[0], error);
}

static const KamParameter create_parameters[] = {
    { "kind", "string", "What the file holds: sales (otherwise), accounts, products, or records: contacts, tasks ...",
      FALSE },
    KAM_IMPORT_SETTING_PARAMETERS,
    { 0 },
};

#define NAME_SCHEMA "\"name\":{\"type\":\"string\",\"minLength\":1,\"maxLength\":100}"

const KamRoute kam_api_routes_import_profiles[] = {
    { KAM_GET, "/api/v1/import_profiles", KAM_PERM_IMPORT, KAM_RUN_READ, 200, list_profiles,
      .summary = "List the saved profiles of files, by name",
      .answer_schema = "#/components/schemas/import_profile_list" },
    { KAM_POST, "/api/v1/import_profiles", KAM_PERM_IMPORT, KAM_RUN_SLOW, 201, create_profile,
      .summary = "Save how a file is read under these settings; one of that name and kind is replaced",
      .body_schema = "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"name\",\"file\"],"
                     "\"properties\":{" NAME_SCHEMA ",\"file\":{\"type\":\"string\",\"maxLength\":20,"
                     "\"description\":\"id of a file that waits to be imported\"}}}",
      .answer_schema = "#/components/schemas/import_profile", .parameters = create_parameters,
      .also = { 400, 404, 409, 422 } },
    { KAM_PATCH, "/api/v1/import_profiles/{name}", KAM_PERM_IMPORT, KAM_RUN_WRITE, 204, rename_profile,
      .summary = "Give a saved profile another name",
      .body_schema =
          "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"name\"],\"properties\":{" NAME_SCHEMA
          "}}",
      .also = { 400, 404, 409 } },
    { KAM_DELETE, "/api/v1/import_profiles/{name}", KAM_PERM_IMPORT, KAM_RUN_WRITE, 204, delete_profile,
      .summary = "Forget a saved profile", .also = { 404 } },
    { 0 },
};
