/* Cells to values, values to a record: found by id or match key and changed where they differ, or made. */
#include "service/import/row.h"

#include <string.h>

#include "record/change.h"
#include "record/value.h"

void
kam_import_rows_init(KamImportRows *rows, const KamWork *work, const KamRecordType *type)
{
    *rows = (KamImportRows) { .work = work, .type = type };
    rows->finders = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)kam_finder_free);
    rows->values = g_new0(KamFieldValue, kam_record_type_n_fields(type));
}

static void
clear_values(KamImportRows *rows)
{
    guint n = kam_record_type_n_fields(rows->type);

    g_clear_pointer(&rows->brought, kam_record_free);

    for (guint i = 0; i < n; i++)
        kam_field_value_clear(&rows->values[i]);
    rows->id = 0;
}

void
kam_import_rows_clear(KamImportRows *rows)
{
    clear_values(rows);
    g_clear_pointer(&rows->values, g_free);
    g_clear_pointer(&rows->finders, g_hash_table_unref);
    g_clear_pointer(&rows->twins, kam_twins_free);
}

void
kam_import_rows_begin_file(KamImportRows *rows, const KamImportColumns *columns)
{
    rows->columns = columns;
    g_clear_pointer(&rows->twins, kam_twins_free);
}

static KamFinder *
finder_of(KamImportRows *rows, const KamRecordType *type, GError **error)
{
    KamFinder *finder = g_hash_table_lookup(rows->finders, type);

    if (finder == NULL && (finder = kam_finder_new(rows->work, type, error)) != NULL)
        g_hash_table_insert(rows->finders, (gpointer)(guintptr)type, finder);
    return finder;
}

/* --- references --- */

static void
refuse_candidates(KamImportRows *rows, const KamFinder *finder, const char *field, const char *text, const GArray *ids,
                  KamFaults *faults)
{
    g_autofree char *candidates = kam_finder_say_candidates(finder, rows->work->db, ids);

    kam_faults_add(faults, field, "ambiguous", "'%s' can be %s: write the id of the one that is meant", text,
                   candidates);
}

/* FALSE and a fault, unless exactly one record is meant. */
static gboolean
find_one(KamImportRows *rows, const KamFinder *finder, const KamField *field, const char *text, gint64 *id,
         KamFaults *faults)
{
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));

    kam_finder_list(finder, text, ids);
    if (ids->len == 1) {
        *id = g_array_index(ids, gint64, 0);
        return TRUE;
    }
    if (ids->len > 1) {
        refuse_candidates(rows, finder, field->name, text, ids, faults);
    } else {
        g_autofree char *keys = kam_finder_say_keys(finder);

        kam_faults_add(faults, field->name, "no_such_record",
                       "there is no %s '%s', by %s: correct it, or bring that one in first", field->to, text, keys);
    }
    return FALSE;
}

static gboolean
find_quietly(const KamFinder *finder, const char *text, gint64 *id)
{
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));

    kam_finder_list(finder, text, ids);
    *id = ids->len == 1 ? g_array_index(ids, gint64, 0) : 0;
    return ids->len == 1;
}

static void
append_id(KamFieldValue *value, gint64 id)
{
    if (value->ids == NULL)
        value->ids = g_array_new(FALSE, FALSE, sizeof(gint64));
    value->state = KAM_VALUE_SET;
    g_array_append_val(value->ids, id);
}

/* A name may hold a comma: the whole text is tried first, then its parts. */
static gboolean
read_references(KamImportRows *rows, const KamFinder *finder, const KamField *field, const char *text,
                KamFieldValue *value, KamFaults *faults)
{
    g_auto(GStrv) parts = g_strsplit(text, strchr(text, ';') != NULL ? ";" : ",", -1);
    gint64 id;

    if (find_quietly(finder, text, &id)) {
        append_id(value, id);
        return TRUE;
    }
    for (guint i = 0; parts[i] != NULL; i++) {
        g_strstrip(parts[i]);
        if (*parts[i] == '\0')
            continue;
        if (!find_one(rows, finder, field, parts[i], &id, faults))
            return FALSE;
        append_id(value, id);
    }
    return TRUE;
}

static gboolean
is_named(const KamField *field)
{
    return (field->kind == KAM_REF || field->kind == KAM_REFS) && g_strcmp0(field->to, "*") != 0;
}

/* FALSE only when the database refuses. */
static gboolean
read_named(KamImportRows *rows, const KamField *field, KamCell cell, KamFieldValue *value, KamFaults *faults,
           GError **error)
{
    const KamRecordType *type = kam_record_type_find(rows->work->types, field->to);
    KamFinder *finder = finder_of(rows, type, error);
    g_autofree char *text = kam_import_cell_text(cell);

    if (finder == NULL)
        return FALSE;
    if (field->kind == KAM_REFS)
        read_references(rows, finder, field, text, value, faults);
    else if (find_one(rows, finder, field, text, &value->integer, faults))
        value->state = KAM_VALUE_SET;
    return TRUE;
}

/* --- cells --- */

static gboolean
read_id(KamImportRows *rows, KamCell cell, KamFaults *faults, GError **error)
{
    KamFinder *finder = finder_of(rows, rows->type, error);
    g_autofree char *text = kam_import_cell_text(cell);
    gint64 id;

    if (finder == NULL)
        return FALSE;
    if (kam_id_parse(text, &id) && kam_finder_has_id(finder, id))
        rows->id = id;
    else
        kam_faults_add(faults, "id", "no_such_record",
                       "there is no %s with the id '%s': empty the cell to make a new one", rows->type->name, text);
    return TRUE;
}

/* Where a field's value goes: into the record, or beside it what only files bring; NULL for the id. */
static KamFieldValue *
value_of(KamImportRows *rows, const KamField *field)
{
    if (kam_record_type_field(rows->type, field->name) == field)
        return &rows->values[kam_field_index(rows->type, field)];
    if (rows->type->file_type == NULL || kam_record_type_field(rows->type->file_type, field->name) != field)
        return NULL;
    if (rows->brought == NULL)
        rows->brought = kam_record_new(rows->type->file_type);
    return &rows->brought->values[kam_field_index(rows->type->file_type, field)];
}

static gboolean
read_cells(KamImportRows *rows, const KamRow *row, KamFaults *faults, GError **error)
{
    for (guint i = 0; i < rows->columns->taken->len; i++) {
        const KamImportColumn *column = &g_array_index(rows->columns->taken, KamImportColumn, i);
        KamCell cell = kam_row_get_cell(row, (int)column->column);
        const KamField *field = column->field;
        KamFieldValue *value;

        if (cell.length == 0)
            continue;
        value = value_of(rows, field);
        if (value == NULL) {
            if (!read_id(rows, cell, faults, error))
                return FALSE;
        } else if (is_named(field) && cell.kind != KAM_CELL_ERROR) {
            if (!read_named(rows, field, cell, value, faults, error))
                return FALSE;
        } else {
            kam_import_read_cell(rows->columns, field, cell, value, faults);
        }
    }
    return TRUE;
}

/* What only files bring becomes fields of the record; what is made for that goes when the row is refused. */
static gboolean
bring(KamImportRows *rows, KamFaults *faults, GError **error)
{
    const KamWork *work = rows->work;
    KamRecord record = { .type = rows->type, .values = rows->values };
    g_autoptr(KamTx) tx = kam_tx_begin(work->db, error);

    if (tx == NULL ||
        !rows->type->bring(work->db, work->actor, work->now_ms, rows->brought, &record, &rows->id, faults, error))
        return FALSE;
    return faults->n_errors > 0 || kam_tx_commit(tx, error);
}

/* --- whose row it is --- */

/* By the first match key that the row fills; *has_key says whether it fills any. */
static gboolean
match_by_key(KamImportRows *rows, KamFaults *faults, gboolean *has_key, GError **error)
{
    g_auto(GStrv) names = rows->type->match_keys == NULL ? NULL : g_strsplit(rows->type->match_keys, " ", -1);
    KamFinder *finder = names == NULL ? NULL : finder_of(rows, rows->type, error);

    if (names != NULL && finder == NULL)
        return FALSE;
    for (guint i = 0; names != NULL && names[i] != NULL && rows->id == 0; i++) {
        const KamField *field = kam_record_type_field(rows->type, names[i]);
        const KamFieldValue *value = &rows->values[kam_field_index(rows->type, field)];
        g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
        g_autofree char *text = NULL;

        if (value->state == KAM_VALUE_ABSENT)
            continue;
        *has_key = TRUE;
        kam_finder_list_by_key(finder, field, value, ids);
        if (ids->len == 1)
            rows->id = g_array_index(ids, gint64, 0);
        if (ids->len <= 1)
            continue;
        text = kam_value_to_text(field, value, rows->columns->language);
        refuse_candidates(rows, finder, field->name, text, ids, faults);
        return TRUE;
    }
    return TRUE;
}

static gboolean
find_twin(KamImportRows *rows, gboolean *is_there, GError **error)
{
    gint64 id = 0;

    if (rows->twins == NULL && (rows->twins = kam_twins_new(rows->work, rows->type, rows->columns, error)) == NULL)
        return FALSE;
    if (!kam_twins_find(rows->twins, rows->values, &id, error))
        return FALSE;
    *is_there = id != 0;
    return TRUE;
}

/* --- writing --- */

/* The values of the row as a body; where there is a record, only those that differ. */
static json_t *
make_body(const KamImportRows *rows, const KamRecord *before)
{
    g_autoptr(GString) text = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, text, 0);
    kam_json_begin_object(&json, NULL);
    for (const KamField *field = rows->type->fields; field->name != NULL; field++) {
        guint i = kam_field_index(rows->type, field);
        const KamFieldValue *value = &rows->values[i];

        if (value->state == KAM_VALUE_SET && (before == NULL || !kam_field_value_equal(&before->values[i], value)))
            kam_value_to_json(field, value, &json, field->name);
    }
    kam_json_end_object(&json);
    return json_loads(text->str, 0, NULL);
}

/* What is wrong with this row alone; everything else ends the run. */
static gboolean
is_about_row(const GError *error)
{
    return error->domain == KAM_ERROR && (error->code == KAM_ERROR_INVALID || error->code == KAM_ERROR_NOT_FOUND ||
                                          error->code == KAM_ERROR_CONFLICT);
}

static KamRecord *
write_record(KamImportRows *rows, const KamRecord *before, json_t *body, KamFaults *faults, GError **error)
{
    g_autoptr(KamTx) tx = kam_tx_begin(rows->work->db, error);
    g_autoptr(GError) failure = NULL;
    g_autoptr(KamRecord) after = NULL;

    if (tx == NULL)
        return NULL;
    after = before == NULL ? kam_record_create(rows->work, rows->type, body, faults, &failure)
                           : kam_record_patch(rows->work, rows->type, before->id, 0, body, faults, &failure);
    if (after != NULL)
        return kam_tx_commit(tx, error) ? g_steal_pointer(&after) : NULL;
    if (is_about_row(failure)) {
        if (faults->n_errors == 0)
            kam_faults_add(faults, "", "refused", "%s", failure->message);
        return NULL;
    }
    kam_faults_clear(faults);
    kam_faults_init(faults);
    g_propagate_error(error, g_steal_pointer(&failure));
    return NULL;
}

static gboolean
put_record(KamImportRows *rows, KamFaults *faults, KamImportOutcome *outcome, KamRecord **before, KamRecord **after,
           GError **error)
{
    g_autoptr(KamRecord) old =
        rows->id == 0 ? NULL : kam_record_load(rows->work->db, rows->type, rows->id, FALSE, error);
    g_autoptr(KamRecord) new = NULL;
    json_t *body;
    gboolean is_written;

    if (rows->id != 0 && old == NULL)
        return FALSE;
    body = make_body(rows, old);
    is_written = old == NULL || json_object_size(body) > 0;
    if (is_written)
        new = write_record(rows, old, body, faults, error);
    json_decref(body);
    if (is_written && new == NULL)
        return faults->n_errors > 0;
    if (!is_written || (old != NULL && old->version == new->version)) {
        *outcome = KAM_IMPORT_EQUAL;
        return TRUE;
    }
    *outcome = old == NULL ? KAM_IMPORT_CREATED : KAM_IMPORT_CHANGED;
    *before = g_steal_pointer(&old);
    *after = g_steal_pointer(&new);
    return TRUE;
}

static void
follow(KamImportRows *rows, const KamRecord *before, const KamRecord *after)
{
    KamFinder *finder = g_hash_table_lookup(rows->finders, rows->type);

    if (finder != NULL && after != NULL)
        kam_finder_follow(finder, before, after);
    if (rows->twins != NULL && before == NULL && after != NULL)
        kam_twins_add(rows->twins, after);
}

gboolean
kam_import_take_row(KamImportRows *rows, const KamRow *row, KamFaults *faults, KamImportOutcome *outcome,
                    KamRecord **before, KamRecord **after, GError **error)
{
    gboolean has_key = FALSE, has_twin = FALSE;

    clear_values(rows);
    *outcome = KAM_IMPORT_REFUSED;
    if (!read_cells(rows, row, faults, error))
        return FALSE;
    if (rows->brought != NULL && faults->n_errors == 0) {
        if (!bring(rows, faults, error))
            return FALSE;
        has_key = TRUE;
    }
    if (rows->id == 0 && faults->n_errors == 0 && !match_by_key(rows, faults, &has_key, error))
        return FALSE;
    if (faults->n_errors > 0)
        return TRUE;
    if (rows->id == 0 && !has_key && !find_twin(rows, &has_twin, error))
        return FALSE;
    if (has_twin) {
        *outcome = KAM_IMPORT_EQUAL;
        return TRUE;
    }
    if (!put_record(rows, faults, outcome, before, after, error))
        return FALSE;
    follow(rows, *before, *after);
    return TRUE;
}
