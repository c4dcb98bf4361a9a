/* Histories and regularity of accounts from their purchases: see kamen/lifetime.h. */
#include <kamen/lifetime.h>

#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_psi.h>

#define FEWEST_GAPS 5
#define REGULAR_SHAPE 2

typedef struct {
    uint32_t account;
    int32_t day;
    double value;
} Line;

static int
compare_lines(const void *a, const void *b)
{
    const Line *p = a, *q = b;

    if (p->account != q->account)
        return p->account < q->account ? -1 : 1;
    return (p->day > q->day) - (p->day < q->day);
}

static KamCalcStatus
take_lines(const KamLifetimePurchases *purchases, Line line[], size_t *taken)
{
    int sorted = 1;

    *taken = 0;
    for (size_t i = 0; i < purchases->n; i++) {
        if (!isfinite(purchases->value[i]))
            return KAM_CALC_DOMAIN;
        if (purchases->account[i] >= purchases->n_accounts || purchases->day[i] > purchases->until_day)
            continue;
        line[*taken] = (Line) { purchases->account[i], purchases->day[i], purchases->value[i] };
        if (*taken > 0 && compare_lines(&line[*taken - 1], &line[*taken]) > 0)
            sorted = 0;
        ++*taken;
    }
    if (!sorted)
        qsort(line, *taken, sizeof line[0], compare_lines);
    return KAM_CALC_OK;
}

/* ln of a gap, averaged over the day that it stands for. */
static double
mean_logarithm(double gap)
{
    return gap * log(gap) - (gap > 1 ? (gap - 1) * log(gap - 1) : 0) - 1;
}

/* The k with ln k - psi(k) = s: a close start and Newton's steps. */
static double
shape_of(double s)
{
    double k = (3 - s + sqrt((s - 3) * (s - 3) + 24 * s)) / (12 * s);

    for (int i = 0; i < 4; i++) {
        gsl_sf_result psi, psi1;

        if (gsl_sf_psi_e(k, &psi) || gsl_sf_psi_1_e(k, &psi1))
            break;
        k = 1 / (1 / k + (log(k) - psi.val - s) / (k * k * (1 / k - psi1.val)));
    }
    return k;
}

KamCalcStatus
kam_lifetime_regularity(const double gap_days[], size_t m, double level, KamLifetimeRegularity *regularity)
{
    double sum = 0, logarithms = 0, s, n = (double)m;

    if (!(level > 0 && level < 1))
        return KAM_CALC_DOMAIN;
    for (size_t i = 0; i < m; i++) {
        if (!(gap_days[i] >= 1) || isinf(gap_days[i]))
            return KAM_CALC_DOMAIN;
        sum += gap_days[i] - 0.5;
        logarithms += mean_logarithm(gap_days[i]);
    }
    if (m < FEWEST_GAPS) {
        *regularity = (KamLifetimeRegularity) { .shape.status = KAM_CALC_TOO_FEW, .p_value.status = KAM_CALC_TOO_FEW };
        return KAM_CALC_TOO_FEW;
    }
    s = fmax(log(sum / n) - logarithms / n, 1e-6);
    *regularity = (KamLifetimeRegularity) {
        .shape.value = shape_of(s),
        .p_value.value = gsl_cdf_chisq_P(2 * n * s / (1 + (1 + 1 / n) / 6), n - 1),
    };
    regularity->is_regular = regularity->p_value.value < level && regularity->shape.value >= REGULAR_SHAPE;
    return KAM_CALC_OK;
}

/* One account's lines, by day; gap has room for as many numbers. */
static void
summarise_account(const KamLifetimePurchases *purchases, const Line line[], size_t n, double level, double gap[],
                  KamLifetimeAccount *account)
{
    int32_t first = 0, last = 0;
    double later = 0, first_value = 0;
    size_t days = 0;

    for (size_t i = 0; i < n; i++) {
        if (line[i].value >= 0 && (days == 0 || line[i].day != last)) {
            if (days == 0)
                first = line[i].day;
            else
                gap[days - 1] = (double)line[i].day - last;
            last = line[i].day;
            days++;
        }
    }
    *account = (KamLifetimeAccount) { .status = days > 0 ? KAM_CALC_OK : KAM_CALC_EMPTY };
    kam_lifetime_regularity(gap, days > 0 ? days - 1 : 0, level, &account->regularity);
    if (days == 0)
        return;
    for (size_t i = 0; i < n; i++)
        *(line[i].day > first ? &later : &first_value) += line[i].value;
    account->history.x = (double)(days - 1);
    account->history.t_x = ((double)last - first) / purchases->unit_days;
    account->history.T = ((double)purchases->until_day - first) / purchases->unit_days;
    account->first_value = first_value;
    account->mean = days > 1 ? later / (double)(days - 1) : 0;
}

/* 1 when a line is a purchase: then the outputs may be touched. */
static int
has_purchase(const Line line[], size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (line[i].value >= 0)
            return 1;
    return 0;
}

static KamCalcStatus
summarise(const KamLifetimePurchases *purchases, double level, Line line[], double gap[], KamLifetimeAccount account[])
{
    size_t n, begin = 0;
    KamCalcStatus status = take_lines(purchases, line, &n);

    if (status != KAM_CALC_OK)
        return status;
    if (!has_purchase(line, n))
        return KAM_CALC_EMPTY;
    for (size_t a = 0; a < purchases->n_accounts; a++) {
        size_t end = begin;

        while (end < n && line[end].account == a)
            end++;
        summarise_account(purchases, line + begin, end - begin, level, gap, &account[a]);
        begin = end;
    }
    return KAM_CALC_OK;
}

KamCalcStatus
kam_lifetime_summarise(const KamLifetimePurchases *purchases, double level, KamLifetimeAccount account[])
{
    Line *line;
    double *gap;
    KamCalcStatus status = KAM_CALC_NO_MEMORY;

    if (!(purchases->unit_days > 0) || isinf(purchases->unit_days) || !(level > 0 && level < 1))
        return KAM_CALC_DOMAIN;
    line = malloc((purchases->n + 1) * sizeof line[0]);
    gap = malloc((purchases->n + 1) * sizeof gap[0]);
    if (line != NULL && gap != NULL)
        status = summarise(purchases, level, line, gap, account);
    free(line);
    free(gap);
    return status;
}
