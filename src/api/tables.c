/* The table of tables. */
#include "api/tables.h"

const KamRoute *const *
kam_api_tables(void)
{
#define NAME_ROUTES(subject) kam_api_routes_##subject,
    static const KamRoute *const tables[] = { KAM_ROUTE_TABLES(NAME_ROUTES) NULL };
#undef NAME_ROUTES

    return tables;
}
