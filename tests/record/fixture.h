/* What tests of record share: a migrated database with tables of two types of the tests' own, and actors. */
#pragma once

#include "record/field.h"
#include "support/test_db.h"

typedef struct {
    KamTestDb *place;
    KamDb *db;
    GRand *random;
} Fixture;

/* "deal" hangs on an account and has a field of each kind; "person" is bound to accounts by "post"; "paper" is its
 * user's own; "ware" belongs to no account. Beside them "account" itself. */
extern const KamRecordType deal_type, person_type, post_type, paper_type, ware_type, account_type;
extern const KamRecordType *const fixture_types[];

/** The day on which the actors of these tests act. */
#define FIXTURE_TODAY 20000

/** Run the tests that `add` registers with fixture_add(), on the database that --db names. */
int fixture_main(int argc, char **argv, void (*add)(void));
/** Register a test under "/record/<kind>/<name>". */
void fixture_add(const char *name, void (*test)(Fixture *f, gconstpointer data));
/** An actor of a role for some people, at most three; 0 ends. */
KamActor fixture_actor(KamRole role, gint64 user, gint64 second, gint64 third);
/** Insert a row of integers, NULL where the value is G_MININT64. */
void fixture_insert(Fixture *f, const char *table, const char *columns, const gint64 *values, guint n);
/** Owner and head may be 0: none. */
void fixture_add_account(Fixture *f, gint64 id, const char *name, gint64 owner, gint64 head);
/** Somebody on the team of an account; KAM_DAY_NONE: without end. */
void
fixture_add_team(Fixture *f, gint64 id, gint64 account, gint64 user, gint32 from_day, gint32 to_day, gboolean deleted);
/** -1 to n - 1 at random. */
gint64 fixture_pick(Fixture *f, gint64 n);
