/* All tables of routes. A new one: a file routes_<subject>.c with `const KamRoute kam_api_routes_<subject>[]`, its line
 * in meson.build, its word below. */
#pragma once

#include "api/route.h"

/** The tables; ends with NULL. */
const KamRoute *const *kam_api_tables(void);

/* One word a table. */
/* clang-format off */
#define KAM_ROUTE_TABLES(X)                                                                                            \
    X(access) X(analysis) X(assignments) X(audit) X(backups) X(calendars) X(charges) X(company) X(demo)                \
    X(description) X(figures) X(group_suggestions) X(groups) X(import_files) X(import_profiles) X(imports) X(jobs)     \
    X(markdown) X(merge) X(oidc) X(people) X(programme) X(rates) X(sales) X(search) X(selection) X(session) X(users)   \
    X(views)
/* clang-format on */

#define KAM_DECLARE_ROUTES(subject) extern const KamRoute kam_api_routes_##subject[];
KAM_ROUTE_TABLES(KAM_DECLARE_ROUTES)
#undef KAM_DECLARE_ROUTES
