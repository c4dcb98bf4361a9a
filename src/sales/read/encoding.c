/* Names of sets, conversion of blocks, validation. Which set a file is in is encoding_detect.c's question. */
#include "sales/read/encoding.h"

#include <string.h>

#include "sales/read/encoding_tables.h"

#define HIGH_BITS G_GUINT64_CONSTANT(0x8080808080808080)
#define NOT_A_CHARACTER 0xff

typedef struct {
    const char *name; /* letters and digits only */
    KamEncoding encoding;
} Alias;

static const Alias aliases[] = {
    { "utf8", KAM_ENCODING_UTF8 },
    { "ascii", KAM_ENCODING_UTF8 },
    { "usascii", KAM_ENCODING_UTF8 },
    { "utf16", KAM_ENCODING_UTF16LE },
    { "utf16le", KAM_ENCODING_UTF16LE },
    { "utf16be", KAM_ENCODING_UTF16BE },
    { "ucs2", KAM_ENCODING_UTF16LE },
    { "windows1250", KAM_ENCODING_WINDOWS_1250 },
    { "cp1250", KAM_ENCODING_WINDOWS_1250 },
    { "win1250", KAM_ENCODING_WINDOWS_1250 },
    { "1250", KAM_ENCODING_WINDOWS_1250 },
    { "windows1251", KAM_ENCODING_WINDOWS_1251 },
    { "cp1251", KAM_ENCODING_WINDOWS_1251 },
    { "win1251", KAM_ENCODING_WINDOWS_1251 },
    { "1251", KAM_ENCODING_WINDOWS_1251 },
    { "windows1252", KAM_ENCODING_WINDOWS_1252 },
    { "cp1252", KAM_ENCODING_WINDOWS_1252 },
    { "win1252", KAM_ENCODING_WINDOWS_1252 },
    { "1252", KAM_ENCODING_WINDOWS_1252 },
    /* Programs that say Latin-1 mean 1252 in practice; the two differ in control codes only. */
    { "iso88591", KAM_ENCODING_WINDOWS_1252 },
    { "latin1", KAM_ENCODING_WINDOWS_1252 },
    { "iso88592", KAM_ENCODING_ISO_8859_2 },
    { "latin2", KAM_ENCODING_ISO_8859_2 },
};

const char *
kam_encoding_get_name(KamEncoding encoding)
{
    switch (encoding) {
    case KAM_ENCODING_UNKNOWN:
    case KAM_ENCODING_UTF8:
        return "utf-8";
    case KAM_ENCODING_UTF16LE:
        return "utf-16le";
    case KAM_ENCODING_UTF16BE:
        return "utf-16be";
    case KAM_ENCODING_WINDOWS_1250:
        return "windows-1250";
    case KAM_ENCODING_WINDOWS_1251:
        return "windows-1251";
    case KAM_ENCODING_WINDOWS_1252:
        return "windows-1252";
    case KAM_ENCODING_ISO_8859_2:
        return "iso-8859-2";
    }
    g_return_val_if_reached("utf-8");
}

KamEncoding
kam_encoding_by_name(const char *name)
{
    char folded[16];
    gsize n = 0;

    for (const char *p = name; *p != '\0'; p++) {
        if (!g_ascii_isalnum(*p))
            continue;
        if (n == sizeof folded - 1)
            return KAM_ENCODING_UNKNOWN;
        folded[n++] = g_ascii_tolower(*p);
    }
    folded[n] = '\0';
    for (guint i = 0; i < G_N_ELEMENTS(aliases); i++) {
        if (strcmp(folded, aliases[i].name) == 0)
            return aliases[i].encoding;
    }
    return KAM_ENCODING_UNKNOWN;
}

gsize
kam_ascii_length(const guint8 *text, gsize n)
{
    gsize i = 0;

    for (; i + 32 <= n; i += 32) {
        guint64 words[4];

        memcpy(words, text + i, sizeof words);
        if (((words[0] | words[1] | words[2] | words[3]) & HIGH_BITS) != 0)
            break;
    }
    while (i < n && text[i] < 0x80)
        i++;
    return i;
}

/* Bytes of the character at `p`, 0 when it is none, -1 when it is cut by the end. */
static int
measure_character(const guint8 *p, gsize n)
{
    guint8 lead = p[0];
    guint8 low = 0x80, high = 0xbf;
    int length;

    if (lead < 0x80)
        return 1;
    if (lead < 0xc2 || lead > 0xf4)
        return 0;
    length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    /* Overlong forms, surrogates and what lies above U+10FFFF show in the second byte. */
    if (lead == 0xe0)
        low = 0xa0;
    else if (lead == 0xed)
        high = 0x9f;
    else if (lead == 0xf0)
        low = 0x90;
    else if (lead == 0xf4)
        high = 0x8f;
    for (int i = 1; i < length; i++) {
        if ((gsize)i == n)
            return -1;
        if (p[i] < low || p[i] > high)
            return 0;
        low = 0x80;
        high = 0xbf;
    }
    return length;
}

gsize
kam_utf8_valid_length(const guint8 *text, gsize n, gboolean *cut)
{
    gsize i = 0;

    *cut = FALSE;
    for (;;) {
        i += kam_ascii_length(text + i, n - i);
        /* Letters outside ASCII rarely come alone: look at the next few one by one. */
        for (int near = 0; near < 8; near++) {
            int length;

            if (i >= n)
                return n;
            length = measure_character(text + i, n - i);
            if (length <= 0) {
                *cut = length < 0;
                return i;
            }
            i += (gsize)length;
        }
    }
}

static gsize
put_character(guint8 *out, guint32 c)
{
    if (c < 0x80) {
        out[0] = (guint8)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (guint8)(0xc0 | (c >> 6));
        out[1] = (guint8)(0x80 | (c & 0x3f));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (guint8)(0xe0 | (c >> 12));
        out[1] = (guint8)(0x80 | ((c >> 6) & 0x3f));
        out[2] = (guint8)(0x80 | (c & 0x3f));
        return 3;
    }
    out[0] = (guint8)(0xf0 | (c >> 18));
    out[1] = (guint8)(0x80 | ((c >> 12) & 0x3f));
    out[2] = (guint8)(0x80 | ((c >> 6) & 0x3f));
    out[3] = (guint8)(0x80 | (c & 0x3f));
    return 4;
}

static gsize
convert_single_bytes(const guint16 letters[128], const guint8 *in, gsize n_in, guint8 *out, gsize n_out, gsize *n_used)
{
    gsize i = 0, o = 0;

    while (i < n_in && o + KAM_ENCODING_ROOM_MIN <= n_out) {
        guint64 word;

        if (i + 8 <= n_in && o + 8 <= n_out) {
            memcpy(&word, in + i, 8);
            if ((word & HIGH_BITS) == 0) {
                memcpy(out + o, &word, 8);
                i += 8;
                o += 8;
                continue;
            }
        }
        if (in[i] < 0x80)
            out[o++] = in[i++];
        else
            o += put_character(out + o, letters[in[i++] - 0x80]);
    }
    *n_used = i;
    return o;
}

static guint32
unit_at(const guint8 *in, gboolean big)
{
    return big ? (guint32)in[0] << 8 | in[1] : (guint32)in[1] << 8 | in[0];
}

/* One character of UTF-16: bytes used, 0 when it is cut; *c is G_MAXUINT32 when it is none. */
static gsize
take_utf16(const guint8 *in, gsize n, gboolean big, gboolean final, guint32 *c)
{
    guint32 unit, low;

    *c = G_MAXUINT32;
    if (n < 2)
        return final ? n : 0;
    unit = unit_at(in, big);
    if (unit < 0xd800 || unit > 0xdfff) {
        *c = unit;
        return 2;
    }
    if (unit > 0xdbff)
        return 2;
    if (n < 4)
        return final ? n : 0;
    low = unit_at(in + 2, big);
    if (low < 0xdc00 || low > 0xdfff)
        return 2;
    *c = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
    return 4;
}

static gsize
convert_utf16(gboolean big, const guint8 *in, gsize n_in, gboolean final, guint8 *out, gsize n_out, gsize *n_used)
{
    gsize i = 0, o = 0;

    while (i < n_in && o + KAM_ENCODING_ROOM_MIN <= n_out) {
        guint32 c;
        gsize used = take_utf16(in + i, n_in - i, big, final, &c);

        if (used == 0)
            break;
        i += used;
        if (c == G_MAXUINT32)
            out[o++] = NOT_A_CHARACTER;
        else
            o += put_character(out + o, c);
    }
    *n_used = i;
    return o;
}

gsize
kam_encoding_to_utf8(KamEncoding encoding, const guint8 *in, gsize n_in, gboolean final, guint8 *out, gsize n_out,
                     gsize *n_used)
{
    gsize n = MIN(n_in, n_out);

    switch (encoding) {
    case KAM_ENCODING_UNKNOWN:
    case KAM_ENCODING_UTF8:
        memcpy(out, in, n);
        *n_used = n;
        return n;
    case KAM_ENCODING_UTF16LE:
        return convert_utf16(FALSE, in, n_in, final, out, n_out, n_used);
    case KAM_ENCODING_UTF16BE:
        return convert_utf16(TRUE, in, n_in, final, out, n_out, n_used);
    case KAM_ENCODING_WINDOWS_1250:
        return convert_single_bytes(kam_windows_1250_letters, in, n_in, out, n_out, n_used);
    case KAM_ENCODING_WINDOWS_1251:
        return convert_single_bytes(kam_windows_1251_letters, in, n_in, out, n_out, n_used);
    case KAM_ENCODING_WINDOWS_1252:
        return convert_single_bytes(kam_windows_1252_letters, in, n_in, out, n_out, n_used);
    case KAM_ENCODING_ISO_8859_2:
        return convert_single_bytes(kam_iso_8859_2_letters, in, n_in, out, n_out, n_used);
    }
    g_return_val_if_reached(0);
}
