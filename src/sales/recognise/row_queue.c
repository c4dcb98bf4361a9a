/* Copies of rows in three growing buffers, so that a row costs no allocation of its own. */
#include "sales/recognise/row_queue.h"

typedef struct {
    guint64 number;
    guint first, n;
} QueuedRow;

void
kam_row_queue_init(KamRowQueue *queue)
{
    queue->rows = g_array_new(FALSE, FALSE, sizeof(QueuedRow));
    queue->cells = g_array_new(FALSE, FALSE, sizeof(KamCell));
    queue->texts = g_string_new(NULL);
    queue->head = 0;
}

void
kam_row_queue_clear(KamRowQueue *queue)
{
    g_clear_pointer(&queue->rows, g_array_unref);
    g_clear_pointer(&queue->cells, g_array_unref);
    if (queue->texts != NULL)
        g_string_free(g_steal_pointer(&queue->texts), TRUE);
}

void
kam_row_queue_reset(KamRowQueue *queue)
{
    g_array_set_size(queue->rows, 0);
    g_array_set_size(queue->cells, 0);
    g_string_truncate(queue->texts, 0);
    queue->head = 0;
}

void
kam_row_queue_push(KamRowQueue *queue, const KamRow *row)
{
    QueuedRow queued = { row->number, queue->cells->len, row->n_cells };

    for (guint i = 0; i < row->n_cells; i++) {
        KamCell cell = row->cells[i];

        /* The buffer moves while it grows: a place in it until the rows are taken out. */
        cell.text = GSIZE_TO_POINTER(queue->texts->len);
        if (cell.length > 0)
            g_string_append_len(queue->texts, row->cells[i].text, cell.length);
        g_array_append_val(queue->cells, cell);
    }
    g_array_append_val(queue->rows, queued);
}

gboolean
kam_row_queue_pop(KamRowQueue *queue, KamRow *row)
{
    const QueuedRow *queued;
    KamCell *cells;

    if (queue->head == queue->rows->len)
        return FALSE;
    queued = &g_array_index(queue->rows, QueuedRow, queue->head++);
    cells = &g_array_index(queue->cells, KamCell, queued->first);
    for (guint i = 0; i < queued->n; i++)
        cells[i].text = queue->texts->str + GPOINTER_TO_SIZE(cells[i].text);
    *row = (KamRow) { cells, queued->n, queued->number };
    return TRUE;
}

guint
kam_row_queue_get_length(const KamRowQueue *queue)
{
    return queue->rows->len - queue->head;
}
