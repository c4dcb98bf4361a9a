/* What files are: marks, names inside, texts, and what is refused. */
#include <string.h>

#include "service/extras/media_type.h"

typedef struct {
    const char *bytes;
    gsize length;
    const char *type;
} Case;

#define BYTES(text) (text), sizeof(text) - 1

static void
test_media_type__is_found_from_bytes(void)
{
    static const Case cases[] = {
        { BYTES("%PDF-1.4\n"), "application/pdf" },
        { BYTES("\x89PNG\r\n\x1a\n...."), "image/png" },
        { BYTES("\xff\xd8\xff\xe0"), "image/jpeg" },
        { BYTES("RIFF\1\2\3\4WEBPVP8 "), "image/webp" },
        { BYTES("RIFF\1\2\3\4WAVEfmt "), NULL },
        { BYTES("PK\3\4....xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
        { BYTES("PK\3\4....word/document.xml"),
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
        { BYTES("PK\3\4....mimetypeapplication/vnd.oasis.opendocument.textPK"),
          "application/vnd.oasis.opendocument.text" },
        { BYTES("PK\3\4....anything"), "application/zip" },
        { BYTES("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...."), "application/x-ole-storage" },
        { BYTES("šifra;naziv\n"), "text/plain" },
        { BYTES("  \n<SVG onload=x>"), "image/svg+xml" },
        { BYTES("hello <Script>x</script>"), "text/html" },
        { BYTES("MZ\x90\0\3"), NULL },
        { BYTES("\x7f"
                "ELF\2\1\1\0"),
          NULL },
        { BYTES("#!/usr/bin/env python3\n"), NULL },
        { BYTES("a\0b"), NULL },
        { BYTES(""), NULL },
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpstr(kam_media_type_find((const guint8 *)cases[i].bytes, cases[i].length), ==, cases[i].type);
}

static void
test_media_type__what_is_said_must_fit(void)
{
    g_assert_true(kam_media_type_agrees("application/pdf", NULL));
    g_assert_true(kam_media_type_agrees("application/pdf", "application/octet-stream"));
    g_assert_true(kam_media_type_agrees("application/pdf", "Application/PDF; x=y"));
    g_assert_false(kam_media_type_agrees("application/pdf", "image/png"));
    g_assert_true(kam_media_type_agrees("text/plain", "text/csv; charset=utf-8"));
    g_assert_false(kam_media_type_agrees("text/plain", "text/html"));
    g_assert_false(kam_media_type_agrees("text/html", "text/plain"));
    g_assert_true(kam_media_type_agrees("application/x-ole-storage", "application/vnd.ms-excel"));
    g_assert_true(kam_media_type_agrees("application/zip",
                                        "application/vnd.openxmlformats-officedocument.presentationml.presentation"));
    g_assert_false(kam_media_type_agrees("application/zip", "application/java-archive"));
}

static void
test_media_type__only_harmless_ones_are_shown_in_place(void)
{
    g_assert_true(kam_media_type_is_inline("image/png"));
    g_assert_true(kam_media_type_is_inline("application/pdf"));
    g_assert_false(kam_media_type_is_inline("image/svg+xml"));
    g_assert_false(kam_media_type_is_inline("text/html"));
    g_assert_false(kam_media_type_is_inline("text/plain"));
    g_assert_false(kam_media_type_is_inline("application/zip"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/media_type/is_found_from_bytes", test_media_type__is_found_from_bytes);
    g_test_add_func("/media_type/what_is_said_must_fit", test_media_type__what_is_said_must_fit);
    g_test_add_func("/media_type/only_harmless_ones_are_shown_in_place",
                    test_media_type__only_harmless_ones_are_shown_in_place);
    return g_test_run();
}
