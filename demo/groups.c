/* Corporate groups: their founding, and what happens to them during the period. */
#include "demo/groups.h"

#include <math.h>
#include <string.h>

#define MIN_MEMBERS 2
#define MAX_MEMBERS 7
#define ACQUISITIONS 12 /* of independents, a scale */
#define PASSED_ON 4     /* firms that one group buys from another */
#define SALES 4         /* firms that a group lets go */
#define MERGERS 2       /* groups that buy a whole group */
#define CENTRAL_GROUPS 10
#define MAX_CENTRAL_CATEGORIES 3

/* Being planned: order of customers to be taken from, and where the next stands. */
typedef struct {
    KamDemoGroups *groups;
    KamDemoCustomers *customers;
    const KamDemoCalendar *calendar;
    gsl_rng *stream;
    guint *order;
    guint next;
    guint scale;
} Plan;

const char *
kam_demo_membership_event_name(KamDemoMembershipEvent event)
{
    static const char *const names[] = { "founded", "acquired", "merged", "sold", "open" };

    return names[event];
}

static void
add_membership(Plan *plan, guint group, guint customer, gint32 from, KamDemoMembershipEvent begun_by)
{
    KamDemoMembership membership = { .group = group,
                                     .customer = customer,
                                     .from = from,
                                     .to = KAM_DAY_NONE,
                                     .begun_by = begun_by,
                                     .ended_by = KAM_DEMO_OPEN };

    g_array_append_val(plan->groups->memberships, membership);
}

static KamDemoMembership *
membership_at(Plan *plan, guint index)
{
    return &g_array_index(plan->groups->memberships, KamDemoMembership, index);
}

/* A day in the part of the period between two fractions, so that there is a before and an after. */
static gint32
day_within(Plan *plan, double from, double to)
{
    return plan->calendar->first_day + (gint32)(plan->calendar->n_days * kam_demo_between(plan->stream, from, to));
}

/* The next customer in the random order that was there before the period and is not very small. */
static guint
take_customer(Plan *plan)
{
    while (plan->next < plan->customers->n) {
        guint index = plan->order[plan->next++];
        const KamDemoCustomer *customer = &plan->customers->customers[index];

        if (customer->size > 0.35 && customer->since < plan->calendar->first_day)
            return index;
    }
    return KAM_DEMO_NONE;
}

static void
share_word(Plan *plan, guint customer, const char *word)
{
    g_free(plan->customers->customers[customer].word);
    plan->customers->customers[customer].word = g_strdup(word);
}

static void
found_group(Plan *plan, guint index)
{
    KamDemoGroup *group = &plan->groups->groups[index];
    guint n_members = MIN_MEMBERS + kam_demo_below(plan->stream, MAX_MEMBERS - MIN_MEMBERS + 1);
    g_autofree char *word = NULL;

    for (guint i = 0; i < n_members; i++) {
        guint customer = take_customer(plan);

        if (customer == KAM_DEMO_NONE)
            break;
        if (word == NULL)
            word = g_strdup(plan->customers->customers[customer].word);
        else if (kam_demo_happens(plan->stream, 0.5))
            share_word(plan, customer, word);
        add_membership(plan, index, customer, plan->calendar->first_day - kam_demo_day_between(plan->stream, 200, 4000),
                       KAM_DEMO_FOUNDED);
    }
    group->number = g_strdup_printf("G%04u", index + 1);
    group->name = g_strdup_printf(index % 3 == 0 ? "%s Holding" : "Grupa %s", word != NULL ? word : group->number);
    group->absorbed_on = KAM_DAY_NONE;
    group->absorbed_by = KAM_DEMO_NONE;
}

static void
acquire_independents(Plan *plan)
{
    for (guint i = 0; i < ACQUISITIONS * plan->scale; i++) {
        guint customer = take_customer(plan);
        guint group = kam_demo_below(plan->stream, plan->groups->n - MERGERS * plan->scale);

        if (customer != KAM_DEMO_NONE)
            add_membership(plan, group, customer, day_within(plan, 0.15, 0.85), KAM_DEMO_ACQUIRED);
    }
}

/* Groups are cut into three ranges so that events do not meet: first those with central purchasing,
 * last those that are bought whole; firms change hands between the rest. */
static guint
end_membership_of_some_firm(Plan *plan, KamDemoMembershipEvent ended_by, gint32 day)
{
    guint low = CENTRAL_GROUPS * plan->scale;
    guint high = plan->groups->n - MERGERS * plan->scale;

    for (guint tries = 0; tries < 1000; tries++) {
        KamDemoMembership *membership =
            membership_at(plan, kam_demo_below(plan->stream, plan->groups->memberships->len));

        if (membership->group < low || membership->group >= high || membership->begun_by != KAM_DEMO_FOUNDED ||
            membership->to != KAM_DAY_NONE)
            continue;
        membership->to = day - 1;
        membership->ended_by = ended_by;
        return membership->customer;
    }
    return KAM_DEMO_NONE;
}

static void
pass_firms_on(Plan *plan)
{
    for (guint i = 0; i < (SALES + PASSED_ON) * plan->scale; i++) {
        gint32 day = day_within(plan, 0.2, 0.8);
        gboolean is_passed_on = i >= SALES * plan->scale;
        guint customer = end_membership_of_some_firm(plan, is_passed_on ? KAM_DEMO_ACQUIRED : KAM_DEMO_SOLD, day);

        if (customer != KAM_DEMO_NONE && is_passed_on)
            add_membership(plan, kam_demo_below(plan->stream, CENTRAL_GROUPS * plan->scale), customer, day,
                           KAM_DEMO_ACQUIRED);
    }
}

static void
absorb_group(Plan *plan, guint absorbed, guint absorber)
{
    gint32 day = day_within(plan, 0.3, 0.7);
    guint n = plan->groups->memberships->len;

    plan->groups->groups[absorbed].absorbed_on = day;
    plan->groups->groups[absorbed].absorbed_by = absorber;
    for (guint i = 0; i < n; i++) {
        KamDemoMembership *membership = membership_at(plan, i);

        if (membership->group != absorbed || membership->to != KAM_DAY_NONE)
            continue;
        membership->to = day - 1;
        membership->ended_by = KAM_DEMO_MERGED;
        add_membership(plan, absorber, membership->customer, day, KAM_DEMO_MERGED);
    }
}

/* The largest founding firm buys for all, and so it neither leaves nor pauses. */
static guint
choose_centre(Plan *plan, guint group)
{
    guint centre = KAM_DEMO_NONE;

    for (guint i = 0; i < plan->groups->memberships->len; i++) {
        const KamDemoMembership *membership = membership_at(plan, i);

        if (membership->group == group && membership->begun_by == KAM_DEMO_FOUNDED &&
            (centre == KAM_DEMO_NONE ||
             plan->customers->customers[membership->customer].size > plan->customers->customers[centre].size))
            centre = membership->customer;
    }
    if (centre == KAM_DEMO_NONE)
        return centre;
    plan->customers->customers[centre].gone_on = KAM_DAY_NONE;
    plan->customers->customers[centre].pause_from = plan->customers->customers[centre].pause_to = KAM_DAY_NONE;
    return centre;
}

static guint
count_buyers(Plan *plan, guint group, guint category)
{
    guint n = 0;

    for (guint i = 0; i < plan->groups->memberships->len; i++) {
        const KamDemoMembership *membership = membership_at(plan, i);
        const KamDemoCustomer *customer = &plan->customers->customers[membership->customer];

        if (membership->group == group && membership->begun_by == KAM_DEMO_FOUNDED &&
            kam_demo_tastes_find(&customer->tastes, category) != NULL)
            n++;
    }
    return n;
}

/* Only a category that the centre and at least one more firm buy can move. */
static void
move_categories(Plan *plan, guint group)
{
    guint centre = choose_centre(plan, group);
    guint wanted = 1 + kam_demo_below(plan->stream, MAX_CENTRAL_CATEGORIES);
    const KamDemoTastes *tastes;

    if (centre == KAM_DEMO_NONE)
        return;
    tastes = &plan->customers->customers[centre].tastes;
    for (guint i = 0; i < tastes->n_tastes && wanted > 0; i++) {
        KamDemoCentralMove move = { .group = group, .category = tastes->tastes[i].category, .centre = centre };

        if (count_buyers(plan, group, move.category) < 2)
            continue;
        move.from = day_within(plan, 0.35, 0.65);
        move.extra_discount = 100 * (2 + kam_demo_below(plan->stream, 4));
        plan->groups->move_of[group * KAM_DEMO_N_CATEGORIES + move.category] = plan->groups->moves->len;
        g_array_append_val(plan->groups->moves, move);
        wanted--;
    }
}

static int
compare_memberships(gconstpointer a, gconstpointer b)
{
    const KamDemoMembership *one = a, *other = b;

    if (one->customer != other->customer)
        return one->customer < other->customer ? -1 : 1;
    return one->from < other->from ? -1 : one->from > other->from;
}

static void
index_memberships(KamDemoGroups *groups, guint n_customers)
{
    guint at = 0;

    g_array_sort(groups->memberships, compare_memberships);
    groups->first_of = g_new(guint, n_customers + 1);
    for (guint customer = 0; customer < n_customers; customer++) {
        groups->first_of[customer] = at;
        while (at < groups->memberships->len &&
               g_array_index(groups->memberships, KamDemoMembership, at).customer == customer)
            at++;
    }
    groups->first_of[n_customers] = at;
}

KamDemoGroups *
kam_demo_groups_new(guint64 seed, guint scale, const KamDemoCalendar *calendar, KamDemoCustomers *customers)
{
    KamDemoGroups *groups = g_new0(KamDemoGroups, 1);
    g_autoptr(gsl_rng) stream = kam_demo_stream_new(seed, "groups", 0);
    g_autofree guint *order = kam_demo_permutation(stream, customers->n);
    Plan plan = {
        .groups = groups, .customers = customers, .calendar = calendar, .stream = stream, .order = order, .scale = scale
    };

    groups->n = KAM_DEMO_GROUPS * scale;
    groups->groups = g_new0(KamDemoGroup, groups->n);
    groups->memberships = g_array_new(FALSE, FALSE, sizeof(KamDemoMembership));
    groups->moves = g_array_new(FALSE, FALSE, sizeof(KamDemoCentralMove));
    groups->move_of = g_new(guint, (gsize)groups->n * KAM_DEMO_N_CATEGORIES);
    memset(groups->move_of, 0xff, (gsize)groups->n * KAM_DEMO_N_CATEGORIES * sizeof(guint));
    for (guint i = 0; i < groups->n; i++)
        found_group(&plan, i);
    acquire_independents(&plan);
    pass_firms_on(&plan);
    for (guint i = 0; i < MERGERS * scale; i++)
        absorb_group(&plan, groups->n - 1 - i, CENTRAL_GROUPS * scale + i);
    for (guint i = 0; i < CENTRAL_GROUPS * scale; i++)
        move_categories(&plan, i);
    index_memberships(groups, customers->n);
    return groups;
}

void
kam_demo_groups_free(KamDemoGroups *groups)
{
    if (groups == NULL)
        return;
    for (guint i = 0; i < groups->n; i++) {
        g_free(groups->groups[i].number);
        g_free(groups->groups[i].name);
    }
    g_free(groups->groups);
    g_array_unref(groups->memberships);
    g_free(groups->first_of);
    g_array_unref(groups->moves);
    g_free(groups->move_of);
    g_free(groups);
}

guint
kam_demo_groups_find(const KamDemoGroups *groups, guint customer, gint32 day)
{
    for (guint i = groups->first_of[customer]; i < groups->first_of[customer + 1]; i++) {
        const KamDemoMembership *membership = &g_array_index(groups->memberships, KamDemoMembership, i);

        if (day >= membership->from && (membership->to == KAM_DAY_NONE || day <= membership->to))
            return membership->group;
    }
    return KAM_DEMO_NONE;
}

guint
kam_demo_groups_move_index(const KamDemoGroups *groups, guint group, guint category)
{
    return group == KAM_DEMO_NONE ? KAM_DEMO_NONE : groups->move_of[group * KAM_DEMO_N_CATEGORIES + category];
}

const KamDemoCentralMove *
kam_demo_groups_find_move(const KamDemoGroups *groups, guint group, guint category, gint32 day)
{
    guint at = kam_demo_groups_move_index(groups, group, category);
    const KamDemoCentralMove *move;

    if (at == KAM_DEMO_NONE)
        return NULL;
    move = &g_array_index(groups->moves, KamDemoCentralMove, at);
    return day >= move->from ? move : NULL;
}
