/* Temporary files. */
#include "sales/temp_file.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static gboolean
fail(GError **error, const char *what)
{
    g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "temporary file cannot be %s: %s; make room or set TMPDIR", what,
                g_strerror(errno));
    return FALSE;
}

/* Where the file system knows no nameless files, the name lives for a moment only. */
static int
open_named(const char *folder)
{
    g_autofree char *name = g_build_filename(folder, "kamen-XXXXXX", NULL);
    int file = g_mkstemp(name);

    if (file >= 0)
        unlink(name);
    return file;
}

int
kam_temp_file_open(GError **error)
{
    const char *folder = g_getenv("TMPDIR") != NULL ? g_getenv("TMPDIR") : "/var/tmp";
    int file = -1;

#ifdef O_TMPFILE
    file = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
#endif
    if (file < 0)
        file = open_named(folder);
    if (file < 0)
        fail(error, "made");
    return file;
}

gboolean
kam_temp_file_write(int file, const void *data, gsize length, GError **error)
{
    const char *at = data;

    while (length > 0) {
        ssize_t written = write(file, at, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return fail(error, "written");
        at += written;
        length -= (gsize)written;
    }
    return TRUE;
}

gboolean
kam_temp_file_read(int file, gint64 offset, void *data, gsize length, GError **error)
{
    char *at = data;

    while (length > 0) {
        ssize_t got = pread(file, at, length, offset);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return fail(error, "read");
        at += got;
        offset += got;
        length -= (gsize)got;
    }
    return TRUE;
}
