/* Tokens for programs: "kamen_", a public prefix by which it is found, a secret, and check letters, so that a mistyped
 * one is told without asking the database. A token acts for one person and never may more than they. */
#pragma once

#include "record/actor.h"
#include "store/db.h"

typedef struct {
    gint64 id, user_id;
    char *name, *prefix, *scopes;
    gint64 created_at, used_at, expires_at, revoked_at; /* 0: never */
} KamToken;

/** Whether a text has the form of a token, its check letters included. */
gboolean kam_token_is_well_formed(const char *token);
/**
 * Who acts by a token: indexed reads, nothing is written.
 * @return FALSE and KAM_ERROR_DENIED when the token opens nothing: mistyped, unknown, expired, revoked, its person
 *         disabled.
 */
gboolean kam_token_authenticate(KamDb *db, const char *token, gint64 now_ms, KamActor *actor, GError **error);

/**
 * Scopes as words: "*" is all, "read" what shows, "write" that and what changes accounts and what hangs on them,
 * otherwise names of permissions (kam_permission_name()), divided by spaces.
 * KAM_ERROR_INVALID names the first word that is none.
 */
gboolean kam_token_parse_scopes(const char *words, guint64 *scopes, GError **error);

/**
 * Make a token, in a transaction of the caller's.
 * @param name        what it is for, 1 to 100 characters.
 * @param created_by  0 at the command line.
 * @return the token, newly allocated, which can never be shown again; KAM_ERROR_CONFLICT when the person has a hundred.
 */
char *kam_token_create(KamDb *db, gint64 user_id, const char *name, const char *scopes, gint64 expires_at,
                       gint64 created_by, gint64 now_ms, GError **error);
/** A person's tokens, the oldest first, those that are dead included: an array of KamToken. */
GArray *kam_token_list(KamDb *db, gint64 user_id, GError **error);
/** Whose a token is, by its id. KAM_ERROR_NOT_FOUND when there is none. */
gboolean kam_token_find_owner(KamDb *db, gint64 id, gint64 *user_id, GError **error);
/** The id of a token by its prefix. KAM_ERROR_NOT_FOUND when there is none. */
gboolean kam_token_find_by_prefix(KamDb *db, const char *prefix, gint64 *id, gint64 *user_id, GError **error);
/** KAM_ERROR_NOT_FOUND when that person has no such token, or it was revoked before. */
gboolean kam_token_revoke(KamDb *db, gint64 user_id, gint64 id, gint64 now_ms, GError **error);
