/* Chunks of lines between two threads: full ones go over, empty ones come back, so that memory stays bounded. */
#include "sales/columns/derive.h"

#define CHUNK_LINES 4096
#define MAX_CHUNKS 8
#define LINES_AHEAD 8 /* at which a row is fetched; its place in the index is twice as far */

typedef struct {
    guint n;
    gboolean is_last; /* tells the thread to end */
    struct {
        KamSegmentLine line;
        gboolean is_charge;
        int sign;
    } items[CHUNK_LINES];
} Chunk;

struct KamDeriver {
    KamRollup *rollup;
    KamSegmentSpool *spool;
    GThread *thread; /* NULL until the first chunk is full */
    GAsyncQueue *full, *empty;
    guint n_chunks;
    Chunk *chunk;  /* being filled */
    GError *error; /* of the thread; read after it ended */
};

KamDeriver *
kam_deriver_new(KamRollup *rollup, KamSegmentSpool *spool)
{
    KamDeriver *deriver = g_new0(KamDeriver, 1);

    deriver->rollup = rollup;
    deriver->spool = spool;
    deriver->full = g_async_queue_new_full(g_free);
    deriver->empty = g_async_queue_new_full(g_free);
    return deriver;
}

static void
expect_lines(const KamDeriver *deriver, const Chunk *chunk, guint i)
{
    if (i + LINES_AHEAD < chunk->n)
        kam_rollup_expect(deriver->rollup, &chunk->items[i + LINES_AHEAD].line, TRUE);
    if (i + 2 * LINES_AHEAD < chunk->n)
        kam_rollup_expect(deriver->rollup, &chunk->items[i + 2 * LINES_AHEAD].line, FALSE);
}

static gboolean
derive_chunk(KamDeriver *deriver, const Chunk *chunk, GError **error)
{
    for (guint i = 0; i < chunk->n; i++) {
        expect_lines(deriver, chunk, i);
        if (!kam_rollup_add(deriver->rollup, &chunk->items[i].line, chunk->items[i].is_charge, chunk->items[i].sign,
                            error) ||
            (chunk->items[i].sign > 0 && !kam_segment_spool_add(deriver->spool, &chunk->items[i].line, error)))
            return FALSE;
    }
    return TRUE;
}

/* After an error chunks are only passed back, so that the other side never waits. */
static gpointer
run_thread(gpointer data)
{
    KamDeriver *deriver = data;

    for (;;) {
        Chunk *chunk = g_async_queue_pop(deriver->full);
        gboolean is_last = chunk->is_last;
        if (deriver->error == NULL)
            derive_chunk(deriver, chunk, &deriver->error);
        g_async_queue_push(deriver->empty, chunk);
        if (is_last)
            return NULL;
    }
}

static Chunk *
take_empty(KamDeriver *deriver)
{
    Chunk *chunk = g_async_queue_try_pop(deriver->empty);

    if (chunk == NULL && deriver->n_chunks < MAX_CHUNKS) {
        deriver->n_chunks++;
        chunk = g_new(Chunk, 1);
    }
    if (chunk == NULL)
        chunk = g_async_queue_pop(deriver->empty);
    chunk->n = 0;
    chunk->is_last = FALSE;
    return chunk;
}

static void
send_chunk(KamDeriver *deriver, gboolean is_last)
{
    deriver->chunk->is_last = is_last;
    if (deriver->thread == NULL)
        deriver->thread = g_thread_new("derive", run_thread, deriver);
    g_async_queue_push(deriver->full, g_steal_pointer(&deriver->chunk));
}

void
kam_deriver_add(KamDeriver *deriver, const KamSegmentLine *line, gboolean is_charge, int sign)
{
    Chunk *chunk;

    if (deriver->chunk == NULL)
        deriver->chunk = take_empty(deriver);
    chunk = deriver->chunk;
    chunk->items[chunk->n].line = *line;
    chunk->items[chunk->n].is_charge = is_charge;
    chunk->items[chunk->n].sign = sign;
    if (++chunk->n == CHUNK_LINES)
        send_chunk(deriver, FALSE);
}

static void
stop_thread(KamDeriver *deriver)
{
    if (deriver->thread == NULL)
        return;
    if (deriver->chunk == NULL)
        deriver->chunk = take_empty(deriver);
    send_chunk(deriver, TRUE);
    g_thread_join(g_steal_pointer(&deriver->thread));
}

gboolean
kam_deriver_finish(KamDeriver *deriver, GError **error)
{
    stop_thread(deriver);
    if (deriver->error == NULL && deriver->chunk != NULL) {
        derive_chunk(deriver, deriver->chunk, &deriver->error);
        deriver->chunk->n = 0;
    }
    if (deriver->error == NULL)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&deriver->error));
    return FALSE;
}

void
kam_deriver_free(KamDeriver *deriver)
{
    if (deriver == NULL)
        return;
    stop_thread(deriver);
    g_clear_error(&deriver->error);
    g_free(deriver->chunk);
    g_async_queue_unref(deriver->full);
    g_async_queue_unref(deriver->empty);
    g_free(deriver);
}
