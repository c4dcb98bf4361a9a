/* A CSV reader just good enough for the reference data: RFC 4180, UTF-8, LF. */
#include "data.h"

#include <zlib.h>

void
data_free(Data *data)
{
    if (data == NULL)
        return;
    g_ptr_array_unref(data->rows);
    g_free(data);
}

static char *
data_path(const char *name)
{
    const char *folder = g_getenv("KAMEN_DATA");
    const char *root = g_getenv("KAMEN_SOURCE_ROOT");

    if (folder != NULL)
        return g_build_filename(folder, name, NULL);
    return g_build_filename(root != NULL ? root : ".", "..", "shared", "data", name, NULL);
}

static GString *
read_all(const char *path)
{
    gzFile file = gzopen(path, "rb");
    g_autofree char *buffer = g_malloc(1 << 16);
    GString *text;
    int got;

    if (file == NULL)
        return NULL;
    text = g_string_new(NULL);
    while ((got = gzread(file, buffer, 1 << 16)) > 0)
        g_string_append_len(text, buffer, got);
    g_assert_cmpint(gzclose(file), ==, Z_OK);
    return text;
}

/* The cell at *at, which moves behind it and its comma or line end; *last says that the row ends here. */
static char *
take_cell(const char **at, gboolean *last)
{
    GString *cell = g_string_new(NULL);
    gboolean quoted = FALSE;
    const char *c = *at;

    for (; *c != '\0' && (quoted || (*c != ',' && *c != '\n')); c++) {
        if (*c != '"')
            g_string_append_c(cell, *c);
        else if (quoted && c[1] == '"')
            g_string_append_c(cell, *c++);
        else
            quoted = !quoted;
    }
    *last = *c != ',';
    *at = *c != '\0' ? c + 1 : c;
    return g_string_free(cell, FALSE);
}

static GPtrArray *
take_row(const char **at)
{
    GPtrArray *row = g_ptr_array_new_with_free_func(g_free);
    gboolean last = FALSE;

    while (!last)
        g_ptr_array_add(row, take_cell(at, &last));
    return row;
}

Data *
data_read(const char *name)
{
    g_autofree char *path = data_path(name);
    GString *text = read_all(path);
    const char *at;
    Data *data;

    if (text == NULL) {
        g_autofree char *why = g_strdup_printf("no %s: set KAMEN_DATA to the folder of the reference data", name);

        g_test_skip(why);
        return NULL;
    }
    data = g_new0(Data, 1);
    data->rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    at = text->str;
    while (*at != '\0')
        g_ptr_array_add(data->rows, take_row(&at));
    g_string_free(text, TRUE);
    return data;
}

guint
data_rows(const Data *data)
{
    return data->rows->len - 1;
}

guint
data_column(const Data *data, const char *name)
{
    GPtrArray *header = g_ptr_array_index(data->rows, 0);

    for (guint i = 0; i < header->len; i++)
        if (g_str_equal(g_ptr_array_index(header, i), name))
            return i;
    g_error("no column %s", name);
}

const char *
data_text(const Data *data, guint row, guint column)
{
    GPtrArray *cells = g_ptr_array_index(data->rows, row + 1);

    g_assert_cmpuint(column, <, cells->len);
    return g_ptr_array_index(cells, column);
}

double
data_number(const Data *data, guint row, guint column)
{
    return g_ascii_strtod(data_text(data, row, column), NULL);
}

Totals *
totals_new(void)
{
    Totals *totals = g_new0(Totals, 1);

    totals->index = g_hash_table_new(g_str_hash, g_str_equal);
    totals->keys = g_ptr_array_new_with_free_func(g_free);
    totals->sums = g_array_new(FALSE, TRUE, sizeof(double));
    return totals;
}

void
totals_free(Totals *totals)
{
    if (totals == NULL)
        return;
    g_hash_table_unref(totals->index);
    g_ptr_array_unref(totals->keys);
    g_array_unref(totals->sums);
    g_free(totals);
}

guint
totals_add(Totals *totals, const char *key, double amount)
{
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(totals->index, key));
    double nothing = 0;

    if (number == 0) {
        char *copy = g_strdup(key);

        g_ptr_array_add(totals->keys, copy);
        g_array_append_val(totals->sums, nothing);
        number = totals->keys->len;
        g_hash_table_insert(totals->index, copy, GUINT_TO_POINTER(number));
    }
    g_array_index(totals->sums, double, number - 1) += amount;
    return number - 1;
}

guint
totals_size(const Totals *totals)
{
    return totals->keys->len;
}

double *
totals_values(const Totals *totals)
{
    return (double *)(void *)totals->sums->data;
}
