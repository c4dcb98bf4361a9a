/* The firm: what is there of it already, and a whole one into an empty database: customers, articles, then invoices, as
 * its files in one folder say. */
#pragma once

#include <jansson.h>

#include "record/record.h"
#include "record/work.h"
#include "sales/ingest/batch.h"

typedef struct {
    gboolean has_lines, has_accounts;
    gint64 n_people; /* who sign in */
} KamCompanyContents;

/** Whether there are invoices, customers and colleagues. */
gboolean kam_service_load_company_contents(KamDb *db, KamCompanyContents *contents, GError **error);

/** Change members of the firm, whatever its version; errors name the first fault. NULL on failure. */
KamRecord *kam_service_change_company(const KamWork *work, json_t *members, GError **error);

/** FALSE with KAM_ERROR_CONFLICT when the database holds invoice lines; the message says the way out. */
gboolean kam_service_require_no_lines(KamDb *db, GError **error);

/**
 * Import accounts.csv, products.csv and sales.csv of a folder, three batches in this order. What is there already is
 * not taken twice, so that a filling that was interrupted is completed by the next.
 *
 * @param sales  what the invoices brought.
 * @return FALSE with KAM_ERROR_CONFLICT when there are lines already.
 */
gboolean kam_service_fill_from_folder(KamDb *db, const char *folder, KamProgress progress, gint64 now_ms,
                                      KamBatchResult *sales, GError **error);
