/* The programme in memory: what it is made of, and what follows from its decisions. */
#include "service/programme/programme.h"

static void
clear_tier(gpointer data)
{
    KamProgrammeTier *tier = data;

    g_free(tier->code);
    g_free(tier->name_en);
    g_free(tier->name_sr);
    g_free(tier->colour);
}

static void
clear_rule(gpointer data)
{
    g_free(((KamProgrammeRule *)data)->note);
}

static void
clear_promise(gpointer data)
{
    KamProgrammePromise *promise = data;

    g_free(promise->area);
    g_free(promise->kind);
    g_free(promise->promise_en);
    g_free(promise->promise_sr);
    g_free(promise->unit);
}

static void
clear_decision(gpointer data)
{
    KamProgrammeDecision *decision = data;

    g_free(decision->user);
    g_free(decision->reason);
}

static void
clear_account(gpointer data)
{
    KamProgrammeAccount *account = data;

    g_free(account->number);
    g_free(account->name);
    g_free(account->manager);
}

static void
clear_person(gpointer data)
{
    g_free(((KamProgrammePerson *)data)->name);
}

static GArray *
new_list(gsize size, GDestroyNotify clear)
{
    GArray *list = g_array_new(FALSE, TRUE, (guint)size);

    if (clear != NULL)
        g_array_set_clear_func(list, clear);
    return list;
}

KamProgramme *
kam_programme_new_empty(gint32 day)
{
    KamProgramme *p = g_new0(KamProgramme, 1);

    p->day = day;
    p->figures_day = KAM_DAY_NONE;
    g_strlcpy(p->currency, "XXX", sizeof p->currency);
    g_strlcpy(p->shown_currency, p->currency, sizeof p->shown_currency);
    p->tiers = new_list(sizeof(KamProgrammeTier), clear_tier);
    p->rules = new_list(sizeof(KamProgrammeRule), clear_rule);
    p->promises = new_list(sizeof(KamProgrammePromise), clear_promise);
    p->decisions = new_list(sizeof(KamProgrammeDecision), clear_decision);
    p->deliveries = new_list(sizeof(KamProgrammeDelivery), NULL);
    p->people = new_list(sizeof(KamProgrammePerson), clear_person);
    p->accounts = new_list(sizeof(KamProgrammeAccount), clear_account);
    return p;
}

void
kam_programme_free(KamProgramme *programme)
{
    if (programme == NULL)
        return;
    g_array_unref(programme->tiers);
    g_array_unref(programme->rules);
    g_array_unref(programme->promises);
    g_array_unref(programme->decisions);
    g_array_unref(programme->deliveries);
    g_array_unref(programme->people);
    g_array_unref(programme->accounts);
    kam_chosen_reasons_unref(programme->reasons);
    g_strfreev(programme->currencies);
    g_free(programme);
}

gint
kam_programme_find_tier(const KamProgramme *programme, gint64 id)
{
    for (guint i = 0; id != 0 && i < programme->tiers->len; i++)
        if (g_array_index(programme->tiers, KamProgrammeTier, i).id == id)
            return (gint)i;
    return -1;
}

const KamProgrammeAccount *
kam_programme_find_account(const KamProgramme *programme, gint64 id)
{
    for (guint i = 0; i < programme->accounts->len; i++)
        if (g_array_index(programme->accounts, KamProgrammeAccount, i).id == id)
            return &g_array_index(programme->accounts, KamProgrammeAccount, i);
    return NULL;
}

const char *
kam_programme_name_person(const KamProgramme *programme, gint64 id)
{
    for (guint i = 0; i < programme->people->len; i++)
        if (g_array_index(programme->people, KamProgrammePerson, i).id == id)
            return g_array_index(programme->people, KamProgrammePerson, i).name;
    return NULL;
}

/* A decision that leaves the tier as it is confirms it: the account has been there since the first of such decisions.
 */
static void
settle_account(const KamProgramme *p, KamProgrammeAccount *account)
{
    account->tier = -1;
    account->since = KAM_DAY_NONE;
    for (guint i = 0; i < account->n; i++) {
        const KamProgrammeDecision *decision = &g_array_index(p->decisions, KamProgrammeDecision, account->first + i);
        gint tier = kam_programme_find_tier(p, decision->tier_id);

        if (i == 0 || tier != account->tier)
            account->since = decision->decided_on;
        account->tier = tier;
    }
}

void
kam_programme_settle(KamProgramme *programme)
{
    for (guint i = 0; i < programme->accounts->len; i++)
        settle_account(programme, &g_array_index(programme->accounts, KamProgrammeAccount, i));
}

const char *
kam_promise_every_name(KamPromiseEvery every)
{
    static const char *const names[] = { NULL, "month", "quarter", "year" };

    return names[every];
}
