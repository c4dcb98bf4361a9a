/* Behaviour: one account by hand, naive recomputation of random lines, RFM ties, every status. */
#include <math.h>

#include <glib.h>
#include <kamen/behaviour.h>

#include "data.h"

#define U 0x1p-53
#define NONE KAM_BEHAVIOUR_NONE

/* Small line sets that tests fill row by row. */
typedef struct {
    uint32_t account[4000], document[4000], product[4000];
    int32_t day[4000];
    double amount[4000];
    KamBehaviourLines lines;
} Book;

static Book *
book_new(size_t n_accounts)
{
    Book *book = g_new0(Book, 1);

    book->lines = (KamBehaviourLines) {
        .account = book->account,
        .day = book->day,
        .amount = book->amount,
        .document = book->document,
        .product = book->product,
        .n_accounts = n_accounts,
        .n_documents = 1000,
        .n_products = 50,
    };
    return book;
}

static void
book_add(Book *book, uint32_t account, int32_t day, double amount, uint32_t document, uint32_t product)
{
    size_t i = book->lines.n++;

    book->account[i] = account;
    book->day[i] = day;
    book->amount[i] = amount;
    book->document[i] = document;
    book->product[i] = product;
}

static KamCalcStatus
measure(const Book *book, KamBehaviourPeriod period, KamBehaviour out[])
{
    g_autofree uint32_t *work = g_new(uint32_t, kam_behaviour_work_length(&book->lines));

    return kam_behaviour_measure(&book->lines, &period, work, out);
}

static const KamBehaviourPeriod two_years = { .from_day = 0, .until_day = 729, .window_days = 365 };

/* Purchase days 10, 40, 100, 130, 130, 460: gaps 30, 60, 30, 330; a credit on 500 and a free line on 600. */
static void
fill_by_hand(Book *book)
{
    book_add(book, 0, 500, -25.5, 9, 7);
    book_add(book, 0, 10, 100, 1, 1);
    book_add(book, 0, 40, 50.25, 2, 1);
    book_add(book, 0, 130, 20, 4, 2);
    book_add(book, 0, 100, 10, 3, 3);
    book_add(book, 0, 130, 20, 5, 2);
    book_add(book, 0, 130, 20, 5, NONE);
    book_add(book, 0, 460, 80, 6, 4);
    book_add(book, 0, 600, 0, 8, 8);
    book_add(book, 0, 730, 999, 10, 9);
    book_add(book, NONE, 300, 999, 11, 10);
}

static void
test_measure__one_account_by_hand(void)
{
    g_autofree Book *book = book_new(2);
    KamBehaviour out[2];

    fill_by_hand(book);
    g_assert_cmpint(measure(book, two_years, out), ==, KAM_CALC_OK);
    g_assert_cmpint(out[0].status, ==, KAM_CALC_OK);
    g_assert_cmpint(out[0].first_day, ==, 10);
    g_assert_cmpint(out[0].last_day, ==, 460);
    g_assert_cmpuint(out[0].recency_days, ==, 269);
    g_assert_cmpuint(out[0].tenure_days, ==, 719);
    g_assert_cmpuint(out[0].purchase_lines, ==, 7);
    g_assert_cmpuint(out[0].purchase_days, ==, 5);
    g_assert_cmpuint(out[0].documents, ==, 6);
    g_assert_cmpuint(out[0].products, ==, 4);
    g_assert_cmpfloat(out[0].sales, ==, 300.25);
    g_assert_cmpfloat(out[0].credits, ==, 25.5);
    assert_near(out[0].credit_share.value, 25.5 / 300.25, U);
    g_assert_cmpfloat(out[0].recent, ==, 54.5);
    g_assert_cmpfloat(out[0].before, ==, 220.25);
    assert_near(out[0].growth.value, 54.5 / 220.25 - 1, 4 * U);
}

static void
test_measure__gaps_by_hand(void)
{
    g_autofree Book *book = book_new(1);
    KamBehaviour out[1];

    fill_by_hand(book);
    g_assert_cmpint(measure(book, two_years, out), ==, KAM_CALC_OK);
    g_assert_cmpuint(out[0].longest_gap_days, ==, 330);
    g_assert_cmpfloat(out[0].gap_mean_days.value, ==, 112.5);
    g_assert_cmpfloat(out[0].gap_median_days.value, ==, 45);
    /* sample standard deviation of 30, 60, 30, 330: sqrt((2 * 82.5^2 + 52.5^2 + 217.5^2) / 3) */
    assert_near(out[0].gap_variation.value, sqrt(63675.0 / 3) / 112.5, 4 * U);
    g_assert_cmpfloat(out[0].silence.value, ==, 2.0 / 5); /* one of four gaps was as long as 269 days */
}

static void
test_measure__an_account_without_purchases_is_empty(void)
{
    g_autofree Book *book = book_new(3);
    KamBehaviour out[3];

    fill_by_hand(book);
    book_add(book, 2, 700, -7.5, 20, 1);
    g_assert_cmpint(measure(book, two_years, out), ==, KAM_CALC_OK);
    for (int a = 1; a <= 2; a++) {
        g_assert_cmpint(out[a].status, ==, KAM_CALC_EMPTY);
        g_assert_cmpuint(out[a].recency_days, ==, 0);
        g_assert_cmpint(out[a].credit_share.status, ==, KAM_CALC_EMPTY);
        g_assert_cmpint(out[a].growth.status, ==, KAM_CALC_EMPTY);
        g_assert_cmpint(out[a].silence.status, ==, KAM_CALC_TOO_FEW);
    }
    g_assert_cmpfloat(out[1].credits, ==, 0);
    g_assert_cmpfloat(out[2].credits, ==, 7.5);
    g_assert_cmpfloat(out[2].recent, ==, -7.5);
}

static void
test_measure__without_documents_days_count(void)
{
    g_autofree Book *book = book_new(1);
    KamBehaviour out[1];

    fill_by_hand(book);
    book->lines.document = NULL;
    book->lines.product = NULL;
    g_assert_cmpint(measure(book, two_years, out), ==, KAM_CALC_OK);
    g_assert_cmpuint(out[0].documents, ==, out[0].purchase_days);
    g_assert_cmpuint(out[0].products, ==, 0);
}

static void
test_regularity__needs_gaps(void)
{
    g_autofree Book *book = book_new(2);
    KamBehaviour out[2];

    book_add(book, 0, 100, 5.5, 1, 1);
    book_add(book, 1, 100, 5.5, 2, 1);
    book_add(book, 1, 107, 5.5, 3, 1);
    g_assert_cmpint(measure(book, two_years, out), ==, KAM_CALC_OK);
    g_assert_cmpint(out[0].gap_mean_days.status, ==, KAM_CALC_TOO_FEW);
    g_assert_cmpint(out[0].gap_median_days.status, ==, KAM_CALC_TOO_FEW);
    g_assert_cmpint(out[0].silence.status, ==, KAM_CALC_TOO_FEW);
    g_assert_cmpint(out[1].gap_mean_days.status, ==, KAM_CALC_OK);
    g_assert_cmpint(out[1].gap_variation.status, ==, KAM_CALC_TOO_FEW);
    g_assert_cmpfloat(out[1].silence.value, ==, 0.5);
}

static void
test_regularity__a_clock_has_no_variation(void)
{
    g_autofree Book *book = book_new(1);
    KamBehaviour out[1];

    for (int i = 0; i < 20; i++)
        book_add(book, 0, 700 - 7 * i, 5.5, (uint32_t)i, 1);
    g_assert_cmpint(measure(book, two_years, out), ==, KAM_CALC_OK);
    g_assert_cmpfloat(out[0].gap_variation.value, ==, 0);
    g_assert_cmpfloat(out[0].gap_median_days.value, ==, 7);
    g_assert_cmpfloat(out[0].silence.value, ==, 1.0 / 20); /* 29 days silent, never more than 7 before */
}

static KamCalcValue
growth_of(KamBehaviourPeriod period, int32_t first_day, int32_t second_day)
{
    g_autofree Book *book = book_new(1);
    KamBehaviour out[1];

    book_add(book, 0, first_day, 40, 1, 1);
    book_add(book, 0, second_day, 50, 2, 1);
    g_assert_cmpint(measure(book, period, out), ==, KAM_CALC_OK);
    return out[0].growth;
}

static void
test_growth__says_when_data_is_too_thin(void)
{
    KamBehaviourPeriod late = two_years;

    late.from_day = 1;
    g_assert_cmpint(growth_of(two_years, 0, 729).status, ==, KAM_CALC_OK);
    assert_near(growth_of(two_years, 0, 729).value, 0.25, 2 * U);
    g_assert_cmpint(growth_of(late, 20, 729).status, ==, KAM_CALC_TOO_FEW);       /* data begin inside the window */
    g_assert_cmpint(growth_of(two_years, 300, 400).status, ==, KAM_CALC_TOO_FEW); /* may be new on day 300 */
    g_assert_cmpint(growth_of(two_years, 364, 728).status, ==, KAM_CALC_OK);      /* buys once a year */
    g_assert_cmpint(growth_of(two_years, 365, 729).status, ==, KAM_CALC_TOO_FEW);
    g_assert_cmpint(growth_of(two_years, -700, 500).status, ==, KAM_CALC_EMPTY); /* came back: no base */
}

static void
test_growth__windows_end_on_their_days(void)
{
    assert_near(growth_of(two_years, 364, 365 + 364).value, 0.25, 2 * U); /* last day of the earlier, last day of all */
    assert_near(growth_of(two_years, 0, 365).value, 0.25, 2 * U);         /* first days of both */
    assert_near(growth_of(two_years, 0, 364).value, -1, U);               /* both in the earlier */
}

/* The definitions again, account by account and pair by pair. */
static void
check_naively(const Book *book, uint32_t a, int32_t until, const KamBehaviour *out)
{
    const KamBehaviourLines *l = &book->lines;
    guint days = 0, documents = 0, products = 0, lines = 0;
    double sales = 0, credits = 0;
    int32_t first = G_MAXINT32, last = G_MININT32;

    for (size_t i = 0; i < l->n; i++) {
        gboolean new_day = TRUE, new_document = TRUE, new_product = l->product[i] != NONE;

        if (l->account[i] != a || l->day[i] > until)
            continue;
        if (l->amount[i] <= 0) {
            credits -= l->amount[i];
            continue;
        }
        for (size_t j = 0; j < i; j++) {
            if (l->account[j] != a || l->day[j] > until || l->amount[j] <= 0)
                continue;
            new_day = new_day && l->day[j] != l->day[i];
            new_document = new_document &&
                           (l->document[j] != l->document[i] || (l->document[i] == NONE && l->day[j] != l->day[i]));
            new_product = new_product && l->product[j] != l->product[i];
        }
        lines++;
        days += new_day;
        documents += new_document;
        products += new_product;
        sales += l->amount[i];
        first = MIN(first, l->day[i]);
        last = MAX(last, l->day[i]);
    }
    g_assert_cmpuint(out->purchase_lines, ==, lines);
    g_assert_cmpuint(out->purchase_days, ==, days);
    g_assert_cmpuint(out->documents, ==, documents);
    g_assert_cmpuint(out->products, ==, products);
    assert_near(out->sales, sales, 1e-9);
    assert_near(out->credits, credits, 1e-9);
    if (days == 0)
        return;
    g_assert_cmpint(out->first_day, ==, first);
    g_assert_cmpint(out->last_day, ==, last);
    g_assert_cmpuint(out->recency_days, ==, (guint)(until - last));
}

/* Lines as a file has them, as a store has them, or in no order at all. */
enum { BY_TIME, BY_ACCOUNT_AND_TIME, BY_ACCOUNT, AT_RANDOM, N_SEQUENCES };

static uint32_t
random_account(GRand *rand, int sequence, int line)
{
    if (g_rand_int_range(rand, 0, 14) == 0)
        return NONE;
    return sequence == BY_ACCOUNT || sequence == BY_ACCOUNT_AND_TIME ? (uint32_t)line / 85
                                                                     : (uint32_t)g_rand_int_range(rand, 0, 11);
}

static int32_t
random_day(GRand *rand, int sequence, int line)
{
    if (sequence == BY_TIME)
        return line / 3 - 100;
    if (sequence == BY_ACCOUNT_AND_TIME)
        return line % 85 - 10;
    return g_rand_int_range(rand, -200000, 200000) / (line % 2 == 0 ? 1 : 2000);
}

static void
check_random_book(GRand *rand, int sequence)
{
    g_autofree Book *book = book_new(12);
    KamBehaviour out[12];

    for (int i = 0; i < 900; i++)
        book_add(book, random_account(rand, sequence, i), random_day(rand, sequence, i),
                 g_rand_int_range(rand, -300, 2000) / 100.0,
                 g_rand_int_range(rand, 0, 5) == 0 ? NONE : (uint32_t)g_rand_int_range(rand, 0, 60),
                 g_rand_int_range(rand, 0, 5) == 0 ? NONE : (uint32_t)g_rand_int_range(rand, 0, 50));
    g_assert_cmpint(measure(book, (KamBehaviourPeriod) { -200, 150, 100 }, out), ==, KAM_CALC_OK);
    for (uint32_t a = 0; a < 12; a++)
        check_naively(book, a, 150, &out[a]);
}

static void
test_sweep__agrees_with_the_definitions(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(2026);

    for (int round = 0; round < 3 * N_SEQUENCES; round++)
        check_random_book(rand, round % N_SEQUENCES);
}

static void
test_days__of_the_whole_range(void)
{
    g_autofree Book *book = book_new(1);
    KamBehaviour out[1];
    KamBehaviourPeriod all = { .from_day = G_MININT32, .until_day = G_MAXINT32, .window_days = G_MAXINT32 };

    book_add(book, 0, G_MAXINT32, 5.5, 1, 1);
    book_add(book, 0, G_MININT32, 5.5, 2, 1);
    g_assert_cmpint(measure(book, all, out), ==, KAM_CALC_OK);
    g_assert_cmpuint(out[0].tenure_days, ==, G_MAXUINT32);
    g_assert_cmpuint(out[0].longest_gap_days, ==, G_MAXUINT32);
    g_assert_cmpuint(out[0].recency_days, ==, 0);
}

static KamCalcStatus
measure_one(double amount, uint32_t account, uint32_t document, uint32_t product, KamBehaviourPeriod period)
{
    g_autofree Book *book = book_new(2);
    KamBehaviour out[2] = { { .documents = 77 }, { .documents = 77 } };
    KamCalcStatus status;

    book_add(book, 1, 100, 5.5, 1, 1);
    book_add(book, account, 100, amount, document, product);
    status = measure(book, period, out);
    if (status != KAM_CALC_OK)
        g_assert_cmpuint(out[0].documents, ==, 77);
    return status;
}

static void
test_status__domain(void)
{
    KamBehaviourPeriod backwards = { .from_day = 5, .until_day = 4, .window_days = 365 };
    KamBehaviourPeriod no_window = { .from_day = 0, .until_day = 200, .window_days = 0 };

    g_assert_cmpint(measure_one(1.5, 0, 2, 2, two_years), ==, KAM_CALC_OK);
    g_assert_cmpint(measure_one(NAN, 0, 2, 2, two_years), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(measure_one(INFINITY, NONE, 2, 2, two_years), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(measure_one(1.5, 2, 2, 2, two_years), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(measure_one(1.5, 0, 1000, 2, two_years), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(measure_one(1.5, 0, 2, 50, two_years), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(measure_one(1.5, 0, 2, 2, backwards), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(measure_one(1.5, 0, 2, 2, no_window), ==, KAM_CALC_DOMAIN);
}

static void
test_status__too_many_to_count(void)
{
    KamBehaviourLines lines = { .n = G_MAXUINT32 };
    KamBehaviour out;

    g_assert_cmpuint(kam_behaviour_work_length(&lines), ==, SIZE_MAX);
    g_assert_cmpint(kam_behaviour_measure(&lines, &two_years, NULL, &out), ==, KAM_CALC_DOMAIN);
}

static void
test_status__empty(void)
{
    g_autofree Book *book = book_new(1);
    KamBehaviour out[1] = { { .documents = 77 } };

    g_assert_cmpint(measure(book, two_years, out), ==, KAM_CALC_EMPTY);
    book_add(book, NONE, 100, 5.5, 1, 1);
    book_add(book, 0, 730, 5.5, 1, 1);
    g_assert_cmpint(measure(book, two_years, out), ==, KAM_CALC_EMPTY);
    g_assert_cmpuint(out[0].documents, ==, 77);
}

static void
test_rfm__ties_fall_as_the_sequence_says(void)
{
    KamBehaviour account[4] = { 0 };
    const uint32_t backwards[] = { 3, 2, 1, 0 };
    double key[4];
    uint32_t work[8];
    KamRfm rfm[4];

    for (int a = 0; a < 4; a++)
        account[a] = (KamBehaviour) { .purchase_days = 1, .documents = 2, .sales = 7.5, .recency_days = 3 };
    g_assert_cmpint(kam_behaviour_rfm(account, 4, NULL, 2, key, work, rfm), ==, KAM_CALC_OK);
    g_assert_cmpuint(rfm[0].recency, ==, 1);
    g_assert_cmpuint(rfm[3].monetary, ==, 2);
    g_assert_cmpint(kam_behaviour_rfm(account, 4, backwards, 2, key, work, rfm), ==, KAM_CALC_OK);
    g_assert_cmpuint(rfm[0].recency, ==, 2);
    g_assert_cmpuint(rfm[3].monetary, ==, 1);
}

static void
test_rfm__best_is_recent_frequent_and_large(void)
{
    KamBehaviour account[3] = {
        { .purchase_days = 1, .documents = 9, .sales = 1.5, .recency_days = 40 },
        { 0 },
        { .purchase_days = 1, .documents = 2, .sales = 7.5, .recency_days = 3 },
    };
    double key[3];
    uint32_t work[6];
    KamRfm rfm[3];

    g_assert_cmpint(kam_behaviour_rfm(account, 3, NULL, 5, key, work, rfm), ==, KAM_CALC_OK);
    g_assert_cmpuint(rfm[0].recency, ==, 1);
    g_assert_cmpuint(rfm[0].frequency, ==, 2);
    g_assert_cmpuint(rfm[0].monetary, ==, 1);
    g_assert_cmpuint(rfm[2].recency, ==, 2);
    g_assert_cmpuint(rfm[2].frequency, ==, 1);
    g_assert_cmpuint(rfm[2].monetary, ==, 2);
    g_assert_cmpuint(rfm[1].recency + rfm[1].frequency + rfm[1].monetary, ==, 0);
}

static void
test_rfm__status(void)
{
    KamBehaviour account[2] = { { .purchase_days = 1, .sales = 7.5 }, { .purchase_days = 1, .sales = INFINITY } };
    KamBehaviour silent[1] = { { 0 } };
    const uint32_t outside[] = { 1 };
    double key[2];
    uint32_t work[4];
    KamRfm rfm[2] = { { .recency = 77 } };

    g_assert_cmpint(kam_behaviour_rfm(account, 0, NULL, 5, key, work, rfm), ==, KAM_CALC_EMPTY);
    g_assert_cmpint(kam_behaviour_rfm(silent, 1, NULL, 5, key, work, rfm), ==, KAM_CALC_EMPTY);
    g_assert_cmpint(kam_behaviour_rfm(account, 2, NULL, 5, key, work, rfm), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_behaviour_rfm(account, 1, NULL, 0, key, work, rfm), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_behaviour_rfm(account, 1, NULL, 256, key, work, rfm), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_behaviour_rfm(account, 1, outside, 5, key, work, rfm), ==, KAM_CALC_DOMAIN);
    g_assert_cmpuint(rfm[0].recency, ==, 77);
}

#define ADD(name) g_test_add_func("/behaviour/" #name, test_##name)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD(measure__one_account_by_hand);
    ADD(measure__gaps_by_hand);
    ADD(measure__an_account_without_purchases_is_empty);
    ADD(measure__without_documents_days_count);
    ADD(regularity__needs_gaps);
    ADD(regularity__a_clock_has_no_variation);
    ADD(growth__says_when_data_is_too_thin);
    ADD(growth__windows_end_on_their_days);
    ADD(sweep__agrees_with_the_definitions);
    ADD(days__of_the_whole_range);
    ADD(status__domain);
    ADD(status__too_many_to_count);
    ADD(status__empty);
    ADD(rfm__ties_fall_as_the_sequence_says);
    ADD(rfm__best_is_recent_frequent_and_large);
    ADD(rfm__status);
    return g_test_run();
}
