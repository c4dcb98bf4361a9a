/* What the tests of the record engine share: a migrated database, a type of record that has every kind of field, and
 * the people who act. The type is no part of Kamen: its tables are made here. */
#pragma once

#include <jansson.h>

#include "record/change.h"
#include "support/test_db.h"

extern const char *engine_kind; /* "sqlite" or "postgres" */

extern const KamRecordType engine_item;  /* bound to no account; every kind of field */
extern const KamRecordType engine_owner; /* what items refer to */
extern const KamRecordType *const engine_types[];

typedef struct {
    KamTestDb *place;
    KamDb *db;
    KamActor actor; /* a director */
    KamWork work;
    KamFaults faults;
} Engine;

/** Add a test that has an Engine of its own. */
void engine_add(const char *name, void (*test)(Engine *f, gconstpointer data));
/** The same about an argument; its path is audit/altered/NAME. */
void engine_add_with(const char *name, gconstpointer data, void (*test)(Engine *f, gconstpointer data));
/** JSON of a text with ' for quotes; the caller releases it. */
json_t *engine_json(const char *text);
/** A record that must come about. */
KamRecord *engine_create(Engine *f, const KamRecordType *type, const char *body);
/** The only fault that there is must point here and bear this code. */
void engine_expect_fault(const Engine *f, const char *pointer, const char *code);
void engine_forget_faults(Engine *f);
