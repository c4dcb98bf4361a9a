/* Column widths are found once all rows are known. */
#include "cli/text_table.h"

#include <string.h>

#define INDENT 2
#define SPACE 2
#define NOTE_INDENT 6
#define LEAST_WIDTH 8

typedef struct {
    char **cells;
    char *note; /* NULL when none */
} TextRow;

struct KamTextTable {
    KamTerminal terminal;
    const KamTextColumn *columns;
    guint n_columns;
    GArray *rows; /* TextRow */
};

static void
clear_row(gpointer data)
{
    TextRow *row = data;

    g_strfreev(row->cells);
    g_free(row->note);
}

KamTextTable *
kam_text_table_new(const KamTerminal *terminal, const KamTextColumn *columns, guint n_columns)
{
    KamTextTable *table = g_new0(KamTextTable, 1);

    table->terminal = *terminal;
    table->columns = columns;
    table->n_columns = n_columns;
    table->rows = g_array_new(FALSE, TRUE, sizeof(TextRow));
    g_array_set_clear_func(table->rows, clear_row);
    return table;
}

void
kam_text_table_free(KamTextTable *table)
{
    if (table == NULL)
        return;
    g_array_unref(table->rows);
    g_free(table);
}

void
kam_text_table_take_row(KamTextTable *table, ...)
{
    TextRow row = { .cells = g_new0(char *, table->n_columns + 1) };
    va_list cells;

    va_start(cells, table);
    for (guint i = 0; i < table->n_columns; i++) {
        g_autofree char *cell = va_arg(cells, char *);

        row.cells[i] =
            table->columns[i].is_drawing ? g_steal_pointer(&cell) : kam_terminal_clean(&table->terminal, cell);
    }
    va_end(cells);
    g_array_append_val(table->rows, row);
}

void
kam_text_table_add_note(KamTextTable *table, const char *text)
{
    TextRow *row = &g_array_index(table->rows, TextRow, table->rows->len - 1);

    g_free(row->note);
    row->note = g_strdup(text);
}

static guint *
find_widths(const KamTextTable *table)
{
    guint *widths = g_new0(guint, table->n_columns), all = INDENT, give = G_MAXUINT;

    for (guint c = 0; c < table->n_columns; c++) {
        widths[c] = kam_terminal_text_width(table->columns[c].title);
        for (guint r = 0; r < table->rows->len; r++)
            widths[c] = MAX(widths[c], kam_terminal_text_width(g_array_index(table->rows, TextRow, r).cells[c]));
        all += widths[c] + (c > 0 ? SPACE : 0);
        if (table->columns[c].gives_way)
            give = c;
    }
    if (all > table->terminal.width && give != G_MAXUINT)
        widths[give] = MAX(LEAST_WIDTH, (gint64)widths[give] - (gint64)(all - table->terminal.width));
    return widths;
}

static void
append_line(const KamTextTable *table, const guint *widths, const char *const *cells, KamStyle style, GString *out)
{
    g_autoptr(GString) line = g_string_new(NULL);

    for (guint c = 0; c < table->n_columns; c++) {
        g_autofree char *text = kam_terminal_cut(&table->terminal, cells[c], widths[c]);
        int pad = (int)(widths[c] - kam_terminal_text_width(text));

        g_string_append_printf(line, "%*s", c > 0 ? SPACE : INDENT, "");
        if (table->columns[c].is_number)
            g_string_append_printf(line, "%*s%s", pad, "", text);
        else
            g_string_append_printf(line, "%s%*s", text, pad, "");
    }
    while (line->len > 0 && line->str[line->len - 1] == ' ')
        g_string_truncate(line, line->len - 1);
    kam_terminal_append(&table->terminal, out, style, line->str);
    g_string_append_c(out, '\n');
}

void
kam_text_table_append(const KamTextTable *table, GString *out)
{
    g_autofree guint *widths = find_widths(table);
    g_autofree const char **titles = g_new0(const char *, table->n_columns + 1);

    for (guint c = 0; c < table->n_columns; c++)
        titles[c] = table->columns[c].title;
    append_line(table, widths, titles, KAM_STYLE_DIM, out);
    for (guint r = 0; r < table->rows->len; r++) {
        const TextRow *row = &g_array_index(table->rows, TextRow, r);

        append_line(table, widths, (const char *const *)row->cells, KAM_STYLE_PLAIN, out);
        if (row->note != NULL)
            kam_terminal_append_wrapped(&table->terminal, out, KAM_STYLE_DIM, row->note, NOTE_INDENT);
    }
}
