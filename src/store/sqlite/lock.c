/* The lock file "<db>-lock": one program at a time writes to a SQLite file. It holds the process number of the holder;
 * the lock itself is the kernel's, so it ends with the process however that ends. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/sqlite/sqlite.h"

static void
set_busy(KamSqlite *db, int fd, GError **error)
{
    char text[24] = "";
    ssize_t n = pread(fd, text, sizeof(text) - 1, 0);
    long pid = n > 0 ? strtol(text, NULL, 10) : 0;

    if (pid > 0)
        g_set_error(error, KAM_ERROR, KAM_ERROR_BUSY,
                    "the database '%s' is being written by process %ld: wait for it or stop it", db->path, pid);
    else
        g_set_error(error, KAM_ERROR, KAM_ERROR_BUSY,
                    "the database '%s' is being written by another process: wait for it", db->path);
}

/* The holder removes the file when it is done; whoever opened it just before then holds a lock on a file that nobody
 * else will find, and must begin again. */
static gboolean
is_still_there(int fd, const char *path)
{
    struct stat held, found;

    return fstat(fd, &held) == 0 && stat(path, &found) == 0 && held.st_ino == found.st_ino &&
           held.st_dev == found.st_dev;
}

static gboolean
write_pid(int fd)
{
    g_autofree char *text = g_strdup_printf("%ld\n", (long)getpid());
    size_t length = strlen(text);

    return ftruncate(fd, 0) == 0 && pwrite(fd, text, length, 0) == (ssize_t)length;
}

static gboolean
fail_to_lock(KamSqlite *db, int fd, GError **error)
{
    int saved = errno;

    if (fd >= 0 && saved == EWOULDBLOCK)
        set_busy(db, fd, error);
    else
        g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "cannot lock '%s': %s", db->lock_path, g_strerror(saved));
    if (fd >= 0)
        close(fd);
    return FALSE;
}

/* Once: whoever has a turn and still finds the file locked was overtaken. A server does not ask itself. */
static gboolean
may_ask(const KamSqlite *db)
{
    return db->base.mode != KAM_DB_KEEP && db->turn_fd < 0;
}

gboolean
kam_sqlite_lock(KamSqlite *db, GError **error)
{
    db->lock_path = g_strconcat(db->path, "-lock", NULL);
    for (;;) {
        int fd = open(db->lock_path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

        if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) != 0) {
            if (fd < 0 || errno != EWOULDBLOCK || !may_ask(db))
                return fail_to_lock(db, fd, error);
            if (!kam_sqlite_ask_for_turn(db)) {
                errno = EWOULDBLOCK;
                return fail_to_lock(db, fd, error);
            }
            close(fd);
            continue;
        }
        if (!is_still_there(fd, db->lock_path)) {
            close(fd);
            continue;
        }
        if (!write_pid(fd))
            return fail_to_lock(db, fd, error);
        db->lock_fd = fd;
        db->base.is_guest = db->turn_fd >= 0;
        return TRUE;
    }
}

void
kam_sqlite_unlock(KamSqlite *db)
{
    if (db->lock_fd >= 0) {
        unlink(db->lock_path);
        close(db->lock_fd);
        db->lock_fd = -1;
    }
    /* The lock first: the server takes it back when it sees this end. */
    if (db->turn_fd >= 0) {
        close(db->turn_fd);
        db->turn_fd = -1;
    }
    g_clear_pointer(&db->lock_path, g_free);
}
