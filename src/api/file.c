/* Files as answers, read while they are sent. */
#include "api/file.h"

#include <fcntl.h>
#include <unistd.h>

#define CHUNK (32 * 1024)

static gboolean
read_piece(gpointer state, GString *chunk, GError **error)
{
    char buffer[CHUNK];
    ssize_t n = read(GPOINTER_TO_INT(state), buffer, sizeof buffer);

    if (n < 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "a file cannot be read");
        return FALSE;
    }
    g_string_append_len(chunk, buffer, n);
    return n > 0;
}

static void
close_file(gpointer state)
{
    close(GPOINTER_TO_INT(state));
}

gboolean
kam_reply_file(KamReply *reply, const char *path, const char *content_type, const char *name, GError **error)
{
    g_autofree char *disposition = g_strdup_printf("attachment; filename=\"%s\"", name);
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

    if (fd < 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "there is no such file");
        return FALSE;
    }
    kam_reply_header(reply, "Content-Disposition", disposition);
    reply->content_type = content_type;
    reply->next = read_piece;
    reply->stream = GINT_TO_POINTER(fd);
    reply->stream_free = close_file;
    return TRUE;
}
