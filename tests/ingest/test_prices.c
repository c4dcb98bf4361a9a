/* Whether a currency column tells in what money the amounts are. */
#include "base/decimal.h"
#include "sales/currency.h"
#include "sales/facts.h"
#include "sales/ingest/price_evidence.h"

#define RSD kam_currency_pack("RSD", 3)
#define EUR kam_currency_pack("EUR", 3)
#define USD kam_currency_pack("USD", 3)
#define CAD kam_currency_pack("CAD", 3)
#define NONE kam_currency_pack("", 0)

/* `quantity` pieces of an article at a price in cents. */
static void
add(KamPriceEvidence *evidence, guint32 product, guint32 currency, gint64 quantity, gint64 cents)
{
    kam_price_evidence_add(evidence, product, currency, quantity * KAM_MICRO, quantity * cents * KAM_MICRO / 100, cents,
                           2);
}

static void
test_currency__is_three_capital_letters(void)
{
    char text[4];

    kam_currency_unpack(RSD, text);
    g_assert_cmpstr(text, ==, "RSD");
    kam_currency_unpack(kam_currency_pack("rsd", 3), text);
    g_assert_cmpstr(text, ==, "XXX");
    g_assert_cmpuint(kam_currency_pack("RS", 2), ==, NONE);
    g_assert_cmpuint(kam_currency_pack("RSDX", 4), ==, NONE);
    g_assert_cmpuint(kam_currency_pack("R D", 3), ==, NONE);
    g_assert_cmpuint(kam_currency_pack("XXX", 3), ==, NONE);
}

static void
test_main__is_the_currency_of_most_lines(void)
{
    g_autoptr(KamPriceEvidence) evidence = kam_price_evidence_new();

    g_assert_cmpuint(kam_price_evidence_main(evidence), ==, NONE);
    g_assert_cmpuint(kam_price_evidence_count(evidence), ==, 0);
    for (guint i = 0; i < 10; i++)
        add(evidence, 0, NONE, 1, 100);
    g_assert_cmpuint(kam_price_evidence_main(evidence), ==, NONE);
    add(evidence, 0, EUR, 1, 100);
    add(evidence, 0, RSD, 1, 100);
    add(evidence, 0, RSD, 1, 100);
    g_assert_cmpuint(kam_price_evidence_main(evidence), ==, RSD);
    g_assert_cmpuint(kam_price_evidence_count(evidence), ==, 3);
}

/* As AdventureWorks writes: all amounts in dollars, the customer's own currency beside them. */
static void
add_one_money(KamPriceEvidence *evidence, guint32 currency)
{
    static const gint64 cents[] = { 202499, 3475, 2884, 519, 2069 };

    for (guint32 product = 0; product < 40; product++)
        for (guint i = 0; i < 3; i++)
            add(evidence, product, currency, 1 + i, cents[product % 5] + product * 100);
}

static void
test_one_money__same_prices_under_every_currency(void)
{
    g_autoptr(KamPriceEvidence) evidence = kam_price_evidence_new();

    for (guint round = 0; round < 2; round++) {
        add_one_money(evidence, USD);
        add_one_money(evidence, CAD);
        add_one_money(evidence, EUR);
    }
    add_one_money(evidence, USD);
    g_assert_true(kam_price_evidence_is_one_money(evidence));
    g_assert_cmpuint(kam_price_evidence_main(evidence), ==, USD);
}

/* A file sorted by currency says the same as one that is mixed. */
static void
test_one_money__is_seen_in_a_file_sorted_by_currency(void)
{
    g_autoptr(KamPriceEvidence) evidence = kam_price_evidence_new();

    add_one_money(evidence, USD);
    add_one_money(evidence, USD);
    add_one_money(evidence, CAD);
    g_assert_true(kam_price_evidence_is_one_money(evidence));
}

static void
test_one_money__real_price_lists_are_two(void)
{
    g_autoptr(KamPriceEvidence) evidence = kam_price_evidence_new();

    for (guint32 product = 0; product < 40; product++) {
        for (guint i = 0; i < 3; i++) {
            add(evidence, product, RSD, 2, (1000 + product) * 117);
            add(evidence, product, EUR, 2, 1000 + product);
        }
    }
    /* A few articles cost by chance the same in both. */
    for (guint32 product = 0; product < 10; product++)
        add(evidence, product, EUR, 1, (1000 + product) * 117);
    g_assert_false(kam_price_evidence_is_one_money(evidence));
}

static void
test_one_money__every_currency_must_agree(void)
{
    g_autoptr(KamPriceEvidence) evidence = kam_price_evidence_new();

    add_one_money(evidence, USD);
    add_one_money(evidence, USD);
    add_one_money(evidence, CAD);
    for (guint32 product = 0; product < 40; product++)
        add(evidence, product, RSD, 1, 11700 + product * 31);
    g_assert_false(kam_price_evidence_is_one_money(evidence));
}

static void
test_one_money__needs_three_articles(void)
{
    g_autoptr(KamPriceEvidence) evidence = kam_price_evidence_new();

    add(evidence, 0, RSD, 1, 500);
    for (guint32 product = 0; product < 2; product++) {
        add(evidence, product, EUR, 1, 500);
        add(evidence, product, RSD, 1, 500);
    }
    g_assert_false(kam_price_evidence_is_one_money(evidence));
    add(evidence, 2, EUR, 1, 500);
    add(evidence, 2, RSD, 1, 500);
    g_assert_true(kam_price_evidence_is_one_money(evidence));
}

/* Goods given away cost nothing in any money. */
static void
test_one_money__zero_prices_prove_nothing(void)
{
    g_autoptr(KamPriceEvidence) evidence = kam_price_evidence_new();

    for (guint32 product = 0; product < 40; product++) {
        add(evidence, product, RSD, 1, 0);
        add(evidence, product, EUR, 1, 0);
        add(evidence, product, RSD, 2, (1000 + product) * 117);
        add(evidence, product, EUR, 2, 1000 + product);
    }
    g_assert_false(kam_price_evidence_is_one_money(evidence));
}

static void
test_one_money__one_currency_is_no_question(void)
{
    g_autoptr(KamPriceEvidence) evidence = kam_price_evidence_new();

    add_one_money(evidence, USD);
    g_assert_false(kam_price_evidence_is_one_money(evidence));
    add(evidence, 0, NONE, 1, 100);
    g_assert_cmpuint(kam_price_evidence_main(evidence), ==, USD);
}

static void
test_one_money__price_from_amounts_when_there_is_none(void)
{
    g_autoptr(KamPriceEvidence) evidence = kam_price_evidence_new();

    for (guint32 product = 0; product < 5; product++) {
        kam_price_evidence_add(evidence, product, USD, 4 * KAM_MICRO, (product + 1) * 10 * KAM_MICRO, 0, 0);
        kam_price_evidence_add(evidence, product, CAD, 2 * KAM_MICRO, (product + 1) * 5 * KAM_MICRO, 0, 0);
        kam_price_evidence_add(evidence, product, CAD, 0, 7 * KAM_MICRO, 0, 0);
        kam_price_evidence_add(evidence, KAM_NO_INDEX, CAD, KAM_MICRO, 7 * KAM_MICRO, 0, 0);
    }
    g_assert_true(kam_price_evidence_is_one_money(evidence));
}

static void
test_evidence__absurd_input_is_survived(void)
{
    g_autoptr(KamPriceEvidence) evidence = kam_price_evidence_new();
    char code[4] = "AAA";

    for (guint i = 0; i < 200; i++) {
        code[0] = (char)('A' + i / 26);
        code[1] = (char)('A' + i % 26);
        kam_price_evidence_add(evidence, i, kam_currency_pack(code, 3), 1, G_MAXINT64, G_MAXINT64, 0);
        kam_price_evidence_add(evidence, i, kam_currency_pack(code, 3), -1, G_MININT64, G_MININT64, 18);
        kam_price_evidence_add(evidence, i, kam_currency_pack(code, 3), 1, G_MININT64, 0, 0);
    }
    g_assert_false(kam_price_evidence_is_one_money(evidence));
}

#define ADD(name) g_test_add_func("/ingest/prices/" #name, test_##name)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD(currency__is_three_capital_letters);
    ADD(main__is_the_currency_of_most_lines);
    ADD(one_money__same_prices_under_every_currency);
    ADD(one_money__is_seen_in_a_file_sorted_by_currency);
    ADD(one_money__real_price_lists_are_two);
    ADD(one_money__every_currency_must_agree);
    ADD(one_money__needs_three_articles);
    ADD(one_money__zero_prices_prove_nothing);
    ADD(one_money__one_currency_is_no_question);
    ADD(one_money__price_from_amounts_when_there_is_none);
    ADD(evidence__absurd_input_is_survived);
    return g_test_run();
}
