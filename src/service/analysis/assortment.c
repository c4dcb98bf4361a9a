/* Purchases before and after a cut, methods tried on them, the best one asked about today. */
#include "service/analysis/assortment.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "service/analysis/assortment_parts.h"

#define HOLDOUT_SHARE 4 /* the last quarter of the data ... */
#define HOLDOUT_DAYS 91 /* ... but at most a quarter of a year */
#define LEAST_DAYS 60
#define YEAR_DAYS 365
#define HALF_LIFE_DAYS 180.0 /* of the weight of a purchase in an account's habit */

/* Of EASE; which is best depends on how many accounts share an item. */
static const double regularisations[] = { 20, 100, 500 };

typedef struct {
    GArray *account, *item; /* guint32 */
    GArray *weight;         /* double */
} Pairs;

static void
pairs_init(Pairs *pairs)
{
    pairs->account = g_array_new(FALSE, FALSE, sizeof(guint32));
    pairs->item = g_array_new(FALSE, FALSE, sizeof(guint32));
    pairs->weight = g_array_new(FALSE, FALSE, sizeof(double));
}

static void
pairs_clear(Pairs *pairs)
{
    g_array_unref(pairs->account);
    g_array_unref(pairs->item);
    g_array_unref(pairs->weight);
}

/* The item of a line that is a purchase, KAM_NO_INDEX for other lines. */
static guint32
item_of(const KamAssortmentAnalysis *analysis, gsize line)
{
    const KamFacts *facts = analysis->scope.facts;

    if (!kam_scope_has_line(&analysis->scope, line) || facts->net_micro[line] <= 0 ||
        (facts->flags[line] & (KAM_FACT_CREDIT | KAM_FACT_CHARGE)))
        return KAM_NO_INDEX;
    return kam_holders_of_line(&analysis->holders, facts, line);
}

/* Purchases up to a day; what is long ago weighs less. */
static KamLikeness *
read_purchases(const KamAssortmentAnalysis *analysis, gint32 until_day)
{
    const KamFacts *facts = analysis->scope.facts;
    KamLikenessLines lines = { .n_accounts = facts->accounts->len, .n_items = analysis->holders.list->len };
    KamLikeness *likeness = NULL;
    Pairs pairs;

    pairs_init(&pairs);
    for (gsize i = 0; i < facts->n; i++) {
        guint32 item = facts->day[i] <= until_day ? item_of(analysis, i) : KAM_NO_INDEX;
        double weight = exp2(-(until_day - facts->day[i]) / HALF_LIFE_DAYS);

        if (item == KAM_NO_INDEX)
            continue;
        g_array_append_val(pairs.account, facts->account[i]);
        g_array_append_val(pairs.item, item);
        g_array_append_val(pairs.weight, weight);
    }
    lines.n = pairs.item->len;
    lines.account = (const guint32 *)(gpointer)pairs.account->data;
    lines.item = (const guint32 *)(gpointer)pairs.item->data;
    lines.weight = (const double *)(gpointer)pairs.weight->data;
    if (kam_likeness_new(&lines, &likeness) != KAM_CALC_OK)
        likeness = NULL;
    pairs_clear(&pairs);
    return likeness;
}

/* The cut: what the methods saw, and what each account bought afterwards. */
typedef struct {
    const KamAssortmentAnalysis *analysis;
    KamLikeness *before;
    GArray **after; /* of each account, guint32 items, repeated ones too; NULL: nothing */
    guint8 *flag;   /* scratch: one per item */
    double *score;
} Trials;

static void
trials_init(Trials *t, const KamAssortmentAnalysis *analysis)
{
    const KamFacts *facts = analysis->scope.facts;

    *t = (Trials) { .analysis = analysis, .before = read_purchases(analysis, analysis->cut_day) };
    t->after = g_new0(GArray *, facts->accounts->len + 1);
    t->flag = g_new0(guint8, analysis->holders.list->len + 1);
    t->score = g_new(double, analysis->holders.list->len + 1);
    for (gsize i = 0; i < facts->n; i++) {
        guint32 item = facts->day[i] > analysis->cut_day ? item_of(analysis, i) : KAM_NO_INDEX;

        if (item == KAM_NO_INDEX)
            continue;
        if (t->after[facts->account[i]] == NULL)
            t->after[facts->account[i]] = g_array_new(FALSE, FALSE, sizeof(guint32));
        g_array_append_val(t->after[facts->account[i]], item);
    }
}

static void
trials_clear(Trials *t)
{
    for (guint a = 0; a < t->analysis->scope.facts->accounts->len; a++)
        if (t->after[a] != NULL)
            g_array_unref(t->after[a]);
    kam_likeness_free(t->before);
    g_free(t->after);
    g_free(t->flag);
    g_free(t->score);
}

/* Flags what the account bought after the cut, in the scope; returns how many items. Undone by unmark(). */
static gsize
mark(Trials *t, guint32 account, KamLikenessScope scope)
{
    const guint32 *known = kam_likeness_items(t->before, account);
    gsize n = 0, n_known = kam_likeness_count(t->before, account);
    const GArray *after = t->after[account];

    for (guint i = 0; after != NULL && i < after->len; i++)
        t->flag[g_array_index(after, guint32, i)] = 1;
    for (gsize i = 0; scope == KAM_LIKENESS_NEW && i < n_known; i++)
        t->flag[known[i]] = 0;
    /* A repeated item is counted at its first place. */
    for (guint i = 0; after != NULL && i < after->len; i++) {
        guint8 *flag = &t->flag[g_array_index(after, guint32, i)];

        n += *flag == 1;
        *flag = *flag == 1 ? 2 : *flag;
    }
    return n;
}

static void
unmark(Trials *t, guint32 account)
{
    const GArray *after = t->after[account];

    for (guint i = 0; after != NULL && i < after->len; i++)
        t->flag[g_array_index(after, guint32, i)] = 0;
}

/* The share at a place, made to fall from place to place, because the hits of one place are few. Isotonic regression by
 * its min-max formula: of the runs of places that begin no later, the least of their greatest means. */
static double
chance_at(const double hits[KAM_ASSORTMENT_PLACES], guint place)
{
    double chance = 1;

    for (guint from = 0; from <= place; from++) {
        double sum = 0, best = 0;

        for (guint to = from; to < KAM_ASSORTMENT_PLACES; to++) {
            sum += hits[to];
            if (to >= place)
                best = fmax(best, sum / (to - from + 1));
        }
        chance = fmin(chance, best);
    }
    return chance;
}

static void
try_model(Trials *t, const KamLikenessModel *model, KamLikenessScope scope, KamAssortmentTrial *trial)
{
    KamQuality quality = { .k = KAM_ASSORTMENT_PLACES };
    guint active = 0;

    memset(trial->hits, 0, sizeof trial->hits);
    for (guint32 a = 0; a < t->analysis->scope.facts->accounts->len; a++) {
        guint32 top[KAM_ASSORTMENT_PLACES];
        gsize n, relevant;

        if (kam_likeness_count(t->before, a) == 0 || t->after[a] == NULL)
            continue;
        if (kam_likeness_top(model, a, scope, KAM_ASSORTMENT_PLACES, t->score, top, &n) != KAM_CALC_OK)
            continue;
        relevant = mark(t, a, scope);
        kam_quality_add(&quality, top, n, t->flag, relevant);
        for (gsize p = 0; p < n; p++)
            trial->hits[p] += t->flag[top[p]] != 0;
        unmark(t, a);
        active++;
    }
    for (guint p = 0; p < KAM_ASSORTMENT_PLACES; p++)
        trial->hits[p] = active > 0 ? trial->hits[p] / active : 0;
    trial->status = kam_quality_result(&quality, &trial->quality);
}

static void
try_method(Trials *t, const KamLikenessOptions *options, KamLikenessScope scope, KamAssortmentTrial *trial)
{
    KamLikenessModel *model = NULL;

    trial->status = kam_likeness_model_new(t->before, options, &model);
    if (trial->status != KAM_CALC_OK)
        return;
    try_model(t, model, scope, trial);
    kam_likeness_model_free(model);
}

static void
try_ease(Trials *t, KamAssortmentAnalysis *analysis)
{
    KamAssortmentTrial *best = &analysis->fresh[KAM_LIKENESS_EASE];

    best->status = KAM_CALC_TOO_FEW;
    for (gsize i = 0; i < G_N_ELEMENTS(regularisations); i++) {
        KamAssortmentTrial trial = { 0 };

        try_method(t, &(KamLikenessOptions) { .method = KAM_LIKENESS_EASE, .regularisation = regularisations[i] },
                   KAM_LIKENESS_NEW, &trial);
        if (trial.status != KAM_CALC_OK)
            return;
        if (best->status == KAM_CALC_OK && trial.quality.ndcg.value <= best->quality.ndcg.value)
            continue;
        *best = trial;
        analysis->regularisation = regularisations[i];
    }
}

/* The method that did best at what is new; KAM_LIKENESS_METHODS when none that is left took part. */
static KamLikenessMethod
best_of_trials(const KamAssortmentAnalysis *analysis, const gboolean is_out[KAM_LIKENESS_METHODS])
{
    KamLikenessMethod best = KAM_LIKENESS_METHODS;

    for (KamLikenessMethod m = 0; m < KAM_LIKENESS_METHODS; m++) {
        const KamAssortmentTrial *trial = &analysis->fresh[m];

        if (!is_out[m] && trial->status == KAM_CALC_OK &&
            (best == KAM_LIKENESS_METHODS || trial->quality.ndcg.value > analysis->fresh[best].quality.ndcg.value))
            best = m;
    }
    return best;
}

static gboolean
try_methods(KamAssortmentAnalysis *analysis, GError **error)
{
    static const gboolean nobody[KAM_LIKENESS_METHODS] = { FALSE };
    Trials t;

    trials_init(&t, analysis);
    analysis->best = KAM_LIKENESS_METHODS;
    analysis->fresh[KAM_LIKENESS_HABIT].status = KAM_CALC_TOO_FEW; /* it knows nothing new */
    analysis->again[KAM_LIKENESS_COSINE].status = analysis->again[KAM_LIKENESS_EASE].status = KAM_CALC_TOO_FEW;
    if (t.before != NULL) {
        const KamLikenessOptions popular = { .method = KAM_LIKENESS_POPULAR },
                                 cosine = { .method = KAM_LIKENESS_COSINE }, habit = { .method = KAM_LIKENESS_HABIT };

        try_method(&t, &popular, KAM_LIKENESS_NEW, &analysis->fresh[KAM_LIKENESS_POPULAR]);
        try_method(&t, &cosine, KAM_LIKENESS_NEW, &analysis->fresh[KAM_LIKENESS_COSINE]);
        try_ease(&t, analysis);
        try_method(&t, &popular, KAM_LIKENESS_ALL, &analysis->again[KAM_LIKENESS_POPULAR]);
        try_method(&t, &habit, KAM_LIKENESS_ALL, &analysis->again[KAM_LIKENESS_HABIT]);
        analysis->best = best_of_trials(analysis, nobody);
    }
    trials_clear(&t);
    if (analysis->best == KAM_LIKENESS_METHODS) {
        g_set_error(
            error, KAM_ERROR, KAM_ERROR_INVALID,
            "not enough data to try guesses on: fewer than two customers bought something new in the last quarter "
            "of the data");
        return FALSE;
    }
    return TRUE;
}

KamLikenessModel *
kam_assortment_fit(KamAssortmentAnalysis *analysis, const KamLikeness *likeness)
{
    gboolean is_out[KAM_LIKENESS_METHODS] = { FALSE };
    KamLikenessModel *model = NULL;

    analysis->best_status = KAM_CALC_OK;
    for (KamLikenessMethod m = analysis->best; m != KAM_LIKENESS_METHODS; m = best_of_trials(analysis, is_out)) {
        const KamLikenessOptions options = { .method = m, .regularisation = analysis->regularisation };
        KamCalcStatus status = kam_likeness_model_new(likeness, &options, &model);

        analysis->guessed_by = m;
        if (status == KAM_CALC_OK)
            return model;
        if (m == analysis->best)
            analysis->best_status = status;
        is_out[m] = TRUE;
    }
    return NULL;
}

char *
kam_assortment_analysis_dup_note(const KamAssortmentAnalysis *analysis)
{
    const char *reason = analysis->best_status == KAM_CALC_TOO_FEW ? "customers and articles are too many for it now"
                                                                   : kam_calc_status_text(analysis->best_status);

    if (analysis->best_status == KAM_CALC_OK)
        return NULL;
    return g_strdup_printf(
        "%s did best on trial but cannot be used on all purchases (%s); the guesses come from the next "
        "best, %s",
        kam_likeness_method_name(analysis->best), reason, kam_likeness_method_name(analysis->guessed_by));
}

/* What the last year says of accounts and items. */
typedef struct {
    double *net;    /* of each account, currency units */
    double *shares; /* of each item: sum over its buyers of its share of what they bought */
    double *squares;
    guint *buyers;
} Year;

static void
year_init(Year *year, const KamAssortmentAnalysis *analysis)
{
    const KamFacts *facts = analysis->scope.facts;
    const guint n_items = analysis->holders.list->len;
    const gint32 from = analysis->scope.last_day - YEAR_DAYS + 1;
    g_autoptr(GHashTable) spent = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    GHashTableIter iter;
    gpointer key, value;

    *year = (Year) { g_new0(double, facts->accounts->len + 1), g_new0(double, n_items + 1), g_new0(double, n_items + 1),
                     g_new0(guint, n_items + 1) };
    for (gsize i = 0; i < facts->n; i++) {
        guint32 item = facts->day[i] >= from ? item_of(analysis, i) : KAM_NO_INDEX;
        gint64 pair = item == KAM_NO_INDEX ? 0 : ((gint64)facts->account[i] << 32) | item;
        double *sum;

        if (item == KAM_NO_INDEX)
            continue;
        sum = g_hash_table_lookup(spent, &pair);
        if (sum == NULL) {
            sum = g_new0(double, 1);
            g_hash_table_insert(spent, g_memdup2(&pair, sizeof pair), sum);
        }
        *sum += (double)facts->net_micro[i] / 1e6;
        year->net[facts->account[i]] += (double)facts->net_micro[i] / 1e6;
    }
    g_hash_table_iter_init(&iter, spent);
    while (g_hash_table_iter_next(&iter, &key, &value)) {
        guint32 item = (guint32) * (gint64 *)key;
        double share = *(double *)value / year->net[*(gint64 *)key >> 32];

        year->shares[item] += share;
        year->squares[item] += share * share;
        year->buyers[item]++;
    }
}

static void
year_clear(Year *year)
{
    g_free(year->net);
    g_free(year->shares);
    g_free(year->squares);
    g_free(year->buyers);
}

static void
value_guess(const Year *year, double net, KamAssortmentGuess *guess)
{
    const double n = guess->buyers = year->buyers[guess->holder], mean = n > 0 ? year->shares[guess->holder] / n : 0;
    double variance;

    guess->worth.status = n < 2 || !(net > 0) ? KAM_CALC_TOO_FEW : KAM_CALC_OK;
    if (guess->worth.status != KAM_CALC_OK)
        return;
    variance = (year->squares[guess->holder] - n * mean * mean) / (n - 1);
    guess->worth.value = mean * net;
    guess->worth_error = sqrt(fmax(variance, 0) / n) * net;
}

static void
guess_for(const KamAssortmentAnalysis *analysis, const KamLikenessModel *model, const Year *year, double score[],
          KamAssortmentAccount *account)
{
    guint32 top[KAM_ASSORTMENT_PLACES];
    gsize n = 0;

    kam_likeness_top(model, account->account, KAM_LIKENESS_NEW, KAM_ASSORTMENT_PLACES, score, top, &n);
    account->n = (guint)n;
    account->year_net = year->net[account->account];
    for (guint p = 0; p < n; p++) {
        KamAssortmentGuess *guess = &account->guess[p];

        guess->holder = top[p];
        guess->chance = chance_at(analysis->fresh[analysis->guessed_by].hits, p);
        value_guess(year, account->year_net, guess);
        account->worth += guess->worth.status == KAM_CALC_OK ? guess->chance * guess->worth.value : 0;
    }
}

static int
compare_accounts(const void *a, const void *b)
{
    const KamAssortmentAccount *x = a, *y = b;

    if (x->worth != y->worth)
        return x->worth < y->worth ? 1 : -1;
    return (x->account > y->account) - (x->account < y->account);
}

static void
guess_for_accounts(KamAssortmentAnalysis *analysis, const KamLikeness *likeness, const KamLikenessModel *model)
{
    g_autofree double *score = g_new(double, analysis->holders.list->len + 1);
    Year year;

    year_init(&year, analysis);
    analysis->list = g_new0(KamAssortmentAccount, analysis->scope.facts->accounts->len + 1);
    for (guint32 a = 0; a < analysis->scope.facts->accounts->len; a++) {
        KamAssortmentAccount *account = &analysis->list[analysis->n];

        if (kam_likeness_count(likeness, a) == 0)
            continue;
        account->account = a;
        account->items = (guint)kam_likeness_count(likeness, a);
        guess_for(analysis, model, &year, score, account);
        analysis->n++;
    }
    qsort(analysis->list, analysis->n, sizeof *analysis->list, compare_accounts);
    year_clear(&year);
}

static gboolean
guess_all(KamAssortmentAnalysis *analysis, GError **error)
{
    KamLikeness *likeness = read_purchases(analysis, analysis->scope.last_day);
    KamLikenessModel *model = likeness == NULL ? NULL : kam_assortment_fit(analysis, likeness);
    gboolean is_made = model != NULL;

    if (is_made)
        guess_for_accounts(analysis, likeness, model);
    else
        g_set_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE,
                    "no method of guessing can be used on all purchases; ask about categories or a shorter period");
    kam_likeness_model_free(model);
    kam_likeness_free(likeness);
    return is_made;
}

static gboolean
set_cut(KamAssortmentAnalysis *analysis, GError **error)
{
    gint32 days = analysis->scope.last_day - analysis->scope.first_day + 1;

    if (days < LEAST_DAYS) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "not enough data to try guesses on: %d days; %d would be enough", days, LEAST_DAYS);
        return FALSE;
    }
    analysis->cut_day = analysis->scope.last_day - MIN(days / HOLDOUT_SHARE, HOLDOUT_DAYS);
    return TRUE;
}

KamAssortmentAnalysis *
kam_assortment_analysis_new(const KamFacts *facts, gint64 data_version, KamDimension by,
                            const KamAnalysisOptions *options, GError **error)
{
    g_autoptr(KamAssortmentAnalysis) analysis = g_new0(KamAssortmentAnalysis, 1);

    if (by != KAM_BY_PRODUCT && by != KAM_BY_CATEGORY) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE,
                    "an assortment is of products or categories; --by '%s' is neither", kam_dimension_name(by));
        return NULL;
    }
    if (!kam_scope_init(&analysis->scope, facts, data_version, options, error))
        return NULL;
    kam_holders_init(&analysis->holders, facts, by);
    if (!set_cut(analysis, error) || !try_methods(analysis, error) || !guess_all(analysis, error))
        return NULL;
    return g_steal_pointer(&analysis);
}

void
kam_assortment_analysis_free(KamAssortmentAnalysis *analysis)
{
    if (analysis == NULL)
        return;
    kam_holders_clear(&analysis->holders);
    g_free(analysis->list);
    g_free(analysis);
}
