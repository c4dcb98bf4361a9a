/* Giving documents without a customer to an account, and taking that back: lines, sums and columns together. An import
 * that names no customer for such a document again leaves it where it was put. */
#pragma once

#include "base/json.h"
#include "record/work.h"

/** KAM_ERROR_DENIED for who does not see all accounts: lines without a customer are not theirs. */
gboolean kam_assignments_check(const KamWork *work, GError **error);

/* Which documents. */
typedef struct {
    const gint64 *ids; /* NULL: those like `number_begins` */
    guint n_ids;
    const char *number_begins; /* "": all of them */
} KamUnassigned;

/* What was done. */
typedef struct {
    gint64 id; /* by which it is taken back */
    guint64 documents, lines;
} KamAssigned;

/**
 * Give documents to an account, in a transaction of its own. For who sees all accounts.
 * KAM_ERROR_NOT_FOUND without such an account, KAM_ERROR_CONFLICT when a document has a customer already or is gone,
 * KAM_ERROR_INVALID when none is meant, KAM_ERROR_DENIED.
 */
gboolean kam_assignments_run(const KamWork *work, gint64 account_id, const KamUnassigned *which, KamAssigned *assigned,
                             GError **error);

/** The account with this number in sales, its own or one that an outside system has for it; KAM_ERROR_NOT_FOUND. */
gboolean kam_assignments_find_account(KamDb *db, const char *number, gint64 *account_id, GError **error);

/** Take it back, in a transaction of its own: what still is where it was put has no customer again. */
gboolean kam_assignments_undo(const KamWork *work, gint64 id, GError **error);

/** Documents without a customer whose number begins like this, the newest first: members items, documents (how many
 * there are) and next, into an open object. For who sees all accounts.
 * @param before  documents with smaller ids; G_MAXINT64: from the newest */
gboolean kam_assignments_unassigned_to_json(const KamWork *work, const char *number_begins, gint64 before, guint limit,
                                            KamJson *json, GError **error);

/** Past assignments, the newest first: members items and next, into an open object.
 * @param before  of assignments with smaller numbers; G_MAXINT64: from the newest */
gboolean kam_assignments_page_to_json(const KamWork *work, gint64 before, guint limit, KamJson *json, GError **error);
