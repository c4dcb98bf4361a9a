/* Sockets that wait for connections. */
#pragma once

#include <glib.h>
#include <sys/socket.h>

#include "base/error.h"

/**
 * Listen at "HOST:PORT" or "[IPV6]:PORT"; port 0 takes a free one. KAM_ERROR_USAGE when it has another form,
 * KAM_ERROR_IO when it cannot be had.
 * @param[out] address  where it listens, with the port taken. Free with g_free().
 * @return the socket, or -1.
 */
int kam_listen(const char *text, char **address, GError **error);
/** The address of a client as text, without its port; an IPv4 address inside IPv6 as IPv4. "" when it has another form.
 */
void kam_describe_address(const struct sockaddr *address, char *text, gsize size);
