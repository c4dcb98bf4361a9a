/* What tests of figures share: invoices in a database, and the way a program of them is called. */
#pragma once

#include "support/test_db.h"

#define FIGURES_NOW_MS G_GINT64_CONSTANT(1764100000000)

/** The database that --db names: "sqlite" without it. */
extern const char *figures_kind;

/** Import rows of these columns, which must all be taken. */
void figures_import(KamDb *db, const char *columns, const char *rows);
/** Run the tests that `add_all` registers; one word when there is no such database here. */
int figures_main(int argc, char **argv, void (*add_all)(void));
/** "/figures/SUBJECT/KIND/NAME". Free with g_free(). */
char *figures_path(const char *subject, const char *name);
