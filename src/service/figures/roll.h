/* The lines of a ground in the order of those they belong to, accounts or groups: what every pass over one account at a
 * time starts from. Lines of any day, in any currency, of any kind. */
#pragma once

#include "service/figures/by.h"
#include "service/figures/ground.h"
#include "service/figures/shelf.h"

/* That lines of an account belonged to a holder on some day. */
typedef struct {
    guint32 account, holder;
} KamRollMember;

typedef struct {
    KamGround *ground; /* whose lines these are */
    KamFiguresBy by;
    guint n;            /* holders: as many as accounts; an account that is below a head has no lines as a holder */
    guint32 *holder_of; /* by account; NULL when each is its own, and for groups as they were on the day of each line */
    GArray *members;    /* KamRollMember: of whom groups of the day of each line are made; NULL else */
    GError *circle;     /* why there are no such groups: each account stands alone; NULL: there are */
    guint32 *start;     /* of each holder in `line`; n + 1 */
    guint32 *line;      /* line numbers, by holder, in the order of the facts within it */
    KamFacts *facts;    /* the same lines under their holders: what the report and the analyses read; not to be freed */
    guint32 *holder_col; /* its column of accounts when it is not the ground's own */
} KamRoll;

/** The roll of a ground. Free with kam_roll_unref(). */
KamRoll *kam_roll_get(KamShelf *shelf, KamGround *ground, KamFiguresBy by);
void kam_roll_unref(KamRoll *roll);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamRoll, kam_roll_unref)

/** A word that is equal as long as lines and their holders are; with `by` in it. Free with g_free(). */
char *kam_roll_dup_key(const KamGround *ground, KamFiguresBy by, const char *thing);

static inline guint32
kam_roll_holder(const KamRoll *roll, guint32 account)
{
    return roll->holder_of == NULL ? account : roll->holder_of[account];
}
