/* Builders of lines and facts. */
#include "support.h"

#include <string.h>

KamSlice
slice(const char *text)
{
    return (KamSlice) { text == NULL ? "" : text, text == NULL ? 0 : (guint32)strlen(text) };
}

KamLine
line_of_account(const char *number, const char *name, const char *tax_number)
{
    return (KamLine) { .account_number = slice(number), .account_name = slice(name), .tax_number = slice(tax_number) };
}

KamLine
line_of_product(const char *number, const char *name)
{
    return (KamLine) { .product_number = slice(number), .product_name = slice(name) };
}

KamLine
line_of_document(const char *document, gint32 position, gint32 day_of_2024)
{
    return (KamLine) {
        .document = slice(document),
        .position = position,
        .day = kam_day_from_civil(2024, 1, 1) + day_of_2024 - 1,
        .account_number = slice("1"),
        .currency = slice("RSD"),
    };
}

KamFact
fact_of(guint32 account, guint32 document, gint32 position, gint64 net_micro)
{
    return (KamFact) {
        .account = account,
        .document = document,
        .position = position,
        .net_micro = net_micro,
        .quantity_micro = KAM_MICRO,
        .product = KAM_NO_INDEX,
    };
}

guint32
add_document_line(KamDocumentBook *book, const KamLine *line, guint32 account, guint32 file, gint64 net_micro)
{
    guint32 document = kam_document_book_match(book, line, account, file);

    kam_document_book_add_line(book, document, (guint64)net_micro * 1000003u + (guint64)(guint32)line->position);
    return document;
}

gint64
random_wide(GRand *random)
{
    guint64 bits = (guint64)g_rand_int(random) << 32 | g_rand_int(random);
    guint64 narrow = bits >> g_rand_int_range(random, 0, 64);

    return (gint64)(g_rand_boolean(random) ? narrow : 0 - narrow);
}
