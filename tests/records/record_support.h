/* What the tests of batches of lists share. */
#pragma once

#include "batch_support.h"
#include "sales/ingest/record_batch.h"

/** Import a text as a list; "created changed equal duplicates refused" must be these, the balance holds, sums and
 * columns agree afterwards. Returns the batch. */
gint64 lists_assert(Batches *f, KamRecordKind kind, const char *text, const char *counts);
gboolean lists_try(Batches *f, KamRecordKind kind, const char *path, const KamIngestOptions *options, gboolean dry_run,
                   KamRecordResult *result, GError **error);
/** Rows of accounts: "number|name|tax|country", of products: "number|name|category|unit|charge", in order of number and
 * name, joined by ';'; '-' for what is unknown. */
char *lists_accounts(Batches *f);
char *lists_products(Batches *f);
void lists_add_undo_tests(void);

#define ACCOUNTS(text, counts) lists_assert(f, KAM_RECORD_ACCOUNTS, "code,name,vat,country\n" text, counts)
#define PRODUCTS(text, counts) lists_assert(f, KAM_RECORD_PRODUCTS, "code,name,category,unit\n" text, counts)

#define ASSERT_STORED(what, expected)                                                                                  \
    G_STMT_START                                                                                                       \
    {                                                                                                                  \
        g_autofree char *stored = lists_##what(f);                                                                     \
        g_assert_cmpstr(stored, ==, expected);                                                                         \
    }                                                                                                                  \
    G_STMT_END
