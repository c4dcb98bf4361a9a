/* Reasons out of values, draws and what would change them. */
#include "service/selection/reason.h"

#include <math.h>

#define SURE 0.95
#define LIKELY 0.5
#define APART 0.15       /* of a value, to be called strong or weak */
#define DIFFER 0.3       /* between people and signs, to be asked about */
#define LEAST_SPAN 0.001 /* of a weight, below which nobody can hit it, or miss the rest */
#define NEAR_DAYS 90     /* before agreements end */
#define NAMED 3          /* strong and weak criteria that are named, at most */

static const char *const names[KAM_REASON_N] = {
    "sure_in",     "likely_in",   "likely_out",  "sure_out",     "strong",  "weak",     "assumed",       "only_if",
    "would_enter", "would_leave", "one_opinion", "signs_differ", "methods", "contract", "contract_ends",
};

const char *
kam_reason_code_name(KamReasonCode code)
{
    return names[code];
}

static void
add(GArray *reasons, KamReasonCode code, gint criterion, double first, double last)
{
    KamReason reason = { .code = code, .criterion = criterion, .first = first, .last = last };

    g_array_append_val(reasons, reason);
}

static void
add_certainty(const KamSelection *s, guint i, GArray *reasons)
{
    double share;

    if (s->choice->key == NULL)
        return;
    share = s->choice->key[i].value;
    add(reasons,
        share >= SURE      ? KAM_REASON_SURE_IN
        : share >= LIKELY  ? KAM_REASON_LIKELY_IN
        : share > 1 - SURE ? KAM_REASON_LIKELY_OUT
                           : KAM_REASON_SURE_OUT,
        -1, share, NAN);
}

/* The criteria that lift it above the others, or press it below them, by what that does to the score. */
static void
add_apart(const KamSelection *s, guint i, int sign, GArray *reasons)
{
    g_autofree guint8 *is_named = g_new0(guint8, s->valuation->m + 1);

    for (guint k = 0; k < NAMED; k++) {
        gint best = -1;
        double most = 0, mean_of_best = 0;

        for (guint c = 0; c < s->valuation->m; c++) {
            gsize at = (gsize)i * s->valuation->m + c;
            double mean = s->mean[c], apart = sign * (s->valuation->value[at] - mean);

            if (is_named[c] || !s->valuation->is_known[at] || apart < APART || s->choice->weight[c] * apart <= most)
                continue;
            best = (gint)c;
            most = s->choice->weight[c] * apart;
            mean_of_best = mean;
        }
        if (best < 0)
            return;
        is_named[best] = TRUE;
        add(reasons, sign > 0 ? KAM_REASON_STRONG : KAM_REASON_WEAK, best,
            s->valuation->value[(gsize)i * s->valuation->m + (guint)best], mean_of_best);
    }
}

static void
add_assumed(const KamSelection *s, guint i, GArray *reasons)
{
    for (guint c = 0; c < s->valuation->m; c++) {
        gsize at = (gsize)i * s->valuation->m + c;

        if (!s->valuation->is_known[at] && s->choice->weight[c] > 0)
            add(reasons, KAM_REASON_ASSUMED, (gint)c, s->valuation->value[at], NAN);
    }
}

/* How far a weight is from where it would change the place. */
static double
room_of(const KamSelection *s, const KamReason *reason)
{
    double weight = s->choice->weight[reason->criterion];
    double below = reason->first > 0 ? fabs(weight - reason->first) : INFINITY;
    double above = reason->last < 1 ? fabs(reason->last - weight) : INFINITY;

    return MIN(below, above);
}

static int
compare_room(gconstpointer a, gconstpointer b, gpointer data)
{
    double x = room_of(data, a), y = room_of(data, b);

    return (x > y) - (x < y);
}

static void
add_span(const KamSelection *s, guint c, const KamWeightSpan *span, GArray *reasons)
{
    double weight = s->choice->weight[c];

    add(reasons, KAM_REASON_ONLY_IF, (gint)c, span->from, span->to);
    g_array_index(reasons, KamReason, reasons->len - 1).holds = weight >= span->from && weight <= span->to;
}

/* One span that is neither nothing nor the whole says something; several would only puzzle. The nearest bound comes
 * first. */
static void
add_spans(const KamSelection *s, guint i, GArray *reasons)
{
    guint first = reasons->len;

    for (guint c = 0; c < s->valuation->m; c++) {
        const GArray *spans;
        KamWeightSpan span;

        if (!(s->choice->weight[c] > 0))
            continue;
        spans = kam_selection_spans(s, i, c);
        if (spans->len != 1)
            continue;
        span = g_array_index(spans, KamWeightSpan, 0);
        if (span.to - span.from >= LEAST_SPAN && span.to - span.from <= 1 - LEAST_SPAN)
            add_span(s, c, &span, reasons);
    }
    if (reasons->len > first + 1)
        g_qsort_with_data(&g_array_index(reasons, KamReason, first), (gint)(reasons->len - first), sizeof(KamReason),
                          compare_room, (gpointer)(guintptr)s);
}

/* The criterion that needs the smallest step of value. */
static void
add_change(const KamSelection *s, guint i, GArray *reasons)
{
    gboolean is_in = s->choice->rank[KAM_METHOD_WEIGHTED][i] <= s->choice->places;
    gint best = -1;
    double least = INFINITY, needed_of_best = NAN;

    for (guint c = 0; c < s->valuation->m; c++) {
        gsize at = (gsize)i * s->valuation->m + c;
        double needed = kam_choice_value_needed(s->choice, s->valuation, i, c);
        double step = fabs(needed - s->valuation->value[at]);

        if (isnan(needed) || !s->valuation->is_known[at] || step >= least)
            continue;
        best = (gint)c;
        least = step;
        needed_of_best = needed;
    }
    if (best >= 0)
        add(reasons, is_in ? KAM_REASON_WOULD_LEAVE : KAM_REASON_WOULD_ENTER, best,
            s->figures->figure[(gsize)i * s->figures->m + (guint)best],
            kam_valuation_figure_of(s->valuation, s->criteria, (guint)best, needed_of_best));
}

/* What is judged and counts: by whom, and whether what is seen agrees. */
static void
add_judged(const KamSelection *s, guint i, GArray *reasons)
{
    for (guint c = 0; c < s->valuation->m; c++) {
        const KamJudgement *judgement = kam_selection_judgement(s, i, c);
        double apart = kam_selection_disagreement(s, i, c);

        if (judgement == NULL || !(s->choice->weight[c] > 0))
            continue;
        if (judgement->people < KAM_JUDGEMENT_PEOPLE &&
            kam_measure_find(g_array_index(s->criteria, KamCriterion, c).measure) == NULL)
            add(reasons, KAM_REASON_ONE_OPINION, (gint)c, judgement->mean / 10, NAN);
        if (fabs(apart) >= DIFFER)
            add(reasons, KAM_REASON_SIGNS_DIFFER, (gint)c, judgement->mean / 10, judgement->mean / 10 - apart);
    }
}

static void
add_methods(const KamSelection *s, guint i, GArray *reasons)
{
    gboolean is_in = s->choice->rank[KAM_METHOD_WEIGHTED][i] <= s->choice->places;

    for (guint method = KAM_METHOD_WEIGHTED + 1; method < KAM_METHOD_N; method++)
        if ((s->choice->rank[method][i] <= s->choice->places) != is_in) {
            add(reasons, KAM_REASON_METHODS, -1, s->choice->rank[method][i], NAN);
            g_array_index(reasons, KamReason, reasons->len - 1).method = method;
        }
}

/* What binds it, which no weight moves. */
static void
add_contract(const KamSelection *s, guint i, GArray *reasons)
{
    const KamContract *contract = &s->account[i].contract;
    gboolean is_open = contract->end == KAM_AGREEMENT_OPEN;

    if (contract->end == KAM_DAY_NONE || isnan(contract->share))
        return;
    add(reasons,
        !is_open && contract->end - s->scope.as_of_day <= NEAR_DAYS ? KAM_REASON_CONTRACT_ENDS : KAM_REASON_CONTRACT,
        -1, contract->share, is_open ? NAN : contract->end);
}

GArray *
kam_selection_reasons(const KamSelection *selection, guint i)
{
    GArray *reasons = g_array_new(FALSE, TRUE, sizeof(KamReason));

    add_certainty(selection, i, reasons);
    add_apart(selection, i, 1, reasons);
    add_apart(selection, i, -1, reasons);
    add_spans(selection, i, reasons);
    add_change(selection, i, reasons);
    add_judged(selection, i, reasons);
    add_methods(selection, i, reasons);
    add_contract(selection, i, reasons);
    add_assumed(selection, i, reasons);
    return reasons;
}
