/* What the tests of batches share: a database a test, files written from text, and the content of tables as text. */
#pragma once

#include <glib.h>

#include "sales/ingest/batch.h"
#include "support/test_db.h"

/* Column names of the files that the tests write. */
#define HEADER "document,position,date,account_number,account_name,product_number,product_name,quantity,net,currency\n"
/* The same without positions. */
#define BARE "document,date,account_number,account_name,product_number,product_name,quantity,net,currency\n"

typedef struct {
    KamTestDb *place;
    KamDb *db;
    char *folder; /* of the files */
    guint n_files;
} Batches;

/** Which database this run is about: "sqlite" or "postgres". */
extern const char *batches_kind;

/** Register a test under "/batch/<kind>/<name>". */
void batches_add(const char *name, void (*test)(Batches *f, gconstpointer data));
void batches_add_import_tests(void);
void batches_add_undo_tests(void);
void batches_add_failure_tests(void);
void batches_add_check_tests(void);

/** A file of this text; the path is owned by the caller. */
char *batches_write(Batches *f, const char *text);
/** Import one text as a file, successfully: the balance holds, sums and columns agree with the lines afterwards. */
KamBatchResult batches_import(Batches *f, const char *text);
/** The same with two files in one run. */
KamBatchResult batches_import_two(Batches *f, const char *first, const char *second);
/** Import that may fail. */
gboolean batches_try(Batches *f, const char *const *paths, const KamIngestOptions *options, gboolean dry_run,
                     KamBatchResult *result, GError **error);
/** Take a batch back, successfully; sums and columns agree afterwards. Returns its lines. */
guint64 batches_undo(Batches *f, gint64 id);
/** Sums, columns and documents agree with the lines. */
void batches_assert_clean(Batches *f);
/** All tables but the list of batches, the version and the form of segments, as text to compare. */
char *batches_dump(Batches *f);
/** "account document position product net" of every line, by number where there is one; one a line. */
char *batches_lines(Batches *f);
gint64 batches_count(Batches *f, const char *table);
/** Sum of net over account_month, in cents. */
gint64 batches_net_cents(Batches *f);
