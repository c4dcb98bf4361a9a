/* The first bytes of files that people mistake for tables. */
#include "sales/read/file_kind.h"

#include <string.h>

typedef struct {
    const char *magic;
    gsize length;
    const char *what;
} Kind;

static const Kind kinds[] = {
    { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8,
      "an old Excel file (.xls) or one with a password; save it as .xlsx or CSV" },
    { "\x09\x08\x10\x00\x00\x06\x05\x00", 8, "an old Excel file (.xls); save it as .xlsx or CSV" },
    { "%PDF-", 5, "a PDF document; export the data as CSV or XLSX" },
    { "\x89PNG", 4, "a picture; export the data as CSV or XLSX" },
    { "\xff\xd8\xff", 3, "a picture; export the data as CSV or XLSX" },
    { "GIF8", 4, "a picture; export the data as CSV or XLSX" },
    { "SQLite format 3", 16, "a database of SQLite; export its table as CSV" },
    { "\x7f"
      "ELF",
      4, "a program; export the data as CSV or XLSX" },
    { "PAR1", 4, "a Parquet file; export the data as CSV" },
    { "{\\rtf", 5, "a text document (RTF); export the data as CSV or XLSX" },
    { "7z\xbc\xaf\x27\x1c", 6, "a 7z archive; unpack it first" },
    { "Rar!", 4, "a RAR archive; unpack it first" },
    { "BZh", 3, "packed by bzip2; unpack it first" },
    { "\xfd"
      "7zXZ",
      5, "packed by xz; unpack it first" },
};

/* More than one control character in fifty, tabs and line ends apart, is no text. NULs are left out: UTF-16 is full of
 * them. */
static gboolean
is_mostly_controls(const guint8 *head, gsize n)
{
    gsize n_controls = 0;

    for (gsize i = 0; i < n; i++)
        n_controls += head[i] > 0 && head[i] < 0x20 && strchr("\t\n\v\f\r\x1a\x1b\x1c\x1d\x1e\x1f", head[i]) == NULL;
    return n_controls * 50 > n;
}

const char *
kam_file_kind_refused(const guint8 *head, gsize n, gboolean is_utf16)
{
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (n >= kinds[i].length && memcmp(head, kinds[i].magic, kinds[i].length) == 0)
            return kinds[i].what;
    }
    if (!is_utf16 && is_mostly_controls(head, MIN(n, 65536)))
        return "binary, not text; export the data as CSV or XLSX";
    return NULL;
}
