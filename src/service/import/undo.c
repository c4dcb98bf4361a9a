/* Taking a batch of records back, by the rows of the audit that it left. */
#include <jansson.h>
#include <string.h>

#include "record/audit.h"
#include "record/change.h"
#include "record/value.h"
#include "service/batch_note.h"
#include "service/import/record_import.h"
#include "store/statements.h"

#define MAX_NOTES 20

/* What a batch did to one record, all its rows together. */
typedef struct {
    const KamRecordType *type;
    gint64 id;
    gboolean is_made;
    json_t *before, *after; /* what it changed, as it was and as it left it */
} Deed;

typedef struct {
    const KamWork *work;
    gint64 batch;
    const KamRecordType *type; /* of the batch */
    gint64 audit_from, audit_until;
    GPtrArray *deeds;  /* the newest first */
    GHashTable *by_id; /* of these */
    KamRecordUndo undo;
} Undo;

static void
deed_free(gpointer data)
{
    Deed *deed = data;

    json_decref(deed->before);
    json_decref(deed->after);
    g_free(deed);
}

void
kam_record_undo_clear(KamRecordUndo *undo)
{
    g_clear_pointer(&undo->notes, g_ptr_array_unref);
}

/* --- what the batch did --- */

static gboolean
read_batch(Undo *undo, KamStmt *stmt, GError **error)
{
    json_t *balance = json_loads(kam_stmt_get_text(stmt, 6), 0, NULL);
    json_t *audit = json_object_get(balance, "audit");

    undo->type = kam_record_import_find_type(kam_stmt_get_text(stmt, 0));
    undo->audit_from = json_integer_value(json_object_get(audit, "from"));
    undo->audit_until = json_integer_value(json_object_get(audit, "until"));
    json_decref(balance);
    if (strcmp(kam_stmt_get_text(stmt, 1), "done") != 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT, "batch '%" G_GINT64_FORMAT "' is undone already",
                    undo->batch);
        kam_error_set_reason(error, "batch_undone", NULL);
        return FALSE;
    }
    if (undo->type != NULL && undo->audit_until > 0)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_CORRUPT, "batch '%" G_GINT64_FORMAT "' does not say what it changed",
                undo->batch);
    return FALSE;
}

static gboolean
find_batch(Undo *undo, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(undo->work->db, kam_sql("batch_by_id"), error);

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, undo->batch);
    switch (kam_stmt_step(stmt, error)) {
    case KAM_STEP_ROW:
        return read_batch(undo, stmt, error);
    case KAM_STEP_DONE:
        g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "no batch '%" G_GINT64_FORMAT "'", undo->batch);
        return FALSE;
    case KAM_STEP_FAILED:
        break;
    }
    return FALSE;
}

static Deed *
deed_of(Undo *undo, const KamRecordType *type, gint64 id)
{
    Deed *deed = g_hash_table_lookup(undo->by_id, (gpointer)(gsize)id);

    if (deed != NULL)
        return deed;
    deed = g_new0(Deed, 1);
    *deed = (Deed) { .type = type, .id = id, .before = json_object(), .after = json_object() };
    g_ptr_array_add(undo->deeds, deed);
    g_hash_table_insert(undo->by_id, (gpointer)(gsize)id, deed);
    return deed;
}

/* Rows come the newest first, so that what an older one says of a field goes before what a newer one said. */
static void
take_changes(Deed *deed, const char *text)
{
    json_t *changes = json_loads(text, 0, NULL);
    const char *name;
    json_t *pair;

    json_object_foreach(changes, name, pair)
    {
        const KamField *field = kam_record_type_field(deed->type, name);

        if (field == NULL || field->computed)
            continue;
        json_object_set(deed->before, name, json_array_get(pair, 0));
        if (json_object_get(deed->after, name) == NULL)
            json_object_set(deed->after, name, json_array_get(pair, 1));
    }
    json_decref(changes);
}

static void
take_entry(Undo *undo, KamStmt *stmt)
{
    const KamRecordType *type = kam_record_type_find(undo->work->types, kam_stmt_get_text(stmt, 1));
    const char *action = kam_stmt_get_text(stmt, 0);
    Deed *deed;

    if (type == NULL || kam_stmt_get_int(stmt, 2) == 0)
        return;
    deed = deed_of(undo, type, kam_stmt_get_int(stmt, 2));
    if (strcmp(action, "create") == 0)
        deed->is_made = TRUE;
    take_changes(deed, kam_stmt_get_text(stmt, 3));
}

static gboolean
list_deeds(Undo *undo, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(undo->work->db, kam_sql("audit_entry_between"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, undo->audit_from);
    kam_stmt_bind_int(stmt, 2, undo->audit_until);
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW)
        take_entry(undo, stmt);
    return step == KAM_STEP_DONE;
}

/* --- taking it back --- */

static void
keep(Undo *undo, const Deed *deed, const char *why)
{
    undo->undo.kept++;
    if (undo->undo.notes->len < MAX_NOTES)
        g_ptr_array_add(undo->undo.notes,
                        g_strdup_printf("%s %" G_GINT64_FORMAT " stays as it is: %s", deed->type->name, deed->id, why));
}

static const char *
first_reason(const KamFaults *faults, const GError *failure)
{
    for (guint i = 0; i < faults->list->len; i++)
        if (!((const KamFault *)faults->list->pdata[i])->is_warning)
            return ((const KamFault *)faults->list->pdata[i])->detail;
    return failure->message;
}

static json_t *
member_of(const KamRecord *record, const KamField *field)
{
    g_autoptr(GString) text = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, text, 0);
    kam_value_to_json(field, &record->values[kam_field_index(record->type, field)], &json, NULL);
    return json_loads(text->str, JSON_DECODE_ANY, NULL);
}

/* Whether what the batch wrote still stands: of a record that it made every field, of another those that it changed. */
static gboolean
is_as_left(const Deed *deed, const KamRecord *now)
{
    gboolean is_same = TRUE;

    for (const KamField *field = deed->type->fields; is_same && field->name != NULL; field++) {
        const json_t *left = json_object_get(deed->after, field->name);
        gboolean is_set = now->values[kam_field_index(deed->type, field)].state == KAM_VALUE_SET;
        json_t *member;

        if (field->computed || (left == NULL && !deed->is_made))
            continue;
        if (left == NULL) {
            is_same = !is_set;
            continue;
        }
        member = member_of(now, field);
        is_same = json_equal(left, member);
        json_decref(member);
    }
    return is_same;
}

static gboolean
write_back(Undo *undo, const Deed *deed, gint64 version, GError **error)
{
    const KamWork *work = undo->work;
    g_autoptr(KamTx) tx = kam_tx_begin(work->db, error);
    g_auto(KamFaults) faults = { 0 };
    g_autoptr(GError) failure = NULL;
    g_autoptr(KamRecord) record = NULL;

    if (tx == NULL)
        return FALSE;
    kam_faults_init(&faults);
    if (deed->is_made)
        record = kam_record_delete(work, deed->type, deed->id, version, &faults, &failure);
    else
        record = kam_record_patch(work, deed->type, deed->id, version, deed->before, &faults, &failure);
    if (record != NULL) {
        undo->undo.deleted += deed->is_made ? 1 : 0;
        undo->undo.restored += deed->is_made ? 0 : 1;
        return kam_tx_commit(tx, error);
    }
    if (failure->domain != KAM_ERROR || failure->code == KAM_ERROR_STORE || failure->code == KAM_ERROR_DENIED) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return FALSE;
    }
    keep(undo, deed, first_reason(&faults, failure));
    return TRUE;
}

/* A record that is gone needs nothing when the batch made it. */
static gboolean
take_back(Undo *undo, const Deed *deed, GError **error)
{
    g_autoptr(GError) missing = NULL;
    g_autoptr(KamRecord) now = kam_record_load(undo->work->db, deed->type, deed->id, FALSE, &missing);

    if (now == NULL && !g_error_matches(missing, KAM_ERROR, KAM_ERROR_NOT_FOUND)) {
        g_propagate_error(error, g_steal_pointer(&missing));
        return FALSE;
    }
    if (now == NULL) {
        if (!deed->is_made)
            keep(undo, deed, "it was deleted since");
        return TRUE;
    }
    if (is_as_left(deed, now))
        return write_back(undo, deed, now->version, error);
    keep(undo, deed, "it was changed since");
    return TRUE;
}

/* A record of another type that was there before changed because one of the batch did (a company's parent with its
 * membership), and does so again. */
static gboolean
follows_from_others(const Undo *undo, const Deed *deed)
{
    return deed->type != undo->type && !deed->is_made;
}

static gboolean
end_batch(Undo *undo, GError **error)
{
    g_autofree char *changes = g_strdup_printf("{\"batch\":[%" G_GINT64_FORMAT ",null]}", undo->batch);
    gint64 stamp[] = { undo->batch, undo->work->now_ms };
    const KamBatchBy by = { undo->work->actor, undo->work->now_ms, NULL };

    return kam_audit_add(undo->work, "undo_import", undo->type->name, 0, 0, changes, error) &&
           kam_db_run(undo->work->db, kam_sql("batch_set_undone"), stamp, G_N_ELEMENTS(stamp), error) &&
           kam_batch_set_undone_by(undo->work->db, undo->batch, &by, error);
}

static gboolean
run_undo(Undo *undo, GError **error)
{
    g_autoptr(KamTx) tx = kam_tx_begin(undo->work->db, error);

    if (tx == NULL || !kam_db_run(undo->work->db, kam_sql("sales_version_hold"), NULL, 0, error) ||
        !find_batch(undo, error) || !kam_record_import_check_right(undo->work->actor, undo->type, error) ||
        !list_deeds(undo, error))
        return FALSE;
    for (guint i = 0; i < undo->deeds->len; i++)
        if (!follows_from_others(undo, undo->deeds->pdata[i]) && !take_back(undo, undo->deeds->pdata[i], error))
            return FALSE;
    return end_batch(undo, error) && kam_tx_commit(tx, error);
}

gboolean
kam_record_import_undo(const KamWork *work, gint64 batch, KamRecordUndo *result, GError **error)
{
    g_autoptr(GPtrArray) deeds = g_ptr_array_new_with_free_func(deed_free);
    g_autoptr(GHashTable) by_id = g_hash_table_new(NULL, NULL);
    Undo undo = { .work = work, .batch = batch, .deeds = deeds, .by_id = by_id };

    undo.undo.notes = g_ptr_array_new_with_free_func(g_free);
    if (!run_undo(&undo, error)) {
        kam_record_undo_clear(&undo.undo);
        return FALSE;
    }
    *result = undo.undo;
    return TRUE;
}
