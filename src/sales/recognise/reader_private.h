/* The inside of a line reader, shared by opening, reading and asking. */
#pragma once

#include "sales/recognise/amounts.h"
#include "sales/recognise/findings.h"
#include "sales/recognise/ordinals.h"
#include "sales/recognise/plan.h"
#include "sales/recognise/row_queue.h"

#define KAM_CACHED_BYTES 48
#define KAM_TEXT_FIELDS 12

/* The last cell of a column that repeats itself, and what it meant. */
typedef struct {
    char text[KAM_CACHED_BYTES];
    guint32 length;
    int value;
    gboolean is_filled;
} KamCellCache;

/* A text field that goes into the line as it is. */
typedef struct {
    KamLineField field;
    guint column;
    guint offset; /* of the slice in KamLine */
    gboolean strips_zero_fraction;
} KamTextField;

/* A discount of a whole document on its way to the lines; each gets its share of what has come so far, so that the
 * shares add up exactly. */
typedef struct {
    gint64 discount_micro, net_micro; /* of the document; signed alike */
    gint64 seen_micro, given_micro;   /* of the lines so far */
} KamSpread;

/* How rows end: one short row at the very end, after full ones only, is where a file was cut. */
typedef struct {
    guint64 n_full;
    gboolean is_ragged; /* rows of several lengths are usual here */
    guint64 short_row;  /* the last row, when it is short; else 0 */
    guint n_cells;      /* of it */
} KamEnding;

struct KamLineReader {
    KamTable *table;
    char *path;
    KamPlan plan;
    GPtrArray *headers; /* NULL-terminated; the array's length counts the NULL */
    KamFindings findings;
    KamLineCounts counts;

    KamRow row;
    KamTextField texts[KAM_TEXT_FIELDS];
    guint n_texts;
    char asked_currency[4]; /* of the options, for profiles; "" without */
    gboolean asked_gross;
    int other_name; /* column of a second name of the article; -1 without any */

    KamCellCache date, kind, status, line_type, currency;
    char currency_text[8];

    GString *document; /* of the last line */
    gboolean has_document;
    gboolean document_is_credit; /* by the signs of its lines */
    KamOrdinals ordinals;
    GString *judged; /* the document that the two belong to */
    KamSpread spread;

    GString *held[KAM_FIELD_N]; /* cells of the document above, for continuation rows; NULL where not needed */
    gint32 held_day;
    GString *group; /* the name alone above its lines */

    KamEnding ending;

    KamRowQueue queues[2]; /* rows looked at ahead */
    guint queue;           /* the one that is being emptied */
};
