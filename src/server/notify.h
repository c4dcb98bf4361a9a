/* Telling the service manager how it goes, by datagrams to the socket that it named in NOTIFY_SOCKET. */
#pragma once

#include <glib.h>

/** Send a state such as "READY=1"; nothing happens when nobody asked to be told. */
void kam_notify(const char *state);
/** How often WATCHDOG=1 must be sent, in milliseconds: half of what the manager waits; 0 when it does not watch. */
guint kam_notify_get_watchdog_ms(void);
