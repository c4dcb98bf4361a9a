/* A table by question, and a queue by when it was asked last. */
#include "service/figures/answers.h"

#include <string.h>

typedef struct {
    char *key;
    GBytes *bytes; /* NULL while somebody works it out */
    GList link;    /* in `recent` once it stands */
} Answer;

struct KamAnswers {
    GMutex lock;
    GCond is_done;
    GHashTable *by_key; /* key of the answer to Answer */
    GQueue recent;      /* newest first */
    gsize bytes, max_bytes;
};

static void
answer_free(gpointer data)
{
    Answer *answer = data;

    g_free(answer->key);
    g_clear_pointer(&answer->bytes, g_bytes_unref);
    g_free(answer);
}

KamAnswers *
kam_answers_new(gsize max_bytes)
{
    KamAnswers *answers = g_new0(KamAnswers, 1);

    g_mutex_init(&answers->lock);
    g_cond_init(&answers->is_done);
    answers->by_key = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, answer_free);
    g_queue_init(&answers->recent);
    answers->max_bytes = max_bytes;
    return answers;
}

void
kam_answers_free(KamAnswers *answers)
{
    if (answers == NULL)
        return;
    g_hash_table_unref(answers->by_key);
    g_cond_clear(&answers->is_done);
    g_mutex_clear(&answers->lock);
    g_free(answers);
}

static gsize
size_of(const Answer *answer)
{
    return g_bytes_get_size(answer->bytes) + 2 * strlen(answer->key) + sizeof *answer;
}

static void
make_room(KamAnswers *answers)
{
    while (answers->bytes > answers->max_bytes) {
        Answer *oldest = g_queue_peek_tail(&answers->recent);

        g_queue_unlink(&answers->recent, &oldest->link);
        answers->bytes -= size_of(oldest);
        g_hash_table_remove(answers->by_key, oldest->key);
    }
}

/* The answer if it stands; waits while somebody works it out. NULL: it is the caller's to work out, and noted as such.
 */
static GBytes *
find_or_claim(KamAnswers *answers, const char *key)
{
    Answer *answer;

    while ((answer = g_hash_table_lookup(answers->by_key, key)) != NULL && answer->bytes == NULL)
        g_cond_wait(&answers->is_done, &answers->lock);
    if (answer != NULL) {
        g_queue_unlink(&answers->recent, &answer->link);
        g_queue_push_head_link(&answers->recent, &answer->link);
        return g_bytes_ref(answer->bytes);
    }
    answer = g_new0(Answer, 1);
    answer->key = g_strdup(key);
    answer->link.data = answer;
    g_hash_table_insert(answers->by_key, answer->key, answer);
    return NULL;
}

static void
settle(KamAnswers *answers, const char *key, GBytes *bytes)
{
    Answer *answer = g_hash_table_lookup(answers->by_key, key);

    if (bytes == NULL) {
        g_hash_table_remove(answers->by_key, key);
    } else {
        answer->bytes = g_bytes_ref(bytes);
        answers->bytes += size_of(answer);
        g_queue_push_head_link(&answers->recent, &answer->link);
        make_room(answers);
    }
    g_cond_broadcast(&answers->is_done);
}

GBytes *
kam_answers_get(KamAnswers *answers, const char *key, KamAnswerMake make, gpointer data, GError **error)
{
    GBytes *bytes;

    g_mutex_lock(&answers->lock);
    bytes = find_or_claim(answers, key);
    g_mutex_unlock(&answers->lock);
    if (bytes != NULL)
        return bytes;
    bytes = make(data, error);
    g_mutex_lock(&answers->lock);
    settle(answers, key, bytes);
    g_mutex_unlock(&answers->lock);
    return bytes;
}
