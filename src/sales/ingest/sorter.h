/* Facts sorted by account and document with flat memory: runs are sorted in memory, written to a
 * temporary file that no crash leaves behind, and merged. */
#pragma once

#include "sales/ingest/document_book.h"
#include "sales/ingest/fact.h"

typedef struct KamSorter KamSorter;

/** `run_length` facts are held in memory at a time; a run below that size never touches the disk. */
KamSorter *kam_sorter_new(KamDocumentBook *documents, guint run_length);
void kam_sorter_free(KamSorter *sorter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamSorter, kam_sorter_free)

/** Take a fact in; a full run is sorted and written to the temporary file, which may fail with KAM_ERROR_IO. */
gboolean kam_sorter_add(KamSorter *sorter, const KamFact *fact, GError **error);

/** No more facts: get ready to read, from the first one; may be called again to start anew. */
gboolean kam_sorter_rewind(KamSorter *sorter, GError **error);

/**
 * The facts of the next document, all versions of it, ordered by position, then by the order they came in.
 * Documents come by account (lines without one first), then in order of first appearance.
 *
 * @param[out] n   0 at the end.
 * @return the facts, valid until the next call; NULL with an error when the temporary file cannot be read.
 */
KamFact *kam_sorter_next_document(KamSorter *sorter, gsize *n, GError **error);
