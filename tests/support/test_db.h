/* Empty databases for tests: a SQLite file in a folder of its own, or a schema of its own in the private PostgreSQL
 * server that tests/support/with-postgres starts. */
#pragma once

#include <glib.h>

#include "store/db.h"

typedef struct {
    char *uri;    /* for kam_db_open() */
    char *folder; /* of the file; NULL on PostgreSQL */
    char *schema; /* NULL on SQLite */
} KamTestDb;

/** Whether databases of this kind ("sqlite", "postgres") can be made here; if not, the tests of it should skip. */
gboolean kam_test_db_is_available(const char *kind);
/** An empty place for a database; nothing has been opened in it. Asserts when there is none to be had. */
KamTestDb *kam_test_db_new(const char *kind);
/** Removes the database; every connection to it must be closed. */
void kam_test_db_free(KamTestDb *place);
/** An open connection; asserts on failure. */
KamDb *kam_test_db_open(const KamTestDb *place, KamDbMode mode);
/** Run SQL that must succeed, on a connection. */
void kam_test_db_run(KamDb *db, const char *sql);
/** The first column of the first row of SQL that must give one, as an integer. */
gint64 kam_test_db_get_int(KamDb *db, const char *sql);
