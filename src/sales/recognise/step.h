/* One row on its way to a line, shared by the files that read it. */
#pragma once

#include <string.h>

#include "base/text.h"
#include "sales/recognise/reader_private.h"

typedef struct {
    KamLineReader *reader;
    const KamRow *row;
    KamLine *line;
    gboolean continues; /* date, document and customer come from above where the cells are empty */
    gint32 day;
    gboolean is_credit;
} KamStep;

/** A cell of a row; an empty one beyond its end or for a field without a column. */
static inline const KamCell *
kam_step_cell_at(const KamRow *row, int column)
{
    static const KamCell empty = { "", 0, KAM_CELL_EMPTY, 0 };

    return column < 0 || (guint)column >= row->n_cells ? &empty : &row->cells[column];
}

/** Spaces at both ends are rare: looking at two bytes tells that there are none. */
static inline void
kam_step_trim(const char **text, gsize *length)
{
    guchar first, last;

    if (*length == 0)
        return;
    first = (guchar)(*text)[0];
    last = (guchar)(*text)[*length - 1];
    if (first <= ' ' || last <= ' ' || first >= 0xC2 || last >= 0x80)
        kam_text_trim(text, length);
}

/** Whether the cell is the one that the cache remembers. */
static inline gboolean
kam_step_cache_has(const KamCellCache *cache, const KamCell *cell)
{
    return cache->is_filled && cache->length == cell->length && memcmp(cache->text, cell->text, cell->length) == 0;
}

/** Remember what a cell means. */
void kam_step_cache_put(KamCellCache *cache, const KamCell *cell, int value);
/** The cell of a field; where the row continues a document, that of the document. */
KamCell kam_step_cell_of(const KamStep *step, KamLineField field);

/** Fill the texts of the line: trimmed, without guards, filled down where the row continues a document. */
void kam_step_fill_texts(KamStep *step);

/** Count a row that is no line. */
KamLineResult kam_step_skip(guint64 *counter);
/** Count a row that should be a line and cannot; *reject says why. */
KamLineResult kam_step_refuse(KamStep *step, KamReject *reject, KamLineField field, const char *reason);
/** Rows of documents or lines that are no sales. TRUE when the row is done with, by *result. */
gboolean kam_step_set_aside(KamStep *step, KamReject *reject, KamLineResult *result);
