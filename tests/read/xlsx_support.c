/* Workbooks for tests. */
#include "xlsx_support.h"

#define MAX_SHEETS 8

static void
append_relation(GString *rels, const char *id, const char *type, const char *target)
{
    g_string_append_printf(rels, "<Relationship Id=\"%s\" Type=\"" TEST_RELATIONS_NS "/%s\" Target=\"%s\"/>", id, type,
                           target);
}

static char *
wrap(const char *element, const char *inside)
{
    return g_strdup_printf("<?xml version=\"1.0\" encoding=\"UTF-8\"?><%s xmlns=\"" TEST_MAIN_NS "\">%s</%s>", element,
                           inside, element);
}

static char *
sheet_part(const TestSheet *sheet)
{
    g_autofree char *rows = NULL;

    if (sheet->whole != NULL)
        return g_strdup(sheet->whole);
    rows = g_strdup_printf("<sheetData>%s</sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:B1\"/></mergeCells>",
                           sheet->rows);
    return wrap("worksheet", rows);
}

static char *
workbook_part(const TestBook *book)
{
    g_autoptr(GString) inside = g_string_new(NULL);

    g_string_append_printf(inside, "<workbookPr %s/><sheets xmlns:r=\"" TEST_RELATIONS_NS "\">",
                           book->workbook_pr == NULL ? "" : book->workbook_pr);
    for (guint i = 0; book->sheets[i].name != NULL; i++) {
        g_string_append_printf(inside, "<sheet name=\"%s\" sheetId=\"%u\" r:id=\"rId%u\"", book->sheets[i].name, i + 1,
                               i + 1);
        if (book->sheets[i].state != NULL)
            g_string_append_printf(inside, " state=\"%s\"", book->sheets[i].state);
        g_string_append(inside, "/>");
    }
    g_string_append(inside, "</sheets>");
    return wrap("workbook", inside->str);
}

static void
add_part(GArray *parts, GPtrArray *kept, const char *name, char *text)
{
    TestPart part = { .name = name, .text = text };

    g_ptr_array_add(kept, text);
    g_array_append_val(parts, part);
}

char *
test_book(const TestBook *book)
{
    static const char *const names[MAX_SHEETS] = { "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml",
                                                   "xl/worksheets/sheet3.xml", "xl/worksheets/sheet4.xml",
                                                   "xl/worksheets/sheet5.xml", "xl/worksheets/sheet6.xml",
                                                   "xl/worksheets/sheet7.xml", "xl/worksheets/sheet8.xml" };
    g_autoptr(GArray) parts = g_array_new(TRUE, TRUE, sizeof(TestPart));
    g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func(g_free);
    GString *rels =
        g_string_new("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    GString *package = g_string_new(rels->str);

    append_relation(package, "rId1", "officeDocument", "/xl/workbook.xml");
    g_string_append(package, "</Relationships>");
    add_part(parts, kept, "_rels/.rels", g_string_free(package, FALSE));
    add_part(parts, kept, "xl/workbook.xml", workbook_part(book));
    for (guint i = 0; book->sheets[i].name != NULL; i++) {
        g_autofree char *id = g_strdup_printf("rId%u", i + 1);

        append_relation(rels, id, "worksheet", names[i] + 3);
        add_part(parts, kept, names[i], sheet_part(&book->sheets[i]));
    }
    if (book->strings != NULL) {
        append_relation(rels, "rIdT", "sharedStrings", "..\\xl\\sharedStrings.xml");
        add_part(parts, kept, "xl/sharedStrings.xml", wrap("sst", book->strings));
    }
    if (book->styles != NULL) {
        append_relation(rels, "rIdS", "styles", "./styles.xml");
        add_part(parts, kept, "xl/styles.xml", wrap("styleSheet", book->styles));
    }
    g_string_append(rels, "</Relationships>");
    add_part(parts, kept, "xl/_rels/workbook.xml.rels", g_string_free(rels, FALSE));
    return test_zip("book.xlsx", (const TestPart *)(void *)parts->data);
}

char *
test_rows_book(const char *rows)
{
    const TestSheet sheets[] = { { "S", NULL, rows, NULL }, { NULL, NULL, NULL, NULL } };
    const TestBook book = { .sheets = sheets };

    return test_book(&book);
}

char *
test_read_path(const char *path, const KamTableOptions *options)
{
    g_autoptr(GError) error = NULL;
    KamTable *table = kam_xlsx_table_open(path, options, &error);

    return table == NULL ? g_strdup_printf("ERROR %s", error->message) : test_rows(table);
}

char *
test_read(const char *rows)
{
    g_autofree char *path = test_rows_book(rows);

    return test_read_path(path, NULL);
}
