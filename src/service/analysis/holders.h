/* Over whom an amount lies: accounts, products, categories or countries, and which of them a line belongs to. */
#pragma once

#include "sales/facts.h"

typedef enum { KAM_BY_ACCOUNT, KAM_BY_PRODUCT, KAM_BY_CATEGORY, KAM_BY_COUNTRY, KAM_BY_N } KamDimension;

typedef struct {
    gint64 id;          /* 0 for categories and countries */
    const char *number; /* borrowed from the facts; NULL when unknown, and for categories and countries */
    const char *name;   /* likewise */
} KamHolder;

typedef struct {
    KamDimension by;
    GArray *list;        /* KamHolder */
    guint32 *of_key;     /* by account or product: its holder, KAM_NO_INDEX when the data does not say */
    gboolean is_product; /* of_key is by product, else by account */
} KamHolders;

/** All holders that the facts know; the facts must outlive them. */
void kam_holders_init(KamHolders *holders, const KamFacts *facts, KamDimension by);
void kam_holders_clear(KamHolders *holders);

/** The holder of a line, KAM_NO_INDEX when there is none. */
static inline guint32
kam_holders_of_line(const KamHolders *holders, const KamFacts *facts, gsize line)
{
    guint32 key = holders->is_product ? facts->product[line] : facts->account[line];

    return key == KAM_NO_INDEX ? KAM_NO_INDEX : holders->of_key[key];
}

/** "account", "product", "category", "country"; the word of --by. */
const char *kam_dimension_name(KamDimension by);
/** What people call several of them: "customers", "products", "categories", "countries". */
const char *kam_dimension_plural(KamDimension by);
/** The dimension of a word; KAM_BY_N when unknown. */
KamDimension kam_dimension_from_name(const char *name);
/** Ascending numbers: those of digits alone by value, others by their bytes, missing ones last. */
int kam_number_compare(const char *a, const char *b);
