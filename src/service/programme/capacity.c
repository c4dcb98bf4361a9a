/* Counting accounts and days. */
#include "service/programme/capacity.h"

#include <math.h>

static void
clear_manager(gpointer data)
{
    g_free(((KamManagerCapacity *)data)->of_tier);
}

static KamManagerCapacity *
find_manager(KamCapacity *capacity, gint64 id)
{
    for (guint i = 0; i < capacity->managers->len; i++)
        if (g_array_index(capacity->managers, KamManagerCapacity, i).id == id)
            return &g_array_index(capacity->managers, KamManagerCapacity, i);
    return NULL;
}

static KamManagerCapacity *
add_manager(KamCapacity *capacity, const KamProgramme *p, gint64 id, const char *name, gint64 has_days)
{
    const KamManagerCapacity manager = {
        .id = id, .name = name, .of_tier = g_new0(guint, p->tiers->len + 1), .has_days = has_days
    };

    g_array_append_val(capacity->managers, manager);
    return &g_array_index(capacity->managers, KamManagerCapacity, capacity->managers->len - 1);
}

static gboolean
manages_any(const KamProgramme *p, gint64 id)
{
    for (guint i = 0; i < p->accounts->len; i++) {
        const KamProgrammeAccount *account = &g_array_index(p->accounts, KamProgrammeAccount, i);

        if (account->tier >= 0 && account->manager_id == id)
            return TRUE;
    }
    return FALSE;
}

/* Who sees a part of the accounts is told of their managers alone. */
static void
add_people(KamCapacity *capacity, const KamProgramme *p)
{
    for (guint i = 0; i < p->people->len; i++) {
        const KamProgrammePerson *person = &g_array_index(p->people, KamProgrammePerson, i);

        if (person->days < 0 || (!p->is_whole && !manages_any(p, person->id)))
            continue;
        add_manager(capacity, p, person->id, person->name, person->days);
        capacity->has_days += person->days;
    }
}

static void
count_account(KamCapacity *capacity, const KamProgramme *p, const KamProgrammeAccount *account)
{
    double days = kam_programme_tier(p, account->tier)->work_days;
    KamManagerCapacity *manager = find_manager(capacity, account->manager_id);

    if (manager == NULL)
        manager = add_manager(capacity, p, account->manager_id, account->manager, -1);
    manager->accounts++;
    manager->of_tier[account->tier]++;
    capacity->tier[account->tier].accounts++;
    capacity->accounts++;
    if (isnan(days)) {
        manager->unsaid++;
        return;
    }
    manager->days += days;
    capacity->tier[account->tier].days += days;
    capacity->days += days;
}

KamCapacity *
kam_capacity_new(const KamProgramme *programme)
{
    KamCapacity *capacity = g_new0(KamCapacity, 1);

    capacity->managers = g_array_new(FALSE, TRUE, sizeof(KamManagerCapacity));
    g_array_set_clear_func(capacity->managers, clear_manager);
    capacity->tier = g_new0(KamTierCapacity, programme->tiers->len + 1);
    for (guint t = 0; t < programme->tiers->len; t++)
        if (isnan(g_array_index(programme->tiers, KamProgrammeTier, t).work_days))
            capacity->tier[t].days = NAN;
    add_people(capacity, programme);
    for (guint i = 0; i < programme->accounts->len; i++) {
        const KamProgrammeAccount *account = &g_array_index(programme->accounts, KamProgrammeAccount, i);

        if (account->tier >= 0)
            count_account(capacity, programme, account);
    }
    return capacity;
}

void
kam_capacity_free(KamCapacity *capacity)
{
    if (capacity == NULL)
        return;
    g_array_unref(capacity->managers);
    g_free(capacity->tier);
    g_free(capacity);
}
