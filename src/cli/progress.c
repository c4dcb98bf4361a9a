/* The text of the progress line and when to redraw it. */
#include "cli/progress.h"

#include <stdio.h>
#include <unistd.h>

#include "service/report/format.h"

#define REDRAW_US 100000      /* ten times a second is as often as an eye follows */
#define QUIET_START_US 300000 /* what is done at once needs no progress */

char *
kam_progress_text(guint64 rows, guint64 bytes_done, guint64 bytes_total, gint64 elapsed_us)
{
    const KamNumberStyle *style = &kam_number_style_en;
    g_autofree char *count = kam_format_count((gint64)rows, style);
    g_autoptr(GString) text = g_string_new(NULL);
    double done = bytes_total > 0 ? MIN((double)bytes_done / (double)bytes_total, 1.0) : 0;

    g_string_append_printf(text, "%s rows", count);
    if (elapsed_us > 0) {
        g_autofree char *rate = kam_format_short((gint64)((double)rows * 1e12 / (double)elapsed_us), style);

        g_string_append_printf(text, ", %s rows/s", rate);
    }
    if (done > 0) {
        g_autofree char *left = kam_format_count((gint64)((double)elapsed_us * (1 - done) / done / 1e6 + 0.5), style);

        g_string_append_printf(text, ", %.0f%%, %s s left", done * 100, left);
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static gboolean
show(gpointer data, guint64 rows, guint64 bytes_done, guint64 bytes_total)
{
    KamProgressLine *line = data;
    gint64 now = g_get_monotonic_time();
    g_autofree char *text = NULL;

    if (now - line->started_us < QUIET_START_US || now - line->shown_us < REDRAW_US)
        return TRUE;
    text = kam_progress_text(rows, bytes_done, bytes_total, now - line->started_us);
    fprintf(stderr, "\r\033[K%s", text);
    fflush(stderr);
    line->shown_us = now;
    line->is_shown = TRUE;
    return TRUE;
}

KamProgress
kam_progress_start(KamProgressLine *line)
{
    *line = (KamProgressLine) { .started_us = g_get_monotonic_time() };
    return isatty(STDERR_FILENO) ? (KamProgress) { .report = show, .data = line } : (KamProgress) { 0 };
}

void
kam_progress_end(KamProgressLine *line)
{
    if (line->is_shown)
        fputs("\r\033[K", stderr);
    line->is_shown = FALSE;
}
