/* The dictionary of byte strings: open addressing over slots of hash tag and number, keys in chunks
 * that never move. It owns the hash function, too. */
#include "base/dict.h"

#include <string.h>

#define FIRST_SLOTS 64
#define FIRST_CHUNK 1024
#define LAST_CHUNK (1024 * 1024)

typedef struct {
    guint32 tag;    /* of the key's hash; its low bits say where the search starts, so growing needs no key */
    guint32 number; /* of the key, plus one; 0 is a free slot */
} Slot;

typedef struct {
    const char *bytes;
    gsize length;
} Key;

struct KamDict {
    Slot *slots;
    gsize mask;    /* number of slots, less one */
    gsize grow_at; /* keys that fit before the table grows */
    Key *keys;
    gsize keys_room;
    guint32 size;
    GPtrArray *chunks;
    char *chunk_free; /* where the next key's bytes go */
    gsize chunk_left;
};

__extension__ typedef unsigned __int128 Product;

static inline guint64
mix(guint64 a, guint64 b)
{
    Product product = (Product)a * b;

    return (guint64)product ^ (guint64)(product >> 64);
}

static inline guint64
read_64(const guint8 *bytes)
{
    guint64 word;

    memcpy(&word, bytes, sizeof word);
    return GUINT64_FROM_LE(word);
}

static inline guint32
read_32(const guint8 *bytes)
{
    guint32 word;

    memcpy(&word, bytes, sizeof word);
    return GUINT32_FROM_LE(word);
}

/* The fractions of the golden ratio and of the square roots of 3, 5 and 7: odd, and with no pattern. */
#define SALT_0 G_GUINT64_CONSTANT(0x9e3779b97f4a7c15)
#define SALT_1 G_GUINT64_CONSTANT(0xbb67ae8584caa73b)
#define SALT_2 G_GUINT64_CONSTANT(0x3c6ef372fe94f82b)
#define SALT_3 G_GUINT64_CONSTANT(0xa54ff53a5f1d36f1)

static inline guint64
hash_bytes(const guint8 *bytes, gsize length, guint64 seed)
{
    guint64 state = seed ^ SALT_0;
    guint64 first = 0;
    guint64 second = 0;
    gsize left = length;

    for (; left > 16; left -= 16, bytes += 16)
        state = mix(read_64(bytes) ^ SALT_1, read_64(bytes + 8) ^ state);

    /* The last 1..16 bytes as two words; they may overlap, the length tells such keys apart. */
    if (left >= 8) {
        first = read_64(bytes);
        second = read_64(bytes + left - 8);
    } else if (left >= 4) {
        first = read_32(bytes);
        second = read_32(bytes + left - 4);
    } else if (left > 0) {
        first = (guint64)bytes[0] << 16 | (guint64)bytes[left / 2] << 8 | bytes[left - 1];
    }
    return mix(mix(first ^ SALT_2, second ^ state) ^ length, SALT_3);
}

guint64
kam_hash_bytes(const void *data, gsize length, guint64 seed)
{
    return hash_bytes(data, length, seed);
}

static void
set_slots(KamDict *dict, gsize n)
{
    dict->slots = g_new0(Slot, n);
    dict->mask = n - 1;
    dict->grow_at = n / 5 * 3;
}

KamDict *
kam_dict_new(void)
{
    KamDict *dict = g_new0(KamDict, 1);

    set_slots(dict, FIRST_SLOTS);
    dict->chunks = g_ptr_array_new_with_free_func(g_free);
    return dict;
}

void
kam_dict_free(KamDict *dict)
{
    if (dict == NULL)
        return;
    g_free(dict->slots);
    g_free(dict->keys);
    g_ptr_array_unref(dict->chunks);
    g_free(dict);
}

static void
grow_slots(KamDict *dict)
{
    g_autofree Slot *old = dict->slots;
    gsize n_old = dict->mask + 1;

    set_slots(dict, n_old * 2);
    for (gsize i = 0; i < n_old; i++) {
        gsize at = old[i].tag & dict->mask;

        if (old[i].number == 0)
            continue;
        while (dict->slots[at].number != 0)
            at = (at + 1) & dict->mask;
        dict->slots[at] = old[i];
    }
}

/* Copies the bytes behind the last key, with a NUL; a key that is large against a chunk gets one of its own. */
static const char *
copy_bytes(KamDict *dict, const char *key, gsize length)
{
    char *copy;

    if (length >= LAST_CHUNK / 4) {
        copy = g_malloc(length + 1);
        g_ptr_array_add(dict->chunks, copy);
    } else {
        if (length + 1 > dict->chunk_left) {
            gsize wanted = (gsize)FIRST_CHUNK << MIN(dict->chunks->len, 10);

            dict->chunk_left = MAX(wanted, length + 1);
            dict->chunk_free = g_malloc(dict->chunk_left);
            g_ptr_array_add(dict->chunks, dict->chunk_free);
        }
        copy = dict->chunk_free;
        dict->chunk_free += length + 1;
        dict->chunk_left -= length + 1;
    }
    if (length > 0)
        memcpy(copy, key, length);
    copy[length] = '\0';
    return copy;
}

static guint32
append_key(KamDict *dict, const char *key, gsize length)
{
    g_assert(dict->size < KAM_DICT_NONE - 1);
    if (dict->size == dict->keys_room) {
        dict->keys_room = MAX(dict->keys_room * 2, FIRST_SLOTS);
        dict->keys = g_renew(Key, dict->keys, dict->keys_room);
    }
    dict->keys[dict->size] = (Key) { copy_bytes(dict, key, length), length };
    return dict->size++;
}

/* The slot that holds the key, or the free one where it belongs. */
static inline Slot *
find_slot(const KamDict *dict, const char *key, gsize length, guint32 tag)
{
    for (gsize at = tag & dict->mask;; at = (at + 1) & dict->mask) {
        Slot *slot = &dict->slots[at];

        if (slot->number == 0)
            return slot;
        if (slot->tag == tag) {
            const Key *known = &dict->keys[slot->number - 1];

            if (known->length == length && (length == 0 || memcmp(known->bytes, key, length) == 0))
                return slot;
        }
    }
}

guint32
kam_dict_add(KamDict *dict, const char *key, gsize length, gboolean *is_new)
{
    guint32 tag = (guint32)hash_bytes((const guint8 *)key, length, 0);
    Slot *slot = find_slot(dict, key, length, tag);
    gboolean missing = slot->number == 0;

    if (missing) {
        if (dict->size >= dict->grow_at) {
            grow_slots(dict);
            slot = find_slot(dict, key, length, tag);
        }
        *slot = (Slot) { tag, append_key(dict, key, length) + 1 };
    }
    if (is_new != NULL)
        *is_new = missing;
    return slot->number - 1;
}

guint32
kam_dict_find(const KamDict *dict, const char *key, gsize length)
{
    guint32 tag = (guint32)hash_bytes((const guint8 *)key, length, 0);

    return find_slot(dict, key, length, tag)->number - 1; /* a free slot's 0 becomes KAM_DICT_NONE */
}

guint32
kam_dict_size(const KamDict *dict)
{
    return dict->size;
}

const char *
kam_dict_key(const KamDict *dict, guint32 number, gsize *length)
{
    g_assert(number < dict->size);
    if (length != NULL)
        *length = dict->keys[number].length;
    return dict->keys[number].bytes;
}
