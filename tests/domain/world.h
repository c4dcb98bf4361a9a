/* A firm whose records of every type were made from their tables of fields: those that cases change, those that they
 * refer to, those out of sight and those that are gone. Whatever a case does is undone behind it. */
#pragma once

#include <jansson.h>

#include "domain/types.h"
#include "record/change.h"
#include "support/test_db.h"

/* What a record of the world is for. */
typedef enum {
    WORLD_SEEN,   /* of the account that every role with business data sees */
    WORLD_OTHER,  /* another one of it: what references name */
    WORLD_HIDDEN, /* of an account that neither the manager nor the member sees */
    WORLD_GONE,   /* deleted */
    WORLD_N,
} WorldPart;

typedef struct {
    KamTestDb *place;
    KamDb *db;
    KamActor actors[KAM_ROLE_N]; /* one of every role but none and program */
    gint64 now_ms;
    GHashTable *ids[WORLD_N]; /* name of a type to its record: gint64 */
    guint n_values;           /* makes values differ */
    gboolean is_made;         /* cases begin */
    guint n_cases, n_failed;
} World;

/** Which database this run is about: "sqlite" or "postgres". */
extern const char *world_kind;

World *world_new(void);
void world_free(World *world);

/** The record of a type in a part of the world. */
gint64 world_id(const World *world, const KamRecordType *type, WorldPart part);
/** A value that the field takes; `second` is another one than the first. The caller's. */
json_t *world_value(World *world, const KamRecordType *type, const KamField *field, gboolean second);
/** A body that makes a record: every field that the actor may write, but states. The caller's. */
json_t *world_body(World *world, const KamActor *actor, const KamRecordType *type);
/** A text of so many characters, of two bytes each where the kind allows it. The caller's. */
json_t *world_text(const KamRecordType *type, const KamField *field, gint64 n);
/** Somebody who may change records of the type, and every field of them. */
const KamActor *world_writer(const World *world, const KamRecordType *type);
/** Whether a client of some role may set the field. */
gboolean world_is_settable(const KamField *field);
KamWork world_work(World *world, const KamActor *actor);
/** A record that the actor may change, if its role lets it change any: the world's, or one of its own. */
gint64 world_own(World *world, const KamActor *actor, const KamRecordType *type);

/* --- cases: each in a transaction of its own that is rolled back --- */

/** Compare what came out with what was expected and count; `about` says which case it is. */
void case_check(World *world, const KamRecordType *type, const char *field, const char *about, const char *outcome,
                const char *expected);
/** Make a record of the body, which is taken. Outcome: "ok", "/field code" a line for each fault, or the word of an
 * error. The caller's. */
char *outcome_of_create(World *world, const KamActor *actor, const KamRecordType *type, json_t *body);
char *outcome_of_patch(World *world, const KamActor *actor, const KamRecordType *type, gint64 id, json_t *body);
char *outcome_of_delete(World *world, const KamActor *actor, const KamRecordType *type, gint64 id);
/** The last refusal in words, ids in it replaced by "#". */
const char *outcome_words(void);
