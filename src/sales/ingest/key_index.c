/* A dictionary of indexes. */
#include "sales/ingest/key_index.h"

#include "base/dict.h"
#include "sales/facts.h"

struct KamKeyIndex {
    KamDict *keys;
    GArray *indexes; /* guint32, one a key */
};

KamKeyIndex *
kam_key_index_new(void)
{
    KamKeyIndex *keys = g_new0(KamKeyIndex, 1);

    keys->keys = kam_dict_new();
    keys->indexes = g_array_new(FALSE, FALSE, sizeof(guint32));
    return keys;
}

void
kam_key_index_free(KamKeyIndex *keys)
{
    if (keys == NULL)
        return;
    kam_dict_free(keys->keys);
    g_array_unref(keys->indexes);
    g_free(keys);
}

guint32 *
kam_key_index_slot(KamKeyIndex *keys, const char *key, gsize length)
{
    gboolean is_new;
    guint32 number = kam_dict_add(keys->keys, key, length, &is_new);
    guint32 none = KAM_NO_INDEX;

    if (is_new)
        g_array_append_val(keys->indexes, none);
    return &g_array_index(keys->indexes, guint32, number);
}

guint32
kam_key_index_find(const KamKeyIndex *keys, const char *key, gsize length)
{
    guint32 number = kam_dict_find(keys->keys, key, length);

    return number == KAM_DICT_NONE ? KAM_NO_INDEX : g_array_index(keys->indexes, guint32, number);
}
