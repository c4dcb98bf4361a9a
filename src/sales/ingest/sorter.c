/* External merge sort of facts. The file is in the order of documents nearly always, so a counting sort by account
 * and a look whether the order within an account holds already are cheaper than a comparison sort. */
#include "sales/ingest/sorter.h"

#include <unistd.h>

#include "sales/facts.h"
#include "sales/temp_file.h"

#define BLOCK_FACTS 2048 /* of each run held while merging */

/* A sorted stretch of facts: in the temporary file, or in memory when `block` holds all of it. */
typedef struct {
    gint64 start; /* first fact in the file */
    gsize length; /* facts in all */
    gsize loaded; /* facts taken into blocks so far */
    gsize at, filled;
    KamFact *block; /* the facts at hand */
} Run;

struct KamSorter {
    KamDocumentBook *documents;
    guint run_length;
    KamFact *buffer;
    guint32 *order;
    gsize n;       /* facts in the buffer */
    gsize spilled; /* facts in the file */
    int file;      /* -1 until the first spill */
    GArray *runs;
    GArray *document; /* KamFact: the document at hand */
};

static void
clear_run(gpointer data)
{
    Run *run = data;

    g_free(run->block);
}

KamSorter *
kam_sorter_new(KamDocumentBook *documents, guint run_length)
{
    KamSorter *sorter = g_new0(KamSorter, 1);

    sorter->documents = documents;
    sorter->run_length = run_length;
    sorter->file = -1;
    sorter->runs = g_array_new(FALSE, TRUE, sizeof(Run));
    g_array_set_clear_func(sorter->runs, clear_run);
    sorter->document =
        g_array_sized_new(FALSE, FALSE, sizeof(KamFact), 64); /* never NULL, even when there are no facts */
    return sorter;
}

void
kam_sorter_free(KamSorter *sorter)
{
    if (sorter == NULL)
        return;
    if (sorter->file >= 0)
        close(sorter->file);
    g_free(sorter->buffer);
    g_free(sorter->order);
    g_array_unref(sorter->runs);
    g_array_unref(sorter->document);
    g_free(sorter);
}

static guint32
group_of(const KamSorter *sorter, const KamFact *fact)
{
    return kam_document_book_get(sorter->documents, fact->document)->group;
}

static int
compare_facts(const KamSorter *sorter, const KamFact *a, const KamFact *b)
{
    guint32 group_a, group_b;

    if (a->account != b->account) /* without an account first: KAM_NO_INDEX + 1 is 0 */
        return a->account + 1 < b->account + 1 ? -1 : 1;
    if (a->document == b->document)
        return (a->position > b->position) - (a->position < b->position);
    group_a = group_of(sorter, a);
    group_b = group_of(sorter, b);
    if (group_a != group_b)
        return group_a < group_b ? -1 : 1;
    if (a->position != b->position)
        return a->position < b->position ? -1 : 1;
    return a->document < b->document ? -1 : 1;
}

static int
compare_indexes(gconstpointer a, gconstpointer b, gpointer data)
{
    const KamSorter *sorter = data;
    guint32 i = *(const guint32 *)a, j = *(const guint32 *)b;
    int order = compare_facts(sorter, &sorter->buffer[i], &sorter->buffer[j]);

    return order != 0 ? order : (i > j) - (i < j);
}

static gboolean
is_ordered(const KamSorter *sorter, gsize from, gsize to)
{
    for (gsize i = from + 1; i < to; i++)
        if (compare_facts(sorter, &sorter->buffer[sorter->order[i - 1]], &sorter->buffer[sorter->order[i]]) > 0)
            return FALSE;
    return TRUE;
}

static guint32
count_accounts(const KamSorter *sorter)
{
    guint32 max = 0;

    for (gsize i = 0; i < sorter->n; i++)
        max = MAX(max, sorter->buffer[i].account + 1);
    return max + 1;
}

/* Fill `order` with the indexes of the buffer's facts in sorted order. */
static void
sort_buffer(KamSorter *sorter)
{
    guint32 n_accounts = count_accounts(sorter);
    g_autofree guint32 *start = g_new0(guint32, (gsize)n_accounts + 1);

    for (gsize i = 0; i < sorter->n; i++)
        start[(gsize)(sorter->buffer[i].account + 1) + 1]++;
    for (guint32 a = 0; a < n_accounts; a++)
        start[a + 1] += start[a];
    for (guint32 i = 0; i < sorter->n; i++)
        sorter->order[start[sorter->buffer[i].account + 1]++] = i;
    /* After that loop start[a] is where account a ends. */
    for (guint32 a = 0, from = 0; a < n_accounts; from = start[a], a++)
        if (!is_ordered(sorter, from, start[a]))
            g_qsort_with_data(sorter->order + from, (int)(start[a] - from), sizeof(guint32), compare_indexes, sorter);
}

static gboolean
spill(KamSorter *sorter, GError **error)
{
    Run run = { .start = (gint64)sorter->spilled, .length = sorter->n };
    g_autofree KamFact *block = g_new(KamFact, BLOCK_FACTS);

    if (sorter->file < 0 && (sorter->file = kam_temp_file_open(error)) < 0)
        return FALSE;
    sort_buffer(sorter);
    for (gsize i = 0; i < sorter->n;) {
        gsize count = 0;
        for (; count < BLOCK_FACTS && i < sorter->n; i++)
            block[count++] = sorter->buffer[sorter->order[i]];
        if (!kam_temp_file_write(sorter->file, block, count * sizeof(KamFact), error))
            return FALSE;
    }
    g_array_append_val(sorter->runs, run);
    sorter->spilled += sorter->n;
    sorter->n = 0;
    return TRUE;
}

gboolean
kam_sorter_add(KamSorter *sorter, const KamFact *fact, GError **error)
{
    if (sorter->buffer == NULL) {
        sorter->buffer = g_new(KamFact, sorter->run_length);
        sorter->order = g_new(guint32, sorter->run_length);
    }
    if (sorter->n == sorter->run_length && !spill(sorter, error))
        return FALSE;
    sorter->buffer[sorter->n++] = *fact;
    return TRUE;
}

/* Everything fitted: the facts change places in memory and the buffer itself is the only run. */
static void
keep_in_memory(KamSorter *sorter)
{
    KamFact *sorted = g_new(KamFact, MAX(sorter->n, 1));
    Run run = { .length = sorter->n, .loaded = sorter->n, .filled = sorter->n, .block = sorted };

    sort_buffer(sorter);
    for (gsize i = 0; i < sorter->n; i++)
        sorted[i] = sorter->buffer[sorter->order[i]];
    g_array_append_val(sorter->runs, run);
    sorter->n = 0;
}

gboolean
kam_sorter_rewind(KamSorter *sorter, GError **error)
{
    if (sorter->n > 0 && sorter->runs->len > 0 && !spill(sorter, error))
        return FALSE;
    if (sorter->n > 0)
        keep_in_memory(sorter);
    g_clear_pointer(&sorter->buffer, g_free);
    g_clear_pointer(&sorter->order, g_free);
    for (guint i = 0; i < sorter->runs->len; i++) {
        Run *run = &g_array_index(sorter->runs, Run, i);
        run->at = 0;
        if (sorter->file >= 0)
            run->loaded = run->filled = 0;
    }
    return TRUE;
}

static gboolean
load_block(KamSorter *sorter, Run *run, GError **error)
{
    gsize count = MIN((gsize)BLOCK_FACTS, run->length - run->loaded);
    gint64 start = (run->start + (gint64)run->loaded) * (gint64)sizeof(KamFact);

    if (run->block == NULL)
        run->block = g_new(KamFact, BLOCK_FACTS);
    if (!kam_temp_file_read(sorter->file, start, run->block, count * sizeof(KamFact), error))
        return FALSE;
    run->loaded += count;
    run->filled = count;
    run->at = 0;
    return TRUE;
}

/* The run whose next fact is the smallest; NULL when all are empty. Of equal facts the earlier run's comes first. */
static gboolean
find_smallest(KamSorter *sorter, Run **smallest, GError **error)
{
    *smallest = NULL;
    for (guint i = 0; i < sorter->runs->len; i++) {
        Run *run = &g_array_index(sorter->runs, Run, i);
        if (run->at == run->filled && run->loaded < run->length && !load_block(sorter, run, error))
            return FALSE;
        if (run->at == run->filled)
            continue;
        if (*smallest == NULL || compare_facts(sorter, &run->block[run->at], &(*smallest)->block[(*smallest)->at]) < 0)
            *smallest = run;
    }
    return TRUE;
}

KamFact *
kam_sorter_next_document(KamSorter *sorter, gsize *n, GError **error)
{
    Run *run;

    g_array_set_size(sorter->document, 0);
    for (;;) {
        const KamFact *fact;
        if (!find_smallest(sorter, &run, error))
            return NULL;
        if (run == NULL)
            break;
        fact = &run->block[run->at];
        if (sorter->document->len > 0 &&
            group_of(sorter, fact) != group_of(sorter, &g_array_index(sorter->document, KamFact, 0)))
            break;
        g_array_append_val(sorter->document, *fact);
        run->at++;
    }
    *n = sorter->document->len;
    return (KamFact *)(gpointer)sorter->document->data;
}
