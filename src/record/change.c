/* Changing one record: judged whole, then written whole. */
#include "record/change.h"

#include "record/audit.h"
#include "record/change_private.h"
#include "record/scope.h"
#include "record/search.h"

static gboolean
may_write(const KamWork *work, const KamRecordType *type, GError **error)
{
    KamPermission permission = type->write_permission != 0 ? type->write_permission : KAM_PERM_BUSINESS_WRITE;

    if (kam_policy_allows(work->actor, permission))
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_DENIED, "your role may not change %s; it needs the right '%s'",
                type->plural, kam_permission_name(permission));
    return FALSE;
}

/* What the actor does not see is not there. */
static KamRecord *
load_seen(const KamWork *work, const KamRecordType *type, gint64 id, gboolean deleted, GError **error)
{
    g_autoptr(KamRecord) record = kam_record_load(work->db, type, id, deleted, error);
    gboolean sees = FALSE;

    if (record == NULL || !kam_scope_sees(work->db, work->actor, work->types, type, id, &sees, error))
        return NULL;
    if (sees)
        return g_steal_pointer(&record);
    g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "there is no %s with the id '%" G_GINT64_FORMAT "'", type->name,
                id);
    return NULL;
}

static gboolean
has_version(const KamRecord *record, gint64 version, GError **error)
{
    if (version == 0 || version == record->version)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT,
                "the %s was changed meanwhile: it has version %" G_GINT64_FORMAT ", not %" G_GINT64_FORMAT,
                record->type->name, record->version, version);
    return FALSE;
}

static gboolean
is_clean(const KamRecordType *type, const KamFaults *faults, GError **error)
{
    if (faults->n_errors == 0)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "the %s has %u fault%s", type->name, faults->n_errors,
                faults->n_errors == 1 ? "" : "s");
    return FALSE;
}

static gboolean
follow_up(const KamWork *work, const char *action, const KamRecord *before, const KamRecord *after, GError **error)
{
    const KamRecordType *type = (after != NULL ? after : before)->type;
    gboolean lives = after != NULL && after->deleted_at == 0;

    return kam_audit_add_change(work, action, before, after, error) &&
           (after == NULL || kam_search_index_change(work->db, before, after, error)) &&
           (type->changed == NULL || type->changed(work->db, work->actor, before, lives ? after : NULL, error));
}

KamRecord *
kam_record_create(const KamWork *work, const KamRecordType *type, json_t *body, KamFaults *faults, GError **error)
{
    g_autoptr(KamRecord) record = kam_record_new(type);

    if (!may_write(work, type, error))
        return NULL;
    record->id = kam_db_next_id(work->db, work->now_ms);
    record->version = 1;
    record->created_at = record->updated_at = work->now_ms;
    record->created_by = record->updated_by = work->actor->user_id;
    kam_change_take_defaults(work, record, body);
    if ((kam_change_take_input(work, record, TRUE, body, faults) &&
         !kam_change_judge(work, NULL, record, faults, error)) ||
        !is_clean(type, faults, error) || !kam_row_insert(work->db, record, error) ||
        !follow_up(work, "create", NULL, record, error))
        return NULL;
    return g_steal_pointer(&record);
}

static void
mark_changed(const KamWork *work, KamRecord *record)
{
    record->version++;
    record->updated_at = work->now_ms;
    record->updated_by = work->actor->user_id;
}

static gboolean
is_same(const KamRecord *a, const KamRecord *b)
{
    guint n = kam_record_type_n_fields(a->type);

    for (guint i = 0; i < n; i++)
        if (!kam_record_equal_field(a, b, i))
            return FALSE;
    return TRUE;
}

/* A change that changes nothing makes no version and no row in the audit. */
static KamRecord *
patch_loaded(const KamWork *work, const KamRecord *before, json_t *body, KamFaults *faults, GError **error)
{
    g_autoptr(KamRecord) after = kam_record_copy(before);

    after->updated_at = work->now_ms; /* for rules that note when something happened */
    if ((kam_change_take_input(work, after, FALSE, body, faults) &&
         !kam_change_judge(work, before, after, faults, error)) ||
        !is_clean(before->type, faults, error))
        return NULL;
    if (is_same(before, after))
        return kam_record_copy(before);
    mark_changed(work, after);
    if (!kam_row_update(work->db, before, after, error) || !follow_up(work, "update", before, after, error))
        return NULL;
    return g_steal_pointer(&after);
}

KamRecord *
kam_record_patch(const KamWork *work, const KamRecordType *type, gint64 id, gint64 version, json_t *body,
                 KamFaults *faults, GError **error)
{
    g_autoptr(KamRecord) before = load_seen(work, type, id, FALSE, error);

    if (before == NULL || !may_write(work, type, error) || !has_version(before, version, error))
        return NULL;
    return patch_loaded(work, before, body, faults, error);
}

KamRecord *
kam_record_delete(const KamWork *work, const KamRecordType *type, gint64 id, gint64 version, KamFaults *faults,
                  GError **error)
{
    g_autoptr(KamRecord) before = load_seen(work, type, id, FALSE, error);
    g_autoptr(KamRecord) after = NULL;

    if (before == NULL || !may_write(work, type, error) || !has_version(before, version, error))
        return NULL;
    if (type->check_delete != NULL && !type->check_delete(work->db, work->actor, before, faults, error))
        return NULL;
    if (!kam_change_release(work, before, faults, error) || !is_clean(type, faults, error))
        return NULL;
    after = kam_record_copy(before);
    mark_changed(work, after);
    after->deleted_at = work->now_ms;
    if (!kam_row_update(work->db, before, after, error) || !follow_up(work, "delete", before, after, error))
        return NULL;
    return g_steal_pointer(&after);
}

KamRecord *
kam_record_restore(const KamWork *work, const KamRecordType *type, gint64 id, KamFaults *faults, GError **error)
{
    g_autoptr(KamRecord) before = load_seen(work, type, id, TRUE, error);
    g_autoptr(KamRecord) after = NULL;

    if (before == NULL || !may_write(work, type, error))
        return NULL;
    if (before->deleted_at == 0)
        return g_steal_pointer(&before);
    after = kam_record_copy(before);
    mark_changed(work, after);
    after->deleted_at = 0;
    if (!kam_change_judge(work, before, after, faults, error) || !is_clean(type, faults, error) ||
        !kam_row_update(work->db, before, after, error) || !kam_change_bring_back(work, before, error) ||
        !follow_up(work, "restore", before, after, error))
        return NULL;
    return g_steal_pointer(&after);
}

/* --- many -------------------------------------------------------------------------------------------------------- */

static void
move_faults(KamFaults *from, guint i, KamFaults *to)
{
    for (guint f = 0; f < from->list->len; f++) {
        KamFault *fault = g_ptr_array_index(from->list, f);
        KamFault *moved = g_new0(KamFault, 1);

        moved->pointer = g_strdup_printf("/ids/%u%s", i, fault->pointer);
        moved->detail = g_strdup(fault->detail);
        moved->code = g_strdup(fault->code);
        moved->is_warning = fault->is_warning;
        g_ptr_array_add(to->list, moved);
    }
    to->n_errors += from->n_errors;
}

/* One that cannot be changed is a fault like any other; only what breaks the transaction ends the whole. */
static gboolean
patch_one(const KamWork *work, const KamRecordType *type, gint64 id, gint64 version, json_t *body, guint i,
          KamFaults *faults, GError **error)
{
    g_auto(KamFaults) own = { 0 };
    g_autoptr(GError) failure = NULL;
    g_autoptr(KamRecord) record = NULL;

    kam_faults_init(&own);
    record = kam_record_patch(work, type, id, version, body, &own, &failure);
    if (record == NULL && own.n_errors == 0 && failure->domain == KAM_ERROR && failure->code == KAM_ERROR_NOT_FOUND)
        kam_faults_add(&own, "", "no_such_record", "%s", failure->message);
    else if (record == NULL && own.n_errors == 0 && failure->domain == KAM_ERROR && failure->code == KAM_ERROR_CONFLICT)
        kam_faults_add(&own, "", "stale", "%s", failure->message);
    else if (record == NULL && own.n_errors == 0) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return FALSE;
    }
    move_faults(&own, i, faults);
    return TRUE;
}

gboolean
kam_record_patch_many(const KamWork *work, const KamRecordType *type, const gint64 *ids, const gint64 *versions,
                      guint n, json_t *body, KamFaults *faults, GError **error)
{
    if (!may_write(work, type, error))
        return FALSE;
    for (guint i = 0; i < n; i++)
        if (!patch_one(work, type, ids[i], versions == NULL ? 0 : versions[i], body, i, faults, error))
            return FALSE;
    return is_clean(type, faults, error);
}
