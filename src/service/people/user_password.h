/* A password on its way into the database: judged, hashed, stored. */
#pragma once

#include "service/people/gate.h"
#include "service/people/user.h"

/** The hash of a new password, when it is good enough for that person (KAM_ERROR_INVALID). Free with g_free(). */
char *kam_user_hash_password(KamHashGate *gate, const KamUser *user, const char *password, GError **error);
/** Store a hash; an open one-time link is dead. In a transaction of the caller's. */
gboolean kam_user_store_password(KamDb *db, gint64 user_id, const char *hash, gint64 now_ms, GError **error);
