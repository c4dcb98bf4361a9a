/* Compressed answers: for whom, and that they can be read. */
#include <string.h>
#include <zlib.h>

#include "server/gzip.h"

static void
test_accepted__only_where_the_client_says_so(void)
{
    static const struct {
        const char *header;
        gboolean gzip, br;
    } cases[] = {
        { NULL, FALSE, FALSE },
        { "", FALSE, FALSE },
        { "gzip", TRUE, FALSE },
        { "br, GZIP ;q=0.5", TRUE, TRUE },
        { "gzip;q=0", FALSE, FALSE },
        { "gzip;q=0.0, Br", FALSE, TRUE },
        { "gzipped", FALSE, FALSE },
        { "identity", FALSE, FALSE },
        { "x-gzip, brotli, b", FALSE, FALSE },
        { "gzip, br;q=0", TRUE, FALSE },
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_assert_cmpint(kam_coding_is_accepted(cases[i].header, "gzip"), ==, cases[i].gzip);
        g_assert_cmpint(kam_coding_is_accepted(cases[i].header, "br"), ==, cases[i].br);
    }
}

static void
test_new__reads_back_and_is_smaller(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GString) small = NULL;
    char back[20000];
    z_stream stream = { 0 };

    while (text->len < 12000)
        g_string_append_printf(text, "{\"id\":\"%" G_GSIZE_FORMAT "\"},", text->len);
    small = kam_gzip_new(text->str, text->len);
    g_assert_nonnull(small);
    g_assert_cmpuint(small->len, <, text->len);
    g_assert_cmpint(inflateInit2(&stream, 15 + 16), ==, Z_OK);
    stream.next_in = (Bytef *)small->str;
    stream.avail_in = (uInt)small->len;
    stream.next_out = (Bytef *)back;
    stream.avail_out = sizeof back;
    g_assert_cmpint(inflate(&stream, Z_FINISH), ==, Z_STREAM_END);
    g_assert_cmpmem(back, stream.total_out, text->str, text->len);
    inflateEnd(&stream);
}

static void
test_new__gives_up_when_nothing_is_gained(void)
{
    g_assert_null(kam_gzip_new("a", 1));
    g_assert_null(kam_gzip_new("", 0));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/server/gzip/accepted", test_accepted__only_where_the_client_says_so);
    g_test_add_func("/server/gzip/new", test_new__reads_back_and_is_smaller);
    g_test_add_func("/server/gzip/no_gain", test_new__gives_up_when_nothing_is_gained);
    return g_test_run();
}
