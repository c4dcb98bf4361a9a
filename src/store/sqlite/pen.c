/* Turns at writing to a file that a server keeps open. The server listens at "<db>-pen"; another program that finds the
 * file locked asks there, waits until the server has let go of its lock, writes as if it were alone, and gives the turn
 * back by hanging up, which the kernel does for a program that dies. Two never write at the same time. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "store/sqlite/sqlite.h"

/* How long one waits for a turn; what is before it in the queue may be an import. */
#define PATIENCE_MS 60000
#define MAX_GUESTS 16

/* The address of a socket may have 107 bytes: named through its open folder, any path fits. */
static gboolean
address_of(const char *db_path, struct sockaddr_un *address, int *folder)
{
    g_autofree char *folder_path = g_path_get_dirname(db_path);
    g_autofree char *name = g_path_get_basename(db_path);
    int length;

    *folder = open(folder_path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (*folder < 0)
        return FALSE;
    memset(address, 0, sizeof *address);
    address->sun_family = AF_UNIX;
    length = g_snprintf(address->sun_path, sizeof address->sun_path, "/proc/self/fd/%d/%s-pen", *folder, name);
    if (length > 0 && (gsize)length < sizeof address->sun_path)
        return TRUE;
    close(*folder);
    return FALSE;
}

int
kam_sqlite_listen(KamDb *base, GError **error)
{
    KamSqlite *db = (KamSqlite *)base;
    struct sockaddr_un address;
    int folder, fd;

    if (!address_of(db->path, &address, &folder)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "cannot listen beside '%s'", db->path);
        return -1;
    }
    /* Whoever holds the lock may clear away what a killed holder left. */
    unlink(address.sun_path);
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || fchmod(fd, 0600) != 0 || bind(fd, (struct sockaddr *)&address, sizeof address) != 0 ||
        listen(fd, MAX_GUESTS) != 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "cannot listen beside '%s': %s", db->path, g_strerror(errno));
        if (fd >= 0)
            close(fd);
        fd = -1;
    }
    close(folder);
    return fd;
}

void
kam_sqlite_stop_listening(const char *path)
{
    g_autofree char *pen = g_strconcat(path, "-pen", NULL);

    unlink(pen);
}

static gboolean
wait_for_turn(int fd)
{
    struct pollfd waiting = { .fd = fd, .events = POLLIN };
    char word;

    return poll(&waiting, 1, PATIENCE_MS) == 1 && recv(fd, &word, 1, 0) == 1;
}

gboolean
kam_sqlite_ask_for_turn(KamSqlite *db)
{
    struct sockaddr_un address;
    int folder, fd;
    gboolean has_turn;

    if (!address_of(db->path, &address, &folder))
        return FALSE;
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    has_turn = fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address) == 0 && wait_for_turn(fd);
    close(folder);
    if (has_turn)
        db->turn_fd = fd;
    else if (fd >= 0)
        close(fd);
    return has_turn;
}
