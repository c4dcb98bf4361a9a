/* Finding delimiters, quotes and line ends many bytes at a time. */
#include "sales/read/csv_scan.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>

#define BLOCK 64

typedef struct {
    __m128i delimiter, quote, lf, cr;
    __m128i any_high, least; /* OR and minimum of all bytes so far, lane by lane */
} Scanner;

static void
scanner_init(Scanner *scanner, guint8 delimiter)
{
    scanner->delimiter = _mm_set1_epi8((char)delimiter);
    scanner->quote = _mm_set1_epi8('"');
    scanner->lf = _mm_set1_epi8('\n');
    scanner->cr = _mm_set1_epi8('\r');
    scanner->any_high = _mm_setzero_si128();
    scanner->least = _mm_set1_epi8((char)0xff);
}

static inline guint64
match_16(Scanner *scanner, const guint8 *text)
{
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)text);
    __m128i found =
        _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, scanner->delimiter), _mm_cmpeq_epi8(bytes, scanner->quote)),
                     _mm_or_si128(_mm_cmpeq_epi8(bytes, scanner->lf), _mm_cmpeq_epi8(bytes, scanner->cr)));

    scanner->any_high = _mm_or_si128(scanner->any_high, bytes);
    scanner->least = _mm_min_epu8(scanner->least, bytes);
    return (guint32)_mm_movemask_epi8(found);
}

static inline guint64
match_block(Scanner *scanner, const guint8 *text)
{
    return match_16(scanner, text) | match_16(scanner, text + 16) << 16 | match_16(scanner, text + 32) << 32 |
           match_16(scanner, text + 48) << 48;
}

static gboolean
scanner_saw_high(const Scanner *scanner)
{
    return _mm_movemask_epi8(scanner->any_high) != 0;
}

static gboolean
scanner_saw_nul(const Scanner *scanner)
{
    return _mm_movemask_epi8(_mm_cmpeq_epi8(scanner->least, _mm_setzero_si128())) != 0;
}

#else

#define BLOCK 8
#define ONES G_GUINT64_CONSTANT(0x0101010101010101)
#define LOW_BITS G_GUINT64_CONSTANT(0x7f7f7f7f7f7f7f7f)

typedef struct {
    guint64 delimiter, quote, lf, cr;
    guint64 any_high, any_nul;
} Scanner;

static void
scanner_init(Scanner *scanner, guint8 delimiter)
{
    scanner->delimiter = ONES * delimiter;
    scanner->quote = ONES * '"';
    scanner->lf = ONES * '\n';
    scanner->cr = ONES * '\r';
    scanner->any_high = 0;
    scanner->any_nul = 0;
}

/* The high bit of each byte of `word` that is zero, exactly: no carry passes from byte to byte. */
static inline guint64
zero_bytes(guint64 word)
{
    return ~(((word & LOW_BITS) + LOW_BITS) | word | LOW_BITS);
}

static inline guint64
match_block(Scanner *scanner, const guint8 *text)
{
    guint64 word, found;

    memcpy(&word, text, sizeof word);
    word = GUINT64_FROM_LE(word);
    scanner->any_high |= word;
    scanner->any_nul |= zero_bytes(word);
    found = zero_bytes(word ^ scanner->delimiter) | zero_bytes(word ^ scanner->quote) | zero_bytes(word ^ scanner->lf) |
            zero_bytes(word ^ scanner->cr);
    /* Gather the eight high bits into the lowest byte. */
    return ((found >> 7) * G_GUINT64_CONSTANT(0x0102040810204080)) >> 56;
}

static gboolean
scanner_saw_high(const Scanner *scanner)
{
    return (scanner->any_high & ~LOW_BITS) != 0;
}

static gboolean
scanner_saw_nul(const Scanner *scanner)
{
    return scanner->any_nul != 0;
}
#endif

/* Eight are written at once whether found or not: cheaper than asking after each. */
static inline gsize
put_positions(guint64 mask, guint32 base, guint32 *positions)
{
    gsize n = (gsize)__builtin_popcountll(mask);

    for (gsize done = 0; done < n; done += 8) {
        for (guint k = 0; k < 8; k++) {
            positions[done + k] = base + (guint32)__builtin_ctzll(mask | G_GUINT64_CONSTANT(1) << 63);
            mask &= mask - 1;
        }
    }
    return n;
}

gsize
kam_csv_scan(const guint8 *text, gsize from, gsize to, guint8 delimiter, guint32 *positions, KamCsvScanFacts *facts)
{
    Scanner scanner;
    gsize n = 0, at = from;

    scanner_init(&scanner, delimiter);
    for (; at + BLOCK <= to; at += BLOCK)
        n += put_positions(match_block(&scanner, text + at), (guint32)at, positions + n);
    if (at < to) {
        guint8 rest[BLOCK];

        /* Bytes behind the end must not count: a space is none of those looked for. */
        memset(rest, ' ', sizeof rest);
        memcpy(rest, text + at, to - at);
        n += put_positions(match_block(&scanner, rest), (guint32)at, positions + n);
    }
    facts->has_high = scanner_saw_high(&scanner);
    facts->has_nul = scanner_saw_nul(&scanner);
    return n;
}
