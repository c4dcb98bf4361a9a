/* The page's files as tools/pack-page packed them into the program: a table ordered by path, and the bytes it points
 * into.
 */
#pragma once

#include <glib.h>

/* How the bytes of a file may be coded: as they are, and smaller ones, the smallest last. */
typedef enum { KAM_PAGE_PLAIN, KAM_PAGE_GZIP, KAM_PAGE_BROTLI, KAM_PAGE_N_CODINGS } KamPageCoding;

/* Where they lie; length 0: the file is not kept in that coding. */
typedef struct {
    guint32 offset, length;
} KamPageBytes;

typedef struct {
    const char *path; /* "/assets/index-4f2a.js" */
    const char *type; /* media type, with charset where it is text */
    const char *etag; /* W/"...": the same for all codings, so it is a weak one */
    KamPageBytes bytes[KAM_PAGE_N_CODINGS];
} KamPageFile;

extern const KamPageFile kam_page_files[];
extern const guint kam_n_page_files;
extern const char kam_page_bytes[];
