/* Who changes records, when, and on which connection: what all functions that change have in common. */
#pragma once

#include "record/field.h"

/* Lives for one request or one verb; everything in it is borrowed. */
typedef struct {
    KamDb *db; /* the writer, inside a transaction */
    const KamActor *actor;
    const KamRecordType *const *types; /* all of them; ends with NULL */
    const char *request_id;            /* as in the log; NULL outside requests */
    gint64 now_ms;
} KamWork;
