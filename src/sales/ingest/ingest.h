/* Files into facts: lines are matched to accounts, products and documents, charges are told apart,
 * documents that came already are skipped, and the balance is kept. */
#pragma once

#include "sales/facts.h"
#include "sales/line.h"
#include "store/db.h"

typedef struct {
    /* Called now and then from the reading thread; NULL: nobody looks. Returns FALSE to cancel. */
    gboolean (*report)(gpointer data, guint64 rows, guint64 bytes_done, guint64 bytes_total);
    gpointer data;
} KamProgress;

/* What follows a batch that changed something, or its undo, in the same transaction. */
typedef gboolean (*KamFollowBatch)(KamDb *db, gint64 batch, gpointer data, GError **error);

typedef struct {
    KamLineOptions line;              /* the same for every file */
    const char *rejects_path;         /* NULL: refused rows are only counted */
    const char *const *account_lists; /* of kam_ingest_to_facts(): lists that name customers and articles beside the */
    const char *const *product_lists; /* lines; NULL-terminated, NULL: none */
    KamProgress progress;
    const KamRates *rates; /* of kam_ingest_to_facts(): converts other currencies; NULL: they stay apart */
    GArray *
        months; /* of kam_batch_import(): KamBatchMonth (months.h) of the main currency are appended; NULL: not asked */
    KamFollowBatch follow; /* NULL: nothing follows */
    gpointer follow_data;
} KamIngestOptions;

/** Read files into memory, with no database. At least one line must be taken, else KAM_ERROR_INVALID says why. What the
 * lists say of customers and articles goes before what the lines say; those without a line are left out. */
KamFacts *kam_ingest_to_facts(const char *const *paths, const KamIngestOptions *options, GError **error);
