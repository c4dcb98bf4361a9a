/* A file as UTF-8 text: the source's bytes, their character set found out or told, converted block by block. */
#pragma once

#include "sales/read/encoding.h"
#include "sales/read/source.h"

typedef struct KamTextStream KamTextStream;

/**
 * Open a file and find out its character set from its first mebibyte.
 *
 * When that holds plain ASCII only, the question stays open and is answered where the first other byte appears, from
 * the block that it stands in: nothing before it depends on the answer.
 *
 * @param encoding     a name for kam_encoding_by_name(), NULL to find out. KAM_ERROR_USAGE for an unknown one.
 * @param block_bytes  0, or a small size by which tests meet every boundary.
 * @return             free with kam_text_stream_free(); NULL with an error naming the file: also when it is empty, or
 * evidently no text (PDF, old Excel, pictures ...): KAM_ERROR_INVALID.
 */
KamTextStream *kam_text_stream_open(const char *path, const char *encoding, const KamReadLimits *limits,
                                    gsize block_bytes, GError **error);
void kam_text_stream_free(KamTextStream *stream);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamTextStream, kam_text_stream_free)

/**
 * The next text, without a byte order mark. It may be damaged (see kam_encoding_to_utf8()); whoever cuts it into rows
 * checks.
 *
 * @param size  at least KAM_ENCODING_ROOM_MIN.
 * @return      bytes written; 0 at the end; -1 with an error.
 */
gssize kam_text_stream_read(KamTextStream *stream, guint8 *buffer, gsize size, GError **error);

/** Start again at the first character. The set, once known, stays. */
gboolean kam_text_stream_rewind(KamTextStream *stream, GError **error);

/** The set as far as it is known: KAM_ENCODING_UNKNOWN while all was plain ASCII. */
KamEncoding kam_text_stream_get_encoding(const KamTextStream *stream);
/** As kam_source_get_compression(). */
const char *kam_text_stream_get_compression(const KamTextStream *stream);
/** As kam_source_get_progress(). */
void kam_text_stream_get_progress(const KamTextStream *stream, guint64 *done, guint64 *total);

/** Why this set: half a sentence, owned by the stream. */
const char *kam_text_stream_get_why(const KamTextStream *stream);
