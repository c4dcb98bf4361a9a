/* Versions of documents within one run. */
#include "sales/ingest/versions.h"

#include "base/decimal.h"

static gboolean
falls_away(const KamDocumentEntry *entry)
{
    return entry->is_repeat || entry->is_superseded;
}

static void
drop(KamDropped *dropped, const KamFact *fact)
{
    dropped->lines++;
    kam_micro_add(&dropped->net_micro, fact->net_micro); /* only told, so the limit of the range will do */
}

static gsize
drop_whole_versions(KamDocumentBook *documents, KamFact *facts, gsize n, KamDropped *dropped)
{
    gsize kept = 0;

    for (gsize i = 0; i < n; i++)
        if (falls_away(kam_document_book_get(documents, facts[i].document)))
            drop(dropped, &facts[i]);
        else
            facts[kept++] = facts[i];
    return kept;
}

/* Of each position only the facts of the newest version stay: they come last within the position. */
static gsize
drop_older_lines(KamFact *facts, gsize n, KamDropped *dropped)
{
    gsize kept = 0;

    for (gsize i = 0, end; i < n; i = end) {
        guint32 newest;
        for (end = i + 1; end < n && facts[end].position == facts[i].position; end++)
            ;
        newest = facts[end - 1].document;
        for (gsize j = i; j < end; j++)
            if (facts[j].document == newest)
                facts[kept++] = facts[j];
            else
                drop(dropped, &facts[j]);
    }
    return kept;
}

static gint
compare_positions(gconstpointer a, gconstpointer b, G_GNUC_UNUSED gpointer data)
{
    const KamFact *left = a, *right = b;

    return (left->position > right->position) - (left->position < right->position);
}

/* The key of a line holds its position, so that two lines of one document cannot share it. */
static void
separate_positions(KamFact *facts, gsize n)
{
    gint32 free = facts[n - 1].position;

    for (gsize i = 1, first = 0; i < n; i++) {
        if (facts[i].position == facts[first].position)
            facts[i].position = ++free;
        else
            first = i;
    }
    g_qsort_with_data(facts, (gint)n, sizeof(KamFact), compare_positions, NULL);
}

static gboolean
has_shared_position(const KamFact *facts, gsize n)
{
    for (gsize i = 1; i < n; i++)
        if (facts[i].position == facts[i - 1].position)
            return TRUE;
    return FALSE;
}

gsize
kam_versions_resolve(KamDocumentBook *documents, KamFact *facts, gsize n, KamDropped *dropped)
{
    guint32 group = kam_document_book_get(documents, facts[0].document)->group;
    KamDocumentEntry *head = kam_document_book_get(documents, group);

    if (head->newest != group || facts[0].document != facts[n - 1].document) {
        n = drop_whole_versions(documents, facts, n, dropped);
        if (head->is_mixed)
            n = drop_older_lines(facts, n, dropped);
    }
    if (has_shared_position(facts, n)) {
        separate_positions(facts, n);
        /* Positions that repeat number nothing: the file speaks of the whole document. */
        head->positions_given = FALSE;
    }
    for (gsize i = 0; i < n; i++)
        facts[i].document = group;
    return n;
}
