/* Rows kept for a moment, while those that follow are looked at. */
#pragma once

#include "sales/table.h"

typedef struct {
    GArray *rows;  /* KamRow, cells counted from the queue's own */
    GArray *cells; /* KamCell, texts counted from `texts` */
    GString *texts;
    guint head;
} KamRowQueue;

/** Start empty; free with kam_row_queue_clear(). */
void kam_row_queue_init(KamRowQueue *queue);
void kam_row_queue_clear(KamRowQueue *queue);
/** Forget all rows; their memory stays for the next ones. */
void kam_row_queue_reset(KamRowQueue *queue);
/** Copy a row to the end. Not between two kam_row_queue_pop() of one filling. */
void kam_row_queue_push(KamRowQueue *queue, const KamRow *row);
/** The next row, valid until reset; FALSE when there is none. */
gboolean kam_row_queue_pop(KamRowQueue *queue, KamRow *row);
guint kam_row_queue_get_length(const KamRowQueue *queue);
