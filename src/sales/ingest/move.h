/* Lines of one account that become another's, because the two are merged, and back. */
#pragma once

#include "store/db.h"

/** Note which documents are the account's, among those that later imports replaced, too: they are what moves. */
gboolean kam_move_note_documents(KamDb *db, gint64 merge_id, gint64 account_id, GError **error);

/**
 * Move the noted documents that are `from`'s to `to`, with lines, sums and columns, inside the caller's transaction. A
 * fact's account is part of its key, so lines are written anew and the old ones deleted.
 * @param[out] n  how many lines moved.
 */
gboolean kam_move_lines(KamDb *db, gint64 merge_id, gint64 from, gint64 to, guint64 *n, GError **error);

/** Forget which documents moved. */
gboolean kam_move_forget_documents(KamDb *db, gint64 merge_id, GError **error);
