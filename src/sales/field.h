/* The fields of an invoice line: one table gives their names, which are the same in
 * --map, in profiles, in rejects files and in the documentation. */
#pragma once

#include <glib.h>

typedef enum {
    KAM_FIELD_DOCUMENT,
    KAM_FIELD_POSITION,
    KAM_FIELD_KIND,   /* invoice, credit, in the file's own words */
    KAM_FIELD_STATUS, /* draft, posted, cancelled, in the file's own words */
    KAM_FIELD_DATE,
    KAM_FIELD_ACCOUNT_NUMBER,
    KAM_FIELD_ACCOUNT_NAME,
    KAM_FIELD_TAX_NUMBER,
    KAM_FIELD_COUNTRY,
    KAM_FIELD_SHIP_TO,
    KAM_FIELD_PRODUCT_NUMBER,
    KAM_FIELD_PRODUCT_NAME,
    KAM_FIELD_CATEGORY,
    KAM_FIELD_UNIT,
    KAM_FIELD_QUANTITY,
    KAM_FIELD_PRICE, /* per unit, before discount, without tax */
    KAM_FIELD_NET,   /* of the line, after discount, without tax */
    KAM_FIELD_GROSS, /* of the line, with tax */
    KAM_FIELD_TAX,   /* of the line, amount */
    KAM_FIELD_TAX_PERCENT,
    KAM_FIELD_DISCOUNT_PERCENT,
    KAM_FIELD_DISCOUNT, /* of the line, amount */
    KAM_FIELD_COST,     /* of the line */
    KAM_FIELD_UNIT_COST,
    KAM_FIELD_CURRENCY,
    KAM_FIELD_SELLER,
    KAM_FIELD_LINE_TYPE,         /* product, section, note ... in the file's own words (Odoo display_type) */
    KAM_FIELD_DOCUMENT_DISCOUNT, /* of the whole document, amount, repeated on its lines: spread over them */
    KAM_FIELD_N,
} KamLineField;

/** "account_number" ...; the word of --map, profiles and rejects. */
const char *kam_field_name(KamLineField field);
/** Field of a word; also accepts '-' or ' ' for '_' and the short words customer, account, product, unit_price,
 * net_amount, amount, qty ...; KAM_FIELD_N when unknown. */
KamLineField kam_field_from_name(const char *name);
/** One line of help in English. */
const char *kam_field_help(KamLineField field);
