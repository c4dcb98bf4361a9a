/* Documents of a run: what makes one, equal lines, versions that several files bring, and the order they are sorted
 * into. */
#include <string.h>

#include "sales/ingest/sorter.h"
#include "sales/ingest/versions.h"
#include "support.h"

/* --- what a document is --- */

static void
test_document__is_number_account_and_year(void)
{
    g_autoptr(KamDocumentBook) book = kam_document_book_new();
    KamLine line = line_of_document("F-1", 1, 10), later = line_of_document("F-1", 2, 40);
    KamLine next_year = line_of_document("F-1", 1, 400), other = line_of_document("F-2", 1, 10);
    guint32 first = kam_document_book_match(book, &line, 0, 0);

    g_assert_cmpuint(kam_document_book_match(book, &later, 0, 0), ==, first);
    g_assert_cmpuint(kam_document_book_match(book, &next_year, 0, 0), !=, first);
    g_assert_cmpuint(kam_document_book_match(book, &other, 0, 0), !=, first);
    g_assert_cmpuint(kam_document_book_match(book, &line, 1, 0), !=, first);
    g_assert_cmpuint(kam_document_book_match(book, &line, KAM_NO_INDEX, 0), !=, first);
    g_assert_cmpuint(kam_document_book_match(book, &line, 0, 0), ==, first);
    g_assert_cmpuint(kam_document_book_size(book), ==, 5);
    g_assert_cmpint(kam_document_book_get(book, first)->day, ==, line.day);
}

static void
test_document__without_number_is_account_and_day(void)
{
    g_autoptr(KamDocumentBook) book = kam_document_book_new();
    KamLine line = line_of_document("", 1, 10), same_day = line_of_document(NULL, 2, 10);
    KamLine next_day = line_of_document("", 1, 11);
    guint32 first = kam_document_book_match(book, &line, 0, 0);

    g_assert_cmpuint(kam_document_book_match(book, &same_day, 0, 0), ==, first);
    g_assert_cmpuint(kam_document_book_match(book, &next_day, 0, 0), !=, first);
    g_assert_cmpuint(kam_document_book_match(book, &line, 1, 0), !=, first);
    g_assert_cmpstr(kam_document_book_get_number(book, kam_document_book_get(book, first)), ==, "");
}

/* A document has one currency; a day without document numbers may have several. */
static void
test_document__without_number_is_told_apart_by_currency(void)
{
    g_autoptr(KamDocumentBook) book = kam_document_book_new();
    KamLine line = line_of_document("", 1, 10), euro = line_of_document("", 2, 10);
    guint32 first = kam_document_book_match(book, &line, 0, 0);

    euro.currency = slice("EUR");
    g_assert_cmpuint(kam_document_book_match(book, &euro, 0, 0), !=, first);
    g_assert_cmpuint(kam_document_book_match(book, &line, 0, 0), ==, first);
    g_assert_cmpuint(kam_document_book_match(book, &euro, 0, 0), ==, first + 1);
    g_assert_cmpuint(kam_document_book_get(book, first + 1)->currency, ==, kam_currency_pack("EUR", 3));
}

static gboolean
add_hash(KamDocumentBook *book, guint32 document, guint64 hash)
{
    guint64 before = kam_document_book_count_equal_lines(book);

    kam_document_book_add_line(book, document, hash);
    return kam_document_book_count_equal_lines(book) > before;
}

static void
test_document__equal_lines_are_told(void)
{
    g_autoptr(KamDocumentBook) book = kam_document_book_new();
    KamLine one = line_of_document("F-1", 1, 10), two = line_of_document("F-2", 1, 10);
    guint32 first = kam_document_book_match(book, &one, 0, 0), second = kam_document_book_match(book, &two, 0, 0);

    g_assert_false(add_hash(book, first, 42));
    g_assert_false(add_hash(book, first, 42 + 8192)); /* the same slot, another line */
    g_assert_true(add_hash(book, first, 42));
    g_assert_false(add_hash(book, second, 42));
    g_assert_true(add_hash(book, second, 42));
    g_assert_cmpuint(kam_document_book_get(book, first)->lines, ==, 3);
    /* Very long documents are looked through in stretches, without a hang. */
    for (guint64 i = 0; i < 30000; i++)
        g_assert_false(add_hash(book, first, 1000000 + i * 8192));
}

static void
test_document__order_of_lines_is_no_content(void)
{
    g_autoptr(KamDocumentBook) book = kam_document_book_new();
    KamLine line = line_of_document("F-1", 1, 10);
    guint32 first = kam_document_book_match(book, &line, 0, 0), second = kam_document_book_match(book, &line, 0, 1);

    g_assert_cmpuint(first, !=, second);
    for (guint i = 0; i < 5; i++)
        add_hash(book, first, 100 + i);
    for (guint i = 5; i > 0; i--)
        add_hash(book, second, 99 + i);
    kam_document_book_settle_versions(book);
    g_assert_cmpuint(kam_document_book_get(book, second)->group, ==, first);
    g_assert_true(kam_document_book_get(book, second)->is_repeat);
}

/* --- versions --- */

/* One file's version of document F-1: its lines bear the given amounts at the given positions. */
typedef struct {
    gboolean positions_given;
    guint n;
    struct {
        gint32 position;
        gint64 net;
    } lines[5];
} Version;

typedef struct {
    KamDocumentBook *book;
    GArray *facts;
    KamDropped dropped;
    gsize n;
} Resolved;

static gint
compare_as_sorted(gconstpointer a, gconstpointer b)
{
    const KamFact *left = a, *right = b;

    if (left->position != right->position)
        return left->position < right->position ? -1 : 1;
    return (left->document > right->document) - (left->document < right->document);
}

static Resolved
resolve(const Version *versions, guint n)
{
    Resolved resolved = { kam_document_book_new(), g_array_new(FALSE, FALSE, sizeof(KamFact)), { 0 }, 0 };

    for (guint file = 0; file < n; file++) {
        for (guint i = 0; i < versions[file].n; i++) {
            KamLine line = line_of_document("F-1", versions[file].lines[i].position, 10);
            KamFact fact;
            line.flags = versions[file].positions_given ? 0 : KAM_LINE_NO_POSITION;
            fact = fact_of(0, 0, line.position, versions[file].lines[i].net);
            fact.document = add_document_line(resolved.book, &line, 0, file, fact.net_micro);
            g_array_append_val(resolved.facts, fact);
        }
    }
    kam_document_book_settle_versions(resolved.book);
    g_array_sort(resolved.facts, compare_as_sorted);
    resolved.n = kam_versions_resolve(resolved.book, (KamFact *)(gpointer)resolved.facts->data, resolved.facts->len,
                                      &resolved.dropped);
    return resolved;
}

static char *
describe(const Resolved *resolved)
{
    GString *out = g_string_new(NULL);

    for (gsize i = 0; i < resolved->n; i++) {
        const KamFact *fact = &g_array_index(resolved->facts, KamFact, i);
        g_assert_cmpuint(fact->document, ==, 0);
        g_string_append_printf(out, "%s%d:%d", i == 0 ? "" : " ", fact->position, (int)fact->net_micro);
    }
    return g_string_free(out, FALSE);
}

static void
assert_resolved(const Version *versions, guint n, const char *expected, guint64 dropped_lines, gint64 dropped_net)
{
    Resolved resolved = resolve(versions, n);
    g_autofree char *got = describe(&resolved);

    g_assert_cmpstr(got, ==, expected);
    g_assert_cmpuint(resolved.dropped.lines, ==, dropped_lines);
    g_assert_cmpint(resolved.dropped.net_micro, ==, dropped_net);
    kam_document_book_free(resolved.book);
    g_array_unref(resolved.facts);
}

static void
test_versions__one_stays_as_it_is(void)
{
    const Version versions[] = { { TRUE, 2, { { 1, 10 }, { 2, 20 } } } };

    assert_resolved(versions, 1, "1:10 2:20", 0, 0);
}

static void
test_versions__repeat_falls_away(void)
{
    const Version versions[] = { { TRUE, 2, { { 1, 10 }, { 2, 20 } } }, { TRUE, 2, { { 2, 20 }, { 1, 10 } } } };

    assert_resolved(versions, 2, "1:10 2:20", 2, 30);
}

static void
test_versions__without_positions_the_newest_replaces_all(void)
{
    const Version versions[] = {
        { FALSE, 3, { { 1, 10 }, { 2, 20 }, { 3, 30 } } },
        { FALSE, 2, { { 1, 11 }, { 2, 20 } } },
        { FALSE, 1, { { 1, 12 } } },
    };

    assert_resolved(versions, 2, "1:11 2:20", 3, 60);
    assert_resolved(versions, 3, "1:12", 5, 91);
}

static void
test_versions__with_positions_the_others_stay(void)
{
    const Version versions[] = {
        { TRUE, 3, { { 1, 10 }, { 2, 20 }, { 3, 30 } } },
        { TRUE, 2, { { 2, 22 }, { 4, 40 } } },
    };

    assert_resolved(versions, 2, "1:10 2:22 3:30 4:40", 1, 20);
}

static void
test_versions__going_back_is_no_repeat(void)
{
    const Version versions[] = {
        { FALSE, 1, { { 1, 10 } } },
        { FALSE, 1, { { 1, 11 } } },
        { FALSE, 1, { { 1, 10 } } },
    };

    assert_resolved(versions, 3, "1:10", 2, 21);
}

static void
test_versions__without_positions_replaces_even_mixed_ones(void)
{
    const Version versions[] = {
        { TRUE, 3, { { 1, 10 }, { 2, 20 }, { 3, 30 } } },
        { TRUE, 1, { { 2, 22 } } },
        { FALSE, 1, { { 1, 99 } } },
    };

    assert_resolved(versions, 3, "1:99", 4, 82);
}

/* Ordinals of one file say nothing about positions of another. */
static void
test_versions__positions_replace_ordinals_whole(void)
{
    const Version versions[] = {
        { FALSE, 3, { { 1, 10 }, { 2, 20 }, { 3, 30 } } },
        { TRUE, 2, { { 10, 10 }, { 20, 20 } } },
    };

    assert_resolved(versions, 2, "10:10 20:20", 3, 60);
}

static void
test_versions__lines_that_share_a_position_all_stay(void)
{
    const Version versions[] = {
        { TRUE, 4, { { 1, 10 }, { 1, 11 }, { 1, 12 }, { 5, 50 } } },
        { TRUE, 2, { { 5, 51 }, { 5, 52 } } },
    };

    assert_resolved(versions, 1, "1:10 5:50 6:11 7:12", 0, 0);
    assert_resolved(versions, 2, "1:10 5:51 6:11 7:12 8:52", 1, 50);
}

/* --- sorter --- */

typedef struct {
    KamDocumentBook *book;
    GArray *facts;
} Shuffled;

static Shuffled
make_facts(GRand *random, guint n, guint n_accounts, guint n_documents)
{
    Shuffled made = { kam_document_book_new(), g_array_new(FALSE, FALSE, sizeof(KamFact)) };
    char number[16];

    for (guint i = 0; i < n; i++) {
        guint32 account = (guint32)g_rand_int_range(random, 0, (gint32)n_accounts);
        KamLine line;
        KamFact fact;
        g_snprintf(number, sizeof number, "F-%d", g_rand_int_range(random, 0, (gint32)n_documents));
        line = line_of_document(number, g_rand_int_range(random, 1, 30), 10);
        account = account == 0 ? KAM_NO_INDEX : account - 1;
        fact = fact_of(account, 0, line.position, (gint64)i);
        fact.document = add_document_line(made.book, &line, account, i < n / 2 ? 0 : 1, fact.net_micro);
        fact.source_row = i; /* the order they came in */
        g_array_append_val(made.facts, fact);
    }
    return made;
}

static void
clear_facts(Shuffled *made)
{
    kam_document_book_free(made->book);
    g_array_unref(made->facts);
}

static KamSorter *
fill_sorter(const Shuffled *made, guint run_length)
{
    g_autoptr(GError) error = NULL;
    KamSorter *sorter = kam_sorter_new(made->book, run_length);

    for (guint i = 0; i < made->facts->len; i++) {
        gboolean added = kam_sorter_add(sorter, &g_array_index(made->facts, KamFact, i), &error);
        g_assert_no_error(error);
        g_assert_true(added);
    }
    return sorter;
}

/* All facts in sorted order; checks that documents come whole and once. */
static GArray *
drain(KamSorter *sorter, KamDocumentBook *book)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GHashTable) met = g_hash_table_new(NULL, NULL);
    GArray *out = g_array_new(FALSE, FALSE, sizeof(KamFact));
    KamFact *facts;
    gsize n;

    g_assert_true(kam_sorter_rewind(sorter, &error));
    while ((facts = kam_sorter_next_document(sorter, &n, &error)) != NULL && n > 0) {
        guint32 group = kam_document_book_get(book, facts[0].document)->group;
        for (gsize i = 0; i < n; i++)
            g_assert_cmpuint(kam_document_book_get(book, facts[i].document)->group, ==, group);
        g_assert_true(g_hash_table_add(met, GUINT_TO_POINTER(group + 1)));
        g_array_append_vals(out, facts, (guint)n);
    }
    g_assert_no_error(error);
    g_assert_nonnull(facts);
    return out;
}

static void
assert_ordered(KamDocumentBook *book, const GArray *facts)
{
    for (guint i = 1; i < facts->len; i++) {
        const KamFact *a = &g_array_index(facts, KamFact, i - 1), *b = &g_array_index(facts, KamFact, i);
        guint32 group_a = kam_document_book_get(book, a->document)->group;
        guint32 group_b = kam_document_book_get(book, b->document)->group;
        g_assert_cmpuint(a->account + 1, <=, b->account + 1); /* without an account first */
        if (a->account != b->account)
            continue;
        g_assert_cmpuint(group_a, <=, group_b);
        if (group_a != group_b)
            continue;
        g_assert_cmpint(a->position, <=, b->position);
        if (a->position != b->position)
            continue;
        g_assert_cmpuint(a->document, <=, b->document);
        if (a->document == b->document)
            g_assert_cmpuint(a->source_row, <, b->source_row);
    }
}

static void
test_sorter__order_does_not_depend_on_memory(void)
{
    static const guint run_lengths[] = { 1, 2, 7, 64, 1000, 2999, 3000, 3001 };
    g_autoptr(GRand) random = g_rand_new_with_seed((guint32)g_test_rand_int());
    Shuffled made = make_facts(random, 3000, 20, 40);
    g_autoptr(KamSorter) in_memory = fill_sorter(&made, 100000);
    g_autoptr(GArray) expected = drain(in_memory, made.book);

    g_assert_cmpuint(expected->len, ==, made.facts->len);
    assert_ordered(made.book, expected);
    for (gsize i = 0; i < G_N_ELEMENTS(run_lengths); i++) {
        g_autoptr(KamSorter) sorter = fill_sorter(&made, run_lengths[i]);
        g_autoptr(GArray) got = drain(sorter, made.book);
        g_assert_cmpmem(got->data, got->len * sizeof(KamFact), expected->data, expected->len * sizeof(KamFact));
    }
    clear_facts(&made);
}

static void
test_sorter__can_be_read_again(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(5);
    Shuffled made = make_facts(random, 10000, 5, 300);

    for (guint run_length = 3000; run_length <= 30000; run_length += 27000) {
        g_autoptr(GError) error = NULL;
        g_autoptr(KamSorter) sorter = fill_sorter(&made, run_length);
        g_autoptr(GArray) first = drain(sorter, made.book);
        g_autoptr(GArray) second = drain(sorter, made.book);
        gsize n;
        g_assert_cmpmem(first->data, first->len * sizeof(KamFact), second->data, second->len * sizeof(KamFact));
        /* Also from the middle. */
        g_assert_true(kam_sorter_rewind(sorter, &error));
        for (guint i = 0; i < 100; i++)
            g_assert_nonnull(kam_sorter_next_document(sorter, &n, &error));
        g_clear_pointer(&second, g_array_unref);
        second = drain(sorter, made.book);
        g_assert_cmpmem(first->data, first->len * sizeof(KamFact), second->data, second->len * sizeof(KamFact));
    }
    clear_facts(&made);
}

static void
test_sorter__nothing_is_no_failure(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamDocumentBook) book = kam_document_book_new();
    g_autoptr(KamSorter) sorter = kam_sorter_new(book, 10);
    gsize n = 1;

    g_assert_true(kam_sorter_rewind(sorter, &error));
    g_assert_nonnull(kam_sorter_next_document(sorter, &n, &error));
    g_assert_cmpuint(n, ==, 0);
    g_assert_no_error(error);
}

static void
test_sorter__no_room_is_an_error(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KamDocumentBook) book = kam_document_book_new();
    g_autoptr(KamSorter) sorter = kam_sorter_new(book, 1);
    g_autofree char *before = g_strdup(g_getenv("TMPDIR"));
    KamLine line = line_of_document("F-1", 1, 10);
    KamFact fact = fact_of(0, kam_document_book_match(book, &line, 0, 0), 1, 1);
    gboolean added;

    g_assert_true(kam_sorter_add(sorter, &fact, &error));
    g_setenv("TMPDIR", "/nonexistent folder", TRUE);
    added = kam_sorter_add(sorter, &fact, &error);
    if (before != NULL)
        g_setenv("TMPDIR", before, TRUE);
    else
        g_unsetenv("TMPDIR");
    g_assert_false(added);
    g_assert_error(error, KAM_ERROR, KAM_ERROR_IO);
    g_assert_nonnull(strstr(error->message, "TMPDIR"));
}

#define ADD(name) g_test_add_func("/ingest/documents/" #name, test_##name)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD(document__is_number_account_and_year);
    ADD(document__without_number_is_account_and_day);
    ADD(document__without_number_is_told_apart_by_currency);
    ADD(document__equal_lines_are_told);
    ADD(document__order_of_lines_is_no_content);
    ADD(versions__one_stays_as_it_is);
    ADD(versions__repeat_falls_away);
    ADD(versions__without_positions_the_newest_replaces_all);
    ADD(versions__with_positions_the_others_stay);
    ADD(versions__going_back_is_no_repeat);
    ADD(versions__without_positions_replaces_even_mixed_ones);
    ADD(versions__positions_replace_ordinals_whole);
    ADD(versions__lines_that_share_a_position_all_stay);
    ADD(sorter__order_does_not_depend_on_memory);
    ADD(sorter__can_be_read_again);
    ADD(sorter__nothing_is_no_failure);
    ADD(sorter__no_room_is_an_error);
    return g_test_run();
}
