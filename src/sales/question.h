/* What only a person can say about a file: the question, and the answers there are to choose from. A reader that stops
 * with KAM_ERROR_AMBIGUOUS says it in words; who shows a page wants it in pieces. */
#pragma once

#include <glib.h>

#include "sales/field.h"

/* A setting (sales/setting.h) that would answer; texts are owned. */
typedef struct {
    char *setting; /* "date_order", "decimal", "sheet", or "map" */
    char *value;   /* "dmy", ",", "2025"; of "map": "net=7" */
    char *reading; /* how the example is read then: "2025-04-03"; NULL where there is nothing to show */
} KamAnswer;

typedef struct {
    const char *about;  /* static: "date_order", "decimal", "column", "discount" ... */
    KamLineField field; /* that has no column; KAM_FIELD_N when the question is about none */
    int column;         /* that the question is about; -1: none */
    char *example;      /* a cell as it stands in the file; NULL: none */
    GArray *answers;    /* KamAnswer; empty: any column of the file may be the answer */
} KamQuestion;

typedef struct {
    GArray *items; /* KamQuestion, in the order in which they came up */
} KamQuestions;

/** None yet; release them with kam_questions_clear(). */
void kam_questions_init(KamQuestions *questions);
void kam_questions_clear(KamQuestions *questions);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamQuestions, kam_questions_clear)

/** Ask; `questions` may be NULL: nobody listens. @return the question, to be given answers; NULL when nobody does. */
KamQuestion *
kam_questions_ask(KamQuestions *questions, const char *about, KamLineField field, int column, const char *example);
/** Add an answer; `question` may be NULL, and `reading` too. */
void kam_question_add(KamQuestion *question, const char *setting, const char *value, const char *reading);
/** The same with "map": the field is the column (from 0), or there is none of it when `column` is -1. */
void kam_question_add_map(KamQuestion *question, KamLineField field, int column);
