/* Groups of companies: accounts as a forest, as it stands on one day, and as it stood on each day. Only owning and
 * controlling make a tree; the other ties of the facts (franchise, buying association) are for those who ask for them.
 * Pure: the same facts give the same groups. docs/groups.md tells what figures follow. */
#pragma once

#include "sales/facts.h"

/* How far a figure is rolled up: to the head, or to the units so many steps below it; those above stay by themselves.
 */
#define KAM_GROUPS_HEAD 0u
#define KAM_GROUPS_UNIT G_MAXUINT32 /* not at all: each company by itself */
#define KAM_GROUPS_MAX_DEPTH 100    /* that is asked for */

/** Whether a tie makes the tree: it owns or controls, for a day at least, and is of two companies. */
gboolean kam_tie_is_of_tree(const KamTie *tie);
/** Which of two ties of one account to different parents leads its figures on a day on which both hold: the larger
 * share (an unknown one counts as the whole), then owning before controlling, the later beginning, the parent that
 * comes first. */
gboolean kam_tie_leads(const KamTie *tie, const KamTie *other);

typedef struct KamGroups KamGroups;       /* of one day */
typedef struct KamGroupDays KamGroupDays; /* of each day */

/* Of which time groups are asked for, and how far figures are rolled up. All zero: of today, to the head. Below a
 * company means that it stands as the head of all that is below it, whoever is above; everybody else is rolled up to
 * the head. */
typedef enum { KAM_GROUPS_TODAY, KAM_GROUPS_ON, KAM_GROUPS_THEN } KamGroupsKind;

typedef struct {
    KamGroupsKind kind; /* as accounts bear it; as it was on `day`; as it was on the day of each line */
    gint32 day;
    guint depth;
    gint64 below_id; /* of an account; 0: groups as they are. With it depth is KAM_GROUPS_HEAD */
} KamGroupsAt;

/** Read "today", "then" or a day such as "2024-03-31"; depth stays. FALSE for other words. */
gboolean kam_groups_at_read(const char *word, KamGroupsAt *at);
/** The word. Free with g_free(). */
char *kam_groups_at_dup_word(const KamGroupsAt *at);
/** Whether the same groups are meant. */
gboolean kam_groups_at_is_equal(const KamGroupsAt *a, const KamGroupsAt *b);
/** The groups of one day, today's too; not of KAM_GROUPS_THEN. Errors are those of circles. */
KamGroups *kam_groups_at_new(const KamGroupsAt *at, const KamFacts *facts, GError **error);
/** Those of each day, for KAM_GROUPS_THEN. Errors as above. */
KamGroupDays *kam_groups_at_new_days(const KamGroupsAt *at, const KamFacts *facts, GError **error);
/** Who each line is rolled up to. Errors are those of circles. Cost: 10 ms a million lines.
 * @param[out] holder  by line of the facts; KAM_NO_INDEX where the line has no account. */
gboolean kam_groups_at_put(const KamGroupsAt *at, const KamFacts *facts, guint32 *holder, GError **error);

static inline gboolean
kam_groups_at_is_default(const KamGroupsAt *at)
{
    return at->kind == KAM_GROUPS_TODAY && at->depth == KAM_GROUPS_HEAD && at->below_id == 0;
}

/* An account's figures belong to one from a day to the day before another. */
typedef struct {
    guint32 account;
    gint32 from_day, to_day; /* KAM_TIE_EVER, KAM_TIE_STILL */
} KamGroupSpan;

/** Whose lines, of which days, are rolled up to one account: KamGroupSpan by account and day. NULL on circles. Free
 * with g_array_unref(). */
GArray *kam_groups_at_list(const KamGroupsAt *at, const KamFacts *facts, guint32 holder, GError **error);

/* --- one day --- */

/**
 * As it is today: by the parents that the accounts bear.
 * @return NULL with KAM_ERROR_INVALID, naming two companies that are above one another, when there is a circle.
 */
KamGroups *kam_groups_new_today(const KamFacts *facts, GError **error);
/** As it was on a day: by the ties that hold on it, of each account the one that leads. Errors as above. */
KamGroups *kam_groups_new_on(const KamFacts *facts, gint32 day, GError **error);
/** Of any parents, by account, KAM_NO_INDEX without one: what would be if. Errors as above. */
KamGroups *kam_groups_new(const KamFacts *facts, const guint32 *parent, GError **error);
void kam_groups_free(KamGroups *groups);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamGroups, kam_groups_free)

/** Accounts, as many as the facts have. */
guint kam_groups_count(const KamGroups *groups);
/** The company right above it; KAM_NO_INDEX. */
guint32 kam_groups_parent(const KamGroups *groups, guint32 account);
/** The head of its group; itself when it stands alone. */
guint32 kam_groups_root(const KamGroups *groups, guint32 account);
/** Steps from the head down to it; 0: it is the head. */
guint kam_groups_depth(const KamGroups *groups, guint32 account);
/** The company that its figures are rolled up to: see KAM_GROUPS_HEAD. */
guint32 kam_groups_holder(const KamGroups *groups, guint32 account, guint depth);
/** The companies right below it, by index; n may be 0. Borrowed. */
const guint32 *kam_groups_children(const KamGroups *groups, guint32 account, guint *n);
/** It and all that are below it, each before those below it; at least 1. Borrowed. */
const guint32 *kam_groups_units(const KamGroups *groups, guint32 account, guint *n);
/** Sums of each account and all below it. FALSE with KAM_ERROR_TOO_LARGE when one would leave 64 bits.
 * @param[in]  own   by account.
 * @param[out] sums  by account; may not be `own`. */
gboolean kam_groups_roll_up(const KamGroups *groups, const gint64 *own, gint64 *sums, GError **error);

/* --- each day --- */

/* As long as this, a company's figures belong to the same. */
typedef struct {
    gint32 from_day; /* KAM_TIE_EVER */
    gint32 to_day;   /* the first day on which it is no more; KAM_TIE_STILL */
    guint32 holder;
} KamGroupStay;

/** As it was on each day, by ties. Errors as above, with the day. Cost: 20 ms for 100,000 accounts and 20,000 ties. */
KamGroupDays *kam_group_days_new(const KamFacts *facts, GError **error);
/** The same with an account that is below nobody on any day; KAM_NO_INDEX: with none. */
KamGroupDays *kam_group_days_new_below(const KamFacts *facts, guint32 account, GError **error);
void kam_group_days_free(KamGroupDays *days);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamGroupDays, kam_group_days_free)

/** The company right above it on a day; KAM_NO_INDEX. */
guint32 kam_group_days_parent(const KamGroupDays *days, guint32 account, gint32 day);
/** The head of its group on a day. */
guint32 kam_group_days_root(const KamGroupDays *days, guint32 account, gint32 day);
/** Where its figures are rolled up to on a day, and how long that holds before and after. */
KamGroupStay kam_group_days_stay(const KamGroupDays *days, guint32 account, gint32 day, guint depth);
/** Whether its stays differ at all. */
gboolean kam_group_days_moves(const KamGroupDays *days, guint32 account);
/** Who each line belonged to on its own day. Cost: 10 ms a million lines.
 * @param[out] holder  by line of the facts; KAM_NO_INDEX where the line has no account. */
void kam_group_days_put(const KamGroupDays *days, const KamFacts *facts, guint depth, guint32 *holder);
