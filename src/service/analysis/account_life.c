/* Lines to histories, histories to a model. */
#include "service/analysis/account_life.h"

#define REGULAR_LEVEL 0.01 /* chance of taking an account that buys at random for a regular one */
#define HOLDOUT_SHARE 3    /* the last third of the data ... */
#define HOLDOUT_DAYS 365   /* ... but at most a year */

typedef struct {
    const KamByAccount *by;
    guint32 *account;
    gint32 *day;
    double *value;
} Columns;

static void
columns_init(Columns *c, const KamByAccount *by)
{
    gsize n = by->start[by->n_accounts];

    *c = (Columns) { by, g_new(guint32, n + 1), g_new(gint32, n + 1), g_new(double, n + 1) };
    for (guint a = 0; a < by->n_accounts; a++)
        for (gsize i = by->start[a]; i < by->start[a + 1]; i++) {
            c->account[i] = a;
            c->day[i] = by->facts->day[by->line[i]];
            c->value[i] = (double)by->facts->net_micro[by->line[i]] / 1e6;
        }
}

static void
columns_clear(Columns *c)
{
    g_free(c->account);
    g_free(c->day);
    g_free(c->value);
}

static KamCalcStatus
summarise(const Columns *c, gint32 until_day, KamLifetimeAccount account[])
{
    const KamLifetimePurchases purchases = {
        .n = c->by->start[c->by->n_accounts],
        .account = c->account,
        .day = c->day,
        .value = c->value,
        .n_accounts = c->by->n_accounts,
        .until_day = until_day,
        .unit_days = KAM_LIFE_UNIT_DAYS,
    };

    return kam_lifetime_summarise(&purchases, REGULAR_LEVEL, account);
}

static void
fill_histories(KamAccountLives *lives, const KamByAccount *by, gint32 as_of_day, gint32 holdout_days)
{
    Columns columns;

    columns_init(&columns, by);
    lives->status = summarise(&columns, as_of_day, lives->past);
    if (lives->status != KAM_CALC_OK || summarise(&columns, as_of_day - holdout_days, lives->before) != KAM_CALC_OK)
        g_clear_pointer(&lives->before, g_free);
    columns_clear(&columns);
}

KamAccountLives *
kam_account_lives_new(const KamByAccount *by, gint32 first_day, gint32 as_of_day, KamLifeModel model)
{
    const KamLifetimeQuestion question = { .choose = !model.is_given, .model = model.model };
    gint32 holdout_days = MIN((as_of_day - first_day + 1) / HOLDOUT_SHARE, HOLDOUT_DAYS);
    KamAccountLives *lives = g_atomic_rc_box_new0(KamAccountLives);

    lives->model = model;
    lives->n = by->n_accounts;
    lives->past = g_new0(KamLifetimeAccount, lives->n + 1);
    lives->before = g_new0(KamLifetimeAccount, lives->n + 1);
    lives->holdout_weeks = (double)holdout_days / KAM_LIFE_UNIT_DAYS;
    fill_histories(lives, by, as_of_day, holdout_days);
    if (lives->status == KAM_CALC_OK)
        lives->status = kam_lifetime_choose(lives->past, lives->before, lives->n, &question, &lives->result);
    return lives;
}

/* --- on the shelf --- */

typedef struct {
    const KamScope *scope;
    KamLifeModel model;
} Wanted;

static gpointer
make_lives(gpointer data, G_GNUC_UNUSED GError **error)
{
    const Wanted *wanted = data;
    const KamScope *scope = wanted->scope;
    KamAccountLives *lives;
    KamByAccount by;

    kam_by_account_init(&by, scope->facts, scope->options.basis, scope->first_day, scope->last_day);
    lives = kam_account_lives_new(&by, scope->first_day, scope->as_of_day, wanted->model);
    kam_by_account_clear(&by);
    return lives;
}

static void
clear_lives(gpointer data)
{
    KamAccountLives *lives = data;

    g_free(lives->past);
    g_free(lives->before);
}

static gsize
measure_lives(gconstpointer data)
{
    const KamAccountLives *lives = data;

    return sizeof *lives + (lives->before != NULL ? 2 : 1) * (lives->n + 1) * sizeof(KamLifetimeAccount);
}

char *
kam_scope_dup_key(const KamScope *scope, const KamAnalysisContext *context, const char *thing)
{
    if (context == NULL || context->shelf == NULL)
        return NULL;
    return g_strdup_printf("%s %s %d %d %d", context->key, thing, scope->options.basis, scope->first_day,
                           scope->as_of_day);
}

KamAccountLives *
kam_account_lives_get(const KamScope *scope, KamLifeModel model, const KamAnalysisContext *context)
{
    static const KamShelfKind kind = { make_lives, clear_lives, measure_lives };
    g_autofree char *thing = g_strdup_printf("lives %d", model.is_given ? (int)model.model : -1);
    g_autofree char *key = kam_scope_dup_key(scope, context, thing);
    Wanted wanted = { scope, model };

    return key == NULL ? make_lives(&wanted, NULL) : kam_shelf_get(context->shelf, key, &kind, &wanted, NULL);
}

void
kam_account_lives_unref(KamAccountLives *lives)
{
    if (lives != NULL)
        g_atomic_rc_box_release_full(lives, clear_lives);
}
