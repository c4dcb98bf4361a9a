/* Writing of facts as rows of sales_line, with everything that follows from a line: sums, columns, the balance. */
#pragma once

#include "sales/columns/derive.h"
#include "sales/ingest/intake.h"
#include "sales/ingest/months.h"
#include "store/db.h"

typedef struct {
    KamDb *db;
    KamIntake *intake;
    gint64 batch_id;
    KamRollup *rollup;
    KamSegmentSpool *spool;
    KamDeriver *deriver; /* fills both; kam_line_writer_finish() before they are used */
    gint64 net_micro;    /* of lines written, in the main currency */
    gint32 first_day, last_day;
    KamBatchMonths *months; /* in the main currency */
} KamLineWriter;

/** A writer of a batch's lines; database and intake are borrowed. */
KamLineWriter *kam_line_writer_new(KamDb *db, KamIntake *intake, gint64 batch_id);
void kam_line_writer_free(KamLineWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamLineWriter, kam_line_writer_free)

/** Open the table for many lines. */
KamBulk *kam_line_writer_open_bulk(KamLineWriter *writer, GError **error);
/** Write a line of a document through the bulk, or by an ordinary statement when `bulk` is NULL. */
gboolean kam_line_writer_add(KamLineWriter *writer, KamBulk *bulk, const KamDocumentEntry *document,
                             const KamFact *fact, GError **error);

/** After the last line: sums and columns are complete. */
gboolean kam_line_writer_finish(KamLineWriter *writer, GError **error);
