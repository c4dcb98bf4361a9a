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

static void
add_document(Group *g, size_t u, size_t week, double lines)
{
    size_t at = u * GROUP_WEEKS + week;

    g->documents[at]++;
    g->lines[at] += lines;
    g->squares[at] += lines * lines;
}

/* One document of a unit; `waiting` holds what the others left to the centre. */
static void
draw_document(Group *g, size_t u, size_t week, gboolean is_project, double *waiting, gsl_rng *rng)
{
    gboolean is_central = g->story == GROUP_CENTRAL && week >= g->moment;
    double lines = 0;

    g->occasions[u * GROUP_WEEKS + week] += season(g, week);
    if (gsl_rng_uniform(rng) < chance(g, u, week, is_project))
        lines = 1 + gsl_ran_poisson(rng, 0.6);
    if (is_central && u != g->centre && lines > 0 && gsl_rng_uniform(rng) >= STRAGGLERS) {
        *waiting += lines;
        g->moved++;
        return;
    }
    if (is_central && u == g->centre) {
        lines += *waiting;
        *waiting = 0;
    }
    if (lines > 0)
        add_document(g, u, week, lines);
}

void
group_buy(Group *g, gsl_rng *rng)
{
    double waiting = 0;
    gboolean is_project[GROUP_MAX_UNITS] = { 0 };

    memset(g->occasions, 0, sizeof g->occasions);
    memset(g->documents, 0, sizeof g->documents);
    memset(g->lines, 0, sizeof g->lines);
    memset(g->squares, 0, sizeof g->squares);
    g->moved = 0;
    for (size_t week = 0; week < GROUP_WEEKS; week++)
        for (size_t u = 0; u < g->n_units; u++) {
            guint documents = gsl_ran_poisson(rng, g->rate[u] * activity(g, u, week));

            /* Projects last six weeks in the mean, with twenty between them. */
            is_project[u] = gsl_rng_uniform(rng) < (is_project[u] ? 5.0 / 6 : 1.0 / 20);
            for (guint i = 0; i < documents; i++)
                draw_document(g, u, week, is_project[u], &waiting, rng);
        }
}

void
group_draw(Group *g, GroupStory story, gsl_rng *rng)
{
    g->story = story;
    g->n_units = 2 + gsl_rng_uniform_int(rng, GROUP_MAX_UNITS - 1);
    g->centre = 0;
    g->moment = 46 + gsl_rng_uniform_int(rng, 64);
    g->subject = 1;
    for (size_t u = 0; u < g->n_units; u++) {
        g->rate[u] = gsl_ran_lognormal(rng, log(1.2), 0.6);
        g->chance[u] = gsl_ran_flat(rng, 0.08, 0.5);
        if (g->rate[u] * g->chance[u] > g->rate[g->centre] * g->chance[g->centre])
            g->centre = u;
    }
    g->subject = g->centre == 0 ? 1 : 0;
    group_buy(g, rng);
}

KamChangepoint
group_judge(const Group *g)
{
    const KamPurchases purchases = { .n_units = g->n_units,
                                     .n_periods = GROUP_WEEKS,
                                     .occasions = g->occasions,
                                     .documents = g->documents,
                                     .lines = g->lines,
                                     .squares = g->squares };
    g_autofree double *work = g_new(double, kam_changepoint_work_length(g->n_units, GROUP_WEEKS));
    KamChangepoint result = { 0 };

    if (kam_changepoint_centralisation(&purchases, &kam_changepoint_usual_prior, work, &result, NULL) != KAM_CALC_OK)
        memset(&result, 0, sizeof result);
    return result;
}
