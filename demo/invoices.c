/* The days of the period and the documents written on them. */
#include "demo/invoices.h"

#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

#include "demo/demand.h"
#include "demo/places.h"

#define TRANSPORT_RATE 0.07
#define BANK_FEE_RATE 0.004
#define CORRECTION_RATE 0.0015
#define COUNTER_SALES_PER_DAY 2.6
#define REBATE_FROM_DOM 20 /* of January */

/* A line that will come back, or whose price will be corrected. */
typedef struct {
    KamDemoKind kind;
    guint account;
    guint sequence; /* keeps the order of invoices among equals */
    KamDemoEntry entry;
} Credit;

typedef struct {
    const KamDemoWorld *world;
    KamDemoTotals *totals;
    KamDemoDemand *demand;
    KamDemoLedger *ledger;
    gsl_rng *returns, *charges, *counter, *numbers;
    GArray **credits; /* by day of the period; NULL where none is planned */
    guint n_credits;
    GArray *lines; /* KamDemoOrderLine of the order at hand */
} Years;

static void
plan_credit(Years *years, gint32 day, Credit credit)
{
    gint32 on = kam_demo_next_open_day(day + kam_demo_day_between(years->returns, 4, 30));
    GArray **slot;

    if (on > years->world->calendar->last_day)
        return;
    slot = &years->credits[on - years->world->calendar->first_day];
    if (*slot == NULL)
        *slot = g_array_new(FALSE, FALSE, sizeof(Credit));
    credit.sequence = years->n_credits++;
    g_array_append_val(*slot, credit);
}

/* Half of the returns bring everything back, the others a part, in whole units. */
static void
plan_return(Years *years, gint32 day, guint account, const KamDemoEntry *sold)
{
    Credit credit = { .kind = KAM_DEMO_RETURN, .account = account, .entry = *sold };

    if (sold->quantity > 100 && kam_demo_happens(years->returns, 0.5)) {
        gint64 units = (gint64)((double)sold->quantity * kam_demo_between(years->returns, 0.1, 0.9)) / 100;

        credit.entry.quantity = 100 * MAX(units, 1);
    }
    credit.entry.quantity = -credit.entry.quantity;
    plan_credit(years, day, credit);
}

/* A part of the line's amount given back as one piece of value; no goods move, so the cost is 0. */
static void
plan_correction(Years *years, gint32 day, guint account, const KamDemoEntry *sold, gint64 net)
{
    Credit credit = { .kind = KAM_DEMO_CORRECTION, .account = account, .entry = *sold };
    gint64 back = (gint64)((double)net * kam_demo_between(years->returns, 0.03, 0.15));

    credit.entry.quantity = -100;
    credit.entry.price_minor = MAX(back, 1);
    credit.entry.discount = 0;
    credit.entry.unit_cost_minor = 0;
    plan_credit(years, day, credit);
}

static void
add_charge(Years *years, KamDemoCharge charge, guint city, gint64 quantity, gint64 price_minor, gint64 cost_minor)
{
    KamDemoEntry entry = { .article = KAM_DEMO_N_PRODUCTS + charge,
                           .city = city,
                           .quantity = quantity,
                           .price_minor = price_minor,
                           .unit_cost_minor = cost_minor };

    kam_demo_ledger_add(years->ledger, &entry);
}

static void
add_charges(Years *years, guint city)
{
    if (kam_demo_happens(years->charges, TRANSPORT_RATE)) {
        gint64 price = 100 * (gint64)lround(exp(kam_demo_normal(years->charges, 7.3, 0.45)) / 10) * 10;

        add_charge(years, KAM_DEMO_TRANSPORT, city, 100, price, price * 9 / 10);
    }
    if (kam_demo_happens(years->charges, BANK_FEE_RATE))
        add_charge(years, KAM_DEMO_BANK_FEE, city, 100, 100 * kam_demo_day_between(years->charges, 60, 400), 0);
}

static guint
choose_account(Years *years, guint customer, gint32 day)
{
    const KamDemoCustomers *customers = years->world->customers;
    guint twin = customers->customers[customer].twin;

    if (twin == KAM_DEMO_NONE || day < customers->twins[twin].since ||
        !kam_demo_happens(years->numbers, customers->twins[twin].share))
        return customer;
    return customers->n + twin;
}

/* Days come in order. */
static void
count_move(Years *years, guint customer, gint32 day, const KamDemoOrderLine *line)
{
    const KamDemoWorld *world = years->world;
    guint group = kam_demo_groups_find(world->groups, customer, day);
    guint planned =
        kam_demo_groups_move_index(world->groups, group, world->catalogue->products[line->product].category);

    if (line->move != KAM_DEMO_NONE) {
        KamDemoMoveTotals *move = &years->totals->moves[line->move];

        move->first_after = move->after++ == 0 ? day : move->first_after;
    } else if (planned != KAM_DEMO_NONE &&
               g_array_index(world->groups->moves, KamDemoCentralMove, planned).centre != customer) {
        years->totals->moves[planned].before++;
        years->totals->moves[planned].last_before = day;
    }
}

static void
write_invoice(Years *years, guint customer, gint32 day)
{
    const KamDemoCustomer *who = &years->world->customers->customers[customer];
    guint account = choose_account(years, customer, day);

    kam_demo_ledger_begin(years->ledger, KAM_DEMO_INVOICE, day, account);
    for (guint i = 0; i < years->lines->len; i++) {
        const KamDemoOrderLine *line = &g_array_index(years->lines, KamDemoOrderLine, i);
        KamDemoEntry entry = { .article = line->product,
                               .city = line->city,
                               .quantity = line->quantity,
                               .price_minor = line->price_minor,
                               .discount = line->discount,
                               .unit_cost_minor = kam_demo_prices_get_cost(years->world->prices, line->product, day) };
        gint64 net = kam_demo_ledger_add(years->ledger, &entry);
        double chance = gsl_rng_uniform(years->returns);

        count_move(years, customer, day, line);
        if (chance < who->return_rate)
            plan_return(years, day, account, &entry);
        else if (chance > 1 - CORRECTION_RATE)
            plan_correction(years, day, account, &entry, net);
    }
    add_charges(years, who->city);
    kam_demo_ledger_end(years->ledger);
}

static guint
agreed_discount(Years *years, guint customer, gint32 day)
{
    int year = kam_month_of_day(day) / 12;
    const KamDemoAgreement *agreement = kam_demo_agreements_find(years->world->agreements, customer, year);

    if (agreement == NULL)
        return years->world->customers->customers[customer].discount;
    return kam_demo_agreement_get_discount(agreement, *kam_demo_totals_year_net(years->totals, customer, year));
}

static void
serve_customer(Years *years, guint customer, gint32 day)
{
    for (guint orders = kam_demo_demand_pass_day(years->demand, customer, day); orders > 0; orders--) {
        kam_demo_demand_fill_order(years->demand, customer, day, agreed_discount(years, customer, day), years->lines);
        if (years->lines->len > 0)
            write_invoice(years, customer, day);
    }
}

/* A person at the counter takes a little of one article at list price, less a promotion. */
static void
add_counter_line(Years *years, gint32 day)
{
    guint product = kam_demo_below(years->counter, KAM_DEMO_N_PRODUCTS);
    const KamDemoProduct *article = &years->world->catalogue->products[product];
    double wanted = exp(kam_demo_normal(years->counter, 7, 0.8)) / article->price;
    KamDemoEntry entry = { .article = product,
                           .quantity = 100 * (gint64)kam_demo_clamp(wanted, 1, 200),
                           .price_minor = kam_demo_prices_get_list(years->world->prices, product, day),
                           .discount =
                               100 * kam_demo_prices_get_promotion(years->world->prices, article->category, day),
                           .unit_cost_minor = kam_demo_prices_get_cost(years->world->prices, product, day) };

    kam_demo_ledger_add(years->ledger, &entry);
}

static void
sell_at_counter(Years *years, gint32 day)
{
    const KamDemoCalendar *calendar = years->world->calendar;
    double mean = COUNTER_SALES_PER_DAY * years->world->options.scale * calendar->activity[day - calendar->first_day];

    for (guint sales = gsl_ran_poisson(years->counter, mean); sales > 0; sales--) {
        kam_demo_ledger_begin(years->ledger, KAM_DEMO_COUNTER, day, KAM_DEMO_NONE);
        for (guint lines = 1 + gsl_ran_poisson(years->counter, 0.8); lines > 0; lines--)
            add_counter_line(years, day);
        kam_demo_ledger_end(years->ledger);
    }
}

static int
compare_credits(gconstpointer a, gconstpointer b)
{
    const Credit *one = a, *other = b;

    if (one->kind != other->kind)
        return one->kind < other->kind ? -1 : 1;
    if (one->account != other->account)
        return one->account < other->account ? -1 : 1;
    return one->sequence < other->sequence ? -1 : 1;
}

/* Credits of one kind for one customer stand on one document. */
static void
write_credits(Years *years, gint32 day)
{
    GArray **slot = &years->credits[day - years->world->calendar->first_day];
    const Credit *before = NULL;

    if (*slot == NULL)
        return;
    g_array_sort(*slot, compare_credits);
    for (guint i = 0; i < (*slot)->len; i++) {
        const Credit *credit = &g_array_index(*slot, Credit, i);

        if (before == NULL || credit->kind != before->kind || credit->account != before->account) {
            if (before != NULL)
                kam_demo_ledger_end(years->ledger);
            kam_demo_ledger_begin(years->ledger, credit->kind, day, credit->account);
        }
        kam_demo_ledger_add(years->ledger, &credit->entry);
        before = credit;
    }
    kam_demo_ledger_end(years->ledger);
    g_clear_pointer(slot, g_array_unref);
}

static void
write_rebate(Years *years, guint customer, int year, gint32 day)
{
    const KamDemoAgreement *agreement = kam_demo_agreements_find(years->world->agreements, customer, year);
    gint64 net = *kam_demo_totals_year_net(years->totals, customer, year);

    if (agreement == NULL || agreement->rebate == 0 || net <= 0)
        return;
    kam_demo_ledger_begin(years->ledger, KAM_DEMO_YEAR_REBATE, day, customer);
    add_charge(years, KAM_DEMO_REBATE, years->world->customers->customers[customer].city, -100,
               (net * agreement->rebate + 5000) / 10000, 0);
    kam_demo_ledger_end(years->ledger);
}

/* Rebates for the year before are given on the first open day from 20 January on. */
static void
write_rebates(Years *years, gint32 day)
{
    int year = kam_month_of_day(day) / 12;
    gint32 planned = kam_demo_next_open_day(kam_day_from_civil(year, 1, REBATE_FROM_DOM));

    if (day != planned || year == years->totals->first_year)
        return;
    for (guint i = 0; i < years->world->customers->n; i++)
        write_rebate(years, i, year - 1, day);
}

static void
pass_day(Years *years, gint32 day)
{
    for (guint i = 0; i < years->world->customers->n; i++)
        serve_customer(years, i, day);
    sell_at_counter(years, day);
    write_credits(years, day);
    write_rebates(years, day);
}

void
kam_demo_invoices_write(const KamDemoWorld *world, KamDemoTotals *totals, KamDemoFile *sales, KamDemoFile *payments)
{
    guint64 seed = world->options.seed;
    const KamDemoCalendar *calendar = world->calendar;
    g_autoptr(KamDemoDemand) demand = kam_demo_demand_new(world);
    g_autoptr(KamDemoLedger) ledger = kam_demo_ledger_new(world, totals, sales, payments);
    g_autoptr(gsl_rng) returns = kam_demo_stream_new(seed, "returns", 0);
    g_autoptr(gsl_rng) charges = kam_demo_stream_new(seed, "charges", 0);
    g_autoptr(gsl_rng) counter = kam_demo_stream_new(seed, "counter", 0);
    g_autoptr(gsl_rng) numbers = kam_demo_stream_new(seed, "numbers", 0);
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(KamDemoOrderLine));
    g_autofree GArray **credits = g_new0(GArray *, calendar->n_days);
    Years years = { .world = world,
                    .totals = totals,
                    .demand = demand,
                    .ledger = ledger,
                    .returns = returns,
                    .charges = charges,
                    .counter = counter,
                    .numbers = numbers,
                    .credits = credits,
                    .lines = lines };

    for (guint i = 0; i < calendar->n_days && sales->failure == NULL && payments->failure == NULL; i++)
        if (calendar->activity[i] > 0)
            pass_day(&years, calendar->first_day + (gint32)i);
    for (guint i = 0; i < calendar->n_days; i++)
        if (credits[i] != NULL)
            g_array_unref(credits[i]);
}
