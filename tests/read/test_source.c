/* Sources: every packing, damage, limits, progress, rewinding. */
#include <string.h>
#include <sys/stat.h>
#include <zip.h>
#include <zlib.h>
#include <zstd.h>

#include "sales/read/source.h"
#include "table_support.h"

typedef struct {
    TableFiles files;
    GByteArray *plain; /* more than the blocks read ahead hold */
} Fixture;

static void
set_up(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    table_files_init(&f->files);
    f->plain = g_byte_array_new();
    for (guint i = 0; f->plain->len < 1500000; i++) {
        char line[64];
        int n = g_snprintf(line, sizeof line, "%u,%u,name %u\n", i, i * 2654435761u, i % 97);

        g_byte_array_append(f->plain, (const guint8 *)line, (guint)n);
    }
}

static void
tear_down(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_byte_array_unref(f->plain);
    table_files_clear(&f->files);
}

static GByteArray *
pack_gzip(const guint8 *bytes, gsize length)
{
    GByteArray *packed = g_byte_array_new();
    z_stream stream = { 0 };

    g_assert_cmpint(deflateInit2(&stream, 1, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY), ==, Z_OK);
    g_byte_array_set_size(packed, (guint)deflateBound(&stream, length) + 64);
    stream.next_in = (guint8 *)(guintptr)bytes;
    stream.avail_in = (uInt)length;
    stream.next_out = packed->data;
    stream.avail_out = packed->len;
    g_assert_cmpint(deflate(&stream, Z_FINISH), ==, Z_STREAM_END);
    g_byte_array_set_size(packed, (guint)stream.total_out);
    deflateEnd(&stream);
    return packed;
}

static GByteArray *
pack_zstd(const guint8 *bytes, gsize length)
{
    GByteArray *packed = g_byte_array_new();

    g_byte_array_set_size(packed, (guint)ZSTD_compressBound(length));
    g_byte_array_set_size(packed, (guint)ZSTD_compress(packed->data, packed->len, bytes, length, 3));
    return packed;
}

static char *
write_zip(Fixture *f, const char *name, const char *const *members)
{
    char *path = g_build_filename(f->files.folder, name, NULL);
    zip_t *archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);

    for (; *members != NULL; members++) {
        zip_source_t *bytes = zip_source_buffer(archive, f->plain->data, f->plain->len, 0);

        g_assert_cmpint(zip_file_add(archive, *members, bytes, 0), >=, 0);
    }
    g_assert_cmpint(zip_close(archive), ==, 0);
    return path;
}

static GByteArray *
read_all(KamSource *source, gsize step, GError **error)
{
    GByteArray *all = g_byte_array_new();
    g_autofree guint8 *buffer = g_malloc(step);
    gssize got;

    while ((got = kam_source_read(source, buffer, step, error)) > 0)
        g_byte_array_append(all, buffer, (guint)got);
    return all;
}

static void
check_reads(Fixture *f, const char *path, const char *compression)
{
    static const gsize steps[] = { 777, 4096, 300000, 5000000 };

    for (guint i = 0; i < G_N_ELEMENTS(steps); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(KamSource) source = kam_source_open(path, NULL, &error);
        g_autoptr(GByteArray) all = NULL;
        guint64 done, total;
        struct stat facts;

        g_assert_no_error(error);
        g_assert_cmpstr(kam_source_get_compression(source), ==, compression);
        all = read_all(source, steps[i], &error);
        g_assert_no_error(error);
        g_assert_cmpmem(all->data, all->len, f->plain->data, f->plain->len);
        kam_source_get_progress(source, &done, &total);
        g_assert_cmpuint(done, ==, total);
        stat(path, &facts);
        if (strcmp(compression, "zip") != 0)
            g_assert_cmpuint(total, ==, (guint64)facts.st_size);
    }
}

static void
test_source__reads_every_packing(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char *const members[] = { "folder/readme.md", "folder/Lines.CSV", "__MACOSX/folder/._Lines.csv",
                                           NULL };
    g_autoptr(GByteArray) gzip = pack_gzip(f->plain->data, f->plain->len);
    g_autoptr(GByteArray) zstd = pack_zstd(f->plain->data, f->plain->len);
    /* The names mislead on purpose: content decides. */
    g_autofree char *plain = table_files_write(&f->files, "a.gz", f->plain->data, f->plain->len);
    g_autofree char *b = table_files_write(&f->files, "b.csv", gzip->data, gzip->len);
    g_autofree char *c = table_files_write(&f->files, "c.txt", zstd->data, zstd->len);
    g_autofree char *d = write_zip(f, "d.bin", members);

    check_reads(f, plain, "");
    check_reads(f, b, "gzip");
    check_reads(f, c, "zstd");
    check_reads(f, d, "zip");
}

static void
test_source__joined_members_are_one_file(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    gsize half = f->plain->len / 2;
    g_autoptr(GByteArray) gzip = pack_gzip(f->plain->data, half);
    g_autoptr(GByteArray) gzip_rest = pack_gzip(f->plain->data + half, f->plain->len - half);
    g_autoptr(GByteArray) zstd = pack_zstd(f->plain->data, half);
    g_autoptr(GByteArray) zstd_rest = pack_zstd(f->plain->data + half, f->plain->len - half);
    g_autofree char *a = NULL, *b = NULL;

    g_byte_array_append(gzip, gzip_rest->data, gzip_rest->len);
    g_byte_array_append(zstd, zstd_rest->data, zstd_rest->len);
    a = table_files_write(&f->files, "a.gz", gzip->data, gzip->len);
    b = table_files_write(&f->files, "b.zst", zstd->data, zstd->len);
    check_reads(f, a, "gzip");
    check_reads(f, b, "zstd");
}

static void
test_source__rewinds_in_the_middle(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GByteArray) gzip = pack_gzip(f->plain->data, f->plain->len);
    g_autofree char *path = table_files_write(&f->files, "a.gz", gzip->data, gzip->len);
    g_autoptr(GError) error = NULL;
    g_autoptr(KamSource) source = kam_source_open(path, NULL, &error);
    guint8 buffer[5000];

    for (guint n_reads = 0; n_reads < 5; n_reads++) {
        g_autoptr(GByteArray) all = NULL;
        guint64 done, total;

        for (guint i = 0; i < n_reads; i++)
            g_assert_cmpint(kam_source_fill(source, buffer, sizeof buffer, &error), ==, sizeof buffer);
        g_assert_true(kam_source_rewind(source, &error));
        kam_source_get_progress(source, &done, &total);
        g_assert_cmpuint(done, ==, 0);
        all = read_all(source, 100000, &error);
        g_assert_no_error(error);
        g_assert_cmpmem(all->data, all->len, f->plain->data, f->plain->len);
        g_assert_true(kam_source_rewind(source, &error));
    }
}

static void
check_failure(const char *path, const KamReadLimits *limits, int code, const char *pattern)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamSource) source = kam_source_open(path, limits, &error);

    if (source != NULL)
        g_byte_array_unref(read_all(source, 50000, &error));
    g_assert_error(error, KAM_ERROR, code);
    if (!g_pattern_match_simple(pattern, error->message))
        g_error("'%s' does not match '%s'", error->message, pattern);
    g_assert_nonnull(strstr(error->message, path));
}

static void
test_source__truncated_and_damaged(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char *const members[] = { "a.csv", NULL };
    g_autoptr(GByteArray) gzip = pack_gzip(f->plain->data, f->plain->len);
    g_autoptr(GByteArray) zstd = pack_zstd(f->plain->data, f->plain->len);
    g_autofree char *zip = write_zip(f, "whole.zip", members);
    g_autofree char *zip_bytes = NULL;
    g_autofree char *a = table_files_write(&f->files, "a.gz", gzip->data, gzip->len / 2);
    g_autofree char *b = table_files_write(&f->files, "b.zst", zstd->data, zstd->len / 2);
    g_autofree char *c = NULL, *d = NULL, *e = NULL;
    gsize zip_length;

    check_failure(a, NULL, KAM_ERROR_INVALID,
                  "cannot unpack '*': the gzip data end too early, the file is truncated; *");
    check_failure(b, NULL, KAM_ERROR_INVALID,
                  "cannot unpack '*': the zstd data end too early, the file is truncated; *");
    memset(gzip->data + gzip->len / 2, 0x55, 100);
    memset(zstd->data + zstd->len / 2, 0x55, 100);
    c = table_files_write(&f->files, "c.gz", gzip->data, gzip->len);
    d = table_files_write(&f->files, "d.zst", zstd->data, zstd->len);
    check_failure(c, NULL, KAM_ERROR_INVALID, "cannot unpack '*': the gzip data are damaged; *");
    check_failure(d, NULL, KAM_ERROR_INVALID, "cannot unpack '*': the zstd data are damaged; *");
    g_file_get_contents(zip, &zip_bytes, &zip_length, NULL);
    e = table_files_write(&f->files, "e.zip", zip_bytes, zip_length / 2);
    check_failure(e, NULL, KAM_ERROR_INVALID, "cannot unpack '*': the zip is damaged or truncated; *");
}

static void
test_source__zip_of_none_or_several(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char *const none[] = { "picture.png", NULL };
    static const char *const several[] = { "2009.csv", "2010.csv", NULL };
    g_autofree char *a = write_zip(f, "a.zip", none);
    g_autofree char *b = write_zip(f, "b.zip", several);

    check_failure(a, NULL, KAM_ERROR_INVALID, "*the zip holds no spreadsheet, no invoices and no .csv or .txt file");
    check_failure(b, NULL, KAM_ERROR_AMBIGUOUS,
                  "*the zip holds several text files; unpack it and name the ones to read");
}

static void
test_source__bombs(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    gsize length = KAM_SOURCE_RATIO_FLOOR + (8 << 20);
    g_autofree guint8 *zeros = g_malloc0(length);
    g_autoptr(GByteArray) gzip = pack_gzip(zeros, length);
    g_autoptr(GByteArray) zstd = pack_zstd(zeros, length);
    g_autofree char *a = table_files_write(&f->files, "a.gz", gzip->data, gzip->len);
    g_autofree char *b = table_files_write(&f->files, "b.zst", zstd->data, zstd->len);
    KamReadLimits limits = { .max_ratio = 100 };

    check_failure(a, &limits, KAM_ERROR_TOO_LARGE, "cannot unpack '*': it unpacks to more than 100 times its size, *");
    check_failure(b, NULL, KAM_ERROR_TOO_LARGE, "cannot unpack '*': it unpacks to more than 1000 times its size, *");
}

static void
test_source__size_limit(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *path = table_files_write(&f->files, "a.csv", f->plain->data, f->plain->len);
    KamReadLimits limits = { .max_file_bytes = 1000000 };

    check_failure(path, &limits, KAM_ERROR_TOO_LARGE, "*it holds more than the 1000000 bytes allowed; split it");
}

static void
test_source__missing_and_folder(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *missing = g_build_filename(f->files.folder, "missing.csv", NULL);

    check_failure(missing, NULL, KAM_ERROR_NOT_FOUND, "cannot open '*': No such file*");
    check_failure(f->files.folder, NULL, KAM_ERROR_INVALID, "cannot read '*': it is a folder; name a file in it");
}

static void
test_source__limits_have_defaults(G_GNUC_UNUSED Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    KamReadLimits some = { .max_columns = 7 };
    KamReadLimits limits = kam_read_limits_resolve(NULL);

    g_assert_cmpuint(limits.max_columns, ==, 16384);
    g_assert_cmpuint(limits.max_cell_bytes, ==, 1 << 20);
    g_assert_cmpuint(limits.max_ratio, ==, 1000);
    g_assert_cmpuint(limits.max_file_bytes, ==, 0);
    limits = kam_read_limits_resolve(&some);
    g_assert_cmpuint(limits.max_columns, ==, 7);
    g_assert_cmpuint(limits.max_ratio, ==, 1000);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name) g_test_add("/read/source/" #name, Fixture, NULL, set_up, test_source__##name, tear_down)
    ADD(reads_every_packing);
    ADD(joined_members_are_one_file);
    ADD(rewinds_in_the_middle);
    ADD(truncated_and_damaged);
    ADD(zip_of_none_or_several);
    ADD(bombs);
    ADD(size_limit);
    ADD(missing_and_folder);
    ADD(limits_have_defaults);
    return g_test_run();
}
