/* One row of a file becomes a record, or is refused. */
#pragma once

#include "service/import/finder.h"
#include "service/import/record_import.h"
#include "service/import/twins.h"

/* What all rows of a run share. */
typedef struct {
    const KamWork *work;
    const KamRecordType *type;
    const KamImportColumns *columns; /* of the file at hand */
    GHashTable *finders;             /* KamRecordType * -> KamFinder * */
    KamTwins *twins;                 /* NULL: not needed yet */
    KamFieldValue *values;           /* of the row, by index of the field */
    KamRecord *brought;              /* what only files bring; NULL where the type has no such fields */
    gint64 id;                       /* that the row names; 0: none */
} KamImportRows;

/** Ready for the first file; release it with kam_import_rows_clear(). */
void kam_import_rows_init(KamImportRows *rows, const KamWork *work, const KamRecordType *type);
void kam_import_rows_clear(KamImportRows *rows);
/** The next file has other columns. */
void kam_import_rows_begin_file(KamImportRows *rows, const KamImportColumns *columns);

typedef enum { KAM_IMPORT_CREATED, KAM_IMPORT_CHANGED, KAM_IMPORT_EQUAL, KAM_IMPORT_REFUSED } KamImportOutcome;

/**
 * Take a row, inside the transaction; a refused one leaves nothing.
 * @param faults  empty; why it was refused. Warnings do not count.
 * @param[out] before, after  the record; before is NULL for a new one; both only when it was created or changed.
 * @return FALSE when the database refuses; the run is over then.
 */
gboolean kam_import_take_row(KamImportRows *rows, const KamRow *row, KamFaults *faults, KamImportOutcome *outcome,
                             KamRecord **before, KamRecord **after, GError **error);
