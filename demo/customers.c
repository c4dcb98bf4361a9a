/* Customers: identity, size, life as a customer, rhythm, discipline. */
#include "demo/customers.h"

#include <math.h>
#include <string.h>

#include "demo/places.h"

/* A log-normal size of this spread gives the top fifth 1 - Phi(0.8416 - 1.66) = 0.793 of the
 * whole; whole pieces, which small customers often do without, add a little to that. */
#define SIZE_SPREAD 1.66
#define ORDERS_BY_SIZE 0.5
#define LINES_BY_SIZE 0.15
#define TYPICAL_LINE_VALUE 5200.0
#define TYPICAL_LINES 4.6
#define DAYS_PER_YEAR 365.25
#define MIN_LIFE_DAYS 45
/* A few were won by prices that leave nothing, so that the whale curve has its fall. */
#define DEAR_CUSTOMERS 0.06

static guint
draw_city(gsl_rng *stream)
{
    double sum = 0, chance;
    guint city = 0;

    for (guint i = 0; i < KAM_DEMO_N_CITIES; i++)
        sum += kam_demo_cities[i].weight;
    chance = kam_demo_between(stream, 0, sum);
    while (city + 1 < KAM_DEMO_N_CITIES && chance >= kam_demo_cities[city].weight)
        chance -= kam_demo_cities[city++].weight;
    return city;
}

static void
give_identity(KamDemoCustomer *customer, guint64 seed, guint index)
{
    g_autoptr(gsl_rng) stream = kam_demo_stream_new(seed, "identity", index);

    customer->number = g_strdup_printf("K%05u", 10001 + index);
    customer->word = kam_demo_name_word(seed, index);
    customer->street = kam_demo_name_street(stream);
    kam_demo_name_pib(seed, index, customer->pib);
    kam_demo_name_mb(seed, index, customer->mb);
    customer->city = draw_city(stream);
    customer->sector = kam_demo_below(stream, KAM_DEMO_N_SECTORS);
    customer->seller = kam_demo_cities[customer->city].region;
    customer->sites[customer->n_sites++] = customer->city;
    while (customer->n_sites < KAM_DEMO_MAX_SITES && kam_demo_happens(stream, customer->size > 4 ? 0.5 : 0.06))
        customer->sites[customer->n_sites++] = draw_city(stream);
}

/* Large customers leave less often; a part of all leaves soon. */
static void
give_life(KamDemoCustomer *customer, guint64 seed, guint index, const KamDemoCalendar *calendar)
{
    g_autoptr(gsl_rng) stream = kam_demo_stream_new(seed, "life", index);
    gint32 alive_from, leaves_on;
    double life_days;

    if (kam_demo_happens(stream, 0.14))
        customer->since =
            kam_demo_day_between(stream, calendar->first_day, calendar->last_day - (gint32)(calendar->n_days / 5));
    else
        customer->since = calendar->first_day - kam_demo_day_between(stream, 100, 5000);
    customer->hazard =
        kam_demo_clamp(0.09 * pow(customer->size, -0.2) * exp(kam_demo_normal(stream, 0, 0.6)), 0.005, 0.8);
    alive_from = MAX(customer->since, calendar->first_day);
    life_days = -log(1 - gsl_rng_uniform(stream)) / customer->hazard * DAYS_PER_YEAR;
    leaves_on = alive_from + MIN_LIFE_DAYS + (gint32)MIN(life_days, 1e6);
    customer->gone_on = leaves_on <= calendar->last_day ? leaves_on : KAM_DAY_NONE;
    customer->fade_days = kam_demo_happens(stream, 0.6) ? (guint)kam_demo_day_between(stream, 60, 150) : 0;
    customer->pause_from = customer->pause_to = KAM_DAY_NONE;
    if (kam_demo_happens(stream, 0.08)) {
        customer->pause_from = kam_demo_day_between(stream, alive_from, calendar->last_day);
        customer->pause_to = customer->pause_from + kam_demo_day_between(stream, 75, 200);
    }
    customer->growth = kam_demo_clamp(kam_demo_normal(stream, 0, 0.16), -0.5, 0.6);
}

static void
give_rhythm(KamDemoCustomer *customer, guint64 seed, guint index)
{
    g_autoptr(gsl_rng) stream = kam_demo_stream_new(seed, "rhythm", index);

    customer->is_regular = kam_demo_happens(stream, 0.6);
    customer->shape = customer->is_regular ? kam_demo_between(stream, 6, 20) : kam_demo_between(stream, 0.5, 1);
    customer->lines = kam_demo_clamp(
        TYPICAL_LINES * pow(customer->size, LINES_BY_SIZE) * kam_demo_between(stream, 0.8, 1.2), 1.5, 24);
    customer->gap = pow(customer->size, -ORDERS_BY_SIZE) * exp(kam_demo_normal(stream, 0, 0.12));
    customer->line_value = TYPICAL_LINE_VALUE * pow(customer->size, 1 - ORDERS_BY_SIZE - LINES_BY_SIZE);
}

static void
give_discipline(KamDemoCustomer *customer, guint64 seed, guint index)
{
    static const guint terms[] = { 15, 30, 30, 45, 60 };
    g_autoptr(gsl_rng) stream = kam_demo_stream_new(seed, "discipline", index);
    double level = kam_demo_clamp(1.5 + 1.6 * log(1 + customer->size) + kam_demo_normal(stream, 0, 1.2), 0, 12);

    customer->discount = 50 * (guint)(2 * level);
    if (kam_demo_happens(stream, DEAR_CUSTOMERS))
        customer->discount += 100 * (14 + kam_demo_below(stream, 12));
    customer->payment_days = terms[kam_demo_below(stream, G_N_ELEMENTS(terms))];
    customer->is_late = kam_demo_happens(stream, 0.16);
    customer->late_days = customer->is_late ? kam_demo_between(stream, 15, 60) : kam_demo_between(stream, -3, 4);
    customer->return_rate = kam_demo_clamp(0.018 * exp(kam_demo_normal(stream, 0, 0.45)), 0.004, 0.08);
}

static void
make_customer(KamDemoCustomer *customer, guint64 seed, guint index, const KamDemoCalendar *calendar,
              const KamDemoCatalogue *catalogue)
{
    g_autoptr(gsl_rng) tastes = kam_demo_stream_new(seed, "tastes", index);

    give_identity(customer, seed, index);
    give_life(customer, seed, index, calendar);
    give_rhythm(customer, seed, index);
    give_discipline(customer, seed, index);
    customer->twin = KAM_DEMO_NONE;
    kam_demo_tastes_init(&customer->tastes, tastes, catalogue, customer->sector, customer->size, customer->line_value);
}

/* Twins are opened for customers of some size, or nobody would notice them, but not for the very largest. */
static void
make_twins(KamDemoCustomers *customers, guint64 seed, const KamDemoCalendar *calendar)
{
    g_autoptr(gsl_rng) stream = kam_demo_stream_new(seed, "twins", 0);
    g_autofree guint *order = kam_demo_permutation(stream, customers->n);
    guint made = 0;

    for (guint i = 0; i < customers->n && made < customers->n_twins; i++) {
        KamDemoCustomer *customer = &customers->customers[order[i]];
        KamDemoTwin *twin = &customers->twins[made];

        if (customer->size < 1.5 || customer->size > 25 || customer->gone_on != KAM_DAY_NONE ||
            customer->since > calendar->first_day)
            continue;
        customer->twin = made;
        twin->customer = order[i];
        twin->number = g_strdup_printf("K%05u", 90001 + made);
        twin->has_pib = made % 2 == 0;
        twin->since = kam_demo_day_between(stream, calendar->first_day + (gint32)(calendar->n_days / 8),
                                           calendar->first_day + (gint32)(calendar->n_days / 2));
        twin->share = kam_demo_between(stream, 0.2, 0.6);
        made++;
    }
    customers->n_twins = made;
}

KamDemoCustomers *
kam_demo_customers_new(guint64 seed, guint scale, const KamDemoCalendar *calendar, const KamDemoCatalogue *catalogue)
{
    KamDemoCustomers *customers = g_new0(KamDemoCustomers, 1);
    g_autoptr(gsl_rng) sizes = kam_demo_stream_new(seed, "sizes", 0);
    g_autofree guint *ranks = NULL;

    customers->n = KAM_DEMO_CUSTOMERS * scale;
    customers->customers = g_new0(KamDemoCustomer, customers->n);
    customers->n_twins = KAM_DEMO_TWINS * scale;
    customers->twins = g_new0(KamDemoTwin, customers->n_twins);
    ranks = kam_demo_permutation(sizes, customers->n);
    for (guint i = 0; i < customers->n; i++) {
        /* Evenly spaced quantiles instead of draws: the concentration is then the same for every seed. */
        customers->customers[i].size = exp(SIZE_SPREAD * kam_demo_rank_normal(ranks[i], customers->n));
        make_customer(&customers->customers[i], seed, i, calendar, catalogue);
    }
    make_twins(customers, seed, calendar);
    for (guint i = 0; i < KAM_DEMO_SELLERS; i++)
        customers->sellers[i] = kam_demo_name_person(seed, i);
    return customers;
}

void
kam_demo_customers_free(KamDemoCustomers *customers)
{
    if (customers == NULL)
        return;
    for (guint i = 0; i < customers->n; i++) {
        KamDemoCustomer *customer = &customers->customers[i];

        g_free(customer->number);
        g_free(customer->name);
        g_free(customer->street);
        g_free(customer->word);
        kam_demo_tastes_clear(&customer->tastes);
    }
    for (guint i = 0; i < customers->n_twins; i++) {
        g_free(customers->twins[i].number);
        g_free(customers->twins[i].name);
    }
    for (guint i = 0; i < KAM_DEMO_SELLERS; i++)
        g_free(customers->sellers[i]);
    g_free(customers->customers);
    g_free(customers->twins);
    g_free(customers);
}

static char *
compose_name(const KamDemoCustomer *customer, gsl_rng *stream)
{
    const KamDemoSector *sector = &kam_demo_sectors[customer->sector];
    const char *kind = sector->words[kam_demo_below(stream, G_N_ELEMENTS(sector->words))];
    const char *form = customer->twin != KAM_DEMO_NONE || kam_demo_happens(stream, 0.93) ? "d.o.o." : "a.d.";

    return g_strdup_printf("%s %s %s %s", customer->word, kind, form, kam_demo_cities[customer->city].name);
}

void
kam_demo_customers_compose_names(KamDemoCustomers *customers, guint64 seed)
{
    g_autoptr(GHashTable) taken = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(gsl_rng) stream = kam_demo_stream_new(seed, "names", 0);

    for (guint i = 0; i < customers->n; i++) {
        KamDemoCustomer *customer = &customers->customers[i];

        customer->name = compose_name(customer, stream);
        for (guint number = 2; g_hash_table_contains(taken, customer->name); number++) {
            g_autofree char *same = g_steal_pointer(&customer->name);

            customer->name = g_strdup_printf("%s %u", same, number);
        }
        g_hash_table_add(taken, customer->name);
    }
    for (guint i = 0; i < customers->n_twins; i++)
        customers->twins[i].name = kam_demo_name_respell(customers->customers[customers->twins[i].customer].name,
                                                         (KamDemoSpelling)(i % KAM_DEMO_N_SPELLINGS));
}

double
kam_demo_customer_get_intensity(const KamDemoCustomer *customer, gint32 first_day, gint32 day)
{
    if (day < customer->since || (customer->gone_on != KAM_DAY_NONE && day >= customer->gone_on))
        return 0;
    if (customer->pause_from != KAM_DAY_NONE && day >= customer->pause_from && day <= customer->pause_to)
        return 0;
    double intensity = exp(customer->growth * (day - first_day) / DAYS_PER_YEAR);
    if (customer->gone_on != KAM_DAY_NONE && customer->gone_on - day < (gint32)customer->fade_days)
        intensity *= (double)(customer->gone_on - day) / customer->fade_days;
    return intensity;
}

/* Lines of an order that remain when season and competitors took theirs, as a share. */
static double
mean_acceptance(const KamDemoCustomer *customer, const KamDemoCatalogue *catalogue)
{
    double share = 0;

    for (guint i = 0; i < customer->tastes.n_tastes; i++) {
        const KamDemoTaste *taste = &customer->tastes.tastes[i];

        share += taste->weight / catalogue->season_peak[taste->category] *
                 (taste->rival == KAM_DEMO_NO_RIVAL ? 1 : 1 - 0.5 * taste->rival_share);
    }
    return share;
}

static double
active_time(const KamDemoCustomer *customer, const KamDemoCalendar *calendar)
{
    double time = 0;

    for (guint i = 0; i < calendar->n_days; i++)
        if (calendar->activity[i] > 0)
            time += calendar->activity[i] *
                    kam_demo_customer_get_intensity(customer, calendar->first_day, calendar->first_day + (gint32)i);
    return time;
}

void
kam_demo_customers_set_pace(KamDemoCustomers *customers, const KamDemoCalendar *calendar,
                            const KamDemoCatalogue *catalogue, double target)
{
    double expected = 0;

    for (guint i = 0; i < customers->n; i++) {
        const KamDemoCustomer *customer = &customers->customers[i];

        expected +=
            active_time(customer, calendar) / customer->gap * customer->lines * mean_acceptance(customer, catalogue);
    }
    for (guint i = 0; i < customers->n; i++)
        customers->customers[i].gap *= expected / target;
}
