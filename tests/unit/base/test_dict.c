/* The dictionary: numbers in order of first appearance, keys kept to the byte, a GHashTable beside it as witness. */
#include "base/dict.h"

#include <string.h>

static void
test_add__numbers_count_from_zero(void)
{
    g_autoptr(KamDict) dict = kam_dict_new();
    gboolean is_new = FALSE;

    g_assert_cmpuint(kam_dict_add(dict, "stone", 5, &is_new), ==, 0);
    g_assert_true(is_new);
    g_assert_cmpuint(kam_dict_add(dict, "kamen", 5, &is_new), ==, 1);
    g_assert_true(is_new);
    g_assert_cmpuint(kam_dict_add(dict, "stone", 5, &is_new), ==, 0);
    g_assert_false(is_new);
    g_assert_cmpuint(kam_dict_size(dict), ==, 2);
}

static void
test_add__only_the_slice_counts(void)
{
    g_autoptr(KamDict) dict = kam_dict_new();

    kam_dict_add(dict, "stones", 5, NULL);
    g_assert_cmpuint(kam_dict_find(dict, "stone", 5), ==, 0);
    g_assert_cmpuint(kam_dict_find(dict, "stones", 6), ==, KAM_DICT_NONE);
    g_assert_cmpstr(kam_dict_key(dict, 0, NULL), ==, "stone");
}

static void
test_add__empty_and_nul_keys_differ(void)
{
    g_autoptr(KamDict) dict = kam_dict_new();
    gsize length = 99;

    kam_dict_add(dict, NULL, 0, NULL);
    kam_dict_add(dict, "\0", 1, NULL);
    kam_dict_add(dict, "\0\0", 2, NULL);
    kam_dict_add(dict, "a\0b", 3, NULL);
    g_assert_cmpuint(kam_dict_size(dict), ==, 4);
    g_assert_cmpuint(kam_dict_find(dict, "", 0), ==, 0);
    g_assert_cmpuint(kam_dict_find(dict, "\0\0", 2), ==, 2);
    g_assert_cmpstr(kam_dict_key(dict, 0, &length), ==, "");
    g_assert_cmpuint(length, ==, 0);
    g_assert_cmpmem(kam_dict_key(dict, 3, &length), 3, "a\0b", 3);
    g_assert_cmpuint(length, ==, 3);
}

static void
test_find__nothing_in_an_empty_one(void)
{
    g_autoptr(KamDict) dict = kam_dict_new();

    g_assert_cmpuint(kam_dict_find(dict, "x", 1), ==, KAM_DICT_NONE);
    g_assert_cmpuint(kam_dict_size(dict), ==, 0);
}

static void
test_add__long_keys_and_lengths_around_words(void)
{
    g_autoptr(KamDict) dict = kam_dict_new();
    g_autofree char *text = g_malloc(600000);

    /* All prefixes of one text: the hash must look at each byte and at the length. */
    memset(text, 'x', 600000);
    for (guint length = 0; length < 300; length++)
        g_assert_cmpuint(kam_dict_add(dict, text, length, NULL), ==, length);
    g_assert_cmpuint(kam_dict_add(dict, text, 600000, NULL), ==, 300);
    g_assert_cmpuint(kam_dict_add(dict, "after", 5, NULL), ==, 301);
    for (guint length = 0; length < 300; length++) {
        gsize found;

        g_assert_cmpmem(kam_dict_key(dict, length, &found), length, text, length);
        g_assert_cmpuint(found, ==, length);
    }
    g_assert_cmpuint(strlen(kam_dict_key(dict, 300, NULL)), ==, 600000);
}

static void
test_add__agrees_with_a_hash_table(void)
{
    g_autoptr(KamDict) dict = kam_dict_new();
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GRand) rand = g_rand_new_with_seed(1);

    for (int i = 0; i < 400000; i++) {
        g_autofree char *key = g_strdup_printf("%x-%d", g_rand_int_range(rand, 0, 90000), i % 3);
        gpointer seen = NULL;
        gboolean is_known = g_hash_table_lookup_extended(known, key, NULL, &seen);
        gboolean is_new;
        guint32 number = kam_dict_add(dict, key, strlen(key), &is_new);

        g_assert_cmpint(is_new, ==, !is_known);
        if (is_known)
            g_assert_cmpuint(number, ==, GPOINTER_TO_UINT(seen));
        else
            g_hash_table_insert(known, g_strdup(key), GUINT_TO_POINTER(number));
        g_assert_cmpstr(kam_dict_key(dict, number, NULL), ==, key);
    }
    g_assert_cmpuint(kam_dict_size(dict), ==, g_hash_table_size(known));
}

static void
test_key__stays_where_it_is(void)
{
    g_autoptr(KamDict) dict = kam_dict_new();
    const char *first = NULL;

    kam_dict_add(dict, "first", 5, NULL);
    first = kam_dict_key(dict, 0, NULL);
    for (int i = 0; i < 50000; i++)
        kam_dict_add(dict, (const char *)&i, sizeof i, NULL);
    g_assert_true(first == kam_dict_key(dict, 0, NULL));
    g_assert_cmpstr(first, ==, "first");
}

static void
test_free__accepts_null(void)
{
    kam_dict_free(NULL);
}

static void
test_hash__each_bit_matters(void)
{
    guint8 bytes[67];

    for (gsize length = 1; length <= sizeof bytes; length++) {
        guint64 before;

        memset(bytes, 0xA5, sizeof bytes);
        before = kam_hash_bytes(bytes, length, 7);
        g_assert_cmpuint(before, !=, kam_hash_bytes(bytes, length, 8));
        g_assert_cmpuint(before, !=, kam_hash_bytes(bytes, length - 1, 7));
        for (gsize bit = 0; bit < length * 8; bit++) {
            bytes[bit / 8] ^= (guint8)(1 << bit % 8);
            g_assert_cmpuint(before, !=, kam_hash_bytes(bytes, length, 7));
            bytes[bit / 8] ^= (guint8)(1 << bit % 8);
        }
    }
}

static void
test_hash__does_not_look_behind_the_slice(void)
{
    for (gsize length = 0; length < 40; length++) {
        g_autofree guint8 *exact = g_malloc0(MAX(length, 1)); /* the sanitizer watches its end */
        guint8 longer[48] = { 0 };

        memset(longer + length, 0xFF, sizeof longer - length);
        g_assert_cmpuint(kam_hash_bytes(exact, length, 0), ==, kam_hash_bytes(longer, length, 0));
    }
}

/* A flipped bit should flip half of the 64; over many trials each output bit flips between 45 and 55 times of 100. */
static void
test_hash__spreads_a_flipped_bit(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(3);
    int flips[64] = { 0 };
    const int trials = 20000;

    for (int i = 0; i < trials; i++) {
        guint32 words[5];
        guint64 difference;

        for (int j = 0; j < 5; j++)
            words[j] = g_rand_int(rand);
        difference = kam_hash_bytes(words, sizeof words, 0);
        words[g_rand_int_range(rand, 0, 5)] ^= 1u << g_rand_int_range(rand, 0, 32);
        difference ^= kam_hash_bytes(words, sizeof words, 0);
        for (int bit = 0; bit < 64; bit++)
            flips[bit] += (int)(difference >> bit & 1);
    }
    for (int bit = 0; bit < 64; bit++) {
        g_assert_cmpint(flips[bit], >, trials * 45 / 100);
        g_assert_cmpint(flips[bit], <, trials * 55 / 100);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/dict/add/numbers", test_add__numbers_count_from_zero);
    g_test_add_func("/base/dict/add/slice", test_add__only_the_slice_counts);
    g_test_add_func("/base/dict/add/empty-and-nul", test_add__empty_and_nul_keys_differ);
    g_test_add_func("/base/dict/find/empty", test_find__nothing_in_an_empty_one);
    g_test_add_func("/base/dict/add/lengths", test_add__long_keys_and_lengths_around_words);
    g_test_add_func("/base/dict/add/witness", test_add__agrees_with_a_hash_table);
    g_test_add_func("/base/dict/key/stays", test_key__stays_where_it_is);
    g_test_add_func("/base/dict/free/null", test_free__accepts_null);
    g_test_add_func("/base/dict/hash/each-bit", test_hash__each_bit_matters);
    g_test_add_func("/base/dict/hash/bounds", test_hash__does_not_look_behind_the_slice);
    g_test_add_func("/base/dict/hash/spread", test_hash__spreads_a_flipped_bit);
    return g_test_run();
}
