/* Character sets: their names, finding out which one a file is in, and turning blocks of it into UTF-8. */
#pragma once

#include <glib.h>

typedef enum {
    KAM_ENCODING_UNKNOWN, /* plain ASCII so far: every set but UTF-16 would read it alike */
    KAM_ENCODING_UTF8,
    KAM_ENCODING_UTF16LE,
    KAM_ENCODING_UTF16BE,
    KAM_ENCODING_WINDOWS_1250,
    KAM_ENCODING_WINDOWS_1251,
    KAM_ENCODING_WINDOWS_1252,
    KAM_ENCODING_ISO_8859_2,
} KamEncoding;

/** Enough room for one character of any set in UTF-8: less cannot be converted into. */
#define KAM_ENCODING_ROOM_MIN 4

typedef struct {
    KamEncoding encoding;
    guint bom_length; /* bytes to leave out at the start */
    char why[120];    /* "312 of 320 letters outside ASCII are Serbian Latin"; "" for plain ASCII */
} KamEncodingGuess;

/** "utf-8", "windows-1250" ...; UNKNOWN is called "utf-8" too, which plain ASCII is. */
const char *kam_encoding_get_name(KamEncoding encoding);

/** The set of a name, aliases such as "cp1250", "latin2", "UTF8" included; UNKNOWN when there is none. */
KamEncoding kam_encoding_by_name(const char *name);

/**
 * Find out the set from a sample.
 *
 * In this order: a byte order mark; NUL bytes at only the even or only the odd places (UTF-16); valid UTF-8 (also when
 * a few bytes are damaged, which then shows as an error at its row); else the single-byte set whose letters fit the
 * words of one language best, Serbian first among equals. Windows-1252 is tried too, since Western exports come in it:
 * read as 1250, their French and Nordic letters would turn into wrong ones silently.
 *
 * @param sample  from the start of the file when `at_start`, else from where the first byte outside ASCII stands.
 * Cost: O(n), about 10 ns for each byte outside ASCII.
 */
void kam_encoding_detect(const guint8 *sample, gsize n, gboolean at_start, KamEncodingGuess *guess);

/**
 * Turn a block into UTF-8. Whole characters only: what is cut at the end of the block is left for the next call.
 *
 * Of UTF-16 what is no character (a lone surrogate, an odd last byte) becomes the byte 0xff, which is never valid in
 * UTF-8, so that whoever validates the text finds it and knows the row. UTF-8 is copied unchecked.
 *
 * @param final   nothing follows this block.
 * @param n_out   at least KAM_ENCODING_ROOM_MIN.
 * @param[out] n_used  bytes of `in` that were converted.
 * @return        bytes written.
 */
gsize kam_encoding_to_utf8(KamEncoding encoding, const guint8 *in, gsize n_in, gboolean final, guint8 *out, gsize n_out,
                           gsize *n_used);

/** Index of the first byte outside ASCII; n when there is none. About 10 GB/s. */
gsize kam_ascii_length(const guint8 *text, gsize n);

/**
 * Length of the valid UTF-8 at the start of `text`.
 *
 * @param[out] cut  TRUE when the rest is the beginning of a character whose end may come with the next block.
 */
gsize kam_utf8_valid_length(const guint8 *text, gsize n, gboolean *cut);
