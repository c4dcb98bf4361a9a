/* UBL by a table of elements: each row of `nodes` is an element below another, and says
 * where its text goes. Elements that are in no row, the PDF of an envelope among them, are
 * passed over without keeping anything. */
#include "sales/read/ubl_document.h"

#include <string.h>

#include "base/decimal.h"

enum { NS_INVOICE = 1, NS_CREDIT, NS_BASIC, NS_AGGREGATE, NS_ENVELOPE };

static const KamXmlNamespace ubl_namespaces[] = {
    { "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2", NS_BASIC },
    { "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2", NS_AGGREGATE },
    { "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2", NS_INVOICE },
    { "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2", NS_CREDIT },
    { "urn:eFaktura:MinFinrs:envelop:schema", NS_ENVELOPE },
    { NULL, 0 },
};

/* Elements with a meaning of their own; the others only lead to those below them. */
typedef enum {
    N_TOP,
    N_ENVELOPE,
    N_BODY,
    N_DOCUMENT,
    N_CUSTOMER,
    N_PARTY,
    N_PARTY_NAME,
    N_ADDRESS,
    N_COUNTRY,
    N_TAX_SCHEME,
    N_LEGAL,
    N_BUYER,
    N_BUYER_PARTY,
    N_BUYER_ID,
    N_DELIVERY,
    N_SHIP_PARTY,
    N_SHIP_PARTY_NAME,
    N_LOCATION,
    N_SHIP_ADDRESS,
    N_ALLOWANCE,
    N_ALLOWANCE_TAX,
    N_LINE,
    N_LINE_ALLOWANCE,
    N_ITEM,
    N_SELLERS_ID,
    N_STANDARD_ID,
    N_COMMODITY,
    N_ITEM_TAX,
    N_PRICE,
    N_DOC_TEXT,  /* `slot` of the document */
    N_LINE_TEXT, /* `slot` of the line or allowance in the making */
    N_LINE_ALLOWANCE_AMOUNT
} NodeKind;

typedef struct {
    guint8 parent; /* NodeKind */
    guint8 ns;
    guint8 kind;
    guint8 slot;
    const char *local;
} Node;

#define DOC_TEXT(parent, local, slot)                                                                                  \
    {                                                                                                                  \
        parent, NS_BASIC, N_DOC_TEXT, slot, local                                                                      \
    }
#define LINE_TEXT(parent, local, slot)                                                                                 \
    {                                                                                                                  \
        parent, NS_BASIC, N_LINE_TEXT, slot, local                                                                     \
    }
#define BRANCH(parent, local, kind)                                                                                    \
    {                                                                                                                  \
        parent, NS_AGGREGATE, kind, 0, local                                                                           \
    }

/* Grouped by parent: children_of() relies on it. */
static const Node nodes[] = {
    { N_TOP, NS_INVOICE, N_DOCUMENT, 0, "Invoice" },
    { N_TOP, NS_CREDIT, N_DOCUMENT, 0, "CreditNote" },
    { N_TOP, NS_ENVELOPE, N_ENVELOPE, 0, "DocumentEnvelope" },
    { N_ENVELOPE, NS_ENVELOPE, N_BODY, 0, "DocumentBody" },
    { N_BODY, NS_INVOICE, N_DOCUMENT, 0, "Invoice" },
    { N_BODY, NS_CREDIT, N_DOCUMENT, 0, "CreditNote" },
    BRANCH(N_DOCUMENT, "InvoiceLine", N_LINE),
    BRANCH(N_DOCUMENT, "CreditNoteLine", N_LINE),
    DOC_TEXT(N_DOCUMENT, "ID", KAM_UBL_DOC_ID),
    DOC_TEXT(N_DOCUMENT, "IssueDate", KAM_UBL_DOC_DATE),
    DOC_TEXT(N_DOCUMENT, "InvoiceTypeCode", KAM_UBL_DOC_TYPE),
    DOC_TEXT(N_DOCUMENT, "CreditNoteTypeCode", KAM_UBL_DOC_TYPE),
    DOC_TEXT(N_DOCUMENT, "DocumentCurrencyCode", KAM_UBL_DOC_CURRENCY),
    BRANCH(N_DOCUMENT, "AccountingCustomerParty", N_CUSTOMER),
    BRANCH(N_DOCUMENT, "BuyerCustomerParty", N_BUYER),
    BRANCH(N_DOCUMENT, "Delivery", N_DELIVERY),
    BRANCH(N_DOCUMENT, "AllowanceCharge", N_ALLOWANCE),
    DOC_TEXT(N_CUSTOMER, "SupplierAssignedAccountID", KAM_UBL_DOC_ASSIGNED_ACCOUNT),
    BRANCH(N_CUSTOMER, "Party", N_PARTY),
    DOC_TEXT(N_PARTY, "EndpointID", KAM_UBL_DOC_ENDPOINT),
    BRANCH(N_PARTY, "PartyName", N_PARTY_NAME),
    BRANCH(N_PARTY, "PostalAddress", N_ADDRESS),
    BRANCH(N_PARTY, "PartyTaxScheme", N_TAX_SCHEME),
    BRANCH(N_PARTY, "PartyLegalEntity", N_LEGAL),
    DOC_TEXT(N_PARTY_NAME, "Name", KAM_UBL_DOC_PARTY_NAME),
    BRANCH(N_ADDRESS, "Country", N_COUNTRY),
    DOC_TEXT(N_COUNTRY, "IdentificationCode", KAM_UBL_DOC_COUNTRY),
    DOC_TEXT(N_TAX_SCHEME, "CompanyID", KAM_UBL_DOC_TAX_NUMBER),
    DOC_TEXT(N_LEGAL, "RegistrationName", KAM_UBL_DOC_LEGAL_NAME),
    BRANCH(N_BUYER, "Party", N_BUYER_PARTY),
    BRANCH(N_BUYER_PARTY, "PartyIdentification", N_BUYER_ID),
    DOC_TEXT(N_BUYER_ID, "ID", KAM_UBL_DOC_BUYER_ID),
    BRANCH(N_DELIVERY, "DeliveryLocation", N_LOCATION),
    BRANCH(N_DELIVERY, "DeliveryParty", N_SHIP_PARTY),
    BRANCH(N_SHIP_PARTY, "PartyName", N_SHIP_PARTY_NAME),
    DOC_TEXT(N_SHIP_PARTY_NAME, "Name", KAM_UBL_DOC_SHIP_PARTY),
    DOC_TEXT(N_LOCATION, "Name", KAM_UBL_DOC_SHIP_NAME),
    BRANCH(N_LOCATION, "Address", N_SHIP_ADDRESS),
    DOC_TEXT(N_SHIP_ADDRESS, "StreetName", KAM_UBL_DOC_SHIP_STREET),
    DOC_TEXT(N_SHIP_ADDRESS, "CityName", KAM_UBL_DOC_SHIP_CITY),
    LINE_TEXT(N_ALLOWANCE, "ChargeIndicator", KAM_UBL_LINE_IS_CHARGE),
    LINE_TEXT(N_ALLOWANCE, "AllowanceChargeReason", KAM_UBL_LINE_REASON),
    LINE_TEXT(N_ALLOWANCE, "Amount", KAM_UBL_LINE_NET),
    BRANCH(N_ALLOWANCE, "TaxCategory", N_ALLOWANCE_TAX),
    LINE_TEXT(N_ALLOWANCE_TAX, "Percent", KAM_UBL_LINE_TAX_PERCENT),
    LINE_TEXT(N_LINE, "ID", KAM_UBL_LINE_ID),
    LINE_TEXT(N_LINE, "InvoicedQuantity", KAM_UBL_LINE_QUANTITY),
    LINE_TEXT(N_LINE, "CreditedQuantity", KAM_UBL_LINE_QUANTITY),
    LINE_TEXT(N_LINE, "LineExtensionAmount", KAM_UBL_LINE_NET),
    BRANCH(N_LINE, "Item", N_ITEM),
    BRANCH(N_LINE, "Price", N_PRICE),
    BRANCH(N_LINE, "AllowanceCharge", N_LINE_ALLOWANCE),
    LINE_TEXT(N_LINE_ALLOWANCE, "ChargeIndicator", KAM_UBL_LINE_IS_CHARGE),
    { N_LINE_ALLOWANCE, NS_BASIC, N_LINE_ALLOWANCE_AMOUNT, 0, "Amount" },
    LINE_TEXT(N_ITEM, "Name", KAM_UBL_LINE_NAME),
    BRANCH(N_ITEM, "SellersItemIdentification", N_SELLERS_ID),
    BRANCH(N_ITEM, "StandardItemIdentification", N_STANDARD_ID),
    BRANCH(N_ITEM, "CommodityClassification", N_COMMODITY),
    BRANCH(N_ITEM, "ClassifiedTaxCategory", N_ITEM_TAX),
    LINE_TEXT(N_SELLERS_ID, "ID", KAM_UBL_LINE_SELLERS_ID),
    LINE_TEXT(N_STANDARD_ID, "ID", KAM_UBL_LINE_STANDARD_ID),
    LINE_TEXT(N_COMMODITY, "ItemClassificationCode", KAM_UBL_LINE_CATEGORY),
    LINE_TEXT(N_ITEM_TAX, "Percent", KAM_UBL_LINE_TAX_PERCENT),
    LINE_TEXT(N_PRICE, "PriceAmount", KAM_UBL_LINE_PRICE),
    LINE_TEXT(N_PRICE, "BaseQuantity", KAM_UBL_LINE_BASE_QUANTITY),
};

#define MAX_NODE_DEPTH 16

struct KamUblReader {
    KamXml *xml;
    KamUblDocument document;
    KamUblLine line; /* or allowance, in the making */
    guint8 first_child[N_LINE_ALLOWANCE_AMOUNT + 1];
    guint8 path[MAX_NODE_DEPTH]; /* kinds of the known elements that are open */
    guint depth;
    guint skipped; /* open elements below the first unknown one */
    const Node *leaf;
    GString *value;
    guint n_documents;
};

static const Node *
find_node(const KamUblReader *r, guint8 parent, guint8 ns, const char *local)
{
    for (guint i = r->first_child[parent]; i < G_N_ELEMENTS(nodes) && nodes[i].parent == parent; i++)
        if (nodes[i].ns == ns && strcmp(nodes[i].local, local) == 0)
            return &nodes[i];
    return NULL;
}

static guint32
keep_text(KamUblReader *r, const char *text)
{
    GString *all = r->document.text;
    guint32 at = (guint32)all->len;

    if (text == NULL || *text == '\0')
        return 0;
    if (all->len + strlen(text) > KAM_UBL_MAX_TEXT_BYTES) {
        kam_xml_refuse(r->xml, KAM_ERROR_TOO_LARGE, "the document has more than %d MiB of text",
                       KAM_UBL_MAX_TEXT_BYTES >> 20);
        return 0;
    }
    g_string_append_len(all, text, (gssize)strlen(text) + 1);
    return at;
}

/* Attributes that go beside the text of an element. */
static void
keep_attributes(KamUblReader *r, const Node *node, const char **attributes)
{
    if (node->kind == N_DOC_TEXT && node->slot == KAM_UBL_DOC_ENDPOINT)
        r->document.at[KAM_UBL_DOC_ENDPOINT_SCHEME] = keep_text(r, kam_xml_attribute(attributes, "schemeID"));
    if (node->kind != N_LINE_TEXT)
        return;
    if (node->slot == KAM_UBL_LINE_QUANTITY)
        r->line.at[KAM_UBL_LINE_UNIT] = keep_text(r, kam_xml_attribute(attributes, "unitCode"));
    else if (node->slot == KAM_UBL_LINE_NET)
        r->line.at[KAM_UBL_LINE_CURRENCY] = keep_text(r, kam_xml_attribute(attributes, "currencyID"));
}

static void
start_document(KamUblReader *r, guint8 ns)
{
    if (++r->n_documents > 1)
        kam_xml_refuse(r->xml, KAM_ERROR_INVALID, "it holds more than one document; give each a file of its own");
    r->document.is_credit_note = ns == NS_CREDIT;
}

static void
start_element(gpointer user, guint8 ns, const char *local, const char **attributes)
{
    KamUblReader *r = user;
    const Node *node = r->skipped > 0 || r->leaf != NULL ? NULL : find_node(r, r->path[r->depth], ns, local);

    if (node == NULL) {
        if (r->depth == 0 && r->skipped == 0)
            kam_xml_refuse(r->xml, KAM_ERROR_INVALID, "'%.60s' is no UBL invoice or credit note", local);
        r->skipped++;
        return;
    }
    r->path[++r->depth] = node->kind;
    if (node->kind >= N_DOC_TEXT) {
        r->leaf = node;
        g_string_truncate(r->value, 0);
        keep_attributes(r, node, attributes);
    } else if (node->kind == N_DOCUMENT) {
        start_document(r, ns);
    } else if (node->kind == N_LINE || node->kind == N_ALLOWANCE) {
        memset(&r->line, 0, sizeof r->line);
    }
}

/* The discount of a line: allowances reduce its net amount, charges raise it. */
static void
add_line_allowance(KamUblReader *r, const char *text)
{
    const KamNumberFormat format = { .point = '.' };
    const char *indicator = r->document.text->str + r->line.at[KAM_UBL_LINE_IS_CHARGE];
    gboolean is_charge = strcmp(indicator, "true") == 0 || strcmp(indicator, "1") == 0;
    KamDecimal amount;
    gint64 micro, sum = r->line.discount_micro;

    if (!kam_decimal_parse(text, strlen(text), format, &amount) || !kam_decimal_to_micro(amount, &micro) ||
        !kam_micro_add(&sum, is_charge ? -micro : micro)) {
        kam_xml_refuse(r->xml, KAM_ERROR_INVALID, "the allowance '%.40s' is no amount", text);
        return;
    }
    r->line.discount_micro = sum;
    r->line.has_discount = TRUE;
}

static void
end_leaf(KamUblReader *r)
{
    const Node *node = r->leaf;
    const char *text = g_strstrip(r->value->str);

    r->leaf = NULL;
    if (node->kind == N_LINE_ALLOWANCE_AMOUNT)
        add_line_allowance(r, text);
    else if (node->kind == N_LINE_TEXT)
        r->line.at[node->slot] = keep_text(r, text);
    else if (r->document.at[node->slot] == 0) /* the first counts, of several deliveries or tax schemes */
        r->document.at[node->slot] = keep_text(r, text);
}

static void
end_line(KamUblReader *r, GArray *list)
{
    if (list->len >= KAM_UBL_MAX_LINES) {
        kam_xml_refuse(r->xml, KAM_ERROR_TOO_LARGE, "the document has more than %d lines", KAM_UBL_MAX_LINES);
        return;
    }
    if (r->line.at[KAM_UBL_LINE_NET] == 0)
        kam_xml_refuse(r->xml, KAM_ERROR_INVALID, "%s %u has no amount",
                       list == r->document.lines ? "line" : "allowance or charge", list->len + 1);
    g_array_append_val(list, r->line);
}

static void
end_element(gpointer user, G_GNUC_UNUSED guint8 ns, G_GNUC_UNUSED const char *local)
{
    KamUblReader *r = user;
    guint8 kind;

    if (r->skipped > 0) {
        r->skipped--;
        return;
    }
    kind = r->path[r->depth--];
    if (r->leaf != NULL)
        end_leaf(r);
    else if (kind == N_LINE)
        end_line(r, r->document.lines);
    else if (kind == N_ALLOWANCE)
        end_line(r, r->document.allowances);
    else if (kind == N_LINE_ALLOWANCE)
        r->line.at[KAM_UBL_LINE_IS_CHARGE] = 0;
}

static void
add_text(gpointer user, const char *text, gsize length)
{
    KamUblReader *r = user;

    if (r->leaf == NULL || r->skipped > 0)
        return;
    g_string_append_len(r->value, text, (gssize)length);
    if (r->value->len > KAM_UBL_MAX_TEXT_BYTES)
        kam_xml_refuse(r->xml, KAM_ERROR_TOO_LARGE, "the document has more than %d MiB of text",
                       KAM_UBL_MAX_TEXT_BYTES >> 20);
}

static const KamXmlHandlers ubl_handlers = { ubl_namespaces, start_element, end_element, add_text, NULL };

KamUblReader *
kam_ubl_reader_new(void)
{
    KamUblReader *r = g_new0(KamUblReader, 1);

    r->document.text = g_string_new(NULL);
    r->document.lines = g_array_new(FALSE, FALSE, sizeof(KamUblLine));
    r->document.allowances = g_array_new(FALSE, FALSE, sizeof(KamUblLine));
    r->value = g_string_new(NULL);
    r->xml = kam_xml_new(&ubl_handlers, r, "");
    memset(r->first_child, (int)G_N_ELEMENTS(nodes), sizeof r->first_child);
    for (guint i = G_N_ELEMENTS(nodes); i-- > 0;)
        r->first_child[nodes[i].parent] = (guint8)i;
    return r;
}

void
kam_ubl_reader_free(KamUblReader *r)
{
    if (r == NULL)
        return;
    g_string_free(r->document.text, TRUE);
    g_array_unref(r->document.lines);
    g_array_unref(r->document.allowances);
    g_string_free(r->value, TRUE);
    kam_xml_free(r->xml);
    g_free(r);
}

static void
start_over(KamUblReader *r, const char *what)
{
    kam_xml_reset(r->xml, what);
    g_string_assign(r->document.text, "");
    g_string_append_c(r->document.text, '\0');
    memset(r->document.at, 0, sizeof r->document.at);
    r->document.is_credit_note = FALSE;
    g_array_set_size(r->document.lines, 0);
    g_array_set_size(r->document.allowances, 0);
    r->depth = 0;
    r->path[0] = N_TOP;
    r->skipped = 0;
    r->leaf = NULL;
    r->n_documents = 0;
}

const KamUblDocument *
kam_ubl_reader_read(KamUblReader *r, KamXmlRead read, gpointer source, const char *what, GError **error)
{
    const char *missing = NULL;

    start_over(r, what);
    if (!kam_xml_read_all(r->xml, read, source, error))
        return NULL;
    if (r->n_documents == 0)
        missing = "invoice or credit note";
    else if (r->document.at[KAM_UBL_DOC_ID] == 0)
        missing = "number (ID)";
    else if (r->document.at[KAM_UBL_DOC_DATE] == 0)
        missing = "date (IssueDate)";
    else if (r->document.lines->len == 0 && r->document.allowances->len == 0)
        missing = "lines";
    if (missing == NULL)
        return &r->document;
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "cannot read %s: the document has no %s", what, missing);
    return NULL;
}
