/* Groups of companies with what they bring: the list of groups, and one of them with its tree, its story and every
 * kind of membership. Sums are those of the table of accounts, rolled up; only units in view are in them and told of.
 */
#pragma once

#include "base/json.h"
#include "domain/pairs_kept.h"
#include "record/work.h"
#include "sales/groups.h"
#include "service/figures/tally.h"

typedef enum { KAM_GROUP_ORDER_NET, KAM_GROUP_ORDER_MEMBERS, KAM_GROUP_ORDER_NAME, KAM_GROUP_ORDER_N } KamGroupOrder;

/* Which groups, of which time. */
typedef struct {
    KamTallyQuestion tally; /* of which lines; its view is whose units are told of; its rows are chosen here */
    KamGroupsAt groups;     /* of today, of a day, or each line under the head of its day; to the head */
    gint32 today;           /* whose ties are today's */
    const char *q;          /* words that begin words of the names of units; NULL: all */
    KamGroupOrder order;
    guint limit, offset;
} KamGroupQuestion;

/** "net", "members", "name"; KAM_GROUP_ORDER_N when unknown. */
KamGroupOrder kam_group_order_from_name(const char *name);

/**
 * The answer of /api/v1/groups. Errors are those of kam_tally_get() and of circles.
 * @param work  who asks: what is suggested to whom depends on it.
 * @param kept  what is suggested, as long as it stands.
 * Cost: one pass over the lines in view the first time, then over the accounts; and that of suggestions.
 */
gboolean kam_group_list_to_json(const KamWork *work, KamShelf *shelf, KamGround *ground, KamPairsKept *kept,
                                const KamGroupQuestion *question, KamJson *json, GError **error);
/** The answer of /api/v1/groups/{id}: the group that an account belongs to on that day, or today. KAM_ERROR_NOT_FOUND
 * when no unit of it is in view. */
gboolean kam_group_to_json(KamDb *db, KamShelf *shelf, KamGround *ground, const KamGroupQuestion *question, gint64 id,
                           KamJson *json, GError **error);
