/* What the files of the contract suite share: one database a test, with one table of every type in it. */
#pragma once

#include <glib.h>

#include "store/db.h"
#include "support/test_db.h"

typedef struct {
    KamTestDb *place;
    KamDb *db;
} Contract;

/** Which database this run is about: "sqlite" or "postgres". */
extern const char *contract_kind;

/** Register a test of the contract under "/store/<kind>/<name>". */
void contract_add(const char *name, void (*test)(Contract *f, gconstpointer data));
/** Rows of the table `thing`. */
gint64 contract_count(KamDb *db);
/** Put one row with this id into `thing`. */
gboolean contract_insert(KamDb *db, gint64 id, GError **error);

void contract_add_open_tests(void);
void contract_add_statement_tests(void);
void contract_add_transaction_tests(void);
void contract_add_bulk_tests(void);
void contract_add_process_tests(void);
void contract_add_schema_tests(void);
void contract_add_query_tests(void);
void contract_add_pool_tests(void);
