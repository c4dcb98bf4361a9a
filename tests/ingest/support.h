/* Builders of lines and facts with good defaults, and numbers at random that a seed repeats. */
#pragma once

#include <glib.h>

#include "sales/ingest/document_book.h"
#include "sales/line.h"

/** A slice of a text that lives on. */
KamSlice slice(const char *text);
/** A line of an account; NULL or "" for what it does not say. */
KamLine line_of_account(const char *number, const char *name, const char *tax_number);
/** A line of an article. */
KamLine line_of_product(const char *number, const char *name);
/** A line of a document of the account "1", on a day of 2024 (1: the first of January). */
KamLine line_of_document(const char *document, gint32 position, gint32 day_of_2024);
/** A fact of a document whose line says this much. */
KamFact fact_of(guint32 account, guint32 document, gint32 position, gint64 net_micro);
/** Count a line with a fact into the book: the document's index; the line's hash is made of position and amount. */
guint32 add_document_line(KamDocumentBook *book, const KamLine *line, guint32 account, guint32 file, gint64 net_micro);
/** A number whose width is random too: from one bit to all 64, of either sign. */
gint64 random_wide(GRand *random);
