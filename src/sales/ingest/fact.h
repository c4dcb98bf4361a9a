/* A line on its way from file to store: numbers only, accounts, products and documents by index. */
#pragma once

#include <glib.h>

enum {
    KAM_FACT_POSITION_GIVEN = 1 << 4, /* the file had a position; else it is the ordinal within the document */
};

typedef struct {
    gint64 quantity_micro;
    gint64 net_micro;
    gint64 cost_micro;
    gint64 discount_micro;
    gint64 price_mantissa; /* only with has_price */
    guint32 account;       /* index in the account book, KAM_NO_INDEX without */
    guint32 product;       /* index in the product book, KAM_NO_INDEX without */
    guint32 document;      /* index in the document book */
    guint32 group;         /* index of the document's first version; the sorter's, by which it orders */
    gint32 day;
    gint32 position;
    guint32 source_row;
    guint8 flags; /* KAM_FACT_* of facts.h and above */
    guint8 price_scale;
    guint8 has_price;
} KamFact;
