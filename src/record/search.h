/* Words of records: kept folded, so that case, diacritics, script and dj for đ do not matter, each with the class of
 * the field that holds it, so that nobody finds by a word that they may not read. */
#pragma once

#include "record/scope.h"

/** Add the condition that the record "t" of a type has a readable word that begins with this folded one. */
void kam_search_where_word(KamQuery *query, const KamActor *actor, const KamRecordType *type, const char *word);

/** Write the words of a record anew; those of a deleted one go. Inside the transaction of the change. */
gboolean kam_search_index_record(KamDb *db, const KamRecord *record, GError **error);
/** The same where a change made a difference to them; `before` is NULL for a new record. */
gboolean kam_search_index_change(KamDb *db, const KamRecord *before, const KamRecord *after, GError **error);
