/* What the files of these tests share: a database with a few people in it, and a clock of their own. */
#pragma once

#include <glib.h>

#include "service/people/sign_in.h"
#include "store/db.h"
#include "store/pool.h"
#include "support/test_db.h"

#define DAY_MS (G_GINT64_CONSTANT(24) * 3600 * 1000)
#define PASSWORD "seven green bottles stand"
#define NOW_MS (G_GINT64_CONSTANT(20783) * DAY_MS + 36000000) /* 2026-11-26T10:00:00Z */

typedef struct {
    KamTestDb *place;
    KamDb *db; /* for writing; of tests with a pool: a reader */
    KamPool *pool;
    KamPeople *people;
    KamSignInPlace at; /* where attempts come from; tests move its clock and address */
} People;

/** Which database this run is about: "sqlite" or "postgres". */
extern const char *people_kind;

/** Register a test below "/people/<kind>/"; it has a migrated database with the users ana (1, kam), petar (2, kam),
 * mira (3, admin), dragan (4, director), and jovan (5), who does not sign in. */
void people_add(const char *name, void (*test)(People *f, gconstpointer data));

/** The same beside a pool, with quick hashes; ana's password is PASSWORD. */
void people_add_served(const char *name, void (*test)(People *f, gconstpointer data));
/** Run SQL that must succeed on the pool's writer. */
void people_run(People *f, const char *sql);
/** What SQL without parameters counts, after all that was queued for the writer. */
gint64 people_get_int(People *f, const char *sql);

/** What SQL counts whose parameter is a text with anything before and behind it. */
gint64 people_count_text(KamDb *db, const char *sql, const char *text);

/** The code of a second factor's secret (as text) at an instant: what a telephone shows. */
void people_make_code(const char *secret, gint64 now_ms, char code[8]);

void people_add_credential_tests(void);
void people_add_sign_in_tests(void);
void people_add_own_tests(void);
