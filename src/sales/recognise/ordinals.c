/* Counting lines of documents that may come back later in the file. */
#include "sales/recognise/ordinals.h"

#include "base/dict.h"

#define FIRST_SLOTS 4096
#define MOST_SLOTS (1u << 20)

struct KamOrdinalSlot {
    guint64 hash; /* 0: free */
    gint32 count;
};

void
kam_ordinals_init(KamOrdinals *ordinals)
{
    *ordinals = (KamOrdinals) { .slots = g_new0(struct KamOrdinalSlot, FIRST_SLOTS), .mask = FIRST_SLOTS - 1 };
}

void
kam_ordinals_clear(KamOrdinals *ordinals)
{
    g_clear_pointer(&ordinals->slots, g_free);
}

/* Place of a document: its own, else a free one. When the table is full and large enough, a foreign one. */
static struct KamOrdinalSlot *
find_slot(const KamOrdinals *ordinals, guint64 hash)
{
    for (guint64 i = 0; i < 64; i++) {
        struct KamOrdinalSlot *slot = &ordinals->slots[(hash + i) & ordinals->mask];

        if (slot->hash == hash || slot->hash == 0)
            return slot;
    }
    return &ordinals->slots[hash & ordinals->mask];
}

static void
grow(KamOrdinals *ordinals)
{
    struct KamOrdinalSlot *old = ordinals->slots;
    guint64 n = ordinals->mask + 1;

    ordinals->slots = g_new0(struct KamOrdinalSlot, n * 2);
    ordinals->mask = n * 2 - 1;
    for (guint64 i = 0; i < n; i++)
        if (old[i].hash != 0)
            *find_slot(ordinals, old[i].hash) = old[i];
    g_free(old);
}

static void
leave(KamOrdinals *ordinals)
{
    struct KamOrdinalSlot *slot;

    if (!ordinals->has_current)
        return;
    if (ordinals->used * 2 > ordinals->mask && ordinals->mask + 1 < MOST_SLOTS)
        grow(ordinals);
    slot = find_slot(ordinals, ordinals->current);
    ordinals->used += slot->hash == 0;
    slot->hash = ordinals->current;
    slot->count = ordinals->count;
}

void
kam_ordinals_enter(KamOrdinals *ordinals, const char *document, gsize length)
{
    const struct KamOrdinalSlot *slot;

    leave(ordinals);
    ordinals->current = kam_hash_bytes(document, length, 0) | 1;
    ordinals->has_current = TRUE;
    slot = find_slot(ordinals, ordinals->current);
    ordinals->count = slot->hash == ordinals->current ? slot->count : 0;
}

gint32
kam_ordinals_next(KamOrdinals *ordinals)
{
    return ++ordinals->count;
}
