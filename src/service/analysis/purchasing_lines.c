/* Whose each line was on its day, how often the market buys each category in each month, and which articles of it. */
#include "service/analysis/purchasing_parts.h"

#define COVERED_COST 0.8 /* of the amounts, below which a profit is not known */

/* Lines of a document follow one another; where they do not it counts twice, which a share hardly feels. */
static void
count_market(KamPurchaseLines *lines)
{
    const KamFacts *facts = lines->scope->facts;
    guint n_categories = lines->categories.list->len;
    g_autofree guint32 *last = g_new(guint32, n_categories + 1);
    guint32 document = KAM_NO_INDEX;

    for (guint c = 0; c < n_categories; c++)
        last[c] = KAM_NO_INDEX;
    for (gsize i = 0; i < lines->by.start[lines->by.n_accounts]; i++) {
        guint32 line = lines->by.line[i], category;
        guint month;

        if (!kam_purchase_lines_is_purchase(lines, line))
            continue;
        month = kam_purchase_lines_month(lines, facts->day[line]);
        category = kam_purchase_lines_category(lines, line);
        if (category != KAM_NO_INDEX) {
            lines->of_product[facts->product[line]]++;
            lines->of_category[category]++;
        }
        lines->documents[month] += facts->document[line] != document;
        document = facts->document[line];
        if (category == KAM_NO_INDEX || last[category] == document)
            continue;
        last[category] = document;
        lines->with_category[(gsize)category * lines->n_months + month]++;
    }
}

/* Days are many times fewer than lines. */
static void
number_months(KamPurchaseLines *lines)
{
    gint32 first = lines->scope->first_day, days = lines->scope->last_day - first + 1;

    lines->month = g_new(guint16, days);
    for (gint32 d = 0; d < days; d++)
        lines->month[d] = (guint16)(kam_month_of_day(first + d) - kam_month_of_day(first));
    lines->n_months = lines->month[days - 1] + 1u;
}

gboolean
kam_purchase_lines_init(KamPurchaseLines *lines, const KamScope *scope, GError **error)
{
    const KamGroupsAt then = { .kind = KAM_GROUPS_THEN, .depth = KAM_GROUPS_HEAD };

    *lines = (KamPurchaseLines) { .scope = scope, .head = g_new(guint32, scope->facts->n + 1) };
    kam_by_account_init(&lines->by, scope->facts, scope->options.basis, scope->first_day, scope->last_day);
    kam_holders_init(&lines->categories, scope->facts, KAM_BY_CATEGORY);
    if (!kam_groups_at_put(&then, scope->facts, lines->head, error)) {
        kam_purchase_lines_clear(lines);
        return FALSE;
    }
    lines->n_weeks = kam_purchase_lines_week(lines, scope->last_day) + 1;
    number_months(lines);
    lines->documents = g_new0(guint32, lines->n_months);
    lines->with_category = g_new0(guint32, (gsize)lines->categories.list->len * lines->n_months + 1);
    lines->of_product = g_new0(guint32, scope->facts->products->len + 1);
    lines->of_category = g_new0(guint32, lines->categories.list->len + 1);
    count_market(lines);
    return TRUE;
}

void
kam_purchase_lines_clear(KamPurchaseLines *lines)
{
    kam_by_account_clear(&lines->by);
    kam_holders_clear(&lines->categories);
    g_clear_pointer(&lines->head, g_free);
    g_clear_pointer(&lines->month, g_free);
    g_clear_pointer(&lines->documents, g_free);
    g_clear_pointer(&lines->with_category, g_free);
    g_clear_pointer(&lines->of_product, g_free);
    g_clear_pointer(&lines->of_category, g_free);
}

void
kam_purchase_money_add(KamPurchaseMoney *money, const KamFacts *facts, guint32 line)
{
    double moved = ABS((double)facts->net_micro[line]);

    money->net_micro += facts->net_micro[line];
    money->moved += moved;
    if (facts->flags[line] & KAM_FACT_NO_COST)
        return;
    money->costed += moved;
    money->profit_micro += facts->net_micro[line] - facts->cost_micro[line];
}

gboolean
kam_purchase_money_has_profit(const KamPurchaseMoney *money)
{
    return money->costed > 0 && money->costed >= COVERED_COST * money->moved;
}
