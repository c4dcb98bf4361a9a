/* The form in which header texts are compared: "Invoice No.", "InvoiceNo", "invoice_no" and "Invoice #" are one. */
#pragma once

#include <glib.h>

/**
 * The key of a header text: folded as kam_text_fold() does, without spaces, '%' written "pct", '#' and "№" written
 * "no", Serbian ijekavian and case endings evened out ("Vrijednost bez PDV-a" -> "vrednostbezpdv").
 *
 * @return  newly allocated, "" for a text without letters and digits. Free with g_free().
 */
char *kam_header_key(const char *text, gsize length);

/** The words of a header apart, folded and with their spellings evened out; free with g_free(). */
char *kam_header_words(const char *text, gsize length);

/** The same without what stands in parentheses or brackets ("Amount (RSD)" -> "amount"); NULL when there are none. */
char *kam_header_key_plain(const char *text, gsize length);
