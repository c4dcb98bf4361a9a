/* Where the customers of the demonstration company live, and who looks after them. */
#include "demo/places.h"
#include "domain/types.h"
#include "service/demo/cast.h"
#include "store/statements.h"

/* Whose office is nearest to a region: Belgrade, Novi Sad, Niš. */
static const guint manager_of_region[KAM_DEMO_N_REGIONS] = { 0, 0, 1, 1, 1, 1, 0, 2, 2, 2, 2, 2 };

/* --- who is who in the database --- */

/* Customer number -> 1 + index of the customer; those of twins come behind all customers. */
static GHashTable *
index_numbers(const KamDemoCustomers *customers)
{
    GHashTable *found = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < customers->n; i++)
        g_hash_table_insert(found, customers->customers[i].number, GUINT_TO_POINTER(i + 1));
    for (guint i = 0; i < customers->n_twins; i++)
        g_hash_table_insert(found, customers->twins[i].number, GUINT_TO_POINTER(customers->n + i + 1));
    return found;
}

static void
add_home(KamDemoCast *cast, gint64 account, guint index)
{
    const KamDemoCustomers *customers = cast->world->customers;
    KamDemoHome home = { .account = account, .customer = index, .is_twin = index >= customers->n };

    if (home.is_twin)
        home.customer = customers->twins[index - customers->n].customer;
    home.manager_id = cast->ours[manager_of_region[customers->customers[home.customer].seller]];
    g_array_append_val(cast->homes, home);
}

static gboolean
find_homes(KamDemoCast *cast, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(cast->work.db, kam_sql("account_list_numbers"), error);
    g_autoptr(GHashTable) numbers = index_numbers(cast->world->customers);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        guint place = GPOINTER_TO_UINT(g_hash_table_lookup(numbers, kam_stmt_get_text(stmt, 1)));

        if (place > 0)
            add_home(cast, kam_stmt_get_int(stmt, 0), place - 1);
    }
    for (guint i = 0; i < cast->homes->len; i++) {
        KamDemoHome *home = &g_array_index(cast->homes, KamDemoHome, i);

        g_hash_table_insert(cast->home_of, &home->account, home);
    }
    return step == KAM_STEP_DONE;
}

/* --- settling --- */

static json_t *
describe_home(const KamDemoCast *cast, const KamDemoHome *home)
{
    const KamDemoCustomer *customer = &cast->world->customers->customers[home->customer];
    const KamDemoCity *city = &kam_demo_cities[customer->city];
    json_t *body = json_pack("{s:o, s:s, s:s, s:s, s:s, s:s, s:i}", "owner_id", kam_demo_cast_id(home->manager_id),
                             "address", customer->street, "postal_code", city->post_code, "city", city->name, "region",
                             kam_demo_regions[customer->seller], "industry", kam_demo_sectors[customer->sector].name,
                             "payment_days", (int)customer->payment_days);

    if (!home->is_twin)
        json_object_set_new(body, "company_number", json_string(customer->mb));
    return body;
}

gboolean
kam_demo_homes_settle(KamDemoCast *cast, GError **error)
{
    if (!find_homes(cast, error))
        return FALSE;
    for (guint i = 0; i < cast->homes->len; i++) {
        const KamDemoHome *home = &g_array_index(cast->homes, KamDemoHome, i);

        if (!kam_demo_cast_patch(cast, &kam_account_type, home->account, describe_home(cast, home), error))
            return FALSE;
    }
    return TRUE;
}
