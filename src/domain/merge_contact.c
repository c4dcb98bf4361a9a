/* Merging contacts: a person who stood under two companies goes on working for both. */
#include "domain/merge_private.h"
#include "domain/rules.h"
#include "record/change.h"

static void
set_text(json_t *body, const char *name, const KamRecord *record)
{
    if (kam_record_has(record, name))
        json_object_set_new(body, name, json_string(kam_record_get_text(record, name)));
}

static json_t *
function_of(gint64 contact_id, const KamRecord *record)
{
    g_autofree char *contact = g_strdup_printf("%" G_GINT64_FORMAT, contact_id);
    g_autofree char *account = g_strdup_printf("%" G_GINT64_FORMAT, kam_record_get_int(record, "account_id"));
    json_t *body = json_pack("{s:s, s:s}", "contact_id", contact, "account_id", account);

    set_text(body, "function", record);
    set_text(body, "department", record);
    set_text(body, "buying_role", record);
    if (kam_record_has(record, "influence"))
        json_object_set_new(body, "influence", json_integer(kam_record_get_int(record, "influence")));
    return body;
}

gboolean
kam_merge_keep_function(KamMergeLog *log, const KamMerge *merge, const KamRecord *survivor, const KamRecord *other,
                        KamFaults *faults, GError **error)
{
    g_autoptr(KamRecord) now = kam_record_load(log->work->db, merge->type, merge->survivor_id, FALSE, error);
    const KamRecord *left;
    gboolean works_there = FALSE, done;
    gint64 parameters[2];
    json_t *body;

    if (now == NULL)
        return FALSE;
    if (kam_record_get_int(survivor, "account_id") == kam_record_get_int(other, "account_id"))
        return TRUE;
    left = kam_record_get_int(now, "account_id") == kam_record_get_int(survivor, "account_id") ? other : survivor;
    parameters[0] = merge->survivor_id;
    parameters[1] = kam_record_get_int(left, "account_id");
    if (!kam_rules_exists(log->work->db, "contact_works_for", parameters, G_N_ELEMENTS(parameters), &works_there,
                          error))
        return FALSE;
    if (works_there)
        return TRUE;
    body = function_of(merge->survivor_id, left);
    done = kam_merge_create(log, "contact_function", body, faults, error);
    json_decref(body);
    return done;
}
