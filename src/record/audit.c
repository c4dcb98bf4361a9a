/* Writing the audit, and verifying its chain. */
#include "record/audit.h"

#include <string.h>

#include "record/value.h"
#include "store/statements.h"

#define MAX_FINDINGS 20

/* One row, borrowed: of the work, or of a statement's current row. */
typedef struct {
    gint64 seq, at, user_id, credential_id, record_id, version;
    const char *actor, *request_id, *action, *type, *changes;
} Entry;

static void
sum_int(GChecksum *sum, gint64 value)
{
    char text[32];

    g_snprintf(text, sizeof text, "%" G_GINT64_FORMAT ";", value);
    g_checksum_update(sum, (const guchar *)text, -1);
}

/* The length in front tells where a text ends, whatever it holds. */
static void
sum_text(GChecksum *sum, const char *text)
{
    sum_int(sum, (gint64)strlen(text));
    g_checksum_update(sum, (const guchar *)text, -1);
}

static char *
hash_of(const char *previous, const Entry *entry)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    const gint64 numbers[] = { entry->seq,           entry->at,        entry->user_id,
                               entry->credential_id, entry->record_id, entry->version };
    const char *const texts[] = { entry->actor, entry->request_id, entry->action, entry->type, entry->changes };

    sum_text(sum, previous);
    for (guint i = 0; i < G_N_ELEMENTS(numbers); i++)
        sum_int(sum, numbers[i]);
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        sum_text(sum, texts[i]);
    return g_strdup(g_checksum_get_string(sum));
}

static gboolean
follow_with_head(KamDb *db, GError **error)
{
    return kam_db_run(db, kam_sql("audit_head_follow"), NULL, 0, error);
}

/* The first row of a transaction holds the end of the chain, which nobody else adds to until that is over; its last act
 * is to move the end. Once a transaction, not once a row: PostgreSQL keeps all versions of a row until then, and each
 * next one is found behind all of them. */
static gboolean
hold_head(KamDb *db, GError **error)
{
    if (!kam_db_is_in_transaction(db) || !kam_tx_before_commit(db, follow_with_head))
        return TRUE;
    return kam_db_run(db, kam_sql("audit_head_hold"), NULL, 0, error);
}

/* The hash of the last row, and the number of the next; what a savepoint took back is no row. */
static char *
take_end(KamDb *db, gint64 *seq, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("audit_entry_last"), error);
    KamStep step = stmt == NULL ? KAM_STEP_FAILED : kam_stmt_step(stmt, error);

    if (step == KAM_STEP_FAILED)
        return NULL;
    *seq = step == KAM_STEP_ROW ? kam_stmt_get_int(stmt, 0) + 1 : 1;
    return g_strdup(step == KAM_STEP_ROW ? kam_stmt_get_text(stmt, 1) : "");
}

static gboolean
insert_entry(KamDb *db, const Entry *entry, const char *hash, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("audit_entry_insert"), error);

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, entry->seq);
    kam_stmt_bind_int(stmt, 2, entry->at);
    kam_stmt_bind_int(stmt, 3, entry->user_id);
    kam_stmt_bind_text(stmt, 4, entry->actor);
    kam_stmt_bind_int(stmt, 5, entry->credential_id);
    kam_stmt_bind_text(stmt, 6, entry->request_id);
    kam_stmt_bind_text(stmt, 7, entry->action);
    kam_stmt_bind_text(stmt, 8, entry->type);
    kam_stmt_bind_int(stmt, 9, entry->record_id);
    kam_stmt_bind_int(stmt, 10, entry->version);
    kam_stmt_bind_text(stmt, 11, entry->changes);
    kam_stmt_bind_text(stmt, 12, hash);
    return kam_stmt_step(stmt, error) == KAM_STEP_DONE;
}

gboolean
kam_audit_add(const KamWork *work, const char *action, const char *type, gint64 record_id, gint64 version,
              const char *changes, GError **error)
{
    Entry entry = {
        .at = work->now_ms,
        .user_id = work->actor->user_id,
        .credential_id = work->actor->credential_id,
        .record_id = record_id,
        .version = version,
        .actor = work->actor->name,
        .request_id = work->request_id != NULL ? work->request_id : "",
        .action = action,
        .type = type,
        .changes = changes != NULL ? changes : "{}",
    };
    g_autofree char *previous = NULL;
    g_autofree char *hash = NULL;

    if (!hold_head(work->db, error))
        return FALSE;
    previous = take_end(work->db, &entry.seq, error);
    if (previous == NULL)
        return FALSE;
    hash = hash_of(previous, &entry);
    if (!insert_entry(work->db, &entry, hash, error))
        return FALSE;
    return kam_db_is_in_transaction(work->db) || follow_with_head(work->db, error);
}

void
kam_audit_sides_to_json(KamJson *json, const char *name, const char *from, const char *to)
{
    kam_json_begin_array(json, name);
    kam_json_text(json, NULL, from);
    kam_json_text(json, NULL, to);
    kam_json_end_array(json);
}

static void
write_side(const KamField *field, const KamRecord *record, KamJson *json)
{
    if (record == NULL)
        kam_json_null(json, NULL);
    else
        kam_value_to_json(field, &record->values[kam_field_index(record->type, field)], json, NULL);
}

static gboolean
differs(const KamRecord *before, const KamRecord *after, guint field)
{
    if (before != NULL && after != NULL)
        return !kam_record_equal_field(before, after, field);
    return (before != NULL ? before : after)->values[field].state == KAM_VALUE_SET;
}

static void
write_changes(const KamRecordType *type, const KamRecord *before, const KamRecord *after, GString *out)
{
    KamJson json;

    kam_json_init(&json, out, 0);
    kam_json_begin_object(&json, NULL);
    for (const KamField *field = type->fields; field->name != NULL; field++) {
        if (!differs(before, after, kam_field_index(type, field)))
            continue;
        kam_json_begin_array(&json, field->name);
        write_side(field, before, &json);
        write_side(field, after, &json);
        kam_json_end_array(&json);
    }
    kam_json_end_object(&json);
}

gboolean
kam_audit_add_change(const KamWork *work, const char *action, const KamRecord *before, const KamRecord *after,
                     GError **error)
{
    const KamRecord *named = after != NULL ? after : before;
    g_autoptr(GString) changes = g_string_new(NULL);

    write_changes(named->type, before, after, changes);
    return kam_audit_add(work, action, named->type->name, named->id, named->version, changes->str, error);
}

/* --- the chain -------------------------------------------------------------------------------------------------- */

typedef struct {
    gint64 seq;
    char *hash;
    GString *findings;
    guint n_findings;
} Walk;

static void
find(Walk *walk, const char *format, gint64 seq)
{
    if (walk->n_findings++ >= MAX_FINDINGS)
        return;
    g_string_append_printf(walk->findings, "audit row %" G_GINT64_FORMAT " %s\n", seq, format);
}

static const char *
text_of(KamStmt *stmt, int column)
{
    const char *text = kam_stmt_get_text(stmt, column);

    return text != NULL ? text : "";
}

static void
verify_row(Walk *walk, KamStmt *stmt)
{
    Entry entry = {
        .seq = kam_stmt_get_int(stmt, 0),
        .at = kam_stmt_get_int(stmt, 1),
        .user_id = kam_stmt_get_int(stmt, 2),
        .actor = text_of(stmt, 3),
        .credential_id = kam_stmt_get_int(stmt, 4),
        .request_id = text_of(stmt, 5),
        .action = text_of(stmt, 6),
        .type = text_of(stmt, 7),
        .record_id = kam_stmt_get_int(stmt, 8),
        .version = kam_stmt_get_int(stmt, 9),
        .changes = text_of(stmt, 10),
    };
    g_autofree char *hash = hash_of(walk->hash, &entry);

    if (entry.seq != walk->seq + 1)
        find(walk, "does not follow the one before: rows are missing or were put in", entry.seq);
    else if (strcmp(hash, text_of(stmt, 11)) != 0)
        find(walk, "is not as it was written", entry.seq);
    /* Going on from what is stored names the row that was altered, and not all rows behind it. */
    walk->seq = entry.seq;
    g_free(walk->hash);
    walk->hash = g_strdup(text_of(stmt, 11));
}

static gboolean
verify_head(KamDb *db, Walk *walk, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("audit_head"), error);
    KamStep step = stmt == NULL ? KAM_STEP_FAILED : kam_stmt_step(stmt, error);

    if (step == KAM_STEP_FAILED)
        return FALSE;
    if (step == KAM_STEP_DONE || kam_stmt_get_int(stmt, 0) != walk->seq || strcmp(text_of(stmt, 1), walk->hash) != 0)
        find(walk, "is the last, but not the one that was written last", walk->seq);
    return TRUE;
}

gboolean
kam_audit_verify(KamDb *db, GString *findings, guint64 *n, char **end, GError **error)
{
    g_autoptr(KamTx) tx = kam_tx_begin_read(db, error);
    g_autoptr(KamStmt) stmt = tx == NULL ? NULL : kam_stmt_new(db, kam_sql("audit_entry_list"), error);
    Walk walk = { .hash = g_strdup(""), .findings = findings };
    KamStep step = stmt == NULL ? KAM_STEP_FAILED : KAM_STEP_ROW;
    guint64 rows = 0;

    while (step == KAM_STEP_ROW && (step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        verify_row(&walk, stmt);
        rows++;
    }
    if (step == KAM_STEP_FAILED || !verify_head(db, &walk, error)) {
        g_free(walk.hash);
        return FALSE;
    }
    *n = rows;
    *end = walk.hash;
    return TRUE;
}
