/* The bytes of a file, unpacked: plain, gzip, zstd, or the one text file inside a zip, recognised by content.
 * It guards against bombs and says how far the packed file has been consumed; what the bytes mean is not its business.
 */
#pragma once

#include <glib.h>

#include "sales/table.h"

/** Below this many unpacked bytes no ratio is taken for a bomb: small files of one repeated letter are harmless. */
#define KAM_SOURCE_RATIO_FLOOR (G_GUINT64_CONSTANT(64) << 20)

typedef struct KamSource KamSource;

/** The limits with every 0 (but that of the file, which means none) replaced by its default; NULL gives the defaults.
 */
KamReadLimits kam_read_limits_resolve(const KamReadLimits *limits);

/**
 * Open a file for reading from its first unpacked byte.
 *
 * @param limits  NULL for the defaults; only `max_file_bytes` and `max_ratio` matter here.
 * @return        free with kam_source_free(); NULL with KAM_ERROR_NOT_FOUND, _IO or _INVALID.
 */
KamSource *kam_source_open(const char *path, const KamReadLimits *limits, GError **error);
void kam_source_free(KamSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamSource, kam_source_free)

/**
 * Read the next bytes. From the second call on, packed files are unpacked ahead in a thread of the source's own.
 *
 * @return how many bytes were written to `buffer`, at least 1; 0 at the end; -1 with an error that names the file:
 *         KAM_ERROR_INVALID for damaged or truncated packing, _TOO_LARGE for a limit, _IO.
 */
gssize kam_source_read(KamSource *source, void *buffer, gsize size, GError **error);

/** Fill `buffer` unless the file ends first; the same results as kam_source_read(). */
gssize kam_source_fill(KamSource *source, void *buffer, gsize size, GError **error);

/** Start again at the first byte. A pipe cannot: KAM_ERROR_IO. */
gboolean kam_source_rewind(KamSource *source, GError **error);

/** "", "gzip", "zstd" or "zip". */
const char *kam_source_get_compression(const KamSource *source);

/** Bytes of the packed file consumed by what was read so far, and in all (0 when unknown). */
void kam_source_get_progress(const KamSource *source, guint64 *done, guint64 *total);
