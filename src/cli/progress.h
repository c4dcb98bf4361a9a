/* One line on stderr that says how far reading is: rows, rate, time left. Silent where nobody looks. */
#pragma once

#include "sales/ingest/ingest.h"

typedef struct {
    gint64 started_us, shown_us;
    gboolean is_shown; /* something stands on the line */
} KamProgressLine;

/** Start the clock; the result is for KamIngestOptions and refers to `line`. Reports nowhere when stderr is no
 * terminal. */
KamProgress kam_progress_start(KamProgressLine *line);
/** Wipe the line. */
void kam_progress_end(KamProgressLine *line);
/** "1,250,000 rows, 1.1M rows/s, 62%, 3 s left"; parts that are not known yet are left out. Free with g_free(). */
char *kam_progress_text(guint64 rows, guint64 bytes_done, guint64 bytes_total, gint64 elapsed_us);
