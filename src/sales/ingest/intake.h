/* The first half of ingest, the same with and without a database: lines become facts, accounts, articles
 * and documents are matched, the balance is kept. What becomes of the facts is the second half's business. */
#pragma once

#include "sales/facts.h"
#include "sales/ingest/account_book.h"
#include "sales/ingest/document_book.h"
#include "sales/ingest/fact.h"
#include "sales/ingest/ingest.h"
#include "sales/ingest/product_book.h"

/* What the amounts of the files are in. */
typedef struct {
    guint32 main;          /* kam_currency_pack() of most lines, "XXX" when the files name none */
    gboolean is_one_money; /* the files name several, but the same articles bear the same prices in all: one currency
                              really */
    guint n_seen;
} KamCurrencyVerdict;

typedef struct {
    KamAccountBook *accounts;
    KamProductBook *products;
    KamDocumentBook *documents;
    KamBalance balance; /* read, refused, duplicates_kept and set-aside counts are final after reading; the rest is the
                           second half's */
    KamCurrencyVerdict currency;
    struct KamPriceEvidence *evidence;
    guint32 n_files;
    gboolean has_extras; /* some line has a cost, a discount or a price that net and quantity do not tell */
} KamIntake;

/** Takes over nothing: `charges` must live longer. */
KamIntake *kam_intake_new(const KamCharges *charges);
void kam_intake_free(KamIntake *intake);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamIntake, kam_intake_free)

/* The second half: takes each fact as it comes. FALSE with an error ends the reading. */
typedef gboolean (*KamFactSink)(gpointer data, const KamFact *fact, GError **error);

/* What one file gave, for the batch and the report. */
typedef struct {
    char *path;
    char *profile; /* JSON of the recognition */
    KamLineCounts counts;
} KamIntakeFile;
void kam_intake_file_clear(KamIntakeFile *file);

/** Read one file to its end. `files` (KamIntakeFile, may be NULL) gets a row. */
gboolean kam_intake_read_file(KamIntake *intake, const char *path, const KamIngestOptions *options, KamFactSink sink,
                              gpointer data, GArray *files, GError **error);

/** After the last file: versions of documents and the currency are settled. */
void kam_intake_finish(KamIntake *intake);
