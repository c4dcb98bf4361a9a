/* One datagram a state. A manager that cannot be reached is no reason to stop serving. */
#include "server/notify.h"

#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

void
kam_notify(const char *state)
{
    const char *path = g_getenv("NOTIFY_SOCKET");
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    gsize length = path == NULL ? 0 : strlen(path);
    int fd;

    if (length < 2 || length >= sizeof(address.sun_path) || (path[0] != '/' && path[0] != '@'))
        return;
    memcpy(address.sun_path, path, length);
    if (path[0] == '@')
        address.sun_path[0] = '\0'; /* a name that is no file */
    fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return;
    if (sendto(fd, state, strlen(state), MSG_NOSIGNAL, (const struct sockaddr *)&address,
               (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length)) < 0)
        g_debug("the service manager was not reached");
    close(fd);
}

guint
kam_notify_get_watchdog_ms(void)
{
    const char *text = g_getenv("WATCHDOG_USEC");
    const char *pid = g_getenv("WATCHDOG_PID");
    guint64 us;

    if (text == NULL || !g_ascii_string_to_unsigned(text, 10, 2000, G_MAXUINT, &us, NULL) ||
        (pid != NULL && g_ascii_strtoll(pid, NULL, 10) != (gint64)getpid()))
        return 0;
    return (guint)(us / 2000);
}
