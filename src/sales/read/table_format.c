/* Recognising formats; the readers themselves check the rest. */
#include "sales/read/table_format.h"

#include <string.h>
#include <sys/stat.h>
#include <zip.h>

#include "sales/read/source.h"

#define HEAD_BYTES 4096

/* Documents of office programs that are no workbooks are zips full of XML too; NULL when it is none of them. */
static const char *
other_office_document(zip_t *archive)
{
    static const char *const marks[][2] = {
        { "word/document.xml", "a text document (.docx); export the data as CSV or XLSX" },
        { "ppt/presentation.xml", "a presentation (.pptx); export the data as CSV or XLSX" },
        { "xl/workbook.bin", "a binary workbook (.xlsb); save it as .xlsx or CSV" },
        { "META-INF/manifest.xml", "an OpenDocument file; save it as .xlsx or CSV" },
        { "mimetype", "an OpenDocument file; save it as .xlsx or CSV" },
        { "[Content_Types].xml",
          "a damaged workbook, or another document of an office program; save it as .xlsx or CSV" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(marks); i++)
        if (zip_name_locate(archive, marks[i][0], 0) >= 0)
            return marks[i][1];
    return NULL;
}

static KamTableFormat
format_of_names(zip_t *archive)
{
    gint64 n = zip_get_num_entries(archive, 0);
    gboolean has_xml = FALSE;

    for (gint64 i = 0; i < n && !has_xml; i++) {
        const char *name = zip_get_name(archive, (zip_uint64_t)i, 0);
        gsize length = name != NULL ? strlen(name) : 0;

        has_xml = length > 4 && g_ascii_strcasecmp(name + length - 4, ".xml") == 0;
    }
    return has_xml ? KAM_FORMAT_UBL : KAM_FORMAT_CSV;
}

static gboolean
recognise_zip(const char *path, KamTableFormat *format, GError **error)
{
    int code = 0;
    zip_t *archive = zip_open(path, ZIP_RDONLY, &code);
    const char *other = NULL;

    if (archive == NULL) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "cannot unpack '%s': the zip is damaged or truncated; get the file again", path);
        kam_error_set_reason(error, "file_damaged", "file", path, NULL);
        return FALSE;
    }
    if (zip_name_locate(archive, "xl/workbook.xml", ZIP_FL_NOCASE) >= 0)
        *format = KAM_FORMAT_XLSX;
    else if ((other = other_office_document(archive)) == NULL)
        *format = format_of_names(archive);
    zip_discard(archive);
    if (other != NULL) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "cannot read '%s': it is %s", path, other);
        kam_error_set_reason(error, "file_other_format", "file", path, NULL);
    }
    return other == NULL;
}

/* The head without byte order mark, NULs of UTF-16 and leading blanks, in lower case: enough to see tags in it. */
static char *
plain_head(const guint8 *head, gsize n)
{
    GString *plain = g_string_sized_new(n);

    for (gsize i = 0; i < n; i++) {
        if (head[i] == 0 || head[i] >= 0x80 || (plain->len == 0 && g_ascii_isspace(head[i])))
            continue;
        g_string_append_c(plain, g_ascii_tolower((char)head[i]));
    }
    return g_string_free(plain, FALSE);
}

static gboolean
recognise_text(const char *path, const guint8 *head, gsize n, gboolean is_packed, KamTableFormat *format,
               GError **error)
{
    g_autofree char *plain = plain_head(head, n);
    gboolean is_tag = plain[0] == '<' && (plain[1] == '?' || plain[1] == '!' || g_ascii_isalpha(plain[1]));
    const char *what = NULL;

    if (is_tag && (strstr(plain, "<html") != NULL || g_str_has_prefix(plain, "<!doctype html") ||
                   g_str_has_prefix(plain, "<table")))
        what = "a web page (HTML), as some programs write instead of a workbook";
    else if (is_tag && strstr(plain, "urn:schemas-microsoft-com:office:spreadsheet") != NULL)
        what = "an XML spreadsheet of 2003";
    if (what != NULL) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "cannot read '%s': it is %s; open it in a spreadsheet and save it as .xlsx or CSV", path, what);
        kam_error_set_reason(error, "file_other_format", "file", path, NULL);
        return FALSE;
    }
    if (g_str_has_prefix(plain, "{\"") || g_str_has_prefix(plain, "[{")) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "cannot read '%s': it is JSON; export the data as CSV or XLSX",
                    path);
        kam_error_set_reason(error, "file_other_format", "file", path, NULL);
        return FALSE;
    }
    if (is_tag && is_packed) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "cannot read '%s': it is packed XML; unpack it, or put it into a zip", path);
        return FALSE;
    }
    *format = is_tag ? KAM_FORMAT_UBL : KAM_FORMAT_CSV;
    return TRUE;
}

static gboolean
recognise_file(const char *path, KamTableFormat *format, GError **error)
{
    g_autoptr(KamSource) source = NULL;
    guint8 head[HEAD_BYTES];
    gboolean is_packed;
    gssize n;

    source = kam_source_open(path, NULL, error);
    if (source == NULL)
        return FALSE;
    n = kam_source_read(source, head, sizeof head, error);
    is_packed = *kam_source_get_compression(source) != '\0';
    return n >= 0 && recognise_text(path, head, (gsize)n, is_packed, format, error);
}

static gboolean
is_zip(const char *path)
{
    g_autofree char *head = g_malloc0(4);
    FILE *file = fopen(path, "rbe");
    gsize n = 0;

    if (file != NULL) {
        n = fread(head, 1, 4, file);
        fclose(file);
    }
    return n == 4 && (memcmp(head, "PK\x03\x04", 4) == 0 || memcmp(head, "PK\x05\x06", 4) == 0 ||
                      memcmp(head, "PK\x07\x08", 4) == 0);
}

gboolean
kam_table_format_recognise(const char *path, KamTableFormat *format, GError **error)
{
    struct stat facts;

    if (stat(path, &facts) == 0 && !S_ISREG(facts.st_mode)) {
        *format = S_ISDIR(facts.st_mode) ? KAM_FORMAT_UBL : KAM_FORMAT_CSV;
        return TRUE;
    }
    if (is_zip(path))
        return recognise_zip(path, format, error);
    return recognise_file(path, format, error);
}
