/* Lists into the books: what a list of customers or articles says replaces what is known of them. */
#pragma once

#include "sales/ingest/account_book.h"
#include "sales/ingest/ingest.h"
#include "sales/ingest/product_book.h"
#include "sales/records/kind.h"

/* Rows of the lists; read = records met + duplicates + refused. */
typedef struct {
    guint64 read, refused;
    guint64 duplicates; /* rows of a record that an earlier row had named: the later row wins */
} KamRecordRows;

/* A column that was recognised. */
typedef struct {
    guint file;   /* 0, 1 ... in the order of the files */
    guint column; /* counted from 1 */
    KamLineField field;
    const char *why; /* static */
    char *header;
} KamRecordMapping;
void kam_record_mapping_clear(KamRecordMapping *mapping);

/* Where the lists go; borrowed. */
typedef struct {
    KamRecordKind kind;
    KamAccountBook *accounts;
    KamProductBook *products;
    GByteArray *seen; /* of each record of the kind, by index: whether a row named it */
    GArray *mappings; /* KamRecordMapping; NULL: nobody wants to know */
    KamRecordRows rows;
    guint n_files;
} KamRecordIntake;

/** Read one list to its end. Of the options line.table, line.map, line.header_row, rejects_path and progress are used.
 */
gboolean
kam_record_intake_read_file(KamRecordIntake *intake, const char *path, const KamIngestOptions *options, GError **error);
