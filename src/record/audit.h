/* The audit: who changed what, written with the change. Rows are chained: each holds the SHA-256 of the row before and
 * of itself, and the end of the chain is kept apart, so that a row that was altered, taken out, put in or cut off at
 * the end is found. It guards against tampering with rows; against somebody who rewrites the whole chain, keep its end
 * elsewhere (`kamen check` prints it). */
#pragma once

#include "base/json.h"
#include "record/record.h"
#include "record/work.h"

/**
 * Add a row, inside the transaction of the change. Other programs that add wait until this transaction ends.
 *
 * @param type       of the record, "" when it is about none; then record_id and version are 0.
 * @param changes    JSON object {"field": [from, to]}; NULL: {}. Never a secret.
 */
gboolean kam_audit_add(const KamWork *work, const char *action, const char *type, gint64 record_id, gint64 version,
                       const char *changes, GError **error);

/** A member of `changes`: what it was and what it is, NULL for nothing. */
void kam_audit_sides_to_json(KamJson *json, const char *name, const char *from, const char *to);

/** The same about what two states of a record differ in; either may be NULL: it was not, or is not there. */
gboolean kam_audit_add_change(const KamWork *work, const char *action, const KamRecord *before, const KamRecord *after,
                              GError **error);

/**
 * Walk the whole chain. Findings are appended to `findings`, one a line, at most some; none: it is whole.
 * @param[out] n     rows seen.
 * @param[out] end   hash of the last row, 64 digits; "" without rows. Free with g_free().
 * Cost: about 2 us a row.
 */
gboolean kam_audit_verify(KamDb *db, GString *findings, guint64 *n, char **end, GError **error);

/**
 * What happened to a record, newest first, as items of an array that the caller has opened: {seq, at, user_id, actor,
 * action, version, changes}. Fields that the actor may not read are absent. The caller knows that the actor sees the
 * record.
 * @param before_seq  rows older than this; 0: from the newest.
 * @param[out] next   where the next page begins, 0: there is none.
 */
gboolean kam_audit_history_to_json(KamDb *db, const KamActor *actor, const KamRecordType *type, gint64 record_id,
                                   gint64 before_seq, guint limit, KamJson *json, gint64 *next, GError **error);

/** The rows that brought a record beyond a version, oldest first, in the same form: what changed meanwhile. */
gboolean kam_audit_since_to_json(KamDb *db, const KamActor *actor, const KamRecordType *type, gint64 record_id,
                                 gint64 version, KamJson *json, GError **error);

/* Which rows of the whole audit. */
typedef struct {
    gint64 user_id;           /* who; -1: anybody, 0: the program itself */
    const char *type;         /* of the record; NULL: any */
    gint64 record_id;         /* 0: any */
    const char *action;       /* NULL: any */
    gint64 from_ms, until_ms; /* instants, the second one not included; 0: no bound */
    gint64 before_seq;        /* rows older than this; 0: from the newest */
    guint limit;
} KamAuditFilter;

/**
 * Rows of the whole audit, newest first, as items of an array that the caller has opened: as in the history of a
 * record, and type, record_id, request_id and `fields`, the names of what changed. `changes` is empty for types whose
 * records the actor may not read, and for what others keep for themselves. Ids and numbers are texts.
 * @param[out] next   where the next page begins, 0: there is none.
 */
gboolean kam_audit_list_to_json(KamDb *db, const KamActor *actor, const KamRecordType *const *types,
                                const KamAuditFilter *filter, KamJson *json, gint64 *next, GError **error);
