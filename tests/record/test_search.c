/* Words by which records are found, and by whom. */
#include <string.h>

#include "fixture.h"
#include "record/list.h"
#include "record/record.h"
#include "record/search.h"

static void
index_account(Fixture *f, gint64 id, const char *name, const char *number, gint64 owner)
{
    g_autoptr(KamRecord) record = kam_record_new(&account_type);
    g_autoptr(GError) error = NULL;

    fixture_add_account(f, id, name, owner, 0);
    record->id = id;
    kam_record_set_text(record, "name", name);
    if (number != NULL)
        kam_record_set_text(record, "number", number);
    kam_search_index_record(f->db, record, &error);
    g_assert_no_error(error);
}

static void
index_deal(Fixture *f, gint64 id, gint64 account, const char *name, const char *secret)
{
    g_autoptr(KamRecord) record = kam_record_new(&deal_type);
    g_autoptr(KamQuery) insert = kam_query_new_insert("test_deal");
    g_autoptr(GError) error = NULL;

    kam_query_set_int(insert, "id", id);
    kam_query_set_int(insert, "account_id", account);
    kam_query_set_text(insert, "name", name);
    kam_query_run(insert, f->db, &error);
    g_assert_no_error(error);
    record->id = id;
    kam_record_set_text(record, "name", name);
    if (secret != NULL)
        kam_record_set_text(record, "secret", secret);
    kam_search_index_record(f->db, record, &error);
    g_assert_no_error(error);
}

static void
assert_found(Fixture *f, const KamActor *actor, const char *text, const char *expected)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GString) ids = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    KamJson json;

    kam_json_init(&json, out, 0);
    kam_search_to_json(f->db, actor, fixture_types, text, 20, &json, NULL, &error);
    g_assert_no_error(error);
    for (const char *at = strstr(out->str, "\",\"id\":\""); at != NULL; at = strstr(at + 1, "\",\"id\":\"")) {
        const char *id = at + strlen("\",\"id\":\"");

        g_string_append_len(ids, id, (gssize)strcspn(id, "\""));
        g_string_append_c(ids, ' ');
    }
    g_test_message("%s: %s", text, out->str);
    g_assert_cmpstr(ids->str, ==, expected);
}

static void
test_search__case_diacritics_and_script_do_not_matter(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    KamActor director = fixture_actor(KAM_ROLE_DIRECTOR, 1, 0, 0);

    index_account(f, 1, "Đorđević Promet", NULL, 0);
    index_account(f, 2, "Ђорђевић и синови", NULL, 0);
    index_account(f, 3, "Petrović", NULL, 0);
    assert_found(f, &director, "djordjevic", "2 1 ");
    assert_found(f, &director, "ĐORĐEVIĆ pro", "1 ");
    assert_found(f, &director, "ђорђ син", "2 ");
    assert_found(f, &director, "jordj", "");
    assert_found(f, &director, "", "");
    assert_found(f, &director, "%", "");
}

static void
test_search__best_first(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    KamActor director = fixture_actor(KAM_ROLE_DIRECTOR, 1, 0, 0);

    index_account(f, 1, "Zeta", "metal", 0);
    index_account(f, 2, "Stari Metal", NULL, 0);
    index_account(f, 3, "Metalac", NULL, 0);
    index_account(f, 4, "Metal", NULL, 0);
    assert_found(f, &director, "metal", "4 3 2 1 ");
}

static void
test_search__rows_and_classes_follow_the_rights(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    KamActor director = fixture_actor(KAM_ROLE_DIRECTOR, 9, 0, 0);
    KamActor kam = fixture_actor(KAM_ROLE_KAM, 1, 0, 0);
    KamActor member = fixture_actor(KAM_ROLE_MEMBER, 3, 0, 0);
    KamActor admin = fixture_actor(KAM_ROLE_ADMIN, 1, 0, 0);

    index_account(f, 1, "Alfa", NULL, 1);
    index_account(f, 2, "Alfa druga", NULL, 2);
    fixture_add_team(f, 1, 1, 3, 1, 30000, FALSE);
    index_deal(f, 10, 1, "Alfa posao", "tajna");
    index_deal(f, 11, 2, "Alfa posao", "tajna");
    assert_found(f, &director, "alfa", "1 2 10 11 ");
    assert_found(f, &kam, "alfa", "1 10 ");
    assert_found(f, &member, "alfa", "1 10 ");
    assert_found(f, &admin, "alfa", "");
    assert_found(f, &kam, "tajna", "10 ");
    assert_found(f, &member, "tajna", "");
    assert_found(f, &member, "alfa tajna", "");
}

/* Words of records that are not there take all places. */
static void
crowd_out(Fixture *f, const char *word, guint n)
{
    static const KamBulkColumn columns[] = { { "word", KAM_COLUMN_TEXT },
                                             { "record_id", KAM_COLUMN_INT64 },
                                             { "field_class", KAM_COLUMN_INT16 },
                                             { "weight", KAM_COLUMN_INT16 },
                                             { "type", KAM_COLUMN_TEXT } };
    g_autoptr(GError) error = NULL;
    g_autoptr(KamTx) tx = kam_tx_begin(f->db, &error);
    g_autoptr(KamBulk) bulk = kam_bulk_new(f->db, "search_word", columns, G_N_ELEMENTS(columns), &error);

    for (guint i = 0; i < n; i++) {
        kam_bulk_put_text(bulk, word, -1);
        kam_bulk_put_int(bulk, 1000 + i);
        kam_bulk_put_int(bulk, KAM_PUBLIC);
        kam_bulk_put_int(bulk, 1);
        kam_bulk_put_text(bulk, "account", -1);
        g_assert_true(kam_bulk_end_row(bulk, &error));
    }
    g_assert_true(kam_bulk_finish(bulk, &error));
    g_assert_true(kam_tx_commit(tx, &error));
    g_assert_no_error(error);
}

static void
test_search__nobody_misses_their_own(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    KamActor kam = fixture_actor(KAM_ROLE_KAM, 1, 0, 0);

    index_account(f, 20001, "Alfa", NULL, 1);
    index_account(f, 20002, "Alfa druga", NULL, 2);
    index_deal(f, 20010, 20001, "Alfa posao", NULL);
    crowd_out(f, "alfa", 10500);
    assert_found(f, &kam, "alfa", "20001 20010 ");
    assert_found(f, &kam, "alfa posao", "20010 ");
}

static void
test_search__rarest_word_leads(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    KamActor director = fixture_actor(KAM_ROLE_DIRECTOR, 1, 0, 0);

    index_account(f, 20001, "Promet Bor", NULL, 0);
    crowd_out(f, "promet", 2500);
    assert_found(f, &director, "promet bor", "20001 ");
    assert_found(f, &director, "bor promet", "20001 ");
}

static void
test_search__deleted_and_changed_words_are_gone(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    KamActor director = fixture_actor(KAM_ROLE_DIRECTOR, 1, 0, 0);
    g_autoptr(KamRecord) before = kam_record_new(&account_type);
    g_autoptr(KamRecord) after = kam_record_new(&account_type);
    g_autoptr(GError) error = NULL;

    index_account(f, 1, "Stara", NULL, 0);
    before->id = after->id = 1;
    kam_record_set_text(before, "name", "Stara");
    kam_record_set_text(after, "name", "Nova");
    g_assert_true(kam_search_index_change(f->db, before, after, &error));
    assert_found(f, &director, "nova", "1 ");
    assert_found(f, &director, "stara", "");
    after->deleted_at = 5;
    g_assert_true(kam_search_index_change(f->db, before, after, &error));
    assert_found(f, &director, "nova", "");
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT count(*) FROM search_word"), ==, 0);
}

static void
test_search__long_texts_are_bounded(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GString) name = g_string_new(NULL);

    for (guint i = 0; i < 500; i++)
        g_string_append_printf(name, "rec%u ", i);
    for (guint i = 0; i < 100; i++)
        g_string_append(name, "ž");
    index_account(f, 1, name->str, NULL, 0);
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT count(*) FROM search_word"), ==, 64);
}

/* Words of a list's q find what the search finds. */
static void
test_search__words_filter_lists(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const struct {
        const char *query, *items;
    } cases[] = {
        { "q=alfa&select=id", "[{\"id\":\"1\"},{\"id\":\"2\"}]" },
        { "q=al+dru&select=id", "[{\"id\":\"2\"}]" },
        { "q=alfa+x&select=id", "[]" },
        { "q=d&select=id", "[{\"id\":\"2\"}]" },
    };
    KamActor director = fixture_actor(KAM_ROLE_DIRECTOR, 1, 0, 0);

    index_account(f, 1, "Alfa", NULL, 1);
    index_account(f, 2, "Alfa druga", NULL, 2);
    index_deal(f, 10, 1, "Alfa druga", NULL);
    /* Gathered first, then row by row. */
    for (guint i = 0; i < 2 * G_N_ELEMENTS(cases); i++) {
        g_auto(KamFaults) faults = { 0 };
        g_autoptr(KamFilter) filter = NULL;
        g_autoptr(GString) out = g_string_new(NULL);
        g_autoptr(GError) error = NULL;
        KamJson json;

        kam_faults_init(&faults);
        filter = kam_filter_parse(&director, fixture_types, &account_type, cases[i / 2].query, &faults);
        filter->frequent = i % 2 == 1 ? G_MAXUINT : 0;
        kam_json_init(&json, out, 0);
        kam_record_list_to_json(f->db, &director, fixture_types, filter, &json, NULL, NULL, NULL, &error);
        g_assert_no_error(error);
        g_assert_cmpstr(out->str, ==, cases[i / 2].items);
    }
}

static void
test_search__knows_frequent_words(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    KamActor director = fixture_actor(KAM_ROLE_DIRECTOR, 1, 0, 0);
    g_auto(KamFaults) faults = { 0 };
    g_autoptr(KamFilter) filter = NULL;
    g_autoptr(GError) error = NULL;

    crowd_out(f, "doo", 4000);
    index_account(f, 20001, "Alfa", NULL, 0);
    kam_faults_init(&faults);
    filter = kam_filter_parse(&director, fixture_types, &account_type, "q=alfa+doo+a", &faults);
    g_assert_true(kam_filter_weigh(filter, f->db, &director, &error));
    g_assert_no_error(error);
    g_assert_cmpuint(filter->frequent, ==, 6);
}

static void
test_rebuild__makes_the_same_words(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    KamActor director = fixture_actor(KAM_ROLE_DIRECTOR, 1, 0, 0);
    g_autoptr(GError) error = NULL;

    fixture_add_account(f, 1, "Đorđević", 0, 0);
    fixture_add_account(f, 2, "Obrisan", 0, 0);
    kam_test_db_run(f->db, "UPDATE account SET deleted_at = 1 WHERE id = 2");
    kam_test_db_run(
        f->db, "INSERT INTO search_word (word, record_id, field_class, weight, type) VALUES ('x', 7, 1, 1, 'deal')");
    g_assert_true(kam_search_rebuild(f->db, fixture_types, &error));
    g_assert_no_error(error);
    assert_found(f, &director, "djordj", "1 ");
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT count(*) FROM search_word"), ==, 1);
}

static void
add_tests(void)
{
    fixture_add("search/case-diacritics-and-script-do-not-matter",
                test_search__case_diacritics_and_script_do_not_matter);
    fixture_add("search/best-first", test_search__best_first);
    fixture_add("search/rows-and-classes-follow-the-rights", test_search__rows_and_classes_follow_the_rights);
    fixture_add("search/nobody-misses-their-own", test_search__nobody_misses_their_own);
    fixture_add("search/rarest-word-leads", test_search__rarest_word_leads);
    fixture_add("search/deleted-and-changed-words-are-gone", test_search__deleted_and_changed_words_are_gone);
    fixture_add("search/long-texts-are-bounded", test_search__long_texts_are_bounded);
    fixture_add("search/words-filter-lists", test_search__words_filter_lists);
    fixture_add("search/knows-frequent-words", test_search__knows_frequent_words);
    fixture_add("rebuild/makes-the-same-words", test_rebuild__makes_the_same_words);
}

int
main(int argc, char **argv)
{
    return fixture_main(argc, argv, add_tests);
}
