/* Things that were worked out and are shared until the data change, by their key: who asks for one that is being made
 * waits for it, so that nothing is made twice. Safe to share between threads. */
#pragma once

#include <glib.h>

typedef struct KamShelf KamShelf;

/* A kind of thing. Things are reference counted boxes of GLib: g_atomic_rc_box_alloc0(). */
typedef struct {
    gpointer (*make)(gpointer data, GError **error); /* a box; NULL with an error */
    GDestroyNotify clear;                            /* what it holds, not the box */
    gsize (*measure)(gconstpointer thing);           /* bytes that it takes */
} KamShelfKind;

/** Things together take `max_bytes`; the one that was not asked for longest goes first. */
KamShelf *kam_shelf_new(gsize max_bytes);
void kam_shelf_free(KamShelf *shelf);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamShelf, kam_shelf_free)

/** The thing of a key, made when it does not stand there. `key` holds everything that it depends on. Release it with
 * g_atomic_rc_box_release_full(thing, kind->clear). An error is not remembered. */
gpointer kam_shelf_get(KamShelf *shelf, const char *key, const KamShelfKind *kind, gpointer data, GError **error);
/** The same when it stands there; NULL else, without waiting. */
gpointer kam_shelf_find(KamShelf *shelf, const char *key);
/** Take away what does not begin with these words: things of data that have changed. */
void kam_shelf_keep_only(KamShelf *shelf, const char *beginning);
/** Bytes on it. */
gsize kam_shelf_count_bytes(KamShelf *shelf);
