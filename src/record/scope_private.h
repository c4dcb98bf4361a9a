/* What scope.c and scope_explain.c share. */
#pragma once

#include "record/scope.h"

/** Add that the row "m" of account_team puts one of the actor's people on a team today. */
void kam_scope_where_on_team(KamQuery *query, const KamActor *actor);
