/* Writing of refused rows. */
#include "sales/ingest/rejects.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "base/csv.h"

static const char *const own_headers[] = { "source row", "column", "value", "reason" };

struct KamRejects {
    char *path;
    char **headers;
    guint n_own; /* leading columns of the source that a rejects file put there: what was refused is written anew */
    FILE *file;
    GString *line;
};

static char *
numbered_path(const char *path, guint number)
{
    const char *slash = strrchr(path, '/');
    const char *dot = strrchr(slash == NULL ? path : slash, '.');
    gsize stem = dot == NULL ? strlen(path) : (gsize)(dot - path);

    if (number == 0)
        return g_strdup(path);
    return g_strdup_printf("%.*s-%u%s", (int)stem, path, number + 1, path + stem);
}

/* Tells the same file by whatever path; NULL when there is none. */
static char *
identify_file(const char *path)
{
    GStatBuf status;

    if (g_stat(path, &status) != 0)
        return NULL;
    return g_strdup_printf("%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT, (guint64)status.st_dev, (guint64)status.st_ino);
}

gboolean
kam_rejects_check_path(const char *path, const char *const *inputs, GError **error)
{
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; inputs[i] != NULL; i++) {
        char *identity = identify_file(inputs[i]);
        if (identity != NULL)
            g_hash_table_add(known, identity);
    }
    for (guint i = 0; inputs[i] != NULL; i++) {
        g_autofree char *goal = numbered_path(path, i);
        g_autofree char *identity = identify_file(goal);
        if (identity == NULL || !g_hash_table_contains(known, identity))
            continue;
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE,
                    "refused rows would be written over '%s', which is being read: give --rejects another name", goal);
        return FALSE;
    }
    return TRUE;
}

static guint
count_own(char **headers)
{
    for (guint i = 0; i < G_N_ELEMENTS(own_headers); i++)
        if (headers[i] == NULL || strcmp(headers[i], own_headers[i]) != 0)
            return 0;
    return G_N_ELEMENTS(own_headers);
}

KamRejects *
kam_rejects_new(const char *path, guint number, const char *const *headers)
{
    KamRejects *rejects = g_new0(KamRejects, 1);

    rejects->path = numbered_path(path, number);
    rejects->headers = g_strdupv((char **)(guintptr)headers);
    rejects->n_own = count_own(rejects->headers);
    rejects->line = g_string_new(NULL);
    return rejects;
}

void
kam_rejects_free(KamRejects *rejects)
{
    if (rejects == NULL)
        return;
    if (rejects->file != NULL)
        fclose(rejects->file);
    g_free(rejects->path);
    g_strfreev(rejects->headers);
    g_string_free(rejects->line, TRUE);
    g_free(rejects);
}

static gboolean
fail(const KamRejects *rejects, GError **error)
{
    g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "rejects file '%s' cannot be written: %s", rejects->path,
                g_strerror(errno));
    return FALSE;
}

static gboolean
write_line(KamRejects *rejects, GError **error)
{
    g_string_append(rejects->line, "\r\n");
    if (fwrite(rejects->line->str, 1, rejects->line->len, rejects->file) != rejects->line->len)
        return fail(rejects, error);
    g_string_truncate(rejects->line, 0);
    return TRUE;
}

/* The mark of UTF-8 in front makes spreadsheets read the letters rightly. */
static gboolean
open_file(KamRejects *rejects, GError **error)
{
    rejects->file = fopen(rejects->path, "wb");
    if (rejects->file == NULL)
        return fail(rejects, error);
    g_string_append(rejects->line, "\xef\xbb\xbf");
    for (gsize i = 0; i < G_N_ELEMENTS(own_headers); i++)
        kam_csv_append(rejects->line, own_headers[i], -1, ',', i == 0);
    for (char **header = rejects->headers + rejects->n_own; *header != NULL; header++)
        kam_csv_append(rejects->line, *header, -1, ',', FALSE);
    return write_line(rejects, error);
}

gboolean
kam_rejects_add(KamRejects *rejects, const KamReject *reject, const KamRow *row, GError **error)
{
    char number[24];
    const char *header = "";

    if (rejects->file == NULL && !open_file(rejects, error))
        return FALSE;
    if (reject->column > 0 && reject->column <= g_strv_length(rejects->headers))
        header = rejects->headers[reject->column - 1];
    g_snprintf(number, sizeof number, "%" G_GUINT64_FORMAT, reject->row);
    kam_csv_append(rejects->line, number, -1, ',', TRUE);
    kam_csv_append(rejects->line, header, -1, ',', FALSE);
    kam_csv_append(rejects->line, reject->value == NULL ? "" : reject->value, -1, ',', FALSE);
    kam_csv_append(rejects->line, reject->reason, -1, ',', FALSE);
    for (guint i = rejects->n_own; i < row->n_cells; i++)
        kam_csv_append(rejects->line, row->cells[i].text, row->cells[i].length, ',', FALSE);
    return write_line(rejects, error);
}

gboolean
kam_rejects_finish(KamRejects *rejects, GError **error)
{
    FILE *file = g_steal_pointer(&rejects->file);

    if (file == NULL || fclose(file) == 0)
        return TRUE;
    return fail(rejects, error);
}
