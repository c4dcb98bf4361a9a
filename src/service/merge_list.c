/* Merges as people look back at them: what went into what, who did it, and whether the way back is open. */
#include <string.h>

#include "base/instant.h"
#include "record/change.h"
#include "record/filter.h"
#include "record/scope.h"
#include "record/value.h"
#include "service/merges.h"
#include "store/statements.h"

/* A row of the page; texts are owned. */
typedef struct {
    KamMerge merge;
    gint64 survivor_version, at, undone_at, later; /* undone_at 0: it stands; later 0: none */
    gboolean is_done;
    char *by, *undone_by;
} Row;

static void
row_clear(gpointer data)
{
    Row *row = data;

    g_free(row->by);
    g_free(row->undone_by);
}

static Row
row_from_stmt(KamStmt *stmt, const KamRecordType *type)
{
    return (Row) { .merge = { kam_stmt_get_int(stmt, 0), type, kam_stmt_get_int(stmt, 1), kam_stmt_get_int(stmt, 2) },
                   .survivor_version = kam_stmt_get_int(stmt, 3),
                   .is_done = strcmp(kam_stmt_get_text(stmt, 4), "done") == 0,
                   .at = kam_stmt_get_int(stmt, 5),
                   .by = g_strdup(kam_stmt_get_text(stmt, 6)),
                   .undone_at = kam_stmt_is_null(stmt, 7) ? 0 : kam_stmt_get_int(stmt, 7),
                   .undone_by = g_strdup(kam_stmt_get_text(stmt, 8)),
                   .later = kam_stmt_is_null(stmt, 9) ? 0 : kam_stmt_get_int(stmt, 9) };
}

/* All of them are read before their records are: nothing else is asked inside a loop over rows. */
static GArray *
load_rows(KamDb *db, const KamRecordType *type, gint64 before, guint n, GError **error)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(Row));
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("merge_page"), error);
    KamStep step;

    if (stmt == NULL)
        return NULL;
    g_array_set_clear_func(rows, row_clear);
    kam_stmt_bind_text(stmt, 1, type->name);
    kam_stmt_bind_int(stmt, 2, before);
    kam_stmt_bind_int(stmt, 3, n);
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        Row row = row_from_stmt(stmt, type);

        g_array_append_val(rows, row);
    }
    return step == KAM_STEP_DONE ? g_steal_pointer(&rows) : NULL;
}

/* What stands in the way of taking it back, as a word; NULL: nothing. The order is that of kam_merge_undo(). */
static const char *
obstacle_of(const Row *row, const KamRecord *survivor)
{
    if (!row->is_done)
        return "undone";
    if (survivor->version == row->survivor_version)
        return NULL;
    return row->later != 0 ? "merged_again" : "changed";
}

static void
write_record(const KamWork *work, const KamRecord *record, KamJson *json, const char *name)
{
    const KamField *title = kam_readable_field(work->actor, record->type, record->type->title);
    g_autofree char *text =
        title == NULL
            ? NULL
            : kam_value_to_text(title, &record->values[kam_field_index(record->type, title)], KAM_LANGUAGE_EN);

    kam_json_begin_object(json, name);
    kam_json_id(json, "id", record->id);
    kam_json_text(json, "title", text);
    kam_json_end_object(json);
}

static void
write_instant(KamJson *json, const char *name, gint64 ms)
{
    char text[KAM_INSTANT_SIZE];

    if (ms == 0) {
        kam_json_null(json, name);
        return;
    }
    kam_instant_to_iso(ms, text);
    kam_json_text(json, name, text);
}

static gboolean
write_row(const KamWork *work, const Row *row, KamJson *json, GError **error)
{
    const KamRecordType *type = row->merge.type;
    g_autoptr(KamRecord) survivor = kam_record_load(work->db, type, row->merge.survivor_id, TRUE, error);
    g_autoptr(KamRecord) other =
        survivor == NULL ? NULL : kam_record_load(work->db, type, row->merge.other_id, TRUE, error);
    const char *obstacle;

    if (other == NULL)
        return FALSE;
    obstacle = obstacle_of(row, survivor);
    kam_json_begin_object(json, NULL);
    kam_json_id(json, "id", row->merge.id);
    write_record(work, survivor, json, "survivor");
    write_record(work, other, json, "other");
    write_instant(json, "merged_at", row->at);
    kam_json_text(json, "merged_by", row->by);
    write_instant(json, "undone_at", row->undone_at);
    kam_json_text(json, "undone_by", row->undone_by);
    kam_json_bool(json, "can_undo", obstacle == NULL);
    kam_json_text(json, "obstacle", obstacle);
    kam_json_end_object(json);
    return TRUE;
}

gboolean
kam_merges_page_to_json(const KamWork *work, const KamRecordType *type, gint64 before, guint limit, KamJson *json,
                        GError **error)
{
    g_autoptr(GArray) rows = load_rows(work->db, type, before, limit + 1, error);

    if (rows == NULL)
        return FALSE;
    kam_json_begin_array(json, "items");
    for (guint i = 0; i < MIN(rows->len, limit); i++) {
        const Row *row = &g_array_index(rows, Row, i);
        gboolean sees = FALSE;

        if (!kam_scope_sees(work->db, work->actor, work->types, type, row->merge.survivor_id, &sees, error) ||
            (sees && !write_row(work, row, json, error)))
            return FALSE;
    }
    kam_json_end_array(json);
    if (rows->len > limit)
        kam_json_id(json, "next", g_array_index(rows, Row, limit - 1).merge.id);
    else
        kam_json_null(json, "next");
    return TRUE;
}
