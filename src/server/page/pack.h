/* The page's files as tools/pack-page packed them into the program: a table ordered by path, and the bytes it points
 * into.
 */
#pragma once

#include <glib.h>

typedef struct {
    const char *path; /* "/assets/index-4f2a.js" */
    const char *type; /* media type, with charset where it is text */
    const char *etag; /* W/"...": the same for both forms, so it is a weak one */
    guint32 offset, length;
    guint32 packed_offset, packed_length; /* the same with gzip; length 0: not kept so */
} KamPageFile;

extern const KamPageFile kam_page_files[];
extern const guint kam_n_page_files;
extern const char kam_page_bytes[];
