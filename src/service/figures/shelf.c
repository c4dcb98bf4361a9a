/* A table by key, and a queue by when a thing was asked for last. */
#include "service/figures/shelf.h"

#include <string.h>

typedef struct {
    char *key;
    gpointer thing; /* NULL while somebody makes it */
    const KamShelfKind *kind;
    gsize bytes;
    GList link; /* in `recent` once it stands */
} Place;

struct KamShelf {
    GMutex lock;
    GCond is_made;
    GHashTable *by_key; /* key of the place to Place */
    GQueue recent;      /* newest first */
    gsize bytes, max_bytes;
};

static void
place_free(gpointer data)
{
    Place *place = data;

    if (place->thing != NULL)
        g_atomic_rc_box_release_full(place->thing, place->kind->clear);
    g_free(place->key);
    g_free(place);
}

KamShelf *
kam_shelf_new(gsize max_bytes)
{
    KamShelf *shelf = g_new0(KamShelf, 1);

    g_mutex_init(&shelf->lock);
    g_cond_init(&shelf->is_made);
    shelf->by_key = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, place_free);
    g_queue_init(&shelf->recent);
    shelf->max_bytes = max_bytes;
    return shelf;
}

void
kam_shelf_free(KamShelf *shelf)
{
    if (shelf == NULL)
        return;
    g_hash_table_unref(shelf->by_key);
    g_cond_clear(&shelf->is_made);
    g_mutex_clear(&shelf->lock);
    g_free(shelf);
}

static void
take_away(KamShelf *shelf, Place *place)
{
    g_queue_unlink(&shelf->recent, &place->link);
    shelf->bytes -= place->bytes;
    g_hash_table_remove(shelf->by_key, place->key);
}

static gpointer
touch(KamShelf *shelf, Place *place)
{
    g_queue_unlink(&shelf->recent, &place->link);
    g_queue_push_head_link(&shelf->recent, &place->link);
    return g_atomic_rc_box_acquire(place->thing);
}

/* NULL: it is the caller's to make, and noted as such. */
static gpointer
find_or_claim(KamShelf *shelf, const char *key, const KamShelfKind *kind)
{
    Place *place;

    while ((place = g_hash_table_lookup(shelf->by_key, key)) != NULL && place->thing == NULL)
        g_cond_wait(&shelf->is_made, &shelf->lock);
    if (place != NULL)
        return touch(shelf, place);
    place = g_new0(Place, 1);
    place->key = g_strdup(key);
    place->kind = kind;
    place->link.data = place;
    g_hash_table_insert(shelf->by_key, place->key, place);
    return NULL;
}

static void
settle(KamShelf *shelf, const char *key, gpointer thing)
{
    Place *place = g_hash_table_lookup(shelf->by_key, key);
    gsize bytes = thing == NULL ? 0 : place->kind->measure(thing) + 2 * strlen(key) + sizeof *place;

    /* What is larger than the shelf would push everything off it, and then itself. */
    if (thing == NULL || bytes > shelf->max_bytes) {
        g_hash_table_remove(shelf->by_key, key);
    } else {
        place->thing = g_atomic_rc_box_acquire(thing);
        place->bytes = bytes;
        shelf->bytes += place->bytes;
        g_queue_push_head_link(&shelf->recent, &place->link);
        while (shelf->bytes > shelf->max_bytes)
            take_away(shelf, g_queue_peek_tail(&shelf->recent));
    }
    g_cond_broadcast(&shelf->is_made);
}

gpointer
kam_shelf_get(KamShelf *shelf, const char *key, const KamShelfKind *kind, gpointer data, GError **error)
{
    gpointer thing;

    g_mutex_lock(&shelf->lock);
    thing = find_or_claim(shelf, key, kind);
    g_mutex_unlock(&shelf->lock);
    if (thing != NULL)
        return thing;
    thing = kind->make(data, error);
    g_mutex_lock(&shelf->lock);
    settle(shelf, key, thing);
    g_mutex_unlock(&shelf->lock);
    return thing;
}

gpointer
kam_shelf_find(KamShelf *shelf, const char *key)
{
    gpointer thing = NULL;
    Place *place;

    g_mutex_lock(&shelf->lock);
    place = g_hash_table_lookup(shelf->by_key, key);
    if (place != NULL && place->thing != NULL)
        thing = touch(shelf, place);
    g_mutex_unlock(&shelf->lock);
    return thing;
}

void
kam_shelf_keep_only(KamShelf *shelf, const char *beginning)
{
    GList *at, *next;

    g_mutex_lock(&shelf->lock);
    for (at = shelf->recent.head; at != NULL; at = next) {
        Place *place = at->data;

        next = at->next;
        if (!g_str_has_prefix(place->key, beginning))
            take_away(shelf, place);
    }
    g_mutex_unlock(&shelf->lock);
}

gsize
kam_shelf_count_bytes(KamShelf *shelf)
{
    gsize bytes;

    g_mutex_lock(&shelf->lock);
    bytes = shelf->bytes;
    g_mutex_unlock(&shelf->lock);
    return bytes;
}
