/* The SQL texts as tools/embed-sql writes them into the program. Only src/store includes this. */
#pragma once

#include "store/db.h"

typedef struct {
    int number;
    const char *name;
    const char *sha256; /* of the text without comments and needless space */
    const char *sql;
} KamMigrationText;

typedef struct {
    const char *name;
    const char *sql;
} KamQueryText;

extern const KamMigrationText kam_migration_texts[]; /* by number */
extern const guint kam_n_migration_texts;
extern const KamQueryText kam_query_texts[]; /* in order of file and place */
extern const guint kam_n_query_texts;
extern const guint kam_query_order[]; /* their indices by name */
extern const char *const kam_query_names[];

/** A migration's text for this database: {ID}, {NOROWID}, {BLOB} and {KEY} replaced. Free with g_free(). */
char *kam_migrate_expand(const KamDb *db, const char *text);
