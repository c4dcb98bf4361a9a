/* Accounts, articles, charge rules and documents between the database and an intake. */
#pragma once

#include "base/id.h"
#include "sales/ingest/intake.h"
#include "store/db.h"

/** The rules in force. */
gboolean kam_stored_load_charges(KamDb *db, KamCharges *charges, GError **error);
/** Accounts and articles, so that lines are matched to them. */
gboolean kam_stored_load_books(KamDb *db, KamIntake *intake, GError **error);

/** Give ids to the new accounts, articles and documents; compare documents with the stored ones
 * (KamDocumentEntry.state, id). */
gboolean kam_stored_settle(KamDb *db, KamIntake *intake, KamIdMaker *ids, gint64 now_ms, GError **error);

typedef struct {
    guint64 new_accounts, new_products, changed_accounts, changed_products;
} KamStoredCounts;

/** Write what is new or changed of accounts and articles, as the batch's doing. */
gboolean kam_stored_save_books(KamDb *db, KamIntake *intake, gint64 batch_id, gint64 now_ms, KamStoredCounts *counts,
                               GError **error);
/** Write the new documents. */
gboolean kam_stored_save_documents(KamDb *db, KamIntake *intake, gint64 batch_id, GError **error);

/** Currency in which a document's lines are kept. */
guint32 kam_intake_currency_of(const KamIntake *intake, const KamDocumentEntry *document);
/** 0 for KAM_NO_INDEX. */
gint64 kam_intake_account_id(KamIntake *intake, guint32 account);
gint64 kam_intake_product_id(KamIntake *intake, guint32 product);
