/* The shapes of answers about the programme: those of routes, and those that they share. */
#pragma once

#include "api/schemas.h"

/** Shared ones, for "#/components/schemas/<name>"; ends with a row without name. */
extern const KamSchema kam_programme_schemas[];

extern const char kam_programme_portfolio_schema[];
extern const char kam_programme_alerts_schema[];
extern const char kam_programme_entitlements_schema[];
extern const char kam_programme_capacity_schema[];
extern const char kam_programme_account_schema[];
extern const char kam_programme_opened_schema[];
extern const char kam_programme_review_schema[];
