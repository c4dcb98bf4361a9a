/* From figures of people to weights. */
#include "service/selection/weighing.h"

#include <math.h>

#include "base/error.h"

#define MOST 1e9

/* One person's figures on their way to weights. */
typedef struct {
    const GArray *criteria;
    const KamWeighting *weighting;
    guint *named; /* indices of the criteria that are named, ascending */
    guint n;
    double *weight; /* by criterion; written */
} Voice;

static const char *
code_of(const Voice *voice, gsize k)
{
    return g_array_index(voice->criteria, KamCriterion, voice->named[k]).code;
}

/* Says whose figures they are, where they are saved. */
static gboolean G_GNUC_PRINTF(3, 4) refuse(const Voice *voice, GError **error, const char *format, ...)
{
    g_autofree char *detail = NULL;
    va_list arguments;

    va_start(arguments, format);
    detail = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    if (voice->weighting->name == NULL)
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "no weights: %s", detail);
    else
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "no weights of '%s': %s", voice->weighting->name, detail);
    return FALSE;
}

static const KamWeightingItem *
item_at(const Voice *voice, guint i)
{
    return &g_array_index(voice->weighting->items, KamWeightingItem, i);
}

static gboolean
find_named(Voice *voice, GError **error)
{
    g_autofree guint8 *is_named = g_new0(guint8, voice->criteria->len + 1);

    for (guint i = 0; i < voice->weighting->items->len; i++) {
        const KamWeightingItem *item = item_at(voice, i);

        is_named[item->criterion] = TRUE;
        if (item->other >= 0)
            is_named[item->other] = TRUE;
        if (!(item->value >= 0 && item->value <= MOST))
            return refuse(voice, error, "the figure of '%s' is not a number from 0 on",
                          g_array_index(voice->criteria, KamCriterion, item->criterion).code);
    }
    for (guint c = 0; c < voice->criteria->len; c++)
        if (is_named[c])
            voice->named[voice->n++] = c;
    return voice->n > 0 || refuse(voice, error, "it names no criterion that counts; give it figures");
}

/* Its place among those named. */
static guint
place_of(const Voice *voice, guint criterion)
{
    guint k = 0;

    while (voice->named[k] != criterion)
        k++;
    return k;
}

/* --- the three methods: weights of the n that are named ----------------------------------------------------------- */

static gboolean
weigh_points(const Voice *voice, const double figure[], double weight[], GError **error)
{
    double sum = 0;

    for (guint k = 0; k < voice->n; k++)
        sum += figure[k];
    if (!(sum > 0))
        return refuse(voice, error, "all points are 0; give some to at least one criterion");
    for (guint k = 0; k < voice->n; k++)
        weight[k] = figure[k] / sum;
    return TRUE;
}

/* Points or places, one figure a criterion; the last one said counts. */
static gboolean
weigh_figures(const Voice *voice, double weight[], GError **error)
{
    g_autofree double *figure = g_new0(double, voice->n);

    for (guint i = 0; i < voice->weighting->items->len; i++)
        figure[place_of(voice, item_at(voice, i)->criterion)] = item_at(voice, i)->value;
    if (voice->weighting->method == KAM_WEIGHTING_POINTS)
        return weigh_points(voice, figure, weight, error);
    kam_weights_from_order(figure, voice->n, weight);
    return TRUE;
}

static gboolean
complete_pairs(const Voice *voice, double judgement[], GError **error)
{
    KamAhpPair wrong;
    KamCalcStatus status;

    for (gsize i = 0; i < (gsize)voice->n * voice->n; i++)
        judgement[i] = NAN;
    for (guint i = 0; i < voice->weighting->items->len; i++) {
        const KamWeightingItem *item = item_at(voice, i);

        judgement[(gsize)place_of(voice, item->criterion) * voice->n + place_of(voice, (guint)item->other)] =
            item->value;
    }
    status = kam_ahp_complete(judgement, voice->n, KAM_AHP_TOLERANCE, &wrong);
    if (status == KAM_CALC_OK)
        return TRUE;
    if (status == KAM_CALC_TOO_FEW)
        return refuse(voice, error, "'%s' and '%s' are not compared; compare each criterion with each other",
                      code_of(voice, wrong.row), code_of(voice, wrong.column));
    return refuse(voice, error,
                  "'%s' against '%s' is not above 0, or contradicts what is said of the pair the other way round",
                  code_of(voice, wrong.row), code_of(voice, wrong.column));
}

/* The pair to think over first is that of the person who is least consistent. */
static void
take_consistency(const Voice *voice, const KamAhp *ahp, KamWeighed *weighed)
{
    if (weighed->ratio.status == KAM_CALC_OK && !(ahp->consistency_ratio.value > weighed->ratio.value))
        return;
    weighed->ratio = ahp->consistency_ratio;
    weighed->has_worst = ahp->worst_status == KAM_CALC_OK;
    if (!weighed->has_worst)
        return;
    weighed->criterion = voice->named[ahp->worst.row];
    weighed->other = voice->named[ahp->worst.column];
    weighed->said = ahp->worst_judgement;
    weighed->consistent = ahp->worst_consistent;
}

static gboolean
weigh_pairs(const Voice *voice, double weight[], KamWeighed *weighed, GError **error)
{
    g_autofree double *judgement = g_new(double, (gsize)voice->n * voice->n);
    g_autofree double *work = g_new(double, 2 * (gsize)voice->n);
    KamAhp ahp;

    if (!complete_pairs(voice, judgement, error))
        return FALSE;
    if (kam_ahp_eigenvector(judgement, voice->n, weight, work, &ahp) != KAM_CALC_OK)
        return refuse(voice, error, "its pairs contradict each other too much; use figures from 1/9 to 9");
    take_consistency(voice, &ahp, weighed);
    return TRUE;
}

static gboolean
weigh_voice(Voice *voice, KamWeighed *weighed, GError **error)
{
    g_autofree double *weight = NULL;

    if (!find_named(voice, error))
        return FALSE;
    weight = g_new0(double, voice->n);
    if (voice->weighting->method == KAM_WEIGHTING_PAIRWISE ? !weigh_pairs(voice, weight, weighed, error)
                                                           : !weigh_figures(voice, weight, error))
        return FALSE;
    for (guint k = 0; k < voice->n; k++)
        voice->weight[voice->named[k]] = weight[k];
    return TRUE;
}

/* --- people ------------------------------------------------------------------------------------------------------- */

static gboolean
weigh_person(const GArray *criteria, const KamWeighting *weighting, double weight[], KamWeighed *weighed,
             GError **error)
{
    g_autofree guint *named = g_new(guint, criteria->len + 1);
    Voice voice = { criteria, weighting, named, 0, weight };

    return weigh_voice(&voice, weighed, error);
}

static void
put_together(KamWeighed *weighed, const double weights[])
{
    if (weighed->people > 1)
        weighed->spread = g_new0(double, weighed->m);
    kam_weights_of_group(weights, weighed->people, weighed->m, weighed->weight, weighed->spread);
}

KamWeighed *
kam_weighed_new(const GArray *criteria, KamWeighting *const weightings[], guint people, GError **error)
{
    g_autoptr(KamWeighed) weighed = g_new0(KamWeighed, 1);
    g_autofree double *weights = g_new0(double, (gsize)people * criteria->len + 1);

    g_return_val_if_fail(people > 0, NULL);

    weighed->m = criteria->len;
    weighed->people = people;
    weighed->weight = g_new0(double, criteria->len + 1);
    weighed->ratio.status = KAM_CALC_EMPTY;
    for (guint p = 0; p < people; p++)
        if (!weigh_person(criteria, weightings[p], &weights[(gsize)p * criteria->len], weighed, error))
            return NULL;
    put_together(weighed, weights);
    return g_steal_pointer(&weighed);
}

void
kam_weighed_free(KamWeighed *weighed)
{
    if (weighed == NULL)
        return;
    g_free(weighed->weight);
    g_free(weighed->spread);
    g_free(weighed);
}

gboolean
kam_weighed_is_consistent(const KamWeighed *weighed)
{
    return weighed->ratio.status == KAM_CALC_OK && weighed->ratio.value <= KAM_AHP_RATIO_LIMIT;
}
