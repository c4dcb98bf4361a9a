/* What an administrator, or the command line, does with other people. Each runs in the caller's transaction; the record
 * engine judges, writes and keeps the audit. */
#pragma once

#include "record/work.h"
#include "service/people/gate.h"
#include "service/people/link.h"

typedef struct {
    const char *email;
    const char *name;          /* NULL: the e-mail address */
    const char *role;          /* a word of kam_role_name() */
    const char *password_hash; /* NULL: none yet */
} KamNewUser;

/**
 * Add somebody.
 * @param[out] id  may be NULL.
 * @return FALSE with KAM_ERROR_INVALID in words for a terminal: what is wrong with the first field that is wrong.
 */
gboolean kam_admin_add_user(const KamWork *work, const KamNewUser *user, gint64 *id, GError **error);
/** What somebody calls themselves: everybody does that for themselves, whatever their role. */
gboolean kam_admin_set_own_name(const KamWork *work, const char *name, GError **error);
/** KAM_ERROR_INVALID also when it is the last administrator, or the actor. All sessions end. */
gboolean kam_admin_set_role(const KamWork *work, gint64 user_id, const char *role, GError **error);
/** The same, for whether somebody may sign in. */
gboolean kam_admin_set_disabled(const KamWork *work, gint64 user_id, gboolean disabled, GError **error);
/** Take a lost second factor away; all sessions end. KAM_ERROR_CONFLICT when there is none, KAM_ERROR_NOT_FOUND
 * when there is no such person. */
gboolean kam_admin_reset_totp(const KamWork *work, gint64 user_id, GError **error);
/** End all sessions of somebody. */
gboolean kam_admin_end_sessions(const KamWork *work, gint64 user_id, GError **error);
/** End one session of somebody; the audit keeps from where it was used. KAM_ERROR_NOT_FOUND when it is not theirs. */
gboolean kam_admin_end_session(const KamWork *work, gint64 user_id, gint64 session_id, GError **error);
/** A one-time link: see kam_link_make(). */
char *kam_admin_make_link(const KamWork *work, gint64 user_id, KamLinkUse use, GError **error);
/** A token, see kam_token_create(). */
char *kam_admin_create_token(const KamWork *work, gint64 user_id, const char *name, const char *scopes,
                             gint64 expires_at, GError **error);
/** See kam_token_revoke(). */
gboolean kam_admin_revoke_token(const KamWork *work, gint64 user_id, gint64 id, GError **error);
/** Who does it, for rows of the audit. */
KamNoteBy kam_note_by_work(const KamWork *work);
