/* Temporary files that have no name, so that no crash leaves them behind. */
#pragma once

#include <glib.h>

#include "base/error.h"

/** A file descriptor to read and write, or -1 with an error; close() gives the room back. In TMPDIR, else in /var/tmp:
 * /tmp is memory on many machines. */
int kam_temp_file_open(GError **error);
gboolean kam_temp_file_write(int file, const void *data, gsize length, GError **error);
/** Read exactly `length` bytes from a place. */
gboolean kam_temp_file_read(int file, gint64 offset, void *data, gsize length, GError **error);
