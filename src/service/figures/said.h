/* When people changed what they say: the last entry of the audit about records of some types, so that an answer that
 * reads them grows old by their changes and by no others. */
#pragma once

#include "service/figures/shelf.h"
#include "store/db.h"

/**
 * Read on in the audit, from where the last question ended: the cost is that of what has happened since.
 *
 * A merge, which moves records of many types, counts for all types; so does everything before the first question on a
 * state of the lines, of which is not known what it was about. "attachment" stands for files of any record.
 *
 * @param shelf    where it is remembered how far the audit was read.
 * @param version  of the lines, with which the things on the shelf go.
 * @param types    names of record types; ends with NULL.
 * @param[out] seq the number of that entry.
 */
gboolean
kam_said_last(KamShelf *shelf, gint64 version, KamDb *db, const char *const *types, gint64 *seq, GError **error);
