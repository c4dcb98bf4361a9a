/* Values out of figures: scales, value functions, and what is said where nothing is known. */
#include "service/selection/valuation.h"

#include <kamen/rank.h>
#include <math.h>

#define NEUTRAL 0.5
#define NEUTRAL_SD 0.28867513459481287 /* of anything between 0 and 1: 1 / sqrt(12) */

KamFigureTable *
kam_figure_table_new(guint n, guint m)
{
    KamFigureTable *table = g_new0(KamFigureTable, 1);

    table->n = n;
    table->m = m;
    table->figure = g_new(double, (gsize)n *m + 1);
    table->std_error = g_new0(double, (gsize)n *m + 1);
    for (gsize i = 0; i < (gsize)n * m; i++)
        table->figure[i] = NAN;
    return table;
}

void
kam_figure_table_free(KamFigureTable *table)
{
    if (table == NULL)
        return;
    g_free(table->figure);
    g_free(table->std_error);
    g_free(table);
}

void
kam_valuation_free(KamValuation *valuation)
{
    if (valuation == NULL)
        return;
    g_free(valuation->value);
    g_free(valuation->sd);
    g_free(valuation->low);
    g_free(valuation->high);
    g_free(valuation->known);
    g_free(valuation->is_known);
    g_free(valuation);
}

/* --- the scale of a criterion ------------------------------------------------------------------------------------- */

/* Figures of one criterion that are known, in descending order: for a median. */
static GArray *
known_figures(const KamFigureTable *table, guint c)
{
    GArray *known = g_array_new(FALSE, FALSE, sizeof(double));

    for (guint i = 0; i < table->n; i++)
        if (!isnan(table->figure[(gsize)i * table->m + c]))
            g_array_append_val(known, table->figure[(gsize)i * table->m + c]);
    if (known->len > 0)
        kam_rank_descending((const double *)known->data, known->len, (double *)known->data);
    return known;
}

static double
median_of(const KamFigureTable *table, guint c)
{
    g_autoptr(GArray) descending = known_figures(table, c);
    guint n = descending->len;

    return (g_array_index(descending, double, (n - 1) / 2) + g_array_index(descending, double, n / 2)) / 2;
}

/* How many are known, and the ends of them. */
static guint
find_ends(const KamFigureTable *table, guint c, double *largest, double *smallest)
{
    guint known = 0;

    *largest = -INFINITY;
    *smallest = INFINITY;
    for (guint i = 0; i < table->n; i++) {
        double figure = table->figure[(gsize)i * table->m + c];

        if (isnan(figure))
            continue;
        known++;
        *largest = MAX(*largest, figure);
        *smallest = MIN(*smallest, figure);
    }
    return known;
}

static void
set_scale(KamValuation *v, const KamCriterion *criterion, const KamFigureTable *table, guint c)
{
    double largest, smallest;

    v->known[c] = find_ends(table, c, &largest, &smallest);
    v->low[c] = criterion->low;
    v->high[c] = criterion->high;
    if (v->known[c] == 0)
        return;
    if (criterion->function == KAM_VALUE_DIMINISHING && !criterion->is_less_better && largest > 0)
        smallest = 0;
    if (isnan(v->low[c]))
        v->low[c] = criterion->is_less_better ? largest : smallest;
    if (!isnan(v->high[c]))
        return;
    if (criterion->function == KAM_VALUE_THRESHOLD)
        v->high[c] = median_of(table, c);
    else
        v->high[c] = criterion->is_less_better ? smallest : largest;
}

double
kam_valuation_value_of(const KamValuation *valuation, const GArray *criteria, guint c, double figure)
{
    const KamCriterion *criterion = &g_array_index(criteria, KamCriterion, c);
    double low = valuation->low[c], high = valuation->high[c], t;
    gboolean reaches = criterion->is_less_better ? figure <= high : figure >= high;

    if (reaches || low == high)
        return reaches ? 1 : 0;
    if (criterion->function == KAM_VALUE_THRESHOLD)
        return 0;
    t = CLAMP((figure - low) / (high - low), 0, 1);
    return criterion->function == KAM_VALUE_DIMINISHING ? sqrt(t) : t;
}

double
kam_valuation_figure_of(const KamValuation *valuation, const GArray *criteria, guint c, double value)
{
    const KamCriterion *criterion = &g_array_index(criteria, KamCriterion, c);
    double low = valuation->low[c], high = valuation->high[c];

    if (criterion->function == KAM_VALUE_THRESHOLD)
        return value > 0 ? high : low;
    return low + (high - low) * (criterion->function == KAM_VALUE_DIMINISHING ? value * value : value);
}

/* --- values ------------------------------------------------------------------------------------------------------- */

static double
sd_of_error(const KamValuation *v, const GArray *criteria, guint c, double figure, double std_error)
{
    double up, down;

    if (!(std_error > 0))
        return 0;
    up = kam_valuation_value_of(v, criteria, c, figure + std_error);
    down = kam_valuation_value_of(v, criteria, c, figure - std_error);
    return fabs(up - down) / 2;
}

static void
value_known(KamValuation *v, const GArray *criteria, const KamFigureTable *table, guint c)
{
    for (guint i = 0; i < v->n; i++) {
        gsize at = (gsize)i * v->m + c;

        v->is_known[at] = !isnan(table->figure[at]);
        if (!v->is_known[at])
            continue;
        v->value[at] = kam_valuation_value_of(v, criteria, c, table->figure[at]);
        v->sd[at] = sd_of_error(v, criteria, c, table->figure[at], table->std_error[at]);
    }
}

/* Mean and standard deviation of the known values; one half, give or take all, when there is none. */
static void
find_mean(const KamValuation *v, guint c, double *mean, double *sd)
{
    double sum = 0, squares = 0;

    *mean = NEUTRAL;
    *sd = NEUTRAL_SD;
    if (v->known[c] == 0)
        return;
    for (guint i = 0; i < v->n; i++)
        if (v->is_known[(gsize)i * v->m + c])
            sum += v->value[(gsize)i * v->m + c];
    *mean = sum / v->known[c];
    for (guint i = 0; i < v->n; i++)
        if (v->is_known[(gsize)i * v->m + c])
            squares += pow(v->value[(gsize)i * v->m + c] - *mean, 2);
    *sd = sqrt(squares / v->known[c]);
}

/* What the other criteria say of a candidate by their weights; one half when they say nothing either. */
static double
own_mean(const KamValuation *v, const double given[], const GArray *criteria, guint i)
{
    double sum = 0, weights = 0;

    for (guint c = 0; c < v->m; c++)
        if (v->is_known[(gsize)i * v->m + c]) {
            double weight = given != NULL ? given[c] : g_array_index(criteria, KamCriterion, c).weight;

            sum += weight * v->value[(gsize)i * v->m + c];
            weights += weight;
        }
    return weights > 0 ? sum / weights : NEUTRAL;
}

static void
value_missing(KamValuation *v, const GArray *criteria, const double weight[], guint c)
{
    KamMissingRule rule = g_array_index(criteria, KamCriterion, c).missing;
    double mean, sd;

    if (v->known[c] == v->n)
        return;
    find_mean(v, c, &mean, &sd);
    for (guint i = 0; i < v->n; i++) {
        gsize at = (gsize)i * v->m + c;

        if (v->is_known[at])
            continue;
        v->value[at] = rule == KAM_MISSING_NEUTRAL     ? NEUTRAL
                       : rule == KAM_MISSING_MEAN      ? mean
                       : rule == KAM_MISSING_LEAVE_OUT ? own_mean(v, weight, criteria, i)
                                                       : 0;
        v->sd[at] = rule == KAM_MISSING_NEUTRAL ? NEUTRAL_SD : rule == KAM_MISSING_MEAN ? sd : 0;
    }
}

KamValuation *
kam_valuation_new(const GArray *criteria, const KamFigureTable *table, const double weight[])
{
    KamValuation *v = g_new0(KamValuation, 1);
    gsize cells = (gsize)table->n * table->m + 1;

    v->n = table->n;
    v->m = table->m;
    v->value = g_new0(double, cells);
    v->sd = g_new0(double, cells);
    v->is_known = g_new0(guint8, cells);
    v->low = g_new0(double, table->m + 1);
    v->high = g_new0(double, table->m + 1);
    v->known = g_new0(guint, table->m + 1);
    for (guint c = 0; c < v->m; c++) {
        set_scale(v, &g_array_index(criteria, KamCriterion, c), table, c);
        value_known(v, criteria, table, c);
    }
    for (guint c = 0; c < v->m; c++)
        value_missing(v, criteria, weight, c);
    return v;
}
