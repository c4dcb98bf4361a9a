/* Documents that are known with other content: compared line by line, what differs is replaced and kept aside
 * so that the batch can be undone. */
#pragma once

#include "sales/ingest/line_writer.h"

/**
 * Bring one stored document to what the file says.
 *
 * Lines with positions from the file update the line of the same position or are added; stored lines that the file does
 * not name stay. Without positions the file's document replaces the stored one whole. Lines that are equal are left
 * alone and count as repeated.
 *
 * @param facts  the document's lines, resolved, ordered by position.
 * @param stale  set of batch ids (GINT_TO_POINTER keys) whose column segments must be remade; added to.
 */
gboolean kam_change_document(KamLineWriter *writer, KamDocumentEntry *document, const KamFact *facts, gsize n,
                             GHashTable *stale, GError **error);
