/* External merge sort of facts. The file is in the order of documents nearly always, so a counting sort by account
 * and a look whether the order within an account holds already are cheaper than a comparison sort. A full buffer is
 * sorted and written by a thread while the next one fills. */
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
    gsize n;       /* facts in the buffer */
    gsize spilled; /* facts in the file */
    int file;      /* -1 until the first spill */
    GArray *runs;
    GArray *document; /* KamFact: the document at hand */
    Run *run, *rival; /* whose facts come now, and whose come next; NULL when unknown or none */
    /* A full buffer on its way to the file: the thread's until it is joined. */
    GThread *thread;
    KamFact *leaving;
    gsize n_leaving;
    GError *error;
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
    if (sorter->thread != NULL)
        g_thread_join(sorter->thread);
    g_clear_error(&sorter->error);
    if (sorter->file >= 0)
        close(sorter->file);
    g_free(sorter->buffer);
    g_free(sorter->leaving);
    g_array_unref(sorter->runs);
    g_array_unref(sorter->document);
    g_free(sorter);
}

static int
compare_facts(const KamFact *a, const KamFact *b)
{
    if (a->account != b->account) /* without an account first: KAM_NO_INDEX + 1 is 0 */
        return a->account + 1 < b->account + 1 ? -1 : 1;
    if (a->group != b->group)
        return a->group < b->group ? -1 : 1;
    if (a->position != b->position)
        return a->position < b->position ? -1 : 1;
    return (a->document > b->document) - (a->document < b->document);
}

static int
compare_indexes(gconstpointer a, gconstpointer b, gpointer data)
{
    const KamFact *facts = data;
    guint32 i = *(const guint32 *)a, j = *(const guint32 *)b;
    int order = compare_facts(&facts[i], &facts[j]);

    return order != 0 ? order : (i > j) - (i < j);
}

static gboolean
is_ordered(const KamFact *facts, const guint32 *order, gsize from, gsize to)
{
    for (gsize i = from + 1; i < to; i++)
        if (compare_facts(&facts[order[i - 1]], &facts[order[i]]) > 0)
            return FALSE;
    return TRUE;
}

static guint32
count_accounts(const KamFact *facts, gsize n)
{
    guint32 max = 0;

    for (gsize i = 0; i < n; i++)
        max = MAX(max, facts[i].account + 1);
    return max + 1;
}

/* The indexes of facts in sorted order. */
static guint32 *
sort_facts(KamFact *facts, gsize n)
{
    guint32 n_accounts = count_accounts(facts, n);
    guint32 *order = g_new(guint32, MAX(n, 1));
    g_autofree guint32 *start = g_new0(guint32, (gsize)n_accounts + 1);

    for (gsize i = 0; i < n; i++)
        start[(gsize)(facts[i].account + 1) + 1]++;
    for (guint32 a = 0; a < n_accounts; a++)
        start[a + 1] += start[a];
    for (guint32 i = 0; i < n; i++)
        order[start[facts[i].account + 1]++] = i;
    /* After that loop start[a] is where account a ends. */
    for (guint32 a = 0, from = 0; a < n_accounts; from = start[a], a++)
        if (!is_ordered(facts, order, from, start[a]))
            g_qsort_with_data(order + from, (int)(start[a] - from), sizeof(guint32), compare_indexes, facts);
    return order;
}

static gpointer
write_leaving(gpointer data)
{
    KamSorter *sorter = data;
    g_autofree guint32 *order = sort_facts(sorter->leaving, sorter->n_leaving);
    g_autofree KamFact *block = g_new(KamFact, BLOCK_FACTS);

    for (gsize i = 0; i < sorter->n_leaving;) {
        gsize count = 0;
        for (; count < BLOCK_FACTS && i < sorter->n_leaving; i++)
            block[count++] = sorter->leaving[order[i]];
        if (!kam_temp_file_write(sorter->file, block, count * sizeof(KamFact), &sorter->error))
            break;
    }
    return NULL;
}

static gboolean
wait_for_thread(KamSorter *sorter, GError **error)
{
    if (sorter->thread != NULL)
        g_thread_join(g_steal_pointer(&sorter->thread));
    if (sorter->error == NULL)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&sorter->error));
    return FALSE;
}

/* Give the buffer to the thread, which brings its other one back. */
static gboolean
spill(KamSorter *sorter, GError **error)
{
    Run run = { .start = (gint64)sorter->spilled, .length = sorter->n };
    KamFact *full = sorter->buffer;

    if (!wait_for_thread(sorter, error) || (sorter->file < 0 && (sorter->file = kam_temp_file_open(error)) < 0))
        return FALSE;
    sorter->buffer = sorter->leaving != NULL ? sorter->leaving : g_new(KamFact, sorter->run_length);
    sorter->leaving = full;
    sorter->n_leaving = sorter->n;
    g_array_append_val(sorter->runs, run);
    sorter->spilled += sorter->n;
    sorter->n = 0;
    sorter->thread = g_thread_new("sort", write_leaving, sorter);
    return TRUE;
}

gboolean
kam_sorter_add(KamSorter *sorter, const KamFact *fact, GError **error)
{
    if (sorter->buffer == NULL)
        sorter->buffer = g_new(KamFact, sorter->run_length);
    if (sorter->n == sorter->run_length && !spill(sorter, error))
        return FALSE;
    sorter->buffer[sorter->n] = *fact;
    /* Looked up once: the book grows on while others sort. */
    sorter->buffer[sorter->n++].group = kam_document_book_get(sorter->documents, fact->document)->group;
    return TRUE;
}

/* Everything fitted: the facts change places in memory and the buffer itself is the only run. */
static void
keep_in_memory(KamSorter *sorter)
{
    KamFact *sorted = g_new(KamFact, MAX(sorter->n, 1));
    g_autofree guint32 *order = sort_facts(sorter->buffer, sorter->n);
    Run run = { .length = sorter->n, .loaded = sorter->n, .filled = sorter->n, .block = sorted };

    for (gsize i = 0; i < sorter->n; i++)
        sorted[i] = sorter->buffer[order[i]];
    g_array_append_val(sorter->runs, run);
    sorter->n = 0;
}

gboolean
kam_sorter_rewind(KamSorter *sorter, GError **error)
{
    if (sorter->n > 0 && sorter->runs->len > 0 && !spill(sorter, error))
        return FALSE;
    if (!wait_for_thread(sorter, error))
        return FALSE;
    if (sorter->n > 0)
        keep_in_memory(sorter);
    g_clear_pointer(&sorter->buffer, g_free);
    g_clear_pointer(&sorter->leaving, g_free);
    sorter->run = sorter->rival = NULL;
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

/* Whether the run has a fact left; it is at hand then. */
static gboolean
load_fact(KamSorter *sorter, Run *run, gboolean *has_fact, GError **error)
{
    if (run->at == run->filled && run->loaded < run->length && !load_block(sorter, run, error))
        return FALSE;
    *has_fact = run->at < run->filled;
    return TRUE;
}

/* Of equal facts the earlier run's comes first; runs lie in one array in their order. */
static gboolean
is_before(const Run *a, const Run *b)
{
    int order = compare_facts(&a->block[a->at], &b->block[b->at]);

    return order != 0 ? order < 0 : a < b;
}

static gboolean
choose_run(KamSorter *sorter, GError **error)
{
    sorter->run = sorter->rival = NULL;
    for (guint i = 0; i < sorter->runs->len; i++) {
        Run *run = &g_array_index(sorter->runs, Run, i);
        gboolean has_fact;
        if (!load_fact(sorter, run, &has_fact, error))
            return FALSE;
        if (!has_fact)
            continue;
        if (sorter->run == NULL || is_before(run, sorter->run)) {
            sorter->rival = sorter->run;
            sorter->run = run;
        } else if (sorter->rival == NULL || is_before(run, sorter->rival)) {
            sorter->rival = run;
        }
    }
    return TRUE;
}

/* The run whose next fact is the smallest; NULL when all are empty. A run holds a stretch of each account, so the same
 * one is asked again and again: only its rival needs a look. */
static gboolean
find_smallest(KamSorter *sorter, Run **smallest, GError **error)
{
    gboolean has_fact = FALSE;

    if (sorter->run != NULL && !load_fact(sorter, sorter->run, &has_fact, error))
        return FALSE;
    if ((!has_fact || (sorter->rival != NULL && !is_before(sorter->run, sorter->rival))) && !choose_run(sorter, error))
        return FALSE;
    *smallest = sorter->run;
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
        if (sorter->document->len > 0 && fact->group != g_array_index(sorter->document, KamFact, 0).group)
            break;
        g_array_append_val(sorter->document, *fact);
        run->at++;
    }
    *n = sorter->document->len;
    return (KamFact *)(gpointer)sorter->document->data;
}
