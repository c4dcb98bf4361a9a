/* Changing records: everything is judged first and all faults are told at once; then the row, its links, its words and
 * the audit are written together. All of it runs inside the caller's transaction; after FALSE or NULL the caller rolls
 * back. */
#pragma once

#include <jansson.h>

#include "base/json.h"

#include "record/record.h"
#include "record/work.h"

/* Errors of all functions below:
 *   KAM_ERROR_NOT_FOUND  there is no such record, or the actor does not see it: the same words for both
 *   KAM_ERROR_DENIED     the actor may not write this type
 *   KAM_ERROR_INVALID    see the faults
 *   KAM_ERROR_CONFLICT   the record has another version by now, or is deleted already, or breaks a constraint */

/**
 * A record as it is now, whatever the actor may see of it.
 * @return NULL with KAM_ERROR_NOT_FOUND when there is none; deleted ones count only when `deleted` is wanted.
 */
KamRecord *kam_record_load(KamDb *db, const KamRecordType *type, gint64 id, gboolean deleted, GError **error);

/** A new record of a JSON object. The faults may hold warnings even when it is made. */
KamRecord *
kam_record_create(const KamWork *work, const KamRecordType *type, json_t *body, KamFaults *faults, GError **error);

/**
 * Change the members that the object names; null empties a field.
 * @param version  what the caller has seen; 0: whatever it is (the command line, imports).
 */
KamRecord *kam_record_patch(const KamWork *work, const KamRecordType *type, gint64 id, gint64 version, json_t *body,
                            KamFaults *faults, GError **error);

/** Take it out of all lists; it can be restored until it is purged. Fields of others that refer to it refuse this with
 * a fault, or are emptied (KamField.on_delete_clear). */
KamRecord *kam_record_delete(const KamWork *work, const KamRecordType *type, gint64 id, gint64 version,
                             KamFaults *faults, GError **error);

/** Bring a deleted record back; unique fields must still be free. */
KamRecord *
kam_record_restore(const KamWork *work, const KamRecordType *type, gint64 id, KamFaults *faults, GError **error);

/**
 * The same change to many: all or none. Faults point to "/ids/<i>" and the member.
 * @param versions  one for each id, or NULL: whatever they are.
 */
gboolean kam_record_patch_many(const KamWork *work, const KamRecordType *type, const gint64 *ids,
                               const gint64 *versions, guint n, json_t *body, KamFaults *faults, GError **error);

/**
 * Remove for good what was deleted before an instant, with its links, words, comments, tags and attachments; the audit
 * stays. A record that something living refers to stays, too.
 * @param[out] n  how many went.
 */
gboolean kam_records_purge(const KamWork *work, gint64 deleted_before_ms, guint *n, GError **error);

/** An object of a record: what the actor may read, and id, version, created_at, created_by, updated_at, updated_by. */
void kam_record_to_json(const KamRecord *record, const KamActor *actor, KamJson *json, const char *name);
/** The members alone, into an object that the caller has opened and may add to. */
void kam_record_members_to_json(const KamRecord *record, const KamActor *actor, KamJson *json);
