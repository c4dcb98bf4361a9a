/* Files that are no text at all, known by their first bytes. */
#pragma once

#include <glib.h>

/**
 * What the file evidently is, with the way out ("a PDF document; export the data as CSV or XLSX"); NULL when it may be
 * text. */
const char *kam_file_kind_refused(const guint8 *head, gsize n, gboolean is_utf16);
