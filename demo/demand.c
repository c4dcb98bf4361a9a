/* Demand: orders as a renewal process in the company's working time, lines by thinning. */
#include "demo/demand.h"

#include <gsl/gsl_randist.h>
#include <math.h>

#define QUANTITY_NOISE 0.32
#define HABIT_SKEW 1.6 /* above 1: the first articles of a habit are bought more often */

/* A line that a firm of a group asked for, waiting until the central firm orders. */
typedef struct {
    guint product, city, move;
    double quantity, usual_price;
} Waiting;

typedef struct {
    gsl_rng *stream;
    double clock, next; /* in units of calendar activity */
    GArray *waiting;    /* Waiting; NULL for all but central firms */
} State;

struct KamDemoDemand {
    const KamDemoWorld *world;
    State *states;
};

static double
draw_gap(const KamDemoCustomer *customer, gsl_rng *stream)
{
    return gsl_ran_gamma(stream, customer->shape, customer->gap / customer->shape);
}

KamDemoDemand *
kam_demo_demand_new(const KamDemoWorld *world)
{
    KamDemoDemand *demand = g_new0(KamDemoDemand, 1);

    demand->world = world;
    demand->states = g_new0(State, world->customers->n);
    for (guint i = 0; i < world->customers->n; i++) {
        State *state = &demand->states[i];

        state->stream = kam_demo_stream_new(world->options.seed, "orders", i);
        state->next = draw_gap(&world->customers->customers[i], state->stream) * gsl_rng_uniform(state->stream);
    }
    return demand;
}

void
kam_demo_demand_free(KamDemoDemand *demand)
{
    if (demand == NULL)
        return;
    for (guint i = 0; i < demand->world->customers->n; i++) {
        gsl_rng_free(demand->states[i].stream);
        if (demand->states[i].waiting != NULL)
            g_array_unref(demand->states[i].waiting);
    }
    g_free(demand->states);
    g_free(demand);
}

guint
kam_demo_demand_pass_day(KamDemoDemand *demand, guint customer, gint32 day)
{
    const KamDemoWorld *world = demand->world;
    const KamDemoCustomer *who = &world->customers->customers[customer];
    State *state = &demand->states[customer];
    guint orders = 0;

    state->clock += world->calendar->activity[day - world->calendar->first_day] *
                    kam_demo_customer_get_intensity(who, world->calendar->first_day, day);
    while (state->next <= state->clock) {
        state->next += draw_gap(who, state->stream);
        orders++;
    }
    return orders;
}

gint64
kam_demo_line_net(gint64 quantity, gint64 price_minor, guint discount)
{
    const gint64 unit = 1000000; /* hundredths * minor units * hundredths of percent */
    gint64 size = ABS(quantity) * price_minor;
    gint64 rest = size % unit * (gint64)(10000 - discount);
    gint64 net = size / unit * (gint64)(10000 - discount) + (rest + unit / 2) / unit;

    return quantity < 0 ? -net : net;
}

guint
kam_demo_discount_join(guint a, guint b, guint c)
{
    guint64 left = (guint64)(10000 - a) * (10000 - b) * (10000 - c);

    return 10000 - (guint)((left + 50000000) / 100000000);
}

/* People order round numbers. Up or down by chance, so that the mean keeps answering to the price even where a usual
 * line is a single piece; 0 means that nothing is bought this time. In hundredths. */
static gint64
round_quantity(const KamDemoProduct *product, double quantity, double chance)
{
    double step = quantity >= 1000 ? 50 : quantity >= 200 ? 10 : quantity >= 60 ? 5 : 1;

    if (!kam_demo_product_is_whole(product) && quantity < 20)
        step = 0.1;
    return (gint64)floor(quantity / step + chance) * (gint64)llround(100 * step);
}

static guint
promotion_discount(const KamDemoWorld *world, guint product, gint32 day)
{
    return 100 * kam_demo_prices_get_promotion(world->prices, world->catalogue->products[product].category, day);
}

/* One line, if any: the price of the day decides the quantity. */
static void
add_line(const KamDemoWorld *world, gsl_rng *stream, const Waiting *asked, double elasticity, guint discount,
         gint32 day, GArray *lines)
{
    KamDemoOrderLine line = {
        .product = asked->product, .city = asked->city, .discount = discount, .move = asked->move
    };
    double price, quantity;

    line.price_minor = kam_demo_prices_get_list(world->prices, asked->product, day);
    price = (double)line.price_minor / 100 * (1 - discount / 10000.0);
    quantity = asked->quantity * pow(price / asked->usual_price, elasticity) *
               exp(kam_demo_normal(stream, -QUANTITY_NOISE * QUANTITY_NOISE / 2, QUANTITY_NOISE));
    line.quantity = round_quantity(&world->catalogue->products[asked->product], quantity, gsl_rng_uniform(stream));
    if (line.quantity > 0)
        g_array_append_val(lines, line);
}

static gboolean
stands_in_order(const GArray *lines, guint product)
{
    for (guint i = 0; i < lines->len; i++)
        if (g_array_index(lines, KamDemoOrderLine, i).product == product)
            return TRUE;
    return FALSE;
}

static gboolean
is_wanted(const KamDemoWorld *world, const KamDemoTaste *taste, gint32 day, gsl_rng *stream)
{
    const KamDemoCatalogue *catalogue = world->catalogue;
    guint month = world->calendar->month_of_year[day - world->calendar->first_day];
    gboolean in_season =
        kam_demo_happens(stream, catalogue->season[taste->category][month] / catalogue->season_peak[taste->category]);
    gboolean to_rival = taste->rival != KAM_DEMO_NO_RIVAL && day >= taste->rival_from && day <= taste->rival_to &&
                        kam_demo_happens(stream, taste->rival_share);

    return in_season && !to_rival;
}

static void
leave_to_centre(KamDemoDemand *demand, guint centre, const Waiting *asked)
{
    State *state = &demand->states[centre];

    if (state->waiting == NULL)
        state->waiting = g_array_new(FALSE, FALSE, sizeof(Waiting));
    g_array_append_val(state->waiting, *asked);
}

static Waiting
draw_article(const KamDemoWorld *world, const KamDemoCustomer *who, const KamDemoTaste *taste, gsl_rng *stream)
{
    guint index = (guint)(taste->n_habits * pow(gsl_rng_uniform(stream), HABIT_SKEW));
    const KamDemoHabit *habit = &who->tastes.habits[taste->first_habit + MIN(index, taste->n_habits - 1)];
    guint site = who->n_sites > 1 && kam_demo_happens(stream, 0.3) ? kam_demo_below(stream, who->n_sites) : 0;

    return (Waiting) {
        .product = habit->product,
        .city = who->sites[site],
        .move = KAM_DEMO_NONE,
        .quantity = habit->quantity,
        .usual_price = world->catalogue->products[habit->product].price * (1 - who->discount / 10000.0),
    };
}

/* One article that the customer thinks of: bought here, left to the central firm, or not bought at all. */
static void
consider_article(KamDemoDemand *demand, guint customer, guint group, gint32 day, guint discount, GArray *lines)
{
    const KamDemoWorld *world = demand->world;
    const KamDemoCustomer *who = &world->customers->customers[customer];
    gsl_rng *stream = demand->states[customer].stream;
    const KamDemoTaste *taste = kam_demo_tastes_choose(&who->tastes, gsl_rng_uniform(stream));
    const KamDemoCentralMove *move;
    Waiting asked;

    if (!is_wanted(world, taste, day, stream))
        return;
    asked = draw_article(world, who, taste, stream);
    move = kam_demo_groups_find_move(world->groups, group, taste->category, day);
    if (move != NULL && move->centre != customer) {
        asked.move = kam_demo_groups_move_index(world->groups, group, taste->category);
        leave_to_centre(demand, move->centre, &asked);
        return;
    }
    if (stands_in_order(lines, asked.product))
        return;
    discount = kam_demo_discount_join(discount, promotion_discount(world, asked.product, day),
                                      move != NULL ? move->extra_discount : 0);
    add_line(world, stream, &asked, taste->elasticity, discount, day, lines);
}

/* What the other firms of the group left to this one. */
static void
add_waiting_lines(KamDemoDemand *demand, guint customer, guint group, gint32 day, guint discount, GArray *lines)
{
    const KamDemoWorld *world = demand->world;
    State *state = &demand->states[customer];

    if (state->waiting == NULL)
        return;
    for (guint i = 0; i < state->waiting->len; i++) {
        const Waiting *asked = &g_array_index(state->waiting, Waiting, i);
        guint category = world->catalogue->products[asked->product].category;
        const KamDemoTaste *taste = kam_demo_tastes_find(&world->customers->customers[customer].tastes, category);
        const KamDemoCentralMove *move = kam_demo_groups_find_move(world->groups, group, category, day);
        guint joined =
            kam_demo_discount_join(discount, promotion_discount(world, asked->product, day), move->extra_discount);

        add_line(world, state->stream, asked, taste->elasticity, joined, day, lines);
    }
    g_array_set_size(state->waiting, 0);
}

void
kam_demo_demand_fill_order(KamDemoDemand *demand, guint customer, gint32 day, guint discount, GArray *lines)
{
    const KamDemoCustomer *who = &demand->world->customers->customers[customer];
    guint group = kam_demo_groups_find(demand->world->groups, customer, day);
    guint considered = 1 + gsl_ran_poisson(demand->states[customer].stream, who->lines - 1);

    g_array_set_size(lines, 0);
    add_waiting_lines(demand, customer, group, day, discount, lines);
    for (guint i = 0; i < considered; i++)
        consider_article(demand, customer, group, day, discount, lines);
}
