/* How accounts buy: see kamen/behaviour.h. The lines are put in order of account and day by behaviour_index.c; here
 * each account's stretch of them is read once. */
#include <kamen/behaviour.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <kamen/rank.h>

#include "behaviour_index.h"
#include "sum.h"

/* Scratch in use: the seen arrays hold, per document or product, 1 + the last account that bought it. */
typedef struct {
    const KamBehaviourLines *lines;
    const KamBehaviourPeriod *period;
    uint32_t *document_seen;
    uint32_t *product_seen;
    uint32_t *gap;
} Desk;

/* What one pass over the lines of an account gathers. */
typedef struct {
    Sum sales, credits, recent, before;
    uint32_t lines, days, documents, products, gaps;
    int32_t first_day, last_day, last_bare_day;
    int has_bare_day;
} Tally;

static uint32_t
days_between(int32_t earlier, int32_t later)
{
    return (uint32_t)((int64_t)later - earlier);
}

size_t
kam_behaviour_work_length(const KamBehaviourLines *lines)
{
    const size_t limit = UINT32_MAX;

    if (lines->n >= limit || lines->n_accounts >= limit || lines->n_documents >= limit || lines->n_products >= limit)
        return SIZE_MAX;
    return behaviour_index_length(lines) + lines->n_documents + lines->n_products;
}

static int
is_index(const uint32_t *index, size_t line, size_t n)
{
    return index == NULL || index[line] < n || index[line] == KAM_BEHAVIOUR_NONE;
}

static int
lines_are_valid(const KamBehaviourLines *lines)
{
    for (size_t i = 0; i < lines->n; i++)
        if (!isfinite(lines->amount[i]) || !is_index(lines->account, i, lines->n_accounts) ||
            !is_index(lines->document, i, lines->n_documents) || !is_index(lines->product, i, lines->n_products))
            return 0;
    return 1;
}

/* Whether this account meets the thing for the first time. */
static int
mark_seen(uint32_t seen[], uint32_t thing, uint32_t account)
{
    if (seen[thing] == account + 1)
        return 0;
    seen[thing] = account + 1;
    return 1;
}

static void
tally_day(Tally *tally, int32_t day, uint32_t gap[])
{
    if (tally->days == 0)
        tally->first_day = day;
    else if (day == tally->last_day)
        return;
    else
        gap[tally->gaps++] = days_between(tally->last_day, day);
    tally->last_day = day;
    tally->days++;
}

static void
tally_bare_day(Tally *tally, int32_t day)
{
    if (tally->has_bare_day && tally->last_bare_day == day)
        return;
    tally->has_bare_day = 1;
    tally->last_bare_day = day;
    tally->documents++;
}

static void
tally_purchase(const Desk *desk, Tally *tally, uint32_t account, uint32_t line)
{
    const KamBehaviourLines *lines = desk->lines;
    uint32_t document = lines->document != NULL ? lines->document[line] : KAM_BEHAVIOUR_NONE;
    uint32_t product = lines->product != NULL ? lines->product[line] : KAM_BEHAVIOUR_NONE;

    tally->lines++;
    tally_day(tally, lines->day[line], desk->gap);
    if (document == KAM_BEHAVIOUR_NONE)
        tally_bare_day(tally, lines->day[line]);
    else
        tally->documents += (uint32_t)mark_seen(desk->document_seen, document, account);
    if (product != KAM_BEHAVIOUR_NONE)
        tally->products += (uint32_t)mark_seen(desk->product_seen, product, account);
}

static void
tally_line(const Desk *desk, Tally *tally, uint32_t account, uint32_t line)
{
    double amount = desk->lines->amount[line];
    int64_t age = days_between(desk->lines->day[line], desk->period->until_day);
    int64_t window = desk->period->window_days;

    if (amount > 0) {
        tally_purchase(desk, tally, account, line);
        sum_add(&tally->sales, amount);
    } else {
        sum_add(&tally->credits, -amount);
    }
    if (age < window)
        sum_add(&tally->recent, amount);
    else if (age < 2 * window)
        sum_add(&tally->before, amount);
}

static KamCalcValue
known(double value)
{
    return (KamCalcValue) { .value = value, .status = KAM_CALC_OK };
}

static KamCalcValue
missing(KamCalcStatus status)
{
    return (KamCalcValue) { .status = status };
}

/* An account that first bought later than its longest gap after the window began may not have been one before. */
static KamCalcValue
growth_of(const KamBehaviour *account, const KamBehaviourPeriod *period)
{
    int64_t window_begin = (int64_t)period->until_day - 2 * (int64_t)period->window_days + 1;

    if (account->purchase_days == 0)
        return missing(KAM_CALC_EMPTY);
    if (period->from_day > window_begin || account->first_day > window_begin + account->longest_gap_days)
        return missing(KAM_CALC_TOO_FEW);
    if (!(account->before > 0))
        return missing(KAM_CALC_EMPTY);
    return known((account->recent - account->before) / account->before);
}

static int
compare_gaps(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a;
    uint32_t y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

static double
variation_of_gaps(const uint32_t gap[], uint32_t n, double mean)
{
    Sum squares = { 0 };

    for (uint32_t j = 0; j < n; j++)
        sum_add(&squares, (gap[j] - mean) * (gap[j] - mean));
    return sqrt(sum_value(squares) / (n - 1)) / mean;
}

static double
silence_of(const uint32_t gap[], uint32_t n, uint32_t recency_days)
{
    uint32_t as_long = 0;

    for (uint32_t j = 0; j < n; j++)
        as_long += gap[j] >= recency_days;
    return (1.0 + as_long) / (1.0 + n);
}

/* The gaps are sorted in place. */
static void
write_gaps(KamBehaviour *account, uint32_t gap[], uint32_t n)
{
    double mean;

    account->longest_gap_days = 0;
    account->gap_mean_days = account->gap_median_days = missing(KAM_CALC_TOO_FEW);
    account->gap_variation = account->silence = missing(KAM_CALC_TOO_FEW);
    if (n == 0)
        return;
    qsort(gap, n, sizeof gap[0], compare_gaps);
    mean = (double)days_between(account->first_day, account->last_day) / n;
    account->longest_gap_days = gap[n - 1];
    account->gap_mean_days = known(mean);
    account->gap_median_days = known(((double)gap[(n - 1) / 2] + gap[n / 2]) / 2);
    account->silence = known(silence_of(gap, n, account->recency_days));
    if (n >= 2)
        account->gap_variation = known(variation_of_gaps(gap, n, mean));
}

static void
write_account(KamBehaviour *account, const Tally *tally, const Desk *desk)
{
    double sales = sum_value(tally->sales);
    double credits = sum_value(tally->credits);
    int has_bought = tally->days > 0;

    *account = (KamBehaviour) {
        .status = has_bought ? KAM_CALC_OK : KAM_CALC_EMPTY,
        .first_day = tally->first_day,
        .last_day = tally->last_day,
        .recency_days = has_bought ? days_between(tally->last_day, desk->period->until_day) : 0,
        .tenure_days = has_bought ? days_between(tally->first_day, desk->period->until_day) : 0,
        .purchase_lines = tally->lines,
        .purchase_days = tally->days,
        .documents = tally->documents,
        .products = tally->products,
        .sales = sales,
        .credits = credits,
        .recent = sum_value(tally->recent),
        .before = sum_value(tally->before),
        .credit_share = has_bought ? known(credits / sales) : missing(KAM_CALC_EMPTY),
    };
    write_gaps(account, desk->gap, tally->gaps);
    account->growth = growth_of(account, desk->period);
}

KamCalcStatus
kam_behaviour_measure(const KamBehaviourLines *lines, const KamBehaviourPeriod *period, uint32_t work[],
                      KamBehaviour account[])
{
    BehaviourIndex index;
    Desk desk = { .lines = lines, .period = period };

    if (kam_behaviour_work_length(lines) == SIZE_MAX || period->from_day > period->until_day ||
        period->window_days < 1 || !lines_are_valid(lines))
        return KAM_CALC_DOMAIN;
    behaviour_index_build(&index, lines, period->until_day, work);
    if (index.n == 0)
        return KAM_CALC_EMPTY;
    desk.gap = index.spare;
    desk.document_seen = work + behaviour_index_length(lines);
    desk.product_seen = desk.document_seen + lines->n_documents;
    memset(desk.document_seen, 0, (lines->n_documents + lines->n_products) * sizeof desk.document_seen[0]);
    for (uint32_t a = 0; a < lines->n_accounts; a++) {
        Tally tally = { 0 };

        for (uint32_t k = index.start[a]; k < index.start[a + 1]; k++)
            if (lines->amount[index.line[k]] != 0)
                tally_line(&desk, &tally, a, index.line[k]);
        write_account(&account[a], &tally, &desk);
    }
    return KAM_CALC_OK;
}

typedef double (*RfmKey)(const KamBehaviour *account);

/* Keys are such that the worst account is the largest: kam_rank_order() puts it first, into tile 1. */
static double
recency_key(const KamBehaviour *account)
{
    return account->recency_days;
}

static double
frequency_key(const KamBehaviour *account)
{
    return -(double)account->documents;
}

static double
monetary_key(const KamBehaviour *account)
{
    return -account->sales;
}

/* The accounts with a purchase, in the order that decides between equals; how many. */
static size_t
list_buyers(const KamBehaviour account[], size_t n, const uint32_t sequence[], uint32_t order[])
{
    size_t buyers = 0;

    for (size_t i = 0; i < n; i++) {
        uint32_t a = sequence != NULL ? sequence[i] : (uint32_t)i;

        if (account[a].purchase_days > 0)
            order[buyers++] = a;
    }
    return buyers;
}

static KamCalcStatus
check_rfm(const KamBehaviour account[], size_t n, const uint32_t sequence[], unsigned groups)
{
    if (n == 0)
        return KAM_CALC_EMPTY;
    if (groups < 1 || groups > UINT8_MAX || n > UINT32_MAX)
        return KAM_CALC_DOMAIN;
    for (size_t i = 0; i < n; i++)
        if ((sequence != NULL && sequence[i] >= n) || !isfinite(account[i].sales))
            return KAM_CALC_DOMAIN;
    return KAM_CALC_OK;
}

KamCalcStatus
kam_behaviour_rfm(const KamBehaviour account[], size_t n, const uint32_t sequence[], unsigned groups, double key[],
                  uint32_t work[], KamRfm rfm[])
{
    static const RfmKey keys[] = { recency_key, frequency_key, monetary_key };
    uint32_t *order = work;
    size_t buyers;
    KamCalcStatus status = check_rfm(account, n, sequence, groups);

    if (status != KAM_CALC_OK)
        return status;
    buyers = list_buyers(account, n, sequence, order);
    if (buyers == 0)
        return KAM_CALC_EMPTY;
    memset(rfm, 0, n * sizeof rfm[0]);
    for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++) {
        list_buyers(account, n, sequence, order);
        for (size_t i = 0; i < n; i++)
            key[i] = keys[k](&account[i]);
        kam_rank_order(key, order, buyers, work + n);
        for (size_t i = 0; i < buyers; i++) {
            uint8_t tile = (uint8_t)kam_rank_tile(i, buyers, groups);
            KamRfm *score = &rfm[order[i]];

            *(k == 0 ? &score->recency : k == 1 ? &score->frequency : &score->monetary) = tile;
        }
    }
    return KAM_CALC_OK;
}
