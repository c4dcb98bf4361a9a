/* A thread that waits for other programs and has the writer give them their turn, one after the other. */
#include "store/pool_turns.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

struct KamPoolTurns {
    KamPoolWriter *writer;
    GThread *thread;
    int listening;
    int ending[2]; /* closed at the writing end: everybody who waits looks up */
};

/* Only programs of the same person: the socket's mode says so, and the kernel says who asks. */
static gboolean
is_ours(int guest)
{
    struct ucred who;
    socklen_t length = sizeof who;

    return getsockopt(guest, SOL_SOCKET, SO_PEERCRED, &who, &length) == 0 && (who.uid == getuid() || who.uid == 0);
}

static gpointer
wait_for_guests(gpointer data)
{
    KamPoolTurns *turns = data;
    struct pollfd waiting[] = { { .fd = turns->listening, .events = POLLIN }, { .fd = turns->ending[0] } };

    while (poll(waiting, G_N_ELEMENTS(waiting), -1) >= 0 && waiting[1].revents == 0) {
        int guest = waiting[0].revents != 0 ? accept4(turns->listening, NULL, NULL, SOCK_CLOEXEC) : -1;

        if (guest >= 0 && is_ours(guest))
            kam_pool_writer_give_turn(turns->writer, guest, turns->ending[0]);
        if (guest >= 0)
            close(guest);
    }
    return NULL;
}

KamPoolTurns *
kam_pool_turns_new(KamPoolWriter *writer, GError **error)
{
    g_autoptr(GError) failure = NULL;
    int listening = kam_pool_writer_listen(writer, &failure);
    KamPoolTurns *turns;

    if (listening < 0) {
        if (failure != NULL)
            g_propagate_error(error, g_steal_pointer(&failure));
        return NULL;
    }
    turns = g_new0(KamPoolTurns, 1);
    turns->writer = writer;
    turns->listening = listening;
    if (pipe2(turns->ending, O_CLOEXEC) != 0)
        g_error("cannot make a pipe"); /* no descriptors left at the very start */
    turns->thread = g_thread_new("kam-turns", wait_for_guests, turns);
    return turns;
}

void
kam_pool_turns_free(KamPoolTurns *turns)
{
    if (turns == NULL)
        return;
    kam_pool_writer_stop_listening(turns->writer);
    close(turns->ending[1]);
    g_thread_join(turns->thread);
    close(turns->ending[0]);
    close(turns->listening);
    g_free(turns);
}
