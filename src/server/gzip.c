/* zlib with a gzip frame around it. */
#include "server/gzip.h"

#include <string.h>
#include <zlib.h>

#define GZIP_WINDOW (15 + 16) /* 16 asks zlib for the frame of gzip */
#define MEMORY_LEVEL 8

static gboolean
is_refused(const char *parameters)
{
    const char *q = strstr(parameters, "q=");

    return q != NULL && g_ascii_strtod(q + 2, NULL) == 0;
}

gboolean
kam_coding_is_accepted(const char *accept_encoding, const char *name)
{
    g_auto(GStrv) codings = NULL;
    gsize length = strlen(name);

    if (accept_encoding == NULL)
        return FALSE;
    codings = g_strsplit(accept_encoding, ",", 32);
    for (guint i = 0; codings[i] != NULL; i++) {
        const char *coding = g_strstrip(codings[i]);

        if (g_ascii_strncasecmp(coding, name, length) == 0 && strchr("; \t", coding[length]) != NULL)
            return !is_refused(coding + length);
    }
    return FALSE;
}

GString *
kam_gzip_new(const char *text, gsize length)
{
    g_autoptr(GString) out = NULL;
    z_stream stream = { 0 };
    int rc;

    if (length > G_MAXUINT / 2 ||
        deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, GZIP_WINDOW, MEMORY_LEVEL, Z_DEFAULT_STRATEGY) != Z_OK)
        return NULL;
    out = g_string_sized_new(length);
    stream.next_in = (Bytef *)(gsize)text;
    stream.avail_in = (uInt)length;
    stream.next_out = (Bytef *)out->str;
    stream.avail_out = (uInt)length;
    rc = deflate(&stream, Z_FINISH);
    g_string_set_size(out, stream.total_out);
    deflateEnd(&stream);
    return rc == Z_STREAM_END ? g_steal_pointer(&out) : NULL;
}
