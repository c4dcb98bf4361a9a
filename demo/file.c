/* Buffered writing of the demonstration company's files, and the cells of their lines. */
#include "demo/file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "base/csv.h"
#include "base/date.h"

#define FLUSH_BYTES (1 << 20)

KamDemoFile *
kam_demo_file_open(const char *folder, const char *name, GError **error)
{
    g_autoptr(KamDemoFile) file = g_new0(KamDemoFile, 1);

    file->path = g_build_filename(folder, name, NULL);
    file->part = g_strconcat(file->path, ".part", NULL);
    file->text = g_string_sized_new(FLUSH_BYTES / 16);
    file->descriptor = g_open(file->part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (file->descriptor < 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "cannot write '%s': %s", file->part, g_strerror(errno));
        return NULL;
    }
    return g_steal_pointer(&file);
}

static void
fail_write(KamDemoFile *file)
{
    if (file->failure == NULL)
        g_set_error(&file->failure, KAM_ERROR, KAM_ERROR_IO, "cannot write '%s': %s", file->part, g_strerror(errno));
}

static void
flush_text(KamDemoFile *file)
{
    gsize done = 0;

    while (file->failure == NULL && done < file->text->len) {
        gssize written = write(file->descriptor, file->text->str + done, file->text->len - done);

        if (written >= 0)
            done += (gsize)written;
        else if (errno != EINTR)
            fail_write(file);
    }
    g_string_truncate(file->text, 0);
}

void
kam_demo_file_rest(KamDemoFile *file)
{
    if (file->text->len >= FLUSH_BYTES)
        flush_text(file);
}

gboolean
kam_demo_file_close(KamDemoFile *file, GError **error)
{
    flush_text(file);
    if (close(file->descriptor) != 0)
        fail_write(file);
    file->descriptor = -1;
    if (file->failure == NULL)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&file->failure));
    return FALSE;
}

gboolean
kam_demo_file_publish(KamDemoFile *file, GError **error)
{
    if (g_rename(file->part, file->path) != 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "cannot replace '%s': %s", file->path, g_strerror(errno));
        return FALSE;
    }
    file->is_published = TRUE;
    return TRUE;
}

void
kam_demo_file_free(KamDemoFile *file)
{
    if (file == NULL)
        return;
    if (file->descriptor >= 0)
        close(file->descriptor);
    if (!file->is_published)
        g_unlink(file->part);
    g_clear_error(&file->failure);
    g_string_free(file->text, TRUE);
    g_free(file->path);
    g_free(file->part);
    g_free(file);
}

void
kam_demo_put_text(GString *out, const char *text)
{
    kam_csv_append(out, text, -1, ';', TRUE);
    g_string_append_c(out, ';');
}

/* Digits from the right into the end of a buffer; returns where they start. */
static char *
write_digits(char *end, guint64 value)
{
    do {
        *--end = (char)('0' + value % 10);
        value /= 10;
    } while (value > 0);
    return end;
}

void
kam_demo_put_int(GString *out, gint64 value)
{
    char buffer[24];
    char *end = buffer + sizeof buffer;
    char *start = write_digits(end, value < 0 ? -(guint64)value : (guint64)value);

    if (value < 0)
        *--start = '-';
    g_string_append_len(out, start, end - start);
    g_string_append_c(out, ';');
}

void
kam_demo_put_hundredths(GString *out, gint64 value)
{
    char buffer[28];
    char *end = buffer + sizeof buffer;
    char *start = end;
    guint64 size = value < 0 ? -(guint64)value : (guint64)value;

    *--start = ';';
    *--start = (char)('0' + size % 10);
    *--start = (char)('0' + size / 10 % 10);
    *--start = ',';
    start = write_digits(start, size / 100);
    if (value < 0)
        *--start = '-';
    g_string_append_len(out, start, end - start);
}

void
kam_demo_put_day(GString *out, gint32 day)
{
    char iso[11];

    if (day != KAM_DAY_NONE) {
        kam_day_to_iso(day, iso);
        char cell[] = { iso[8], iso[9], '.', iso[5], iso[6], '.', iso[0], iso[1], iso[2], iso[3] };

        g_string_append_len(out, cell, sizeof cell);
    }
    g_string_append_c(out, ';');
}

void
kam_demo_end_line(GString *out)
{
    out->str[out->len - 1] = '\n';
}
