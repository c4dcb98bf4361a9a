/* The tables of words: every word is in the form in which headers are compared, or it could never be found. */
#include <string.h>

#include "recognise_support.h"
#include "sales/recognise/currency.h"
#include "sales/recognise/header_key.h"
#include "sales/recognise/kinds.h"
#include "sales/recognise/synonyms.h"

static void
check_list(const char *list)
{
    g_auto(GStrv) words = g_strsplit(list, "|", -1);

    for (char **word = words; *word != NULL; word++) {
        g_autofree char *key = kam_header_key(*word, strlen(*word));

        g_assert_cmpstr(*word, ==, key);
        g_assert_cmpuint(strlen(*word), >, 0);
    }
}

static void
test_words__are_keys(void)
{
    for (const KamSynonyms *s = kam_synonyms_generic(); s->keys != NULL; s++)
        check_list(s->keys);
    for (const KamPreset *preset = kam_presets(); preset->name != NULL; preset++) {
        check_list(preset->signature);
        for (const KamSynonyms *s = preset->columns; s->keys != NULL; s++)
            check_list(s->keys);
    }
}

static void
test_words__of_one_score_mean_one_field(void)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (const KamSynonyms *s = kam_synonyms_generic(); s->keys != NULL; s++) {
        g_auto(GStrv) words = g_strsplit(s->keys, "|", -1);

        for (char **word = words; s->score == 100 && *word != NULL; word++) {
            if (!g_hash_table_add(seen, g_strdup(*word)))
                g_test_message("'%s' stands twice", *word);
            g_assert_cmpuint(g_hash_table_size(seen), >, 0);
            g_assert_true(g_hash_table_contains(seen, *word));
        }
    }
}

static void
test_key__evens_out_spellings(void)
{
    static const char *const pairs[][2] = {
        { "Invoice No.", "invoiceno" },
        { "InvoiceNo", "invoiceno" },
        { "Invoice #", "invoiceno" },
        { "invoice_no", "invoiceno" },
        { "Šifra artikla", "sifraartikla" },
        { "Шифра артикла", "sifraartikla" },
        { "Vrijednost bez PDV-a", "vrednostbezpdv" },
        { "Rabat %", "rabatpct" },
        { "Discount (%)", "discountpct" },
        { "*ContactName", "contactname" },
        { "Customer ID", "customerid" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(pairs); i++) {
        g_autofree char *key = kam_header_key(pairs[i][0], strlen(pairs[i][0]));

        g_assert_cmpstr(key, ==, pairs[i][1]);
    }
}

static KamCell
text_cell(const char *text)
{
    return (KamCell) { text, (guint32)strlen(text), KAM_CELL_TEXT, 0 };
}

static void
test_kinds__are_known_in_many_words(void)
{
    static const struct {
        const char *text;
        KamKind kind;
    } words[] = {
        { "out_invoice", KAM_KIND_INVOICE },
        { "out_refund", KAM_KIND_CREDIT },
        { "in_invoice", KAM_KIND_OTHER },
        { "Credit Memo", KAM_KIND_CREDIT },
        { "Sales Credit Memo", KAM_KIND_CREDIT },
        { "Knjižno odobrenje", KAM_KIND_CREDIT },
        { "Књижно одобрење", KAM_KIND_CREDIT },
        { "Storno račun", KAM_KIND_CREDIT },
        { "Povrat robe", KAM_KIND_CREDIT },
        { "Gutschrift", KAM_KIND_CREDIT },
        { "Avoir", KAM_KIND_CREDIT },
        { "381", KAM_KIND_CREDIT },
        { "380", KAM_KIND_INVOICE },
        { "386", KAM_KIND_ADVANCE },
        { "Avansni račun", KAM_KIND_ADVANCE },
        { "Deposit invoice", KAM_KIND_ADVANCE },
        { "Faktura", KAM_KIND_INVOICE },
        { "Račun-otpremnica", KAM_KIND_INVOICE },
        { "Sales Receipt", KAM_KIND_INVOICE },
        { "Predračun", KAM_KIND_ORDER },
        { "Proforma invoice", KAM_KIND_ORDER },
        { "Purchase Invoice", KAM_KIND_OTHER },
        { "Payment", KAM_KIND_OTHER },
        { "Xyz", KAM_KIND_UNKNOWN },
    };

    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        g_assert_cmpint(kam_kind_from_text(text_cell(words[i].text), KAM_KIND_WORDS), ==, words[i].kind);
}

static void
test_status__tells_what_does_not_count(void)
{
    static const struct {
        const char *text;
        KamStatusScheme scheme;
        KamStatus status;
    } words[] = {
        { "posted", KAM_STATUS_WORDS, KAM_STATUS_VALID },    { "draft", KAM_STATUS_WORDS, KAM_STATUS_VOID },
        { "Stornirano", KAM_STATUS_WORDS, KAM_STATUS_VOID }, { "Cancelled", KAM_STATUS_WORDS, KAM_STATUS_VOID },
        { "Paid", KAM_STATUS_WORDS, KAM_STATUS_VALID },      { "Y", KAM_STATUS_FLAG, KAM_STATUS_VOID },
        { "C", KAM_STATUS_FLAG, KAM_STATUS_VOID },           { "N", KAM_STATUS_FLAG, KAM_STATUS_VALID },
        { "Да", KAM_STATUS_FLAG, KAM_STATUS_VOID },          { "2", KAM_STATUS_ERPNEXT, KAM_STATUS_VOID },
        { "1", KAM_STATUS_ERPNEXT, KAM_STATUS_VALID },       { "2", KAM_STATUS_DOLIBARR, KAM_STATUS_VALID },
        { "0", KAM_STATUS_DOLIBARR, KAM_STATUS_VOID },
    };

    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        g_assert_cmpint(kam_status_from_text(text_cell(words[i].text), words[i].scheme), ==, words[i].status);
}

static void
test_currency__is_known_by_code_sign_and_word(void)
{
    static const char *const pairs[][2] = { { "eur", "EUR" },  { "€", "EUR" },      { "$", "USD" },
                                            { "£", "GBP" },    { "din.", "RSD" },   { "DIN", "RSD" },
                                            { "дин.", "RSD" }, { "dinara", "RSD" }, { "РСД", "RSD" } };
    char code[4];

    for (guint i = 0; i < G_N_ELEMENTS(pairs); i++) {
        g_assert_true(kam_currency_from_text(pairs[i][0], strlen(pairs[i][0]), code));
        g_assert_cmpstr(code, ==, pairs[i][1]);
    }
    g_assert_false(kam_currency_from_text("every month", 11, code));
}

static void
test_currency__beside_a_number_is_seen(void)
{
    static const char *const pairs[][2] = { { "€20,000.00", "EUR" },
                                            { "-$1.50", "USD" },
                                            { "1.200,00 RSD", "RSD" },
                                            { "12 din.", "RSD" },
                                            { "($1,549.00)", "USD" } };
    char code[4];

    for (guint i = 0; i < G_N_ELEMENTS(pairs); i++) {
        g_assert_true(kam_currency_from_amount(pairs[i][0], strlen(pairs[i][0]), code));
        g_assert_cmpstr(code, ==, pairs[i][1]);
    }
    g_assert_false(kam_currency_from_amount("1.200,00", 8, code));
}

static void
test_fields__are_found_by_their_names(void)
{
    for (KamLineField field = 0; field < KAM_FIELD_N; field++) {
        g_assert_cmpint(kam_field_from_name(kam_field_name(field)), ==, field);
        g_assert_cmpuint(strlen(kam_field_help(field)), >, 5);
    }
    g_assert_cmpint(kam_field_from_name("Account-Number"), ==, KAM_FIELD_ACCOUNT_NUMBER);
    g_assert_cmpint(kam_field_from_name("customer"), ==, KAM_FIELD_ACCOUNT_NUMBER);
    g_assert_cmpint(kam_field_from_name("qty"), ==, KAM_FIELD_QUANTITY);
    g_assert_cmpint(kam_field_from_name("nothing"), ==, KAM_FIELD_N);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/recognise/words/keys", test_words__are_keys);
    g_test_add_func("/recognise/words/once", test_words__of_one_score_mean_one_field);
    g_test_add_func("/recognise/words/spellings", test_key__evens_out_spellings);
    g_test_add_func("/recognise/words/kinds", test_kinds__are_known_in_many_words);
    g_test_add_func("/recognise/words/status", test_status__tells_what_does_not_count);
    g_test_add_func("/recognise/words/currency", test_currency__is_known_by_code_sign_and_word);
    g_test_add_func("/recognise/words/currency_of_amounts", test_currency__beside_a_number_is_seen);
    g_test_add_func("/recognise/words/fields", test_fields__are_found_by_their_names);
    return g_test_run();
}
