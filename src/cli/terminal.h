/* What a terminal can show, and calm ways to show it: styles, wrapped text, bars, sparklines. Text is appended to a
 * string, so that tests see exactly what a user sees. */
#pragma once

#include <glib.h>

#define KAM_TERMINAL_WIDTH 80      /* when nothing says how wide it is */
#define KAM_TERMINAL_MAX_WIDTH 160 /* longer lines are not read */

typedef struct {
    guint width;
    gboolean is_terminal;
    gboolean has_colour; /* a terminal that is not dumb, and NO_COLOR is not set */
    gboolean has_utf8;
} KamTerminal;

typedef enum {
    KAM_STYLE_PLAIN,
    KAM_STYLE_STRONG,
    KAM_STYLE_DIM,
    KAM_STYLE_HEADING,
    KAM_STYLE_WARNING,
    KAM_STYLE_N,
} KamStyle;

/** What is behind a file descriptor; COLUMNS overrides the width, NO_COLOR and TERM=dumb switch colour off. */
void kam_terminal_probe(KamTerminal *terminal, int fd);

/** Columns that a text takes; combining marks take none, wide letters two. */
guint kam_terminal_text_width(const char *text);
/** Text of a file made fit to be shown: control characters (a file must not command the terminal) become spaces,
 * letters that the terminal lacks are written in ASCII. Free with g_free(). */
char *kam_terminal_clean(const KamTerminal *terminal, const char *text);
/** The first `width` columns of a text, with an ellipsis when it is longer. Free with g_free(). */
char *kam_terminal_cut(const KamTerminal *terminal, const char *text, guint width);

/** Append text in a style. */
void kam_terminal_append(const KamTerminal *terminal, GString *out, KamStyle style, const char *text);
/** Append a paragraph broken between words, every line behind `indent` spaces, the last one ended. */
void
kam_terminal_append_wrapped(const KamTerminal *terminal, GString *out, KamStyle style, const char *text, guint indent);
/** Append a paragraph behind a dash, its further lines below its first word. */
void kam_terminal_append_item(const KamTerminal *terminal, GString *out, const char *text, guint indent);
/** Append a bar of `fraction` of `cells` columns, filled up with spaces. */
void kam_terminal_append_bar(const KamTerminal *terminal, GString *out, double fraction, guint cells);
/** A sparkline of n values, oldest first, one column each; values below 0 show as 0. Free with g_free(). */
char *kam_terminal_sparkline(const KamTerminal *terminal, const gint64 values[], guint n);
