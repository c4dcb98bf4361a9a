/* Matching: the dictionary of indexes, accounts, articles. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "sales/facts.h"
#include "sales/ingest/account_book.h"
#include "sales/ingest/key_index.h"
#include "sales/ingest/product_book.h"
#include "support.h"

/* --- key index --- */

static void
test_key_index__keys_carry_what_was_written(void)
{
    g_autoptr(KamKeyIndex) keys = kam_key_index_new();

    g_assert_cmpuint(kam_key_index_find(keys, "a", 1), ==, KAM_NO_INDEX);
    g_assert_cmpuint(*kam_key_index_slot(keys, "a", 1), ==, KAM_NO_INDEX);
    *kam_key_index_slot(keys, "a", 1) = 7;
    *kam_key_index_slot(keys, "b", 1) = 7;
    *kam_key_index_slot(keys, "", 0) = 0;
    g_assert_cmpuint(kam_key_index_find(keys, "a", 1), ==, 7);
    g_assert_cmpuint(kam_key_index_find(keys, "b", 1), ==, 7);
    g_assert_cmpuint(kam_key_index_find(keys, "", 0), ==, 0);
    g_assert_cmpuint(kam_key_index_find(keys, "A", 1), ==, KAM_NO_INDEX);
}

static void
test_key_index__bytes_behind_a_nul_count(void)
{
    g_autoptr(KamKeyIndex) keys = kam_key_index_new();

    *kam_key_index_slot(keys, "x\0a", 3) = 1;
    *kam_key_index_slot(keys, "x\0b", 3) = 2;
    g_assert_cmpuint(kam_key_index_find(keys, "x\0a", 3), ==, 1);
    g_assert_cmpuint(kam_key_index_find(keys, "x\0b", 3), ==, 2);
    g_assert_cmpuint(kam_key_index_find(keys, "x", 1), ==, KAM_NO_INDEX);
}

/* --- accounts --- */

static guint32
match(KamAccountBook *book, const char *number, const char *name, const char *tax_number)
{
    KamLine line = line_of_account(number, name, tax_number);

    return kam_account_book_match(book, &line);
}

static void
add_stored(KamAccountBook *book, gint64 id, const char *number, const char *name, const char *tax_number)
{
    g_autofree char *key = kam_text_company_key(name == NULL ? "" : name, -1);

    kam_account_book_add_stored(book, id, number, name, key, tax_number, NULL);
}

static void
test_account__number_goes_before_tax_number_before_name(void)
{
    g_autoptr(KamAccountBook) book = kam_account_book_new();
    guint32 first = match(book, "100", "Alfa doo", "101234567");
    guint32 other = match(book, "200", "Beta doo", "207654321");

    g_assert_cmpuint(first, !=, other);
    g_assert_cmpuint(match(book, "100", "Beta doo", "207654321"), ==, first);
    g_assert_cmpuint(match(book, NULL, "Beta doo", "101234567"), ==, first);
    g_assert_cmpuint(match(book, NULL, "BETA", NULL), ==, other);
    g_assert_cmpuint(kam_account_book_size(book), ==, 2);
}

static void
test_account__line_that_names_nobody_has_none(void)
{
    g_autoptr(KamAccountBook) book = kam_account_book_new();

    g_assert_cmpuint(match(book, NULL, NULL, NULL), ==, KAM_NO_INDEX);
    g_assert_cmpuint(kam_account_book_size(book), ==, 0);
}

static void
test_account__two_numbers_are_two_accounts(void)
{
    g_autoptr(KamAccountBook) book = kam_account_book_new();
    guint32 branch = match(book, "100-1", "Alfa doo", "101234567");
    guint32 other_branch = match(book, "100-2", "Alfa doo", "101234567");

    g_assert_cmpuint(branch, !=, other_branch);
    /* Without a number the tax number fits both; the first of them is taken, every time. */
    g_assert_cmpuint(match(book, NULL, "Alfa doo", "101234567"), ==, match(book, NULL, "ALFA", "101234567"));
    g_assert_cmpuint(kam_account_book_size(book), ==, 2);
}

static void
test_account__one_without_number_takes_it_on(void)
{
    g_autoptr(KamAccountBook) book = kam_account_book_new();
    guint32 index = match(book, NULL, "Gama", NULL);

    g_assert_cmpuint(match(book, "300", "Gama", "101234567"), ==, index);
    g_assert_cmpstr(kam_account_book_get(book, index)->number, ==, "300");
    g_assert_cmpstr(kam_account_book_get(book, index)->tax_number, ==, "101234567");
    g_assert_cmpuint(match(book, "300", NULL, NULL), ==, index);
    g_assert_cmpuint(match(book, NULL, NULL, "RS 101-234-567"), ==, index);
    g_assert_cmpuint(match(book, "301", "Gama", NULL), !=, index);
}

static void
test_account__name_with_another_tax_number_is_another_company(void)
{
    g_autoptr(KamAccountBook) book = kam_account_book_new();
    guint32 index = match(book, NULL, "Delta", "101234567");

    g_assert_cmpuint(match(book, NULL, "Delta", "207654321"), !=, index);
    g_assert_cmpuint(match(book, NULL, "Delta", NULL), ==, index);
}

static void
test_account__spellings_of_a_name_are_one_account(void)
{
    static const char *const spellings[] = {
        "Đorđević d.o.o.", "Djordjevic DOO", "ЂОРЂЕВИЋ Д.О.О.", "ĐORĐEVIĆ doo", "  Ðorðević", "djordjevic d. o. o.",
    };
    g_autoptr(KamAccountBook) book = kam_account_book_new();

    for (gsize i = 0; i < G_N_ELEMENTS(spellings); i++)
        g_assert_cmpuint(match(book, NULL, spellings[i], NULL), ==, 0);
    g_assert_cmpstr(kam_account_book_get(book, 0)->name, !=, NULL);
    g_assert_cmpuint(match(book, NULL, "Đurđević d.o.o.", NULL), ==, 1);
}

static void
test_account__tax_number_is_letters_and_digits(void)
{
    static const struct {
        const char *text, *expected;
    } cases[] = {
        { "101234567", "101234567" },
        { "RS101234567", "101234567" },
        { "rs 101 234 567", "101234567" },
        { "SI12345678", "SI12345678" },
        { "RS1234", "RS1234" },
        { " - / ", "" },
        { "", "" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got = kam_text_tax_number(cases[i].text, -1);
        g_assert_cmpstr(got, ==, cases[i].expected);
    }
}

static void
test_account__what_a_merged_one_was_called_finds_the_survivor(void)
{
    g_autoptr(KamAccountBook) book = kam_account_book_new();

    add_stored(book, 11, "100", "Alfa doo", "101000001");
    kam_account_book_add_alias(book, 0, "200", NULL, NULL);
    kam_account_book_add_alias(book, 0, NULL, "beta", "202000002");
    g_assert_cmpuint(match(book, "200", "Beta doo", NULL), ==, 0);
    g_assert_cmpuint(match(book, NULL, "Beta doo", NULL), ==, 0);
    g_assert_cmpuint(match(book, NULL, "Beta nova", "202000002"), ==, 0);
    g_assert_cmpuint(match(book, "300", "Beta doo", NULL), ==, 1);
    /* It is not renamed by that, and learns no number. */
    g_assert_cmpstr(kam_account_book_get(book, 0)->name, ==, "Alfa doo");
    g_assert_cmpstr(kam_account_book_get(book, 0)->tax_number, ==, "101000001");
    g_assert_false(kam_account_book_get(book, 0)->is_changed);
    g_assert_cmpuint(match(book, "100", "Alfa novo ime", NULL), ==, 0);
    g_assert_cmpstr(kam_account_book_get(book, 0)->name, ==, "Alfa novo ime");
}

static void
test_account__newer_file_renames_a_stored_account(void)
{
    g_autoptr(KamAccountBook) book = kam_account_book_new();
    KamAccountEntry *entry;

    add_stored(book, 11, "100", "Stari naziv doo", NULL);
    g_assert_cmpuint(match(book, "100", "Novi naziv doo", NULL), ==, 0);
    entry = kam_account_book_get(book, 0);
    g_assert_cmpstr(entry->name, ==, "Novi naziv doo");
    g_assert_cmpstr(entry->name_key, ==, "novi naziv");
    g_assert_true(entry->is_changed);
    /* Both names lead to it for the rest of the run. */
    g_assert_cmpuint(match(book, NULL, "Novi naziv", NULL), ==, 0);
    g_assert_cmpuint(match(book, NULL, "Stari naziv", NULL), ==, 0);
}

static void
test_account__first_spelling_in_a_run_stands(void)
{
    g_autoptr(KamAccountBook) book = kam_account_book_new();

    add_stored(book, 11, "100", "Alfa doo", "101234567");
    g_assert_cmpuint(match(book, NULL, "Alfa doo", "101234567"), ==, 0);
    g_assert_cmpuint(match(book, NULL, "ALFA D.O.O.", "101234567"), ==, 0);
    g_assert_cmpstr(kam_account_book_get(book, 0)->name, ==, "Alfa doo");
    g_assert_false(kam_account_book_get(book, 0)->is_changed);
}

/* Else the same line would go to another account when its file is read again. */
static void
test_account__later_branches_of_a_company_change_no_match(void)
{
    g_autoptr(KamAccountBook) book = kam_account_book_new();
    guint32 index;

    match(book, "100-1", "Alfa doo", "101234567");
    match(book, "100-2", "Alfa doo", "101234567");
    index = match(book, NULL, "Alfa doo", "101234567");
    match(book, "100-3", "Alfa doo", "101234567");
    g_assert_cmpuint(match(book, NULL, "ALFA DOO", "101234567"), ==, index);
}

static void
test_account__what_is_known_is_not_changed(void)
{
    g_autoptr(KamAccountBook) book = kam_account_book_new();

    add_stored(book, 11, "100", "Alfa doo", "101234567");
    add_stored(book, 12, "200", "Beta doo", NULL);
    g_assert_cmpuint(match(book, "100", "Alfa doo", "RS101234567"), ==, 0);
    g_assert_cmpuint(match(book, "200", NULL, NULL), ==, 1);
    g_assert_false(kam_account_book_get(book, 0)->is_changed);
    g_assert_false(kam_account_book_get(book, 1)->is_changed);
    g_assert_true(kam_account_book_get(book, 0)->is_seen);
    g_assert_cmpstr(kam_account_book_get(book, 1)->name, ==, "Beta doo");
}

static void
test_account__oldest_of_a_name_wins(void)
{
    g_autoptr(KamAccountBook) book = kam_account_book_new();

    add_stored(book, 11, "100", "Alfa doo", NULL);
    add_stored(book, 12, "200", "Alfa doo", NULL);
    add_stored(book, 13, NULL, "Alfa doo", NULL);
    g_assert_cmpuint(match(book, NULL, "Alfa", NULL), ==, 0);
    g_assert_cmpuint(match(book, "300", "Alfa", NULL), ==, 2);
}

static void
test_account__long_numbers_are_told_apart(void)
{
    g_autoptr(KamAccountBook) book = kam_account_book_new();
    g_autofree char *first = g_strnfill(200, '1');
    g_autofree char *second = g_strnfill(200, '1');

    second[199] = '2';
    g_assert_cmpuint(match(book, first, NULL, NULL), ==, 0);
    g_assert_cmpuint(match(book, second, NULL, NULL), ==, 1);
    g_assert_cmpuint(match(book, first, NULL, NULL), ==, 0);
}

static void
test_account__hundred_thousand(void)
{
    g_autoptr(KamAccountBook) book = kam_account_book_new();
    const guint n = 100000;
    char number[16], name[32], tax[16];

    for (guint round = 0; round < 3; round++) {
        for (guint i = 0; i < n; i++) {
            g_snprintf(number, sizeof number, "K%u", i);
            g_snprintf(name, sizeof name, "Kupac %u doo", i);
            g_snprintf(tax, sizeof tax, "%u", 100000000 + i);
            /* First all of it, then by the tax number alone, then by the name alone. */
            g_assert_cmpuint(match(book, round == 0 ? number : NULL, round != 1 ? name : NULL, round != 2 ? tax : NULL),
                             ==, i);
        }
    }
    g_assert_cmpuint(kam_account_book_size(book), ==, n);
}

/* --- articles --- */

static guint32
match_product(KamProductBook *book, const char *number, const char *name)
{
    KamLine line = line_of_product(number, name);

    return kam_product_book_match(book, &line);
}

static void
test_product__number_goes_before_name(void)
{
    g_autoptr(KamCharges) charges = kam_charges_new();
    g_autoptr(KamProductBook) book = kam_product_book_new(charges);
    guint32 index = match_product(book, "A1", "Vijak M6");

    g_assert_cmpuint(match_product(book, "A1", "Something else"), ==, index);
    g_assert_cmpuint(match_product(book, "A2", "Vijak M6"), !=, index);
    g_assert_cmpuint(match_product(book, NULL, "VIJAK  m6"), ==, index);
    g_assert_cmpuint(match_product(book, NULL, NULL), ==, KAM_NO_INDEX);
    g_assert_cmpstr(kam_product_book_get(book, index)->name, ==, "Vijak M6");
}

static void
test_product__one_without_number_takes_it_on(void)
{
    g_autoptr(KamCharges) charges = kam_charges_new();
    g_autoptr(KamProductBook) book = kam_product_book_new(charges);
    guint32 index = match_product(book, NULL, "Vijak M6");

    g_assert_cmpuint(match_product(book, "A1", "Vijak M6"), ==, index);
    g_assert_cmpstr(kam_product_book_get(book, index)->number, ==, "A1");
    g_assert_cmpuint(match_product(book, "A1", NULL), ==, index);
    g_assert_cmpuint(match_product(book, "A2", "Vijak M6"), !=, index);
}

static void
test_product__empty_cells_are_filled_by_later_lines(void)
{
    g_autoptr(KamCharges) charges = kam_charges_new();
    g_autoptr(KamProductBook) book = kam_product_book_new(charges);
    KamLine line = line_of_product("A1", NULL);
    KamProductEntry *entry;

    kam_product_book_add_stored(book, 5, "A1", NULL, "", NULL, NULL, NULL);
    g_assert_cmpuint(kam_product_book_match(book, &line), ==, 0);
    g_assert_false(kam_product_book_get(book, 0)->is_changed);
    line.product_name = slice("Vijak M6");
    line.category = slice("Vijci");
    line.unit = slice("kom");
    g_assert_cmpuint(kam_product_book_match(book, &line), ==, 0);
    entry = kam_product_book_get(book, 0);
    g_assert_true(entry->is_changed);
    g_assert_cmpstr(entry->name, ==, "Vijak M6");
    g_assert_cmpstr(entry->category, ==, "Vijci");
    g_assert_cmpstr(entry->unit, ==, "kom");
    g_assert_cmpuint(match_product(book, NULL, "vijak m6"), ==, 0);
}

static void
test_product__hash_is_the_same_in_every_run(void)
{
    g_autoptr(KamCharges) charges = kam_charges_new();
    g_autoptr(KamProductBook) first = kam_product_book_new(charges);
    g_autoptr(KamProductBook) second = kam_product_book_new(charges);
    guint32 a, b;

    match_product(first, "other", NULL);
    a = match_product(first, "A1", "Vijak");
    kam_product_book_add_stored(second, 9, "A1", "Renamed", "renamed", NULL, NULL, NULL);
    b = match_product(second, "A1", NULL);
    g_assert_cmpuint(kam_product_book_get(first, a)->key_hash, ==, kam_product_book_get(second, b)->key_hash);
    g_assert_cmpuint(kam_product_book_get(first, a)->key_hash, !=, kam_product_book_get(first, 0)->key_hash);
}

static void
test_product__charge_is_told_by_id(void)
{
    g_autoptr(KamCharges) charges = kam_charges_new();
    g_autoptr(KamProductBook) book = kam_product_book_new(charges);

    kam_product_book_add_stored(book, 5, "A1", "Vijak", "vijak", NULL, NULL, NULL);
    kam_product_book_add_stored(book, 7, "POST", "Postage", "postage", NULL, NULL, "postage");
    kam_product_book_add_stored(book, 9, "A2", "Matica", "matica", NULL, NULL, NULL);
    g_assert_false(kam_product_book_is_charge(book, 5));
    g_assert_true(kam_product_book_is_charge(book, 7));
    g_assert_false(kam_product_book_is_charge(book, 9));
    g_assert_false(kam_product_book_is_charge(book, 0));
    g_assert_false(kam_product_book_is_charge(book, 6));
    g_assert_false(kam_product_book_is_charge(book, 10));
}

static void
test_product__name_that_comes_later_may_make_it_a_charge(void)
{
    g_autoptr(KamCharges) charges = kam_charges_new();
    g_autoptr(KamProductBook) book = NULL;

    kam_charges_add_default_rules(charges);
    book = kam_product_book_new(charges);
    match_product(book, "X9", NULL);
    g_assert_null(kam_product_book_get(book, 0)->charge_reason);
    match_product(book, "X9", "Postage");
    g_assert_cmpstr(kam_product_book_get(book, 0)->charge_reason, ==, "postage");
}

/* --- charges --- */

static void
test_charges__what_is_no_product(void)
{
    static const struct {
        const char *number, *name, *reason;
    } cases[] = {
        { "POST", "POSTAGE", "postage" },
        { "DOT", "DOTCOM POSTAGE", "postage" },
        { "C2", "CARRIAGE", "postage" },
        { "M", "Manual", "manual entry" },
        { "m", NULL, "manual entry" },
        { "BANK CHARGES", " Bank Charges", "bank fee" },
        { "AMAZONFEE", "AMAZON FEE", "bank fee" },
        { "CRUK", "CRUK Commission", "bank fee" },
        { "ADJUST", "Adjustment by john on 26/01/2010 16", "adjustment" },
        { "ADJUST2", "Adjustment by Peter on Jun 25 2010 ", "adjustment" },
        { "B", "Adjust bad debt", "adjustment" },
        { "D", "Discount", "discount" },
        { "S", "SAMPLES", "sample" },
        { "gift_0001_80", "Dotcomgiftshop Gift Voucher £80.00", "voucher" },
        { "TEST001", "This is a test product.", "test entry" },
        { NULL, "Troškovi dostave", "postage" },
        { NULL, "ПОШТАРИНА", "postage" },
        { NULL, "Zatezna kamata", "interest" },
        { "9001", "Zaokruženje iznosa", "adjustment" },
    };
    g_autoptr(KamCharges) charges = kam_charges_new();

    kam_charges_add_default_rules(charges);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s, %s", cases[i].number, cases[i].name);
        g_assert_cmpstr(kam_charges_find(charges, cases[i].number, cases[i].name), ==, cases[i].reason);
    }
}

static void
test_charges__what_is_a_product(void)
{
    static const struct {
        const char *number, *name;
    } cases[] = {
        { "85123A", "WHITE HANGING HEART T-LIGHT HOLDER" },
        { "1001", "Manual pallet truck" },
        { "1002", "Postage stamp album" },
        { "1003", "Sample case, aluminium" },
        { "1004", "Transporter T2" },
        { "1005", "Deposit safe DS-20" },
        { "MX", "Delivery note book A5" },
        { "1006", "Discount sticker roll" },
        { "1007", "Freight elevator relay" },
        { "POSTER", "Poster frame" },
        { "DOTS", "Dots wall sticker" },
        { "1008", "Banka stolica" },
        { "1009", "Adjustable spanner 10\"" },
        { NULL, "" },
        { NULL, NULL },
        { "", NULL },
    };
    g_autoptr(KamCharges) charges = kam_charges_new();

    kam_charges_add_default_rules(charges);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s, %s", cases[i].number, cases[i].name);
        g_assert_cmpstr(kam_charges_find(charges, cases[i].number, cases[i].name), ==, NULL);
    }
}

/* A rule that is written otherwise than texts are folded could never be met. */
static void
test_charges__default_rules_are_folded_and_meet_themselves(void)
{
    g_autoptr(KamCharges) charges = kam_charges_new();

    kam_charges_add_default_rules(charges);
    for (const KamChargeRule *rule = kam_charge_default_rules(); rule->field != NULL; rule++) {
        gboolean on_number = strcmp(rule->field, "product_number") == 0;
        g_autoptr(GString) text = g_string_new(rule->pattern);
        g_string_replace(text, "*", "x", 0);
        g_test_message("%s", rule->pattern);
        g_assert_nonnull(kam_charges_find(charges, on_number ? text->str : NULL, on_number ? NULL : text->str));
    }
}

static void
test_charges__first_rule_decides(void)
{
    g_autoptr(KamCharges) charges = kam_charges_new();

    kam_charges_add_rule(charges, "product_name", "usluga*", "service");
    kam_charges_add_rule(charges, "product_name", "usluga prevoza", "postage");
    g_assert_cmpstr(kam_charges_find(charges, NULL, "Usluga prevoza"), ==, "service");
    g_assert_cmpstr(kam_charges_find(charges, "usluga", "x"), ==, NULL);
}

#define ADD(name) g_test_add_func("/ingest/books/" #name, test_##name)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD(key_index__keys_carry_what_was_written);
    ADD(key_index__bytes_behind_a_nul_count);
    ADD(account__number_goes_before_tax_number_before_name);
    ADD(account__line_that_names_nobody_has_none);
    ADD(account__two_numbers_are_two_accounts);
    ADD(account__one_without_number_takes_it_on);
    ADD(account__name_with_another_tax_number_is_another_company);
    ADD(account__spellings_of_a_name_are_one_account);
    ADD(account__tax_number_is_letters_and_digits);
    ADD(account__what_a_merged_one_was_called_finds_the_survivor);
    ADD(account__newer_file_renames_a_stored_account);
    ADD(account__first_spelling_in_a_run_stands);
    ADD(account__later_branches_of_a_company_change_no_match);
    ADD(account__what_is_known_is_not_changed);
    ADD(account__oldest_of_a_name_wins);
    ADD(account__long_numbers_are_told_apart);
    ADD(account__hundred_thousand);
    ADD(product__number_goes_before_name);
    ADD(product__one_without_number_takes_it_on);
    ADD(product__empty_cells_are_filled_by_later_lines);
    ADD(product__hash_is_the_same_in_every_run);
    ADD(product__charge_is_told_by_id);
    ADD(product__name_that_comes_later_may_make_it_a_charge);
    ADD(charges__what_is_no_product);
    ADD(charges__what_is_a_product);
    ADD(charges__default_rules_are_folded_and_meet_themselves);
    ADD(charges__first_rule_decides);
    return g_test_run();
}
