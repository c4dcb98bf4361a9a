/* What every reader of files delivers: rows of cells. CSV, XLSX and UBL differ only below this line. */
#pragma once

#include <glib.h>

#include "base/error.h"

typedef enum {
    KAM_CELL_EMPTY,
    KAM_CELL_TEXT,   /* as written; numbers and dates in it follow the column's local format */
    KAM_CELL_NUMBER, /* a spreadsheet's number: canonical decimal text, point, no grouping, shortest digits */
    KAM_CELL_DATE,   /* a spreadsheet's date: "2009-12-01" or "2009-12-01 07:45:00" */
    KAM_CELL_ERROR,  /* #N/A, #DIV/0! ... */
} KamCellKind;

/* Valid until the next call on the same table. Text is UTF-8 whatever the file's encoding. */
typedef struct {
    const char *text;
    guint32 length;
    guint8 kind;   /* KamCellKind */
    guint8 quoted; /* CSV: the cell stood in quotes */
} KamCell;

typedef struct {
    const KamCell *cells;
    guint n_cells;
    guint64 number; /* 1-based, as a spreadsheet counts: blank rows count, a quoted line break does not */
} KamRow;

typedef enum { KAM_READ_ROW, KAM_READ_END, KAM_READ_FAILED } KamRead;

typedef struct {
    guint64 max_file_bytes; /* unpacked; 0 = no limit */
    guint max_columns;      /* default 16384 */
    guint64 max_cell_bytes; /* default 1 MiB */
    guint64 max_ratio;      /* unpacked to packed, default 1000: more is taken for a bomb */
} KamReadLimits;

typedef enum { KAM_FORMAT_AUTO, KAM_FORMAT_CSV, KAM_FORMAT_XLSX, KAM_FORMAT_UBL } KamTableFormat;

/* What may be overridden; 0 / NULL means "find out". */
typedef struct {
    KamTableFormat format;
    const char *encoding; /* "utf-8", "utf-16le", "utf-16be", "windows-1250", "windows-1251", "iso-8859-2" */
    char delimiter;       /* ',', ';', '\t', '|' */
    const char *sheet;    /* XLSX: one sheet by name; NULL: all whose headers agree with the first that has any */
    KamReadLimits limits;
} KamTableOptions;

typedef struct KamTable KamTable;

/**
 * Open a file, or a folder or zip of UBL documents, as one table. Compression (gzip, zstd) and format are recognised by
 * content. Errors name the file, and the row and column where that is known.
 */
KamTable *kam_table_open(const char *path, const KamTableOptions *options, GError **error);
/** Names of the sheets of a workbook; none of other files. Quick. Free with g_strfreev(); NULL with an error. */
char **kam_table_list_sheets(const char *path, const KamTableOptions *options, GError **error);
void kam_table_free(KamTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamTable, kam_table_free)

/** The next row; cells stay valid until the next call. */
KamRead kam_table_next(KamTable *table, KamRow *row, GError **error);

/** Start again at the first row (reopens the file). */
gboolean kam_table_rewind(KamTable *table, GError **error);

/** Bytes of the packed file consumed so far and in all (0 when unknown), for progress. */
void kam_table_get_progress(const KamTable *table, guint64 *done, guint64 *total);

/** What was recognised: format, encoding, delimiter, compression, sheets; short English phrases, for "what was
 * recognised and why". */
typedef struct {
    KamTableFormat format;
    char encoding[16];
    char delimiter;      /* CSV only */
    char compression[8]; /* "", "gzip", "zstd", "zip" */
    const char *why;     /* one sentence, owned by the table */
} KamTableFacts;
void kam_table_get_facts(const KamTable *table, KamTableFacts *facts);
