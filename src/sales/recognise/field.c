/* The table of fields: names, short words and one line of help each. */
#include "sales/field.h"

#include <string.h>

typedef struct {
    const char *name;
    const char *help;
} FieldText;

static const FieldText field_texts[KAM_FIELD_N] = {
    [KAM_FIELD_DOCUMENT] = { "document", "number of the invoice or credit note" },
    [KAM_FIELD_POSITION] = { "position", "number of the line within its document" },
    [KAM_FIELD_KIND] = { "kind", "invoice or credit note, in the file's own words" },
    [KAM_FIELD_STATUS] = { "status", "draft, posted or cancelled, in the file's own words" },
    [KAM_FIELD_DATE] = { "date", "date of the document (required)" },
    [KAM_FIELD_ACCOUNT_NUMBER] = { "account_number", "number or code of the customer" },
    [KAM_FIELD_ACCOUNT_NAME] = { "account_name", "name of the customer" },
    [KAM_FIELD_TAX_NUMBER] = { "tax_number", "tax number of the customer (PIB, VAT id)" },
    [KAM_FIELD_COUNTRY] = { "country", "country of the customer" },
    [KAM_FIELD_SHIP_TO] = { "ship_to", "place the goods went to" },
    [KAM_FIELD_PRODUCT_NUMBER] = { "product_number", "number or code of the article" },
    [KAM_FIELD_PRODUCT_NAME] = { "product_name", "name of the article" },
    [KAM_FIELD_CATEGORY] = { "category", "group of articles" },
    [KAM_FIELD_UNIT] = { "unit", "unit of measure" },
    [KAM_FIELD_QUANTITY] = { "quantity", "quantity, in that unit" },
    [KAM_FIELD_PRICE] = { "price", "price of one unit before discount, without tax" },
    [KAM_FIELD_NET] = { "net", "amount of the line after discount, without tax" },
    [KAM_FIELD_GROSS] = { "gross", "amount of the line with tax" },
    [KAM_FIELD_TAX] = { "tax", "tax of the line, an amount" },
    [KAM_FIELD_TAX_PERCENT] = { "tax_percent", "tax of the line in percent" },
    [KAM_FIELD_DISCOUNT_PERCENT] = { "discount_percent", "discount of the line in percent" },
    [KAM_FIELD_DISCOUNT] = { "discount", "discount of the line, an amount" },
    [KAM_FIELD_COST] = { "cost", "what the goods of the line cost us" },
    [KAM_FIELD_UNIT_COST] = { "unit_cost", "what one unit cost us" },
    [KAM_FIELD_CURRENCY] = { "currency", "currency of the amounts" },
    [KAM_FIELD_SELLER] = { "seller", "who of ours sold it" },
    [KAM_FIELD_LINE_TYPE] = { "line_type", "product, section, note, tax ... in the file's own words" },
    [KAM_FIELD_DOCUMENT_DISCOUNT] = { "document_discount", "discount of the whole document, repeated on its lines" },
};

static const struct {
    const char *word;
    KamLineField field;
} short_words[] = {
    { "customer", KAM_FIELD_ACCOUNT_NUMBER },
    { "account", KAM_FIELD_ACCOUNT_NUMBER },
    { "customer_number", KAM_FIELD_ACCOUNT_NUMBER },
    { "customer_id", KAM_FIELD_ACCOUNT_NUMBER },
    { "customer_name", KAM_FIELD_ACCOUNT_NAME },
    { "product", KAM_FIELD_PRODUCT_NUMBER },
    { "item", KAM_FIELD_PRODUCT_NUMBER },
    { "article", KAM_FIELD_PRODUCT_NUMBER },
    { "description", KAM_FIELD_PRODUCT_NAME },
    { "invoice", KAM_FIELD_DOCUMENT },
    { "number", KAM_FIELD_DOCUMENT },
    { "line", KAM_FIELD_POSITION },
    { "type", KAM_FIELD_KIND },
    { "unit_price", KAM_FIELD_PRICE },
    { "net_amount", KAM_FIELD_NET },
    { "amount", KAM_FIELD_NET },
    { "gross_amount", KAM_FIELD_GROSS },
    { "tax_amount", KAM_FIELD_TAX },
    { "vat", KAM_FIELD_TAX },
    { "vat_percent", KAM_FIELD_TAX_PERCENT },
    { "tax_id", KAM_FIELD_TAX_NUMBER },
    { "vat_number", KAM_FIELD_TAX_NUMBER },
    { "pib", KAM_FIELD_TAX_NUMBER },
    { "qty", KAM_FIELD_QUANTITY },
    { "discount_amount", KAM_FIELD_DISCOUNT },
    { "cost_price", KAM_FIELD_UNIT_COST },
    { "salesperson", KAM_FIELD_SELLER },
};

const char *
kam_field_name(KamLineField field)
{
    g_return_val_if_fail(field < KAM_FIELD_N, NULL);
    return field_texts[field].name;
}

const char *
kam_field_help(KamLineField field)
{
    g_return_val_if_fail(field < KAM_FIELD_N, NULL);
    return field_texts[field].help;
}

KamLineField
kam_field_from_name(const char *name)
{
    g_autofree char *word = g_strstrip(g_ascii_strdown(name, -1));

    g_strdelimit(word, "- ", '_');
    for (guint i = 0; i < KAM_FIELD_N; i++)
        if (strcmp(word, field_texts[i].name) == 0)
            return (KamLineField)i;
    for (guint i = 0; i < G_N_ELEMENTS(short_words); i++)
        if (strcmp(word, short_words[i].word) == 0)
            return short_words[i].field;
    return KAM_FIELD_N;
}
