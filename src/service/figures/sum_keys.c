/* The nine ways to divide lines. */
#include "service/figures/sum_keys.h"

#include <string.h>

#include "service/report/period.h"

static const char *const names[KAM_SUM_BY_N] = {
    [KAM_SUM_BY_ACCOUNT] = "account",   [KAM_SUM_BY_GROUP] = "group",     [KAM_SUM_BY_PRODUCT] = "product",
    [KAM_SUM_BY_CATEGORY] = "category", [KAM_SUM_BY_MONTH] = "month",     [KAM_SUM_BY_QUARTER] = "quarter",
    [KAM_SUM_BY_YEAR] = "year",         [KAM_SUM_BY_MANAGER] = "manager", [KAM_SUM_BY_REGION] = "region",
};

const char *
kam_sum_by_name(KamSumBy by)
{
    return names[by];
}

KamSumBy
kam_sum_by_from_name(const char *name)
{
    KamSumBy by = 0;

    while (by < KAM_SUM_BY_N && strcmp(names[by], name) != 0)
        by++;
    return by;
}

static const KamFactAccount *
fact_account(const KamGround *ground, guint32 i)
{
    return &g_array_index(kam_ground_get_facts(ground)->accounts, KamFactAccount, i);
}

static const KamFactProduct *
fact_product(const KamGround *ground, guint32 i)
{
    return &g_array_index(kam_ground_get_facts(ground)->products, KamFactProduct, i);
}

static guint32
add_label(KamSumKeys *keys, KamSumLabel label)
{
    g_array_append_val(keys->labels, label);
    return keys->labels->len - 1;
}

static void
fill_accounts(KamSumKeys *keys, const KamGround *ground)
{
    for (guint32 i = 0; i < kam_ground_get_facts(ground)->accounts->len; i++) {
        const KamFactAccount *account = fact_account(ground, i);

        keys->of[i] = add_label(keys, (KamSumLabel) { account->id, .number = account->number, .name = account->name });
    }
}

static void
fill_products(KamSumKeys *keys, const KamGround *ground)
{
    for (guint32 i = 0; i < kam_ground_get_facts(ground)->products->len; i++) {
        const KamFactProduct *product = fact_product(ground, i);

        keys->of[i] = add_label(keys, (KamSumLabel) { product->id, .number = product->number, .name = product->name });
    }
}

/* A key for each different id, 0 for none. */
static guint32
key_of_id(KamSumKeys *keys, GHashTable *known, gint64 id, const char *number, const char *name)
{
    guint32 key = id == 0 ? 0 : GPOINTER_TO_UINT(g_hash_table_lookup(known, &id));

    if (id == 0 || key != 0)
        return key;
    key = add_label(keys, (KamSumLabel) { id, .number = number, .name = name });
    g_hash_table_insert(known, g_memdup2(&id, sizeof id), GUINT_TO_POINTER(key));
    return key;
}

static void
fill_groups(KamSumKeys *keys, const KamGround *ground, GHashTable *known)
{
    for (guint32 i = 0; i < kam_ground_get_facts(ground)->accounts->len; i++) {
        gint64 head_id = kam_ground_get_account(ground, i)->head_id;
        guint32 head = head_id == 0 ? i : kam_ground_find_account(ground, head_id);
        const KamFactAccount *account = fact_account(ground, head == KAM_NO_INDEX ? i : head);

        keys->of[i] = key_of_id(keys, known, account->id, account->number, account->name);
    }
}

static void
fill_managers(KamSumKeys *keys, const KamGround *ground, GHashTable *known)
{
    for (guint32 i = 0; i < kam_ground_get_facts(ground)->accounts->len; i++) {
        gint64 owner_id = kam_ground_get_account(ground, i)->manager_id;

        keys->of[i] = key_of_id(keys, known, owner_id, NULL, kam_ground_get_person(ground, owner_id));
    }
}

static guint32
key_of_word(KamSumKeys *keys, GHashTable *known, const char *word)
{
    guint32 key = word == NULL || *word == '\0' ? 0 : GPOINTER_TO_UINT(g_hash_table_lookup(known, word));

    if (word == NULL || *word == '\0' || key != 0)
        return key;
    key = add_label(keys, (KamSumLabel) { .name = word });
    g_hash_table_insert(known, (gpointer)(guintptr)word, GUINT_TO_POINTER(key));
    return key;
}

static void
fill_words(KamSumKeys *keys, const KamGround *ground, GHashTable *known)
{
    const KamFacts *facts = kam_ground_get_facts(ground);
    guint n = keys->source == KAM_KEY_OF_PRODUCT ? facts->products->len : facts->accounts->len;

    for (guint32 i = 0; i < n; i++)
        keys->of[i] = key_of_word(keys, known,
                                  keys->source == KAM_KEY_OF_PRODUCT ? fact_product(ground, i)->category
                                                                     : kam_ground_get_account(ground, i)->region);
}

static guint
months_of(KamSumBy by)
{
    return by == KAM_SUM_BY_MONTH ? 1 : by == KAM_SUM_BY_QUARTER ? 3 : 12;
}

/* The same date of the year before; 29 February becomes the 28th. */
static gint32
year_earlier(gint32 day)
{
    int year, month, dom;

    kam_day_to_civil(day, &year, &month, &dom);
    return kam_day_from_civil(year - 1, month, month == 2 && dom == 29 ? 28 : dom);
}

/* A year that is not whole compares with the same days of the year before, where the data reach back so far. */
static void
set_before(KamSumLabel *label, gint32 data_first_day)
{
    gint32 from = year_earlier(label->from_day);

    label->before_from = label->before_to = KAM_DAY_NONE;
    if (label->is_whole || data_first_day > from + KAM_PERIOD_YEAR_EDGE_DAYS)
        return;
    label->before_from = from;
    label->before_to = year_earlier(label->to_day);
}

static KamSumLabel
time_label(const KamGround *ground, KamSumBy by, const KamSumQuestion *question, gint32 first_month, gint32 last_day)
{
    const KamFacts *facts = kam_ground_get_facts(ground);
    gint32 from = kam_month_first_day(first_month);
    gint32 to = kam_month_first_day(first_month + (gint32)months_of(by)) - 1;
    gint32 edge = by == KAM_SUM_BY_YEAR ? KAM_PERIOD_YEAR_EDGE_DAYS : KAM_PERIOD_MONTH_EDGE_DAYS;
    gint32 start =
        question->filter.from_day == KAM_DAY_NONE ? facts->first_day : MAX(question->filter.from_day, facts->first_day);
    KamSumLabel label = { .first_month = first_month };

    label.is_whole = kam_report_span_is_whole(start, last_day, from, to, edge);
    label.from_day = label.is_whole ? from : MAX(from, start);
    label.to_day = label.is_whole ? to : MIN(to, last_day);
    label.before_from = label.before_to = KAM_DAY_NONE;
    if (by == KAM_SUM_BY_YEAR)
        set_before(&label, facts->first_day);
    return label;
}

static void
fill_times(KamSumKeys *keys, const KamGround *ground, KamSumBy by, const KamSumQuestion *question, gint32 first_day,
           gint32 last_day)
{
    gint32 step = (gint32)months_of(by), first = kam_month_of_day(first_day), last = kam_month_of_day(last_day);

    keys->first_month = first;
    keys->of = g_new0(guint32, (gsize)(last - first + 1));
    for (gint32 month = first - first % step; month <= last; month += step) {
        guint32 key = add_label(keys, time_label(ground, by, question, month, last_day));

        for (gint32 m = MAX(month, first); m < month + step && m <= last; m++)
            keys->of[m - first] = key;
    }
}

static KamKeySource
source_of(KamSumBy by)
{
    switch (by) {
    case KAM_SUM_BY_PRODUCT:
    case KAM_SUM_BY_CATEGORY:
        return KAM_KEY_OF_PRODUCT;
    case KAM_SUM_BY_MONTH:
    case KAM_SUM_BY_QUARTER:
    case KAM_SUM_BY_YEAR:
        return KAM_KEY_OF_MONTH;
    case KAM_SUM_BY_ACCOUNT:
    case KAM_SUM_BY_GROUP:
    case KAM_SUM_BY_MANAGER:
    case KAM_SUM_BY_REGION:
    case KAM_SUM_BY_N:
        break;
    }
    return KAM_KEY_OF_ACCOUNT;
}

static void
fill_holders(KamSumKeys *keys, const KamGround *ground, KamSumBy by)
{
    const KamFacts *facts = kam_ground_get_facts(ground);
    g_autoptr(GHashTable) ids = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    g_autoptr(GHashTable) words = g_hash_table_new(g_str_hash, g_str_equal);

    keys->of = g_new0(guint32, MAX(facts->accounts->len, facts->products->len) + 1);
    if (by == KAM_SUM_BY_ACCOUNT || keys->source == KAM_KEY_OF_HOLDER)
        fill_accounts(keys, ground);
    else if (by == KAM_SUM_BY_PRODUCT)
        fill_products(keys, ground);
    else if (by == KAM_SUM_BY_GROUP)
        fill_groups(keys, ground, ids);
    else if (by == KAM_SUM_BY_MANAGER)
        fill_managers(keys, ground, ids);
    else
        fill_words(keys, ground, words);
}

void
kam_sum_keys_init(KamSumKeys *keys, const KamGround *ground, KamSumBy by, const KamSumQuestion *question,
                  const guint32 *holder, gint32 first_day, gint32 last_day)
{
    gboolean is_by_line = by == KAM_SUM_BY_GROUP && holder != NULL;

    *keys = (KamSumKeys) { .source = is_by_line ? KAM_KEY_OF_HOLDER : source_of(by),
                           .holder = holder,
                           .labels = g_array_new(FALSE, TRUE, sizeof(KamSumLabel)) };
    add_label(keys, (KamSumLabel) { 0 });
    if (first_day == KAM_DAY_NONE)
        return;
    if (keys->source == KAM_KEY_OF_MONTH)
        fill_times(keys, ground, by, question, first_day, last_day);
    else
        fill_holders(keys, ground, by);
}

void
kam_sum_keys_clear(KamSumKeys *keys)
{
    g_clear_pointer(&keys->of, g_free);
}
