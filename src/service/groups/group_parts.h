/* What the list of groups and one group share; no one else includes this. */
#pragma once

#include "sales/groups.h"
#include "service/figures/figures_json.h"
#include "service/groups/group_figures.h"

/* Sums by account: its own, and with all below it. */
typedef struct {
    gint64 *own, *all, *own_before, *all_before;
} KamGroupAmounts;

typedef struct {
    KamGround *ground; /* borrowed */
    const KamFacts *facts;
    const KamGroupQuestion *question;
    KamRoll *then;     /* of groups as they were on the day of each line: who belonged to whom on some day; else NULL */
    KamTally *tally;   /* by account; by head with `then` */
    KamGroups *groups; /* as they were on the day; with `then` of today, until kam_group_work_take_then() */
    KamGroupAmounts amounts; /* of `groups`; with `then` those of heads alone, until that */
    guint32 *size;           /* by head: its companies; 0 of what is no group */
    guint32 *in_view;        /* those of them in view */
    KamFiguresWriter w;
} KamGroupWork;

/** Sum up; to be cleared all the same when it fails. */
gboolean kam_group_work_init(KamGroupWork *work, KamShelf *shelf, KamGround *ground, const KamGroupQuestion *question,
                             KamJson *json, GError **error);
void kam_group_work_clear(KamGroupWork *work);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamGroupWork, kam_group_work_clear)

/** All pairs of a company and the head of a group that it belongs to; with `then` to which it ever belonged. */
guint kam_group_work_count_members(const KamGroupWork *work);
KamRollMember kam_group_work_get_member(const KamGroupWork *work, guint i);
/** With `then`: make the tree and the amounts those of one head, of all who ever belonged to it, each where it stood
 * last and with the lines of its days there. */
gboolean kam_group_work_take_then(KamGroupWork *work, guint32 head, GError **error);

/** Whether an account is in view. */
gboolean kam_group_sees(const KamGroupWork *work, guint32 account);
/** Day on which ties are looked at. */
gint32 kam_group_day(const KamGroupWork *work);
/** Whether a tie holds on it. */
gboolean kam_group_holds(const KamGroupWork *work, const KamTie *tie);
/** The ties of an account, which stand together. */
const KamTie *kam_group_first_tie(const KamFacts *facts, guint32 account, guint *n);
/** Members groups, period, basis, currency. */
void kam_group_put_head(const KamGroupWork *work);
/** Members group, members, is_whole, net, before, change, change_rate, share, opens_to of a head. */
void kam_group_put_sums(const KamGroupWork *work, guint32 head);
/** The member source. */
void kam_group_put_source(const KamGroupWork *work);
/** Path of the lines of a unit alone: with `then` of its days in the group. Free with g_free(). */
char *kam_group_dup_unit_path(const KamGroupWork *work, guint32 unit);
/** Path of those of a unit and of all below it; NULL where it stood elsewhere on other days. Free with g_free(). */
char *kam_group_dup_branch_path(const KamGroupWork *work, guint32 unit);
/** A day or null for either open end. */
void kam_group_put_day(KamJson *json, const char *name, gint32 day);
/** Members kind, share, from, to, membership_id of a tie. */
void kam_group_put_tie(KamJson *json, const KamTie *tie);

/* Counts of what is known of a group, by its head. */
typedef struct {
    guint roles, purchasings, bonds, suggestions;
} KamGroupCounts;

/** group_counts.c: by account, of heads of the day or of today. Free with g_free(). NULL with an error. */
KamGroupCounts *kam_group_counts_new(const KamGroupWork *work, const KamWork *who, KamPairsKept *kept, GError **error);
/** group_records.c: members roles and purchasings, of the units of a head. */
gboolean kam_group_put_records(const KamGroupWork *work, KamDb *db, guint32 head, GError **error);
/** timeline.c: members events and stays of the group of a head. */
gboolean kam_group_put_timeline(const KamGroupWork *work, guint32 head, GError **error);
/** memberships.c: the member memberships, every tie of the companies that are or were in the group of a head. */
gboolean kam_group_put_memberships(const KamGroupWork *work, KamDb *db, guint32 head, GError **error);
