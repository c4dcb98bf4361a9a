/* Measures a full scan: net by account and by product over all lines, from the column segments of a database.
 * bench_scan DB prints lines, the sums' number and best time of five after one warm-up; its last line is JSON. */
#include <stdio.h>

#include "sales/columns/segment_store.h"

#define PASSES 5

typedef struct {
    GHashTable *accounts, *products; /* id -> sum in millionths; boxed */
    gint64 *net, *wide;              /* KAM_SEGMENT_LINES each */
    gint32 *product;
    guint64 lines;
    gint64 total;
} Scan;

static void
add_to(GHashTable *sums, gint64 id, gint64 net)
{
    gint64 *row = g_hash_table_lookup(sums, &id);

    if (row == NULL) {
        row = g_new0(gint64, 2);
        row[0] = id;
        g_hash_table_insert(sums, row, row);
    }
    row[1] += net;
}

static gboolean
sum_accounts(Scan *scan, const KamSegment *segment, GError **error)
{
    gint64 *accounts = scan->wide, *lengths = scan->wide + KAM_SEGMENT_LINES;
    guint32 at = 0;

    if (!kam_segment_read(segment, KAM_SEGMENT_RUN_ACCOUNT, accounts, error) ||
        !kam_segment_read(segment, KAM_SEGMENT_RUN_LENGTH, lengths, error))
        return FALSE;
    for (guint32 run = 0; run < segment->n_runs; run++) {
        gint64 sum = 0;
        for (gint64 left = lengths[run]; left > 0 && at < segment->n_lines; left--)
            sum += scan->net[at++];
        add_to(scan->accounts, accounts[run], sum);
        scan->total += sum;
    }
    return TRUE;
}

static gboolean
sum_products(Scan *scan, const KamSegment *segment, GError **error)
{
    gint64 *dictionary = scan->wide, *sums = scan->wide + KAM_SEGMENT_LINES;

    if (!kam_segment_read(segment, KAM_SEGMENT_DICTIONARY, dictionary, error) ||
        !kam_segment_read_32(segment, KAM_SEGMENT_PRODUCT, scan->product, error))
        return FALSE;
    for (guint32 i = 0; i < segment->n_products; i++)
        sums[i] = 0;
    for (guint32 i = 0; i < segment->n_lines; i++)
        if ((guint32)scan->product[i] < segment->n_products)
            sums[scan->product[i]] += scan->net[i];
    for (guint32 i = 0; i < segment->n_products; i++)
        add_to(scan->products, dictionary[i], sums[i]);
    return TRUE;
}

static gboolean
scan_segment(gpointer data, const KamSegment *segment, GError **error)
{
    Scan *scan = data;

    scan->lines += segment->n_lines;
    return kam_segment_read(segment, KAM_SEGMENT_NET, scan->net, error) && sum_accounts(scan, segment, error) &&
           sum_products(scan, segment, error);
}

static gboolean
scan_once(KamDb *db, Scan *scan, double *seconds, GError **error)
{
    gint64 start = g_get_monotonic_time();

    scan->lines = 0;
    scan->total = 0;
    g_hash_table_remove_all(scan->accounts);
    g_hash_table_remove_all(scan->products);
    if (!kam_segment_visit(db, 0, scan_segment, scan, error))
        return FALSE;
    *seconds = (double)(g_get_monotonic_time() - start) / G_USEC_PER_SEC;
    return TRUE;
}

int
main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamDb) db = NULL;
    g_autoptr(GHashTable) accounts = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    g_autoptr(GHashTable) products = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    g_autofree gint64 *net = g_new(gint64, KAM_SEGMENT_LINES);
    g_autofree gint64 *wide = g_new(gint64, 2 * KAM_SEGMENT_LINES);
    g_autofree gint32 *product = g_new(gint32, KAM_SEGMENT_LINES);
    Scan scan = { .accounts = accounts, .products = products, .net = net, .wide = wide, .product = product };
    double seconds = 0, best = 0;

    if (argc != 2) {
        fputs("usage: bench_scan DB\n", stderr);
        return 2;
    }
    db = kam_db_open(argv[1], KAM_DB_READ_ONLY, &error);
    for (guint pass = 0; db != NULL && pass <= PASSES; pass++) {
        if (!scan_once(db, &scan, &seconds, &error))
            break;
        if (pass == 1 || (pass > 1 && seconds < best))
            best = seconds;
    }
    if (error != NULL) {
        fprintf(stderr, "bench_scan: %s\n", error->message);
        return 1;
    }
    printf("%" G_GUINT64_FORMAT " lines, %u accounts, %u products, total %" G_GINT64_FORMAT " millionths\n", scan.lines,
           g_hash_table_size(accounts), g_hash_table_size(products), scan.total);
    printf("%.1f ms a million lines\n", scan.lines == 0 ? 0 : best * 1e9 / (double)scan.lines);
    printf("{\"seconds\": %.6f}\n", best);
    return 0;
}
