/* How an account buys, why it has its tier, and what asks for somebody now: codes with numbers, which pages put in
 * words. The rules and their thresholds are the report's (docs/report.md). */
#include "service/figures/account_parts.h"

#include <math.h>

#include "service/analysis/scope.h"

#define MONTHS_OF_YEAR 12
#define LEAST_REGULAR_MONTHS 3
#define STEADY 0.05
#define FAST_GROWTH 0.20
#define NOTABLE_RETURNS 0.05
#define HIGH_RETURNS 0.10
#define SURELY_ALIVE 0.9
#define PROBABLY_ALIVE 0.5
#define SURELY_GONE 0.05
#define COVERED_COST 0.8
#define NEAR_CUT 0.75
#define ENOUGH_POINTS 2

static gboolean
has_bought(const KamAccountFigures *f)
{
    return f->stand->last_day != KAM_DAY_NONE;
}

static gint32
days_silent(const KamAccountFigures *f)
{
    return f->standing->as_of_day - f->stand->last_day;
}

static gboolean
has_rhythm(const KamAccountFigures *f)
{
    return f->stand->purchase_days >= KAM_REPORT_LEAST_DAYS_FOR_RHYTHM;
}

static double
rate_of_returns(const KamStand *stand)
{
    return stand->sold_micro > 0 ? (double)stand->returned_micro / (double)stand->sold_micro : NAN;
}

/* NaN where costs are known for too little of its sales. */
static double
rate_of_margin(const KamStand *stand)
{
    if (stand->costed_net_micro <= 0 || (double)stand->costed_net_micro < COVERED_COST * (double)stand->net_micro)
        return NAN;
    return (double)(stand->costed_net_micro - stand->cost_micro) / (double)stand->costed_net_micro;
}

static double
chance_alive(const KamAccountFigures *f)
{
    return kam_prospect_alive(f->prospect);
}

/* --- behaviour --- */

static void
put_int_if(KamJson *json, const char *name, gint64 value, gboolean is_known)
{
    if (is_known)
        kam_json_int(json, name, value);
    else
        kam_json_null(json, name);
}

static void
put_next_purchase(const KamAccountFigures *f)
{
    gint32 expected = f->stand->last_day + f->stand->usual_gap_days;

    if (!has_rhythm(f)) {
        kam_json_null(f->w.json, "next_purchase");
        return;
    }
    kam_json_begin_object(f->w.json, "next_purchase");
    kam_scope_day_to_json(f->w.json, "expected", expected);
    kam_json_int(f->w.json, "late_days", MAX(f->standing->as_of_day - expected, 0));
    kam_json_end_object(f->w.json);
}

static void
put_comparison(const KamAccountFigures *f)
{
    const KamReportComparison *c = &f->standing->comparison;

    if (c->months == 0) {
        kam_json_null(f->w.json, "growth_compares");
        return;
    }
    kam_json_begin_object(f->w.json, "growth_compares");
    kam_json_int(f->w.json, "months", c->months);
    kam_json_bool(f->w.json, "is_corrected", c->is_corrected);
    kam_scope_day_to_json(f->w.json, "from", c->last_from);
    kam_scope_day_to_json(f->w.json, "to", c->last_to);
    kam_scope_day_to_json(f->w.json, "previous_from", c->previous_from);
    kam_scope_day_to_json(f->w.json, "previous_to", c->previous_to);
    kam_json_end_object(f->w.json);
}

static void
put_behaviour(const KamAccountFigures *f)
{
    const KamStand *stand = f->stand;
    gboolean knows_gaps = stand->purchase_days > 1;

    kam_json_begin_object(f->w.json, "behaviour");
    kam_scope_day_to_json(f->w.json, "first_purchase", stand->first_day);
    kam_scope_day_to_json(f->w.json, "last_purchase", stand->last_day);
    put_int_if(f->w.json, "days_silent", days_silent(f), has_bought(f));
    kam_json_int(f->w.json, "purchase_days", stand->purchase_days);
    kam_json_int(f->w.json, "documents", stand->documents);
    kam_json_int(f->w.json, "products", stand->products);
    put_int_if(f->w.json, "usual_gap_days", stand->usual_gap_days, knows_gaps);
    put_int_if(f->w.json, "longest_gap_days", stand->longest_gap_days, knows_gaps);
    kam_json_number(f->w.json, "gap_variation", stand->gap_variation);
    kam_json_number(f->w.json, "silence_chance", has_rhythm(f) ? stand->silence_chance : NAN);
    kam_json_bool(f->w.json, "is_silent", stand->is_silent);
    kam_json_bool(f->w.json, "is_falling", stand->is_falling);
    kam_json_bool(f->w.json, "is_new", stand->is_new);
    kam_json_int(f->w.json, "months_bought", stand->bought_months);
    kam_json_int(f->w.json, "months_considered", MIN(f->standing->history_months, MONTHS_OF_YEAR));
    kam_json_number(f->w.json, "growth", stand->growth);
    put_comparison(f);
    kam_json_number(f->w.json, "returns_rate", rate_of_returns(stand));
    put_next_purchase(f);
    kam_account_put_source(f, &kam_source_account_behaviour, KAM_DAY_NONE, KAM_DAY_NONE);
    kam_json_end_object(f->w.json);
}

/* --- reasons --- */

static void
begin_code(const KamAccountFigures *f, const char *code)
{
    kam_json_begin_object(f->w.json, NULL);
    kam_json_text(f->w.json, "code", code);
}

static void
put_rate_reason(const KamAccountFigures *f, const char *code, double rate)
{
    begin_code(f, code);
    kam_json_number(f->w.json, "rate", rate);
    kam_json_end_object(f->w.json);
}

static void
put_count_reason(const KamAccountFigures *f, const char *code, guint count, guint of)
{
    begin_code(f, code);
    kam_json_int(f->w.json, "count", count);
    if (of > 0)
        kam_json_int(f->w.json, "of", of);
    kam_json_end_object(f->w.json);
}

static void
tell_size(const KamAccountFigures *f)
{
    const KamStand *stand = f->stand;

    if (stand->rank == 0)
        return;
    begin_code(f, "share");
    kam_figures_put_rate(f->w.json, "rate", stand->net_micro, f->standing->total_micro);
    kam_json_int(f->w.json, "rank", stand->rank);
    kam_json_int(f->w.json, "of", f->standing->ranked);
    kam_json_end_object(f->w.json);
    if (stand->tier == stand->class)
        return;
    begin_code(f, stand->tier < stand->class ? "raised" : "lowered");
    kam_figures_put_tier(f->w.json, "from", stand->class);
    kam_json_int(f->w.json, "points", stand->points);
    kam_json_end_object(f->w.json);
}

static void
tell_silence(const KamAccountFigures *f)
{
    if (!f->stand->is_silent)
        return;
    begin_code(f, "silent");
    kam_json_int(f->w.json, "days", days_silent(f));
    kam_json_int(f->w.json, "usual_days", f->stand->usual_gap_days);
    kam_json_end_object(f->w.json);
}

static void
tell_growth(const KamAccountFigures *f)
{
    const KamReportComparison *c = &f->standing->comparison;
    double growth = f->stand->growth;

    if (f->stand->is_new && c->months > 0) {
        begin_code(f, "new");
        kam_scope_day_to_json(f->w.json, "since", f->stand->first_day);
        kam_json_end_object(f->w.json);
        return;
    }
    if (isnan(growth) || f->stand->is_silent)
        return;
    begin_code(f, growth <= -1            ? "nothing_lately"
                  : fabs(growth) < STEADY ? "steady"
                  : growth > 0            ? "growing"
                                          : "falling");
    kam_json_number(f->w.json, "rate", growth);
    kam_json_int(f->w.json, "months", c->months);
    kam_json_bool(f->w.json, "is_corrected", c->is_corrected);
    kam_json_end_object(f->w.json);
}

static void
tell_margin(const KamAccountFigures *f)
{
    double rate = rate_of_margin(f->stand);

    if (f->question->with_margin && !isnan(rate))
        put_rate_reason(f, rate < 0 ? "loses" : "margin", rate);
}

static void
tell_rest(const KamAccountFigures *f)
{
    guint considered = MIN(f->standing->history_months, MONTHS_OF_YEAR);
    double returns = rate_of_returns(f->stand), alive = chance_alive(f);

    if (considered >= LEAST_REGULAR_MONTHS)
        put_count_reason(f, "months_bought", f->stand->bought_months, considered);
    tell_margin(f);
    if (!isnan(returns) && returns >= NOTABLE_RETURNS)
        put_rate_reason(f, "returns", returns);
    if (f->stand->products > 0)
        put_count_reason(f, "products", f->stand->products, 0);
    if (!isnan(alive) && alive < SURELY_ALIVE)
        put_rate_reason(f, alive < SURELY_GONE ? "gone" : "alive", alive);
}

/* Profit is told to those alone who see it; the sum of points would tell it, too. */
static void
put_merits(const KamAccountFigures *f)
{
    static const char *const names[KAM_MERIT_N] = { "profit", "growth", "predictability", "breadth" };

    kam_json_begin_object(f->w.json, "merits");
    for (guint m = f->question->with_margin ? KAM_MERIT_PROFIT : KAM_MERIT_GROWTH; m < KAM_MERIT_N; m++)
        kam_json_int(f->w.json, names[m], f->stand->merit[m]);
    kam_json_end_object(f->w.json);
}

/* What would make it one tier higher: enough sales, or some less with enough points. */
static void
put_next_tier(const KamAccountFigures *f)
{
    const KamStand *stand = f->stand;
    guint next = stand->tier == KAM_TIER_NONE ? KAM_TIER_C : stand->tier - 1u;
    gint64 needed = f->standing->smallest[MIN(next, 2)], near_micro = (gint64)llround(NEAR_CUT * (double)needed);

    if (stand->tier == KAM_TIER_A || needed == G_MAXINT64) {
        kam_json_null(f->w.json, "next");
        return;
    }
    kam_json_begin_object(f->w.json, "next");
    kam_figures_put_tier(f->w.json, "tier", next);
    kam_figures_put_money(&f->w, "net_needed", needed);
    kam_figures_put_money(&f->w, "net_missing", MAX(needed - stand->net_micro, 0));
    kam_figures_put_money(&f->w, "net_missing_with_points", MAX(near_micro - stand->net_micro, 0));
    kam_json_int(f->w.json, "points_needed", ENOUGH_POINTS);
    kam_json_end_object(f->w.json);
}

static void
put_tier(const KamAccountFigures *f)
{
    const KamStand *stand = f->stand;

    kam_json_begin_object(f->w.json, "tier");
    kam_figures_put_tier(f->w.json, "tier", stand->tier);
    kam_figures_put_tier(f->w.json, "class", stand->class);
    if (f->question->with_margin)
        kam_json_int(f->w.json, "points", stand->points);
    put_merits(f);
    kam_json_begin_array(f->w.json, "reasons");
    tell_size(f);
    tell_silence(f);
    tell_growth(f);
    tell_rest(f);
    kam_json_end_array(f->w.json);
    put_next_tier(f);
    kam_account_put_source(f, &kam_source_account_tier, KAM_DAY_NONE, KAM_DAY_NONE);
    kam_json_end_object(f->w.json);
}

/* --- what matters now --- */

typedef struct {
    const char *code;
    gint64 stake_micro; /* 0: none */
    gboolean is_good;
    double rate;      /* NaN: none */
    gint64 count;     /* below 0: none; days, products */
    gint64 usual;     /* below 0: none */
    const char *name; /* of a category; NULL: none */
} Matter;

static void
add_matter(GArray *matters, Matter matter)
{
    g_array_append_val(matters, matter);
}

static const KamAccountItem *
find_largest_fall(const KamAccountFigures *f)
{
    const KamAccountItem *largest = NULL;

    for (guint i = 0; i < f->categories->len; i++) {
        const KamAccountItem *item = &g_array_index(f->categories, KamAccountItem, i);
        gint64 fall = item->before_micro - item->net_micro;

        if (item->category != NULL && fall > 0 &&
            (largest == NULL || fall > largest->before_micro - largest->net_micro))
            largest = item;
    }
    return largest;
}

static void
look_at_movement(const KamAccountFigures *f, GArray *matters)
{
    const KamStand *stand = f->stand;
    const KamAccountItem *fall = find_largest_fall(f);
    gint64 change = f->row->net_micro - f->row->before_micro;

    if (stand->is_silent)
        add_matter(matters, (Matter) { "silent_longer_than_usual", stand->last_year_micro, FALSE, NAN, days_silent(f),
                                       stand->usual_gap_days, NULL });
    if (stand->is_falling)
        add_matter(matters, (Matter) { "falling", stand->lost_micro, FALSE, stand->growth, -1, -1,
                                       fall != NULL ? fall->category : NULL });
    if (!stand->is_silent && !isnan(stand->growth) && stand->growth >= FAST_GROWTH)
        add_matter(matters, (Matter) { "growing", MAX(change, 0), TRUE, stand->growth, -1, -1, NULL });
    if (stand->is_new && f->standing->comparison.months > 0)
        add_matter(matters, (Matter) { "new_customer", stand->net_micro, TRUE, NAN,
                                       f->standing->as_of_day - stand->first_day, -1, NULL });
}

static void
look_at_products(const KamAccountFigures *f, GArray *matters)
{
    Matter stopped = { "products_stopped", 0, FALSE, NAN, 0, -1, NULL };

    for (guint i = 0; i < f->products->len; i++) {
        const KamAccountItem *item = &g_array_index(f->products, KamAccountItem, i);

        if (item->lines > 0 || item->before_micro <= 0)
            continue;
        stopped.count++;
        stopped.stake_micro += item->before_micro;
    }
    /* Of an account that buys nothing, its products are not what matters. */
    if (stopped.count > 0 && f->row->lines > 0)
        add_matter(matters, stopped);
}

static void
look_at_worth(const KamAccountFigures *f, GArray *matters)
{
    const KamStand *stand = f->stand;
    gint64 margin = kam_tally_margin(f->row);
    double alive = chance_alive(f), returns = rate_of_returns(stand);

    if (f->question->with_margin && f->row->costed_net_micro > 0 && margin < 0)
        add_matter(matters, (Matter) { "loses_money", -margin, FALSE, (double)margin / (double)f->row->costed_net_micro,
                                       -1, -1, NULL });
    if (!stand->is_silent && !isnan(alive) && alive < PROBABLY_ALIVE && stand->last_year_micro > 0)
        add_matter(matters,
                   (Matter) { "probably_gone", stand->last_year_micro, FALSE, alive, days_silent(f), -1, NULL });
    if (!isnan(returns) && returns >= HIGH_RETURNS)
        add_matter(matters, (Matter) { "returns_high", stand->returned_micro, FALSE, returns, -1, -1, NULL });
    if (kam_ground_get_account(f->ground, f->account)->manager_id == 0)
        add_matter(matters, (Matter) { "no_manager", 0, FALSE, NAN, -1, -1, NULL });
}

static int
compare_matters(gconstpointer a, gconstpointer b)
{
    const Matter *x = a, *y = b;

    if (x->is_good != y->is_good)
        return x->is_good ? 1 : -1;
    return (x->stake_micro < y->stake_micro) - (x->stake_micro > y->stake_micro);
}

static void
put_matter(const KamAccountFigures *f, const Matter *matter)
{
    begin_code(f, matter->code);
    kam_json_bool(f->w.json, "is_good", matter->is_good);
    kam_figures_put_money_if(&f->w, "at_stake", matter->stake_micro, matter->stake_micro > 0);
    if (!isnan(matter->rate))
        kam_json_number(f->w.json, "rate", matter->rate);
    if (matter->count >= 0)
        kam_json_int(f->w.json, "count", matter->count);
    if (matter->usual >= 0)
        kam_json_int(f->w.json, "usual_days", matter->usual);
    if (matter->name != NULL)
        kam_json_text(f->w.json, "category", matter->name);
    kam_json_end_object(f->w.json);
}

static void
put_matters(const KamAccountFigures *f)
{
    g_autoptr(GArray) matters = g_array_new(FALSE, FALSE, sizeof(Matter));

    look_at_movement(f, matters);
    look_at_products(f, matters);
    look_at_worth(f, matters);
    g_array_sort(matters, compare_matters);
    kam_json_begin_object(f->w.json, "matters");
    kam_json_begin_array(f->w.json, "items");
    for (guint i = 0; i < matters->len; i++)
        put_matter(f, &g_array_index(matters, Matter, i));
    kam_json_end_array(f->w.json);
    kam_account_put_source(f, &kam_source_account_matters, KAM_DAY_NONE, KAM_DAY_NONE);
    kam_json_end_object(f->w.json);
}

void
kam_account_put_reasons(const KamAccountFigures *f)
{
    static const char *const of_the_whole[] = { "matters", "tier", "behaviour" };

    for (guint i = 0; f->is_part && i < G_N_ELEMENTS(of_the_whole); i++)
        kam_json_null(f->w.json, of_the_whole[i]);
    if (f->is_part)
        return;
    put_matters(f);
    put_tier(f);
    put_behaviour(f);
}
