/* A ground in another currency: it borrows everything but three columns, which are made once and stand on the shelf. */
#include <string.h>

#include "base/error.h"
#include "sales/currency.h"
#include "service/figures/ground_parts.h"

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

    return kam_facts_dup_currencies(home->facts, kam_ground_lines_get_rates(home->lines));
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

KamGround *
kam_ground_convert(KamGround *ground, KamShelf *shelf, const char *currency, GError **error)
{
    KamGround *home = kam_ground_get_home(ground);
    KamFactsMoney *money;

    if (currency == NULL || strcmp(currency, ground->facts->currency) == 0)
        return kam_ground_ref(ground);
    if (strcmp(currency, home->facts->currency) == 0)
        return kam_ground_ref(home);
    if (!kam_facts_check_currency(home->facts, kam_ground_lines_get_rates(home->lines), currency, error))
        return NULL;
    money = get_money(home, shelf, currency, error);
    return money == NULL ? NULL : ground_in(home, money);
}
