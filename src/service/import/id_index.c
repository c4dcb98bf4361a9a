/* A table of texts, each the head of a list of entries in one array. */
#include "service/import/id_index.h"

#define NO_ENTRY 0 /* entries are counted from 1, so that none is NULL */

typedef struct {
    gint64 id; /* 0: taken back */
    guint next;
} Entry;

struct KamIdIndex {
    GHashTable *heads; /* text -> number of its newest entry */
    GArray *entries;
};

KamIdIndex *
kam_id_index_new(void)
{
    KamIdIndex *index = g_new0(KamIdIndex, 1);

    index->heads = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    index->entries = g_array_new(FALSE, FALSE, sizeof(Entry));
    return index;
}

void
kam_id_index_free(KamIdIndex *index)
{
    if (index == NULL)
        return;
    g_hash_table_unref(index->heads);
    g_array_unref(index->entries);
    g_free(index);
}

static guint
head_of(const KamIdIndex *index, const char *text)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(index->heads, text));
}

static Entry *
entry_at(const KamIdIndex *index, guint number)
{
    return &g_array_index(index->entries, Entry, number - 1);
}

void
kam_id_index_add(KamIdIndex *index, const char *text, gint64 id)
{
    Entry entry = { id, head_of(index, text) };

    g_array_append_val(index->entries, entry);
    g_hash_table_insert(index->heads, g_strdup(text), GUINT_TO_POINTER(index->entries->len));
}

void
kam_id_index_remove(KamIdIndex *index, const char *text, gint64 id)
{
    for (guint at = head_of(index, text); at != NO_ENTRY; at = entry_at(index, at)->next)
        if (entry_at(index, at)->id == id)
            entry_at(index, at)->id = 0;
}

static gboolean
holds(const GArray *ids, gint64 id)
{
    for (guint i = 0; i < ids->len; i++)
        if (g_array_index(ids, gint64, i) == id)
            return TRUE;
    return FALSE;
}

void
kam_id_index_list(const KamIdIndex *index, const char *text, GArray *ids)
{
    for (guint at = head_of(index, text); at != NO_ENTRY; at = entry_at(index, at)->next) {
        gint64 id = entry_at(index, at)->id;

        if (id != 0 && !holds(ids, id))
            g_array_append_val(ids, id);
    }
}
