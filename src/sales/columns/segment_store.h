/* Segments of a batch on their way into the database and back. Bodies wait in a temporary file until the lines are
 * stored, since nothing else runs while lines are loaded in bulk. */
#pragma once

#include "sales/columns/segment.h"
#include "store/db.h"

typedef struct KamSegmentSpool KamSegmentSpool;

KamSegmentSpool *kam_segment_spool_new(void);
void kam_segment_spool_free(KamSegmentSpool *spool);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamSegmentSpool, kam_segment_spool_free)
/** Take a line in; full segments go to the temporary file, which may fail with KAM_ERROR_IO. */
gboolean kam_segment_spool_add(KamSegmentSpool *spool, const KamSegmentLine *line, GError **error);
/** Store everything as the segments of a batch; the spool is empty afterwards. */
gboolean kam_segment_spool_store(KamSegmentSpool *spool, KamDb *db, gint64 batch_id, GError **error);

/** A line from a row of account, product, document, day, flags, quantity, net, cost and currency. */
void kam_segment_line_from_row(KamSegmentLine *line, KamStmt *stmt);

/** Make a batch's segments anew from its lines. */
gboolean kam_segment_rebuild_batch(KamDb *db, gint64 batch_id, GError **error);

/* Called with each segment in turn. FALSE with an error ends the walk. */
typedef gboolean (*KamSegmentVisitor)(gpointer data, const KamSegment *segment, GError **error);

/** Walk over the segments of a batch, or over all with batch_id 0. */
gboolean kam_segment_visit(KamDb *db, gint64 batch_id, KamSegmentVisitor visitor, gpointer data, GError **error);

/* Called with each line in turn. */
typedef gboolean (*KamSegmentLineVisitor)(gpointer data, const KamSegmentLine *line, GError **error);
gboolean
kam_segment_visit_lines(KamDb *db, gint64 batch_id, KamSegmentLineVisitor visitor, gpointer data, GError **error);
