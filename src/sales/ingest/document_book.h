/* The documents of a run of ingest. A document is one number of one account in one year; lines without a number
 * belong to a document of their account and day. When a later file of the run brings a document again, that is a new
 * version of it; versions with the same content are repeats. */
#pragma once

#include "sales/currency.h"
#include "sales/facts.h"
#include "sales/ingest/fact.h"
#include "sales/line.h"

/* How a document compares with what the database holds. */
typedef enum {
    KAM_DOCUMENT_NEW,
    KAM_DOCUMENT_KNOWN,   /* with the same content: its lines are not taken again */
    KAM_DOCUMENT_CHANGED, /* with other content: its lines update the known ones */
} KamDocumentState;

typedef struct {
    const char *number;   /* "" when the lines name none */
    const char *seller;   /* NULL when unknown */
    const char *ship_to;  /* NULL when unknown */
    guint64 content_hash; /* of the multiset of its lines */
    gint64 id;            /* in the database; 0 until known; of the group's first version */
    gint64 stored_account_id; /* of the group's first version, when the database holds the document */
    guint32 lines_stored; /* of the group's first version: lines that stay */
    guint32 account;
    guint32 currency;     /* kam_currency_pack() */
    gint32 day;           /* of its first line */
    guint32 file;         /* of the run, from 0 */
    guint32 lines;
    guint32 previous;     /* the version of an earlier file, KAM_NO_INDEX when none */
    guint32 group;        /* index of its first version */
    guint8 is_credit;
    guint8 positions_given;
    guint8 is_repeat;     /* an earlier file of this run brought the same content */
    guint8 is_superseded; /* a later version without positions of its own replaces it whole */
    guint8 is_mixed;      /* of the group's first version: several versions contribute lines */
    guint8 state;         /* KamDocumentState, of the group's first version */
    guint32 newest;       /* of the group's first version: its newest version that is no repeat */
} KamDocumentEntry;

typedef struct KamDocumentBook KamDocumentBook;

KamDocumentBook *kam_document_book_new(void);
void kam_document_book_free(KamDocumentBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamDocumentBook, kam_document_book_free)

/** The document of a line of the given file; made when it is new. */
guint32 kam_document_book_match(KamDocumentBook *book, const KamLine *line, guint32 account, guint32 file);

/** Count a line into its document. `line_hash` stands for everything the line says. TRUE when an equal line stood in the document before, as far as rows of a document follow each other. */
gboolean kam_document_book_add_line(KamDocumentBook *book, guint32 document, const KamFact *fact, guint64 line_hash);

/** After the last line: which versions repeat or supersede an earlier one of this run. */
void kam_document_book_settle_versions(KamDocumentBook *book);

guint32 kam_document_book_size(const KamDocumentBook *book);
KamDocumentEntry *kam_document_book_get(KamDocumentBook *book, guint32 index);
