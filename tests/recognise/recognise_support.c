/* Reading whole files in tests. */
#include "recognise_support.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static void
put_slice(GString *out, KamSlice slice)
{
    g_string_append_c(out, '|');
    if (slice.length > 0)
        g_string_append_len(out, slice.text, slice.length);
}

static void
put_micro(GString *out, const char *name, gint64 micro)
{
    g_autofree char *text = kam_micro_to_text(micro, 6);

    g_string_append_printf(out, " %s=%s", name, text);
}

static void
put_line(GString *out, const KamLine *line)
{
    char day[11];

    kam_day_to_iso(line->day, day);
    g_string_append_printf(out, "%" G_GUINT64_FORMAT " %s %s%d%s", line->row, day,
                           line->flags & KAM_LINE_CREDIT ? "credit " : "", line->position,
                           line->flags & KAM_LINE_NO_POSITION ? "*" : "");
    put_slice(out, line->document);
    put_slice(out, line->account_number);
    put_slice(out, line->account_name);
    put_slice(out, line->tax_number);
    put_slice(out, line->country);
    put_slice(out, line->product_number);
    put_slice(out, line->product_name);
    put_slice(out, line->unit);
    put_slice(out, line->currency);
    put_slice(out, line->seller);
    g_string_append_c(out, '|');
    put_micro(out, "quantity", line->quantity_micro);
    put_micro(out, "net", line->net_micro);
    if (line->discount_micro != 0)
        put_micro(out, "discount", line->discount_micro);
    if (line->flags & KAM_LINE_HAS_COST)
        put_micro(out, "cost", line->cost_micro);
    g_string_append_c(out, '\n');
}

static void
count_line(ReadFile *file, const KamLine *line)
{
    file->taken++;
    file->credits += (line->flags & KAM_LINE_CREDIT) != 0;
    file->without_account += line->account_number.length + line->account_name.length == 0;
    file->net_micro += line->net_micro;
    file->cost_micro += line->cost_micro;
    file->discount_micro += line->discount_micro;
}

static void
take_findings(ReadFile *file, const KamLineReader *reader)
{
    gsize n;
    const KamFinding *findings = kam_line_reader_get_findings(reader, &n);

    for (gsize i = 0; i < n; i++) {
        g_assert_nonnull(findings[i].why);
        g_ptr_array_add(file->findings, g_strdup_printf("%s: %s", findings[i].what, findings[i].value));
    }
    kam_line_reader_get_counts(reader, &file->counts);
    file->profile = kam_line_reader_to_profile(reader);
}

ReadFile *
read_lines(const char *path, const KamLineOptions *options, GError **error)
{
    static const KamLineOptions none = { 0 };
    g_autoptr(ReadFile) file = g_new0(ReadFile, 1);
    g_autoptr(KamLineReader) reader = NULL;
    KamReject reject = { 0 };
    KamLine line;

    file->lines = g_string_new(NULL);
    file->findings = g_ptr_array_new_with_free_func(g_free);
    reader = kam_line_reader_open(path, options == NULL ? &none : options, error);
    if (reader == NULL)
        return NULL;
    for (;;) {
        switch (kam_line_reader_next(reader, &line, &reject, error)) {
        case KAM_LINE_TAKEN:
            g_assert_cmpuint(kam_line_reader_get_row(reader)->number, ==, line.row);
            count_line(file, &line);
            if (file->taken <= 100)
                put_line(file->lines, &line);
            break;
        case KAM_LINE_SKIPPED:
            break;
        case KAM_LINE_REFUSED:
            g_string_append_printf(file->lines, "%" G_GUINT64_FORMAT " refused column %u %s '%s': %s\n", reject.row,
                                   reject.column, reject.field == KAM_FIELD_N ? "-" : kam_field_name(reject.field),
                                   reject.value, reject.reason);
            kam_reject_clear(&reject);
            break;
        case KAM_LINE_END:
            take_findings(file, reader);
            return g_steal_pointer(&file);
        case KAM_LINE_FAILED:
            return NULL;
        }
    }
}

void
read_file_free(ReadFile *file)
{
    if (file == NULL)
        return;
    g_string_free(file->lines, TRUE);
    g_ptr_array_unref(file->findings);
    g_free(file->profile);
    g_free(file);
}

gboolean
has_finding(const ReadFile *file, const char *what_and_value)
{
    for (guint i = 0; i < file->findings->len; i++)
        if (strcmp(g_ptr_array_index(file->findings, i), what_and_value) == 0)
            return TRUE;
    return FALSE;
}

char *
test_path(const char *name)
{
    const char *root = g_getenv("KAMEN_SOURCE_ROOT");

    return g_build_filename(root == NULL ? "." : root, "tests", "recognise", "files", name, NULL);
}

char *
data_path(const char *name)
{
    const char *root = g_getenv("KAMEN_SOURCE_ROOT");
    const char *data = g_getenv("KAMEN_DATA");
    g_autofree char *folder =
        data != NULL ? g_strdup(data) : g_build_filename(root == NULL ? "." : root, "..", "shared", "data", NULL);
    char *path = g_build_filename(folder, name, NULL);

    if (g_file_test(path, G_FILE_TEST_EXISTS))
        return path;
    g_free(path);
    g_test_skip("the shared data is not there: set KAMEN_DATA to its folder");
    return NULL;
}

char *
make_file(const char *text)
{
    char *path = NULL;
    g_autoptr(GError) error = NULL;
    int fd = g_file_open_tmp("kamen-recognise-XXXXXX.csv", &path, &error);

    g_assert_no_error(error);
    close(fd);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    return path;
}

void
drop_file(char *path)
{
    g_unlink(path);
    g_free(path);
}
