/* The workbook: from the package's relations to the parts, and what the parts before the sheets say. */
#include "sales/read/xlsx_book.h"

#include "sales/read/xlsx.h"

#include <string.h>

#include "sales/read/xlsx_foreign.h"
#include "sales/read/xlsx_names.h"
#include "sales/read/xlsx_relations.h"
#include "sales/read/xlsx_styles.h"

#define DEFAULT_MAX_COLUMNS 16384
#define DEFAULT_MAX_CELL_BYTES (1024 * 1024)
#define MAX_SHEETS 10000

const KamXmlNamespace kam_xlsx_namespaces[] = {
    { "http://schemas.openxmlformats.org/spreadsheetml/2006/main", KAM_XLSX_MAIN },
    { "http://purl.oclc.org/ooxml/spreadsheetml/main", KAM_XLSX_MAIN },
    { "http://schemas.openxmlformats.org/package/2006/relationships", KAM_XLSX_RELATIONS },
    { NULL, 0 },
};

typedef struct {
    KamXlsxBook *book;
    KamXml *xml;
    const KamXlsxRelations *relations;
} Reading;

static void
clear_sheet(gpointer sheet)
{
    g_free(((KamXlsxSheetInfo *)sheet)->name);
}

static gboolean
is_true(const char *value)
{
    return value != NULL && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}

static void
add_sheet(Reading *r, const char **attributes)
{
    const char *name = kam_xml_attribute(attributes, "name");
    const char *state = kam_xml_attribute(attributes, "state");
    const char *id = kam_xml_attribute_any(attributes, "id");
    const KamXlsxRelation *relation = id == NULL ? NULL : kam_xlsx_relations_by_id(r->relations, id);
    KamXlsxSheetInfo info = { .is_hidden = state != NULL && strcmp(state, "visible") != 0 };
    gboolean twice = FALSE;

    if (r->book->sheets->len >= MAX_SHEETS) {
        kam_xml_refuse(r->xml, KAM_ERROR_TOO_LARGE, "it has more than %d sheets", MAX_SHEETS);
        return;
    }
    if (relation != NULL && g_str_has_suffix(relation->type, "/worksheet"))
        info.is_present = kam_zip_find(r->book->zip, relation->target, &info.member, &twice);
    if (twice) {
        kam_xml_refuse(r->xml, KAM_ERROR_INVALID, "the workbook holds its part '%s' twice", relation->target);
        return;
    }
    info.name = g_strdup(name == NULL ? "" : name);
    g_array_append_val(r->book->sheets, info);
}

static void
start_element(gpointer user, guint8 ns, const char *local, const char **attributes)
{
    Reading *r = user;

    if (ns != KAM_XLSX_MAIN)
        return;
    if (strcmp(local, "sheet") == 0)
        add_sheet(r, attributes);
    else if (strcmp(local, "workbookPr") == 0)
        r->book->is_1904 = is_true(kam_xml_attribute(attributes, "date1904"));
}

static void
ignore_end(G_GNUC_UNUSED gpointer user, G_GNUC_UNUSED guint8 ns, G_GNUC_UNUSED const char *local)
{
}

static void
ignore_text(G_GNUC_UNUSED gpointer user, G_GNUC_UNUSED const char *text, G_GNUC_UNUSED gsize length)
{
}

static const KamXmlHandlers book_handlers = { kam_xlsx_namespaces, start_element, ignore_end, ignore_text, NULL };

static gssize
read_member(gpointer source, void *buffer, gsize size, GError **error)
{
    return kam_zip_member_read(source, buffer, size, error);
}

/* Open the part of that name; NULL without an error when there is none and it may be missing. */
static KamZipMember *
open_part(KamXlsxBook *book, const char *part, gboolean may_miss, GError **error)
{
    guint64 index;
    gboolean twice;

    if (kam_zip_find(book->zip, part, &index, &twice))
        return kam_zip_member_open(book->zip, index, error);
    if (twice)
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "cannot read '%s': it holds the part '%s' twice", book->path,
                    part);
    else if (!may_miss)
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "cannot read '%s': its part '%s' is missing; save it again as .xlsx or as CSV", book->path, part);
    return NULL;
}

static char *
describe_part(const KamXlsxBook *book, const char *part)
{
    return g_strdup_printf("'%s', part '%s'", book->path, part);
}

/* The relations of a part, "" for those of the package; an empty set when there are none. */
static KamXlsxRelations *
read_relations(KamXlsxBook *book, const char *part, GError **error)
{
    g_autofree char *rels = kam_xlsx_relations_part(part);
    g_autofree char *what = describe_part(book, rels);
    g_autoptr(GError) failure = NULL;
    g_autoptr(KamZipMember) member = open_part(book, rels, TRUE, &failure);

    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return NULL;
    }
    return kam_xlsx_relations_read(member == NULL ? NULL : read_member, member, part, what, error);
}

static gboolean
read_styles(KamXlsxBook *book, const KamXlsxRelations *relations, GError **error)
{
    const KamXlsxRelation *relation = kam_xlsx_relations_by_type(relations, "/styles");
    g_autofree char *what = NULL;
    g_autoptr(KamZipMember) member = NULL;

    if (relation == NULL)
        return TRUE;
    what = describe_part(book, relation->target);
    member = open_part(book, relation->target, FALSE, error);
    if (member == NULL)
        return FALSE;
    book->date_styles = kam_xlsx_styles_read(read_member, member, what, error);
    return book->date_styles != NULL;
}

static gboolean
read_strings(KamXlsxBook *book, const KamXlsxRelations *relations, GError **error)
{
    const KamXlsxRelation *relation = kam_xlsx_relations_by_type(relations, "/sharedStrings");
    g_autofree char *what = NULL;
    g_autoptr(KamZipMember) member = NULL;

    if (relation == NULL)
        return TRUE;
    what = describe_part(book, relation->target);
    member = open_part(book, relation->target, FALSE, error);
    if (member == NULL)
        return FALSE;
    book->strings = kam_xlsx_strings_read(read_member, member, what, book->limits.max_cell_bytes, error);
    return book->strings != NULL;
}

static gboolean
read_workbook(KamXlsxBook *book, const char *part, GError **error)
{
    g_autofree char *what = describe_part(book, part);
    g_autoptr(KamXlsxRelations) relations = read_relations(book, part, error);
    g_autoptr(KamZipMember) member = NULL;
    g_autoptr(KamXml) xml = NULL;
    Reading reading = { .book = book, .relations = relations };

    if (relations == NULL)
        return FALSE;
    member = open_part(book, part, FALSE, error);
    if (member == NULL)
        return FALSE;
    xml = kam_xml_new(&book_handlers, &reading, what);
    reading.xml = xml;
    return kam_xml_read_all(xml, read_member, member, error) &&
           (book->is_names_only || (read_styles(book, relations, error) && read_strings(book, relations, error)));
}

static gboolean
read_package(KamXlsxBook *book, GError **error)
{
    g_autoptr(KamXlsxRelations) relations = read_relations(book, "", error);
    const KamXlsxRelation *main_part;

    if (relations == NULL)
        return FALSE;
    main_part = kam_xlsx_relations_by_type(relations, "/officeDocument");
    return read_workbook(book, main_part == NULL ? "xl/workbook.xml" : main_part->target, error);
}

static KamXlsxBook *
open_book(const char *path, const KamReadLimits *limits, gboolean is_names_only, GError **error)
{
    g_autoptr(KamXlsxBook) book = g_new0(KamXlsxBook, 1);

    book->path = g_strdup(path);
    book->is_names_only = is_names_only;
    if (limits != NULL)
        book->limits = *limits;
    if (book->limits.max_columns == 0)
        book->limits.max_columns = DEFAULT_MAX_COLUMNS;
    if (book->limits.max_cell_bytes == 0)
        book->limits.max_cell_bytes = DEFAULT_MAX_CELL_BYTES;
    book->limits.max_cell_bytes = MIN(book->limits.max_cell_bytes, KAM_XLSX_MAX_STRING_BYTES);
    book->sheets = g_array_new(FALSE, FALSE, sizeof(KamXlsxSheetInfo));
    g_array_set_clear_func(book->sheets, clear_sheet);
    if (!kam_xlsx_foreign_check_file(path, error))
        return NULL;
    book->zip = kam_zip_open(path, limits, error);
    if (book->zip == NULL || !kam_xlsx_foreign_check_zip(path, book->zip, error) || !read_package(book, error))
        return NULL;
    return g_steal_pointer(&book);
}

KamXlsxBook *
kam_xlsx_book_open(const char *path, const KamReadLimits *limits, GError **error)
{
    return open_book(path, limits, FALSE, error);
}

char **
kam_xlsx_list_sheets(const char *path, const KamReadLimits *limits, GError **error)
{
    g_autoptr(KamXlsxBook) book = open_book(path, limits, TRUE, error);
    g_autoptr(GStrvBuilder) names = g_strv_builder_new();

    if (book == NULL)
        return NULL;
    for (guint i = 0; i < book->sheets->len; i++)
        if (g_array_index(book->sheets, KamXlsxSheetInfo, i).is_present)
            g_strv_builder_add(names, g_array_index(book->sheets, KamXlsxSheetInfo, i).name);
    return g_strv_builder_end(names);
}

void
kam_xlsx_book_free(KamXlsxBook *book)
{
    if (book == NULL)
        return;
    g_clear_pointer(&book->strings, kam_xlsx_strings_free);
    g_clear_pointer(&book->date_styles, g_byte_array_unref);
    g_array_unref(book->sheets);
    g_clear_pointer(&book->zip, kam_zip_free);
    g_free(book->path);
    g_free(book);
}
