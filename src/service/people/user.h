/* People as those who sign in: what the record type "user" does not show. Changing roles and the like is the record
 * engine's (domain/user.c holds the rules). */
#pragma once

#include "record/actor.h"
#include "store/db.h"

typedef struct {
    gint64 id;
    char *email; /* NULL: does not sign in */
    char *name;
    KamRole role;
    gboolean disabled;
    char *password_hash; /* NULL: none chosen */
    gboolean has_link;
} KamUser;

void kam_user_free(KamUser *user);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamUser, kam_user_free)

/** NULL without an error when there is none. */
KamUser *kam_user_find(KamDb *db, gint64 id, GError **error);
/** By e-mail address, in any case. */
KamUser *kam_user_find_by_email(KamDb *db, const char *email, GError **error);
/** By the secret of a one-time link; NULL without an error when it opens nothing any more. */
KamUser *kam_user_find_by_link(KamDb *db, const char *secret, gint64 now_ms, GError **error);
/** The same, missing is KAM_ERROR_NOT_FOUND. */
KamUser *kam_user_load(KamDb *db, gint64 id, GError **error);
KamUser *kam_user_load_by_email(KamDb *db, const char *email, GError **error);
/** All, by e-mail address: KamUser. */
GPtrArray *kam_user_list(KamDb *db, GError **error);

/* How somebody gets in. */
typedef struct {
    gint64 user_id;
    gboolean has_password, has_second_factor;
    gint64 n_sessions, n_tokens; /* open, good */
    gint64 last_at;              /* signed in; 0: never */
    gint64 link_until;           /* a one-time link is good until then; 0: none is open */
} KamUserSignIn;

/** KamUserSignIn of everybody who is not deleted, by id. */
GArray *kam_user_list_sign_ins(KamDb *db, gint64 now_ms, GError **error);
/** Whether this person may sign in at all. */
gboolean kam_user_may_sign_in(const KamUser *user);

/** KAM_ERROR_INVALID when a text is no e-mail address. */
gboolean kam_user_check_email(const char *email, GError **error);
/** In lower case, as it is kept. Free with g_free(). */
char *kam_user_fold_email(const char *email);
