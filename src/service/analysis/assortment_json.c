/* The assortment as JSON. */
#include "service/analysis/assortment.h"

#include <math.h>

typedef struct {
    const KamAssortmentAnalysis *analysis;
    const char *currency;
    KamJson *json;
} Writer;

static void
put_mean(KamJson *json, const char *name, const char *error_name, KamQualityMean mean)
{
    kam_json_number(json, name, mean.value);
    kam_json_number(json, error_name, mean.std_error);
}

static void
put_trial(KamJson *json, const char *name, const KamAssortmentTrial *trial)
{
    if (trial->status != KAM_CALC_OK)
        return;
    kam_json_begin_object(json, name);
    kam_json_int(json, "accounts", (gint64)trial->quality.accounts);
    put_mean(json, "hit_rate", "hit_rate_error", trial->quality.hit_rate);
    put_mean(json, "precision", "precision_error", trial->quality.precision);
    put_mean(json, "recall", "recall_error", trial->quality.recall);
    put_mean(json, "ndcg", "ndcg_error", trial->quality.ndcg);
    kam_json_end_object(json);
}

static void
put_trials(KamJson *json, const char *name, const KamAssortmentTrial trials[])
{
    kam_json_begin_object(json, name);
    for (KamLikenessMethod m = 0; m < KAM_LIKENESS_METHODS; m++)
        put_trial(json, kam_likeness_method_name(m), &trials[m]);
    kam_json_end_object(json);
}

static void
put_backtest(const Writer *w)
{
    const KamAssortmentAnalysis *a = w->analysis;
    g_autofree char *note = kam_assortment_analysis_dup_note(a);

    kam_json_begin_object(w->json, "backtest");
    kam_scope_day_to_json(w->json, "cut", a->cut_day);
    kam_json_int(w->json, "days", a->scope.last_day - a->cut_day);
    kam_json_int(w->json, "places", KAM_ASSORTMENT_PLACES);
    put_trials(w->json, "new", a->fresh);
    put_trials(w->json, "again", a->again);
    kam_json_end_object(w->json);
    kam_json_text(w->json, "best", kam_likeness_method_name(a->best));
    if (a->fresh[KAM_LIKENESS_EASE].status == KAM_CALC_OK)
        kam_json_number(w->json, "regularisation", a->regularisation);
    if (note == NULL)
        return;
    kam_json_text(w->json, "guessed_by", kam_likeness_method_name(a->guessed_by));
    kam_json_text(w->json, "guessed_by_reason", note);
}

static void
put_money(const Writer *w, const char *name, double amount)
{
    kam_json_money(w->json, name, (gint64)llround(amount * 1e6), w->currency);
}

static void
put_guess(const Writer *w, guint place, const KamAssortmentGuess *guess)
{
    const KamHolder *holder = &g_array_index(w->analysis->holders.list, KamHolder, guess->holder);

    kam_json_begin_object(w->json, NULL);
    kam_json_int(w->json, "place", place + 1);
    if (holder->id != 0)
        kam_json_id(w->json, "id", holder->id);
    kam_json_text(w->json, "number", holder->number);
    kam_json_text(w->json, "name", holder->name);
    kam_json_int(w->json, "buyers", guess->buyers);
    kam_json_number(w->json, "chance", guess->chance);
    if (guess->worth.status == KAM_CALC_OK) {
        put_money(w, "worth", guess->worth.value);
        put_money(w, "worth_error", guess->worth_error);
    } else {
        kam_json_null(w->json, "worth");
        kam_json_text(w->json, "worth_reason", "not enough data: fewer than two buyers in the last year");
    }
    kam_json_end_object(w->json);
}

static void
put_account(const Writer *w, const KamAssortmentAccount *account)
{
    const KamFactAccount *known = &g_array_index(w->analysis->scope.facts->accounts, KamFactAccount, account->account);

    kam_json_begin_object(w->json, NULL);
    if (known->id != 0)
        kam_json_id(w->json, "id", known->id);
    kam_json_text(w->json, "number", known->number);
    kam_json_text(w->json, "name", known->name);
    kam_json_int(w->json, "items", account->items);
    put_money(w, "net_of_the_year", account->year_net);
    put_money(w, "expected_worth", account->worth);
    kam_json_begin_array(w->json, "guesses");
    for (guint p = 0; p < account->n; p++)
        put_guess(w, p, &account->guess[p]);
    kam_json_end_array(w->json);
    kam_json_end_object(w->json);
}

void
kam_assortment_analysis_to_json(const KamAssortmentAnalysis *analysis, guint limit, KamJson *json)
{
    const Writer w = { analysis, kam_report_currency_of(analysis->scope.facts), json };
    guint shown = limit == 0 ? analysis->n : MIN(analysis->n, limit);

    kam_json_begin_object(json, NULL);
    kam_scope_to_json(&analysis->scope, "assortment", json);
    kam_json_text(json, "method", "docs/methods/likeness.md");
    kam_json_text(json, "by", kam_dimension_name(analysis->holders.by));
    put_backtest(&w);
    kam_json_begin_array(json, "accounts");
    for (guint i = 0; i < shown; i++)
        put_account(&w, &analysis->list[i]);
    kam_json_end_array(json);
    kam_json_end_object(json);
}
