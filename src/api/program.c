/* The API of this program: its tables, its record types, its people. */
#include "api/api.h"
#include "api/tables.h"
#include "domain/types.h"
#include "service/people/session.h"
#include "service/people/token.h"

G_STATIC_ASSERT(KAM_CHANGE_TOKEN_SIZE == KAM_SESSION_CHANGE_TOKEN_SIZE);

/* Those that are written down, and those that are derived. */
static GPtrArray *
list_tables(const KamAnalysisRoutes *analyses)
{
    GPtrArray *tables = g_ptr_array_new();

    for (const KamRoute *const *table = kam_api_tables(); *table != NULL; table++)
        g_ptr_array_add(tables, (gpointer)(guintptr)*table);
    g_ptr_array_add(tables, (gpointer)(guintptr)kam_analysis_routes_get_table(analyses));
    g_ptr_array_add(tables, NULL);
    return tables;
}

KamApi *
kam_api_new(KamPool *pool, GError **error)
{
    const KamCredentials credentials = { kam_token_authenticate, kam_session_authenticate };

    g_autoptr(KamAnalysisRoutes) analyses = kam_analysis_routes_new();
    g_autoptr(GPtrArray) tables = list_tables(analyses);
    KamApi *api =
        kam_api_new_with(pool, (const KamRoute *const *)tables->pdata, kam_domain_types(), credentials, error);

    if (api == NULL)
        return NULL;
    api->analyses = g_steal_pointer(&analyses);
    api->people = kam_people_new(kam_hash_cost_standard);
    return api;
}
