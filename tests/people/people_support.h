/* What the files of these tests share: a database with a few people in it, and a clock of their own. */
#pragma once

#include <glib.h>

#include "store/db.h"
#include "support/test_db.h"

#define DAY_MS (G_GINT64_CONSTANT(24) * 3600 * 1000)
#define NOW_MS (G_GINT64_CONSTANT(20783) * DAY_MS + 36000000) /* 2026-11-26T10:00:00Z */

typedef struct {
    KamTestDb *place;
    KamDb *db;
} People;

/** Which database this run is about: "sqlite" or "postgres". */
extern const char *people_kind;

/** Register a test below "/people/<kind>/"; it has a migrated database with the users ana (1, kam), petar (2, kam),
 * mira (3, admin), dragan (4, director), and jovan (5), who does not sign in. */
void people_add(const char *name, void (*test)(People *f, gconstpointer data));

/** What SQL counts whose parameter is a text with anything before and behind it. */
gint64 people_count_text(KamDb *db, const char *sql, const char *text);

void people_add_credential_tests(void);
