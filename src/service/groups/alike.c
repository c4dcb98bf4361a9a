/* Keys in the order of their values, so that those who share one stand together. */
#include "service/groups/alike.h"

#include <math.h>
#include <string.h>

#define MIN_WORD 4 /* letters of a word that can name a company */

static const char *const names[KAM_ALIKE_N] = {
    "payer", "tax_number", "company_number", "name", "domain", "address", "phone",
};

/* How much a value says that exactly two share: set by hand, measured on the demonstration company (docs/groups.md). */
static const double strengths[KAM_ALIKE_N] = { 0.9, 0.7, 0.7, 0.6, 0.6, 0.5, 0.4 };

const char *
kam_alike_kind_name(KamAlikeKind kind)
{
    return names[kind];
}

/* Digits and short words name nobody. */
static gboolean
is_telling(const char *word)
{
    return g_utf8_strlen(word, -1) >= MIN_WORD && !g_ascii_isdigit(*word);
}

void
kam_alike_add_words(GArray *keys, guint32 account, const char *name_key, GHashTable *places, GStringChunk *texts)
{
    g_auto(GStrv) words = g_strsplit(name_key, " ", -1);

    for (guint i = 0; words[i] != NULL; i++) {
        KamAlikeKey key = { account, KAM_ALIKE_NAME, NULL, i == 0 };

        if (!is_telling(words[i]) || g_hash_table_contains(places, words[i]))
            continue;
        key.value = g_string_chunk_insert_const(texts, words[i]);
        g_array_append_val(keys, key);
    }
}

/* Equal values are one text, so that their addresses bring them together; which comes first is of no account. */
static int
compare_keys(gconstpointer a, gconstpointer b)
{
    const KamAlikeKey *x = a, *y = b;

    if (x->value != y->value)
        return (guintptr)x->value < (guintptr)y->value ? -1 : 1;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    return x->account < y->account ? -1 : x->account > y->account;
}

static gboolean
same_value(const KamAlikeKey *a, const KamAlikeKey *b)
{
    return a->kind == b->kind && a->value == b->value;
}

/* The rarer, the more it says; a word inside a name says less than the one in front of both. */
static double
strength_of(const KamAlikeKey *a, const KamAlikeKey *b, guint block)
{
    double strength = strengths[a->kind] * sqrt(2.0 / (double)block);

    if (a->kind == KAM_ALIKE_NAME && !(a->is_first && b->is_first))
        strength *= 0.5;
    return strength;
}

static guint
hash_pair(gconstpointer data)
{
    const KamAlikePair *pair = data;

    return pair->low * 2654435761u ^ pair->high;
}

static gboolean
equal_pairs(gconstpointer a, gconstpointer b)
{
    const KamAlikePair *x = a, *y = b;

    return x->low == y->low && x->high == y->high;
}

static void
add_evidence(GHashTable *pairs, const KamAlikeKey *a, const KamAlikeKey *b, guint block)
{
    KamAlikePair wanted = { .low = a->account, .high = b->account };
    KamAlikePair *pair = g_hash_table_lookup(pairs, &wanted);
    double strength = strength_of(a, b, block);

    if (pair == NULL) {
        pair = g_memdup2(&wanted, sizeof wanted);
        g_hash_table_add(pairs, pair);
    }
    /* Of those that say as much, the first by its letters is told. */
    if (strength < pair->by[a->kind] ||
        (pair->value[a->kind] != NULL && strength <= pair->by[a->kind] && strcmp(a->value, pair->value[a->kind]) >= 0))
        return;
    pair->by[a->kind] = strength;
    pair->value[a->kind] = a->value;
}

/* An account that bears a value twice counts once, with its first word before others. */
static void
pair_block(GHashTable *pairs, KamAlikeKey *keys, guint n)
{
    guint different = 0;

    for (guint i = 0; i < n; i++) {
        if (different > 0 && keys[different - 1].account == keys[i].account)
            keys[different - 1].is_first |= keys[i].is_first;
        else
            keys[different++] = keys[i];
    }
    if (different < 2 || different > KAM_ALIKE_MAX_BLOCK)
        return;
    for (guint i = 0; i < different; i++)
        for (guint j = i + 1; j < different; j++)
            add_evidence(pairs, &keys[i], &keys[j], different);
}

static int
compare_strength(gconstpointer a, gconstpointer b)
{
    const KamAlikePair *x = a, *y = b;

    if (x->strength < y->strength || x->strength > y->strength)
        return x->strength > y->strength ? -1 : 1;
    if (x->low != y->low)
        return x->low < y->low ? -1 : 1;
    return x->high < y->high ? -1 : x->high > y->high;
}

static GArray *
list_pairs(GHashTable *pairs)
{
    GArray *list = g_array_new(FALSE, FALSE, sizeof(KamAlikePair));
    GHashTableIter iter;
    gpointer at;

    g_hash_table_iter_init(&iter, pairs);
    while (g_hash_table_iter_next(&iter, &at, NULL)) {
        KamAlikePair pair = *(const KamAlikePair *)at;
        double doubt = 1;

        for (guint k = 0; k < KAM_ALIKE_N; k++)
            doubt *= 1 - pair.by[k];
        pair.strength = 1 - doubt;
        g_array_append_val(list, pair);
    }
    g_array_sort(list, compare_strength);
    return list;
}

GArray *
kam_alike_find(GArray *keys)
{
    g_autoptr(GHashTable) pairs = g_hash_table_new_full(hash_pair, equal_pairs, g_free, NULL);
    KamAlikeKey *all = (KamAlikeKey *)(gpointer)keys->data;
    guint from = 0;

    g_array_sort(keys, compare_keys);
    for (guint i = 1; i <= keys->len; i++) {
        if (i < keys->len && same_value(&all[from], &all[i]))
            continue;
        pair_block(pairs, all + from, i - from);
        from = i;
    }
    return list_pairs(pairs);
}
