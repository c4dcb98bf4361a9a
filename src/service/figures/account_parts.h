/* What the files of one account's figures share. */
#pragma once

#include "service/figures/account_figures.h"
#include "service/figures/figures_json.h"
#include "service/figures/source_words.h"

/* What a product, or a category, brought. */
typedef struct {
    guint32 product;      /* index; KAM_NO_INDEX: lines without one, or a category */
    const char *category; /* NULL: none */
    gint64 net_micro, quantity_micro, before_micro;
    gint64 cost_micro, costed_net_micro;
    gint32 first_day; /* on which it was ever bought; KAM_DAY_NONE: never */
    guint32 lines, before_lines;
} KamAccountItem;

typedef struct {
    KamFiguresWriter w;
    const KamAccountQuestion *question;
    KamGround *ground;
    const KamFacts *facts;
    KamRoll *roll;
    KamTally *tally;
    const KamTallyRow *row;
    KamStanding *standing;
    const KamStand *stand;
    KamProspects *prospects;
    KamProspect *prospect;
    KamFirmSeason season;
    guint32 account;  /* index; of groups the one that is above the others */
    gboolean is_part; /* of its companies some are out of view: what speaks of all of them is not told */
    GArray *products; /* KamAccountItem, largest first */
    GArray *categories;
} KamAccountFigures;

/** Whether a line of it is in view; lines of the firm's others are none of it. */
static inline gboolean
kam_account_sees_line(const KamAccountFigures *f, guint32 line)
{
    return f->tally->is_in == NULL || f->tally->is_in[f->facts->account[line]];
}

/** Write `source`; `from_day`, `until_day`: days of the lines that it opens to. */
void kam_account_put_source(const KamAccountFigures *f, const KamSourceWords *words, gint32 from_day, gint32 until_day);

/** account_products.c: sums by product and category. */
void kam_account_gather_items(KamAccountFigures *f);
void kam_account_put_items(const KamAccountFigures *f);
/** account_outlook.c: `forecast`, `value`. */
void kam_account_put_outlook(const KamAccountFigures *f);
/** account_reasons.c: `behaviour`, `tier`, `matters`. */
void kam_account_put_reasons(const KamAccountFigures *f);
