/* The people of a company that never was: the story from hiring to the last talk, in one transaction. */
#include "service/demo/people.h"

#include "demo/names.h"
#include "domain/types.h"
#include "service/company.h"
#include "service/demo/cast.h"
#include "service/demo/rates.h"
#include "service/people/user_password.h"
#include "store/statements.h"

#define N_LARGEST 40
#define PLACE_OF_FIRM 99999         /* in the list of invented numbers, behind those of all customers */
#define FIRM "Primer Oprema d.o.o." /* "primer" is an example */
#define DAY_MS G_GINT64_CONSTANT(86400000)

static void
cast_clear(KamDemoCast *cast)
{
    g_clear_pointer(&cast->home_of, g_hash_table_unref);
    g_clear_pointer(&cast->homes, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamDemoCast, cast_clear)

/* A firm that has a name already keeps it. */
static gboolean
name_firm(KamDemoCast *cast, GError **error)
{
    g_autoptr(KamRecord) firm = kam_record_load(cast->work.db, &kam_company_type, KAM_COMPANY_ID, FALSE, error);
    g_autoptr(KamRecord) named = NULL;
    char pib[KAM_DEMO_PIB_SIZE], mb[KAM_DEMO_MB_SIZE];
    json_t *members;

    if (firm == NULL || kam_record_has(firm, "name"))
        return firm != NULL;
    kam_demo_name_pib(cast->world->options.seed, PLACE_OF_FIRM, pib);
    kam_demo_name_mb(cast->world->options.seed, PLACE_OF_FIRM, mb);
    members = json_pack("{s:s, s:s, s:s, s:s, s:s}", "name", FIRM, "country", "RS", "currency", "RSD", "tax_number",
                        pib, "company_number", mb);
    named = kam_service_change_company(&cast->work, members, error);
    json_decref(members);
    return named != NULL;
}

/* Homes of the customers with the largest sales, the largest first. */
static GPtrArray *
list_largest(const KamDemoCast *cast, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(cast->work.db, kam_sql("account_list_largest"), error);
    g_autoptr(GPtrArray) homes = g_ptr_array_new();
    KamStep step;

    if (stmt == NULL)
        return NULL;
    kam_stmt_bind_int(stmt, 1, N_LARGEST);
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        gint64 id = kam_stmt_get_int(stmt, 0);
        KamDemoHome *home = g_hash_table_lookup(cast->home_of, &id);

        if (home != NULL)
            g_ptr_array_add(homes, home);
    }
    return step == KAM_STEP_DONE ? g_steal_pointer(&homes) : NULL;
}

/* All have the same password: one hash is enough, and a good one takes its time. */
char *
kam_demo_people_hash_password(const char *password, GError **error)
{
    g_autoptr(KamHashGate) gate = kam_hash_gate_new(1, kam_hash_cost_standard);
    char name[] = "demo";
    const KamUser user = { .email = name, .name = name };

    return kam_user_hash_password(gate, &user, password, error);
}

static gboolean
tell_story(KamDemoCast *cast, const char *hash, GError **error)
{
    g_autoptr(GPtrArray) largest = NULL;

    if (!name_firm(cast, error) || !kam_demo_cast_hire(cast, hash, error) || !kam_demo_homes_settle(cast, error) ||
        !kam_demo_bonds_tie(cast, error) || (largest = list_largest(cast, error)) == NULL)
        return FALSE;
    for (guint i = 0; i < largest->len; i++)
        if (!kam_demo_visits_pay(cast, largest->pdata[i], i, error))
            return FALSE;
    return kam_demo_shelves_mark(cast, largest, error) && kam_demo_shelves_price(cast, error) &&
           kam_demo_contracts_sign(cast, error) && kam_demo_programme_run(cast, largest, error) &&
           kam_demo_opinions_hear(cast, largest, error) &&
           kam_demo_rates_fill(cast->work.db, &cast->world->options, cast->last_day, error);
}

gboolean
kam_demo_people_fill(KamDb *db, const KamDemoOptions *company, gint32 last_day, const char *hash, GError **error)
{
    KamActor actor = kam_actor_program("kamen demo");
    g_autoptr(KamDemoWorld) world = kam_demo_world_new(company);
    g_auto(KamDemoCast) cast = {
        .work = { .db = db, .actor = &actor, .types = kam_domain_types(), .now_ms = last_day * DAY_MS },
        .world = world,
        .last_day = last_day,
        .homes = g_array_new(FALSE, FALSE, sizeof(KamDemoHome)),
        .home_of = g_hash_table_new(g_int64_hash, g_int64_equal),
    };
    g_autoptr(KamTx) tx = kam_tx_begin(db, error);
    gint64 contacts;

    if (tx == NULL || !kam_db_get_int(db, kam_sql("contact_count"), &contacts, error))
        return FALSE;
    if (contacts > 0)
        return TRUE;
    return tell_story(&cast, hash, error) && kam_tx_commit(tx, error);
}
