/* The order of day, month and year in a column of dates, decided over the whole column. */
#pragma once

#include "base/date.h"
#include "sales/table.h"

/* What the cells of one column say about their order. */
typedef struct {
    guint n;                   /* cells that look like dates */
    guint n_other;             /* cells that do not */
    guint year_first;          /* 2010-12-01, 20101201, a spreadsheet's own date */
    guint compact;             /* of these, those written 20101201 */
    guint named;               /* 1 Dec 2010 */
    guint serial;              /* 40513: a spreadsheet's day count without its style */
    guint day_first;           /* first part above 12 */
    guint month_first;         /* second part above 12 */
    guint dotted;              /* 1.12.2010, of those open otherwise */
    guint open;                /* both parts up to 12 and different */
    guint real;                /* a spreadsheet's own date */
    guint real_early;          /* of these, in the first twelve days of a month */
    guint same;                /* both parts up to 12 and equal: no matter */
    gint32 last_dmy, last_mdy; /* to see which reading is in order */
    guint falls_dmy, falls_mdy;
    gint32 max_dmy, max_mdy;
    char open_text[24]; /* one of the open ones */
} KamDateEvidence;

/** Start with no evidence. */
void kam_date_evidence_init(KamDateEvidence *evidence);
/** Look at one cell. */
void kam_date_evidence_add(KamDateEvidence *evidence, KamCell cell);

/* How a column's dates are read. */
typedef struct {
    KamDateOrder order;
    gboolean is_serial; /* numbers are a spreadsheet's day counts */
} KamDateFormat;

typedef enum { KAM_DATES_DECIDED, KAM_DATES_PLAUSIBLE, KAM_DATES_OPEN } KamDatesResult;

/**
 * The order that the evidence shows.
 *
 * @param is_whole  the whole column was seen: plausibility (sorted in one reading only, days ahead of today) may
 * decide.
 * @param today     for days ahead of today.
 * @param why       one sentence, to be freed; written unless KAM_DATES_OPEN.
 */
KamDatesResult kam_date_evidence_decide(const KamDateEvidence *evidence, gboolean is_whole, gint32 today,
                                        KamDateFormat *format, char **why);

/**
 * Whether a spreadsheet took some dates for its own and left the others as texts, which it does with the order of
 * another country: then the former have day and month turned.
 */
gboolean kam_date_evidence_is_half_taken(const KamDateEvidence *evidence);

/** "day month year" ... */
const char *kam_date_order_words(KamDateOrder order);
/** "dmy" ... the word of --date-order. */
const char *kam_date_order_option(KamDateOrder order);

/** Read a cell; KAM_DAY_NONE when it is no date in this format. */
gint32 kam_date_read(KamCell cell, KamDateFormat format);
