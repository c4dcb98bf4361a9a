/* Who belongs to whom in the demonstration company, and since when: a head for each group, its firms below it as the
 * truth says, and groups that were bought whole below the head of the buyer. */
#include "domain/types.h"
#include "record/change.h"
#include "service/demo/cast.h"

typedef struct {
    KamDemoCast *cast;
    gint64 *accounts; /* by customer; 0: has none */
    gint64 *heads;    /* by group */
} Bonds;

/* The account of each customer that is not a second one. */
static gint64 *
list_accounts(const KamDemoCast *cast)
{
    gint64 *accounts = g_new0(gint64, cast->world->customers->n);

    for (guint i = 0; i < cast->homes->len; i++) {
        const KamDemoHome *home = &g_array_index(cast->homes, KamDemoHome, i);

        if (!home->is_twin)
            accounts[home->customer] = home->account;
    }
    return accounts;
}

/* The founding firm that buys most decides who looks after the group. */
static const KamDemoHome *
find_first_firm(const Bonds *bonds, guint group)
{
    const KamDemoGroups *groups = bonds->cast->world->groups;
    const KamDemoCustomer *customers = bonds->cast->world->customers->customers;
    const KamDemoHome *largest = NULL;

    for (guint i = 0; i < groups->memberships->len; i++) {
        const KamDemoMembership *membership = &g_array_index(groups->memberships, KamDemoMembership, i);
        const KamDemoHome *home;

        if (membership->group != group || membership->begun_by != KAM_DEMO_FOUNDED ||
            bonds->accounts[membership->customer] == 0)
            continue;
        home = g_hash_table_lookup(bonds->cast->home_of, &bonds->accounts[membership->customer]);
        if (largest == NULL || customers[home->customer].size > customers[largest->customer].size)
            largest = home;
    }
    return largest;
}

static gboolean
make_head(Bonds *bonds, guint g, GError **error)
{
    const KamDemoGroup *group = &bonds->cast->world->groups->groups[g];
    const KamDemoHome *first = find_first_firm(bonds, g);
    g_autoptr(KamRecord) firm = NULL;
    json_t *body;

    if (first == NULL)
        return TRUE;
    firm = kam_record_load(bonds->cast->work.db, &kam_account_type, first->account, FALSE, error);
    if (firm == NULL)
        return FALSE;
    body = json_pack("{s:s, s:s, s:s, s:o, s:s*, s:s*, s:s*}", "number", group->number, "name", group->name, "kind",
                     "head", "owner_id", kam_demo_cast_id(first->manager_id), "country",
                     kam_record_get_text(firm, "country"), "region", kam_record_get_text(firm, "region"), "city",
                     kam_record_get_text(firm, "city"));
    bonds->heads[g] = kam_demo_cast_create(bonds->cast, &kam_account_type, body, error);
    return bonds->heads[g] != 0;
}

static gboolean
tie(Bonds *bonds, gint64 account, gint64 parent, gint32 from, gint32 sold_on, GError **error)
{
    json_t *body =
        json_pack("{s:o, s:o, s:s, s:s, s:o}", "account_id", kam_demo_cast_id(account), "parent_id",
                  kam_demo_cast_id(parent), "kind", "owns", "source", "import", "bought_on", kam_demo_cast_day(from));

    if (sold_on != KAM_DAY_NONE)
        json_object_set_new(body, "sold_on", kam_demo_cast_day(sold_on));
    return kam_demo_cast_create(bonds->cast, &kam_group_membership_type, body, error) != 0;
}

/* Firms of a group that was bought whole stay below its head, which then stands below another. */
static gboolean
tie_firm(Bonds *bonds, const KamDemoMembership *membership, GError **error)
{
    gint64 account = bonds->accounts[membership->customer], head = bonds->heads[membership->group];
    gboolean stays = membership->to == KAM_DAY_NONE || membership->ended_by == KAM_DEMO_MERGED;

    if (account == 0 || head == 0 || membership->begun_by == KAM_DEMO_MERGED)
        return TRUE;
    return tie(bonds, account, head, membership->from, stays ? KAM_DAY_NONE : membership->to + 1, error);
}

static gboolean
tie_group(Bonds *bonds, guint g, GError **error)
{
    const KamDemoGroup *group = &bonds->cast->world->groups->groups[g];

    if (group->absorbed_by == KAM_DEMO_NONE || bonds->heads[g] == 0 || bonds->heads[group->absorbed_by] == 0)
        return TRUE;
    return tie(bonds, bonds->heads[g], bonds->heads[group->absorbed_by], group->absorbed_on, KAM_DAY_NONE, error);
}

gboolean
kam_demo_bonds_tie(KamDemoCast *cast, GError **error)
{
    const KamDemoGroups *groups = cast->world->groups;
    g_autofree gint64 *accounts = list_accounts(cast);
    g_autofree gint64 *heads = g_new0(gint64, groups->n);
    Bonds bonds = { cast, accounts, heads };

    for (guint g = 0; g < groups->n; g++)
        if (!make_head(&bonds, g, error))
            return FALSE;
    for (guint g = 0; g < groups->n; g++)
        if (!tie_group(&bonds, g, error))
            return FALSE;
    for (guint i = 0; i < groups->memberships->len; i++)
        if (!tie_firm(&bonds, &g_array_index(groups->memberships, KamDemoMembership, i), error))
            return FALSE;
    return TRUE;
}
