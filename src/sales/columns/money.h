/* The money of lines in another currency than the firm's own: its columns alone, beside facts that keep all others. */
#pragma once

#include "sales/facts.h"

typedef struct {
    gsize n;
    gint64 *net_micro;
    gint64 *cost_micro;
    guint8 *flags;        /* KAM_FACT_FOREIGN too where a line has no rate on its day */
    char currency[4];     /* that the amounts are in */
    GArray *foreign;      /* KamForeignSum: lines without a rate, in the currency that they are known in */
    gint64 sum_micro;     /* net of the others */
    guint64 without_rate; /* lines that are in no sum */
    gint32 first_day;     /* of the first rate: lines before it have none */
    gint32 last_day;      /* from which the rate of the last line holds */
    KamDecimal last_rate; /* units of the facts' currency for one of this */
} KamFactsMoney;

/** guint32 (kam_currency_pack()) in the order of their letters: the currencies that a rate turns lines of these facts
 * into, the facts' own not among them. */
GArray *kam_facts_list_currencies(const KamFacts *facts, const KamRates *rates);

/** The same as texts, the facts' own before them; empty when that has no name. Free with g_strfreev(). */
char **kam_facts_dup_currencies(const KamFacts *facts, const KamRates *rates);
/** Whether it is one of those; KAM_ERROR_INVALID, which names them, when it is not. */
gboolean kam_facts_check_currency(const KamFacts *facts, const KamRates *rates, const char *currency, GError **error);

/**
 * Turn every amount of the facts, which are in the rates' home currency, into another one by the newest rate that is
 * not younger than its line, rounded once to millionths, half away from zero. A line without such a rate, or whose
 * amount would leave 64 bits, is marked KAM_FACT_FOREIGN and keeps its amounts. Cost: about 30 ms a million lines.
 * @return NULL with KAM_ERROR_TOO_LARGE when their sum would leave 64 bits.
 */
KamFactsMoney *kam_facts_money_new(const KamFacts *facts, const KamRates *rates, guint32 currency, GError **error);
/** Write the columns of money over those of the facts that they were made of. */
void kam_facts_take_money(KamFacts *facts, const KamFactsMoney *money);
/** Bytes of its columns. */
gsize kam_facts_money_count_bytes(const KamFactsMoney *money);
/** Free what it holds, and not itself: it is a box, see g_atomic_rc_box_new0(). */
void kam_facts_money_clear(gpointer money);
void kam_facts_money_unref(KamFactsMoney *money);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamFactsMoney, kam_facts_money_unref)
