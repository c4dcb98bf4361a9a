/* Groups of companies with what they bring: the list of groups, and one of them with its tree, its story and its other
 * bonds. Sums are those of the table of accounts, rolled up; only units in view are in them and told of. */
#pragma once

#include "base/json.h"
#include "service/figures/tally.h"

typedef enum { KAM_GROUP_ORDER_NET, KAM_GROUP_ORDER_MEMBERS, KAM_GROUP_ORDER_NAME, KAM_GROUP_ORDER_N } KamGroupOrder;

/* Which groups, of which day. */
typedef struct {
    KamTallyQuestion tally; /* by account; its view is whose units are told of */
    gint32 as_of_day;       /* the tree of this day; KAM_DAY_NONE: of today, as accounts bear it */
    gint32 today;           /* whose ties are today's */
    const char *q;          /* words that begin words of the names of units; NULL: all */
    KamGroupOrder order;
    guint limit, offset;
} KamGroupQuestion;

/** "net", "members", "name"; KAM_GROUP_ORDER_N when unknown. */
KamGroupOrder kam_group_order_from_name(const char *name);

/** The answer of /api/v1/groups. Errors are those of kam_tally_get() and of circles. Cost: one pass over the lines in
 * view the first time, then over the accounts. */
gboolean kam_group_list_to_json(KamDb *db, KamShelf *shelf, KamGround *ground, const KamGroupQuestion *question,
                                KamJson *json, GError **error);
/** The answer of /api/v1/groups/{id}: the group that an account belongs to on that day. KAM_ERROR_NOT_FOUND when no
 * unit of it is in view. */
gboolean kam_group_to_json(KamDb *db, KamShelf *shelf, KamGround *ground, const KamGroupQuestion *question, gint64 id,
                           KamJson *json, GError **error);
