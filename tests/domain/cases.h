/* The families of cases that the tables give. */
#pragma once

#include "domain/world.h"

/** Run over every field of every type that a client may set. */
typedef void (*CaseOfField)(World *world, const KamRecordType *type, const KamField *field);
void cases_each_field(World *world, CaseOfField run);
/** A record whose field has this value, made by who may make it; the value is taken. The outcome is the caller's. */
char *cases_create_with(World *world, const KamRecordType *type, const KamField *field, json_t *value);

void cases_add_values(void);
void cases_add_rules(void);
void cases_add_rights(void);
/** Register a family of cases under "/<kind>/<name>". */
void cases_add(const char *name, void (*run)(World *world));
