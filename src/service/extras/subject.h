/* The record that comments, tags, watchers and attachments hang on. */
#pragma once

#include "record/change.h"

/* Lives for one call; everything in it is borrowed. */
typedef struct {
    const KamRecordType *type;
    gint64 id;
} KamSubject;

/**
 * Whether the actor sees the record and it lives.
 * @return FALSE with KAM_ERROR_NOT_FOUND when not, in the same words whatever the reason.
 */
gboolean kam_subject_check(const KamWork *work, const KamSubject *subject, GError **error);
/** KAM_ERROR_NOT_FOUND about something that hangs on a record. Always FALSE. */
gboolean kam_subject_lacks(const char *what, gint64 id, GError **error);
/** Write a row of the audit about the subject: {"<what>": [from, to]}, either of which may be NULL. */
gboolean kam_subject_audit(const KamWork *work, const KamSubject *subject, const char *action, const char *what,
                           const char *from, const char *to, GError **error);
