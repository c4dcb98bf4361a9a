/* Words for kinds and states of documents, English, Serbian, German and French, folded and without spaces. */
#include "sales/recognise/kinds.h"

#include <string.h>

#include "sales/recognise/header_key.h"

#define MAX_WORD_BYTES 80

typedef struct {
    const char *words; /* whole texts */
    const char *parts; /* anywhere in the text */
    int meaning;
} Words;

/* In order: "credit note of an advance" is a credit, "cancelled invoice" is cancelled. */
static const Words kind_words[] = {
    { "unreadable", NULL, KAM_KIND_UNREADABLE },
    { "ininvoice|inrefund|inreceipt|entry|bill|payment|purchase|receipt|journal|journalentry|transfer|vendorbill|"
      "vendorcredit|accpay|accpaycredit|blank",
      "purchase|vendor|payment|uplata|isplata|nabavk|ulazn|kalkulacij|zahlung|lieferantenrechnung|paiement|journalentry|"
      "transfer|openingbalance|pocetnostanje|refundcheque|statementcharge",
      KAM_KIND_OTHER },
    { "advance|386|deposit|depositinvoice|downpayment|avans|avansni|avansniracun|avr|facturedacompte|acompte|anzahlung|"
      "anzahlungsrechnung|avansnafaktura",
      "avans|downpayment|prepayment|depositinvoice|anzahlung|acompte|advanceinvoice", KAM_KIND_ADVANCE },
    { "credit|381|creditnote|creditmemo|outrefund|refund|return|orin|odobrenje|ko|dobropis|storno|povrat|gutschrift|avoir|cn|"
      "cr|crn|rma|salesreturn|accreccredit|arcreditmemo|knjiznoodobrenje|creditnotes|14|stornoracun|381creditnote|"
      "stornofaktura|salescreditmemo|cm|rc|retour|creditinvoice|salescreditnote|salesreturnreceipt|refundreceipt",
      "creditnote|creditmemo|odobrenj|dobropis|storn|povrat|povracaj|refund|gutschrift|avoir|salesreturn|returnreceipt|"
      "customerreturn|creditinvoice|reversal|stornorechnung|knjiznoodobr",
      KAM_KIND_CREDIT },
    { "cancelled|canceled|void|voided|otkazan|ponisten", "cancelled|canceled|void|ponisten", KAM_KIND_CANCELLED },
    { "order|salesorder|quote|quotation|estimate|proforma|profaktura|predracun|offer|ponuda|porudzbina|narudzbina|"
      "narudzba|deliverynote|shipment|salesshipment|otpremnica|angebot|auftrag|lieferschein|devis|commande|pickup|325",
      "proforma|profaktur|predracun|quotation|salesorder|narudzb|porudzb|otpremnic|ponuda|deliverynote|shipment|angebot|"
      "lieferschein|auftrag",
      KAM_KIND_ORDER },
    { "invoice|380|383|384|388|debit|debitnote|outinvoice|outreceipt|sale|sales|inv|ri|ir|faktura|racun|fakt|rechnung|"
      "facture|oinv|salesinvoice|salesreceipt|13|accrec|zaduzenje|cash|standard|arinvoice|fiskalniracun|racunotpremnica|"
      "380invoice|creditcard|cashsale|customerinvoice|maloprodaja|veleprodaja|prodaja|invoices|standardinvoice|situation|"
      "replacementinvoice|s",
      "invoice|faktur|racun|rechnung|facture|salesreceipt|debitnote|zaduzenj|cashsale|posreceipt|prodaj|pos|billing",
      KAM_KIND_INVOICE },
    { NULL, NULL, 0 },
};

static const Words status_words[] = {
    { "draft|cancel|cancelled|canceled|void|voided|storno|stornirano|stornirana|storniran|deleted|rejected|annulled|nacrt|"
      "priprema|upripremi|otkazano|otkazan|ponisten|ponisteno|odbijeno|odbijen|obrisan|obrisano|storniert|entwurf|annule|"
      "annulee|abandonee|brouillon|abandoned|unposted|neproknjizen|neproknjizeno|submittedfordeletion",
      "draft|cancel|void|storn|nacrt|otkazan|ponist|annul|odbijen|abandon|entwurf|brouillon|template|unposted",
      KAM_STATUS_VOID },
    { NULL, "", KAM_STATUS_VALID },
    { NULL, NULL, 0 },
};

static const char yes_words[] = "y|yes|1|true|da|c|x|ja|oui|t|d|canceled|cancelled|storno|stornirano|void|cancellation";

static const char not_product_words[] =
    "linesection|linenote|section|note|tax|paymentterm|payment|rounding|cogs|subtotal|comment|text|title|linesubsection|"
    "purchase|transfer|consumption|output|positiveadjmt|negativeadjmt|revaluation|assemblyconsumption|assemblyoutput|"
    "nonreconciled|epd|discountline|porez|uplata|napomena|prenos|nabavka|komentar|odeljak|begintotal|endtotal";

/* Folds without any allocation that lasts; FALSE when the text is too long to be a word. */
static gboolean
make_key(KamCell cell, char key[MAX_WORD_BYTES])
{
    g_autofree char *folded = NULL;

    if (cell.length == 0 || cell.length >= MAX_WORD_BYTES)
        return FALSE;
    folded = kam_header_key(cell.text, cell.length);
    return g_strlcpy(key, folded, MAX_WORD_BYTES) < MAX_WORD_BYTES;
}

static gboolean
list_has(const char *list, const char *key)
{
    gsize wanted = strlen(key);

    for (const char *at = list; at != NULL && *at != '\0';) {
        gsize length = strcspn(at, "|");

        if (length == wanted && memcmp(at, key, length) == 0)
            return TRUE;
        at += length + (at[length] == '|');
    }
    return FALSE;
}

static gboolean
list_has_part(const char *list, const char *key)
{
    char part[MAX_WORD_BYTES];

    if (list == NULL)
        return FALSE;
    if (*list == '\0')
        return TRUE;
    for (const char *at = list; *at != '\0';) {
        gsize length = strcspn(at, "|");

        g_strlcpy(part, at, MIN(sizeof part, length + 1));
        if (strstr(key, part) != NULL)
            return TRUE;
        at += length + (at[length] == '|');
    }
    return FALSE;
}

static int
find_meaning(const Words *words, const char *key)
{
    for (const Words *w = words; w->words != NULL || w->parts != NULL; w++)
        if (list_has(w->words, key))
            return w->meaning;
    for (const Words *w = words; w->words != NULL || w->parts != NULL; w++)
        if (list_has_part(w->parts, key))
            return w->meaning;
    return 0;
}

KamKind
kam_kind_from_text(KamCell cell, KamKindScheme scheme)
{
    static const KamKind dolibarr[] = { KAM_KIND_INVOICE, KAM_KIND_INVOICE, KAM_KIND_CREDIT,
                                        KAM_KIND_ADVANCE, KAM_KIND_ORDER,   KAM_KIND_INVOICE };
    char key[MAX_WORD_BYTES];

    if (cell.length == 0 && scheme == KAM_KIND_FLAG)
        return KAM_KIND_INVOICE;
    if (!make_key(cell, key))
        return KAM_KIND_UNKNOWN;
    if (scheme == KAM_KIND_FLAG)
        return list_has(yes_words, key) ? KAM_KIND_CREDIT : KAM_KIND_INVOICE;
    if (scheme == KAM_KIND_DOLIBARR && cell.length == 1 && *key >= '0' && *key <= '5')
        return dolibarr[*key - '0'];
    return (KamKind)find_meaning(kind_words, key);
}

KamStatus
kam_status_from_text(KamCell cell, KamStatusScheme scheme)
{
    char key[MAX_WORD_BYTES];

    if (!make_key(cell, key))
        return KAM_STATUS_UNKNOWN;
    if (scheme == KAM_STATUS_FLAG)
        return list_has(yes_words, key) ? KAM_STATUS_VOID : KAM_STATUS_VALID;
    if (scheme == KAM_STATUS_ERPNEXT && cell.length == 1 && g_ascii_isdigit(*key))
        return *key == '1' ? KAM_STATUS_VALID : KAM_STATUS_VOID;
    if (scheme == KAM_STATUS_DOLIBARR && cell.length == 1 && g_ascii_isdigit(*key))
        return *key == '1' || *key == '2' ? KAM_STATUS_VALID : KAM_STATUS_VOID;
    return (KamStatus)find_meaning(status_words, key);
}

gboolean
kam_line_type_is_product(KamCell cell)
{
    char key[MAX_WORD_BYTES];

    return !make_key(cell, key) || !list_has(not_product_words, key);
}
