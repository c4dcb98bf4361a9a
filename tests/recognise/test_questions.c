/* What a look into a file asks, and that each answer opens it; settings by name. */
#include <string.h>

#include "recognise_support.h"
#include "sales/question.h"
#include "sales/setting.h"

/* A look; the reader is dropped, the questions stay. NULL: no line can be read yet, and *fault says why. */
static gboolean
look_at(const char *path, KamLineOptions *options, KamQuestions *questions)
{
    g_autoptr(GError) fault = NULL;
    g_autoptr(GError) error = NULL;
    g_autoptr(KamLineReader) reader = NULL;

    options->questions = questions;
    reader = kam_line_reader_open_to_look(path, options, &fault, &error);
    options->questions = NULL;
    g_assert_no_error(error);
    g_assert_nonnull(reader);
    g_assert_nonnull(kam_line_reader_get_headers(reader));
    return fault == NULL;
}

static const KamQuestion *
only_question(const KamQuestions *questions)
{
    g_assert_cmpuint(questions->items->len, ==, 1);
    return &g_array_index(questions->items, KamQuestion, 0);
}

static void
assert_answers_open(const char *path, const KamQuestion *question)
{
    for (guint i = 0; i < question->answers->len; i++) {
        const KamAnswer *answer = &g_array_index(question->answers, KamAnswer, i);
        g_auto(KamQuestions) more = { 0 };
        KamLineOptions options = { 0 };

        kam_questions_init(&more);
        g_assert_true(kam_line_setting_set(&options, answer->setting, answer->value, NULL));
        g_assert_true(look_at(path, &options, &more));
        g_assert_cmpuint(more.items->len, ==, 0);
    }
}

static void
assert_asks(const char *name, const char *about, guint n_answers)
{
    g_autofree char *path = test_path(name);
    g_auto(KamQuestions) questions = { 0 };
    KamLineOptions options = { 0 };
    const KamQuestion *question;

    kam_questions_init(&questions);
    g_assert_false(look_at(path, &options, &questions));
    question = only_question(&questions);
    g_assert_cmpstr(question->about, ==, about);
    g_assert_cmpuint(question->answers->len, ==, n_answers);
    assert_answers_open(path, question);
}

static void
test_look__asks_what_is_open_and_every_answer_opens_the_file(void)
{
    assert_asks("ambiguous_dates.csv", "date_order", 2);
    assert_asks("ambiguous_numbers.csv", "decimal", 2);
    assert_asks("discount_open.csv", "discount", 2);
    assert_asks("totals_only.csv", "document_total", 1);
}

static void
test_look__shows_how_an_example_would_be_read(void)
{
    g_autofree char *path = test_path("ambiguous_dates.csv");
    g_auto(KamQuestions) questions = { 0 };
    KamLineOptions options = { 0 };
    const KamQuestion *question;

    kam_questions_init(&questions);
    g_assert_false(look_at(path, &options, &questions));
    question = only_question(&questions);
    g_assert_cmpint(question->field, ==, KAM_FIELD_DATE);
    g_assert_cmpstr(question->example, ==, "03/04/2010");
    g_assert_cmpstr(g_array_index(question->answers, KamAnswer, 0).reading, ==, "2010-04-03");
    g_assert_cmpstr(g_array_index(question->answers, KamAnswer, 1).reading, ==, "2010-03-04");
}

static void
test_look__without_a_column_of_dates_knows_the_others(void)
{
    char *path = make_file("A,Customer,Net amount\nx,Alfa,10.50\n");
    g_autoptr(GError) fault = NULL;
    g_autoptr(KamLineReader) reader = NULL;
    KamLineOptions options = { 0 };
    KamCertainty certainty;
    int rival;

    reader = kam_line_reader_open_to_look(path, &options, &fault, NULL);
    g_assert_error(fault, KAM_ERROR, KAM_ERROR_INVALID);
    g_assert_cmpint(kam_line_reader_get_column(reader, KAM_FIELD_DATE, &certainty, &rival), ==, -1);
    g_assert_cmpint(certainty, ==, KAM_CERTAINTY_NONE);
    g_assert_cmpint(kam_line_reader_get_column(reader, KAM_FIELD_ACCOUNT_NAME, &certainty, &rival), ==, 1);
    g_assert_cmpint(certainty, ==, KAM_CERTAINTY_HEADER);
    drop_file(path);
}

/* Dates that are open for longer than the sample, and decided by the last row. */
static char *
make_long_file(guint rows)
{
    GString *text = g_string_new("Invoice,Date,Customer,Net amount\n");

    for (guint i = 0; i < rows; i++)
        g_string_append_printf(text, "%u,%02u/%02u/2010,A,1.00\n", i, i % 12 + 1, (i + 5) % 12 + 1);
    g_string_append(text, "last,13/01/2010,A,1.00\n");
    return g_string_free(text, FALSE);
}

static void
test_look__goes_no_further_than_asked_for(void)
{
    g_autofree char *text = make_long_file(5000);
    char *path = make_file(text);
    g_auto(KamQuestions) questions = { 0 };
    KamLineOptions near = { .max_rows = 3000 }, far = { 0 };

    kam_questions_init(&questions);
    g_assert_true(look_at(path, &far, &questions));
    g_assert_cmpuint(questions.items->len, ==, 0);
    g_assert_false(look_at(path, &near, &questions));
    g_assert_cmpstr(only_question(&questions)->about, ==, "date_order");
    drop_file(path);
}

static void
assert_refused(const char *name, const char *value, const char *words)
{
    KamLineOptions options = { 0 };
    g_autoptr(GError) error = NULL;

    g_assert_false(kam_line_setting_set(&options, name, value, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_USAGE);
    g_assert_nonnull(strstr(error->message, words));
    g_assert_false(options.has_date_order);
    g_assert_cmpuint(options.header_row, ==, 0);
}

static void
test_setting__that_is_none_names_its_choices(void)
{
    assert_refused("date_order", "later", "ymd, dmy or mdy");
    assert_refused("decimal", ";", "',' or '.'");
    assert_refused("delimiter", "::", "'tab'");
    assert_refused("header_row", "0", "from 1");
    assert_refused("header_row", "-3", "from 1");
    assert_refused("currency", "rsd", "capital letters");
    assert_refused("format", "doc", "csv, xlsx or ubl");
    assert_refused("gross", "yes", "true or false");
    assert_refused("map", "net", "FIELD=COLUMN");
    assert_refused("map", "colour=3", "a field");
}

static void
test_setting__is_taken(void)
{
    KamLineOptions options = { 0 };

    g_assert_true(kam_line_setting_set(&options, "date_order", "MDY", NULL));
    g_assert_true(kam_line_setting_set(&options, "delimiter", "tab", NULL));
    g_assert_true(kam_line_setting_set(&options, "header_row", "3", NULL));
    g_assert_true(kam_line_setting_set(&options, "gross", "true", NULL));
    g_assert_true(kam_line_setting_set(&options, "map", "net=Line total=2", NULL));
    g_assert_cmpint(options.date_order, ==, KAM_DATE_MDY);
    g_assert_cmpint(options.table.delimiter, ==, '\t');
    g_assert_cmpuint(options.header_row, ==, 3);
    g_assert_true(options.amounts_are_gross);
    g_assert_cmpstr(options.map[KAM_FIELD_NET], ==, "Line total=2");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/recognise/look/asks", test_look__asks_what_is_open_and_every_answer_opens_the_file);
    g_test_add_func("/recognise/look/readings", test_look__shows_how_an_example_would_be_read);
    g_test_add_func("/recognise/look/missing", test_look__without_a_column_of_dates_knows_the_others);
    g_test_add_func("/recognise/look/limit", test_look__goes_no_further_than_asked_for);
    g_test_add_func("/recognise/setting/refused", test_setting__that_is_none_names_its_choices);
    g_test_add_func("/recognise/setting/taken", test_setting__is_taken);
    return g_test_run();
}
