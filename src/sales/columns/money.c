/* One rate for each day of the data, then one pass over the lines. */
#include "sales/columns/money.h"

#include <string.h>

#include "base/error.h"
#include "sales/currency.h"

/* --- which ones --- */

typedef struct {
    GArray *currencies;
    guint32 last;
    gint32 until_day;
} Walk;

/* Rates come by currency, then day: the first of a currency says whether it converts any line. */
static void
take_currency(gpointer data, guint32 currency, gint32 day, G_GNUC_UNUSED KamDecimal rate)
{
    Walk *walk = data;

    if (currency == walk->last)
        return;
    walk->last = currency;
    if (day <= walk->until_day)
        g_array_append_val(walk->currencies, currency);
}

static int
compare_letters(gconstpointer a, gconstpointer b)
{
    char left[4], right[4];

    kam_currency_unpack(*(const guint32 *)a, left);
    kam_currency_unpack(*(const guint32 *)b, right);
    return strcmp(left, right);
}

GArray *
kam_facts_list_currencies(const KamFacts *facts, const KamRates *rates)
{
    Walk walk = { g_array_new(FALSE, FALSE, sizeof(guint32)), 0, facts->last_day };

    if (facts->n > 0)
        kam_rates_visit(rates, take_currency, &walk);
    g_array_sort(walk.currencies, compare_letters);
    return walk.currencies;
}

/* Amounts without a currency have no rate. */
static gboolean
has_own_currency(const KamFacts *facts)
{
    return facts->currency[0] != '\0' && strcmp(facts->currency, "XXX") != 0;
}

char **
kam_facts_dup_currencies(const KamFacts *facts, const KamRates *rates)
{
    g_autoptr(GArray) others = kam_facts_list_currencies(facts, rates);
    g_autoptr(GPtrArray) codes = g_ptr_array_new_null_terminated(others->len + 1, g_free, TRUE);

    if (has_own_currency(facts))
        g_ptr_array_add(codes, g_strdup(facts->currency));
    for (guint i = 0; i < others->len && codes->len > 0; i++) {
        char code[4];

        kam_currency_unpack(g_array_index(others, guint32, i), code);
        g_ptr_array_add(codes, g_strdup(code));
    }
    return (char **)g_ptr_array_steal(codes, NULL);
}

gboolean
kam_facts_check_currency(const KamFacts *facts, const KamRates *rates, const char *currency, GError **error)
{
    g_auto(GStrv) codes = kam_facts_dup_currencies(facts, rates);
    g_autofree char *list = g_strjoinv(", ", codes);

    if (g_strv_contains((const char *const *)codes, currency))
        return TRUE;
    g_set_error(
        error, KAM_ERROR, KAM_ERROR_INVALID,
        "currency does not know '%s'; it takes %s: the firm's own, and those that the table of rates has a rate "
        "for",
        currency, list[0] != '\0' ? list : "none, since the firm has no currency");
    return FALSE;
}

/* --- converting --- */

/* By day, from the first of the data on; a mantissa of 0 where there is none. */
static KamDecimal *
list_rates(const KamFacts *facts, const KamRates *rates, guint32 currency, KamFactsMoney *money)
{
    gint32 days = facts->last_day - facts->first_day + 1;
    KamDecimal *by_day = g_new0(KamDecimal, days);

    money->first_day = money->last_day = KAM_DAY_NONE;
    for (gint32 d = 0; d < days; d++) {
        gint32 from_day;

        if (!kam_rates_find(rates, currency, facts->first_day + d, &by_day[d], &from_day))
            continue;
        if (money->first_day == KAM_DAY_NONE)
            money->first_day = from_day;
        money->last_day = from_day;
        money->last_rate = by_day[d];
    }
    return by_day;
}

static void
keep_line(KamFactsMoney *money, const KamFacts *facts, gsize i)
{
    money->flags[i] |= KAM_FACT_FOREIGN;
    money->net_micro[i] = facts->net_micro[i];
    money->cost_micro[i] = facts->cost_micro[i];
    money->without_rate++;
}

/* Lines that had no rate into the facts' own currency have none into another. */
static gboolean
convert_line(KamFactsMoney *money, const KamFacts *facts, gsize i, KamDecimal rate)
{
    gint64 net, cost;

    if ((facts->flags[i] & KAM_FACT_FOREIGN) || !kam_decimal_div_micro(facts->net_micro[i], rate, &net) ||
        !kam_decimal_div_micro(facts->cost_micro[i], rate, &cost))
        return FALSE;
    money->net_micro[i] = net;
    money->cost_micro[i] = cost;
    return TRUE;
}

static gboolean
convert(KamFactsMoney *money, const KamFacts *facts, const KamDecimal *by_day)
{
    KamForeignSum kept = { .lines = 0 };

    memcpy(kept.currency, facts->currency, sizeof kept.currency);
    for (gsize i = 0; i < facts->n; i++) {
        if (convert_line(money, facts, i, by_day[facts->day[i] - facts->first_day])) {
            if (!kam_micro_add(&money->sum_micro, money->net_micro[i]))
                return FALSE;
            continue;
        }
        keep_line(money, facts, i);
        if (facts->flags[i] & KAM_FACT_FOREIGN)
            continue;
        kept.lines++;
        if (!kam_micro_add(&kept.net_micro, facts->net_micro[i]))
            return FALSE;
    }
    if (kept.lines > 0)
        g_array_append_val(money->foreign, kept);
    return TRUE;
}

static KamFactsMoney *
money_new(const KamFacts *facts, guint32 currency)
{
    KamFactsMoney *money = g_atomic_rc_box_new0(KamFactsMoney);

    money->n = facts->n;
    money->net_micro = g_new(gint64, facts->n + 1);
    money->cost_micro = g_new(gint64, facts->n + 1);
    money->flags = g_memdup2(facts->flags, facts->n);
    money->foreign = g_array_new(FALSE, FALSE, sizeof(KamForeignSum));
    if (facts->foreign->len > 0)
        g_array_append_vals(money->foreign, facts->foreign->data, facts->foreign->len);
    kam_currency_unpack(currency, money->currency);
    return money;
}

KamFactsMoney *
kam_facts_money_new(const KamFacts *facts, const KamRates *rates, guint32 currency, GError **error)
{
    g_autoptr(KamFactsMoney) money = money_new(facts, currency);
    g_autofree KamDecimal *by_day = NULL;

    money->first_day = money->last_day = KAM_DAY_NONE;
    if (facts->n == 0)
        return g_steal_pointer(&money);
    by_day = list_rates(facts, rates, currency, money);
    if (convert(money, facts, by_day))
        return g_steal_pointer(&money);
    g_set_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE,
                "the sum of the lines leaves the range of 9.2 trillion units of '%s'; ask in another currency",
                money->currency);
    return NULL;
}

void
kam_facts_take_money(KamFacts *facts, const KamFactsMoney *money)
{
    memcpy(facts->net_micro, money->net_micro, facts->n * sizeof *facts->net_micro);
    memcpy(facts->cost_micro, money->cost_micro, facts->n * sizeof *facts->cost_micro);
    memcpy(facts->flags, money->flags, facts->n * sizeof *facts->flags);
    g_array_unref(facts->foreign);
    facts->foreign = g_array_copy(money->foreign);
    facts->balance.net_micro = money->sum_micro;
    facts->balance.converted = facts->n - money->without_rate;
    memcpy(facts->currency, money->currency, sizeof facts->currency);
}

gsize
kam_facts_money_count_bytes(const KamFactsMoney *money)
{
    return sizeof *money + money->n * (2 * sizeof(gint64) + sizeof(guint8));
}

void
kam_facts_money_clear(gpointer data)
{
    KamFactsMoney *money = data;

    g_free(money->net_micro);
    g_free(money->cost_micro);
    g_free(money->flags);
    g_array_unref(money->foreign);
}

void
kam_facts_money_unref(KamFactsMoney *money)
{
    if (money != NULL)
        g_atomic_rc_box_release_full(money, kam_facts_money_clear);
}
