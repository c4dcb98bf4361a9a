/* What the cells of each column hold: backs up, or stands in for, what the headers say. */
#pragma once

#include "sales/recognise/dates.h"
#include "sales/recognise/numbers.h"
#include "sales/recognise/sample.h"

typedef struct {
    KamNumberEvidence number;
    KamDateEvidence date;
    guint n_rows; /* rows looked at */
    guint filled;
    guint errors;        /* #N/A ... */
    guint codes;         /* without spaces and with a digit: looks like a number of something */
    guint words;         /* begins with a letter and has a space or no digit */
    guint bracketed;     /* "[P0369] Article" */
    guint zero_fraction; /* "13085.0" */
    guint whole;         /* whole numbers, no sign */
    guint short_upper;   /* three letters: a currency? */
    guint changes;       /* rows whose cell differs from the one above */
    guint64 length;      /* of all cells together */
    const char *last;
    guint32 last_length;
} KamContent;

/** Look at the sample's rows from `first` on; one entry per column. Free with g_free(). */
KamContent *kam_content_gather(const KamSample *sample, guint first);

/** Whether most cells are numbers, in whatever format. */
gboolean kam_content_is_number(const KamContent *content);
/** Whether most cells are dates, in whatever order. */
gboolean kam_content_is_date(const KamContent *content);
