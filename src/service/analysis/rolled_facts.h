/* The same lines under the heads of groups: what figures of companies are worked out of when groups are asked about. */
#pragma once

#include "sales/groups.h"

typedef struct {
    KamFacts facts;   /* columns and tables of the original, but for whose a line is; not to be freed as facts */
    guint32 *account; /* by line: the head it counts for */
    guint32 *head;    /* by account: the head that what people write of it counts for, see below */
} KamRolledFacts;

/**
 * Roll up. The original is borrowed and must outlive it. Where each line counts as groups were on its own day, what
 * people write counts as they are at the end of the lines.
 *
 * @return NULL with an error of sales/groups.h: a circle. Cost: a pass over lines and accounts, 4 bytes each.
 */
KamRolledFacts *kam_rolled_facts_new(const KamFacts *facts, const KamGroupsAt *at, GError **error);
void kam_rolled_facts_free(KamRolledFacts *rolled);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamRolledFacts, kam_rolled_facts_free)
