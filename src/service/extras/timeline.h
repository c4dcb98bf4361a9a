/* What happened around a record, newest first: its changes, comments and files; for an account also interactions and
 * tasks. Each entry only as far as the actor sees it. */
#pragma once

#include "service/extras/subject.h"

#define KAM_TIMELINE_MAX_PAGE 100

/**
 * A page as items of an array that the caller has opened: {kind, at, id, by, author, title}; kind is change, comment,
 * attachment, interaction or task. `title` is the word of a change (create, update ...), the beginning of a comment,
 * the name of a file, the subject of an interaction or task.
 * @param cursor     as `next` gave it, NULL: from the newest; KAM_ERROR_USAGE when it is none.
 * @param[out] next  where the next page begins, newly allocated; NULL: there is none.
 */
gboolean kam_timeline_to_json(const KamWork *work, const KamSubject *subject, const char *cursor, guint limit,
                              KamJson *json, char **next, GError **error);
