/* What stays of a document that several files of one run brought. */
#pragma once

#include "sales/ingest/document_book.h"
#include "sales/ingest/fact.h"

/* Lines that fell away. */
typedef struct {
    guint64 lines;
    gint64 net_micro;
} KamDropped;

/**
 * Resolve the versions of one document, in place.
 *
 * Repeated versions fall away whole, and so do versions that a later one without positions replaces. Where several
 * versions bear positions, the newest line of each position stays. Lines that share a position within one version are
 * all real: the first keeps it, the others move behind the last position. Every fact that stays points to the group's
 * first version.
 *
 * @param facts   as kam_sorter_next_document() gives them.
 * @return how many stay, in front, ordered by position.
 */
gsize kam_versions_resolve(KamDocumentBook *documents, KamFact *facts, gsize n, KamDropped *dropped);
