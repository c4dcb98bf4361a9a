/* Scores, places and draws. The arithmetic is libkamen's. */
#include "service/selection/choice.h"

#include <kamen/decision.h>
#include <math.h>

#include "base/error.h"

static const char *const method_names[KAM_METHOD_N] = { "weighted", "topsis", "promethee" };

const char *
kam_choice_method_name(KamChoiceMethod method)
{
    return method_names[method];
}

void
kam_choice_free(KamChoice *choice)
{
    if (choice == NULL)
        return;
    for (guint method = 0; method < KAM_METHOD_N; method++) {
        g_free(choice->score[method]);
        g_free(choice->rank[method]);
    }
    g_free(choice->weight);
    g_free(choice->order);
    g_free(choice->key);
    g_free(choice->first);
    g_free(choice->share);
    g_free(choice->central);
    g_free(choice->rest);
    g_free(choice);
}

static gboolean
check_options(const KamValuation *valuation, const KamChoiceOptions *options, GError **error)
{
    if (valuation->n == 0 || valuation->n > KAM_CHOICE_MAX) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "there are %u candidates where 1 to %d can be compared; set narrower conditions", valuation->n,
                    KAM_CHOICE_MAX);
        return FALSE;
    }
    if (options->places < 1 || options->draws > KAM_SMAA_DRAWS_MAX) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "a choice needs 1 place or more, and at most %d draws",
                    KAM_SMAA_DRAWS_MAX);
        return FALSE;
    }
    return TRUE;
}

/* --- scores ------------------------------------------------------------------------------------------------------- */

static KamCalcStatus
score_topsis(KamChoice *choice, const KamValuation *v)
{
    g_autofree double *best = g_new(double, v->n);
    g_autofree double *worst = g_new(double, v->n);
    KamCalcStatus status =
        kam_decision_topsis(v->value, v->n, v->m, choice->weight, choice->score[KAM_METHOD_TOPSIS], best, worst);

    if (status != KAM_CALC_EMPTY)
        return status;
    for (guint i = 0; i < v->n; i++) /* nothing tells them apart: all are as near to the best */
        choice->score[KAM_METHOD_TOPSIS][i] = 1;
    return KAM_CALC_OK;
}

/* A difference counts the less the smaller it is beside the spread of the criterion. */
static KamCalcStatus
score_promethee(KamChoice *choice, const KamValuation *v)
{
    g_autofree KamDecisionPreference *preference = g_new(KamDecisionPreference, v->m);
    g_autofree double *leaving = g_new(double, v->n);
    g_autofree double *entering = g_new(double, v->n);

    choice->score[KAM_METHOD_PROMETHEE][0] = 0;
    if (v->n == 1)
        return KAM_CALC_OK;
    for (guint c = 0; c < v->m; c++)
        preference[c] = kam_decision_preference(v->value, v->n, v->m, c, KAM_DECISION_GAUSSIAN);
    return kam_decision_promethee(v->value, v->n, v->m, choice->weight, preference, leaving, entering,
                                  choice->score[KAM_METHOD_PROMETHEE]);
}

static KamCalcStatus
score_all(KamChoice *choice, const KamValuation *v)
{
    KamCalcStatus status =
        kam_decision_weighted(v->value, v->n, v->m, choice->weight, choice->score[KAM_METHOD_WEIGHTED]);

    if (status == KAM_CALC_OK)
        status = score_topsis(choice, v);
    return status == KAM_CALC_OK ? score_promethee(choice, v) : status;
}

/* What the criteria but one say of a candidate; where that one is all that counts, the others count alike. */
static double
rest_of(const KamChoice *choice, const double value[], guint c)
{
    double rest = 0, others = 1 - choice->weight[c];
    gboolean is_all = others < 1e-12;

    for (guint j = 0; j < choice->m; j++)
        if (j != c)
            rest += (is_all ? 1 : choice->weight[j]) * value[j];
    return rest / (is_all ? MAX(choice->m - 1, 1) : others);
}

static void
fill_rests(KamChoice *choice, const KamValuation *v)
{
    choice->rest = g_new(double, (gsize)v->n * v->m + 1);
    for (guint i = 0; i < v->n; i++)
        for (guint c = 0; c < v->m; c++)
            choice->rest[(gsize)i * v->m + c] = rest_of(choice, &v->value[(gsize)i * v->m], c);
}

/* Candidates come by their sales, which so decide between equal scores. */
static KamCalcStatus
rank_all(KamChoice *choice)
{
    g_autofree guint32 *order = g_new(guint32, choice->n);
    g_autofree guint32 *work = g_new(guint32, choice->n);
    KamCalcStatus status = KAM_CALC_OK;

    for (guint method = KAM_METHOD_N; method-- > 0 && status == KAM_CALC_OK;)
        status = kam_decision_rank(choice->score[method], choice->n,
                                   method == KAM_METHOD_WEIGHTED ? choice->order : order, work, choice->rank[method]);
    if (status == KAM_CALC_OK)
        choice->bar = choice->score[KAM_METHOD_WEIGHTED][choice->order[choice->places - 1]];
    return status;
}

/* --- draws -------------------------------------------------------------------------------------------------------- */

static KamCalcStatus
read_shares(KamChoice *choice, const KamSmaa *smaa, guint i)
{
    KamCalcStatus status = KAM_CALC_OK;

    for (guint place = 0; place < choice->n_shares && status == KAM_CALC_OK; place++) {
        KamSmaaShare share;

        status = kam_smaa_acceptability(smaa, i, place + 1, &share);
        if (status == KAM_CALC_OK)
            choice->share[(gsize)i * choice->n_shares + place] = share.value;
    }
    return status;
}

static KamCalcStatus
read_counts(KamChoice *choice, const KamSmaa *smaa)
{
    g_autofree double *std_error = g_new(double, choice->m);
    KamCalcStatus status = KAM_CALC_OK;

    for (guint i = 0; i < choice->n && status == KAM_CALC_OK; i++) {
        double *central = &choice->central[(gsize)i * choice->m];

        status = kam_smaa_top(smaa, i, choice->places, &choice->key[i]);
        if (status == KAM_CALC_OK)
            status = kam_smaa_acceptability(smaa, i, 1, &choice->first[i]);
        if (status == KAM_CALC_OK)
            status = read_shares(choice, smaa, i);
        if (status == KAM_CALC_OK && kam_smaa_central_weights(smaa, i, central, std_error) != KAM_CALC_OK)
            for (guint c = 0; c < choice->m; c++)
                central[c] = NAN;
    }
    return status;
}

/* Criteria that count: they stand first in the order. */
static guint
count_ordered(const KamWeights *weights)
{
    guint n = 0;

    for (guint c = 0; c < weights->m; c++)
        n += weights->weight[c] > 0;
    return n;
}

static KamCalcStatus
draw_places(KamChoice *choice, const KamValuation *v, const KamWeights *weights, const KamChoiceOptions *options)
{
    const KamSmaaProblem problem = {
        .n = v->n,
        .m = v->m,
        .value = v->value,
        .spread = v->sd,
        .low = weights->low,
        .high = weights->high,
        .order = weights->order,
        .n_order = options->knowledge == KAM_WEIGHTS_ORDER ? count_ordered(weights) : 0,
        .n_ranks = choice->places,
        .draws = options->draws,
        .seed = options->seed,
    };
    g_autoptr(KamSmaa) smaa = NULL;
    KamCalcStatus status;

    if (options->draws == 0)
        return KAM_CALC_OK;
    choice->key = g_new0(KamSmaaShare, v->n);
    choice->first = g_new0(KamSmaaShare, v->n);
    choice->n_shares = MIN(choice->places, KAM_CHOICE_PLACES);
    choice->share = g_new0(double, (gsize)v->n * choice->n_shares);
    choice->central = g_new0(double, (gsize)v->n * v->m);
    choice->draws = options->draws;
    status = kam_smaa_count(&problem, &smaa);
    return status == KAM_CALC_OK ? read_counts(choice, smaa) : status;
}

KamChoice *
kam_choice_new(const KamValuation *valuation, const KamWeights *weights, const KamChoiceOptions *options,
               GError **error)
{
    g_autoptr(KamChoice) choice = NULL;
    KamCalcStatus status;

    if (!check_options(valuation, options, error))
        return NULL;
    choice = g_new0(KamChoice, 1);
    choice->n = valuation->n;
    choice->m = valuation->m;
    choice->places = MIN(options->places, valuation->n);
    choice->weight = g_memdup2(weights->weight, valuation->m * sizeof(double));
    choice->order = g_new(guint32, valuation->n);
    for (guint method = 0; method < KAM_METHOD_N; method++) {
        choice->score[method] = g_new0(double, valuation->n);
        choice->rank[method] = g_new0(guint32, valuation->n);
    }
    fill_rests(choice, valuation);
    status = score_all(choice, valuation);
    if (status == KAM_CALC_OK)
        status = rank_all(choice);
    if (status == KAM_CALC_OK)
        status = draw_places(choice, valuation, weights, options);
    if (status == KAM_CALC_OK)
        return g_steal_pointer(&choice);
    g_set_error(error, KAM_ERROR, KAM_ERROR_FAILED, "no choice: %s", kam_calc_status_text(status));
    return NULL;
}
