/* Keeping two things in step: an account's field parent_id, which is the tree of today and decides who sees what, and
 * the dated memberships, which say what was and what will be. Everything here is audited and runs inside the caller's
 * transaction. */
#pragma once

#include "record/record.h"
#include "record/work.h"

/** The account's parent was set: the membership that led until today ends, and one to the new parent begins, today; or
 * since ever, for an account that is new. Nothing happens where the memberships say the same already. */
gboolean kam_group_step_follow_account(const KamWork *work, const KamRecord *account, gboolean is_new, GError **error);
/** Memberships of an account changed, or a day has come: its parent and head become those of the one that leads today.
 * @param[out] is_changed  NULL: not asked for. */
gboolean kam_group_step_follow_ties(const KamWork *work, gint64 account, gboolean *is_changed, GError **error);
/** Whether that was done for today: one look at a setting. */
gboolean kam_group_step_is_settled(KamDb *db, const KamActor *actor, gboolean *is_settled, GError **error);
/**
 * Let memberships that began or ended since the last time take effect, up to today.
 * @param[out] n  accounts that have another parent now.
 * Cost: one look at a setting when it was done today already.
 */
gboolean kam_group_step_settle(const KamWork *work, guint *n, GError **error);
