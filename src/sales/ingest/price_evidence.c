/* Prices seen per article and currency: a few distinct ones each are enough to compare. */
#include "sales/ingest/price_evidence.h"

__extension__ typedef __int128 Wide;

#define MAX_CURRENCIES 64
#define MAX_PRICES 8
#define MIN_COMMON 3
#define NO_CURRENCY ('X' | 'X' << 8 | 'X' << 16)

typedef struct {
    guint8 n;
    gint64 prices[MAX_PRICES]; /* unit prices in ten-thousandths */
} Prices;

struct KamPriceEvidence {
    guint32 currencies[MAX_CURRENCIES];
    guint64 lines[MAX_CURRENCIES];
    guint n_currencies;
    guint last;                       /* index of the currency of the line before */
    GArray *articles[MAX_CURRENCIES]; /* Prices by product */
};

KamPriceEvidence *
kam_price_evidence_new(void)
{
    return g_new0(KamPriceEvidence, 1);
}

void
kam_price_evidence_free(KamPriceEvidence *evidence)
{
    if (evidence == NULL)
        return;
    for (guint i = 0; i < evidence->n_currencies; i++)
        g_clear_pointer(&evidence->articles[i], g_array_unref);
    g_free(evidence);
}

static guint
index_of(KamPriceEvidence *evidence, guint32 currency)
{
    if (evidence->n_currencies > 0 && evidence->currencies[evidence->last] == currency)
        return evidence->last;
    for (guint i = 0; i < evidence->n_currencies; i++)
        if (evidence->currencies[i] == currency)
            return evidence->last = i;
    if (evidence->n_currencies == MAX_CURRENCIES)
        return MAX_CURRENCIES;
    evidence->currencies[evidence->n_currencies] = currency;
    evidence->articles[evidence->n_currencies] = g_array_new(FALSE, TRUE, sizeof(Prices));
    return evidence->last = evidence->n_currencies++;
}

static void
add_price(GArray *articles, guint32 product, gint64 price)
{
    Prices *seen;

    if (product >= articles->len)
        g_array_set_size(articles, product + 1);
    seen = &g_array_index(articles, Prices, product);
    for (guint i = 0; i < seen->n; i++)
        if (seen->prices[i] == price)
            return;
    if (seen->n < MAX_PRICES)
        seen->prices[seen->n++] = price;
}

/* A price that does not fit says no less than any other: it only has to be the same for the same input. */
static gint64
price_of(gint64 quantity, gint64 net, gint64 mantissa, guint8 scale)
{
    Wide price = mantissa;

    if (mantissa == 0)
        return (gint64)((Wide)net * 10000 / quantity);
    for (; scale < 4; scale++)
        price *= 10;
    for (; scale > 4; scale--)
        price /= 10;
    return (gint64)price;
}

void
kam_price_evidence_add(KamPriceEvidence *evidence, guint32 product, guint32 currency, gint64 quantity_micro,
                       gint64 net_micro, gint64 price_mantissa, guint8 price_scale)
{
    guint index = index_of(evidence, currency);
    gint64 price;

    if (index == MAX_CURRENCIES)
        return;
    evidence->lines[index]++;
    /* Files that name no currency need no evidence. */
    if (currency == NO_CURRENCY || product == G_MAXUINT32 || quantity_micro == 0)
        return;
    price = price_of(quantity_micro, net_micro, price_mantissa, price_scale);
    if (price != 0) /* what is given away costs nothing in any money */
        add_price(evidence->articles[index], product, price);
}

guint
kam_price_evidence_count(const KamPriceEvidence *evidence)
{
    return evidence->n_currencies;
}

/* Lines that name no currency go with the others; they decide nothing unless they are alone. */
static guint
main_index(const KamPriceEvidence *evidence)
{
    guint main = 0;

    for (guint i = 1; i < evidence->n_currencies; i++)
        if (evidence->currencies[main] == NO_CURRENCY ||
            (evidence->currencies[i] != NO_CURRENCY && evidence->lines[i] > evidence->lines[main]))
            main = i;
    return main;
}

guint32
kam_price_evidence_main(const KamPriceEvidence *evidence)
{
    return evidence->n_currencies == 0 ? NO_CURRENCY : evidence->currencies[main_index(evidence)];
}

static gboolean
share_a_price(const Prices *a, const Prices *b)
{
    for (guint i = 0; i < a->n; i++)
        for (guint j = 0; j < b->n; j++)
            if (a->prices[i] == b->prices[j])
                return TRUE;
    return FALSE;
}

static gboolean
bear_the_same_prices(const GArray *a, const GArray *b)
{
    guint common = 0, equal = 0;

    for (guint i = 0; i < MIN(a->len, b->len); i++) {
        const Prices *in_a = &g_array_index(a, Prices, i), *in_b = &g_array_index(b, Prices, i);
        if (in_a->n == 0 || in_b->n == 0)
            continue;
        common++;
        equal += share_a_price(in_a, in_b) ? 1 : 0;
    }
    return common >= MIN_COMMON && equal * 2 >= common;
}

gboolean
kam_price_evidence_is_one_money(const KamPriceEvidence *evidence)
{
    guint main = main_index(evidence);

    if (evidence->n_currencies < 2)
        return FALSE;
    for (guint i = 0; i < evidence->n_currencies; i++)
        if (i != main && evidence->currencies[i] != NO_CURRENCY &&
            !bear_the_same_prices(evidence->articles[main], evidence->articles[i]))
            return FALSE;
    return TRUE;
}
