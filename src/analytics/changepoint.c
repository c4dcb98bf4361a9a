/* Central purchasing: see kamen/changepoint.h. Everything is kept as natural logarithms of likelihood ratios. */
#include <kamen/changepoint.h>

#include <math.h>
#include <stdint.h>

#define N_ELEMENTS(array) (sizeof(array) / sizeof((array)[0]))

#define BLOCK 4           /* periods that the dispersion takes together */
#define HELD_AT_ONE 10.0  /* pairs of blocks that hold it at 1 */
#define LEAST_BEFORE 0.02 /* share of occasions before the moment below which a rate is not told from them */
#define LEAST_OWN 0.02    /* of its lines that the centre keeps for its own, whatever it took over */
#define N_CHORDS 10       /* points between which the intake's ratio is taken on chords */

/* Rates after the moment, times those before. */
static const double stopped[] = { 0.003, 0.02, 0.06 };
static const double changed[] = { 0.003, 0.03, 0.12, 0.3, 0.55, 0.75, 1.4, 2, 4 };
/* How much of what the others bought appears at the centre. */
static const double taken[] = { 0.05, 0.15, 0.3, 0.55, 0.8, 1, 1.25, 1.6 };

static const double chord_at[N_CHORDS] = { 0, 0.04, 0.12, 0.36, 1.08, 3.24, 9.72, 29.16, 87.48, 262.44 };

const KamChangepointPrior kam_changepoint_usual_prior = { .central = 0.05, .alone = 0.03, .level = 0.9 };

/* Scratch: by unit and moment, and by moment. Moment t lies between period t and t + 1. */
typedef struct {
    double *share;          /* f: occasions after the moment / all */
    double *score;          /* down_u; then the terms of M1 with u as centre */
    double *intake;         /* lines after the moment that the unit would have had at its rate until it */
    double *down, *intakes; /* sums over the units, by moment */
    double *asked;          /* lines that all units would have at their mean rates, by period */
    /* Of the centre in question, by period: what the others ask of it, per its own lines; what they ask from then on;
     * and the sums from then on of ln(1 + z gain ratio) of its lines, for each z. */
    double *gain, *later, *chords;
} Scratch;

/* One unit; n = 0 documents: it has no part. */
typedef struct {
    double documents, lines, occasions;
    double phi, phi_lines;
} Unit;

size_t
kam_changepoint_work_length(size_t n_units, size_t n_periods)
{
    const size_t others = 5 + N_CHORDS;
    size_t rows = n_units > SIZE_MAX / 3 - others ? 0 : 3 * n_units + others;

    return rows == 0 || n_periods > SIZE_MAX / sizeof(double) / rows ? SIZE_MAX : rows * n_periods;
}

static Scratch
divide_work(double work[], size_t n_units, size_t n)
{
    double *rest = work + 3 * n_units * n;

    return (Scratch) { .share = work,
                       .score = work + n_units * n,
                       .intake = work + 2 * n_units * n,
                       .down = rest,
                       .intakes = rest + n,
                       .asked = rest + 2 * n,
                       .gain = rest + 3 * n,
                       .later = rest + 4 * n,
                       .chords = rest + 5 * n };
}

static double
sum_of(const double x[], size_t n)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += x[i];
    return sum;
}

/* ln LR of k counts of which k1 lie in the share f of the occasions, for a rate that became r times as high. */
static double
log_ratio(double k, double k1, double f, double r, double log_r)
{
    return k1 * log_r - k * log1p(f * (r - 1));
}

/* ln of the sum of exp, without leaving the range of exp. */
static double
log_add(double a, double b)
{
    double high = fmax(a, b);

    return isinf(high) ? high : high + log1p(exp(fmin(a, b) - high));
}

static double
log_mean(const double x[], size_t n)
{
    double high = -INFINITY, sum = 0;

    for (size_t i = 0; i < n; i++)
        high = fmax(high, x[i]);
    for (size_t i = 0; i < n; i++)
        sum += exp(x[i] - high);
    return high + log(sum / (double)n);
}

double
kam_changepoint_dispersion(const double occasions[], const double documents[], size_t n_periods)
{
    double sum = HELD_AT_ONE, pairs = HELD_AT_ONE, k = 0, w = 0;

    for (size_t at = 0; at + BLOCK <= n_periods; at += BLOCK) {
        double k_next = sum_of(documents + at, BLOCK), w_next = sum_of(occasions + at, BLOCK);
        double variance = (k + k_next) * w * w_next, difference = k_next * w - k * w_next;

        if (variance > 0) {
            sum += difference * difference / variance;
            pairs++;
        }
        k = k_next;
        w = w_next;
    }
    return fmax(1, sum / pairs);
}

static int
is_amount(double x)
{
    return x >= 0 && isfinite(x);
}

static int
is_probability(double p)
{
    return p > 0 && p < 1;
}

/* The marks of each unit are its lines, but for rounding. */
static int
are_marks_of_lines(const KamPurchases *p)
{
    double of_marks = 0, of_lines = sum_of(p->lines, p->n_units * p->n_periods);

    if (p->marks == NULL)
        return 1;
    for (size_t i = 0; i < p->n_marks; i++) {
        const KamPurchaseMark *mark = &p->marks[i];

        if (mark->unit >= p->n_units || mark->period >= p->n_periods || !is_amount(mark->amount) ||
            !is_amount(mark->ratio) || mark->ratio == 0 || p->lines[mark->unit * p->n_periods + mark->period] == 0)
            return 0;
        of_marks += mark->amount;
    }
    return fabs(of_marks - of_lines) <= 1e-9 * of_lines;
}

static int
is_in_domain(const KamPurchases *p, const KamChangepointPrior *prior)
{
    if (!is_probability(prior->central) || !is_probability(prior->alone) || !is_probability(prior->level))
        return 0;
    for (size_t i = 0; i < p->n_units * p->n_periods; i++) {
        if (!is_amount(p->occasions[i]) || !is_amount(p->documents[i]) || !is_amount(p->lines[i]) ||
            !is_amount(p->squares[i]))
            return 0;
        if ((p->documents[i] > 0 && p->occasions[i] == 0) || (p->lines[i] > 0 && p->documents[i] == 0) ||
            (p->lines[i] > 0 && p->squares[i] == 0))
            return 0;
    }
    return are_marks_of_lines(p);
}

static Unit
unit_of(const KamPurchases *p, size_t u)
{
    size_t at = u * p->n_periods, n = p->n_periods;
    Unit unit = { .documents = sum_of(p->documents + at, n),
                  .lines = sum_of(p->lines + at, n),
                  .occasions = sum_of(p->occasions + at, n) };

    unit.phi = kam_changepoint_dispersion(p->occasions + at, p->documents + at, n);
    unit.phi_lines = unit.lines > 0 ? unit.phi * sum_of(p->squares + at, n) / unit.lines : 1;
    return unit;
}

static size_t
count_buyers(const KamPurchases *p)
{
    size_t buyers = 0;

    for (size_t u = 0; u < p->n_units; u++)
        buyers += sum_of(p->documents + u * p->n_periods, p->n_periods) > 0;
    return buyers;
}

/* Logarithms of the rates that are tried. */
typedef struct {
    double stopped[N_ELEMENTS(stopped)], changed[N_ELEMENTS(changed)];
} Logs;

static Logs
take_logs(void)
{
    Logs logs;

    for (size_t r = 0; r < N_ELEMENTS(stopped); r++)
        logs.stopped[r] = log(stopped[r]);
    for (size_t r = 0; r < N_ELEMENTS(changed); r++)
        logs.changed[r] = log(changed[r]);
    return logs;
}

/* ln of the mean LR over some rates: of a unit with `later` of its documents in the share f of its occasions. */
static double
mean_ratio(const Unit *unit, double later, double f, const double rate[], const double log_rate[], size_t n)
{
    double ratio[N_ELEMENTS(changed)];

    for (size_t r = 0; r < n; r++)
        ratio[r] = log_ratio(unit->documents, later, f, rate[r], log_rate[r]) / unit->phi;
    return log_mean(ratio, n);
}

/* The curves of one unit: share, down and intake at each moment; returns ln of its factor of M2. Where a period holds
 * no occasion of the unit, nothing differs from the moment before. */
static double
trace_unit(const KamPurchases *p, size_t u, double alone, const Logs *logs, Scratch *s)
{
    const size_t at = u * p->n_periods, moments = p->n_periods - 1;
    const Unit unit = unit_of(p, u);
    double by_itself = -INFINITY, single = -INFINITY, same = 0, occasions = 0, documents = 0, lines = 0;

    for (size_t t = 0; t < moments; t++) {
        if (t == 0 || p->occasions[at + t] > 0) {
            double later, f;

            by_itself = same > 0 ? log_add(by_itself, single + log(same)) : by_itself;
            same = 0;
            occasions += p->occasions[at + t];
            documents += p->documents[at + t];
            lines += p->lines[at + t];
            f = fmin(1, fmax(0, 1 - occasions / unit.occasions));
            later = fmax(0, unit.documents - documents);
            single = mean_ratio(&unit, later, f, changed, logs->changed, N_ELEMENTS(changed));
            s->share[at + t] = f;
            s->score[at + t] = mean_ratio(&unit, later, f, stopped, logs->stopped, N_ELEMENTS(stopped));
            s->intake[at + t] = 1 - f < LEAST_BEFORE ? 0 : lines / (1 - f) * f;
        } else {
            s->share[at + t] = s->share[at + t - 1];
            s->score[at + t] = s->score[at + t - 1];
            s->intake[at + t] = s->intake[at + t - 1];
        }
        same++;
        s->asked[t] += unit.lines / unit.occasions * p->occasions[at + t];
        s->down[t] += s->score[at + t];
        s->intakes[t] += s->intake[at + t];
    }
    s->asked[moments] += unit.lines / unit.occasions * p->occasions[at + moments];
    by_itself = log_add(by_itself, single + log(same));
    return log_add(log1p(-alone), log(alone) + by_itself - log((double)moments));
}

/* What the others ask of c: what comes while it writes no document waits for its next one. */
static void
spread_asked(const KamPurchases *p, size_t c, const Unit *unit, Scratch *s)
{
    const size_t n = p->n_periods, at = c * n;
    const double rate = unit->lines / unit->occasions;
    double waiting = 0;

    for (size_t t = 0; t < n; t++) {
        double own = rate * p->occasions[at + t];

        waiting += fmax(0, s->asked[t] - own);
        s->later[t] = own > 0 ? waiting : 0;
        s->gain[t] = own > 0 ? waiting / own : 0;
        waiting = own > 0 ? 0 : waiting;
    }
    for (size_t t = n - 1; t-- > 0;)
        s->later[t] += s->later[t + 1];
}

static void
add_to_chords(const KamPurchases *p, Scratch *s, size_t period, double amount, double ratio)
{
    for (size_t k = 1; k < N_CHORDS; k++)
        s->chords[k * p->n_periods + period] += amount * log1p(chord_at[k] * s->gain[period] * ratio);
}

static void
fill_chords(const KamPurchases *p, size_t c, Scratch *s)
{
    const size_t n = p->n_periods;

    for (size_t i = 0; i < N_CHORDS * n; i++)
        s->chords[i] = 0;
    if (p->marks == NULL)
        for (size_t t = 0; t < n; t++)
            add_to_chords(p, s, t, p->lines[c * n + t], 1);
    for (size_t i = 0; p->marks != NULL && i < p->n_marks; i++)
        if (p->marks[i].unit == c)
            add_to_chords(p, s, p->marks[i].period, p->marks[i].amount, p->marks[i].ratio);
    for (size_t k = 1; k < N_CHORDS; k++)
        for (size_t t = n - 1; t-- > 0;)
            s->chords[k * n + t] += s->chords[k * n + t + 1];
}

/* Sum of ln(1 + z gain ratio) over the lines of a period and later ones; z is brought down to the last point. */
static double
read_chord(const Scratch *s, size_t n, size_t period, double *z)
{
    size_t k = 1;
    double low, high;

    *z = fmin(*z, chord_at[N_CHORDS - 1]);
    while (k < N_CHORDS - 1 && chord_at[k] < *z)
        k++;
    low = s->chords[(k - 1) * n + period];
    high = s->chords[k * n + period];
    return low + (high - low) * (*z - chord_at[k - 1]) / (chord_at[k] - chord_at[k - 1]);
}

/* ln of the mean LR of c's lines when from a period on it takes over parts of `intake`. What it had at its own rate is
 * what is left of its total, so that it is told from the total alone. */
static double
up_ratio(const Scratch *s, size_t n, const Unit *unit, size_t period, double intake)
{
    const double later = s->later[period], own = fmax(unit->lines - intake, LEAST_OWN * unit->lines);
    double up[N_ELEMENTS(taken)];

    if (!(later > 0))
        return 0;
    for (size_t i = 0; i < N_ELEMENTS(taken); i++) {
        double z = taken[i] * intake / later * unit->lines / own, sum = read_chord(s, n, period, &z);

        up[i] = (sum - unit->lines * log1p(z * later / unit->lines)) / unit->phi_lines;
    }
    return log_mean(up, N_ELEMENTS(taken));
}

/* Turn down_u of unit c into the terms of M1 with c as the centre. */
static void
trace_centre(const KamPurchases *p, size_t c, Scratch *s)
{
    const size_t n = p->n_periods, at = c * n;
    const Unit unit = unit_of(p, c);
    double up = 0, intake = -1;

    spread_asked(p, c, &unit, s);
    fill_chords(p, c, s);
    for (size_t t = 0; t + 1 < n; t++) {
        double intake_before = intake;

        intake = fmax(0, s->intakes[t] - s->intake[at + t]);
        if (p->occasions[at + t] > 0 || intake != intake_before)
            up = up_ratio(s, n, &unit, t + 1, intake);
        s->score[at + t] = s->down[t] - s->score[at + t] + up;
    }
}

/* The first moment up to which a part of the probability lies. */
static size_t
moment_at(const double score[], size_t moments, double log_sum, double part)
{
    double sum = 0;

    for (size_t t = 0; t + 1 < moments; t++) {
        sum += exp(score[t] - log_sum);
        if (sum >= part)
            return t;
    }
    return moments - 1;
}

static void
write_result(const Scratch *s, const KamPurchases *p, const KamChangepointPrior *prior, const double log_sum[2],
             size_t centre, KamChangepoint *result)
{
    const size_t moments = p->n_periods - 1;
    const double *score = s->score + centre * p->n_periods;

    result->centre = centre;
    result->centre_probability = exp(log_sum[0] - log_sum[1]);
    result->period = 1 + moment_at(score, moments, log_sum[0], 0.5);
    result->lower = 1 + moment_at(score, moments, log_sum[0], (1 - prior->level) / 2);
    result->upper = 1 + moment_at(score, moments, log_sum[0], (1 + prior->level) / 2);
}

static void
judge(const Scratch *s, const KamPurchases *p, const KamChangepointPrior *prior, double log_alone, size_t buyers,
      KamChangepoint *result)
{
    const size_t n = p->n_periods, moments = n - 1;
    double all = -INFINITY, best = -INFINITY;
    size_t centre = 0;

    for (size_t u = 0; u < p->n_units; u++) {
        double of_unit;

        if (isinf(s->score[u * n]))
            continue;
        of_unit = log_mean(s->score + u * n, moments) + log((double)moments);
        all = log_add(all, of_unit);
        if (of_unit > best) {
            best = of_unit;
            centre = u;
        }
    }
    write_result(s, p, prior, (const double[]) { best, all }, centre, result);
    result->log_evidence = all - log((double)(moments * buyers));
    result->log_odds = result->log_evidence - log_alone;
    result->confidence = 1 / (1 + exp(-result->log_odds) * (1 - prior->central) / prior->central);
    result->is_found = result->log_evidence >= log(KAM_CHANGEPOINT_EVIDENCE) && result->confidence >= 0.5;
    result->is_suspected = !result->is_found && result->confidence >= KAM_CHANGEPOINT_SUSPICION;
}

static void
write_ratio(const Scratch *s, const KamPurchases *p, size_t centre, double ratio[])
{
    const double *score = s->score + centre * p->n_periods;
    const size_t moments = p->n_periods - 1;
    const double log_sum = log_mean(score, moments) + log((double)moments);

    ratio[0] = 0;
    for (size_t t = 0; t < moments; t++)
        ratio[t + 1] = exp(score[t] - log_sum);
}

KamCalcStatus
kam_changepoint_centralisation(const KamPurchases *purchases, const KamChangepointPrior *prior, double work[],
                               KamChangepoint *result, double ratio[])
{
    const size_t n = purchases->n_periods;
    Scratch s = divide_work(work, purchases->n_units, n);
    const Logs logs = take_logs();
    size_t buyers;
    double log_alone = 0;

    if (!is_in_domain(purchases, prior))
        return KAM_CALC_DOMAIN;
    buyers = count_buyers(purchases);
    if (buyers < 2 || n < 2)
        return KAM_CALC_TOO_FEW;
    for (size_t t = 0; t < n; t++)
        s.down[t] = s.intakes[t] = s.asked[t] = 0;
    for (size_t u = 0; u < purchases->n_units; u++) {
        if (sum_of(purchases->documents + u * n, n) > 0)
            log_alone += trace_unit(purchases, u, prior->alone, &logs, &s);
        else
            s.score[u * n] = -INFINITY;
    }
    for (size_t u = 0; u < purchases->n_units; u++)
        if (!isinf(s.score[u * n]))
            trace_centre(purchases, u, &s);
    judge(&s, purchases, prior, log_alone, buyers, result);
    if (ratio != NULL)
        write_ratio(&s, purchases, result->centre, ratio);
    return KAM_CALC_OK;
}
