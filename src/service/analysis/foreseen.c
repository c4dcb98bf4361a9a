/* Boxes on the shelf, by lines and period. */
#include "service/analysis/foreseen.h"

#include "service/analysis/predictability.h"

typedef struct {
    const KamBehaviourAnalysis *behaviour;
    guint most;
    const KamAnalysisContext *context;
} Question;

/* The lines of a scope by account and by month. */
typedef struct {
    KamByAccount by;
    KamMonthly monthly;
} Months;

static void
months_init(Months *months, const KamScope *scope)
{
    kam_by_account_init(&months->by, scope->facts, scope->options.basis, scope->first_day, scope->last_day);
    kam_monthly_init(&months->monthly, &months->by, scope->first_day, scope->as_of_day);
}

static void
months_clear(Months *months)
{
    kam_monthly_clear(&months->monthly);
    kam_by_account_clear(&months->by);
}

static char *
key_of(const KamBehaviourAnalysis *behaviour, const char *thing, guint most, const KamAnalysisContext *context)
{
    const KamAnalysisOptions *options = &behaviour->scope.options;

    return g_strdup_printf("%s %s %d %d %d %u", context->key, thing, options->basis, options->from_day,
                           options->until_day, most);
}

/* From the shelf, where that of everybody will do for the largest, too. */
static gpointer
get(const char *thing, const KamShelfKind *kind, Question *question, const KamAnalysisContext *context)
{
    g_autofree char *all = NULL, *key = NULL;
    gpointer box;

    if (context == NULL || context->shelf == NULL)
        return kind->make(question, NULL);
    all = key_of(question->behaviour, thing, 0, context);
    box = question->most == 0 ? NULL : kam_shelf_find(context->shelf, all);
    if (box != NULL)
        return box;
    key = key_of(question->behaviour, thing, question->most, context);
    return kam_shelf_get(context->shelf, key, kind, question, NULL);
}

/* --- the quarter -------------------------------------------------------------------------------------------------- */

/* Of those that have bought in the last year, in the order of the behaviour. */
static guint32 *
list_buyers(const Question *question, guint *n)
{
    const KamBehaviourAnalysis *b = question->behaviour;
    guint32 *buyers = g_new(guint32, b->n + 1);

    *n = 0;
    for (guint i = 0; i < b->n && (question->most == 0 || *n < question->most); i++)
        if (!kam_predictability_is_gone(&b->account[b->order[i]]))
            buyers[(*n)++] = b->order[i];
    return buyers;
}

static gpointer
make_quarter(gpointer data, G_GNUC_UNUSED GError **error)
{
    const Question *question = data;
    const KamBehaviourAnalysis *b = question->behaviour;
    KamForeseenQuarter *quarter = g_atomic_rc_box_new0(KamForeseenQuarter);
    g_autofree guint32 *buyers = list_buyers(question, &quarter->n);
    Months months;

    months_init(&months, &b->scope);
    quarter->forecasts =
        kam_account_forecasts_new(&months.monthly, buyers, quarter->n, KAM_QUARTER_MONTHS, KAM_QUARTER_MONTHS);
    months_clear(&months);
    for (guint i = 0; i < quarter->n; i++)
        quarter->forecasts->list[i].history = NULL;
    return quarter;
}

static void
clear_quarter(gpointer data)
{
    kam_account_forecasts_free(((KamForeseenQuarter *)data)->forecasts);
}

static gsize
weigh_quarter(gconstpointer data)
{
    const KamForeseenQuarter *quarter = data;

    return sizeof *quarter + (gsize)quarter->n * (sizeof(KamAccountForecast) + 3 * KAM_QUARTER_MONTHS * sizeof(double));
}

KamForeseenQuarter *
kam_foreseen_quarter_get(const KamBehaviourAnalysis *behaviour, guint most, const KamAnalysisContext *context)
{
    static const KamShelfKind kind = { make_quarter, clear_quarter, weigh_quarter };

    return get("quarter", &kind, &(Question) { behaviour, most, context }, context);
}

void
kam_foreseen_quarter_unref(KamForeseenQuarter *quarter)
{
    if (quarter != NULL)
        g_atomic_rc_box_release_full(quarter, clear_quarter);
}

/* --- values ------------------------------------------------------------------------------------------------------- */

/* NULL: of all. */
static guint8 *
mark_buyers(const Question *question)
{
    guint n;
    g_autofree guint32 *buyers = list_buyers(question, &n);
    guint8 *only;

    if (question->most == 0)
        return NULL;
    only = g_new0(guint8, question->behaviour->n_accounts + 1);
    for (guint i = 0; i < n; i++)
        only[buyers[i]] = TRUE;
    return only;
}

static gpointer
make_values(gpointer data, G_GNUC_UNUSED GError **error)
{
    const Question *question = data;
    const KamScope *scope = &question->behaviour->scope;
    g_autofree guint8 *only = mark_buyers(question);
    g_autoptr(KamAccountLives) lives = kam_account_lives_get(scope, (KamLifeModel) { 0 }, question->context);
    const KamAccountValueOptions options = { .months = KAM_VALUE_DEFAULT_MONTHS,
                                             .discount = KAM_VALUE_DEFAULT_DISCOUNT,
                                             .only = only };
    KamForeseenValues *values = g_atomic_rc_box_new0(KamForeseenValues);
    Months months;

    months_init(&months, scope);
    values->values = kam_account_values_of(lives, &months.by, &months.monthly, &options);
    values->values->options.only = NULL;
    months_clear(&months);
    return values;
}

static void
clear_values(gpointer data)
{
    kam_account_values_free(((KamForeseenValues *)data)->values);
}

static gsize
weigh_values(gconstpointer data)
{
    const KamForeseenValues *values = data;

    return sizeof *values + sizeof *values->values + (gsize)values->values->n * sizeof(KamAccountValue);
}

KamForeseenValues *
kam_foreseen_values_get(const KamBehaviourAnalysis *behaviour, guint most, const KamAnalysisContext *context)
{
    static const KamShelfKind kind = { make_values, clear_values, weigh_values };

    return get("values", &kind, &(Question) { behaviour, most, context }, context);
}

void
kam_foreseen_values_unref(KamForeseenValues *values)
{
    if (values != NULL)
        g_atomic_rc_box_release_full(values, clear_values);
}
