/* What is known, and the tables made of it. */
#include "service/selection/known.h"

#include <math.h>
#include <string.h>

void
kam_selection_known_clear(KamSelectionKnown *known)
{
    g_clear_pointer(&known->all, kam_measured_accounts_unref);
    g_clear_pointer(&known->signs, kam_signs_unref);
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

gboolean
kam_selection_learn(const KamSelection *s, const KamFacts *facts, gint64 data_version,
                    const KamAnalysisOptions *options, const KamAnalysisContext *context, KamSelectionKnown *known,
                    GError **error)
{
    const KamGroupsAt *groups = s->question.by_group ? &s->question.groups : NULL;
    gboolean wants_signs;
    guint64 wanted = wanted_measures(s, &wants_signs);

    known->all = kam_measured_accounts_get(facts, data_version, options, groups, wanted, context, error);
    if (known->all == NULL || !wants_signs)
        return known->all != NULL;
    known->signs = kam_signs_get(facts, known->all, options, groups, context, error);
    return known->signs != NULL;
}

KamMeasured
kam_selection_known_figure(const KamSelectionKnown *known, const KamMeasure *measure, guint row)
{
    const KamFigureTable *figures = known->all->figures;
    guint32 account = known->all->account[row];
    gsize at;

    if (is_signs(measure))
        return (KamMeasured) { known->signs->mean[account], known->signs->std_error[account] };
    at = (gsize)row * figures->m + kam_measured_accounts_column(known->all, measure);
    return (KamMeasured) { figures->figure[at], figures->std_error[at] };
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
find_origins(const KamSelection *s, const KamSelectionKnown *known)
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
figure_from(const KamSelection *s, const KamSelectionKnown *known, const Origin *origin, guint c, guint32 account)
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

/* Row by row, as the figures lie. */
KamFigureTable *
kam_selection_known_table(const KamSelection *s, const KamSelectionKnown *known, const guint32 account[], guint n)
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
