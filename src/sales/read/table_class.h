/* The inside of a table, for the readers only: a class of functions and what was recognised. */
#pragma once

#include "sales/table.h"

typedef struct {
    KamRead (*next)(KamTable *table, KamRow *row, GError **error);
    gboolean (*rewind)(KamTable *table, GError **error);
    void (*get_progress)(const KamTable *table, guint64 *done, guint64 *total);
    void (*free)(KamTable *table);
} KamTableClass;

/* Readers put this first into their own struct. `facts.why` points into the reader's own memory. */
struct KamTable {
    const KamTableClass *class;
    KamTableFacts facts;
};

/* The readers. table.c looks at the first bytes and picks one. */
KamTable *kam_csv_table_open(const char *path, const KamTableOptions *options, GError **error);
KamTable *kam_xlsx_table_open(const char *path, const KamTableOptions *options, GError **error);
/* A file, a folder, or a zip of UBL documents. */
KamTable *kam_ubl_table_open(const char *path, const KamTableOptions *options, GError **error);
