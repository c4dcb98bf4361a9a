/* Central purchasing as JSON. */
#include <math.h>

#include "service/analysis/purchasing.h"
#include "service/report/report.h"

typedef struct {
    const KamPurchasingAnalysis *analysis;
    const KamPurchasingGroup *group;
    const char *currency;
    KamJson *json;
} Writer;

static const KamFactAccount *
account_of(const Writer *w, guint32 account)
{
    return &g_array_index(w->analysis->scope.facts->accounts, KamFactAccount, account);
}

static void
put_account(const Writer *w, guint32 index)
{
    const KamFactAccount *account = account_of(w, index);

    if (account->id != 0)
        kam_json_id(w->json, "id", account->id);
    kam_json_text(w->json, "number", account->number);
    kam_json_text(w->json, "name", account->name);
}

static void
put_company(const Writer *w, const char *name, guint32 account)
{
    if (account == KAM_NO_INDEX) {
        kam_json_null(w->json, name);
        return;
    }
    kam_json_begin_object(w->json, name);
    put_account(w, account);
    kam_json_end_object(w->json);
}

static void
put_unit(const Writer *w, const KamPurchasingUnit *unit)
{
    kam_json_begin_object(w->json, NULL);
    put_account(w, unit->account);
    kam_json_int(w->json, "documents_before", unit->before);
    kam_json_int(w->json, "all_documents_before", unit->before_all);
    kam_json_int(w->json, "documents_after", unit->after);
    kam_json_int(w->json, "all_documents_after", unit->after_all);
    kam_json_end_object(w->json);
}

/* What the invoices say of a moment; days and companies only where there is one, or perhaps. */
static void
put_evidence(const Writer *w, const KamPurchasingCategory *category)
{
    const KamChangepoint *found = &category->found;

    kam_json_bool(w->json, "moved", category->is_tested && found->is_found);
    kam_json_bool(w->json, "suspected", category->is_tested && found->is_suspected);
    put_company(w, "moved_to", category->mover);
    if (category->is_tested) {
        kam_json_number(w->json, "confidence", found->confidence);
        kam_json_number(w->json, "log10_evidence", found->log_evidence / log(10));
    } else {
        kam_json_null(w->json, "confidence");
        kam_json_null(w->json, "log10_evidence");
    }
    kam_scope_day_to_json(w->json, "since", category->since_day);
    kam_scope_day_to_json(w->json, "since_from", category->since_from_day);
    kam_scope_day_to_json(w->json, "since_to", category->since_to_day);
    kam_json_number(w->json, "centre_share_before", category->share_before);
    kam_json_number(w->json, "centre_share_after", category->share_after);
    kam_json_begin_array(w->json, "companies");
    for (guint u = 0; u < category->n_units; u++)
        put_unit(w, &category->units[u]);
    kam_json_end_array(w->json);
}

static double
share_of(gint64 part, gint64 all)
{
    return all > 0 ? (double)part / (double)all : NAN;
}

/* Why our share of what they buy cannot be told; NULL when it can. It rests on what people say: no more is known of
 * what they buy elsewhere. */
static const char *
reason_of_their_share(const Writer *w, const KamPurchasingCategory *category, const KamFactPurchasing *said)
{
    if (said == NULL || said->yearly_micro <= 0)
        return "not known: say what they buy a year, from everybody (yearly_purchases of purchasings)";
    if (g_strcmp0(said->currency, w->currency) != 0)
        return "not known: what they buy a year is said in another currency than the invoices";
    if (category->net_micro > said->yearly_micro)
        return "not known: we alone sold them more in the year than they are said to buy; say yearly_purchases anew";
    return NULL;
}

static void
put_our_place(const Writer *w, const KamPurchasingCategory *category, const KamFactPurchasing *said)
{
    const char *reason = reason_of_their_share(w, category, said);

    if (said != NULL && said->yearly_micro > 0)
        kam_json_money(w->json, "their_purchases", said->yearly_micro, said->currency);
    else
        kam_json_null(w->json, "their_purchases");
    kam_json_number(w->json, "our_share_of_their_purchases",
                    reason == NULL ? share_of(category->net_micro, said->yearly_micro) : NAN);
    kam_json_text(w->json, "our_share_reason", reason);
}

/* Who needs whom more: the year's figures. */
static void
put_power(const Writer *w, const KamPurchasingCategory *category, const KamFactPurchasing *said)
{
    const KamPurchasingMarket *market = &w->analysis->market[category->category];
    gboolean has_profit = category->has_profit && market->has_profit;

    kam_json_money(w->json, "net", category->net_micro, w->currency);
    kam_json_number(w->json, "share_of_our_sales", share_of(category->net_micro, market->net_micro));
    if (category->has_profit)
        kam_json_money(w->json, "profit", category->profit_micro, w->currency);
    else
        kam_json_null(w->json, "profit");
    kam_json_number(w->json, "share_of_our_profit",
                    has_profit ? share_of(category->profit_micro, market->profit_micro) : NAN);
    put_our_place(w, category, said);
    kam_json_money(w->json, "others_net", market->net_micro - category->net_micro, w->currency);
    kam_json_int(w->json, "customers_of_category", market->customers);
}

/* The body with which POST /api/v1/purchasings keeps what was found. */
static void
put_proposal(const Writer *w, const KamPurchasingCategory *category)
{
    const KamFactAccount *centre = category->centre == KAM_NO_INDEX ? NULL : account_of(w, category->centre);

    if (!category->is_tested || !category->found.is_found || account_of(w, w->group->head)->id == 0) {
        kam_json_null(w->json, "proposal");
        return;
    }
    kam_json_begin_object(w->json, "proposal");
    kam_json_id(w->json, "account_id", account_of(w, w->group->head)->id);
    kam_json_text(w->json, "category", w->analysis->market[category->category].name);
    kam_json_text(w->json, "mode", kam_buying_mode_name(category->mode));
    if (centre != NULL && centre->id != 0)
        kam_json_id(w->json, "centre_id", centre->id);
    kam_scope_day_to_json(w->json, "since", category->since_day);
    kam_json_text(w->json, "source", "data");
    kam_json_number(w->json, "confidence", round(category->found.confidence * 1000) / 10);
    kam_json_end_object(w->json);
}

static void
put_said(const Writer *w, const KamFactPurchasing *said)
{
    if (said == NULL) {
        kam_json_null(w->json, "said");
        return;
    }
    kam_json_begin_object(w->json, "said");
    kam_json_id(w->json, "id", said->id);
    kam_json_text(w->json, "mode", said->mode);
    kam_scope_day_to_json(w->json, "since", said->since_day);
    kam_json_text(w->json, "source", said->is_from_data ? "data" : "judgement");
    kam_json_end_object(w->json);
}

static void
put_category(const Writer *w, const KamPurchasingCategory *category)
{
    const char *name = w->analysis->market[category->category].name;
    const KamFactPurchasing *said = kam_facts_find_purchasing(w->analysis->scope.facts, w->group->head, name);

    kam_json_begin_object(w->json, NULL);
    kam_json_text(w->json, "category", name);
    kam_json_int(w->json, "buyers", category->companies);
    kam_json_text(w->json, "mode", kam_buying_mode_name(category->mode));
    kam_json_text(w->json, "mode_reason", kam_buying_reason_name(category->reason));
    put_company(w, "centre", category->centre);
    put_evidence(w, category);
    put_power(w, category, said);
    put_said(w, said);
    put_proposal(w, category);
    kam_json_end_object(w->json);
}

static void
put_group(const Writer *w)
{
    kam_json_begin_object(w->json, NULL);
    put_account(w, w->group->head);
    kam_json_int(w->json, "companies", w->group->companies);
    kam_json_money(w->json, "net", w->group->net_micro, w->currency);
    kam_json_begin_array(w->json, "categories");
    for (guint c = 0; c < w->group->n; c++)
        put_category(w, &w->group->categories[c]);
    kam_json_end_array(w->json);
    kam_json_end_object(w->json);
}

void
kam_purchasing_analysis_to_json(const KamPurchasingAnalysis *analysis, guint limit, KamJson *json)
{
    Writer w = { .analysis = analysis, .currency = kam_report_currency_of(analysis->scope.facts), .json = json };
    guint shown = limit == 0 ? analysis->n : MIN(analysis->n, limit);

    kam_json_begin_object(json, NULL);
    kam_scope_to_json(&analysis->scope, "purchasing", json);
    kam_json_text(json, "method", "docs/methods/purchasing.md");
    kam_json_begin_object(json, "summary");
    kam_json_int(json, "groups", analysis->n);
    kam_json_int(json, "tested", analysis->n_tested);
    kam_json_int(json, "moved", analysis->n_found);
    kam_json_int(json, "suspected", analysis->n_suspected);
    kam_json_end_object(json);
    kam_json_begin_array(json, "groups");
    for (guint i = 0; i < shown; i++) {
        w.group = &analysis->groups[i];
        put_group(&w);
    }
    kam_json_end_array(json);
    kam_json_end_object(json);
}
