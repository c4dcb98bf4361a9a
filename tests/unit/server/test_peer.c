/* Connections whose client is late or has left. */
#include <sys/socket.h>
#include <unistd.h>

#include "server/peer.h"

static void
test_sweep__cuts_off_the_late_only(void)
{
    g_autoptr(KamPeers) peers = kam_peers_new();
    int late[2], early[2];
    KamPeer *first, *second;
    char byte;

    g_assert_cmpint(socketpair(AF_UNIX, SOCK_STREAM, 0, late), ==, 0);
    g_assert_cmpint(socketpair(AF_UNIX, SOCK_STREAM, 0, early), ==, 0);
    first = kam_peers_add(peers, late[0]);
    second = kam_peers_add(peers, early[0]);
    kam_peer_expect(first, -1);
    kam_peer_expect(second, 3600);
    g_assert_cmpuint(kam_peers_count(peers), ==, 2);
    g_assert_cmpuint(kam_peers_sweep(peers), ==, 1);
    g_assert_cmpuint(kam_peers_sweep(peers), ==, 0);
    g_assert_cmpint(recv(late[1], &byte, 1, MSG_DONTWAIT), ==, 0);
    g_assert_cmpint(recv(early[1], &byte, 1, MSG_DONTWAIT), ==, -1);
    kam_peer_serve(second, 0);
    g_assert_cmpuint(kam_peers_sweep(peers), ==, 0);
    kam_peers_remove(peers, first);
    kam_peers_remove(peers, second);
    g_assert_cmpuint(kam_peers_count(peers), ==, 0);
    for (guint i = 0; i < 2; i++) {
        close(late[i]);
        close(early[i]);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/server/peer/sweep", test_sweep__cuts_off_the_late_only);
    return g_test_run();
}
