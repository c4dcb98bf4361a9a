/* The steps of a change, one file each. Only change*.c include this. */
#pragma once

#include "record/change.h"
#include "record/value.h"

/* row.c: a record's row and its links. */
gboolean kam_row_insert(KamDb *db, const KamRecord *record, GError **error);
/** FALSE and KAM_ERROR_CONFLICT when the row has another version than `before` by now. */
gboolean kam_row_update(KamDb *db, const KamRecord *before, const KamRecord *after, GError **error);

/* change_input.c */
/** A JSON object into a record's fields, as far as the actor may write them. FALSE and a fault when it is none. */
gboolean
kam_change_take_input(const KamWork *work, KamRecord *record, gboolean is_new, json_t *body, KamFaults *faults);
void kam_change_take_defaults(const KamWork *work, KamRecord *record, json_t *body);

/* change_rules.c: what needs the database or more than one field. */
gboolean
kam_change_judge(const KamWork *work, const KamRecord *before, KamRecord *record, KamFaults *faults, GError **error);

/* change_references.c: other records that refer to one that goes. */
gboolean kam_change_release(const KamWork *work, const KamRecord *record, KamFaults *faults, GError **error);
/** The way back: what went with a record that is being restored comes back with it. */
gboolean kam_change_bring_back(const KamWork *work, const KamRecord *deleted, GError **error);
