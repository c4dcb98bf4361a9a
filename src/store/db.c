/* Connections and statements for every driver: opening, the cache of prepared statements, remembered binding errors,
 * and the failure injection of tests. Transactions are in tx.c, loads in bulk.c, results in column.c. */
#include "store/db.h"

#include <math.h>
#include <string.h>

#include "base/dict.h"
#include "store/driver.h"

/* Named statements and the usual shapes of lists are fewer; texts that are made once push each other out. */
#define MAX_IDLE 256

static gboolean
is_postgres_uri(const char *uri)
{
    return g_str_has_prefix(uri, "postgresql://") || g_str_has_prefix(uri, "postgres://");
}

static void
finalize_statement(gpointer data)
{
    KamStmt *stmt = data;
    char *sql = stmt->sql;

    g_clear_error(&stmt->bind_error);
    g_clear_pointer(&stmt->texts, g_ptr_array_unref);
    stmt->db->driver->finalize(stmt);
    g_free(sql);
}

/* Texts are some hundred bytes long and looked up several times a request: eight bytes at a step, not one. */
static guint
hash_text(gconstpointer text)
{
    return (guint)kam_hash_bytes(text, strlen(text), 0);
}

KamDb *
kam_db_open(const char *uri, KamDbMode mode, GError **error)
{
    KamDb *db;

    g_return_val_if_fail(uri != NULL, NULL);

    if (!is_postgres_uri(uri)) {
        db = kam_sqlite_open(uri, mode, error);
    } else {
#ifdef KAM_HAVE_POSTGRES
        db = kam_postgres_open(uri, mode, error);
#else
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE,
                    "this program was built without PostgreSQL: build with -Dpostgres=enabled, or name a file");
        return NULL;
#endif
    }
    if (db == NULL)
        return NULL;
    db->mode = mode;
    g_queue_init(&db->idle_order);
    db->idle = g_hash_table_new_full(hash_text, g_str_equal, NULL, finalize_statement);
    return db;
}

void
kam_db_close(KamDb *db)
{
    if (db == NULL)
        return;
    g_assert(db->n_live == 0 && db->depth == 0);
    g_hash_table_destroy(db->idle);
    db->driver->close(db);
}

const char *
kam_db_get_kind(const KamDb *db)
{
    return db->driver->kind;
}

const char *
kam_db_get_warning(const KamDb *db)
{
    return db->driver->get_warning != NULL ? db->driver->get_warning() : NULL;
}

int
kam_db_listen(KamDb *db, GError **error)
{
    return db->driver->listen != NULL ? db->driver->listen(db, error) : -1;
}

void
kam_db_stop_listening(const char *uri)
{
    if (!is_postgres_uri(uri))
        kam_sqlite_stop_listening(uri);
}

gint64
kam_db_next_id(KamDb *db, gint64 now_ms)
{
    if (db->ids.last == 0)
        db->ids.salt = (guint32)g_random_int_range(0, 1 << 20);
    return kam_id_next(&db->ids, now_ms);
}

void
kam_db_fail_after(KamDb *db, guint n)
{
    db->fail_after = n;
}

gboolean
kam_db_note_failure(KamDb *db)
{
    if (db->depth > 0 && db->failed_depth == 0)
        db->failed_depth = db->depth;
    return FALSE;
}

gboolean
kam_db_may_call(KamDb *db, GError **error)
{
    if (db->fail_after > 0 && --db->fail_after == 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_STORE, "this call was told to fail by a test");
        return kam_db_note_failure(db);
    }
    if (db->failed_depth > 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_STORE, "the transaction has failed already: roll it back first");
        return FALSE;
    }
    return TRUE;
}

gboolean
kam_db_check_text(const char *text, gsize length, GError **error)
{
    if (g_utf8_validate_len(text, length, NULL))
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "text is not UTF-8 or holds a NUL byte: clean it before storing");
    return FALSE;
}

/* --- statements --- */

static KamStmt *
take_statement(KamDb *db, const char *sql, GError **error)
{
    KamStmt *stmt = g_hash_table_lookup(db->idle, sql);

    if (stmt != NULL) {
        g_hash_table_steal(db->idle, sql);
        g_queue_unlink(&db->idle_order, &stmt->idle_link);
    } else {
        db->n_prepared++;
        stmt = db->driver->prepare(db, sql, error);
        if (stmt == NULL)
            return NULL;
        stmt->db = db;
        stmt->sql = g_strdup(sql);
        stmt->idle_link.data = stmt;
    }
    db->n_live++;
    return stmt;
}

KamStmt *
kam_stmt_new(KamDb *db, const char *sql, GError **error)
{
    KamStmt *stmt;

    g_return_val_if_fail(db != NULL && sql != NULL, NULL);
    g_assert(db->bulk == NULL);

    if (!kam_db_may_call(db, error))
        return NULL;
    stmt = take_statement(db, sql, error);
    if (stmt == NULL)
        kam_db_note_failure(db);
    return stmt;
}

/* Kept for the next time; of too many the one goes that was not used for longest. */
static void
keep_idle(KamDb *db, KamStmt *stmt)
{
    g_hash_table_insert(db->idle, stmt->sql, stmt);
    g_queue_push_tail_link(&db->idle_order, &stmt->idle_link);
    if (db->idle_order.length > MAX_IDLE) {
        KamStmt *oldest = g_queue_pop_head_link(&db->idle_order)->data;

        g_hash_table_remove(db->idle, oldest->sql);
    }
}

void
kam_stmt_free(KamStmt *stmt)
{
    KamDb *db;

    if (stmt == NULL)
        return;
    db = stmt->db;
    db->n_live--;
    kam_stmt_reset(stmt);
    db->driver->clear(stmt);
    if (g_hash_table_contains(db->idle, stmt->sql))
        finalize_statement(stmt);
    else
        keep_idle(db, stmt);
}

static void
bind_value(KamStmt *stmt, int index, const KamValue *value)
{
    if (stmt->bind_error != NULL)
        return;
    if (value->kind == KAM_VALUE_TEXT && !kam_db_check_text(value->data, value->length, &stmt->bind_error))
        return;
    if (value->kind == KAM_VALUE_DOUBLE && !isfinite(value->number)) {
        g_set_error(&stmt->bind_error, KAM_ERROR, KAM_ERROR_INVALID,
                    "a number is infinite or none: store NULL instead");
        return;
    }
    stmt->db->driver->bind(stmt, index, value, &stmt->bind_error);
}

void
kam_stmt_bind_int(KamStmt *stmt, int index, gint64 value)
{
    bind_value(stmt, index, &(KamValue) { .kind = KAM_VALUE_INT, .integer = value });
}

void
kam_stmt_bind_double(KamStmt *stmt, int index, double value)
{
    bind_value(stmt, index, &(KamValue) { .kind = KAM_VALUE_DOUBLE, .number = value });
}

void
kam_stmt_bind_text(KamStmt *stmt, int index, const char *value)
{
    if (value == NULL)
        kam_stmt_bind_null(stmt, index);
    else
        kam_stmt_bind_text_n(stmt, index, value, strlen(value));
}

void
kam_stmt_bind_text_n(KamStmt *stmt, int index, const char *value, gsize length)
{
    bind_value(stmt, index, &(KamValue) { .kind = KAM_VALUE_TEXT, .data = value, .length = length });
}

void
kam_stmt_bind_blob(KamStmt *stmt, int index, const void *data, gsize length)
{
    bind_value(stmt, index, &(KamValue) { .kind = KAM_VALUE_BLOB, .data = data, .length = length });
}

void
kam_stmt_bind_null(KamStmt *stmt, int index)
{
    bind_value(stmt, index, &(KamValue) { .kind = KAM_VALUE_NULL });
}

KamStep
kam_stmt_step(KamStmt *stmt, GError **error)
{
    KamStep step;

    g_assert(stmt->db->bulk == NULL);
    if (!kam_db_may_call(stmt->db, error))
        return KAM_STEP_FAILED;
    if (stmt->bind_error != NULL) {
        g_propagate_error(error, g_steal_pointer(&stmt->bind_error));
        kam_db_note_failure(stmt->db);
        return KAM_STEP_FAILED;
    }
    step = stmt->db->driver->step(stmt, error);
    if (step == KAM_STEP_FAILED)
        kam_db_note_failure(stmt->db);
    return step;
}

void
kam_stmt_reset(KamStmt *stmt)
{
    g_clear_error(&stmt->bind_error);
    stmt->db->driver->reset(stmt);
}

/* --- short ways --- */

gboolean
kam_db_control(KamDb *db, const char *sql, GError **error)
{
    g_autoptr(KamStmt) stmt = take_statement(db, sql, error);

    return stmt != NULL && db->driver->step(stmt, error) != KAM_STEP_FAILED;
}

gboolean
kam_db_run(KamDb *db, const char *sql, const gint64 *parameters, guint n, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, sql, error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    for (guint i = 0; i < n; i++)
        kam_stmt_bind_int(stmt, (int)i + 1, parameters[i]);
    do
        step = kam_stmt_step(stmt, error);
    while (step == KAM_STEP_ROW);
    return step == KAM_STEP_DONE;
}

gboolean
kam_db_get_int(KamDb *db, const char *sql, gint64 *value, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, sql, error);
    KamStep step = stmt == NULL ? KAM_STEP_FAILED : kam_stmt_step(stmt, error);

    if (step == KAM_STEP_ROW)
        *value = kam_stmt_get_int(stmt, 0);
    if (step == KAM_STEP_DONE)
        g_set_error(error, KAM_ERROR, KAM_ERROR_CORRUPT,
                    "a row that every Kamen database has is missing; restore a back-up");
    return step == KAM_STEP_ROW;
}

gboolean
kam_db_exec(KamDb *db, const char *script, GError **error)
{
    g_assert(db->bulk == NULL);
    if (!kam_db_may_call(db, error))
        return FALSE;
    if (!db->driver->exec(db, script, error))
        return kam_db_note_failure(db);
    g_hash_table_remove_all(db->idle);
    g_queue_init(&db->idle_order);
    return TRUE;
}

gint64
kam_db_get_changes(KamDb *db)
{
    return db->driver->get_changes(db);
}

gboolean
kam_db_expect_load(KamDb *db, GError **error)
{
    g_assert(db->depth == 0);
    return kam_db_may_call(db, error) && (db->driver->expect_load == NULL || db->driver->expect_load(db, error));
}

gboolean
kam_db_settle(KamDb *db, GError **error)
{
    g_assert(db->depth == 0);
    return kam_db_may_call(db, error) && db->driver->settle(db, error);
}

gboolean
kam_db_is_lost(const KamDb *db)
{
    return db->driver->is_lost != NULL && db->driver->is_lost(db);
}

void
kam_db_tend(KamDb *db)
{
    g_assert(db->depth == 0);
    if (db->driver->tend != NULL)
        db->driver->tend(db);
}

gboolean
kam_db_check_integrity(KamDb *db, GString *out, GError **error)
{
    return kam_db_may_call(db, error) && db->driver->check_integrity(db, out, error);
}

gboolean
kam_db_can_backup(const KamDb *db)
{
    return db->driver->backup != NULL;
}

gboolean
kam_db_backup(KamDb *db, const char *path, KamDbProgress progress, gpointer data, GError **error)
{
    if (kam_db_can_backup(db))
        return kam_db_may_call(db, error) && db->driver->backup(db, path, progress, data, error);
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE,
                "a PostgreSQL database is backed up by its own tools: 'pg_dump --format=custom --file=FILE URI', and "
                "'pg_restore' brings it back");
    return FALSE;
}
