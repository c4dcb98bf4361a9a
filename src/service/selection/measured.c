/* All measures that a question needs, kept as long as the lines do, and the agreements where one needs these. */
#include "service/selection/measured.h"

#include <math.h>

#include "service/analysis/rolled_facts.h"

typedef struct {
    const KamFacts *facts;
    gint64 data_version;
    const KamAnalysisOptions *options;
    const KamGroupsAt *groups; /* NULL: companies */
    guint64 wanted;
    const KamAnalysisContext *context;
} Wanted;

guint
kam_measured_accounts_column(const KamMeasuredAccounts *measured, const KamMeasure *measure)
{
    guint64 before = (G_GUINT64_CONSTANT(1) << kam_measure_index(measure)) - 1;

    return (guint)__builtin_popcountll(measured->wanted & before);
}

/* Only what is asked for has a column: a row is then read in one go. */
static void
fill_column(KamMeasuredAccounts *all, KamMeasures *measures, const KamMeasure *measure)
{
    guint c = kam_measured_accounts_column(all, measure);

    for (guint i = 0; i < all->n; i++) {
        gsize at = (gsize)i * all->figures->m + c;
        KamMeasured measured = measure->measure(measures, all->account[i]);

        all->figures->figure[at] = measured.figure;
        all->figures->std_error[at] = isnan(measured.figure) || isnan(measured.std_error) ? 0 : measured.std_error;
    }
}

static void
take_accounts(KamMeasuredAccounts *all, const KamBehaviourAnalysis *behaviour)
{
    all->scope = behaviour->scope;
    all->scope.facts = NULL;
    all->n_accounts = all->n_candidates = behaviour->n_accounts;
    all->n = behaviour->n;
    all->account = g_memdup2(behaviour->order, behaviour->n * sizeof(guint32));
    all->row_of = g_new(guint32, behaviour->n_accounts + 1);
    for (guint a = 0; a < behaviour->n_accounts; a++)
        all->row_of[a] = KAM_NO_INDEX;
    for (guint32 i = 0; i < all->n; i++)
        all->row_of[all->account[i]] = i;
}

/* Who has a head today may have been one himself while he bought. */
static void
take_heads(KamMeasuredAccounts *all, KamRolledFacts *rolled)
{
    all->head = g_steal_pointer(&rolled->head);
    all->n_candidates = 0;
    for (guint32 a = 0; a < all->n_accounts; a++)
        all->n_candidates += all->head[a] == a || all->row_of[a] != KAM_NO_INDEX;
}

static gboolean
needs_agreements(guint64 wanted)
{
    for (const KamMeasure *measure = kam_measures_table(); measure->name != NULL; measure++)
        if (measure->needs_agreements && wanted & (G_GUINT64_CONSTANT(1) << kam_measure_index(measure)))
            return TRUE;
    return FALSE;
}

/* What is kept of companies is of no use for their groups. */
static KamMeasuredAccounts *
measure_facts(const KamFacts *facts, const Wanted *wanted, const KamContractsRoll *roll, GError **error)
{
    const KamAnalysisContext *context = roll == NULL ? wanted->context : NULL;
    g_autoptr(KamMeasures) measures =
        kam_measures_new(facts, wanted->data_version, wanted->options, wanted->wanted, context, error);
    KamDb *db = wanted->context == NULL ? NULL : wanted->context->db;
    KamMeasuredAccounts *all;

    if (measures == NULL ||
        (needs_agreements(wanted->wanted) && !kam_measures_learn_contracts(measures, db, roll, error)))
        return NULL;
    all = g_atomic_rc_box_new0(KamMeasuredAccounts);
    take_accounts(all, measures->behaviour);
    all->wanted = wanted->wanted;
    all->figures = kam_figure_table_new(all->n, (guint)__builtin_popcountll(all->wanted));
    for (const KamMeasure *measure = kam_measures_table(); measure->name != NULL; measure++)
        if (all->wanted & (G_GUINT64_CONSTANT(1) << kam_measure_index(measure)) && measure->measure != NULL)
            fill_column(all, measures, measure);
    all->contracts = g_steal_pointer(&measures->contracts);
    return all;
}

static gpointer
make_measured(gpointer data, GError **error)
{
    const Wanted *wanted = data;
    g_autoptr(KamRolledFacts) rolled = NULL;
    KamMeasuredAccounts *all;
    KamContractsRoll roll = { .companies = wanted->facts };

    if (wanted->groups == NULL)
        return measure_facts(wanted->facts, wanted, NULL, error);
    rolled = kam_rolled_facts_new(wanted->facts, wanted->groups, error);
    if (rolled == NULL)
        return NULL;
    roll.head = rolled->head;
    all = measure_facts(&rolled->facts, wanted, &roll, error);
    if (all != NULL)
        take_heads(all, rolled);
    return all;
}

static void
clear_measured(gpointer data)
{
    KamMeasuredAccounts *all = data;

    g_free(all->account);
    g_free(all->row_of);
    g_free(all->head);
    kam_contracts_free(all->contracts);
    kam_figure_table_free(all->figures);
}

static gsize
weigh_measured(gconstpointer data)
{
    const KamMeasuredAccounts *all = data;

    return sizeof *all + (gsize)all->n * (4 + 16 * (gsize)all->figures->m) +
           ((all->head == NULL ? 4 : 8) + sizeof(KamContract)) * (gsize)all->n_accounts;
}

char *
kam_measured_accounts_dup_groups(const KamGroupsAt *groups)
{
    g_autofree char *when = groups == NULL ? NULL : kam_groups_at_dup_word(groups);

    return groups == NULL ? g_strdup("companies") : g_strdup_printf("groups %s %u", when, groups->depth);
}

KamMeasuredAccounts *
kam_measured_accounts_get(const KamFacts *facts, gint64 data_version, const KamAnalysisOptions *options,
                          const KamGroupsAt *groups, guint64 wanted, const KamAnalysisContext *context, GError **error)
{
    static const KamShelfKind kind = { make_measured, clear_measured, weigh_measured };
    Wanted data = { facts, data_version, options, groups, wanted, context };
    g_autofree char *who = NULL, *agreements = NULL, *key = NULL;

    if (context == NULL || context->shelf == NULL)
        return make_measured(&data, error);
    if (context->db != NULL && needs_agreements(wanted) &&
        (agreements = kam_contracts_dup_stamp(context->db, error)) == NULL)
        return NULL;
    who = kam_measured_accounts_dup_groups(groups);
    key = g_strdup_printf("%s measured %s %d %d %d %" G_GINT64_MODIFIER "x %s", context->key, who, options->basis,
                          options->from_day, options->until_day, wanted, agreements == NULL ? "" : agreements);
    return kam_shelf_get(context->shelf, key, &kind, &data, error);
}

void
kam_measured_accounts_unref(KamMeasuredAccounts *measured)
{
    if (measured != NULL)
        g_atomic_rc_box_release_full(measured, clear_measured);
}
