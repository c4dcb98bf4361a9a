/* Batches: files into the database, all or nothing, and back out again. */
#pragma once

#include "sales/ingest/ingest.h"
#include "store/db.h"

typedef struct {
    gint64 id; /* 0 after a dry run, and when nothing was new */
    KamBalance balance;
    char currency[4];
    gboolean is_one_money; /* several currencies are named, but equal prices show that all amounts are in `currency` */
    gint32 first_day, last_day; /* of the lines taken; KAM_DAY_NONE without */
    guint64 new_accounts, new_products, changed_accounts, changed_products;
    guint64 accounts, products; /* known after it */
} KamBatchResult;

/**
 * Import files as one batch, in one transaction.
 *
 * A run that brings nothing new (every document is known with the same content) makes no batch.
 *
 * @param dry_run  everything is done and then rolled back.
 * @param now_ms   milliseconds since 1970 UTC.
 */
gboolean kam_batch_import(KamDb *db, const char *const *paths, const KamIngestOptions *options, gboolean dry_run,
                          gint64 now_ms, KamBatchResult *result, GError **error);

/**
 * Take a batch back whole: its lines, documents, accounts and articles vanish, what it had replaced returns.
 * KAM_ERROR_NOT_FOUND, or KAM_ERROR_CONFLICT when it is undone already or a later batch corrected it.
 */
gboolean kam_batch_undo(KamDb *db, gint64 id, gint64 now_ms, guint64 *lines, GError **error);
/** The same with something that follows, in its transaction; NULL: nothing. */
gboolean kam_batch_undo_with(KamDb *db, gint64 id, gint64 now_ms, KamFollowBatch follow, gpointer data, guint64 *lines,
                             GError **error);
