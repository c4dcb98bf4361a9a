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
    KamTally *tally;
    KamGroups *groups;
    KamGroupAmounts amounts;
    guint32 *in_view; /* by account: units in view among it and those below it */
    KamFiguresWriter w;
} KamGroupWork;

/** Sum up; to be cleared all the same when it fails. */
gboolean kam_group_work_init(KamGroupWork *work, KamShelf *shelf, KamGround *ground, const KamGroupQuestion *question,
                             KamJson *json, GError **error);
void kam_group_work_clear(KamGroupWork *work);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamGroupWork, kam_group_work_clear)

/** Whether an account is in view. */
gboolean kam_group_sees(const KamGroupWork *work, guint32 account);
/** Day on which ties are looked at. */
gint32 kam_group_day(const KamGroupWork *work);
/** Members as_of, period, basis, currency. */
void kam_group_put_head(const KamGroupWork *work);
/** Members group, members, is_whole, net, before, change, change_rate, share, opens_to of a head. */
void kam_group_put_sums(const KamGroupWork *work, guint32 head);
/** The member source. */
void kam_group_put_source(const KamGroupWork *work);
/** Path of the lines of an account alone, or with all below it. Free with g_free(). */
char *kam_group_dup_path(const KamGroupWork *work, guint32 account, gboolean is_group);
/** A day or null for either open end. */
void kam_group_put_day(KamJson *json, const char *name, gint32 day);
/** Members kind, share, from, to, membership_id of a tie. */
void kam_group_put_tie(KamJson *json, const KamTie *tie);

/** timeline.c: members events and stays of the group of a head. */
gboolean kam_group_put_timeline(const KamGroupWork *work, guint32 head, GError **error);
