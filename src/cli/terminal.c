/* Escape sequences, widths and block characters stand here and nowhere else. */
#include "cli/terminal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "service/report/format.h"

static guint
probe_width(int fd)
{
    const char *columns = g_getenv("COLUMNS");
    guint64 asked = columns == NULL ? 0 : g_ascii_strtoull(columns, NULL, 10);
    struct winsize size = { 0 };

    if (asked == 0 && ioctl(fd, TIOCGWINSZ, &size) == 0)
        asked = size.ws_col;
    if (asked == 0)
        asked = KAM_TERMINAL_WIDTH;
    return (guint)CLAMP(asked, 40, KAM_TERMINAL_MAX_WIDTH);
}

void
kam_terminal_probe(KamTerminal *terminal, int fd)
{
    const char *no_colour = g_getenv("NO_COLOR"), *type = g_getenv("TERM");

    terminal->width = probe_width(fd);
    terminal->is_terminal = isatty(fd) != 0;
    terminal->has_colour =
        terminal->is_terminal && (no_colour == NULL || *no_colour == '\0') && type != NULL && strcmp(type, "dumb") != 0;
    terminal->has_utf8 = g_get_charset(NULL);
}

static guint
letter_width(gunichar letter)
{
    return g_unichar_iszerowidth(letter) ? 0 : g_unichar_iswide(letter) ? 2 : 1;
}

guint
kam_terminal_text_width(const char *text)
{
    guint width = 0;

    for (const char *p = text; *p != '\0'; p += g_utf8_skip[(guchar)*p])
        width += letter_width(g_utf8_get_char(p));
    return width;
}

/* Serbian đ is no d with a mark: people without it write dj. */
static char *
write_ascii(const char *text)
{
    g_autoptr(GString) out = g_string_new(text);

    g_string_replace(out, "đ", "dj", 0);
    g_string_replace(out, "Đ", "Dj", 0);
    return g_str_to_ascii(out->str, "C");
}

char *
kam_terminal_clean(const KamTerminal *terminal, const char *text)
{
    g_autofree char *clean = kam_format_clean(text);

    return terminal->has_utf8 ? g_steal_pointer(&clean) : write_ascii(clean);
}

char *
kam_terminal_cut(const KamTerminal *terminal, const char *text, guint width)
{
    const char *ellipsis = terminal->has_utf8 ? "…" : "~";
    const char *p = text;
    guint used = 0;

    if (kam_terminal_text_width(text) <= width)
        return g_strdup(text);
    while (used + letter_width(g_utf8_get_char(p)) + 1 <= width) {
        used += letter_width(g_utf8_get_char(p));
        p += g_utf8_skip[(guchar)*p];
    }
    return width == 0 ? g_strdup("") : g_strdup_printf("%.*s%s", (int)(p - text), text, ellipsis);
}

void
kam_terminal_append(const KamTerminal *terminal, GString *out, KamStyle style, const char *text)
{
    static const char *const codes[KAM_STYLE_N] = {
        [KAM_STYLE_PLAIN] = NULL,           [KAM_STYLE_STRONG] = "\033[1m",   [KAM_STYLE_DIM] = "\033[2m",
        [KAM_STYLE_HEADING] = "\033[1;36m", [KAM_STYLE_WARNING] = "\033[33m",
    };

    if (!terminal->has_colour || codes[style] == NULL) {
        g_string_append(out, text);
        return;
    }
    g_string_append(out, codes[style]);
    g_string_append(out, text);
    g_string_append(out, "\033[0m");
}

static void
end_line(const KamTerminal *terminal, GString *out, KamStyle style, GString *line, guint indent)
{
    g_string_append_printf(out, "%*s", (int)indent, "");
    kam_terminal_append(terminal, out, style, line->str);
    g_string_append_c(out, '\n');
    g_string_truncate(line, 0);
}

void
kam_terminal_append_wrapped(const KamTerminal *terminal, GString *out, KamStyle style, const char *text, guint indent)
{
    guint room = terminal->width > indent + 20 ? terminal->width - indent : 20;
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    g_autoptr(GString) line = g_string_new(NULL);

    for (guint i = 0; words[i] != NULL; i++) {
        if (line->len > 0 && kam_terminal_text_width(line->str) + 1 + kam_terminal_text_width(words[i]) > room)
            end_line(terminal, out, style, line, indent);
        if (line->len > 0)
            g_string_append_c(line, ' ');
        g_string_append(line, words[i]);
    }
    end_line(terminal, out, style, line, indent);
}

void
kam_terminal_append_item(const KamTerminal *terminal, GString *out, const char *text, guint indent)
{
    gsize dash = out->len + indent;

    kam_terminal_append_wrapped(terminal, out, KAM_STYLE_PLAIN, text, indent + 2);
    out->str[dash] = '-';
}

void
kam_terminal_append_bar(const KamTerminal *terminal, GString *out, double fraction, guint cells)
{
    static const char *const eighths[] = { "", "▏", "▎", "▍", "▌", "▋", "▊", "▉" };
    guint steps = (guint)lround(CLAMP(fraction, 0.0, 1.0) * cells * 8), full, used;

    /* What is there at all shall be seen. */
    if (steps == 0 && fraction > 0)
        steps = 1;
    full = terminal->has_utf8 ? steps / 8 : (steps + 4) / 8;
    for (guint i = 0; i < full; i++)
        g_string_append(out, terminal->has_utf8 ? "█" : "#");
    used = full;
    if (terminal->has_utf8 && steps % 8 > 0) {
        g_string_append(out, eighths[steps % 8]);
        used++;
    }
    g_string_append_printf(out, "%*s", (int)(cells - MIN(used, cells)), "");
}

char *
kam_terminal_sparkline(const KamTerminal *terminal, const gint64 values[], guint n)
{
    static const char *const blocks[] = { "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };
    static const char ascii[] = "_.-:=+*#";
    g_autoptr(GString) line = g_string_new(NULL);
    gint64 largest = 1;

    for (guint i = 0; i < n; i++)
        largest = MAX(largest, values[i]);
    for (guint i = 0; i < n; i++) {
        guint level = values[i] <= 0 ? 0 : (guint)lround(7.0 * (double)values[i] / (double)largest);

        if (values[i] <= 0)
            g_string_append(line, terminal->has_utf8 ? "·" : " ");
        else if (terminal->has_utf8)
            g_string_append(line, blocks[level]);
        else
            g_string_append_c(line, ascii[level]);
    }
    return g_string_free(g_steal_pointer(&line), FALSE);
}
