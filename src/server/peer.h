/* Connections and the moment by which each must have got on: a client that sends a byte now and then is active for the
 * HTTP library, but keeps a place for ever. */
#pragma once

#include <glib.h>

typedef struct KamPeers KamPeers;
typedef struct KamPeer KamPeer;

KamPeers *kam_peers_new(void);
/** Every connection must have been closed. */
void kam_peers_free(KamPeers *peers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamPeers, kam_peers_free)

/** A connection was opened; it lives until kam_peers_remove(). */
KamPeer *kam_peers_add(KamPeers *peers, int fd);
/** It is about to be closed; frees it. */
void kam_peers_remove(KamPeers *peers, KamPeer *peer);
/** Connections that are open now. */
guint kam_peers_count(KamPeers *peers);
/** The client's turn: what it has to send must have come after so many seconds. */
void kam_peer_expect(KamPeer *peer, gint64 seconds);
/** The server's turn; its answer must have been taken after so many seconds, 0: no limit. */
void kam_peer_serve(KamPeer *peer, gint64 seconds);
/** Cut off those that are late, and those that have left unnoticed; how many were late. Called every second or so. */
guint kam_peers_sweep(KamPeers *peers);
