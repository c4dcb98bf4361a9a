/* Which row a line belongs to: keys of one dimension. Private to the sums. */
#pragma once

#include "service/figures/sums.h"

typedef enum { KAM_KEY_OF_ACCOUNT, KAM_KEY_OF_PRODUCT, KAM_KEY_OF_MONTH, KAM_KEY_OF_HOLDER } KamKeySource;

typedef struct {
    KamKeySource source;
    guint32 *of;           /* key by account, product, or month since first_month */
    const guint32 *holder; /* account by line, of groups that are not those of today */
    gint32 first_month;
    GArray *labels; /* KamSumLabel by key; 0 is "none" */
} KamSumKeys;

/** Keys of all that the ground knows. `first_day` and `last_day` are those of the lines in the period; `holder` says by
 * line which group it is of, NULL: the account's head of today. */
void kam_sum_keys_init(KamSumKeys *keys, const KamGround *ground, KamSumBy by, const KamSumQuestion *question,
                       const guint32 *holder, gint32 first_day, gint32 last_day);
/** Frees all but the labels, which the sums take over. */
void kam_sum_keys_clear(KamSumKeys *keys);

static inline guint32
kam_sum_keys_of_line(const KamSumKeys *keys, const KamFacts *facts, gsize line)
{
    guint32 index = keys->source == KAM_KEY_OF_ACCOUNT   ? facts->account[line]
                    : keys->source == KAM_KEY_OF_PRODUCT ? facts->product[line]
                    : keys->source == KAM_KEY_OF_HOLDER  ? keys->holder[line]
                                                         : 0;

    if (index == KAM_NO_INDEX)
        return 0;
    if (keys->source == KAM_KEY_OF_MONTH)
        index = (guint32)(kam_month_of_day(facts->day[line]) - keys->first_month);
    return keys->of[index];
}
