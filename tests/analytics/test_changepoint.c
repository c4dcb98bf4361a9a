/* Central purchasing: a naive recomputation, known truths, properties, every status. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "changepoint_simulation.h"
#include "data.h"

/* Two units, six periods: A buys all along, B stops after three and writes nothing in the fifth. Lines of a document:
 * 1, later 2. */
static const double occasions[] = { 4, 5, 3, 4, 6, 2, 2, 3, 2.5, 3, 0, 4 };
static const double documents[] = { 2, 1, 2, 3, 4, 1, 1, 3, 2, 0, 0, 0 };
static const double lines[] = { 2, 1, 2, 6, 8, 2, 1, 3, 2, 0, 0, 0 };
static const double squares[] = { 2, 1, 2, 12, 16, 4, 1, 3, 2, 0, 0, 0 };
/* From the fourth period on A buys articles that B bought. */
static const KamPurchaseMark marks[] = {
    { 0, 0, 2, 0.5 }, { 0, 1, 1, 0.7 }, { 0, 2, 2, 0.4 }, { 0, 3, 4, 12 },  { 0, 3, 2, 0.3 },
    { 0, 4, 8, 5 },   { 0, 5, 2, 0.2 }, { 1, 0, 1, 1 },   { 1, 1, 3, 0.8 }, { 1, 2, 2, 1.5 },
};
static const KamPurchases small = { 2, 6, occasions, documents, lines, squares, 0, NULL };
static const KamPurchases small_marked = { 2, 6, occasions, documents, lines, squares, G_N_ELEMENTS(marks), marks };

static double
sum(const double x[], size_t from, size_t to)
{
    double sum = 0;

    for (size_t i = from; i < to; i++)
        sum += x[i];
    return sum;
}

/* LR of unit u in `small` for a moment before period t, by its definition: probabilities of periods, one by one. */
static double
naive_ratio(const double counts[], size_t u, size_t t, double r)
{
    double before = 0, ratio = 1;

    for (size_t i = 0; i < 6; i++)
        before += occasions[6 * u + i] * (i < t ? 1 : r);
    for (size_t i = 0; i < 6; i++) {
        double changed = (i < t ? 1 : r) / before, unchanged = 1 / sum(occasions, 6 * u, 6 * u + 6);

        ratio *= pow(changed / unchanged, counts[6 * u + i]);
    }
    return ratio;
}

static double
naive_down(size_t u, size_t t)
{
    return (naive_ratio(documents, u, t, 0.003) + naive_ratio(documents, u, t, 0.02) +
            naive_ratio(documents, u, t, 0.06)) /
           3;
}

/* What the other unit asks of c in a period, with what waited for it, and then against what c buys itself. */
static double
naive_asked(size_t c, size_t t)
{
    size_t o = 1 - c;
    double rate = sum(lines, 6 * o, 6 * o + 6) / sum(occasions, 6 * o, 6 * o + 6), asked = 0;

    if (occasions[6 * c + t] == 0)
        return 0;
    asked = rate * occasions[6 * o + t];
    while (t > 0 && occasions[6 * c + t - 1] == 0)
        asked += rate * occasions[6 * o + --t];
    return asked;
}

static double
naive_gain(size_t c, size_t t)
{
    double own = occasions[6 * c + t] * sum(lines, 6 * c, 6 * c + 6) / sum(occasions, 6 * c, 6 * c + 6);

    return own > 0 ? naive_asked(c, t) / own : 0;
}

/* ln of the product over c's lines from t on, for z at a point of the chords. */
static double
naive_lines(const KamPurchases *p, size_t c, size_t t, double z)
{
    double sum = 0;

    for (size_t w = t; w < 6 && p->marks == NULL; w++)
        sum += lines[6 * c + w] * log(1 + z * naive_gain(c, w));
    for (size_t i = 0; i < p->n_marks; i++)
        if (p->marks[i].unit == c && p->marks[i].period >= t)
            sum += p->marks[i].amount * log(1 + z * naive_gain(c, p->marks[i].period) * p->marks[i].ratio);
    return sum;
}

static double
naive_chord(const KamPurchases *p, size_t c, size_t t, double z)
{
    double low = 0, high = 0.04;

    while (high < z) {
        low = high;
        high *= 3;
    }
    return ((high - z) * naive_lines(p, c, t, low) + (z - low) * naive_lines(p, c, t, high)) / (high - low);
}

static double
naive_up(const KamPurchases *p, size_t c, size_t t)
{
    const double taken[] = { 0.05, 0.15, 0.3, 0.55, 0.8, 1, 1.25, 1.6 };
    size_t o = 1 - c;
    double all = sum(lines, 6 * c, 6 * c + 6), asked = 0, mean = 0;
    double intake =
        sum(lines, 6 * o, 6 * o + t) / sum(occasions, 6 * o, 6 * o + t) * sum(occasions, 6 * o + t, 6 * o + 6);
    double own = fmax(all - intake, 0.02 * all), phi = sum(squares, 6 * c, 6 * c + 6) / all;

    for (size_t w = t; w < 6; w++)
        asked += naive_asked(c, w);
    for (size_t i = 0; i < 8; i++) {
        double z = taken[i] * intake / own * all / asked;

        mean += exp((naive_chord(p, c, t, z) - all * log(1 + taken[i] * intake / own)) / phi) / 8;
    }
    return mean;
}

static double
naive_alone(size_t u, double alone)
{
    const double changed[] = { 0.003, 0.03, 0.12, 0.3, 0.55, 0.75, 1.4, 2, 4 };
    double mean = 0;

    for (size_t t = 1; t < 6; t++)
        for (size_t i = 0; i < 9; i++)
            mean += naive_ratio(documents, u, t, changed[i]) / 45;
    return 1 - alone + alone * mean;
}

static void
check_by_definition(const KamPurchases *p, size_t period)
{
    const KamChangepointPrior prior = { 0.1, 0.2, 0.8 };
    g_autofree double *work = g_new(double, kam_changepoint_work_length(2, 6));
    double ratio[6], evidence = 0, of_first[6] = { 0 }, alone = naive_alone(0, 0.2) * naive_alone(1, 0.2);
    KamChangepoint result;

    g_assert_cmpint(kam_changepoint_centralisation(p, &prior, work, &result, ratio), ==, KAM_CALC_OK);
    for (size_t t = 1; t < 6; t++) {
        of_first[t] = naive_up(p, 0, t) * naive_down(1, t);
        evidence += (of_first[t] + naive_up(p, 1, t) * naive_down(0, t)) / 10;
    }
    assert_near(result.log_evidence, log(evidence), 1e-12);
    assert_near(result.log_odds, log(evidence / alone), 1e-12);
    assert_near(result.confidence, 0.1 * evidence / (0.1 * evidence + 0.9 * alone), 1e-12);
    g_assert_cmpint(result.is_suspected, ==, !result.is_found && result.confidence >= KAM_CHANGEPOINT_SUSPICION);
    assert_near(result.centre_probability, sum(of_first, 1, 6) / 10 / evidence, 1e-12);
    g_assert_cmpuint(result.centre, ==, 0);
    g_assert_cmpuint(result.period, ==, period);
    for (size_t t = 0; t < 6; t++)
        assert_near(ratio[t], of_first[t] / sum(of_first, 1, 6), 1e-12);
}

static void
test_centralisation__by_its_definition(void)
{
    check_by_definition(&small, 3);
    check_by_definition(&small_marked, 3);
}

/* What is new to the unit and common to the others says much; what it bought itself, little. */
static void
test_articles__by_their_definition(void)
{
    const KamArticleLine bought[] = {
        { 0, 0, 10 }, { 1, 1, 10 }, { 0, 0, 12 }, { 1, 1, 13 }, { 0, 1, 13 }, { 0, 1, 20 }
    };
    const double market[] = { 0.3, 0.2, 0.5 };
    g_autofree double *work = g_new(double, kam_changepoint_article_work_length(2, 3));
    double ratio[6], alpha = 1;

    /* Two different ones in four lines: alpha ln(1 + 4 / alpha) = 2. */
    for (guint i = 0; i < 200; i++)
        alpha = 2 / log(1 + 4 / alpha);
    g_assert_cmpint(kam_changepoint_article_ratios(bought, 6, 2, 3, market, work, ratio), ==, KAM_CALC_OK);
    g_assert_cmpfloat(ratio[0], ==, 1);
    g_assert_cmpfloat(ratio[1], ==, 1);
    assert_near(ratio[2], (0 + 2 * 0.3) / (1 + 2) / ((1 + alpha * 0.3) / (1 + alpha)), 1e-9);
    assert_near(ratio[4], (1 + 2 * 0.2) / (1 + 2) / ((0 + alpha * 0.2) / (2 + alpha)), 1e-9);
    assert_near(ratio[5], (2 + 2 * 0.2) / (2 + 2) / ((1 + alpha * 0.2) / (3 + alpha)), 1e-9);
}

static void
test_articles__refuse_what_is_out_of_order(void)
{
    const KamArticleLine late[] = { { 0, 0, 12 }, { 1, 1, 10 } }, stranger[] = { { 0, 0, 10 }, { 2, 1, 10 } };
    const double market[] = { 0.3, 0.7 }, nothing[] = { 0, 1 };
    double work[64], ratio[2] = { 77, 77 };

    g_assert_cmpint(kam_changepoint_article_ratios(late, 2, 2, 2, market, work, ratio), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_changepoint_article_ratios(stranger, 2, 2, 2, market, work, ratio), ==, KAM_CALC_DOMAIN);
    g_assert_cmpint(kam_changepoint_article_ratios(stranger, 1, 2, 2, nothing, work, ratio), ==, KAM_CALC_DOMAIN);
    g_assert_cmpfloat(ratio[0], ==, 77);
    g_assert_cmpuint(kam_changepoint_article_work_length(2, 2), <=, G_N_ELEMENTS(work));
    g_assert_cmpuint(kam_changepoint_article_work_length(SIZE_MAX / 32, 64), ==, SIZE_MAX);
}

static void
test_dispersion__of_successive_differences(void)
{
    const double even[] = { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 }, bursts[] = { 0, 0, 0, 0, 9, 9, 9, 9, 0, 0, 0, 0 };

    /* Two pairs of blocks, each (36 * 4)^2 / (36 * 4 * 4) = 36. */
    assert_near(kam_changepoint_dispersion(even, bursts, 12), (10 + 72) / 12.0, 1e-12);
    g_assert_cmpfloat(kam_changepoint_dispersion(even, even, 12), ==, 1);
    g_assert_cmpfloat(kam_changepoint_dispersion(even, bursts, 3), ==, 1);
}

static KamChangepoint
judge_scaled(const Group *group, double of_occasions, double of_lines)
{
    g_autofree Group *scaled = g_memdup2(group, sizeof *group);

    for (size_t i = 0; i < group->n_units * GROUP_WEEKS; i++) {
        scaled->occasions[i] *= of_occasions;
        scaled->lines[i] *= of_lines;
        scaled->squares[i] *= of_lines * of_lines;
    }
    return group_judge(scaled, FALSE);
}

static void
test_property__units_of_measure_change_nothing(void)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    KamChangepoint plain, scaled;
    Group group;

    gsl_rng_set(rng, 3);
    group_draw(&group, GROUP_CENTRAL, rng);
    plain = group_judge(&group, FALSE);
    scaled = judge_scaled(&group, 7.3, 1190.5);
    assert_near(scaled.log_evidence, plain.log_evidence, 1e-9);
    assert_near(scaled.confidence, plain.confidence, 1e-9);
    g_assert_cmpuint(scaled.period, ==, plain.period);
    gsl_rng_free(rng);
}

static void
swap(double x[], size_t a, size_t b)
{
    double kept[GROUP_WEEKS];

    memcpy(kept, x + a * GROUP_WEEKS, sizeof kept);
    memcpy(x + a * GROUP_WEEKS, x + b * GROUP_WEEKS, sizeof kept);
    memcpy(x + b * GROUP_WEEKS, kept, sizeof kept);
}

static void
test_property__order_of_units_and_strangers_change_nothing(void)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    KamChangepoint plain, other;
    Group group;

    gsl_rng_set(rng, 5);
    group_draw(&group, GROUP_CENTRAL, rng);
    while (group.n_units == GROUP_MAX_UNITS)
        group_draw(&group, GROUP_CENTRAL, rng);
    plain = group_judge(&group, TRUE);
    swap(group.occasions, 0, 1);
    swap(group.documents, 0, 1);
    swap(group.lines, 0, 1);
    swap(group.squares, 0, 1);
    for (size_t i = 0; i < group.n_bought; i++)
        group.bought[i].unit = group.bought[i].unit > 1 ? group.bought[i].unit : 1 - group.bought[i].unit;
    /* A unit that never bought the category. */
    for (size_t week = 0; week < GROUP_WEEKS; week++)
        group.occasions[group.n_units * GROUP_WEEKS + week] = 2;
    group.n_units++;
    other = group_judge(&group, TRUE);
    assert_near(other.log_evidence, plain.log_evidence, 1e-9);
    assert_near(other.confidence, plain.confidence, 1e-9);
    g_assert_cmpuint(other.centre, ==, plain.centre > 1 ? plain.centre : 1 - plain.centre);
    gsl_rng_free(rng);
}

static guint
count_found(GroupStory story, guint rounds, guint *evident)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    guint found = 0;

    gsl_rng_set(rng, 20260311 + story);
    *evident = 0;
    for (guint round = 0; round < rounds; round++) {
        Group group;
        KamChangepoint result;

        group_draw(&group, story, rng);
        result = group_judge(&group, TRUE);
        found += result.is_found != 0;
        *evident += result.log_evidence >= log(KAM_CHANGEPOINT_EVIDENCE);
    }
    gsl_rng_free(rng);
    return found;
}

/* The bound allows one in a hundred; nobody's mere growth, season or silence may reach it. */
static void
test_false_alarms__stay_below_one_in_a_hundred(void)
{
    const GroupStory stories[] = { GROUP_STEADY,  GROUP_SILENT, GROUP_JOINED, GROUP_LEFT, GROUP_PART,
                                   GROUP_GROWING, GROUP_SEASON, GROUP_BURSTS, GROUP_RANGE };

    for (guint i = 0; i < G_N_ELEMENTS(stories); i++) {
        guint evident, found = count_found(stories[i], 100, &evident);

        g_test_message("%s: %u evident, %u found", group_story_name(stories[i]), evident, found);
        g_assert_cmpuint(found, <=, 1);
    }
}

static void
test_power__most_moves_are_found_in_time(void)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    guint visible = 0, found = 0, in_time = 0, inside = 0;

    gsl_rng_set(rng, 9);
    while (visible < 100) {
        Group group;
        KamChangepoint result;

        group_draw(&group, GROUP_CENTRAL, rng);
        if (group.moved < 8)
            continue;
        result = group_judge(&group, TRUE);
        visible++;
        found += result.is_found && result.centre == group.centre;
        in_time += result.is_found && fabs((double)result.period - (double)group.moment) <= 9;
        inside += result.is_found && result.lower <= group.moment && group.moment <= result.upper;
    }
    g_test_message("%u found, %u in time, %u within the interval", found, in_time, inside);
    g_assert_cmpuint(found, >=, 92);
    g_assert_cmpuint(in_time, >=, 90);
    g_assert_cmpuint(inside * 10, >=, found * 9);
    gsl_rng_free(rng);
}

static void
test_status__of_what_is_refused(void)
{
    g_autofree double *work = g_new(double, kam_changepoint_work_length(2, 6));
    double wrong[12];
    KamChangepoint result = { .centre = 77 };
    KamPurchases asked = small;
    KamChangepointPrior prior = kam_changepoint_usual_prior;

    memcpy(wrong, documents, sizeof wrong);
    wrong[4] = -1;
    asked.documents = wrong;
    g_assert_cmpint(kam_changepoint_centralisation(&asked, &prior, work, &result, NULL), ==, KAM_CALC_DOMAIN);
    asked = small;
    memcpy(wrong, occasions, sizeof wrong);
    wrong[0] = 0;
    asked.occasions = wrong;
    g_assert_cmpint(kam_changepoint_centralisation(&asked, &prior, work, &result, NULL), ==, KAM_CALC_DOMAIN);
    memset(wrong, 0, sizeof wrong);
    asked.occasions = occasions;
    asked.squares = wrong;
    g_assert_cmpint(kam_changepoint_centralisation(&asked, &prior, work, &result, NULL), ==, KAM_CALC_DOMAIN);
    asked = small_marked;
    asked.marks = (const KamPurchaseMark[]) { { 0, 0, 27, 0 } };
    asked.n_marks = 1;
    g_assert_cmpint(kam_changepoint_centralisation(&asked, &prior, work, &result, NULL), ==, KAM_CALC_DOMAIN);
    asked = small_marked;
    asked.n_marks--;
    g_assert_cmpint(kam_changepoint_centralisation(&asked, &prior, work, &result, NULL), ==, KAM_CALC_DOMAIN);
    prior.alone = 1;
    g_assert_cmpint(kam_changepoint_centralisation(&small, &prior, work, &result, NULL), ==, KAM_CALC_DOMAIN);
    asked = small;
    asked.n_units = 1;
    prior = kam_changepoint_usual_prior;
    g_assert_cmpint(kam_changepoint_centralisation(&asked, &prior, work, &result, NULL), ==, KAM_CALC_TOO_FEW);
    asked.n_units = 2;
    asked.n_periods = 1;
    g_assert_cmpint(kam_changepoint_centralisation(&asked, &prior, work, &result, NULL), ==, KAM_CALC_TOO_FEW);
    g_assert_cmpuint(result.centre, ==, 77);
    g_assert_cmpuint(kam_changepoint_work_length(SIZE_MAX / 2, 4), ==, SIZE_MAX);
    g_assert_cmpuint(kam_changepoint_work_length(4, SIZE_MAX / 4), ==, SIZE_MAX);
}

#define ADD(name) g_test_add_func("/changepoint/" #name, test_##name)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD(centralisation__by_its_definition);
    ADD(articles__by_their_definition);
    ADD(articles__refuse_what_is_out_of_order);
    ADD(dispersion__of_successive_differences);
    ADD(property__units_of_measure_change_nothing);
    ADD(property__order_of_units_and_strangers_change_nothing);
    ADD(false_alarms__stay_below_one_in_a_hundred);
    ADD(power__most_moves_are_found_in_time);
    ADD(status__of_what_is_refused);
    return g_test_run();
}
