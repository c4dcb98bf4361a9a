/* Choosing sheets by their headers: each sheet is opened and its first rows are read. */
#include "sales/read/xlsx_sheets.h"

#include <string.h>

#include "base/text.h"
#include "sales/read/xlsx_sheet.h"

#define HEAD_ROWS 20

typedef struct {
    char *header;      /* folded cells with their columns; NULL: no row with any cell */
    guint64 number;    /* of the header's row */
    guint n_filled;    /* cells of it */
    gboolean is_table; /* the header has at least two cells */
} Head;

static void
free_head(gpointer data)
{
    Head *head = data;

    if (head == NULL)
        return;
    g_free(head->header);
    g_free(head);
}

static guint
count_filled(const KamRow *row)
{
    guint n = 0;

    for (guint i = 0; i < row->n_cells; i++)
        n += row->cells[i].kind != KAM_CELL_EMPTY;
    return n;
}

/* A header as one text for comparison: case, diacritics and blanks do not matter, the columns do. */
static char *
fold_header(const KamRow *row)
{
    g_autoptr(GString) header = g_string_new(NULL);

    for (guint i = 0; i < row->n_cells; i++) {
        if (row->cells[i].kind != KAM_CELL_EMPTY)
            kam_text_fold_append(header, row->cells[i].text, row->cells[i].length);
        g_string_append_c(header, '\t');
    }
    return g_string_free(g_steal_pointer(&header), FALSE);
}

static void
clear_head(gpointer data)
{
    g_free(((Head *)data)->header);
}

/* The header among the first rows: the first that is nearly as full as the fullest, so that titles of a few cells above
 * it are none. */
static Head *
choose_head(GArray *rows)
{
    Head *head = g_new0(Head, 1);
    guint most = 0;

    for (guint i = 0; i < rows->len; i++)
        most = MAX(most, g_array_index(rows, Head, i).n_filled);
    for (guint i = 0; i < rows->len && head->header == NULL; i++) {
        Head *row = &g_array_index(rows, Head, i);

        if (row->n_filled * 10 < most * 7)
            continue;
        *head = *row;
        head->is_table = head->n_filled >= 2;
        row->header = NULL;
    }
    return head;
}

static Head *
read_head(const KamXlsxBook *book, guint index, GError **error)
{
    g_autoptr(KamXlsxSheet) sheet = kam_xlsx_sheet_open(book, index, error);
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(Head));
    KamRead read = KAM_READ_ROW;
    KamRow row;

    g_array_set_clear_func(rows, clear_head);
    while (sheet != NULL && rows->len < HEAD_ROWS) {
        Head head;

        read = kam_xlsx_sheet_next(sheet, &row, error);
        if (read != KAM_READ_ROW)
            break;
        if (row.n_cells == 0)
            continue;
        head = (Head) { .header = fold_header(&row), .number = row.number, .n_filled = count_filled(&row) };
        g_array_append_val(rows, head);
    }
    return sheet == NULL || read == KAM_READ_FAILED ? NULL : choose_head(rows);
}

/* A head for each sheet; NULL in it for those that are not looked at. */
static GPtrArray *
read_heads(const KamXlsxBook *book, GError **error)
{
    g_autoptr(GPtrArray) heads = g_ptr_array_new_with_free_func(free_head);

    for (guint i = 0; i < book->sheets->len; i++) {
        const KamXlsxSheetInfo *info = &g_array_index(book->sheets, KamXlsxSheetInfo, i);
        Head *head = NULL;

        if (info->is_present && !info->is_hidden) {
            head = read_head(book, i, error);
            if (head == NULL)
                return NULL;
        }
        g_ptr_array_add(heads, head);
    }
    return g_steal_pointer(&heads);
}

/* The head that the others have to agree with: the first of a table, rather one of more than two columns, else the
 * first of all. */
static const Head *
find_leader(const GPtrArray *heads)
{
    const Head *leader = NULL;

    for (guint i = 0; i < heads->len; i++) {
        const Head *head = g_ptr_array_index(heads, i);

        if (head == NULL || head->header == NULL)
            continue;
        if (head->n_filled > 2)
            return head;
        if (leader == NULL || (head->is_table && !leader->is_table))
            leader = head;
    }
    return leader;
}

static const char *
reason_to_leave(const KamXlsxSheetInfo *info, const Head *head, const Head *leader)
{
    if (!info->is_present)
        return "no table";
    if (info->is_hidden)
        return "hidden";
    if (head->header == NULL)
        return "empty";
    return leader != NULL && strcmp(head->header, leader->header) == 0 ? NULL : "another header";
}

/* Whether two different headers have most of their names in common: then the sheets hold the same kind of rows, and one
 * left out would be missed. */
static gboolean
is_similar(const Head *head, const Head *leader)
{
    g_auto(GStrv) names = g_strsplit(head->header, "\t", -1);
    g_auto(GStrv) others = g_strsplit(leader->header, "\t", -1);
    guint common = 0;

    for (char **name = names; *name != NULL; name++)
        common += **name != '\0' && g_strv_contains((const char *const *)others, *name);
    return common >= 3 && common * 2 >= MIN(head->n_filled, leader->n_filled);
}

static gboolean
refuse_similar(const KamXlsxBook *book, const GPtrArray *heads, const Head *leader, GError **error)
{
    const char *first = NULL;

    for (guint i = 0; i < heads->len; i++) {
        const KamXlsxSheetInfo *info = &g_array_index(book->sheets, KamXlsxSheetInfo, i);
        const Head *head = g_ptr_array_index(heads, i);

        if (head == leader)
            first = info->name;
        if (first == NULL || head == NULL || head == leader || head->header == NULL || leader == NULL ||
            strcmp(head->header, leader->header) == 0 || !is_similar(head, leader))
            continue;
        g_set_error(
            error, KAM_ERROR, KAM_ERROR_AMBIGUOUS,
            "sheets '%s' and '%s' of '%s' hold similar rows under different columns: say --sheet '%s' to read one "
            "of them, or give them the same columns in the same order to read both",
            first, info->name, book->path, first);
        return FALSE;
    }
    return TRUE;
}

static void
name_sheet(GString *list, const char *name, const char *reason)
{
    g_string_append_printf(list, "%s'%s'", list->len == 0 ? "" : ", ", name);
    if (reason != NULL)
        g_string_append_printf(list, " (%s)", reason);
}

static char *
explain(guint n_taken, const GString *taken, const GString *left)
{
    g_autoptr(GString) why = g_string_new("an XLSX workbook; ");

    if (n_taken == 1)
        g_string_append_printf(why, "sheet %s is read", taken->str);
    else
        g_string_append_printf(why, "sheets %s have the same header and are read as one", taken->str);
    if (left->len > 0)
        g_string_append_printf(why, "; left out: %s", left->str);
    return g_string_free(g_steal_pointer(&why), FALSE);
}

static GArray *
choose_agreeing(const KamXlsxBook *book, char **why, GError **error)
{
    g_autoptr(GPtrArray) heads = read_heads(book, error);
    g_autoptr(GArray) choices = g_array_new(FALSE, FALSE, sizeof(KamXlsxChoice));
    g_autoptr(GString) taken = g_string_new(NULL);
    g_autoptr(GString) left = g_string_new(NULL);
    const Head *leader;

    if (heads == NULL)
        return NULL;
    leader = find_leader(heads);
    if (!refuse_similar(book, heads, leader, error))
        return NULL;
    for (guint i = 0; i < heads->len; i++) {
        const KamXlsxSheetInfo *info = &g_array_index(book->sheets, KamXlsxSheetInfo, i);
        const Head *head = g_ptr_array_index(heads, i);
        const char *reason = reason_to_leave(info, head, leader);
        KamXlsxChoice choice = { .sheet = i };

        name_sheet(reason == NULL ? taken : left, info->name, reason);
        if (reason != NULL)
            continue;
        choice.skip_to = choices->len == 0 ? 0 : head->number;
        g_array_append_val(choices, choice);
    }
    if (choices->len == 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "cannot read '%s': no visible sheet has any cells%s%s",
                    book->path, left->len > 0 ? "; there are " : "", left->str);
        kam_error_set_reason(error, "file_empty", "file", book->path, NULL);
        return NULL;
    }
    *why = explain(choices->len, taken, left);
    return g_steal_pointer(&choices);
}

static GArray *
choose_named(const KamXlsxBook *book, const char *name, char **why, GError **error)
{
    g_autoptr(GString) others = g_string_new(NULL);

    for (guint i = 0; i < book->sheets->len; i++) {
        const KamXlsxSheetInfo *info = &g_array_index(book->sheets, KamXlsxSheetInfo, i);

        if (info->is_present && strcmp(info->name, name) == 0) {
            GArray *choices = g_array_new(FALSE, FALSE, sizeof(KamXlsxChoice));
            KamXlsxChoice choice = { .sheet = i };

            g_array_append_val(choices, choice);
            *why = g_strdup_printf("an XLSX workbook; sheet '%s' is read, as asked for", name);
            return choices;
        }
        if (info->is_present)
            name_sheet(others, info->name, NULL);
    }
    g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "no sheet '%s' in '%s'; it has %s", name, book->path,
                others->len == 0 ? "none" : others->str);
    kam_error_set_reason(error, "sheet_missing", "sheet", name, "file", book->path, NULL);
    return NULL;
}

GArray *
kam_xlsx_sheets_choose(const KamXlsxBook *book, const char *name, char **why, GError **error)
{
    return name == NULL ? choose_agreeing(book, why, error) : choose_named(book, name, why, error);
}
