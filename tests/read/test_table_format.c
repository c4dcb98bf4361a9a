/* Formats are recognised by content, whatever the name. */
#include <string.h>
#include <zip.h>

#include "sales/read/table_format.h"
#include "table_support.h"

typedef struct {
    TableFiles files;
} Fixture;

static void
set_up(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    table_files_init(&f->files);
}

static void
tear_down(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    table_files_clear(&f->files);
}

static void
check_path(const char *path, KamTableFormat expected)
{
    g_autoptr(GError) error = NULL;
    KamTableFormat format = KAM_FORMAT_AUTO;

    g_assert_true(kam_table_format_recognise(path, &format, &error));
    g_assert_no_error(error);
    g_assert_cmpint(format, ==, expected);
}

static void
check_bytes(Fixture *f, const char *bytes, gsize length, KamTableFormat expected)
{
    g_autofree char *path = table_files_write(&f->files, "file", bytes, length);

    check_path(path, expected);
}

static void
check_zip(Fixture *f, const char *const *names, KamTableFormat expected)
{
    g_autofree char *path = g_build_filename(f->files.folder, "file.zip", NULL);
    zip_t *archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);

    for (; *names != NULL; names++)
        g_assert_cmpint(zip_file_add(archive, *names, zip_source_buffer(archive, "a,b\n", 4, 0), 0), >=, 0);
    g_assert_cmpint(zip_close(archive), ==, 0);
    check_path(path, expected);
}

static void
check_refused(Fixture *f, const char *text, const char *pattern)
{
    g_autofree char *path = table_files_write(&f->files, "file", text, strlen(text));
    g_autoptr(GError) error = NULL;
    KamTableFormat format = KAM_FORMAT_AUTO;

    g_assert_false(kam_table_format_recognise(path, &format, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_INVALID);
    if (!g_pattern_match_simple(pattern, error->message))
        g_error("'%s' does not match '%s'", error->message, pattern);
    g_assert_cmpint(format, ==, KAM_FORMAT_AUTO);
}

static void
test_format__text_is_csv(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    check_bytes(f, "a,b\n1,2\n", 8, KAM_FORMAT_CSV);
    check_bytes(f, "<5;<6\n", 6, KAM_FORMAT_CSV);
    check_bytes(f, "", 0, KAM_FORMAT_CSV);
}

static void
test_format__xml_is_ubl(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    check_bytes(f, "<?xml version='1.0'?><Invoice/>", 31, KAM_FORMAT_UBL);
    check_bytes(f, "\xef\xbb\xbf\r\n <Invoice>", 14, KAM_FORMAT_UBL);
    check_bytes(f, "\xff\xfe<\0I\0n\0", 8, KAM_FORMAT_UBL);
    check_path(f->files.folder, KAM_FORMAT_UBL);
}

static void
test_format__zips_by_what_they_hold(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char *const workbook[] = { "[Content_Types].xml", "xl/workbook.xml", NULL };
    static const char *const invoices[] = { "2026/1.XML", "readme.txt", NULL };
    static const char *const text[] = { "lines.csv", NULL };

    check_zip(f, workbook, KAM_FORMAT_XLSX);
    check_zip(f, invoices, KAM_FORMAT_UBL);
    check_zip(f, text, KAM_FORMAT_CSV);
}

static void
test_format__refuses_what_only_spreadsheets_understand(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    check_refused(f, "<html><table><tr>", "cannot read '*': it is a web page (HTML)*save it as .xlsx or CSV");
    check_refused(f, "\n<TABLE><tr>", "cannot read '*': it is a web page (HTML)*");
    check_refused(f, "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
                  "cannot read '*': it is an XML spreadsheet of 2003; *");
    check_refused(f, "PK\x03\x04 torn", "cannot unpack '*': the zip is damaged or truncated; *");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name) g_test_add("/read/format/" #name, Fixture, NULL, set_up, test_format__##name, tear_down)
    ADD(text_is_csv);
    ADD(xml_is_ubl);
    ADD(zips_by_what_they_hold);
    ADD(refuses_what_only_spreadsheets_understand);
    return g_test_run();
}
