/* Detection never fails, and conversion gives the same text whatever the blocks: the first byte chooses the set, the
 * second the blocks. */
#include <string.h>

#include "fuzz_support.h"
#include "sales/read/encoding.h"

static GByteArray *
convert(KamEncoding encoding, const uint8_t *data, size_t size, gsize n_in, gsize n_out)
{
    GByteArray *all = g_byte_array_new();
    gsize at = 0, window = n_in;

    while (at < size) {
        guint8 room[512];
        gsize n = MIN(window, size - at), used;
        gsize wrote = kam_encoding_to_utf8(encoding, data + at, n, at + n == size, room, n_out, &used);

        g_assert_cmpuint(used, <=, n);
        g_assert_cmpuint(wrote, <=, n_out);
        g_byte_array_append(all, room, (guint)wrote);
        at += used;
        window = used == 0 ? window + 1 : n_in;
    }
    return all;
}

/* Single bytes always become valid text; of UTF-16 all but what 0xff marks. */
static void
check_text(KamEncoding encoding, const GByteArray *text)
{
    gsize at = 0;

    while (at < text->len && encoding != KAM_ENCODING_UTF8) {
        gboolean cut;

        at += kam_utf8_valid_length(text->data + at, text->len - at, &cut);
        g_assert_false(cut);
        if (at == text->len)
            return;
        g_assert_true(encoding == KAM_ENCODING_UTF16LE || encoding == KAM_ENCODING_UTF16BE);
        g_assert_cmpuint(text->data[at++], ==, 0xff);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    KamEncodingGuess guess;

    if (size < 2)
        return 0;
    kam_encoding_detect(data + 2, size - 2, (data[0] & 0x80) == 0, &guess);
    g_assert_true(memchr(guess.why, '\0', sizeof guess.why) != NULL);
    {
        KamEncoding encoding = (KamEncoding)(KAM_ENCODING_UTF8 + data[0] % 7);
        g_autoptr(GByteArray) whole = convert(encoding, data + 2, size - 2, size, 512);
        g_autoptr(GByteArray) parts =
            convert(encoding, data + 2, size - 2, 1 + (data[1] & 15), KAM_ENCODING_ROOM_MIN + (data[1] >> 4));

        g_assert_cmpmem(whole->data, whole->len, parts->data, parts->len);
        check_text(encoding, whole);
    }
    return 0;
}
