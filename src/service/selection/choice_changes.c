/* What would change a place: the weight of a criterion, or the account's own value by it. */
#include <math.h>

#include "service/selection/choice.h"

/* Scores closer than this are equal: rounding makes no difference between accounts. */
#define SAME 1e-12

/* A candidate's score as the weight t of one criterion goes from 0 to 1: rest + t (value - rest). */
typedef struct {
    double value, rest;
} Line;

static Line
line_of(const KamChoice *choice, const KamValuation *v, guint i, guint c)
{
    gsize at = (gsize)i * v->m + c;

    return (Line) { v->value[at], choice->rest[at] };
}

/* Another candidate passes this one at t, upwards (1) or downwards (-1). */
typedef struct {
    double t;
    int step;
} Crossing;

static int
compare_crossings(gconstpointer a, gconstpointer b)
{
    const Crossing *x = a, *y = b;

    return x->t < y->t ? -1 : x->t > y->t;
}

/* Those that are above at t = 0, and where that changes. */
typedef struct {
    guint above, always; /* at t = 0; at every t */
    GArray *crossings;   /* Crossing */
} Others;

static void
find_crossings(const KamChoice *choice, const KamValuation *v, guint candidate, guint c, Others *others)
{
    const Line own = line_of(choice, v, candidate, c);

    for (guint i = 0; i < v->n && others->always < choice->places; i++) {
        const Line other = line_of(choice, v, i, c);
        double at_0 = other.rest - own.rest, at_1 = other.value - own.value;
        gboolean is_above = at_0 > SAME, ends_above = at_1 > SAME;

        others->above += is_above;
        others->always += is_above && ends_above; /* two lines cross once at most */
        if (is_above != ends_above) {
            Crossing crossing = { CLAMP(at_0 / (at_0 - at_1), 0, 1), ends_above ? 1 : -1 };
            g_array_append_val(others->crossings, crossing);
        }
    }
}

/* From crossing to crossing. */
static void
walk(const KamChoice *choice, const Others *others, GArray *spans)
{
    KamWeightSpan span = { 0, 1 };
    guint above = others->above;
    gboolean is_in = above < choice->places;

    g_array_sort(others->crossings, compare_crossings);
    for (guint k = 0; k < others->crossings->len; k++) {
        const Crossing *crossing = &g_array_index(others->crossings, Crossing, k);
        gboolean was_in = is_in;

        above = (guint)((int)above + crossing->step);
        is_in = above < choice->places;
        if (was_in && !is_in) {
            span.to = crossing->t;
            g_array_append_val(spans, span);
        } else if (!was_in && is_in) {
            span.from = crossing->t;
        }
    }
    span.to = 1;
    if (is_in)
        g_array_append_val(spans, span);
}

GArray *
kam_choice_spans(const KamChoice *choice, const KamValuation *valuation, guint candidate, guint criterion)
{
    GArray *spans = g_array_new(FALSE, FALSE, sizeof(KamWeightSpan));
    g_autoptr(GArray) crossings = g_array_new(FALSE, FALSE, sizeof(Crossing));
    const KamWeightSpan whole = { 0, 1 };
    Others others = { 0, 0, crossings };

    find_crossings(choice, valuation, candidate, criterion, &others);
    if (others.always >= choice->places) /* as many as there are places are above it whatever the criterion weighs */
        return spans;
    if (others.always + crossings->len < choice->places)
        g_array_append_val(spans, whole);
    else
        walk(choice, &others, spans);
    return spans;
}

/* The score that a candidate would have to reach, or to fall to. */
static double
score_at_the_edge(const KamChoice *choice, guint candidate)
{
    const double *score = choice->score[KAM_METHOD_WEIGHTED];

    if (choice->rank[KAM_METHOD_WEIGHTED][candidate] > choice->places)
        return choice->bar;
    return choice->places < choice->n ? score[choice->order[choice->places]] : NAN;
}

double
kam_choice_value_needed(const KamChoice *choice, const KamValuation *valuation, guint candidate, guint criterion)
{
    double weight = choice->weight[criterion];
    double gap = score_at_the_edge(choice, candidate) - choice->score[KAM_METHOD_WEIGHTED][candidate];
    double value = valuation->value[(gsize)candidate * valuation->m + criterion];

    if (!(weight > 0) || isnan(gap))
        return NAN;
    value += gap / weight;
    return value >= -SAME && value <= 1 + SAME ? CLAMP(value, 0, 1) : NAN;
}
