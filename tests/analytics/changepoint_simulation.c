/* Groups with a known truth: see changepoint_simulation.h. */
#include "changepoint_simulation.h"

#include <math.h>
#include <string.h>

#define STRAGGLERS 0.01 /* purchases that a unit makes by itself all the same */

static const char *const story_names[GROUP_N_STORIES] = {
    "nothing happens",
    "central from a moment on",
    "one takes the category elsewhere",
    "one takes 60 % of it elsewhere",
    "one falls silent everywhere",
    "one is bought",
    "one is sold",
    "all grow, unequally",
    "strong months",
    "bursts of projects",
    "all renew their range",
};

const char *
group_story_name(GroupStory story)
{
    return story_names[story];
}

static double
activity(const Group *g, size_t u, size_t week)
{
    gboolean is_subject = u == g->subject, is_after = week >= g->moment;

    if (is_subject && ((g->story == GROUP_SILENT && is_after) || (g->story == GROUP_LEFT && is_after) ||
                       (g->story == GROUP_JOINED && !is_after)))
        return 0;
    return g->story == GROUP_GROWING ? pow(3, ((double)u + 1) * (double)week / GROUP_WEEKS / 2) : 1;
}

static double
season(const Group *g, size_t week)
{
    return g->story == GROUP_SEASON ? 1 + 0.8 * sin(2 * G_PI * (double)week / 52) : 1;
}

static double
chance(const Group *g, size_t u, size_t week, gboolean is_project)
{
    double p = g->chance[u] * season(g, week);

    if (g->story == GROUP_ALONE && u == g->subject && week >= g->moment)
        return 0;
    if (g->story == GROUP_PART && u == g->subject && week >= g->moment)
        return 0.4 * p;
    return g->story == GROUP_BURSTS ? (is_project ? MIN(0.95, 3 * p) : 0.4 * p) : p;
}

/* What the others left to the centre until its next document. */
typedef struct {
    size_t n, article[GROUP_MAX_LINES];
} Waiting;

static void
add_line(Group *g, size_t u, size_t week, size_t article)
{
    g_assert_cmpuint(g->n_bought, <, GROUP_MAX_LINES);
    g->bought[g->n_bought++] = (KamArticleLine) { .unit = u, .article = article, .day = (int)week };
}

static void
add_document(Group *g, size_t u, size_t week, double lines)
{
    size_t at = u * GROUP_WEEKS + week;

    g->documents[at]++;
    g->lines[at] += lines;
    g->squares[at] += lines * lines;
}

/* The first articles of a repertory are bought more often. */
static size_t
draw_article(const Group *g, size_t u, gsl_rng *rng)
{
    return g->repertory[u][(size_t)(GROUP_REPERTORY * pow(gsl_rng_uniform(rng), 1.6))];
}

static size_t
count_lines(const Group *g, size_t u, size_t week, gboolean is_project, gsl_rng *rng)
{
    return gsl_rng_uniform(rng) < chance(g, u, week, is_project) ? 1 + gsl_ran_poisson(rng, 0.6) : 0;
}

static void
draw_document(Group *g, size_t u, size_t week, gboolean is_project, Waiting *waiting, gsl_rng *rng)
{
    gboolean is_central = g->story == GROUP_CENTRAL && week >= g->moment;
    size_t n = count_lines(g, u, week, is_project, rng), lines = n;

    g->occasions[u * GROUP_WEEKS + week] += season(g, week);
    if (is_central && u != g->centre && n > 0 && gsl_rng_uniform(rng) >= STRAGGLERS) {
        for (; n > 0 && waiting->n < GROUP_MAX_LINES; n--)
            waiting->article[waiting->n++] = draw_article(g, u, rng);
        g->moved++;
        return;
    }
    for (; n > 0; n--)
        add_line(g, u, week, draw_article(g, u, rng));
    if (is_central && u == g->centre) {
        lines += waiting->n;
        while (waiting->n > 0)
            add_line(g, u, week, waiting->article[--waiting->n]);
    }
    if (lines > 0)
        add_document(g, u, week, (double)lines);
}

/* Once in a while one article makes way for another of the shop. */
static void
renew_repertory(Group *g, size_t u, gsl_rng *rng)
{
    if (g->story == GROUP_RANGE && gsl_rng_uniform(rng) < 1 / 12.0)
        g->repertory[u][gsl_rng_uniform_int(rng, GROUP_REPERTORY)] = gsl_rng_uniform_int(rng, GROUP_ARTICLES);
}

void
group_buy(Group *g, gsl_rng *rng)
{
    g_autofree Waiting *waiting = g_new0(Waiting, 1);
    gboolean is_project[GROUP_MAX_UNITS] = { 0 };

    memset(g->occasions, 0, sizeof g->occasions);
    memset(g->documents, 0, sizeof g->documents);
    memset(g->lines, 0, sizeof g->lines);
    memset(g->squares, 0, sizeof g->squares);
    g->moved = 0;
    g->n_bought = 0;
    for (size_t week = 0; week < GROUP_WEEKS; week++)
        for (size_t u = 0; u < g->n_units; u++) {
            guint documents = gsl_ran_poisson(rng, g->rate[u] * activity(g, u, week));

            /* Projects last six weeks in the mean, with twenty between them. */
            is_project[u] = gsl_rng_uniform(rng) < (is_project[u] ? 5.0 / 6 : 1.0 / 20);
            renew_repertory(g, u, rng);
            for (guint i = 0; i < documents; i++)
                draw_document(g, u, week, is_project[u], waiting, rng);
        }
}

void
group_draw(Group *g, GroupStory story, gsl_rng *rng)
{
    g->story = story;
    g->n_units = 2 + gsl_rng_uniform_int(rng, GROUP_MAX_UNITS - 1);
    g->centre = 0;
    g->moment = 46 + gsl_rng_uniform_int(rng, 64);
    for (size_t u = 0; u < g->n_units; u++) {
        g->rate[u] = gsl_ran_lognormal(rng, log(1.2), 0.6);
        g->chance[u] = gsl_ran_flat(rng, 0.08, 0.5);
        for (guint i = 0; i < GROUP_REPERTORY; i++)
            g->repertory[u][i] = gsl_rng_uniform_int(rng, GROUP_ARTICLES);
        if (g->rate[u] * g->chance[u] > g->rate[g->centre] * g->chance[g->centre])
            g->centre = u;
    }
    g->subject = g->centre == 0 ? 1 : 0;
    group_buy(g, rng);
}

static KamPurchaseMark *
mark_lines(const Group *g)
{
    g_autofree double *work = g_new(double, kam_changepoint_article_work_length(g->n_units, GROUP_ARTICLES));
    g_autofree double *ratio = g_new(double, g->n_bought);
    KamPurchaseMark *marks = g_new(KamPurchaseMark, g->n_bought);
    double market[GROUP_ARTICLES];
    KamCalcStatus status;

    for (guint a = 0; a < GROUP_ARTICLES; a++)
        market[a] = 1.0 / GROUP_ARTICLES;
    status = kam_changepoint_article_ratios(g->bought, g->n_bought, g->n_units, GROUP_ARTICLES, market, work, ratio);
    g_assert_cmpint(status, ==, KAM_CALC_OK);
    for (size_t i = 0; i < g->n_bought; i++)
        marks[i] = (KamPurchaseMark) {
            .unit = g->bought[i].unit, .period = (size_t)g->bought[i].day, .amount = 1, .ratio = ratio[i]
        };
    return marks;
}

KamChangepoint
group_judge(const Group *g, gboolean with_articles)
{
    g_autofree KamPurchaseMark *marks = with_articles ? mark_lines(g) : NULL;
    const KamPurchases purchases = { .n_units = g->n_units,
                                     .n_periods = GROUP_WEEKS,
                                     .occasions = g->occasions,
                                     .documents = g->documents,
                                     .lines = g->lines,
                                     .squares = g->squares,
                                     .n_marks = with_articles ? g->n_bought : 0,
                                     .marks = marks };
    g_autofree double *work = g_new(double, kam_changepoint_work_length(g->n_units, GROUP_WEEKS));
    KamChangepoint result = { 0 };

    if (kam_changepoint_centralisation(&purchases, &kam_changepoint_usual_prior, work, &result, NULL) != KAM_CALC_OK)
        memset(&result, 0, sizeof result);
    return result;
}
