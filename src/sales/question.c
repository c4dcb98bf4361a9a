/* Questions and answers. */
#include "sales/question.h"

static void
clear_answer(gpointer data)
{
    KamAnswer *answer = data;

    g_free(answer->setting);
    g_free(answer->value);
    g_free(answer->reading);
}

static void
clear_question(gpointer data)
{
    KamQuestion *question = data;

    g_free(question->example);
    g_array_unref(question->answers);
}

void
kam_questions_init(KamQuestions *questions)
{
    questions->items = g_array_new(FALSE, FALSE, sizeof(KamQuestion));
    g_array_set_clear_func(questions->items, clear_question);
}

void
kam_questions_clear(KamQuestions *questions)
{
    g_clear_pointer(&questions->items, g_array_unref);
}

KamQuestion *
kam_questions_ask(KamQuestions *questions, const char *about, KamLineField field, int column, const char *example)
{
    KamQuestion question = { .about = about, .field = field, .column = column, .example = g_strdup(example) };

    if (questions == NULL) {
        g_free(question.example);
        return NULL;
    }
    question.answers = g_array_new(FALSE, FALSE, sizeof(KamAnswer));
    g_array_set_clear_func(question.answers, clear_answer);
    g_array_append_val(questions->items, question);
    return &g_array_index(questions->items, KamQuestion, questions->items->len - 1);
}

void
kam_question_add(KamQuestion *question, const char *setting, const char *value, const char *reading)
{
    KamAnswer answer;

    if (question == NULL)
        return;
    answer = (KamAnswer) { g_strdup(setting), g_strdup(value), g_strdup(reading) };
    g_array_append_val(question->answers, answer);
}

void
kam_question_add_map(KamQuestion *question, KamLineField field, int column)
{
    g_autofree char *value = column < 0 ? g_strdup_printf("%s=", kam_field_name(field))
                                        : g_strdup_printf("%s=%d", kam_field_name(field), column + 1);

    kam_question_add(question, "map", value, NULL);
}
