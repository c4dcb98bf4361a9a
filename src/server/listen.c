/* getaddrinfo(), bind(), listen(), and which port it became. */
#include "server/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define BACKLOG 511

static gboolean
split_address(const char *text, char **host, char **port, GError **error)
{
    const char *colon = strrchr(text, ':');
    gboolean is_bracketed = text[0] == '[' && colon != NULL && colon > text && colon[-1] == ']';
    guint64 number;

    if (colon == NULL || colon == text || !g_ascii_string_to_unsigned(colon + 1, 10, 0, 65535, &number, NULL) ||
        (!is_bracketed && strchr(text, ':') != colon)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE,
                    "'%s' is no address to listen at: expected HOST:PORT, such as 127.0.0.1:8080 or [::1]:8080", text);
        return FALSE;
    }
    *host = is_bracketed ? g_strndup(text + 1, (gsize)(colon - text) - 2) : g_strndup(text, (gsize)(colon - text));
    *port = g_strdup(colon + 1);
    return TRUE;
}

static char *
describe(int fd)
{
    struct sockaddr_storage address;
    socklen_t length = sizeof address;
    char host[NI_MAXHOST], port[NI_MAXSERV];

    if (getsockname(fd, (struct sockaddr *)&address, &length) != 0 ||
        getnameinfo((struct sockaddr *)&address, length, host, sizeof host, port, sizeof port,
                    NI_NUMERICHOST | NI_NUMERICSERV) != 0)
        return g_strdup("?");
    return g_strdup_printf(address.ss_family == AF_INET6 ? "[%s]:%s" : "%s:%s", host, port);
}

static int
listen_at(const struct addrinfo *info)
{
    int fd = socket(info->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), yes = 1, saved;

    if (fd < 0)
        return -1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(fd, info->ai_addr, info->ai_addrlen) == 0 && listen(fd, BACKLOG) == 0)
        return fd;
    saved = errno;
    close(fd);
    errno = saved;
    return -1;
}

int
kam_listen(const char *text, char **address, GError **error)
{
    struct addrinfo hints = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE | AI_NUMERICSERV }, *list = NULL;
    g_autofree char *host = NULL;
    g_autofree char *port = NULL;
    int rc, fd;

    if (!split_address(text, &host, &port, error))
        return -1;
    rc = getaddrinfo(host, port, &hints, &list);
    if (rc != 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "cannot listen at '%s': %s", text, gai_strerror(rc));
        return -1;
    }
    fd = listen_at(list);
    freeaddrinfo(list);
    if (fd < 0)
        g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "cannot listen at '%s': %s", text, g_strerror(errno));
    else
        *address = describe(fd);
    return fd;
}

void
kam_describe_address(const struct sockaddr *address, char *text, gsize size)
{
    static const char mapped[] = "::ffff:";
    const void *bytes = address->sa_family == AF_INET6
                            ? (const void *)&((const struct sockaddr_in6 *)address)->sin6_addr
                            : (const void *)&((const struct sockaddr_in *)address)->sin_addr;

    text[0] = '\0';
    if ((address->sa_family != AF_INET && address->sa_family != AF_INET6) ||
        inet_ntop(address->sa_family, bytes, text, (socklen_t)size) == NULL)
        return;
    if (g_str_has_prefix(text, mapped) && strchr(text, '.') != NULL)
        memmove(text, text + strlen(mapped), strlen(text) - strlen(mapped) + 1);
}
