/* Lines as compressed columns: what goes in comes out, and damage is told. Sums by month against a naive sum. */
#include <string.h>

#include "base/date.h"
#include "sales/columns/rollup.h"
#include "sales/columns/segment.h"
#include "sales/currency.h"
#include "sales/facts.h"
#include "support.h"

#define RSD kam_currency_pack("RSD", 3)

static gboolean
is_sanitized(void)
{
    return g_getenv("KAMEN_SANITIZED") != NULL;
}

/* --- segments --- */

static GByteArray *
encode(KamSegmentWriter *writer, const KamSegmentLine *lines, guint32 n)
{
    GByteArray *body;

    for (guint32 i = 0; i < n; i++)
        g_assert_true(kam_segment_writer_add(writer, &lines[i]) == (i + 1 == KAM_SEGMENT_LINES));
    g_assert_cmpuint(kam_segment_writer_size(writer), ==, n);
    body = kam_segment_writer_finish(writer);
    g_assert_cmpuint(kam_segment_writer_size(writer), ==, 0);
    return body;
}

static gint64 *
read_column(const KamSegment *segment, KamSegmentColumn column)
{
    g_autoptr(GError) error = NULL;
    gint64 *values = g_new(gint64, kam_segment_count(segment, column));

    g_assert_true(kam_segment_read(segment, column, values, &error));
    g_assert_no_error(error);
    return values;
}

static void
assert_runs(const KamSegment *segment, const KamSegmentLine *lines)
{
    g_autofree gint64 *accounts = read_column(segment, KAM_SEGMENT_RUN_ACCOUNT);
    g_autofree gint64 *lengths = read_column(segment, KAM_SEGMENT_RUN_LENGTH);
    guint32 at = 0;

    for (guint32 run = 0; run < segment->n_runs; run++)
        for (gint64 left = lengths[run]; left > 0; left--)
            g_assert_cmpint(lines[at++].account_id, ==, accounts[run]);
    g_assert_cmpuint(at, ==, segment->n_lines);
}

static void
assert_holds(const GByteArray *body, const KamSegmentLine *lines, guint32 n)
{
    g_autoptr(GError) error = NULL;
    g_autofree gint64 *dictionary = NULL;
    gint64 *columns[KAM_SEGMENT_N] = { 0 };
    g_autofree gint32 *days = g_new(gint32, n);
    g_autofree guint8 *flags = g_new(guint8, n);
    KamSegment segment;

    g_assert_true(kam_segment_open(&segment, body->data, body->len, &error));
    g_assert_cmpuint(segment.n_lines, ==, n);
    assert_runs(&segment, lines);
    dictionary = read_column(&segment, KAM_SEGMENT_DICTIONARY);
    for (guint column = KAM_SEGMENT_PRODUCT; column < KAM_SEGMENT_N; column++)
        columns[column] = read_column(&segment, column);
    g_assert_true(kam_segment_read_32(&segment, KAM_SEGMENT_DAY, days, &error));
    g_assert_true(kam_segment_read_8(&segment, KAM_SEGMENT_FLAGS, flags, &error));
    for (guint32 i = 0; i < n; i++) {
        g_assert_cmpint(dictionary[columns[KAM_SEGMENT_PRODUCT][i]], ==, lines[i].product_id);
        g_assert_cmpint(columns[KAM_SEGMENT_DOCUMENT][i], ==, lines[i].document_id);
        g_assert_cmpint(columns[KAM_SEGMENT_DAY][i], ==, lines[i].day);
        g_assert_cmpint(columns[KAM_SEGMENT_QUANTITY][i], ==, lines[i].quantity_micro);
        g_assert_cmpint(columns[KAM_SEGMENT_NET][i], ==, lines[i].net_micro);
        g_assert_cmpint(columns[KAM_SEGMENT_COST][i], ==, lines[i].cost_micro);
        g_assert_cmpint(columns[KAM_SEGMENT_CURRENCY][i], ==, lines[i].currency);
        g_assert_cmpint(days[i], ==, lines[i].day);
        g_assert_cmpint(flags[i], ==, lines[i].flags);
    }
    for (guint column = 0; column < KAM_SEGMENT_N; column++)
        g_free(columns[column]);
}

static KamSegmentLine *
random_lines(GRand *random, guint32 n)
{
    KamSegmentLine *lines = g_new0(KamSegmentLine, n);
    gint64 product_base = random_wide(random);
    guint products = 1u << g_rand_int_range(random, 0, 17);

    for (guint32 i = 0; i < n; i++) {
        gboolean same_account = i > 0 && g_rand_int_range(random, 0, 10) != 0;
        lines[i] = (KamSegmentLine) {
            .account_id = same_account ? lines[i - 1].account_id : random_wide(random),
            .product_id = (gint64)((guint64)product_base + g_rand_int(random) % products),
            .document_id = g_rand_int(random) & G_MAXINT32,
            .day = g_rand_int_range(random, -20000, 60000),
            .currency = g_rand_int_range(random, 0, 20) == 0 ? kam_currency_pack("EUR", 3) : RSD,
            .quantity_micro = random_wide(random),
            .net_micro = random_wide(random),
            .cost_micro = g_rand_boolean(random) ? random_wide(random) : 0,
            .flags = (guint8)g_rand_int_range(random, 0, 8),
        };
    }
    return lines;
}

static void
test_segment__random_lines_come_back(void)
{
    static const guint32 sizes[] = { 1, 2, 3, 17, 255, 256, 257, 4000, 65535, 65536 };
    g_autoptr(GRand) random = g_rand_new_with_seed((guint32)g_test_rand_int());
    g_autoptr(KamSegmentWriter) writer = kam_segment_writer_new();

    for (gsize i = 0; i < G_N_ELEMENTS(sizes); i++) {
        g_autofree KamSegmentLine *lines = random_lines(random, sizes[i]);
        g_autoptr(GByteArray) body = encode(writer, lines, sizes[i]);
        assert_holds(body, lines, sizes[i]);
    }
}

/* One column of each width, around its borders and at both ends of 64 bits. */
static void
test_segment__every_width(void)
{
    static const guint64 spans[] = {
        0, 1, 255, 256, 65535, 65536, G_MAXUINT32, G_GUINT64_CONSTANT(0x100000000), G_MAXINT64, G_MAXUINT64,
    };
    static const gint64 bases[] = { 0, -1, 1, G_MININT64, -1000000 };
    g_autoptr(KamSegmentWriter) writer = kam_segment_writer_new();

    for (gsize s = 0; s < G_N_ELEMENTS(spans); s++) {
        for (gsize b = 0; b < G_N_ELEMENTS(bases); b++) {
            KamSegmentLine lines[4] = { 0 };
            g_autoptr(GByteArray) body = NULL;
            for (guint i = 0; i < 4; i++) {
                guint64 offset = i == 0 ? 0 : i == 1 ? spans[s] : spans[s] / (i + 1);
                gint64 value = (gint64)((guint64)bases[b] + offset);
                lines[i].net_micro = lines[i].quantity_micro = lines[i].cost_micro = value;
                lines[i].product_id = lines[i].account_id = value;
            }
            body = encode(writer, lines, 4);
            assert_holds(body, lines, 4);
        }
    }
}

static void
test_segment__days_and_constants(void)
{
    g_autoptr(KamSegmentWriter) writer = kam_segment_writer_new();
    KamSegmentLine line = { .account_id = 5, .product_id = 6, .document_id = 7, .day = 19000, .currency = RSD };
    g_autoptr(GByteArray) body = NULL;
    gint32 first, last;

    for (guint i = 0; i < 1000; i++)
        kam_segment_writer_add(writer, &line);
    line.day = 18000;
    kam_segment_writer_add(writer, &line);
    line.day = 20000;
    kam_segment_writer_add(writer, &line);
    kam_segment_writer_get_days(writer, &first, &last);
    g_assert_cmpint(first, ==, 18000);
    g_assert_cmpint(last, ==, 20000);
    body = kam_segment_writer_finish(writer);
    /* What is the same everywhere takes no room. */
    g_assert_cmpuint(body->len, <, 500);
}

/* Reads everything there is; whatever the bytes, only this memory may be touched. */
static gboolean
try_to_read(const guint8 *body, gsize length)
{
    static gint64 values[KAM_SEGMENT_LINES];
    g_autoptr(GError) error = NULL;
    KamSegment segment;

    if (!kam_segment_open(&segment, body, length, &error)) {
        g_assert_error(error, KAM_ERROR, KAM_ERROR_CORRUPT);
        return FALSE;
    }
    for (guint column = 0; column < KAM_SEGMENT_N; column++) {
        g_assert_cmpuint(kam_segment_count(&segment, column), <=, KAM_SEGMENT_LINES);
        if (kam_segment_read(&segment, column, values, &error))
            continue;
        g_assert_error(error, KAM_ERROR, KAM_ERROR_CORRUPT);
        return FALSE;
    }
    return TRUE;
}

static void
test_segment__every_damaged_byte_is_told(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(11);
    g_autoptr(KamSegmentWriter) writer = kam_segment_writer_new();
    g_autofree KamSegmentLine *lines = random_lines(random, 200);
    g_autoptr(GByteArray) body = encode(writer, lines, 200);

    for (guint i = 0; i < body->len; i++) {
        for (guint bit = 0; bit < 8; bit++) {
            body->data[i] ^= (guint8)(1u << bit);
            g_assert_false(try_to_read(body->data, body->len));
            body->data[i] ^= (guint8)(1u << bit);
        }
    }
    assert_holds(body, lines, 200);
}

static void
test_segment__cut_off_bodies_are_told(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(12);
    g_autoptr(KamSegmentWriter) writer = kam_segment_writer_new();
    g_autofree KamSegmentLine *lines = random_lines(random, 100);
    g_autoptr(GByteArray) body = encode(writer, lines, 100);

    for (guint length = 0; length < body->len; length++) {
        /* A copy of exactly that size, so that a sanitizer sees each byte read behind it. */
        g_autofree guint8 *copy = g_memdup2(body->data, length);
        g_assert_false(try_to_read(copy, length));
    }
}

/* Somebody who makes bodies on purpose can make the checksum agree: readers still stay within bounds. */
static void
test_segment__forged_heads_stay_within_bounds(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed((guint32)g_test_rand_int());
    g_autoptr(KamSegmentWriter) writer = kam_segment_writer_new();
    g_autofree KamSegmentLine *lines = random_lines(random, 50);
    g_autoptr(GByteArray) body = encode(writer, lines, 50);
    guint rounds = is_sanitized() ? 2000 : 20000, n_read = 0;

    for (guint round = 0; round < rounds; round++) {
        g_autofree guint8 *copy = g_memdup2(body->data, body->len);
        for (guint changes = (guint)g_rand_int_range(random, 1, 4); changes > 0; changes--)
            copy[g_rand_int_range(random, 4, 24 + KAM_SEGMENT_N * 24)] = (guint8)g_rand_int(random);
        kam_segment_seal(copy, body->len);
        n_read += try_to_read(copy, body->len) ? 1 : 0;
    }
    g_assert_cmpuint(n_read, >, 0); /* the seal holds, so some were really read */
}

/* --- sums by month --- */

static GArray *
list_sums(KamRollup *rollup, gboolean is_account)
{
    gsize n;
    const KamRollupRow *rows = is_account ? kam_rollup_sort_accounts(rollup, &n) : kam_rollup_sort_products(rollup, &n);

    return g_array_append_vals(g_array_new(FALSE, FALSE, sizeof(KamRollupRow)), rows, (guint)n);
}

static gint64
naive_sum(const KamSegmentLine *lines, guint n, const KamRollupRow *row, gboolean is_account, guint64 *count)
{
    gint64 sum = 0;

    *count = 0;
    for (guint i = 0; i < n; i++) {
        gint64 owner = is_account ? lines[i].account_id : lines[i].product_id;
        gboolean is_charge = is_account && lines[i].product_id % 3 == 0;
        if (owner != row->owner_id || kam_month_of_day(lines[i].day) != row->month ||
            lines[i].currency != row->currency || is_charge != row->is_charge)
            continue;
        sum += lines[i].net_micro;
        (*count)++;
    }
    return sum;
}

static void
assert_sums(GArray *rows, const KamSegmentLine *lines, guint n, gboolean is_account)
{
    guint64 total = 0;

    for (guint i = 0; i < rows->len; i++) {
        const KamRollupRow *row = &g_array_index(rows, KamRollupRow, i);
        guint64 count;
        g_assert_cmpint(row->net_micro, ==, naive_sum(lines, n, row, is_account, &count));
        g_assert_cmpint(row->lines, ==, (gint64)count);
        total += count;
        if (i > 0)
            g_assert_cmpint(g_array_index(rows, KamRollupRow, i - 1).owner_id, <=, row->owner_id);
    }
    g_assert_cmpuint(total, ==, n);
}

static KamSegmentLine *
lines_to_sum(GRand *random, guint n)
{
    KamSegmentLine *lines = g_new0(KamSegmentLine, n);

    for (guint i = 0; i < n; i++)
        lines[i] = (KamSegmentLine) {
            .account_id = g_rand_int_range(random, 0, 30),
            .product_id = g_rand_int_range(random, 1, 200),
            .day = g_rand_int_range(random, 19000, 19100),
            .currency = g_rand_int_range(random, 0, 9) == 0 ? kam_currency_pack("EUR", 3) : RSD,
            .net_micro = g_rand_int_range(random, -1000000, 1000000),
            .quantity_micro = g_rand_int_range(random, -5, 10) * 1000000,
            .flags = g_rand_boolean(random) ? KAM_FACT_NO_COST : 0,
        };
    return lines;
}

static void
test_rollup__agrees_with_a_naive_sum(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed((guint32)g_test_rand_int());
    const guint n = 5000;
    g_autofree KamSegmentLine *lines = lines_to_sum(random, n);
    g_autoptr(KamRollup) rollup = kam_rollup_new();
    g_autoptr(GArray) accounts = NULL;
    g_autoptr(GArray) products = NULL;

    for (guint i = 0; i < n; i++)
        g_assert_true(kam_rollup_add(rollup, &lines[i], lines[i].product_id % 3 == 0, 1, NULL));
    accounts = list_sums(rollup, TRUE);
    products = list_sums(rollup, FALSE);
    assert_sums(accounts, lines, n, TRUE);
    assert_sums(products, lines, n, FALSE);
}

static void
test_rollup__counting_out_leaves_nothing(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed((guint32)g_test_rand_int());
    const guint n = 2000;
    g_autofree KamSegmentLine *lines = lines_to_sum(random, n);
    g_autoptr(KamRollup) rollup = kam_rollup_new();
    g_autoptr(GArray) rows = NULL;

    for (guint i = 0; i < n; i++)
        g_assert_true(kam_rollup_add(rollup, &lines[i], FALSE, 1, NULL));
    for (guint i = n; i > 0; i--)
        g_assert_true(kam_rollup_add(rollup, &lines[i - 1], FALSE, -1, NULL));
    rows = list_sums(rollup, TRUE);
    for (guint i = 0; i < rows->len; i++) {
        const KamRollupRow *row = &g_array_index(rows, KamRollupRow, i);
        g_assert_cmpint(row->lines, ==, 0);
        g_assert_cmpint(row->net_micro, ==, 0);
        g_assert_cmpint(row->quantity_micro, ==, 0);
        g_assert_cmpint(row->cost_micro, ==, 0);
        g_assert_cmpint(row->costed_net_micro, ==, 0);
    }
}

static void
test_rollup__credits_and_costs_are_parts(void)
{
    g_autoptr(KamRollup) rollup = kam_rollup_new();
    g_autoptr(GArray) rows = NULL;
    const KamSegmentLine lines[] = {
        { .account_id = 1, .net_micro = 100, .cost_micro = 60, .currency = RSD },
        { .account_id = 1, .net_micro = 50, .cost_micro = 0, .flags = KAM_FACT_NO_COST, .currency = RSD },
        { .account_id = 1, .net_micro = -30, .cost_micro = -20, .flags = KAM_FACT_CREDIT, .currency = RSD },
    };
    const KamRollupRow *row;

    for (guint i = 0; i < G_N_ELEMENTS(lines); i++)
        g_assert_true(kam_rollup_add(rollup, &lines[i], FALSE, 1, NULL));
    rows = list_sums(rollup, TRUE);
    g_assert_cmpuint(rows->len, ==, 1);
    row = &g_array_index(rows, KamRollupRow, 0);
    g_assert_cmpint(row->net_micro, ==, 120);
    g_assert_cmpint(row->credit_micro, ==, -30);
    g_assert_cmpint(row->cost_micro, ==, 40);
    g_assert_cmpint(row->costed_net_micro, ==, 70);
    g_clear_pointer(&rows, g_array_unref);
    rows = list_sums(rollup, FALSE);
    g_assert_cmpuint(rows->len, ==, 0); /* lines without an article belong to none */
}

static void
test_rollup__sums_that_do_not_fit_are_refused(void)
{
    static const KamSegmentLine large[] = {
        { .account_id = 1, .net_micro = G_MAXINT64 - 5 },
        { .account_id = 1, .net_micro = G_MININT64 + 5 },
        { .account_id = 1, .quantity_micro = G_MAXINT64 },
        { .account_id = 1, .cost_micro = G_MININT64 + 5 },
    };

    for (guint i = 0; i < G_N_ELEMENTS(large); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(KamRollup) rollup = kam_rollup_new();
        g_assert_true(kam_rollup_add(rollup, &large[i], FALSE, 1, &error));
        g_assert_false(kam_rollup_add(rollup, &large[i], FALSE, 1, &error));
        g_assert_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE);
    }
}

/* The smallest number has no opposite, so counting such a line out must not turn its sign in silence. */
static void
test_rollup__smallest_number_cannot_be_counted_out(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamRollup) rollup = kam_rollup_new();
    const KamSegmentLine line = { .account_id = 1, .net_micro = G_MININT64 };

    g_assert_true(kam_rollup_add(rollup, &line, FALSE, 1, &error));
    g_assert_false(kam_rollup_add(rollup, &line, FALSE, -1, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE);
}

#define ADD(name) g_test_add_func("/ingest/segment/" #name, test_##name)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD(segment__random_lines_come_back);
    ADD(segment__every_width);
    ADD(segment__days_and_constants);
    ADD(segment__every_damaged_byte_is_told);
    ADD(segment__cut_off_bodies_are_told);
    ADD(segment__forged_heads_stay_within_bounds);
    ADD(rollup__agrees_with_a_naive_sum);
    ADD(rollup__counting_out_leaves_nothing);
    ADD(rollup__credits_and_costs_are_parts);
    ADD(rollup__sums_that_do_not_fit_are_refused);
    ADD(rollup__smallest_number_cannot_be_counted_out);
    return g_test_run();
}
