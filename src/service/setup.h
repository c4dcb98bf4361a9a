/* Setting up: a new database, its first administrator, its first rules. */
#pragma once

#include "store/db.h"

/**
 * Open a database to work with: it must be as new as the program.
 * @param create   TRUE makes it, empty but ready, when it is not there.
 * @param created  may be NULL; whether it was made now.
 */
KamDb *kam_service_open(const char *uri, gboolean create, gboolean *created, GError **error);
/** The same for reading only. */
KamDb *kam_service_open_read_only(const char *uri, GError **error);

/**
 * The first administrator.
 *
 * @param email         is kept in lower case; KAM_ERROR_INVALID when it is none.
 * @param password      at least 12 characters; NULL makes a one-time link instead.
 * @param[out] secret   of the one-time link (newly allocated), NULL when a password was given. Only its hash is stored.
 * @return KAM_ERROR_CONFLICT when somebody signs in here already.
 */
gboolean kam_service_add_first_administrator(KamDb *db, const char *email, const char *password, gint64 now_ms,
                                             char **secret, GError **error);

/** Whether anybody can sign in. */
gboolean kam_service_has_users(KamDb *db, gboolean *has_users, GError **error);
