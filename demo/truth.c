/* The truth file. */
#include "demo/truth.h"

#include <math.h>

#include "base/decimal.h"
#include "base/json.h"
#include "demo/places.h"

#define NUMBER_DIGITS 1e4

static void
put_day(KamJson *json, const char *name, gint32 day)
{
    char iso[11];

    kam_day_to_iso(day, iso);
    kam_json_text(json, name, day == KAM_DAY_NONE ? NULL : iso);
}

/* Four decimals: what lies behind them means nothing here. */
static void
put_number(KamJson *json, const char *name, double value)
{
    kam_json_number(json, name, round(value * NUMBER_DIGITS) / NUMBER_DIGITS);
}

static void
put_amount(KamJson *json, const char *name, gint64 minor)
{
    g_autofree char *text = kam_micro_to_text(minor * (KAM_MICRO / 100), 2);

    kam_json_text(json, name, text);
}

static void
put_sum(KamJson *json, const char *name, const KamDemoSum *sum, gboolean has_documents)
{
    kam_json_begin_object(json, name);
    kam_json_int(json, "lines", (gint64)sum->lines);
    if (has_documents)
        kam_json_int(json, "documents", (gint64)sum->documents);
    put_amount(json, "net", sum->net_minor);
    kam_json_end_object(json);
}

static const char *
customer_number(const KamDemoWorld *world, guint customer)
{
    return world->customers->customers[customer].number;
}

static void
put_world(KamJson *json, const KamDemoWorld *world)
{
    kam_json_begin_object(json, "world");
    kam_json_int(json, "seed", (gint64)world->options.seed);
    kam_json_int(json, "scale", world->options.scale);
    put_day(json, "from", world->calendar->first_day);
    put_day(json, "to", world->calendar->last_day);
    kam_json_text(json, "currency", "RSD");
    kam_json_int(json, "companies", world->customers->n);
    kam_json_int(json, "customer_numbers", world->customers->n + world->customers->n_twins);
    kam_json_int(json, "products", KAM_DEMO_N_PRODUCTS);
    kam_json_int(json, "categories", KAM_DEMO_N_CATEGORIES);
    kam_json_int(json, "groups", world->groups->n);
    kam_json_int(json, "sellers", KAM_DEMO_SELLERS);
    kam_json_end_object(json);
}

static guint
count_active(const KamDemoTotals *totals)
{
    guint n = 0;

    for (guint i = 0; i < totals->n_accounts; i++)
        n += totals->accounts[i].invoices.lines + totals->accounts[i].credits.lines > 0;
    return n;
}

static void
put_totals(KamJson *json, const KamDemoTotals *totals)
{
    KamDemoSum credits = { 0 }, charges = { 0 };

    for (guint i = KAM_DEMO_RETURN; i <= KAM_DEMO_YEAR_REBATE; i++) {
        credits.lines += totals->kinds[i].lines;
        credits.documents += totals->kinds[i].documents;
        credits.net_minor += totals->kinds[i].net_minor;
    }
    for (guint i = 0; i < KAM_DEMO_N_CHARGES; i++) {
        charges.lines += totals->charges[i].lines;
        charges.net_minor += totals->charges[i].net_minor;
    }
    kam_json_begin_object(json, "totals");
    put_sum(json, "all", &totals->all, TRUE);
    put_amount(json, "cost", totals->cost_minor);
    kam_json_int(json, "accounts", count_active(totals));
    put_sum(json, "credits", &credits, TRUE);
    put_sum(json, "charges", &charges, FALSE);
    put_sum(json, "without_account", &totals->kinds[KAM_DEMO_COUNTER], TRUE);
    kam_json_begin_object(json, "kinds");
    for (guint i = 0; i < KAM_DEMO_N_KINDS; i++)
        put_sum(json, kam_demo_kind_name(i), &totals->kinds[i], TRUE);
    kam_json_end_object(json);
    kam_json_begin_object(json, "charge_articles");
    for (guint i = 0; i < KAM_DEMO_N_CHARGES; i++)
        put_sum(json, kam_demo_charges[i].number, &totals->charges[i], FALSE);
    kam_json_end_object(json);
    kam_json_end_object(json);
}

static void
put_factors(KamJson *json, const char *name, const double factors[12])
{
    kam_json_begin_array(json, name);
    for (guint month = 0; month < 12; month++)
        put_number(json, NULL, factors[month]);
    kam_json_end_array(json);
}

static void
put_categories(KamJson *json, const KamDemoWorld *world)
{
    double factors[12];

    kam_demo_calendar_get_month_factors(world->calendar, factors);
    put_factors(json, "calendar_factors", factors);
    kam_json_begin_array(json, "categories");
    for (guint i = 0; i < KAM_DEMO_N_CATEGORIES; i++) {
        kam_json_begin_object(json, NULL);
        kam_json_text(json, "code", kam_demo_categories[i].code);
        kam_json_text(json, "name", kam_demo_categories[i].name);
        put_number(json, "mean_elasticity", kam_demo_categories[i].elasticity);
        put_number(json, "list_margin", kam_demo_categories[i].margin);
        put_factors(json, "season", world->catalogue->season[i]);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
}

static void
put_prices(KamJson *json, const KamDemoWorld *world)
{
    kam_json_begin_array(json, "price_lists");
    for (guint i = 0; i < world->prices->n_revisions; i++)
        put_day(json, NULL, world->prices->revision_days[i]);
    kam_json_end_array(json);
    kam_json_begin_array(json, "promotions");
    for (guint i = 0; i < world->prices->promotions->len; i++) {
        const KamDemoPromotion *promotion = &g_array_index(world->prices->promotions, KamDemoPromotion, i);

        kam_json_begin_object(json, NULL);
        kam_json_text(json, "category", kam_demo_categories[promotion->category].code);
        put_day(json, "from", promotion->from);
        put_day(json, "to", promotion->to);
        kam_json_int(json, "percent", promotion->percent);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
}

static void
put_sellers(KamJson *json, const KamDemoWorld *world)
{
    kam_json_begin_array(json, "sellers");
    for (guint i = 0; i < KAM_DEMO_SELLERS; i++) {
        kam_json_begin_object(json, NULL);
        kam_json_text(json, "name", world->customers->sellers[i]);
        kam_json_text(json, "region", kam_demo_regions[i]);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
}

static void
put_memberships(KamJson *json, const KamDemoWorld *world, guint group)
{
    kam_json_begin_array(json, "members");
    for (guint i = 0; i < world->groups->memberships->len; i++) {
        const KamDemoMembership *membership = &g_array_index(world->groups->memberships, KamDemoMembership, i);

        if (membership->group != group)
            continue;
        kam_json_begin_object(json, NULL);
        kam_json_text(json, "number", customer_number(world, membership->customer));
        put_day(json, "from", membership->from);
        put_day(json, "to", membership->to);
        kam_json_text(json, "begun_by", kam_demo_membership_event_name(membership->begun_by));
        kam_json_text(json, "ended_by", kam_demo_membership_event_name(membership->ended_by));
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
}

static void
put_groups(KamJson *json, const KamDemoWorld *world, KamDemoFile *out)
{
    kam_json_begin_array(json, "groups");
    for (guint i = 0; i < world->groups->n; i++) {
        const KamDemoGroup *group = &world->groups->groups[i];

        kam_json_begin_object(json, NULL);
        kam_json_text(json, "number", group->number);
        kam_json_text(json, "name", group->name);
        put_day(json, "absorbed_on", group->absorbed_on);
        kam_json_text(json, "absorbed_by",
                      group->absorbed_by == KAM_DEMO_NONE ? NULL : world->groups->groups[group->absorbed_by].number);
        put_memberships(json, world, i);
        kam_json_end_object(json);
        kam_demo_file_rest(out);
    }
    kam_json_end_array(json);
}

static void
put_central_moves(KamJson *json, const KamDemoWorld *world, const KamDemoTotals *totals)
{
    kam_json_begin_array(json, "central_purchasing");
    for (guint i = 0; i < world->groups->moves->len; i++) {
        const KamDemoCentralMove *move = &g_array_index(world->groups->moves, KamDemoCentralMove, i);

        kam_json_begin_object(json, NULL);
        kam_json_text(json, "group", world->groups->groups[move->group].number);
        kam_json_text(json, "category", kam_demo_categories[move->category].code);
        kam_json_text(json, "centre", customer_number(world, move->centre));
        put_day(json, "from", move->from);
        put_number(json, "extra_discount_percent", move->extra_discount / 100.0);
        kam_json_int(json, "others_lines_before", (gint64)totals->moves[i].before);
        put_day(json, "others_last_on", totals->moves[i].last_before);
        kam_json_int(json, "lines_for_others", (gint64)totals->moves[i].after);
        put_day(json, "first_for_others_on", totals->moves[i].first_after);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
}

static void
put_rivals(KamJson *json, const KamDemoWorld *world)
{
    kam_json_begin_array(json, "competitor_moves");
    for (guint i = 0; i < world->rivals->moves->len; i++) {
        const KamDemoRivalMove *move = &g_array_index(world->rivals->moves, KamDemoRivalMove, i);

        kam_json_begin_object(json, NULL);
        kam_json_text(json, "competitor", world->rivals->names[move->rival]);
        kam_json_text(json, "number", customer_number(world, move->customer));
        kam_json_text(json, "category", kam_demo_categories[move->category].code);
        put_day(json, "from", move->from);
        put_day(json, "to", move->to);
        put_number(json, "share_taken", move->share);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
}

static void
put_twins(KamJson *json, const KamDemoWorld *world)
{
    kam_json_begin_array(json, "duplicates");
    for (guint i = 0; i < world->customers->n_twins; i++) {
        const KamDemoTwin *twin = &world->customers->twins[i];

        kam_json_begin_object(json, NULL);
        kam_json_text(json, "number", twin->number);
        kam_json_text(json, "same_as", customer_number(world, twin->customer));
        kam_json_text(json, "name", twin->name);
        kam_json_bool(json, "has_tax_number", twin->has_pib);
        put_day(json, "since", twin->since);
        put_number(json, "share_of_documents", twin->share);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
}

static void
put_account_totals(KamJson *json, const KamDemoAccountTotals *totals)
{
    put_sum(json, "invoiced", &totals->invoices, TRUE);
    put_sum(json, "credited", &totals->credits, TRUE);
    put_amount(json, "cost", totals->cost_minor);
    put_day(json, "first_purchase_on", totals->first_day);
    put_day(json, "last_purchase_on", totals->last_day);
    kam_json_int(json, "invoices_paid_late", (gint64)totals->paid_late);
}

static void
put_tastes(KamJson *json, const KamDemoTastes *tastes)
{
    kam_json_begin_object(json, "elasticities");
    for (guint i = 0; i < tastes->n_tastes; i++)
        put_number(json, kam_demo_categories[tastes->tastes[i].category].code, tastes->tastes[i].elasticity);
    kam_json_end_object(json);
    kam_json_begin_object(json, "category_weights");
    for (guint i = 0; i < tastes->n_tastes; i++)
        put_number(json, kam_demo_categories[tastes->tastes[i].category].code, tastes->tastes[i].weight);
    kam_json_end_object(json);
}

static void
put_account(KamJson *json, const KamDemoWorld *world, const KamDemoTotals *totals, guint index)
{
    const KamDemoCustomer *customer = &world->customers->customers[index];

    kam_json_begin_object(json, NULL);
    kam_json_text(json, "number", customer->number);
    kam_json_text(json, "name", customer->name);
    kam_json_text(json, "sector", kam_demo_sectors[customer->sector].name);
    kam_json_text(json, "seller", world->customers->sellers[customer->seller]);
    put_number(json, "size", customer->size);
    put_day(json, "since", customer->since);
    kam_json_bool(json, "is_alive", customer->gone_on == KAM_DAY_NONE);
    put_day(json, "gone_on", customer->gone_on);
    kam_json_int(json, "fade_days", customer->fade_days);
    put_number(json, "hazard_per_year", customer->hazard);
    put_day(json, "pause_from", customer->pause_from);
    put_day(json, "pause_to", customer->pause_to);
    put_number(json, "growth_per_year", customer->growth);
    kam_json_bool(json, "is_regular", customer->is_regular);
    put_number(json, "gap_shape", customer->shape);
    put_number(json, "mean_gap_working_days", customer->gap);
    kam_json_int(json, "payment_days", customer->payment_days);
    kam_json_bool(json, "is_late_payer", customer->is_late);
    put_number(json, "mean_days_late", customer->late_days);
    put_number(json, "return_rate", customer->return_rate);
    put_tastes(json, &customer->tastes);
    put_account_totals(json, &totals->accounts[index]);
    kam_json_end_object(json);
}

static void
put_accounts(KamJson *json, const KamDemoWorld *world, const KamDemoTotals *totals, KamDemoFile *out)
{
    kam_json_begin_array(json, "accounts");
    for (guint i = 0; i < world->customers->n; i++) {
        put_account(json, world, totals, i);
        kam_demo_file_rest(out);
    }
    kam_json_end_array(json);
    kam_json_begin_array(json, "duplicate_totals");
    for (guint i = 0; i < world->customers->n_twins; i++) {
        kam_json_begin_object(json, NULL);
        kam_json_text(json, "number", world->customers->twins[i].number);
        put_account_totals(json, &totals->accounts[world->customers->n + i]);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
}

void
kam_demo_truth_write(const KamDemoWorld *world, const KamDemoTotals *totals, KamDemoFile *out)
{
    KamJson json;

    kam_json_init(&json, out->text, 1);
    kam_json_begin_object(&json, NULL);
    put_world(&json, world);
    put_totals(&json, totals);
    put_categories(&json, world);
    put_prices(&json, world);
    put_sellers(&json, world);
    put_groups(&json, world, out);
    put_central_moves(&json, world, totals);
    put_rivals(&json, world);
    put_twins(&json, world);
    put_accounts(&json, world, totals, out);
    kam_json_end_object(&json);
    g_string_append_c(out->text, '\n');
}
