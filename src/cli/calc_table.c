/* Small tables for 'kamen calc': cutting text into cells. What a column means is read in calc_column.c. */
#include "cli/calc_table.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "sales/read/source.h"

#define MAX_BYTES ((gsize)64 << 20)

typedef struct {
    guint line;
    GPtrArray *cells; /* of char* */
} Row;

struct KamCalcTable {
    GPtrArray *rows; /* of Row */
    guint first;     /* 1 when the header was dropped */
    guint columns;
};

/* Where the reader stands. */
typedef struct {
    const char *at;
    guint line;
    char delimiter;
} Cursor;

static void
row_free(gpointer data)
{
    Row *row = data;

    g_ptr_array_unref(row->cells);
    g_free(row);
}

void
kam_calc_table_free(KamCalcTable *table)
{
    if (table == NULL)
        return;
    g_ptr_array_unref(table->rows);
    g_free(table);
}

static void
refuse_size(const char *path, GError **error)
{
    g_set_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE,
                "'%s' is larger than 64 MiB; for files of invoice lines use 'kamen report'", path);
}

static GString *
read_stream(FILE *stream, const char *path, GError **error)
{
    g_autofree char *buffer = g_malloc(1 << 16);
    GString *text = g_string_new(NULL);
    gsize got;

    while (text->len <= MAX_BYTES && (got = fread(buffer, 1, 1 << 16, stream)) > 0)
        g_string_append_len(text, buffer, (gssize)got);
    if (ferror(stream))
        g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "cannot read '%s': %s", path, g_strerror(errno));
    else if (text->len > MAX_BYTES)
        refuse_size(path, error);
    else
        return text;
    g_string_free(text, TRUE);
    return NULL;
}

/* A file, unpacked when it is packed. */
static GString *
read_source(KamSource *source, const char *path, GError **error)
{
    g_autofree char *buffer = g_malloc(1 << 16);
    GString *text = g_string_new(NULL);
    gssize got;

    while ((got = kam_source_read(source, buffer, 1 << 16, error)) > 0 && text->len <= MAX_BYTES)
        g_string_append_len(text, buffer, got);
    if (got == 0)
        return text;
    if (got > 0)
        refuse_size(path, error);
    g_string_free(text, TRUE);
    return NULL;
}

static GString *
read_text(const char *path, GError **error)
{
    g_autoptr(KamSource) source = NULL;

    if (strcmp(path, "-") == 0)
        return read_stream(stdin, "standard input", error);
    source = kam_source_open(path, NULL, error);
    return source != NULL ? read_source(source, path, error) : NULL;
}

static guint
line_of(const char *text, const char *place)
{
    guint line = 1;

    for (const char *c = text; c < place; c++)
        line += *c == '\n';
    return line;
}

static gboolean
check_text(const GString *text, const char *path, GError **error)
{
    const char *wrong;

    if (g_utf8_validate(text->str, (gssize)text->len, &wrong))
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "'%s', line %u: not UTF-8 text; save the table as CSV in UTF-8",
                path, line_of(text->str, wrong));
    return FALSE;
}

/* A tab or semicolon in the first line, outside quotes, separates: where the comma is the decimal sign it may be there
 * too, and as often. */
static char
find_delimiter(const char *text)
{
    gboolean quoted = FALSE;
    char found = ',';

    for (const char *c = text; *c != '\0' && (quoted || *c != '\n'); c++) {
        if (*c == '"')
            quoted = !quoted;
        if (!quoted && (*c == '\t' || (*c == ';' && found == ',')))
            found = *c;
    }
    return found;
}

static gboolean
ends_cell(const Cursor *cursor)
{
    return *cursor->at == '\0' || *cursor->at == '\n' || *cursor->at == cursor->delimiter ||
           (cursor->at[0] == '\r' && cursor->at[1] == '\n');
}

/* Behind the opening quote. FALSE when the text ends before the closing one. */
static gboolean
take_quoted(Cursor *cursor, GString *cell)
{
    for (; *cursor->at != '\0'; cursor->at++) {
        if (*cursor->at == '"' && cursor->at[1] != '"') {
            cursor->at++;
            return TRUE;
        }
        if (*cursor->at == '"')
            cursor->at++;
        if (*cursor->at == '\n')
            cursor->line++;
        g_string_append_c(cell, *cursor->at);
    }
    return FALSE;
}

static char *
trimmed(const GString *cell)
{
    const char *text = cell->str;
    gsize length = cell->len;

    kam_text_trim(&text, &length);
    return g_strndup(text, length);
}

static gboolean
take_cell(Cursor *cursor, GPtrArray *cells, GError **error)
{
    g_autoptr(GString) cell = g_string_new(NULL);
    guint line = cursor->line;

    while (*cursor->at == ' ')
        cursor->at++;
    if (*cursor->at == '"') {
        cursor->at++;
        if (!take_quoted(cursor, cell)) {
            g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "line %u, column %u: the quote is never closed", line,
                        cells->len + 1);
            return FALSE;
        }
    }
    for (; !ends_cell(cursor); cursor->at++)
        g_string_append_c(cell, *cursor->at);
    g_ptr_array_add(cells, trimmed(cell));
    return TRUE;
}

static gboolean
take_row(Cursor *cursor, KamCalcTable *table, GError **error)
{
    Row *row = g_new0(Row, 1);

    row->line = cursor->line;
    row->cells = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(table->rows, row);
    for (;;) {
        if (!take_cell(cursor, row->cells, error))
            return FALSE;
        if (*cursor->at != cursor->delimiter)
            break;
        cursor->at++;
    }
    cursor->at += *cursor->at == '\r';
    if (*cursor->at == '\n') {
        cursor->at++;
        cursor->line++;
    }
    return TRUE;
}

static gboolean
row_is_blank(const Row *row)
{
    for (guint i = 0; i < row->cells->len; i++)
        if (*(const char *)g_ptr_array_index(row->cells, i) != '\0')
            return FALSE;
    return TRUE;
}

static gboolean
take_rows(Cursor *cursor, KamCalcTable *table, GError **error)
{
    while (*cursor->at != '\0') {
        const Row *row;

        if (!take_row(cursor, table, error))
            return FALSE;
        row = g_ptr_array_index(table->rows, table->rows->len - 1);
        table->columns = MAX(table->columns, row->cells->len);
        if (row_is_blank(row))
            g_ptr_array_set_size(table->rows, (gint)table->rows->len - 1);
    }
    return TRUE;
}

KamCalcTable *
kam_calc_table_read(const char *path, GError **error)
{
    g_autoptr(KamCalcTable) table = g_new0(KamCalcTable, 1);
    GString *text = read_text(path, error);
    g_autofree char *owned = NULL;
    Cursor cursor = { .line = 1 };

    table->rows = g_ptr_array_new_with_free_func(row_free);
    if (text == NULL)
        return NULL;
    if (!check_text(text, path, error)) {
        g_string_free(text, TRUE);
        return NULL;
    }
    owned = g_string_free(text, FALSE);
    cursor.at = g_str_has_prefix(owned, "\xef\xbb\xbf") ? owned + 3 : owned;
    cursor.delimiter = find_delimiter(cursor.at);
    if (!take_rows(&cursor, table, error)) {
        g_prefix_error(error, "'%s', ", path);
        return NULL;
    }
    return g_steal_pointer(&table);
}

/* Numbers and dates begin with a digit, a sign, an opening parenthesis, a guard or a point; words do not. */
void
kam_calc_table_drop_header(KamCalcTable *table, guint column)
{
    const char *cell;

    if (table->rows->len == 0)
        return;
    cell = kam_calc_table_cell(table, 0, column);
    if (*cell != '\0' && !g_ascii_isdigit(*cell) && strchr("+-('.,", *cell) == NULL &&
        !g_str_has_prefix(cell, "\u2212"))
        table->first = 1;
}

static const char *
first_row_cell(const KamCalcTable *table, guint column)
{
    const Row *row = g_ptr_array_index(table->rows, 0);

    return column < row->cells->len ? g_ptr_array_index(row->cells, column) : "";
}

static const char *
skip_joints(const char *text)
{
    while (*text == ' ' || *text == '_' || *text == '-')
        text++;
    return text;
}

static gboolean
is_called(const char *cell, const char *name)
{
    for (;;) {
        cell = skip_joints(cell);
        name = skip_joints(name);
        if (g_ascii_tolower(*cell) != *name)
            return FALSE;
        if (*name == '\0')
            return TRUE;
        cell++;
        name++;
    }
}

gint
kam_calc_table_find(const KamCalcTable *table, const char *const names[])
{
    if (table->rows->len == 0)
        return -1;
    for (guint i = 0; names[i] != NULL; i++)
        for (guint column = 0; column < table->columns; column++)
            if (is_called(first_row_cell(table, column), names[i]))
                return (gint)column;
    return -1;
}

void
kam_calc_table_take_header(KamCalcTable *table)
{
    table->first = table->rows->len > 0 ? 1 : 0;
}

const char *
kam_calc_table_header(const KamCalcTable *table, guint column)
{
    return table->first > 0 ? first_row_cell(table, column) : "";
}

guint
kam_calc_table_rows(const KamCalcTable *table)
{
    return table->rows->len - table->first;
}

guint
kam_calc_table_columns(const KamCalcTable *table)
{
    return table->columns;
}

const char *
kam_calc_table_cell(const KamCalcTable *table, guint row, guint column)
{
    const Row *found = g_ptr_array_index(table->rows, table->first + row);

    return column < found->cells->len ? g_ptr_array_index(found->cells, column) : "";
}

guint
kam_calc_table_line(const KamCalcTable *table, guint row)
{
    return ((const Row *)g_ptr_array_index(table->rows, table->first + row))->line;
}
