/* BLAKE2b over everything, 128 bits of it in hexadecimal. */
#include "service/figures/stamp.h"

#include <string.h>

#define BYTES 16
#define PENDING 65536

void
kam_stamp_init(KamStamp *stamp)
{
    crypto_generichash_init(&stamp->state, NULL, 0, BYTES);
    stamp->pending = g_string_sized_new(PENDING + 256);
}

static void
flush(KamStamp *stamp)
{
    crypto_generichash_update(&stamp->state, (const guchar *)stamp->pending->str, stamp->pending->len);
    g_string_truncate(stamp->pending, 0);
}

void
kam_stamp_add_int(KamStamp *stamp, gint64 value)
{
    g_string_append_len(stamp->pending, (const char *)&value, sizeof value);
    if (stamp->pending->len >= PENDING)
        flush(stamp);
}

/* The length in front keeps "ab", "c" from "a", "bc". */
void
kam_stamp_add_text(KamStamp *stamp, const char *text)
{
    gsize length = text == NULL ? 0 : strlen(text);

    kam_stamp_add_int(stamp, text == NULL ? -1 : (gint64)length);
    g_string_append_len(stamp->pending, text == NULL ? "" : text, (gssize)length);
}

char *
kam_stamp_finish(KamStamp *stamp)
{
    guchar sum[BYTES];
    char *word = g_malloc(2 * BYTES + 1);

    flush(stamp);
    crypto_generichash_final(&stamp->state, sum, BYTES);
    g_string_free(g_steal_pointer(&stamp->pending), TRUE);
    return sodium_bin2hex(word, 2 * BYTES + 1, sum, BYTES);
}
