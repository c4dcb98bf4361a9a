/* kamen demo --db: the demonstration company in a database, the truth about it in a file. */
#pragma once

#include "demo/demo.h"
#include "sales/ingest/batch.h"

typedef struct {
    KamDemoOptions company; /* folder NULL: the files are made in a temporary one and deleted afterwards */
    const char *db;         /* file name or URI */
    const char *truth;      /* file for the truth; NULL: "<db>.truth.json" beside a file, nowhere for a server */
    const char *password;   /* of all people; NULL: none */
} KamDemoDatabase;

/**
 * Make the company and import it.
 *
 * @param summary     of the files.
 * @param[out] truth  where the truth is now, newly allocated; NULL when it was not kept.
 * @return FALSE with KAM_ERROR_CONFLICT when the database holds invoices already; nothing is made then.
 */
gboolean kam_demo_database_fill(const KamDemoDatabase *demo, KamDemoSummary *summary, char **truth, GError **error);
