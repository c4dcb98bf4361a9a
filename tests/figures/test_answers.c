/* Answers that are held: the same question is worked out once, room is kept, errors are not remembered. */
#include <string.h>

#include "base/error.h"
#include "service/figures/answers.h"

typedef struct {
    gint n;             /* how often it was worked out */
    const char *answer; /* NULL: it fails */
    GMutex *gate;       /* held by the test while others are to come; NULL: none */
} Work;

static GBytes *
make(gpointer data, GError **error)
{
    Work *work = data;

    g_atomic_int_inc(&work->n);
    if (work->gate != NULL) {
        g_mutex_lock(work->gate);
        g_mutex_unlock(work->gate);
    }
    if (work->answer != NULL)
        return g_bytes_new(work->answer, strlen(work->answer));
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "not enough data");
    return NULL;
}

static void
assert_answer(KamAnswers *answers, const char *key, Work *work)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = kam_answers_get(answers, key, make, work, &error);

    g_assert_no_error(error);
    g_assert_cmpmem(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), work->answer, strlen(work->answer));
}

static void
test_answers__are_worked_out_once(void)
{
    g_autoptr(KamAnswers) answers = kam_answers_new(10000);
    Work work = { .answer = "42" };

    assert_answer(answers, "a", &work);
    assert_answer(answers, "a", &work);
    g_assert_cmpint(work.n, ==, 1);
    assert_answer(answers, "b", &work);
    g_assert_cmpint(work.n, ==, 2);
}

static void
test_answers__an_error_is_not_remembered(void)
{
    g_autoptr(KamAnswers) answers = kam_answers_new(10000);
    g_autoptr(GError) error = NULL;
    Work work = { 0 };

    g_assert_null(kam_answers_get(answers, "a", make, &work, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_INVALID);
    work.answer = "42";
    assert_answer(answers, "a", &work);
    g_assert_cmpint(work.n, ==, 2);
}

static void
test_answers__the_one_not_asked_for_longest_goes(void)
{
    char text[1001];
    g_autoptr(KamAnswers) answers = kam_answers_new(3500);
    Work work = { .answer = text };

    memset(text, 'x', 1000);
    text[1000] = '\0';
    assert_answer(answers, "a", &work);
    assert_answer(answers, "b", &work);
    assert_answer(answers, "c", &work);
    assert_answer(answers, "a", &work); /* held, and asked for again */
    g_assert_cmpint(work.n, ==, 3);
    assert_answer(answers, "d", &work); /* b goes */
    assert_answer(answers, "a", &work);
    g_assert_cmpint(work.n, ==, 4);
    assert_answer(answers, "b", &work);
    g_assert_cmpint(work.n, ==, 5);
}

static void
test_answers__larger_than_the_room_is_given_and_not_held(void)
{
    g_autoptr(KamAnswers) answers = kam_answers_new(0);
    Work work = { .answer = "too large to hold" };

    assert_answer(answers, "a", &work);
    assert_answer(answers, "a", &work);
    g_assert_cmpint(work.n, ==, 2);
}

typedef struct {
    KamAnswers *answers;
    Work *work;
} Asker;

static gpointer
ask(gpointer data)
{
    Asker *asker = data;

    assert_answer(asker->answers, "a", asker->work);
    return NULL;
}

static void
test_answers__asked_at_once_are_one_piece_of_work(void)
{
    g_autoptr(KamAnswers) answers = kam_answers_new(10000);
    GMutex gate;
    Work work = { .answer = "42", .gate = &gate };
    Asker asker = { answers, &work };
    GThread *threads[4];

    g_mutex_init(&gate);
    g_mutex_lock(&gate);
    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
        threads[i] = g_thread_new("asker", ask, &asker);
    g_mutex_unlock(&gate);
    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
        g_thread_join(threads[i]);
    g_assert_cmpint(g_atomic_int_get(&work.n), ==, 1);
    g_mutex_clear(&gate);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/figures/answers/once", test_answers__are_worked_out_once);
    g_test_add_func("/figures/answers/error", test_answers__an_error_is_not_remembered);
    g_test_add_func("/figures/answers/room", test_answers__the_one_not_asked_for_longest_goes);
    g_test_add_func("/figures/answers/too-large", test_answers__larger_than_the_room_is_given_and_not_held);
    g_test_add_func("/figures/answers/at-once", test_answers__asked_at_once_are_one_piece_of_work);
    return g_test_run();
}
