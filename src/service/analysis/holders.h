/* Over whom an amount lies: accounts, groups of them, products ... and which of them a line belongs to. */
#pragma once

#include "sales/groups.h"

typedef enum {
    KAM_BY_ACCOUNT,
    KAM_BY_PRODUCT,
    KAM_BY_CATEGORY,
    KAM_BY_COUNTRY,
    KAM_BY_REGION,
    KAM_BY_MANAGER,
    KAM_BY_GROUP, /* the head of it; a company that stands alone is its own */
    KAM_BY_N,
} KamDimension;

typedef struct {
    gint64 id;          /* of the account, product or manager; 0 for what has only a name */
    const char *number; /* borrowed from the facts; NULL when unknown, and for what has only a name */
    const char *name;   /* likewise */
} KamHolder;

typedef struct {
    KamDimension by;
    GArray *list;        /* KamHolder */
    guint32 *of_key;     /* by account or product: its holder, KAM_NO_INDEX when the data does not say */
    gboolean is_product; /* of_key is by product, else by account */
    guint32 *of_line;    /* by line, where a company's lines belong to several; NULL: of_key says it */
} KamHolders;

/** All holders that the facts know; the facts must outlive them. Not for groups. */
void kam_holders_init(KamHolders *holders, const KamFacts *facts, KamDimension by);
/** Groups as holders, each under the index of its head. FALSE with an error of sales/groups.h, and nothing to clear. */
gboolean kam_holders_init_groups(KamHolders *holders, const KamFacts *facts, const KamGroupsAt *at, GError **error);
/** Any dimension; `at` is for groups. FALSE as above. */
gboolean kam_holders_init_any(KamHolders *holders, const KamFacts *facts, KamDimension by, const KamGroupsAt *at,
                              GError **error);
void kam_holders_clear(KamHolders *holders);

/** The holder of a line, KAM_NO_INDEX when there is none. */
static inline guint32
kam_holders_of_line(const KamHolders *holders, const KamFacts *facts, gsize line)
{
    guint32 key = holders->is_product ? facts->product[line] : facts->account[line];

    if (holders->of_line != NULL)
        return holders->of_line[line];
    return key == KAM_NO_INDEX ? KAM_NO_INDEX : holders->of_key[key];
}

/** "account", "product" ...; the word of --by. */
const char *kam_dimension_name(KamDimension by);
/** What people call several of them: "customers", "products", "groups" ... */
const char *kam_dimension_plural(KamDimension by);
/** The dimension of a word; KAM_BY_N when unknown. */
KamDimension kam_dimension_from_name(const char *name);
/** Ascending numbers: those of digits alone by value, others by their bytes, missing ones last. */
int kam_number_compare(const char *a, const char *b);
