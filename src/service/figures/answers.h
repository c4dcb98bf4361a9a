/* Answers that were worked out, by their question, as long as there is room: the same question on the same state of the
 * data is answered from here, and two who ask it at once wait for one piece of work. Safe to share between threads. */
#pragma once

#include <glib.h>

typedef struct KamAnswers KamAnswers;

/** Works an answer out; NULL with an error. */
typedef GBytes *(*KamAnswerMake)(gpointer data, GError **error);

/** All answers together take `max_bytes`; the one that was not asked for longest goes first. */
KamAnswers *kam_answers_new(gsize max_bytes);
void kam_answers_free(KamAnswers *answers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamAnswers, kam_answers_free)
/**
 * The answer to a question. `key` holds everything that it depends on, the state of the data too. Free with
 * g_bytes_unref(). An error is not remembered.
 */
GBytes *kam_answers_get(KamAnswers *answers, const char *key, KamAnswerMake make, gpointer data, GError **error);
