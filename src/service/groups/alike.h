/* Companies that may be one group: pairs that agree in something, found by blocks and not by comparing all with all.
 * Pure: keys in, pairs out. */
#pragma once

#include <glib.h>

typedef enum {
    KAM_ALIKE_PAYER,          /* one pays for the other, or for the same third */
    KAM_ALIKE_TAX_NUMBER,     /* the same: likely one company under two numbers */
    KAM_ALIKE_COMPANY_NUMBER, /* likewise */
    KAM_ALIKE_NAME,           /* a word of the name that few others bear */
    KAM_ALIKE_DOMAIN,         /* of their web or e-mail, or of their people's e-mail */
    KAM_ALIKE_ADDRESS,        /* the same street, number and postal code */
    KAM_ALIKE_PHONE,
    KAM_ALIKE_N,
} KamAlikeKind;

/* One thing that an account can share; several of a kind are allowed. */
typedef struct {
    guint32 account; /* index, the caller's */
    KamAlikeKind kind;
    const char *value;
    gboolean is_first; /* of words of names: the first one, by which a company is known */
} KamAlikeKey;

typedef struct {
    guint32 low, high;              /* accounts, low < high */
    double strength;                /* 1 - product of (1 - strength of each evidence); in (0, 1) */
    const char *value[KAM_ALIKE_N]; /* what they share; NULL: nothing of this kind */
    double by[KAM_ALIKE_N];         /* how much that says alone */
} KamAlikePair;

/* Values that more than this many accounts share say nothing. */
#define KAM_ALIKE_MAX_BLOCK 20

/**
 * Pairs that share something, the strongest first. Of several values of a kind the one that says most counts.
 * @param keys  KamAlikeKey; equal values are one text, and the texts must outlive the pairs. They are put in another
 *              order.
 * @return KamAlikePair; free with g_array_unref().
 * Cost: sorting the keys, and up to KAM_ALIKE_MAX_BLOCK^2 / 2 pairs a value: 0.2 s for 100,000 accounts of five keys.
 */
GArray *kam_alike_find(GArray *keys);
/** "name", "tax_number" ...: the word of a kind. */
const char *kam_alike_kind_name(KamAlikeKind kind);
/** The words of a company's name by which it can be known, as keys of KAM_ALIKE_NAME; `texts` owns them.
 * @param name_key  folded and without legal form, as kam_text_company_key() gives it.
 * @param places    a set of words that name nobody. */
void kam_alike_add_words(GArray *keys, guint32 account, const char *name_key, GHashTable *places, GStringChunk *texts);
