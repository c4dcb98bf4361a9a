/* One group: each category that its companies bought, judged by what moved and by the year. */
#include "service/analysis/purchasing_parts.h"

#include <math.h>

/* Number the units that have bought the category. */
static void
number_buyers(KamPurchasePart *part, guint n_units)
{
    part->buyers = 0;
    for (guint u = 0; u < n_units; u++)
        part->place[u] = KAM_NO_INDEX;
    for (guint i = 0; i < part->n; i++)
        part->place[part->entries[i].unit] = 0;
    for (guint u = 0; u < n_units; u++)
        if (part->place[u] != KAM_NO_INDEX)
            part->place[u] = part->buyers++;
}

static KamPurchasingCategory
judge_category(const KamPurchaseBought *bought, const KamPurchasePart *part)
{
    const KamPurchaseMoney *money = &bought->money[part->category];
    KamPurchasingCategory category = { .category = part->category,
                                       .companies = part->buyers,
                                       .centre = KAM_NO_INDEX,
                                       .mover = KAM_NO_INDEX,
                                       .since_day = KAM_DAY_NONE,
                                       .since_from_day = KAM_DAY_NONE,
                                       .since_to_day = KAM_DAY_NONE,
                                       .share_before = NAN,
                                       .share_after = NAN,
                                       .net_micro = money->net_micro,
                                       .profit_micro = money->profit_micro,
                                       .has_profit = kam_purchase_money_has_profit(money) };

    kam_purchasing_moment_judge(&category, bought, part);
    if (category.mode == KAM_BUYING_UNKNOWN)
        kam_purchasing_year_judge(&category, bought, part);
    return category;
}

static int
compare_by_net(gconstpointer a, gconstpointer b)
{
    const KamPurchasingCategory *x = a, *y = b;

    if (x->net_micro != y->net_micro)
        return x->net_micro < y->net_micro ? 1 : -1;
    return (x->category > y->category) - (x->category < y->category);
}

/* The next category's part of entries and articles, which stand in the same order of categories; lines without one come
 * last, and only among the entries. */
static gboolean
take_part(const KamPurchaseBought *bought, KamPurchasePart *part, guint *entry, guint *article)
{
    const KamPurchaseEntry *entries = (const KamPurchaseEntry *)(gconstpointer)bought->entries->data;
    KamPurchaseArticle *articles = (KamPurchaseArticle *)(gpointer)bought->articles->data;

    if (*entry == bought->entries->len || entries[*entry].category == KAM_NO_INDEX)
        return FALSE;
    part->category = entries[*entry].category;
    part->entries = entries + *entry;
    part->articles = articles + *article;
    for (part->n = 0; *entry < bought->entries->len && entries[*entry].category == part->category; part->n++)
        (*entry)++;
    for (part->n_articles = 0; *article < bought->articles->len && articles[*article].category == part->category;
         part->n_articles++)
        (*article)++;
    number_buyers(part, bought->n_units);
    return TRUE;
}

static void
judge_categories(const KamPurchaseBought *bought, KamPurchasingGroup *group)
{
    GArray *list = g_array_new(FALSE, FALSE, sizeof(KamPurchasingCategory));
    g_autofree guint32 *place = g_new(guint32, bought->n_units);
    KamPurchasePart part = { .place = place };
    guint entry = 0, article = 0;

    while (take_part(bought, &part, &entry, &article)) {
        KamPurchasingCategory category = judge_category(bought, &part);

        g_array_append_val(list, category);
        group->net_micro += category.net_micro;
    }
    g_array_sort(list, compare_by_net);
    group->n = list->len;
    group->categories = (KamPurchasingCategory *)(gpointer)g_array_free(list, FALSE);
}

void
kam_purchasing_group_fill(KamPurchasingGroup *group, const KamPurchaseLines *lines, guint32 head,
                          const guint32 members[], guint n)
{
    KamPurchaseBought bought;

    *group = (KamPurchasingGroup) { .head = head, .companies = n };
    kam_purchase_bought_init(&bought, lines, head, members, n);
    judge_categories(&bought, group);
    kam_purchase_bought_clear(&bought);
}

void
kam_purchasing_group_clear(KamPurchasingGroup *group)
{
    for (guint i = 0; i < group->n; i++)
        g_free(group->categories[i].units);
    g_clear_pointer(&group->categories, g_free);
}
