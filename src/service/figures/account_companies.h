/* An account with the companies below it: the rows among which it stands with all of them. */
#pragma once

#include "service/figures/by.h"
#include "service/figures/ground.h"

/** Whether some company belongs right to it, today or on any day. */
gboolean kam_account_has_companies(const KamGround *ground, guint32 account);
/**
 * Rows in which an account holds itself and all below it, at the time that `at` says: units of its own depth, so that
 * its figures are those of its row in the table of that depth. Where it stood at different depths on different days
 * nothing is above it instead. FALSE with an error of sales/groups.h.
 */
gboolean kam_account_rows_with_companies(const KamGround *ground, guint32 account, const KamGroupsAt *at,
                                         KamFiguresBy *by, GError **error);
