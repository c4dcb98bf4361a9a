/* Records without a match key that a row repeats: the same in every cell that the row fills. So a file imported again
 * makes nothing twice. */
#pragma once

#include "record/work.h"
#include "service/import/columns.h"

typedef struct KamTwins KamTwins;

/** Read the records of a type by the required fields that the file has columns of. */
KamTwins *
kam_twins_new(const KamWork *work, const KamRecordType *type, const KamImportColumns *columns, GError **error);
void kam_twins_free(KamTwins *twins);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamTwins, kam_twins_free)

/**
 * Find a record that holds every value that is set here.
 * @param values  by index of the field; absent ones do not count.
 * @param[out] id  0: there is none.
 */
gboolean kam_twins_find(const KamTwins *twins, const KamFieldValue *values, gint64 *id, GError **error);
/** Note one that was made. */
void kam_twins_add(KamTwins *twins, const KamRecord *record);
