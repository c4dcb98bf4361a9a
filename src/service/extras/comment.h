/* Comments on records: Markdown, read by everybody who sees the record, changed by their author alone. */
#pragma once

#include "service/extras/subject.h"

#define KAM_COMMENT_MAX_PAGE 100

/* Errors of all: KAM_ERROR_NOT_FOUND (no such record in view, no such comment), KAM_ERROR_INVALID (see the faults),
 * KAM_ERROR_DENIED (another's comment), KAM_ERROR_CONFLICT (changed meanwhile). Faults may hold warnings even when it
 * was done. */

/** Add a comment and tell its id; people mentioned who see the record are kept with it. */
gboolean kam_comment_add(const KamWork *work, const KamSubject *subject, const json_t *body, gint64 *id,
                         KamFaults *faults, GError **error);
/** Change one's own; version 0: whatever it is. */
gboolean kam_comment_edit(const KamWork *work, const KamSubject *subject, gint64 id, gint64 version, const json_t *body,
                          KamFaults *faults, GError **error);
/** Take one's own out. */
gboolean kam_comment_delete(const KamWork *work, const KamSubject *subject, gint64 id, gint64 version, GError **error);

/**
 * A page as items of an array that the caller has opened, newest first: {id, body, html, version, created_at,
 * created_by, author, updated_at, mentions:[{id, name}]}.
 * @param before     ids smaller than this; 0: from the newest.
 * @param[out] next  where the next page begins; 0: there is none.
 */
gboolean kam_comment_page_to_json(const KamWork *work, const KamSubject *subject, gint64 before, guint limit,
                                  KamJson *json, gint64 *next, GError **error);
/** One of them as members of an object that the caller has opened; its version. */
gboolean kam_comment_members_to_json(const KamWork *work, const KamSubject *subject, gint64 id, KamJson *json,
                                     gint64 *version, GError **error);
