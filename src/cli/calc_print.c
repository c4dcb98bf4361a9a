/* Results of 'kamen calc' as text or JSON: see calc_print.h. */
#include "cli/calc_print.h"

#include <stdio.h>

/* Textbooks print up to twelve digits; JSON carries all of them. */
#define NUMBER_FORMAT "%.12g"

void
kam_calc_print_begin(KamCalcPrint *print, gboolean as_json, const char *calculation, const char *title)
{
    *print = (KamCalcPrint) { .as_json = as_json, .out = g_string_new(NULL) };
    if (as_json) {
        kam_json_init(&print->json, print->out, 2);
        kam_json_begin_object(&print->json, NULL);
        kam_json_text(&print->json, "calculation", calculation);
    } else {
        g_string_append_printf(print->out, "%s\n\n", title);
    }
}

void
kam_calc_print_end(KamCalcPrint *print)
{
    if (print->as_json) {
        kam_json_end_object(&print->json);
        g_string_append_c(print->out, '\n');
    }
    fwrite(print->out->str, 1, print->out->len, stdout);
    g_string_free(g_steal_pointer(&print->out), TRUE);
}

void
kam_calc_print_heading(KamCalcPrint *print, const char *text)
{
    if (!print->as_json)
        g_string_append_printf(print->out, "\n%s\n", text);
}

static char *
number_text(double number)
{
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];

    return g_strdup(g_ascii_formatd(buffer, sizeof buffer, NUMBER_FORMAT, number));
}

static void
print_line(KamCalcPrint *print, const char *label, const char *figure)
{
    g_string_append_printf(print->out, "  %-46s %s\n", label, figure);
}

void
kam_calc_print_count(KamCalcPrint *print, const char *name, const char *label, guint64 count)
{
    g_autofree char *text = g_strdup_printf("%" G_GUINT64_FORMAT, count);

    if (print->as_json)
        kam_json_int(&print->json, name, (gint64)count);
    else
        print_line(print, label, text);
}

void
kam_calc_print_number(KamCalcPrint *print, const char *name, const char *label, double number)
{
    g_autofree char *text = number_text(number);

    if (print->as_json)
        kam_json_number(&print->json, name, number);
    else
        print_line(print, label, text);
}

void
kam_calc_print_text(KamCalcPrint *print, const char *name, const char *label, const char *text)
{
    if (print->as_json)
        kam_json_text(&print->json, name, text);
    else
        print_line(print, label, text);
}

void
kam_calc_print_flag(KamCalcPrint *print, const char *name, const char *label, gboolean flag)
{
    if (print->as_json)
        kam_json_bool(&print->json, name, flag);
    else
        print_line(print, label, flag ? "yes" : "no");
}

void
kam_calc_print_texts(KamCalcPrint *print, const char *name, const char *label, const char *const *texts, guint n)
{
    g_autoptr(GString) joined = g_string_new(NULL);

    if (print->as_json)
        kam_json_begin_array(&print->json, name);
    for (guint i = 0; i < n; i++) {
        if (print->as_json)
            kam_json_text(&print->json, NULL, texts[i]);
        else
            g_string_append_printf(joined, "%s%s", i > 0 ? ", " : "", texts[i]);
    }
    if (print->as_json)
        kam_json_end_array(&print->json);
    else
        print_line(print, label, joined->str);
}

void
kam_calc_print_value(KamCalcPrint *print, const char *name, const char *label, KamCalcValue value)
{
    if (value.status == KAM_CALC_OK)
        kam_calc_print_number(print, name, label, value.value);
    else if (print->as_json)
        kam_json_null(&print->json, name);
    else
        print_line(print, label, kam_calc_status_text(value.status));
}

void
kam_calc_print_object_begin(KamCalcPrint *print, const char *name, const char *heading)
{
    if (print->as_json)
        kam_json_begin_object(&print->json, name);
    else
        kam_calc_print_heading(print, heading);
}

void
kam_calc_print_object_end(KamCalcPrint *print)
{
    if (print->as_json)
        kam_json_end_object(&print->json);
}

void
kam_calc_print_table_begin(KamCalcPrint *print, const char *name)
{
    if (print->as_json) {
        kam_json_begin_array(&print->json, name);
        return;
    }
    print->table = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    print->names = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(print->table, print->names);
}

void
kam_calc_print_row_begin(KamCalcPrint *print)
{
    if (print->as_json) {
        kam_json_begin_object(&print->json, NULL);
        return;
    }
    print->row = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(print->table, print->row);
}

/* Takes the text. */
static void
add_cell(KamCalcPrint *print, const char *name, char *text)
{
    g_ptr_array_add(print->row, text);
    if (print->names->len < print->row->len)
        g_ptr_array_add(print->names, g_strdup(name));
}

void
kam_calc_print_cell_text(KamCalcPrint *print, const char *name, const char *text)
{
    if (print->as_json)
        kam_json_text(&print->json, name, text);
    else
        add_cell(print, name, g_strdup(text));
}

void
kam_calc_print_cell_texts(KamCalcPrint *print, const char *name, const char *const *texts)
{
    if (!print->as_json) {
        add_cell(print, name, g_strjoinv(", ", (char **)(guintptr)texts));
        return;
    }
    kam_json_begin_array(&print->json, name);
    for (; *texts != NULL; texts++)
        kam_json_text(&print->json, NULL, *texts);
    kam_json_end_array(&print->json);
}

void
kam_calc_print_cell_count(KamCalcPrint *print, const char *name, guint64 count)
{
    if (print->as_json)
        kam_json_int(&print->json, name, (gint64)count);
    else
        add_cell(print, name, g_strdup_printf("%" G_GUINT64_FORMAT, count));
}

void
kam_calc_print_cell_number(KamCalcPrint *print, const char *name, double number)
{
    if (print->as_json)
        kam_json_number(&print->json, name, number);
    else
        add_cell(print, name, number_text(number));
}

void
kam_calc_print_cell_value(KamCalcPrint *print, const char *name, KamCalcValue value)
{
    if (value.status == KAM_CALC_OK)
        kam_calc_print_cell_number(print, name, value.value);
    else if (print->as_json)
        kam_json_null(&print->json, name);
    else
        add_cell(print, name, g_strdup("-"));
}

void
kam_calc_print_row_end(KamCalcPrint *print)
{
    if (print->as_json)
        kam_json_end_object(&print->json);
}

static guint
width_of(const GPtrArray *table, guint column)
{
    glong width = 0;

    for (guint r = 0; r < table->len; r++) {
        const GPtrArray *row = g_ptr_array_index(table, r);

        if (column < row->len)
            width = MAX(width, g_utf8_strlen(g_ptr_array_index(row, column), -1));
    }
    return (guint)width;
}

/* The first column is the name and stands to the left, figures to the right. */
static void
print_cell(GString *out, const char *cell, guint column, guint width)
{
    guint length = (guint)g_utf8_strlen(cell, -1);
    guint space = width > length ? width - length : 0;

    g_string_append(out, "  ");
    if (column == 0)
        g_string_append_printf(out, "%s%*s", cell, (int)space, "");
    else
        g_string_append_printf(out, "%*s%s", (int)space, "", cell);
}

void
kam_calc_print_table_end(KamCalcPrint *print)
{
    g_autofree guint *width = NULL;

    if (print->as_json) {
        kam_json_end_array(&print->json);
        return;
    }
    width = g_new(guint, print->names->len + 1);
    for (guint c = 0; c < print->names->len; c++)
        width[c] = width_of(print->table, c);
    g_string_append_c(print->out, '\n');
    for (guint r = 0; r < print->table->len; r++) {
        const GPtrArray *row = g_ptr_array_index(print->table, r);

        for (guint c = 0; c < row->len; c++)
            print_cell(print->out, g_ptr_array_index(row, c), c, width[c]);
        g_string_append_c(print->out, '\n');
    }
    g_clear_pointer(&print->table, g_ptr_array_unref);
}
