/* Transactions bound to a scope, and savepoints inside them. A call that fails marks its transaction, so that SQLite,
 * which would go on, behaves as PostgreSQL, which refuses everything until the rollback. */
#include "store/driver.h"

struct KamTx {
    KamDb *db;
    guint level;
    gboolean is_done;
};

static char *
savepoint_sql(const char *verb, guint level)
{
    return g_strdup_printf("%s k%u", verb, level);
}

static gboolean
open_level(KamDb *db, guint level, gboolean is_read, GError **error)
{
    g_autofree char *sql = NULL;

    if (level == 1)
        return kam_db_control(db, is_read ? db->driver->begin_read : db->driver->begin_write, error);
    sql = savepoint_sql("SAVEPOINT", level);
    return kam_db_control(db, sql, error);
}

static gboolean
close_level(KamDb *db, guint level, GError **error)
{
    g_autofree char *sql = NULL;

    if (level == 1)
        return kam_db_control(db, "COMMIT", error);
    sql = savepoint_sql("RELEASE SAVEPOINT", level);
    return kam_db_control(db, sql, error);
}

static gboolean
roll_back_level(KamDb *db, guint level)
{
    g_autofree char *sql = NULL;
    g_autofree char *release = NULL;

    /* A rollback of the whole may find none open, because some errors (disk full, a lost connection) end the
     * transaction themselves: that is what was wanted. */
    if (level == 1) {
        kam_db_control(db, "ROLLBACK", NULL);
        return TRUE;
    }
    sql = savepoint_sql("ROLLBACK TO SAVEPOINT", level);
    release = savepoint_sql("RELEASE SAVEPOINT", level);
    return kam_db_control(db, sql, NULL) && kam_db_control(db, release, NULL);
}

static KamTx *
begin(KamDb *db, gboolean is_read, GError **error)
{
    KamTx *tx;

    g_assert(db->bulk == NULL);

    if (!kam_db_may_call(db, error))
        return NULL;
    if (!open_level(db, db->depth + 1, is_read, error)) {
        kam_db_note_failure(db);
        return NULL;
    }
    tx = g_new0(KamTx, 1);
    tx->db = db;
    tx->level = ++db->depth;
    return tx;
}

KamTx *
kam_tx_begin(KamDb *db, GError **error)
{
    g_return_val_if_fail(db != NULL, NULL);
    return begin(db, db->mode == KAM_DB_READ_ONLY, error);
}

KamTx *
kam_tx_begin_read(KamDb *db, GError **error)
{
    g_return_val_if_fail(db != NULL, NULL);
    return begin(db, TRUE, error);
}

gboolean
kam_tx_before_commit(KamDb *db, KamBeforeCommit run)
{
    g_assert(db->depth > 0);
    if (db->before_commit != NULL) {
        g_assert(db->before_commit == run);
        return FALSE;
    }
    db->before_commit = run;
    db->before_commit_depth = db->depth;
    return TRUE;
}

gboolean
kam_db_is_in_transaction(const KamDb *db)
{
    return db->depth > 0;
}

static void
forget_before_commit(KamDb *db, guint level)
{
    if (db->before_commit != NULL && db->before_commit_depth >= level)
        db->before_commit = NULL;
}

/* What is due now, or, at the end of a savepoint, is due for what surrounds it. */
static gboolean
do_what_is_due(KamDb *db, guint level, GError **error)
{
    KamBeforeCommit run = db->before_commit;

    if (run == NULL)
        return TRUE;
    if (level > 1) {
        db->before_commit_depth = MIN(db->before_commit_depth, level - 1);
        return TRUE;
    }
    db->before_commit = NULL;
    return run(db, error);
}

gboolean
kam_tx_commit(KamTx *tx, GError **error)
{
    KamDb *db = tx->db;

    g_assert(!tx->is_done && tx->level == db->depth && db->bulk == NULL);
    if (!kam_db_may_call(db, error))
        return FALSE;
    if (!do_what_is_due(db, tx->level, error) || !close_level(db, tx->level, error))
        return kam_db_note_failure(db);
    tx->is_done = TRUE;
    db->depth--;
    return TRUE;
}

void
kam_tx_end(KamTx *tx)
{
    KamDb *db;

    if (tx == NULL)
        return;
    db = tx->db;
    if (!tx->is_done) {
        g_assert(tx->level == db->depth);
        db->depth--;
        forget_before_commit(db, tx->level);
        /* When even the rollback of a savepoint fails, all that is left is to roll back what surrounds it. */
        if (roll_back_level(db, tx->level))
            db->failed_depth = 0;
        else
            db->failed_depth = db->depth;
    }
    g_free(tx);
}
