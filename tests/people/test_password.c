/* Which passwords are good enough, and the gate before their hashes. */
#include <string.h>

#include "service/people/gate.h"
#include "service/people/password.h"
#include "service/people/password_words.h"

static const char *const own[] = { "ana.petrovic@metalpromet.rs", "Ana Petrović", NULL };
static const KamHashCost quick = { 1, 8192 };

static void
assert_refused(const char *password, const char *because)
{
    g_autoptr(GError) error = NULL;

    if (kam_password_check(password, own, &error))
        g_error("'%s' was taken", password);
    g_assert_error(error, KAM_ERROR, KAM_ERROR_INVALID);
    g_assert_nonnull(strstr(error->message, because));
    g_assert_null(strstr(error->message, "Ana"));
}

static void
assert_taken(const char *password)
{
    g_autoptr(GError) error = NULL;

    kam_password_check(password, own, &error);
    g_assert_no_error(error);
}

static void
test_password__length_is_in_characters(void)
{
    g_autofree char *longest = g_malloc(1025);

    for (guint i = 0; i < 1024; i++)
        longest[i] = "kwzmrtbx vlqp gh"[i * 7 % 16];
    longest[1024] = '\0';
    assert_taken(longest);
    {
        g_autofree char *too_long = g_strconcat(longest, "x", NULL);
        assert_refused(too_long, "1024");
    }
    assert_refused("kwzmrtbxvlq", "12");
    assert_taken("kwzmrtbxvlqp");
    assert_refused("šđčćžшђчћжљ", "12");
    assert_taken("šđčćžшђчћжљњ");
    assert_refused("", "12");
    assert_refused("kwzmrtbx\xff\xfevlqp", "UTF-8");
}

static void
test_password__what_is_guessed_first_is_refused(void)
{
    const char *const bad[] = {
        "password123456",
        "P@ssw0rd2026!",
        "Lozinka2026!!!",
        "lozinka123456",
        "qwertyuiop1234",
        "qwertz123456789",
        "aaaaaaaaaaaaaaaa",
        "abcdefghijklmnop",
        "123456789012345",
        "abcabcabcabcabc",
        "Beograd2026Beograd",
        "crvenazvezda1945",
        "partizan123456",
        "anapetrovic2026",
        "metalpromet2026!",
        "kamenkamenkamen",
        "correct horse battery staple",
        "1qaz2wsx3edc4rfv",
        "administrator1",
        "Шифра1234567890",
        "dobro jutro Srbija",
        "iloveyou iloveyou",
        "zima2025leto2026",
        "asdfghjkl12345",
    };

    for (guint i = 0; i < G_N_ELEMENTS(bad); i++)
        assert_refused(bad[i], "guessed first");
}

static void
test_password__phrases_and_random_ones_are_taken(void)
{
    const char *const good[] = { "seven green bottles stand", "correct horse battery",
                                 "gledam kroz prozor vlaka",  "kV7#mzQ2!wLx",
                                 "trinaest žutih bicikala",   "correct-battery-lamp-moss",
                                 "плава кофа испод стола",    "o4nvz2kqm3wr" };

    for (guint i = 0; i < G_N_ELEMENTS(good); i++)
        assert_taken(good[i]);
}

static void
test_password__own_words_count_as_one(void)
{
    g_assert_cmpuint(kam_password_count_parts("petrovicmetalpromet", own), ==, 2);
    g_assert_cmpuint(kam_password_count_parts("petrovicmetalpromet", NULL), ==, 8);
}

static void
test_words__are_folded_and_once_each(void)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; kam_password_words[i] != NULL; i++) {
        g_assert_cmpuint(strlen(kam_password_words[i]), >=, 3);
        g_assert_cmpuint(strspn(kam_password_words[i], "abcdefghijklmnopqrstuvwxyz"), ==,
                         strlen(kam_password_words[i]));
        g_assert_true(g_hash_table_add(seen, (gpointer)(guintptr)kam_password_words[i]));
    }
    g_assert_cmpuint(g_hash_table_size(seen), >, 500);
}

static void
test_normal__two_spellings_are_one(void)
{
    g_autofree char *composed = kam_password_normalize("\xc5\xa1"
                                                       "uma");
    g_autofree char *decomposed = kam_password_normalize("s\xcc\x8c"
                                                         "uma");

    g_assert_cmpstr(composed, ==, decomposed);
    g_assert_null(kam_password_normalize("\xff"));
    kam_password_free(NULL);
}

static void
test_gate__compares_nobody_with_the_same_work(void)
{
    g_autoptr(KamHashGate) gate = kam_hash_gate_new(2, quick);
    g_autofree char *hash = kam_hash_gate_hash(gate, "seven green bottles", NULL);
    gboolean right = FALSE;
    gboolean outdated = TRUE;

    g_assert_true(g_str_has_prefix(hash, "$argon2id$"));
    g_assert_true(kam_hash_gate_verify(gate, hash, "seven green bottles", &right, &outdated, NULL));
    g_assert_true(right);
    g_assert_false(outdated);
    g_assert_true(kam_hash_gate_verify(gate, hash, "eight green bottles", &right, NULL, NULL));
    g_assert_false(right);
    /* A hash that is not outdated is one of this cost: nobody's is worked through to its end. */
    outdated = TRUE;
    g_assert_true(kam_hash_gate_verify(gate, NULL, "seven green bottles", &right, &outdated, NULL));
    g_assert_false(right);
    g_assert_false(outdated);
    g_assert_cmpuint(kam_hash_gate_get_count(gate), ==, 4);
}

static void
test_gate__cheaper_hash_is_outdated(void)
{
    g_autoptr(KamHashGate) cheap = kam_hash_gate_new(2, quick);
    g_autoptr(KamHashGate) dear = kam_hash_gate_new(2, (KamHashCost) { 2, 16384 });
    g_autofree char *hash = kam_hash_gate_hash(cheap, "seven green bottles", NULL);
    gboolean right = FALSE;
    gboolean outdated = FALSE;

    g_assert_true(kam_hash_gate_verify(dear, hash, "seven green bottles", &right, &outdated, NULL));
    g_assert_true(right);
    g_assert_true(outdated);
}

static void
test_gate__standard_cost_is_64_mib_and_three_passes(void)
{
    g_assert_cmpuint(kam_hash_cost_standard.memory, ==, 64 * 1024 * 1024);
    g_assert_cmpuint(kam_hash_cost_standard.operations, ==, 3);
}

static gpointer
compare_once(gpointer data)
{
    gboolean right;

    g_assert_true(kam_hash_gate_verify(data, NULL, "seven green bottles", &right, NULL, NULL));
    return NULL;
}

static void
test_gate__serves_all_who_wait(void)
{
    g_autoptr(KamHashGate) gate = kam_hash_gate_new(1, (KamHashCost) { 1, 1024 * 1024 });
    GThread *threads[8];

    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
        threads[i] = g_thread_new("compare", compare_once, gate);
    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
        g_thread_join(threads[i]);
    g_assert_cmpuint(kam_hash_gate_get_count(gate), ==, G_N_ELEMENTS(threads));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/people/password/length-is-in-characters", test_password__length_is_in_characters);
    g_test_add_func("/people/password/guessed-first-is-refused", test_password__what_is_guessed_first_is_refused);
    g_test_add_func("/people/password/phrases-are-taken", test_password__phrases_and_random_ones_are_taken);
    g_test_add_func("/people/password/own-words-count-as-one", test_password__own_words_count_as_one);
    g_test_add_func("/people/password/words-are-folded-and-once-each", test_words__are_folded_and_once_each);
    g_test_add_func("/people/password/two-spellings-are-one", test_normal__two_spellings_are_one);
    g_test_add_func("/people/gate/nobody-with-the-same-work", test_gate__compares_nobody_with_the_same_work);
    g_test_add_func("/people/gate/cheaper-hash-is-outdated", test_gate__cheaper_hash_is_outdated);
    g_test_add_func("/people/gate/standard-cost", test_gate__standard_cost_is_64_mib_and_three_passes);
    g_test_add_func("/people/gate/serves-all-who-wait", test_gate__serves_all_who_wait);
    return g_test_run();
}
