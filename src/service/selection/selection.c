/* From all accounts to the choice. */
#include "service/selection/selection.h"

#include <math.h>

#include "base/error.h"
#include "service/selection/known.h"

#define YEAR_DAYS 365
#define POINTS 10.0 /* of a judgement, at most */

static void
free_spans(KamSelection *selection)
{
    for (gsize k = 0; selection->spans != NULL && k < (gsize)selection->n * selection->criteria->len; k++)
        g_clear_pointer(&selection->spans[k], g_array_unref);
    g_free(selection->spans);
}

void
kam_selection_free(KamSelection *selection)
{
    if (selection == NULL)
        return;
    kam_judgements_free(selection->judgements);
    kam_signs_unref(selection->signs);
    kam_weights_free(selection->weights);
    kam_figure_table_free(selection->figures);
    kam_valuation_free(selection->valuation);
    kam_choice_free(selection->choice);
    free_spans(selection);
    g_clear_pointer(&selection->criteria, g_array_unref);
    g_clear_pointer(&selection->conditions, g_array_unref);
    g_free(selection->mean);
    g_free(selection->dropped);
    g_free(selection->account);
    g_free(selection);
}

/* Those of criteria and what people say of them, then those that signs of partnership are seen in: signs.c. */
const char *const kam_selection_types[] = { "criterion", "judgement",  "weighting", "weighting_item", "interaction",
                                            "contact",   "attachment", "task",      "agreement",      NULL };

/* --- the long list ------------------------------------------------------------------------------------------------ */

static gboolean
meets_conditions(KamSelection *s, const KamSelectionKnown *known, guint row)
{
    for (guint k = 0; s->conditions != NULL && k < s->conditions->len; k++) {
        const KamCondition *condition = &g_array_index(s->conditions, KamCondition, k);

        if (!kam_condition_is_met(condition, kam_selection_known_figure(known, condition->measure, row).figure)) {
            s->dropped[k]++;
            return FALSE;
        }
    }
    return TRUE;
}

/* Accounts with a purchase that meet every condition, largest sales first: their rows. */
static GArray *
make_long_list(KamSelection *s, const KamSelectionKnown *known)
{
    GArray *list = g_array_new(FALSE, FALSE, sizeof(guint32));

    s->n_accounts = known->all->n_candidates;
    s->n_buying = known->all->n;
    s->dropped = g_new0(guint, s->conditions == NULL ? 1 : s->conditions->len + 1);
    for (guint32 row = 0; row < known->all->n; row++)
        if (meets_conditions(s, known, row))
            g_array_append_val(list, row);
    s->n_long = list->len;
    return list;
}

/* --- what people say, and what is seen ---------------------------------------------------------------------------- */

const KamJudgement *
kam_selection_judgement(const KamSelection *selection, guint i, guint c)
{
    return kam_judgements_find(selection->judgements, kam_selection_fact(selection, i)->id,
                               g_array_index(selection->criteria, KamCriterion, c).id);
}

double
kam_selection_disagreement(const KamSelection *selection, guint i, guint c)
{
    const KamJudgement *judgement = kam_selection_judgement(selection, i, c);

    if (judgement == NULL || selection->signs == NULL || !kam_selection_shows_signs(selection, c))
        return NAN;
    return judgement->mean / POINTS - selection->signs->mean[selection->account[i].account];
}

/* --- the short list ----------------------------------------------------------------------------------------------- */

static double
score_of(const KamSelection *s, const KamValuation *v, guint i)
{
    double score = 0;

    for (guint c = 0; c < v->m; c++)
        score += s->weights->weight[c] * v->value[(gsize)i * v->m + c];
    return score;
}

/* Whether candidate a stands before b: by score, then by sales, in the order of which they come. */
static gboolean
stands_before(const double score[], guint32 a, guint32 b)
{
    return score[a] > score[b] || (score[a] == score[b] && a < b);
}

/* Let a candidate sink from a place of the heap whose root is the last of those kept. */
static void
sink(const double score[], guint32 heap[], guint n, guint at, guint32 candidate)
{
    for (guint child = 2 * at + 1; child < n; child = 2 * at + 1) {
        if (child + 1 < n && stands_before(score, heap[child], heap[child + 1]))
            child++;
        if (stands_before(score, heap[child], candidate))
            break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = candidate;
}

/* Mark the k of n that stand before all others. */
static void
mark_first(const double score[], guint n, guint k, guint8 is_in[])
{
    g_autofree guint32 *heap = g_new(guint32, k + 1);

    for (guint32 i = 0; i < k; i++)
        heap[i] = i;
    for (guint i = k / 2; i-- > 0;)
        sink(score, heap, k, i, heap[i]);
    for (guint32 i = k; i < n; i++)
        if (stands_before(score, i, heap[0]))
            sink(score, heap, k, 0, i);
    for (guint i = 0; i < k; i++)
        is_in[heap[i]] = TRUE;
}

/* The best of the long list by weighted value, in the order that they came in: by sales. */
static GArray *
make_short_list(const KamSelection *s, const KamFigureTable *figures)
{
    g_autoptr(KamValuation) v = kam_valuation_new(s->criteria, figures, s->weights->weight);
    g_autofree double *score = g_new(double, figures->n);
    g_autofree guint8 *is_in = g_new0(guint8, figures->n);
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(guint32));

    for (guint i = 0; i < figures->n; i++)
        score[i] = score_of(s, v, i);
    mark_first(score, figures->n, MIN(figures->n, s->question.short_list), is_in);
    for (guint32 i = 0; i < figures->n; i++)
        if (is_in[i])
            g_array_append_val(rows, i);
    return rows;
}

static void
take_short_list(KamSelection *s, const KamFigureTable *figures, const guint32 account[], const GArray *rows)
{
    s->n = rows->len;
    s->figures = kam_figure_table_new(rows->len, figures->m);
    s->account = g_new0(KamSelectionAccount, rows->len);
    for (guint i = 0; i < rows->len; i++) {
        guint32 row = g_array_index(rows, guint32, i);

        s->account[i] = (KamSelectionAccount) { .account = account[row],
                                                .attractiveness = NAN,
                                                .position = NAN,
                                                .before_score = NAN,
                                                .before_attractiveness = NAN,
                                                .before_position = NAN };
        for (guint c = 0; c < figures->m; c++) {
            s->figures->figure[(gsize)i * figures->m + c] = figures->figure[(gsize)row * figures->m + c];
            s->figures->std_error[(gsize)i * figures->m + c] = figures->std_error[(gsize)row * figures->m + c];
        }
    }
}

static void
count_companies(KamSelection *s, const KamMeasuredAccounts *all)
{
    g_autofree guint *companies = g_new0(guint, all->n_accounts + 1);

    for (guint32 a = 0; a < all->n_accounts; a++)
        companies[all->head == NULL ? a : all->head[a]]++;
    for (guint i = 0; i < s->n; i++) /* whose lines were its own once, and is below another now, is one by itself */
        s->account[i].companies = MAX(companies[s->account[i].account], 1);
}

static void
take_contracts(KamSelection *s, const KamContracts *contracts)
{
    for (guint i = 0; i < s->n; i++)
        s->account[i].contract = contracts->list[s->account[i].account];
}

/* --- the two axes, now and a year earlier ------------------------------------------------------------------------- */

/* Weighted value of some values by the criteria of one axis. */
static double
axis_of(const KamSelection *s, const double value[], KamCriterionAxis axis)
{
    double sum = 0, weights = 0;

    for (guint c = 0; c < s->criteria->len; c++)
        if (g_array_index(s->criteria, KamCriterion, c).axis == axis) {
            sum += s->weights->weight[c] * value[c];
            weights += s->weights->weight[c];
        }
    return weights > 0 ? sum / weights : NAN;
}

static void
place_on_axes(KamSelection *s)
{
    for (guint i = 0; i < s->n; i++) {
        const double *value = &s->valuation->value[(gsize)i * s->valuation->m];

        s->account[i].attractiveness = axis_of(s, value, KAM_AXIS_ATTRACTIVENESS);
        s->account[i].position = axis_of(s, value, KAM_AXIS_POSITION);
    }
}

/* Of a year earlier on today's scales; what was not known then, or is judged, stays as it is now. */
static void
look_back_at(KamSelection *s, const KamFigureTable *before, guint i)
{
    guint m = s->criteria->len;
    g_autofree double *value = g_new(double, m);
    double score = 0;

    for (guint c = 0; c < m; c++) {
        double figure = before->figure[(gsize)i * m + c];

        value[c] = isnan(figure) ? s->valuation->value[(gsize)i * m + c]
                                 : kam_valuation_value_of(s->valuation, s->criteria, c, figure);
        score += s->weights->weight[c] * value[c];
    }
    s->account[i].before_score = score;
    s->account[i].before_attractiveness = axis_of(s, value, KAM_AXIS_ATTRACTIVENESS);
    s->account[i].before_position = axis_of(s, value, KAM_AXIS_POSITION);
}

static void
rank_before(KamSelection *s)
{
    for (guint i = 0; i < s->n; i++) {
        if (isnan(s->account[i].before_score))
            continue;
        s->account[i].before_rank = 1;
        for (guint k = 0; k < s->n; k++)
            s->account[i].before_rank += s->account[k].before_score > s->account[i].before_score;
    }
}

static guint32 *
accounts_of(const KamSelection *s)
{
    guint32 *account = g_new(guint32, s->n + 1);

    for (guint i = 0; i < s->n; i++)
        account[i] = s->account[i].account;
    return account;
}

static void
look_back(KamSelection *s, const KamAnalysisOptions *options, const KamAnalysisContext *context)
{
    KamAnalysisOptions earlier = *options;
    g_auto(KamSelectionKnown) known = { 0 };
    g_autoptr(KamFigureTable) table = NULL;
    g_autofree guint32 *account = accounts_of(s);

    earlier.until_day = s->scope.as_of_day - YEAR_DAYS;
    if (!kam_selection_learn(s, s->scope.facts, s->scope.data_version, &earlier, context, &known, NULL))
        return; /* the data do not reach back so far */
    table = kam_selection_known_table(s, &known, account, s->n);
    for (guint i = 0; i < s->n; i++)
        if (known.all->row_of[account[i]] != KAM_NO_INDEX)
            look_back_at(s, table, i);
    rank_before(s);
}

/* --- all of it ---------------------------------------------------------------------------------------------------- */

static KamWeights *
weights_of(const KamSelection *s, const KamSelectionQuestion *question, const double points[], GError **error)
{
    KamWeights *weights = kam_weights_from_points(s->criteria, points, question->wobble, error);

    if (weights != NULL && question->low != NULL)
        kam_weights_set_limits(weights, question->low, question->high);
    return weights;
}

/* What is known of nobody says nothing of anybody; its weight goes to the others. */
static gboolean
share_weights(KamSelection *s, const KamSelectionQuestion *question, const KamFigureTable *figures, GError **error)
{
    g_autofree double *points = g_new(double, s->criteria->len + 1);
    double sum = 0;

    for (guint c = 0; c < s->criteria->len; c++) {
        gboolean is_known = FALSE;

        for (guint i = 0; i < figures->n && !is_known; i++)
            is_known = !isnan(figures->figure[(gsize)i * figures->m + c]);
        points[c] = is_known ? s->weights->weight[c] : 0;
        sum += points[c];
    }
    if (!(sum > 0)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "no selection: nothing is known for the criteria with weight; give weight to others");
        return FALSE;
    }
    kam_weights_free(s->weights);
    s->weights = weights_of(s, question, points, error);
    if (s->weights == NULL)
        return FALSE;
    kam_weights_set_knowledge(s->weights, s->question.choice.knowledge);
    return TRUE;
}

static void
find_means(KamSelection *s)
{
    s->mean = g_new0(double, s->criteria->len + 1);
    for (guint i = 0; i < s->n; i++)
        for (guint c = 0; c < s->criteria->len; c++)
            s->mean[c] += s->valuation->value[(gsize)i * s->valuation->m + c] / s->n;
}

const GArray *
kam_selection_spans(const KamSelection *selection, guint i, guint c)
{
    GArray **spans = &selection->spans[(gsize)i * selection->criteria->len + c];

    if (*spans == NULL)
        *spans = kam_choice_spans(selection->choice, selection->valuation, i, c);
    return *spans;
}

static gboolean
choose(KamSelection *s, const KamSelectionQuestion *question, const KamSelectionKnown *known, GError **error)
{
    g_autoptr(GArray) list = make_long_list(s, known), rows = NULL;
    g_autofree guint32 *account = g_new(guint32, list->len + 1);
    g_autoptr(KamFigureTable) figures = NULL;

    if (list->len == 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "no selection: none of %u %s meets all conditions; set wider ones", s->n_buying,
                    s->question.by_group ? "groups" : "accounts");
        return FALSE;
    }
    for (guint i = 0; i < list->len; i++)
        account[i] = known->all->account[g_array_index(list, guint32, i)];
    figures = kam_selection_known_table(s, known, account, list->len);
    if (!share_weights(s, question, figures, error))
        return FALSE;
    rows = make_short_list(s, figures);
    take_short_list(s, figures, account, rows);
    take_contracts(s, known->all->contracts);
    count_companies(s, known->all);
    s->valuation = kam_valuation_new(s->criteria, s->figures, s->weights->weight);
    s->choice = kam_choice_new(s->valuation, s->weights, &s->question.choice, error);
    s->spans = g_new0(GArray *, (gsize)s->n * s->criteria->len + 1);
    find_means(s);
    return s->choice != NULL;
}

KamSelection *
kam_selection_new(const KamFacts *facts, gint64 data_version, const KamAnalysisOptions *options, GArray *criteria,
                  KamJudgements *judgements, GArray *conditions, const KamSelectionQuestion *question,
                  const KamAnalysisContext *context, GError **error)
{
    g_autoptr(KamSelection) s = g_new0(KamSelection, 1);
    g_auto(KamSelectionKnown) known = { 0 };

    s->criteria = criteria;
    s->judgements = judgements;
    s->conditions = conditions;
    s->question = *question;
    s->question.points = s->question.low = s->question.high = NULL;
    s->weights = weights_of(s, question, question->points, error);
    if (s->weights == NULL)
        return NULL;
    if (!kam_selection_learn(s, facts, data_version, options, context, &known, error))
        return NULL;
    s->scope = known.all->scope;
    s->scope.facts = facts;
    if (!choose(s, question, &known, error))
        return NULL;
    s->signs = g_steal_pointer(&known.signs);
    place_on_axes(s);
    if (question->with_before)
        look_back(s, options, context);
    return g_steal_pointer(&s);
}
