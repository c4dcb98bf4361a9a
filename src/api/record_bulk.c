/* The same change to many records, all or none. */
#include <string.h>

#include "api/record_handlers.h"

/* What the body asks for. */
typedef struct {
    GArray *ids;      /* gint64 */
    GArray *versions; /* gint64; NULL: whatever they are */
    json_t *changes;  /* borrowed of the body */
} Bulk;

static void
bulk_clear(Bulk *bulk)
{
    g_clear_pointer(&bulk->ids, g_array_unref);
    g_clear_pointer(&bulk->versions, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Bulk, bulk_clear)

static gboolean
read_id(const json_t *json, gint64 *id)
{
    const char *text = json_string_value(json);
    guint64 number = 0;

    if (text == NULL || !g_ascii_string_to_unsigned(text, 10, 1, G_MAXINT64, &number, NULL))
        return FALSE;
    *id = (gint64)number;
    return TRUE;
}

static void
read_ids(const json_t *json, Bulk *bulk, KamFaults *faults)
{
    gsize n = json_array_size(json);

    bulk->ids = g_array_new(FALSE, FALSE, sizeof(gint64));
    if (n == 0 || n > KAM_RECORD_MAX_BULK) {
        kam_faults_add(faults, "ids", "range", "name 1 to %d ids", KAM_RECORD_MAX_BULK);
        return;
    }
    for (gsize i = 0; i < n; i++) {
        gint64 id = 0;

        if (read_id(json_array_get(json, i), &id))
            g_array_append_val(bulk->ids, id);
        else
            kam_faults_add(faults, "ids", "type",
                           "an id is a string of digits, which number %" G_GSIZE_FORMAT " is not", i + 1);
    }
}

static void
read_versions(const json_t *json, Bulk *bulk, KamFaults *faults)
{
    if (json == NULL || json_is_null(json))
        return;
    bulk->versions = g_array_new(FALSE, FALSE, sizeof(gint64));
    for (gsize i = 0; i < json_array_size(json); i++) {
        gint64 version = json_integer_value(json_array_get(json, i));

        g_array_append_val(bulk->versions, version);
        if (version < 1)
            kam_faults_add(faults, "versions", "range", "versions are whole numbers from 1 on");
    }
    if (bulk->versions->len != bulk->ids->len)
        kam_faults_add(faults, "versions", "length", "say one version for each id");
}

static void
check_members(const json_t *body, KamFaults *faults)
{
    static const char *const known[] = { "ids", "versions", "changes", NULL };
    const char *name;
    json_t *value;

    json_object_foreach((json_t *)(guintptr)body, name, value)
    {
        if (!g_strv_contains(known, name))
            kam_faults_add(faults, name, "unknown_field", "there is no member '%s': 'ids', 'versions', 'changes'",
                           name);
    }
}

static gboolean
read_bulk(const json_t *body, Bulk *bulk, KamFaults *faults)
{
    check_members(body, faults);
    read_ids(json_object_get(body, "ids"), bulk, faults);
    read_versions(json_object_get(body, "versions"), bulk, faults);
    bulk->changes = json_object_get(body, "changes");
    if (!json_is_object(bulk->changes))
        kam_faults_add(faults, "changes", "type", "say the changes as an object, like a patch");
    return faults->n_errors == 0;
}

static void
answer_count(KamReply *reply, guint n)
{
    KamJson json;

    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    kam_json_int(&json, "changed", n);
    kam_json_end_object(&json);
}

static gboolean
change_many(KamRequest *request, KamReply *reply, const Bulk *bulk, KamFaults *faults, GError **error)
{
    KamWork work = kam_record_work(request);
    const gint64 *versions = bulk->versions != NULL ? &g_array_index(bulk->versions, gint64, 0) : NULL;

    if (!kam_record_patch_many(&work, request->route->record_type, &g_array_index(bulk->ids, gint64, 0), versions,
                               bulk->ids->len, bulk->changes, faults, error))
        return kam_record_refuse(request, reply, faults, 0, error);
    answer_count(reply, bulk->ids->len);
    return TRUE;
}

static gboolean
handle_body(KamRequest *request, KamReply *reply, const json_t *body, GError **error)
{
    g_auto(KamFaults) faults = { 0 };
    g_auto(Bulk) bulk = { 0 };

    kam_faults_init(&faults);
    if (read_bulk(body, &bulk, &faults))
        return change_many(request, reply, &bulk, &faults, error);
    kam_reply_problem(reply, request, 422, "the bulk change cannot be read", &faults);
    return TRUE;
}

gboolean
kam_record_handle_bulk(KamRequest *request, KamReply *reply, GError **error)
{
    json_t *body = kam_request_load_json(request, error);
    gboolean is_done;

    if (body == NULL)
        return FALSE;
    is_done = handle_body(request, reply, body, error);
    json_decref(body);
    return is_done;
}
