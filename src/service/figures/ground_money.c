/* A ground in another currency: it borrows everything but three columns, which are made once and stand on the shelf. */
#include <string.h>

#include "base/error.h"
#include "sales/currency.h"
#include "service/figures/ground_parts.h"

/* Amounts without a currency have no rate. */
static gboolean
has_own_currency(const KamGround *ground)
{
    return ground->facts->currency[0] != '\0' && strcmp(ground->facts->currency, "XXX") != 0;
}

KamGround *
kam_ground_get_home(KamGround *ground)
{
    return ground->home != NULL ? ground->home : ground;
}

const KamGroundConversion *
kam_ground_get_conversion(const KamGround *ground)
{
    return ground->home != NULL ? &ground->conversion : NULL;
}

char **
kam_ground_dup_currencies(const KamGround *ground)
{
    const KamGround *home = ground->home != NULL ? ground->home : ground;
    g_autoptr(GArray) others = kam_facts_list_currencies(home->facts, kam_ground_lines_get_rates(home->lines));
    g_autoptr(GPtrArray) codes = g_ptr_array_new_null_terminated(others->len + 1, g_free, TRUE);

    if (has_own_currency(home))
        g_ptr_array_add(codes, g_strdup(home->facts->currency));
    for (guint i = 0; i < others->len && codes->len > 0; i++) {
        char code[4];

        kam_currency_unpack(g_array_index(others, guint32, i), code);
        g_ptr_array_add(codes, g_strdup(code));
    }
    return (char **)g_ptr_array_steal(codes, NULL);
}

/* --- the columns of money --- */

typedef struct {
    const KamGround *ground;
    guint32 currency;
} Wanted;

static gpointer
make_money(gpointer data, GError **error)
{
    const Wanted *wanted = data;

    return kam_facts_money_new(wanted->ground->facts, kam_ground_lines_get_rates(wanted->ground->lines),
                               wanted->currency, error);
}

static gsize
measure_money(gconstpointer data)
{
    return kam_facts_money_count_bytes(data);
}

/* Rates are a part of the version of the lines. */
static char *
dup_money_key(const KamGround *home, const char *currency)
{
    return g_strdup_printf("%s money %s", home->frame, currency);
}

static KamFactsMoney *
get_money(KamGround *home, KamShelf *shelf, const char *currency, GError **error)
{
    static const KamShelfKind kind = { make_money, kam_facts_money_clear, measure_money };
    g_autofree char *key = dup_money_key(home, currency);
    Wanted wanted = { home, kam_currency_pack(currency, strlen(currency)) };

    return kam_shelf_get(shelf, key, &kind, &wanted, error);
}

gboolean
kam_ground_is_on_shelf(const KamGround *ground, KamShelf *shelf)
{
    g_autofree char *key = NULL;
    KamFactsMoney *money;

    if (ground->home == NULL)
        return TRUE;
    key = dup_money_key(ground->home, ground->conversion.to);
    money = kam_shelf_find(shelf, key);
    if (money == NULL)
        return FALSE;
    kam_facts_money_unref(money);
    return TRUE;
}

/* --- the ground --- */

/* The facts of home with its own columns of money. */
static KamFacts *
put_money(const KamFacts *facts, const KamFactsMoney *money)
{
    KamFacts *made = g_memdup2(facts, sizeof *facts);

    made->net_micro = money->net_micro;
    made->cost_micro = money->cost_micro;
    made->flags = money->flags;
    made->foreign = money->foreign;
    made->balance.net_micro = money->sum_micro;
    made->balance.converted = facts->n - money->without_rate;
    memcpy(made->currency, money->currency, sizeof made->currency);
    return made;
}

static KamGroundConversion
conversion_of(const KamFacts *facts, const KamFactsMoney *money)
{
    KamGroundConversion conversion = { .first_day = money->first_day,
                                       .last_day = money->last_day,
                                       .last_rate = money->last_rate,
                                       .without_rate = money->without_rate };

    memcpy(conversion.from, facts->currency, sizeof conversion.from);
    memcpy(conversion.to, money->currency, sizeof conversion.to);
    return conversion;
}

/* Takes the money over. */
static KamGround *
ground_in(KamGround *home, KamFactsMoney *money)
{
    KamGround *ground = g_new0(KamGround, 1);

    g_atomic_ref_count_init(&ground->refs);
    ground->home = kam_ground_ref(home);
    ground->money = money;
    ground->lines = home->lines;
    ground->persons = home->persons;
    ground->texts = home->texts;
    ground->facts = put_money(home->facts, money);
    ground->conversion = conversion_of(home->facts, money);
    ground->stamp = g_strdup_printf("%s.%s", home->stamp, money->currency);
    ground->frame = g_strdup_printf("%s.%s", home->frame, money->currency);
    ground->tree = g_strdup_printf("%s.%s", home->tree, money->currency);
    return ground;
}

void
kam_ground_clear_conversion(KamGround *ground)
{
    g_free(ground->facts);
    kam_facts_money_unref(ground->money);
    kam_ground_unref(ground->home);
}

static void
refuse(char **currencies, const char *currency, GError **error)
{
    g_autofree char *list = g_strjoinv(", ", currencies);

    g_set_error(
        error, KAM_ERROR, KAM_ERROR_INVALID,
        "currency does not know '%s'; it takes %s: the firm's own, and those that the table of rates has a rate "
        "for",
        currency, list[0] != '\0' ? list : "none, since the firm has no currency");
}

KamGround *
kam_ground_convert(KamGround *ground, KamShelf *shelf, const char *currency, GError **error)
{
    KamGround *home = kam_ground_get_home(ground);
    g_auto(GStrv) currencies = NULL;
    KamFactsMoney *money;

    if (currency == NULL || strcmp(currency, ground->facts->currency) == 0)
        return kam_ground_ref(ground);
    if (strcmp(currency, home->facts->currency) == 0)
        return kam_ground_ref(home);
    currencies = kam_ground_dup_currencies(home);
    if (!g_strv_contains((const char *const *)currencies, currency)) {
        refuse(currencies, currency, error);
        return NULL;
    }
    money = get_money(home, shelf, currency, error);
    return money == NULL ? NULL : ground_in(home, money);
}
