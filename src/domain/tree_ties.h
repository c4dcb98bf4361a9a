/* Memberships that make the tree of a group (owning, controlling), as the tables hold them: what holds on a day, and
 * where a circle would close. The same rules over facts in memory are sales/groups.h. */
#pragma once

#include "record/record.h"

#define KAM_TREE_EVER G_MININT32  /* since before anything is known */
#define KAM_TREE_STILL G_MAXINT32 /* no end is known */

typedef struct {
    gint64 id; /* of the membership */
    gint64 account, parent;
    gint32 from_day, to_day; /* its first day, the first day on which it is no more */
    gint64 share_micro;      /* percent; an unknown one is the whole */
    gboolean owns;           /* else it controls */
} KamTreeTie;

/** Those of an account, in the order in which they lead: the larger share, owning, the later beginning, the parent that
 * was entered first. Free with g_array_unref(). */
GArray *kam_tree_ties_list(KamDb *db, gint64 account, GError **error);
/** Those that have an account for their parent. */
GArray *kam_tree_ties_list_below(KamDb *db, gint64 parent, GError **error);
/** The one that leads on a day; NULL when none holds. Borrowed. */
const KamTreeTie *kam_tree_ties_lead(const GArray *ties, gint32 day);

static inline gboolean
kam_tree_tie_holds(const KamTreeTie *tie, gint32 day)
{
    return tie->from_day <= day && day < tie->to_day;
}

/** A fault at `field`, naming the way, when on some of these days the parent is below the account, or there are more
 * than KAM_CHAIN_MAX above one another. */
gboolean kam_tree_ties_check(KamDb *db, gint64 account, gint64 parent, gint32 from_day, gint32 to_day,
                             const char *field, KamFaults *faults, GError **error);
