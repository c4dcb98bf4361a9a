/* What lies beside the customers of the demonstration company: their sites, the firm's tags on them, its price list. */
#include "base/decimal.h"
#include "demo/places.h"
#include "domain/types.h"
#include "service/demo/cast.h"
#include "service/extras/record_tag.h"
#include "store/statements.h"

#define N_STRATEGIC 8
#define STRONG_GROWTH 0.08

/* --- sites --- */

static gboolean
make_site(KamDemoCast *cast, const KamDemoHome *home, guint i, GError **error)
{
    const KamDemoCustomer *customer = &cast->world->customers->customers[home->customer];
    const KamDemoCity *city = &kam_demo_cities[customer->sites[i]];
    g_autofree char *name = i == 0 ? g_strdup("Sedište") : g_strdup_printf("Magacin %s", city->name);
    json_t *body =
        json_pack("{s:o, s:s, s:s, s:s, s:s, s:s}", "account_id", kam_demo_cast_id(home->account), "name", name, "kind",
                  i == 0 ? "seat" : "warehouse", "postal_code", city->post_code, "city", city->name, "country", "RS");

    if (i == 0)
        json_object_set_new(body, "address", json_string(customer->street));
    return kam_demo_cast_create(cast, &kam_site_type, body, error) != 0;
}

static gboolean
make_sites(KamDemoCast *cast, const KamDemoHome *home, GError **error)
{
    const KamDemoCustomer *customer = &cast->world->customers->customers[home->customer];

    for (guint i = 0; i < customer->n_sites; i++)
        if (!make_site(cast, home, i, error))
            return FALSE;
    return TRUE;
}

/* --- tags --- */

typedef enum { TAG_STRATEGIC, TAG_GROWING, TAG_LATE, TAG_CENTRAL, N_TAGS } Tag;

static const struct {
    const char *name, *colour;
} tags[N_TAGS] = {
    [TAG_STRATEGIC] = { "Strateški kupac", "#0b6e75" },
    [TAG_GROWING] = { "U rastu", "#1b7741" },
    [TAG_LATE] = { "Plaća kasno", "#8a5a00" },
    [TAG_CENTRAL] = { "Centralna nabavka", "#5f6b7a" },
};

static gboolean
buys_for_its_group(const KamDemoWorld *world, guint customer)
{
    for (guint i = 0; i < world->groups->moves->len; i++)
        if (g_array_index(world->groups->moves, KamDemoCentralMove, i).centre == customer)
            return TRUE;
    return FALSE;
}

static gboolean
deserves(const KamDemoCast *cast, const KamDemoHome *home, guint rank, Tag tag)
{
    const KamDemoCustomer *customer = &cast->world->customers->customers[home->customer];

    switch (tag) {
    case TAG_STRATEGIC:
        return rank < N_STRATEGIC;
    case TAG_GROWING:
        return customer->growth > STRONG_GROWTH;
    case TAG_LATE:
        return customer->is_late;
    case TAG_CENTRAL:
        return buys_for_its_group(cast->world, home->customer);
    case N_TAGS:
        break;
    }
    g_assert_not_reached();
}

static gboolean
tag_customer(KamDemoCast *cast, const KamDemoHome *home, guint rank, const gint64 ids[N_TAGS], GError **error)
{
    const KamSubject subject = { &kam_account_type, home->account };

    for (guint tag = 0; tag < N_TAGS; tag++)
        if (deserves(cast, home, rank, tag) && !kam_record_tag_set(&cast->work, &subject, ids[tag], TRUE, error))
            return FALSE;
    return TRUE;
}

gboolean
kam_demo_shelves_mark(KamDemoCast *cast, const GPtrArray *homes, GError **error)
{
    gint64 ids[N_TAGS];

    for (guint tag = 0; tag < N_TAGS; tag++) {
        json_t *body = json_pack("{s:s, s:s}", "name", tags[tag].name, "colour", tags[tag].colour);

        ids[tag] = kam_demo_cast_create(cast, &kam_tag_type, body, error);
        if (ids[tag] == 0)
            return FALSE;
    }
    for (guint i = 0; i < homes->len; i++)
        if (!make_sites(cast, homes->pdata[i], error) || !tag_customer(cast, homes->pdata[i], i, ids, error))
            return FALSE;
    return TRUE;
}

/* --- prices --- */

/* Number of an article -> its id. */
static GHashTable *
index_products(KamDb *db, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("product_list_numbers"), error);
    g_autoptr(GHashTable) found = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    KamStep step;

    if (stmt == NULL)
        return NULL;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        gint64 id = kam_stmt_get_int(stmt, 0);

        g_hash_table_insert(found, g_strdup(kam_stmt_get_text(stmt, 1)), g_memdup2(&id, sizeof id));
    }
    return step == KAM_STEP_DONE ? g_steal_pointer(&found) : NULL;
}

static gint32
find_list_day(const KamDemoPrices *prices, gint32 last_day)
{
    gint32 day = prices->revision_days[0];

    for (guint i = 0; i < prices->n_revisions && prices->revision_days[i] <= last_day; i++)
        day = prices->revision_days[i];
    return day;
}

static gboolean
make_price(KamDemoCast *cast, gint64 list, guint product, gint64 product_id, gint32 day, GError **error)
{
    gint64 minor = kam_demo_prices_get_list(cast->world->prices, product, cast->world->calendar->last_day);
    g_autofree char *amount = kam_micro_to_text(minor * (KAM_MICRO / 100), 2);
    json_t *body = json_pack("{s:o, s:o, s:{s:s, s:s}, s:o}", "price_list_id", kam_demo_cast_id(list), "product_id",
                             kam_demo_cast_id(product_id), "price", "amount", amount, "currency", "RSD", "valid_from",
                             kam_demo_cast_day(day));

    return kam_demo_cast_create(cast, &kam_price_list_item_type, body, error) != 0;
}

gboolean
kam_demo_shelves_price(KamDemoCast *cast, GError **error)
{
    gint32 day = find_list_day(cast->world->prices, cast->world->calendar->last_day);
    g_autoptr(GHashTable) ids = index_products(cast->work.db, error);
    json_t *body = json_pack("{s:s, s:s, s:o, s:s}", "name", "Osnovni cenovnik", "currency", "RSD", "valid_from",
                             kam_demo_cast_day(day), "note", "Cene bez PDV; rabati stoje u ugovorima.");
    gint64 list = ids == NULL ? 0 : kam_demo_cast_create(cast, &kam_price_list_type, json_incref(body), error);

    json_decref(body);
    if (list == 0)
        return FALSE;
    for (guint i = 0; i < KAM_DEMO_N_PRODUCTS; i++) {
        const gint64 *id = g_hash_table_lookup(ids, cast->world->catalogue->products[i].number);

        if (id != NULL && !make_price(cast, list, i, *id, day, error))
            return FALSE;
    }
    return TRUE;
}
