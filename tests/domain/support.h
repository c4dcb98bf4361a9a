/* What tests of subjects share: a migrated database, records made through the engine, files imported, all tables as
 * text. */
#pragma once

#include <jansson.h>

#include "domain/types.h"
#include "record/change.h"
#include "support/test_db.h"

typedef struct {
    KamTestDb *place;
    KamDb *db;
    KamActor actor; /* the program, until a test says otherwise */
    KamWork work;
    char *folder; /* of files */
    guint n_files;
} Domain;

/** Which database this run is about: "sqlite" or "postgres". */
extern const char *domain_kind;

/** Run the tests that `add` registers with domain_add(), on the database that --db names. */
int domain_main(int argc, char **argv, void (*add)(void));
/** Register a test under "/<kind>/<name>". */
void domain_add(const char *name, void (*test)(Domain *f, gconstpointer data));

/** A record of this JSON, made without fault; its id. */
gint64 domain_create(Domain *f, const KamRecordType *type, const char *json);
/** A record that is refused; the codes of its faults, as "/field code" a line. Free with g_free(). */
char *domain_refusal(Domain *f, const KamRecordType *type, const char *json);
/** Change a record, without fault. */
void domain_patch(Domain *f, const KamRecordType *type, gint64 id, const char *json);
/** The faults of a change that is refused. Free with g_free(). */
char *domain_patch_refusal(Domain *f, const KamRecordType *type, gint64 id, const char *json);
/** The faults of a deletion that is refused; NULL when it took place. Free with g_free(). */
char *domain_delete(Domain *f, const KamRecordType *type, gint64 id);
/** A field of a record as it is stored. */
gint64 domain_get_int(Domain *f, const KamRecordType *type, gint64 id, const char *field);
char *domain_get_text(Domain *f, const KamRecordType *type, gint64 id, const char *field);

/** The number that a statement of two parameters at most answers; both are bound where it names them. */
gint64 domain_ask(Domain *f, const char *sql, gint64 first, gint64 second);
/** Run a statement of two parameters. */
void domain_run(Domain *f, const char *sql, gint64 first, gint64 second);
/** The account of a number, which lives. */
gint64 domain_account_of(Domain *f, const char *number);

/** All tables but the named ones, as text whose order says nothing. Free with g_free(). */
char *domain_dump(Domain *f, const char *const *without);
