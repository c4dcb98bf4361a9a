/* Words of records: kept folded, so that case, diacritics, script and dj for đ do not matter, each with the class of
 * the field that holds it, so that nobody finds by a word that they may not read. */
#pragma once

#include "base/json.h"
#include "record/scope.h"

/** Whether so many records of a type have a word that begins so that it is quicker to look at each row's words. */
gboolean kam_search_is_frequent(KamDb *db, const KamActor *actor, const KamRecordType *type, const char *word,
                                gboolean *is_frequent, GError **error);
/** Add the condition that the record "t" of a type has a readable word that begins with this folded one. What is
 * frequent is looked for row by row, in the order of the list; of others all records are gathered first. */
void kam_search_where_word(KamQuery *query, const KamActor *actor, const KamRecordType *type, const char *word,
                           gboolean is_frequent);

/** Write the words of a record anew; those of a deleted one go. Inside the transaction of the change. */
gboolean kam_search_index_record(KamDb *db, const KamRecord *record, GError **error);
/** The same where a change made a difference to them; `before` is NULL for a new record. */
gboolean kam_search_index_change(KamDb *db, const KamRecord *before, const KamRecord *after, GError **error);
/** The same for many records that another way changed, such as an import. */
gboolean kam_search_index_many(KamDb *db, const KamRecordType *type, const gint64 *ids, guint n, GError **error);
/** Throw all words away and write them anew. */
gboolean kam_search_rebuild(KamDb *db, const KamRecordType *const *types, GError **error);

/**
 * Write an array of {type, id, title, detail, account: {id, name}}: records of which the actor sees the row and reads a
 * word for each of the words that were typed, at most `limit`. Titles that are the text come first, then those that
 * begin with it, then words of titles, then others; by title among equals.
 * Bounded: records are looked at by the words nearest to the rarest one typed, those of titles first, until enough are
 * seen or some thousands were looked at; those on few accounts in view are all looked at.
 */
gboolean kam_search_to_json(KamDb *db, const KamActor *actor, const KamRecordType *const *types, const char *text,
                            guint limit, KamJson *json, const char *name, GError **error);
