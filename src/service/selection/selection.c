/* From all accounts to the choice. */
#include "service/selection/selection.h"

#include <math.h>
#include <string.h>

#include "base/error.h"
#include "service/selection/measured.h"

#define YEAR_DAYS 365
#define POINTS 10.0 /* of a judgement, at most */

/* What is known of all accounts of the same lines. */
typedef struct {
    KamMeasuredAccounts *all;
    KamSigns *signs; /* NULL: not asked for */
} Known;

static void
known_clear(Known *known)
{
    kam_measured_accounts_unref(known->all);
    kam_signs_unref(known->signs);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Known, known_clear)

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

/* --- what is known ------------------------------------------------------------------------------------------------ */

static gboolean
is_signs(const KamMeasure *measure)
{
    return measure != NULL && measure->measure == NULL;
}

static const KamMeasure *
measure_of(const KamSelection *s, guint c)
{
    return kam_measure_find(g_array_index(s->criteria, KamCriterion, c).measure);
}

gboolean
kam_selection_shows_signs(const KamSelection *selection, guint c)
{
    const KamCriterion *criterion = &g_array_index(selection->criteria, KamCriterion, c);

    return is_signs(measure_of(selection, c)) || strcmp(criterion->code, "partnership") == 0;
}

static guint64
bits_of(const KamMeasure *measure)
{
    return measure == NULL     ? 0
           : is_signs(measure) ? kam_signs_wanted()
                               : G_GUINT64_CONSTANT(1) << kam_measure_index(measure);
}

static guint64
wanted_measures(const KamSelection *s, gboolean *wants_signs)
{
    guint64 wanted = 0;

    *wants_signs = FALSE;
    for (guint c = 0; c < s->criteria->len; c++) {
        wanted |= bits_of(measure_of(s, c));
        *wants_signs |= kam_selection_shows_signs(s, c);
    }
    for (guint k = 0; s->conditions != NULL && k < s->conditions->len; k++) {
        const KamMeasure *measure = g_array_index(s->conditions, KamCondition, k).measure;

        wanted |= bits_of(measure);
        *wants_signs |= is_signs(measure);
    }
    return *wants_signs ? wanted | kam_signs_wanted() : wanted;
}

/* FALSE with an error. */
static gboolean
learn(const KamSelection *s, const KamFacts *facts, gint64 data_version, const KamAnalysisOptions *options,
      const KamAnalysisContext *context, Known *known, GError **error)
{
    gboolean wants_signs;
    guint64 wanted = wanted_measures(s, &wants_signs);

    known->all = kam_measured_accounts_get(facts, data_version, options, wanted, context, error);
    if (known->all == NULL || !wants_signs)
        return known->all != NULL;
    known->signs = kam_signs_get(facts, known->all, options, context, error);
    return known->signs != NULL;
}

/* By a measure, of the account of a row. */
static KamMeasured
figure_of(const Known *known, const KamMeasure *measure, guint row)
{
    const KamFigureTable *figures = known->all->figures;
    guint32 account = known->all->account[row];
    gsize at;

    if (is_signs(measure))
        return (KamMeasured) { known->signs->mean[account], known->signs->std_error[account] };
    at = (gsize)row * figures->m + kam_measured_accounts_column(known->all, measure);
    return (KamMeasured) { figures->figure[at], figures->std_error[at] };
}

/* --- the long list ------------------------------------------------------------------------------------------------ */

static gboolean
meets_conditions(KamSelection *s, const Known *known, guint row)
{
    for (guint k = 0; s->conditions != NULL && k < s->conditions->len; k++) {
        const KamCondition *condition = &g_array_index(s->conditions, KamCondition, k);

        if (!kam_condition_is_met(condition, figure_of(known, condition->measure, row).figure)) {
            s->dropped[k]++;
            return FALSE;
        }
    }
    return TRUE;
}

/* Accounts with a purchase that meet every condition, largest sales first: their rows. */
static GArray *
make_long_list(KamSelection *s, const Known *known)
{
    GArray *list = g_array_new(FALSE, FALSE, sizeof(guint32));

    s->n_accounts = known->all->n_accounts;
    s->n_buying = known->all->n;
    s->dropped = g_new0(guint, s->conditions == NULL ? 1 : s->conditions->len + 1);
    for (guint32 row = 0; row < known->all->n; row++)
        if (meets_conditions(s, known, row))
            g_array_append_val(list, row);
    s->n_long = list->len;
    return list;
}

/* --- figures ------------------------------------------------------------------------------------------------------ */

/* What people say of an account. */
static KamMeasured
judged(const KamSelection *s, guint c, guint32 account)
{
    gint64 id = g_array_index(s->scope.facts->accounts, KamFactAccount, account).id;
    const KamJudgement *judgement =
        kam_judgements_find(s->judgements, id, g_array_index(s->criteria, KamCriterion, c).id);

    return judgement == NULL ? (KamMeasured) { NAN, 0 } : (KamMeasured) { judgement->mean, judgement->std_error };
}

/* Where the figures of a criterion come from. */
typedef struct {
    const KamMeasure *measure; /* NULL: people */
    guint column;              /* of what is measured */
} Origin;

static Origin *
find_origins(const KamSelection *s, const Known *known)
{
    Origin *origin = g_new0(Origin, s->criteria->len + 1);

    for (guint c = 0; c < s->criteria->len; c++) {
        origin[c].measure = measure_of(s, c);
        if (origin[c].measure != NULL && !is_signs(origin[c].measure))
            origin[c].column = kam_measured_accounts_column(known->all, origin[c].measure);
    }
    return origin;
}

static KamMeasured
figure_from(const KamSelection *s, const Known *known, const Origin *origin, guint c, guint32 account)
{
    const KamFigureTable *figures = known->all->figures;
    guint32 row = known->all->row_of[account];

    if (origin->measure == NULL)
        return judged(s, c, account);
    if (row == KAM_NO_INDEX)
        return (KamMeasured) { NAN, 0 };
    if (is_signs(origin->measure))
        return (KamMeasured) { known->signs->mean[account], known->signs->std_error[account] };
    return (KamMeasured) { figures->figure[(gsize)row * figures->m + origin->column],
                           figures->std_error[(gsize)row * figures->m + origin->column] };
}

/* A row for each account, a column for each criterion: row by row, as the figures lie. */
static KamFigureTable *
fill_table(const KamSelection *s, const Known *known, const guint32 account[], guint n)
{
    KamFigureTable *table = kam_figure_table_new(n, s->criteria->len);
    g_autofree Origin *origin = find_origins(s, known);

    for (guint i = 0; i < n; i++)
        for (guint c = 0; c < table->m; c++) {
            KamMeasured measured = figure_from(s, known, &origin[c], c, account[i]);

            table->figure[(gsize)i * table->m + c] = measured.figure;
            if (measured.std_error > 0)
                table->std_error[(gsize)i * table->m + c] = measured.std_error;
        }
    return table;
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
    g_auto(Known) known = { 0 };
    g_autoptr(KamFigureTable) table = NULL;
    g_autofree guint32 *account = accounts_of(s);

    earlier.until_day = s->scope.as_of_day - YEAR_DAYS;
    if (!learn(s, s->scope.facts, s->scope.data_version, &earlier, context, &known, NULL))
        return; /* the data do not reach back so far */
    table = fill_table(s, &known, account, s->n);
    for (guint i = 0; i < s->n; i++)
        if (known.all->row_of[account[i]] != KAM_NO_INDEX)
            look_back_at(s, table, i);
    rank_before(s);
}

/* --- all of it ---------------------------------------------------------------------------------------------------- */

/* What is known of nobody says nothing of anybody; its weight goes to the others. */
static gboolean
share_weights(KamSelection *s, const KamFigureTable *figures, GError **error)
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
    s->weights = kam_weights_from_points(s->criteria, points, s->question.wobble, error);
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
choose(KamSelection *s, const Known *known, GError **error)
{
    g_autoptr(GArray) list = make_long_list(s, known), rows = NULL;
    g_autofree guint32 *account = g_new(guint32, list->len + 1);
    g_autoptr(KamFigureTable) figures = NULL;

    if (list->len == 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "no selection: none of %u accounts meets all conditions; set wider ones", s->n_buying);
        return FALSE;
    }
    for (guint i = 0; i < list->len; i++)
        account[i] = known->all->account[g_array_index(list, guint32, i)];
    figures = fill_table(s, known, account, list->len);
    if (!share_weights(s, figures, error))
        return FALSE;
    rows = make_short_list(s, figures);
    take_short_list(s, figures, account, rows);
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
    g_auto(Known) known = { 0 };

    s->criteria = criteria;
    s->judgements = judgements;
    s->conditions = conditions;
    s->question = *question;
    s->question.points = NULL;
    s->weights = kam_weights_from_points(criteria, question->points, question->wobble, error);
    if (s->weights == NULL)
        return NULL;
    if (!learn(s, facts, data_version, options, context, &known, error))
        return NULL;
    s->scope = known.all->scope;
    s->scope.facts = facts;
    if (!choose(s, &known, error))
        return NULL;
    s->signs = g_steal_pointer(&known.signs);
    place_on_axes(s);
    if (question->with_before)
        look_back(s, options, context);
    return g_steal_pointer(&s);
}
