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

/* 64 bytes each, since ten million lines stand on half a million documents. */
typedef struct {
    guint64 content_hash; /* of the multiset of its lines */
    guint32 key;          /* of account, year and number; see kam_document_book_get_number() */
    guint32 seller;       /* see kam_document_book_get_seller() */
    guint32 ship_to;
    guint32 account;
    guint32 currency; /* kam_currency_pack() */
    gint32 day;       /* of its first line */
    guint32 lines;    /* of this version; of a written document's first version: lines that stay */
    guint32 previous; /* the version of an earlier file, KAM_NO_INDEX when none */
    guint32 group;    /* index of its first version */
    /* Of a group's first version only: */
    guint32 newest;         /* its newest version that is no repeat */
    gint32 id;              /* in the database; 0 until known */
    guint32 stored_account; /* when the database holds the document: its account there, KAM_NO_INDEX without one */
    guint16 file;           /* of the run, from 0 */
    guint8 is_credit;
    guint8 positions_given;
    guint8 is_repeat;     /* an earlier file of this run brought the same content */
    guint8 is_superseded; /* a later version without positions of its own replaces it whole */
    guint8 is_mixed;      /* of the first version: several versions contribute lines */
    guint8 state;         /* KamDocumentState, of the first version */
} KamDocumentEntry;

typedef struct KamDocumentBook KamDocumentBook;

KamDocumentBook *kam_document_book_new(void);
void kam_document_book_free(KamDocumentBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamDocumentBook, kam_document_book_free)

/** The document of a line of the given file; made when it is new. */
guint32 kam_document_book_match(KamDocumentBook *book, const KamLine *line, guint32 account, guint32 file);

/** Count a line into its document. `line_hash` stands for everything the line says. */
void kam_document_book_add_line(KamDocumentBook *book, guint32 document, guint64 line_hash);

/** Lines so far that equal an earlier line of their document, unless that one came some 200,000 lines before. */
guint64 kam_document_book_count_equal_lines(KamDocumentBook *book);

/** After the last line: which versions repeat or supersede an earlier one of this run. */
void kam_document_book_settle_versions(KamDocumentBook *book);

guint32 kam_document_book_size(const KamDocumentBook *book);
/** The document at an index; borrowed, and moved when documents are added. */
KamDocumentEntry *kam_document_book_get(KamDocumentBook *book, guint32 index);

/** Number of a document, "" when its lines name none. Borrowed, like the two below. */
const char *kam_document_book_get_number(const KamDocumentBook *book, const KamDocumentEntry *entry);
/** Seller of a document; NULL when unknown. */
const char *kam_document_book_get_seller(const KamDocumentBook *book, const KamDocumentEntry *entry);
/** Where the goods of a document went; NULL when unknown. */
const char *kam_document_book_get_ship_to(const KamDocumentBook *book, const KamDocumentEntry *entry);
