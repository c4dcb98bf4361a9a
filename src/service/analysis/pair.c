/* Finding the two, and their purchases article by article. */
#include "service/analysis/pair.h"

#include <math.h>
#include <stdlib.h>

#include "base/error.h"
#include "service/analysis/contribution.h"

typedef struct {
    KamPair *pair;
    const KamScope *scope;
    const KamGroups *today;
    const KamPairQuestion *question;
} Work;

static const char *
label_of(const KamFacts *facts, guint32 account)
{
    const KamFactAccount *a = &g_array_index(facts->accounts, KamFactAccount, account);

    return a->number != NULL ? a->number : a->name != NULL ? a->name : "?";
}

/* --- which two --- */

/* The root with the largest net of the year that is not `other`. */
static guint32
find_largest(const Work *w, const gint64 net[], guint32 other)
{
    guint32 best = KAM_NO_INDEX;

    for (guint32 a = 0; a < kam_groups_count(w->today); a++)
        if (kam_groups_root(w->today, a) == a && a != other && net[a] > 0 &&
            (best == KAM_NO_INDEX || net[a] > net[best]))
            best = a;
    return best;
}

gint64 *
kam_pair_sum_by_root(const KamPair *pair, const KamScope *scope, const KamGroups *today)
{
    const KamFacts *facts = scope->facts;
    gint64 *net = g_new0(gint64, facts->accounts->len + 1);

    for (gsize i = 0; i < facts->n; i++)
        if (kam_pair_is_of_year(pair, scope, i))
            net[kam_groups_root(today, facts->account[i])] += facts->net_micro[i];
    return net;
}

/* It or one below it: lines of others are not there for who does not see them, but their names are. */
static gboolean
has_lines(const Work *w, guint32 account)
{
    guint32 n, i = 0;
    const guint32 *units = account == KAM_NO_INDEX ? NULL : kam_groups_units(w->today, account, &n);

    while (units != NULL && i < n && !kam_scope_has_account(w->scope, units[i]))
        i++;
    return units != NULL && i < n;
}

static gboolean
take_named(const Work *w, guint side, GError **error)
{
    gint64 id = w->question->id[side];
    guint32 account = kam_facts_find_account(w->scope->facts, id);

    if (!has_lines(w, account)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "%s names '%" G_GINT64_FORMAT "', which is no account here",
                    w->question->parameter[side], id);
        return FALSE;
    }
    w->pair->side[side].account = w->question->whole_group[side] ? kam_groups_root(w->today, account) : account;
    return TRUE;
}

static gboolean
choose(const Work *w, GError **error)
{
    const gint64 *id = w->question->id;
    g_autofree gint64 *net = id[0] == 0 || id[1] == 0 ? kam_pair_sum_by_root(w->pair, w->scope, w->today) : NULL;

    for (guint side = 0; side < 2; side++)
        if (id[side] != 0 && !take_named(w, side, error))
            return FALSE;
    for (guint side = 0; side < 2; side++) {
        guint32 other = side == 1 || id[1] != 0 ? w->pair->side[1 - side].account : KAM_NO_INDEX;

        if (id[side] != 0)
            continue;
        w->pair->side[side].account =
            find_largest(w, net, other == KAM_NO_INDEX ? other : kam_groups_root(w->today, other));
        if (w->pair->side[side].account != KAM_NO_INDEX)
            continue;
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                    "not enough data: there are no two customers with sales in the year");
        return FALSE;
    }
    return TRUE;
}

static gboolean
is_below(const KamGroups *groups, guint32 account, guint32 above)
{
    while (account != above && account != KAM_NO_INDEX)
        account = kam_groups_parent(groups, account);
    return account == above;
}

static gboolean
check_apart(const Work *w, GError **error)
{
    const KamFacts *facts = w->scope->facts;
    guint32 one = w->pair->side[0].account, other = w->pair->side[1].account;

    if (!is_below(w->today, one, other) && !is_below(w->today, other, one))
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "'%s' and '%s' are one already, or one is part of the other",
                label_of(facts, one), label_of(facts, other));
    return FALSE;
}

static void
mark_units(const Work *w)
{
    const KamFacts *facts = w->scope->facts;
    g_autofree guint8 *has_line = g_new0(guint8, facts->accounts->len + 1);

    w->pair->side_of = g_new0(guint8, facts->accounts->len + 1);
    for (gsize i = 0; i < facts->n; i++)
        if (facts->account[i] != KAM_NO_INDEX)
            has_line[facts->account[i]] = 1;
    for (guint side = 0; side < 2; side++) {
        guint32 n;
        const guint32 *units = kam_groups_units(w->today, w->pair->side[side].account, &n);

        for (guint i = 0; i < n; i++) {
            if (!has_line[units[i]])
                continue;
            w->pair->side_of[units[i]] = (guint8)(side + 1);
            w->pair->side[side].companies++;
        }
    }
}

/* --- their year --- */

static gboolean
is_purchase(const KamFacts *facts, gsize line)
{
    return facts->product[line] != KAM_NO_INDEX && line_is_of_basis(facts, KAM_BASIS_INVOICED, line);
}

static void
add_purchase(KamPairPurchase *purchase, const KamFacts *facts, gsize line)
{
    gboolean has_cost = !(facts->flags[line] & KAM_FACT_NO_COST);

    purchase->has_cost = has_cost && (purchase->quantity_micro == 0 || purchase->has_cost);
    purchase->quantity_micro += facts->quantity_micro[line];
    purchase->net_micro += facts->net_micro[line];
    if (has_cost)
        purchase->cost_micro += facts->cost_micro[line];
}

typedef struct {
    KamPairArticle *articles; /* by product */
    KamContribution year[2];
    guint8 *seen; /* by document: bits of the sides */
} Sums;

static void
add_line(const Work *w, Sums *sums, gsize line)
{
    const KamFacts *facts = w->scope->facts;
    guint side = w->pair->side_of[facts->account[line]] - 1u;
    KamPairSide *of = &w->pair->side[side];

    of->first_day = of->first_day == KAM_DAY_NONE ? facts->day[line] : MIN(of->first_day, facts->day[line]);
    of->last_day = of->last_day == KAM_DAY_NONE ? facts->day[line] : MAX(of->last_day, facts->day[line]);
    if (facts->day[line] < w->pair->year_from) {
        if (facts->day[line] >= w->pair->year_from - KAM_PAIR_YEAR_DAYS)
            of->net_before_micro += facts->net_micro[line];
        return;
    }
    kam_contribution_add(&sums->year[side], facts, line);
    of->documents += !(sums->seen[facts->document[line]] & (1 << side));
    sums->seen[facts->document[line]] |= (guint8)(1 << side);
    if (is_purchase(facts, line))
        add_purchase(&sums->articles[facts->product[line]].side[side], facts, line);
}

static int
compare_only_first(gconstpointer a, gconstpointer b)
{
    const KamPairArticle *x = a, *y = b;
    gint64 one = x->side[0].net_micro + x->side[1].net_micro, other = y->side[0].net_micro + y->side[1].net_micro;

    if (one != other)
        return one < other ? 1 : -1;
    return (x->product > y->product) - (x->product < y->product);
}

static void
share_out(const Work *w, const Sums *sums)
{
    KamPair *pair = w->pair;

    for (guint32 p = 0; p < w->scope->facts->products->len; p++) {
        const KamPairArticle *article = &sums->articles[p];
        gboolean one = article->side[0].quantity_micro > 0, other = article->side[1].quantity_micro > 0;

        if (one && other)
            g_array_append_val(pair->both, *article);
        else if (one || other)
            g_array_append_val(pair->only[one ? 0 : 1], *article);
    }
    g_array_sort(pair->both, compare_only_first);
    g_array_sort(pair->only[0], compare_only_first);
    g_array_sort(pair->only[1], compare_only_first);
}

static double
total_of(const KamPair *pair, guint side)
{
    double total = 0;

    for (guint i = 0; i < pair->both->len; i++)
        total += (double)g_array_index(pair->both, KamPairArticle, i).side[side].net_micro;
    for (guint i = 0; i < pair->only[side]->len; i++)
        total += (double)g_array_index(pair->only[side], KamPairArticle, i).side[side].net_micro;
    return total;
}

/* By shares, so that a large and a small firm with the same taste are alike. */
static void
measure_overlap(KamPair *pair)
{
    guint all = pair->both->len + pair->only[0]->len + pair->only[1]->len;
    double one = total_of(pair, 0), other = total_of(pair, 1), common = 0;

    pair->jaccard = all > 0 ? (double)pair->both->len / all : (double)NAN;
    pair->jaccard_value = (double)NAN;
    if (!(one > 0 && other > 0))
        return;
    for (guint i = 0; i < pair->both->len; i++) {
        const KamPairArticle *article = &g_array_index(pair->both, KamPairArticle, i);

        common += fmin((double)article->side[0].net_micro / one, (double)article->side[1].net_micro / other);
    }
    pair->jaccard_value = common / (2 - common);
}

static void
sum_lines(const Work *w)
{
    const KamFacts *facts = w->scope->facts;
    Sums sums = { .articles = g_new0(KamPairArticle, facts->products->len + 1),
                  .seen = g_new0(guint8, facts->n_documents + 1) };

    for (guint32 p = 0; p < facts->products->len; p++)
        sums.articles[p].product = p;
    for (gsize i = 0; i < facts->n; i++)
        if (kam_scope_has_line(w->scope, i) && w->pair->side_of[facts->account[i]] != 0)
            add_line(w, &sums, i);
    for (guint side = 0; side < 2; side++) {
        w->pair->side[side].net_micro = sums.year[side].net_micro;
        w->pair->side[side].contribution_micro = sums.year[side].contribution_micro;
        w->pair->side[side].has_profit = kam_contribution_is_known(&sums.year[side]);
    }
    share_out(w, &sums);
    measure_overlap(w->pair);
    g_free(sums.articles);
    g_free(sums.seen);
}

gboolean
kam_pair_init(KamPair *pair, const KamScope *scope, const KamGroups *today, const KamPairQuestion *question,
              GError **error)
{
    const Work w = { pair, scope, today, question };

    *pair = (KamPair) { .year_from = scope->as_of_day - KAM_PAIR_YEAR_DAYS + 1 };
    for (guint side = 0; side < 2; side++)
        pair->side[side] =
            (KamPairSide) { .account = KAM_NO_INDEX, .first_day = KAM_DAY_NONE, .last_day = KAM_DAY_NONE };
    if (!choose(&w, error) || !check_apart(&w, error))
        return FALSE;
    pair->both = g_array_new(FALSE, FALSE, sizeof(KamPairArticle));
    pair->only[0] = g_array_new(FALSE, FALSE, sizeof(KamPairArticle));
    pair->only[1] = g_array_new(FALSE, FALSE, sizeof(KamPairArticle));
    for (guint side = 0; side < 2; side++)
        pair->side[side].depth = kam_groups_depth(today, pair->side[side].account);
    mark_units(&w);
    sum_lines(&w);
    return TRUE;
}

void
kam_pair_clear(KamPair *pair)
{
    g_clear_pointer(&pair->side_of, g_free);
    g_clear_pointer(&pair->both, g_array_unref);
    g_clear_pointer(&pair->only[0], g_array_unref);
    g_clear_pointer(&pair->only[1], g_array_unref);
}

double
kam_pair_price(const KamPairPurchase *purchase)
{
    return purchase->quantity_micro > 0 ? (double)purchase->net_micro / (double)purchase->quantity_micro : (double)NAN;
}
