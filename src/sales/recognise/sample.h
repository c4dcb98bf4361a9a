/* The first rows of a file, kept in memory while it is found out what they mean. */
#pragma once

#include "sales/table.h"

#define KAM_SAMPLE_ROWS 2000
#define KAM_SAMPLE_CELLS 500000 /* of very wide files fewer rows are kept */
#define KAM_SAMPLE_BYTES (16 * 1024 * 1024)

typedef struct {
    GArray *rows; /* KamRow; cells and texts belong to the sample */
    GStringChunk *texts;
    guint n_columns; /* of the widest row */
    gsize n_cells, n_bytes;
    gboolean is_whole; /* the file has no further rows */
} KamSample;

/** Read rows from where the table stands, up to the limits above; NULL when the table cannot be read. */
KamSample *kam_sample_read(KamTable *table, GError **error);
void kam_sample_free(KamSample *sample);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamSample, kam_sample_free)

/** A row by its place in the sample. */
const KamRow *kam_sample_get_row(const KamSample *sample, guint index);

/** A cell of a row, trimmed; an empty one beyond its end or for a negative column. */
KamCell kam_row_get_cell(const KamRow *row, int column);

/** Number of cells that hold something, and the column of the first of them (-1: none). */
guint kam_row_count_filled(const KamRow *row, int *first);
