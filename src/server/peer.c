/* A list under a lock. Cutting off is shutdown(), not close(): the descriptor stays the HTTP library's own. */
#include "server/peer.h"

#include <stdatomic.h>
#include <sys/socket.h>

struct KamPeer {
    int fd;
    _Atomic gint64 deadline_us; /* monotonic; 0 is none */
    _Atomic gint64 expects_us;  /* since when it is the client's turn; 0: it is not */
    GList link;
};

struct KamPeers {
    GMutex mutex;
    GQueue list;
};

KamPeers *
kam_peers_new(void)
{
    KamPeers *peers = g_new0(KamPeers, 1);

    g_mutex_init(&peers->mutex);
    g_queue_init(&peers->list);
    return peers;
}

void
kam_peers_free(KamPeers *peers)
{
    if (peers == NULL)
        return;
    g_assert(peers->list.length == 0);
    g_mutex_clear(&peers->mutex);
    g_free(peers);
}

KamPeer *
kam_peers_add(KamPeers *peers, int fd)
{
    KamPeer *peer = g_new0(KamPeer, 1);

    peer->fd = fd;
    peer->link.data = peer;
    g_mutex_lock(&peers->mutex);
    g_queue_push_tail_link(&peers->list, &peer->link);
    g_mutex_unlock(&peers->mutex);
    return peer;
}

void
kam_peers_remove(KamPeers *peers, KamPeer *peer)
{
    g_mutex_lock(&peers->mutex);
    g_queue_unlink(&peers->list, &peer->link);
    g_mutex_unlock(&peers->mutex);
    g_free(peer);
}

guint
kam_peers_count(KamPeers *peers)
{
    guint n;

    g_mutex_lock(&peers->mutex);
    n = peers->list.length;
    g_mutex_unlock(&peers->mutex);
    return n;
}

static void
set_deadline(KamPeer *peer, gint64 seconds)
{
    atomic_store_explicit(&peer->deadline_us, seconds == 0 ? 0 : g_get_monotonic_time() + seconds * G_USEC_PER_SEC,
                          memory_order_relaxed);
}

void
kam_peer_expect(KamPeer *peer, gint64 seconds)
{
    set_deadline(peer, seconds);
    atomic_store_explicit(&peer->expects_us, g_get_monotonic_time(), memory_order_relaxed);
}

void
kam_peer_serve(KamPeer *peer, gint64 seconds)
{
    atomic_store_explicit(&peer->expects_us, 0, memory_order_relaxed);
    set_deadline(peer, seconds);
}

static gboolean
is_late(KamPeer *peer, gint64 now_us)
{
    gint64 deadline_us = atomic_load_explicit(&peer->deadline_us, memory_order_relaxed);

    return deadline_us != 0 && now_us >= deadline_us;
}

/* Epoll tells once of what came together. When a request and the end of the stream did, libmicrohttpd 0.9.75 reads the
 * one and waits for the other. Nothing is cut off that it may still be working on: that takes far less than a second.
 */
static gboolean
has_left(KamPeer *peer, gint64 now_us)
{
    gint64 expects_us = atomic_load_explicit(&peer->expects_us, memory_order_relaxed);
    char byte;

    return expects_us != 0 && now_us - expects_us >= G_USEC_PER_SEC &&
           recv(peer->fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

guint
kam_peers_sweep(KamPeers *peers)
{
    gint64 now_us = g_get_monotonic_time();
    guint n = 0;

    g_mutex_lock(&peers->mutex);
    for (GList *link = peers->list.head; link != NULL; link = link->next) {
        KamPeer *peer = link->data;
        gboolean late = is_late(peer, now_us);

        if (!late && !has_left(peer, now_us))
            continue;
        shutdown(peer->fd, SHUT_RDWR);
        kam_peer_serve(peer, 0);
        n += late;
    }
    g_mutex_unlock(&peers->mutex);
    return n;
}
