/* Sessions: who has signed in with a browser. The secret is in the cookie, its hash in the database; a session ends
 * when it was not used for long, at a fixed instant in any case, and when its person ends it, gets another password or
 * role, or is disabled. */
#pragma once

#include "record/actor.h"
#include "service/people/secret.h"
#include "store/db.h"

#define KAM_SESSION_CHANGE_TOKEN_SIZE KAM_SECRET_HASH_SIZE

/* Limits of a new session; settings session_idle_minutes and session_hours. */
typedef struct {
    gint64 idle_ms;     /* default: two hours */
    gint64 absolute_ms; /* default: twelve hours */
} KamSessionLimits;

/* What is kept of the browser, for the list that its person sees. */
typedef struct {
    const char *address; /* without port */
    const char *agent;   /* NULL: said nothing */
} KamSessionOrigin;

typedef struct {
    gint64 id;
    gint64 created_at, used_at, expires_at;
    char *address, *agent;
    gboolean second_factor;
} KamSession;

/** The settings' limits, or the defaults. */
gboolean kam_session_load_limits(KamDb *db, KamSessionLimits *limits, GError **error);

/**
 * Who acts by the secret of a cookie: two indexed reads, nothing is written (kam_people_touch() does that later).
 *
 * @param[out] actor         the person with role, scopes and all whom they stand in for today (days are UTC's).
 * @param[out] change_token  what changes by this session have to show in a header beside the cookie; it follows from
 *                           the secret. May be NULL.
 * @return FALSE and KAM_ERROR_DENIED when the secret opens nothing.
 */
gboolean kam_session_authenticate(KamDb *db, const char *secret, gint64 now_ms, KamActor *actor,
                                  char change_token[KAM_SESSION_CHANGE_TOKEN_SIZE], GError **error);

/**
 * Open a session for a person who has proved who they are. In a transaction of the caller's.
 * @param pending  the second factor is still to come: the secret is a ticket for it, good for five minutes.
 * @return the secret, newly allocated.
 */
char *kam_session_open(KamDb *db, gint64 user_id, const KamSessionOrigin *origin, gboolean pending,
                       gboolean second_factor, gint64 now_ms, GError **error);
/** The person whose second factor is awaited for a ticket. KAM_ERROR_DENIED when it is none, is too old, or was tried
 * too often. */
gboolean kam_session_find_pending(KamDb *db, const char *ticket, gint64 now_ms, gint64 *session_id, gint64 *user_id,
                                  GError **error);

/** A person's sessions, the newest use first: an array of KamSession. */
GArray *kam_session_list(KamDb *db, gint64 user_id, gint64 now_ms, GError **error);
/** End one of a person's sessions; KAM_ERROR_NOT_FOUND when it is not theirs. */
gboolean kam_session_end(KamDb *db, gint64 user_id, gint64 session_id, GError **error);
/** End all sessions of a person but one (0: all). */
gboolean kam_session_end_all(KamDb *db, gint64 user_id, gint64 but, GError **error);

/** The actor of a person: name, role and whom they stand in for today. Everything of `actor` is written. */
gboolean kam_session_fill_actor(KamDb *db, gint64 user_id, const char *role, const char *email, gint64 now_ms,
                                KamActor *actor, GError **error);
