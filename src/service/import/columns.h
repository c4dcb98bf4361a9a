/* Which column of a file is which field of a record type: by the field's name or its label in any language, or as asked
 * for; where the rows begin; and in which language numbers and dates are written. */
#pragma once

#include "base/language.h"
#include "record/record.h"
#include "sales/recognise/sample.h"

typedef struct {
    const KamField *field; /* of the type, or the id of every record */
    guint column;          /* from 0 */
    const char *header;    /* its text in .headers */
} KamImportColumn;

typedef struct {
    GPtrArray *headers;      /* one text a column, NULL behind them */
    guint64 last_header_row; /* source row; rows up to it are no data */
    GArray *taken;           /* KamImportColumn */
    GPtrArray *passed;       /* headers of columns that are no field that can be set; borrowed */
    KamLanguage language;
    gboolean is_open; /* nothing has told the language yet: cells that depend on it are refused */
} KamImportColumns;

/* What a caller says; NULL, 0 and KAM_LANGUAGE_N leave it to be found out. */
typedef struct {
    const char *const *maps; /* FIELD=COLUMN: a header, a letter or a number; "FIELD=": the file has none; the
                               first one of a field counts */
    guint header_row;
    KamLanguage language;
} KamImportWish;

/**
 * Find the columns. *columns is to be cleared all the same when it fails.
 * @param name  of the file, for messages.
 * @return FALSE with KAM_ERROR_USAGE when a map names what is not there, KAM_ERROR_AMBIGUOUS when no column is a field,
 * when two columns are one, or when numbers or dates can be read in two ways.
 */
gboolean kam_import_columns_find(KamImportColumns *columns, const KamRecordType *type, const KamActor *actor,
                                 const KamSample *sample, const KamImportWish *wish, const char *name, GError **error);
void kam_import_columns_clear(KamImportColumns *columns);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamImportColumns, kam_import_columns_clear)

/** Find out the language of the cells, once the columns are known; says nothing new when the wish names one. */
gboolean kam_import_language_find(KamImportColumns *columns, const KamSample *sample, const KamImportWish *wish,
                                  const char *name, GError **error);

/** What a header is compared by: folded, without spaces. Free with g_free(). */
char *kam_import_header_key(const char *text, gssize length);
/** The field that a key means to the actor, NULL for none. */
const KamField *kam_import_find_field(const KamRecordType *type, const KamActor *actor, const char *key);

/** A cell as a text of its own: without the apostrophe that guards spreadsheets against formulas. Free with g_free().
 */
char *kam_import_cell_text(KamCell cell);
/** Read a cell; numbers and dates of spreadsheets need no language. FALSE when a fault was noted. */
gboolean kam_import_read_cell(const KamImportColumns *columns, const KamField *field, KamCell cell,
                              KamFieldValue *value, KamFaults *faults);
