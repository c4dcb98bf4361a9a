/* What the readers of the audit share; no one else includes this. */
#pragma once

#include "base/json.h"
#include "record/field.h"

/* Who reads about which record. */
typedef struct {
    const KamActor *actor;
    const KamRecordType *type; /* NULL: of no type of records */
    gint64 created_by;         /* of the record: who may read what they wrote for themselves */
} KamAuditReader;

/** The member "changes": of a row's text those fields that the reader may see. */
void kam_audit_changes_to_json(const KamAuditReader *reader, const char *text, KamJson *json);
