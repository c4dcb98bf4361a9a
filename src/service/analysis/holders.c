/* The ways to divide lines. */
#include "service/analysis/holders.h"

#include <string.h>

static const struct {
    const char *name, *plural;
} words[KAM_BY_N] = {
    [KAM_BY_ACCOUNT] = { "account", "customers" },    [KAM_BY_PRODUCT] = { "product", "products" },
    [KAM_BY_CATEGORY] = { "category", "categories" }, [KAM_BY_COUNTRY] = { "country", "countries" },
    [KAM_BY_REGION] = { "region", "regions" },        [KAM_BY_MANAGER] = { "manager", "managers" },
    [KAM_BY_GROUP] = { "group", "groups" },
};

const char *
kam_dimension_name(KamDimension by)
{
    return words[by].name;
}

const char *
kam_dimension_plural(KamDimension by)
{
    return words[by].plural;
}

KamDimension
kam_dimension_from_name(const char *name)
{
    for (guint i = 0; i < KAM_BY_N; i++)
        if (strcmp(words[i].name, name) == 0)
            return i;
    return KAM_BY_N;
}

int
kam_number_compare(const char *a, const char *b)
{
    gsize a_length, b_length;

    if (a == NULL || b == NULL)
        return (a == NULL) - (b == NULL);
    a_length = strlen(a);
    b_length = strlen(b);
    if (strspn(a, "0123456789") == a_length && strspn(b, "0123456789") == b_length && a_length != b_length)
        return a_length < b_length ? -1 : 1;
    return strcmp(a, b);
}

/* Equal words are one holder. */
static guint32
number_word(KamHolders *holders, GHashTable *numbers, const char *word)
{
    gpointer known;

    if (word == NULL || *word == '\0')
        return KAM_NO_INDEX;
    if (!g_hash_table_lookup_extended(numbers, word, NULL, &known)) {
        KamHolder holder = { .name = word };

        known = GUINT_TO_POINTER(holders->list->len);
        g_hash_table_insert(numbers, (gpointer)(guintptr)word, known);
        g_array_append_val(holders->list, holder);
    }
    return GPOINTER_TO_UINT(known);
}

/* Two managers may bear one name. */
static guint32
number_manager(KamHolders *holders, GHashTable *numbers, const KamFactAccount *account)
{
    KamHolder holder = { .id = account->manager_id, .name = account->manager };
    gpointer known;

    if (account->manager_id == 0)
        return KAM_NO_INDEX;
    if (!g_hash_table_lookup_extended(numbers, &account->manager_id, NULL, &known)) {
        known = GUINT_TO_POINTER(holders->list->len);
        g_hash_table_insert(numbers, (gpointer)(guintptr)&account->manager_id, known);
        g_array_append_val(holders->list, holder);
    }
    return GPOINTER_TO_UINT(known);
}

static guint32
number_account(KamHolders *holders, GHashTable *words_seen, GHashTable *managers, const KamFactAccount *account)
{
    const KamHolder holder = { account->id, account->number, account->name };

    if (holders->by == KAM_BY_COUNTRY)
        return number_word(holders, words_seen, account->country);
    if (holders->by == KAM_BY_REGION)
        return number_word(holders, words_seen, account->region);
    if (holders->by == KAM_BY_MANAGER)
        return number_manager(holders, managers, account);
    g_array_append_val(holders->list, holder);
    return holders->list->len - 1;
}

static void
take_accounts(KamHolders *holders, const KamFacts *facts)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) managers = g_hash_table_new(g_int64_hash, g_int64_equal);

    for (guint32 i = 0; i < facts->accounts->len; i++) {
        const KamFactAccount *account = &g_array_index(facts->accounts, KamFactAccount, i);

        holders->of_key[i] = number_account(holders, seen, managers, account);
    }
}

static void
take_products(KamHolders *holders, const KamFacts *facts)
{
    g_autoptr(GHashTable) numbers = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint32 i = 0; i < facts->products->len; i++) {
        const KamFactProduct *product = &g_array_index(facts->products, KamFactProduct, i);
        KamHolder holder = { product->id, product->number, product->name };

        holders->of_key[i] = i;
        if (holders->by == KAM_BY_CATEGORY)
            holders->of_key[i] = number_word(holders, numbers, product->category);
        else
            g_array_append_val(holders->list, holder);
    }
}

void
kam_holders_init(KamHolders *holders, const KamFacts *facts, KamDimension by)
{
    gboolean is_product = by == KAM_BY_PRODUCT || by == KAM_BY_CATEGORY;
    guint n_keys = is_product ? facts->products->len : facts->accounts->len;

    *holders = (KamHolders) { .by = by, .is_product = is_product };
    holders->list = g_array_new(FALSE, FALSE, sizeof(KamHolder));
    holders->of_key = g_new(guint32, n_keys + 1);
    if (is_product)
        take_products(holders, facts);
    else
        take_accounts(holders, facts);
}

gboolean
kam_holders_init_groups(KamHolders *holders, const KamFacts *facts, const KamGroupsAt *at, GError **error)
{
    g_autofree guint32 *of_line = g_new(guint32, facts->n + 1);

    if (!kam_groups_at_put(at, facts, of_line, error))
        return FALSE;
    kam_holders_init(holders, facts, KAM_BY_ACCOUNT);
    holders->by = KAM_BY_GROUP;
    holders->of_line = g_steal_pointer(&of_line);
    return TRUE;
}

gboolean
kam_holders_init_any(KamHolders *holders, const KamFacts *facts, KamDimension by, const KamGroupsAt *at, GError **error)
{
    if (by == KAM_BY_GROUP)
        return kam_holders_init_groups(holders, facts, at, error);
    kam_holders_init(holders, facts, by);
    return TRUE;
}

void
kam_holders_clear(KamHolders *holders)
{
    g_clear_pointer(&holders->list, g_array_unref);
    g_clear_pointer(&holders->of_key, g_free);
    g_clear_pointer(&holders->of_line, g_free);
}
