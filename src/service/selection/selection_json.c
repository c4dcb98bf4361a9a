/* The selection as JSON: the funnel, the criteria with their scales, and of each account every figure, the value made
 * of it, what that contributes, and the reasons. */
#include "service/selection/selection_write.h"

#include <math.h>

#include "service/analysis/group_parameters.h"
#include "service/selection/reason.h"

typedef struct {
    const KamSelection *s;
    const char *currency;
    KamJson *json;
} Writer;

static gboolean
is_money(const Writer *w, guint c)
{
    const KamMeasure *measure = kam_measure_find(g_array_index(w->s->criteria, KamCriterion, c).measure);

    return measure != NULL && measure->is_money;
}

/* Money is written as money, with its currency. */
static void
put_figure(const Writer *w, const char *name, guint c, double figure)
{
    if (isnan(figure))
        kam_json_null(w->json, name);
    else if (is_money(w, c))
        kam_json_money(w->json, name, (gint64)llround(figure * 1e6), w->currency);
    else
        kam_json_number(w->json, name, figure);
}

static void
put_criterion(const Writer *w, guint c)
{
    const KamCriterion *criterion = &g_array_index(w->s->criteria, KamCriterion, c);

    kam_json_begin_object(w->json, NULL);
    kam_json_id(w->json, "id", criterion->id);
    kam_json_text(w->json, "code", criterion->code);
    kam_json_text(w->json, "name_en", criterion->name_en);
    kam_json_text(w->json, "name_sr", criterion->name_sr);
    kam_json_text(w->json, "measure", criterion->measure);
    kam_json_text(w->json, "axis", kam_criterion_axis_name(criterion->axis));
    kam_json_text(w->json, "direction", criterion->is_less_better ? "less" : "more");
    kam_json_text(w->json, "value_function", kam_value_function_name(criterion->function));
    kam_json_text(w->json, "missing_rule", kam_missing_rule_name(criterion->missing));
    kam_json_bool(w->json, "is_money", is_money(w, c));
    kam_json_number(w->json, "weight", w->s->choice->weight[c]);
    kam_json_number(w->json, "weight_low", w->s->weights->low[c]);
    kam_json_number(w->json, "weight_high", w->s->weights->high[c]);
    kam_json_int(w->json, "accounts_known", w->s->valuation->known[c]);
    put_figure(w, "low", c, w->s->valuation->low[c]);
    put_figure(w, "high", c, w->s->valuation->high[c]);
    kam_json_end_object(w->json);
}

static void
put_funnel(const Writer *w)
{
    kam_json_begin_object(w->json, "funnel");
    kam_json_int(w->json, "accounts", w->s->n_accounts);
    kam_json_int(w->json, "buying", w->s->n_buying);
    kam_json_int(w->json, "long_list", w->s->n_long);
    kam_json_int(w->json, "short_list", w->s->n);
    kam_json_int(w->json, "key", w->s->choice->places);
    kam_json_begin_array(w->json, "conditions");
    for (guint k = 0; w->s->conditions != NULL && k < w->s->conditions->len; k++) {
        const KamCondition *condition = &g_array_index(w->s->conditions, KamCondition, k);

        kam_json_begin_object(w->json, NULL);
        kam_json_text(w->json, "measure", condition->measure->name);
        kam_json_text(w->json, "comparison", condition->is_at_most ? "at_most" : "at_least");
        kam_json_number(w->json, "value", condition->bound);
        kam_json_int(w->json, "dropped", w->s->dropped[k]);
        kam_json_end_object(w->json);
    }
    kam_json_end_array(w->json);
    kam_json_end_object(w->json);
}

static void
put_spans(const Writer *w, guint i, guint c)
{
    const GArray *spans = kam_selection_spans(w->s, i, c);

    kam_json_begin_array(w->json, "key_while_weight");
    for (guint k = 0; k < spans->len; k++) {
        kam_json_begin_object(w->json, NULL);
        kam_json_number(w->json, "from", g_array_index(spans, KamWeightSpan, k).from);
        kam_json_number(w->json, "to", g_array_index(spans, KamWeightSpan, k).to);
        kam_json_end_object(w->json);
    }
    kam_json_end_array(w->json);
}

static void
put_judged(const Writer *w, guint i, guint c)
{
    const KamJudgement *judgement = kam_selection_judgement(w->s, i, c);

    if (judgement == NULL)
        return;
    kam_json_int(w->json, "people", judgement->people);
    kam_json_number(w->json, "judged", judgement->mean);
    kam_json_number(w->json, "least", judgement->least);
    kam_json_number(w->json, "most", judgement->most);
}

/* What is seen, beside what people say. */
static void
put_signs(const Writer *w, guint i, guint c)
{
    guint32 account = w->s->account[i].account;

    if (w->s->signs == NULL || !kam_selection_shows_signs(w->s, c))
        return;
    kam_json_begin_object(w->json, "signs");
    for (KamSign sign = 0; sign < KAM_SIGN_N; sign++)
        kam_json_number(w->json, kam_sign_name(sign), w->s->signs->sign[(gsize)account * KAM_SIGN_N + sign]);
    kam_json_end_object(w->json);
    kam_json_number(w->json, "signs_mean", w->s->signs->mean[account]);
    kam_json_number(w->json, "disagreement", kam_selection_disagreement(w->s, i, c));
}

static void
put_by_criterion(const Writer *w, guint i, guint c)
{
    gsize at = (gsize)i * w->s->valuation->m + c;
    double needed = kam_choice_value_needed(w->s->choice, w->s->valuation, i, c);

    kam_json_begin_object(w->json, g_array_index(w->s->criteria, KamCriterion, c).code);
    put_figure(w, "figure", c, w->s->figures->figure[at]);
    kam_json_number(w->json, "figure_std_error", w->s->figures->std_error[at]);
    kam_json_bool(w->json, "is_known", w->s->valuation->is_known[at]);
    kam_json_number(w->json, "value", w->s->valuation->value[at]);
    kam_json_number(w->json, "value_std_error", w->s->valuation->sd[at]);
    kam_json_number(w->json, "contribution", w->s->choice->weight[c] * w->s->valuation->value[at]);
    put_figure(w, "needed", c,
               isnan(needed) ? NAN : kam_valuation_figure_of(w->s->valuation, w->s->criteria, c, needed));
    put_judged(w, i, c);
    put_signs(w, i, c);
    put_spans(w, i, c);
    kam_json_end_object(w->json);
}

static void
put_places(const Writer *w, guint i)
{
    const KamChoice *choice = w->s->choice;

    kam_json_int(w->json, "rank", choice->rank[KAM_METHOD_WEIGHTED][i]);
    kam_json_number(w->json, "score", choice->score[KAM_METHOD_WEIGHTED][i]);
    kam_json_bool(w->json, "is_key", choice->rank[KAM_METHOD_WEIGHTED][i] <= choice->places);
    kam_json_number(w->json, "in_top", choice->key != NULL ? choice->key[i].value : NAN);
    kam_json_number(w->json, "in_top_std_error", choice->key != NULL ? choice->key[i].std_error : NAN);
    kam_json_number(w->json, "first", choice->first != NULL ? choice->first[i].value : NAN);
    kam_json_begin_object(w->json, "ranks");
    for (guint method = 0; method < KAM_METHOD_N; method++)
        kam_json_int(w->json, kam_choice_method_name(method), choice->rank[method][i]);
    kam_json_end_object(w->json);
}

static void
put_before(const Writer *w, const KamSelectionAccount *account)
{
    if (account->before_rank == 0) {
        kam_json_null(w->json, "before");
        return;
    }
    kam_json_begin_object(w->json, "before");
    kam_json_int(w->json, "rank", account->before_rank);
    kam_json_number(w->json, "score", account->before_score);
    kam_json_number(w->json, "attractiveness", account->before_attractiveness);
    kam_json_number(w->json, "position", account->before_position);
    kam_json_end_object(w->json);
}

static void
put_reason(const Writer *w, const KamReason *reason)
{
    guint c = reason->criterion < 0 ? 0 : (guint)reason->criterion;
    gboolean has_figures = reason->code == KAM_REASON_WOULD_ENTER || reason->code == KAM_REASON_WOULD_LEAVE;
    gboolean is_of_contract = reason->code == KAM_REASON_CONTRACT || reason->code == KAM_REASON_CONTRACT_ENDS;

    kam_json_begin_object(w->json, NULL);
    kam_json_text(w->json, "code", kam_reason_code_name(reason->code));
    kam_json_text(w->json, "criterion",
                  reason->criterion < 0 ? NULL : g_array_index(w->s->criteria, KamCriterion, c).code);
    kam_json_text(w->json, "method",
                  reason->code == KAM_REASON_METHODS ? kam_choice_method_name(reason->method) : NULL);
    if (reason->code == KAM_REASON_ONLY_IF)
        kam_json_bool(w->json, "holds", reason->holds);
    if (is_of_contract)
        kam_scope_day_to_json(w->json, "until", isnan(reason->last) ? KAM_DAY_NONE : (gint32)reason->last);
    if (has_figures) {
        put_figure(w, "figure", c, reason->first);
        put_figure(w, "needed", c, reason->last);
    } else {
        kam_json_number(w->json, "first", reason->first);
        kam_json_number(w->json, "last", is_of_contract ? NAN : reason->last);
    }
    kam_json_end_object(w->json);
}

static void
put_central(const Writer *w, guint i)
{
    const KamChoice *choice = w->s->choice;

    if (choice->central == NULL || isnan(choice->central[(gsize)i * choice->m])) {
        kam_json_null(w->json, "central_weights");
        return;
    }
    kam_json_begin_object(w->json, "central_weights");
    for (guint c = 0; c < choice->m; c++)
        kam_json_number(w->json, g_array_index(w->s->criteria, KamCriterion, c).code,
                        choice->central[(gsize)i * choice->m + c]);
    kam_json_end_object(w->json);
}

/* By place from the first on, without those that it never has. */
static void
put_acceptability(const Writer *w, guint i)
{
    const KamChoice *choice = w->s->choice;

    if (choice->share == NULL) {
        kam_json_null(w->json, "acceptability");
        return;
    }
    kam_json_begin_object(w->json, "acceptability");
    for (guint k = 0; k < choice->n_shares; k++) {
        double share = choice->share[(gsize)i * choice->n_shares + k];
        char place[12];

        g_snprintf(place, sizeof place, "%u", k + 1);
        if (share > 0)
            kam_json_number(w->json, place, share);
    }
    kam_json_end_object(w->json);
}

static void
put_account(const Writer *w, guint i)
{
    const KamFactAccount *fact = kam_selection_fact(w->s, i);
    g_autoptr(GArray) reasons = kam_selection_reasons(w->s, i);

    kam_json_begin_object(w->json, NULL);
    if (fact->id != 0)
        kam_json_id(w->json, "id", fact->id);
    kam_json_text(w->json, "number", fact->number);
    kam_json_text(w->json, "name", fact->name);
    kam_json_int(w->json, "companies", w->s->account[i].companies);
    put_places(w, i);
    put_acceptability(w, i);
    kam_json_number(w->json, "attractiveness", w->s->account[i].attractiveness);
    kam_json_number(w->json, "position", w->s->account[i].position);
    put_before(w, &w->s->account[i]);
    kam_json_begin_object(w->json, "criteria");
    for (guint c = 0; c < w->s->criteria->len; c++)
        put_by_criterion(w, i, c);
    kam_json_end_object(w->json);
    kam_json_begin_array(w->json, "reasons");
    for (guint k = 0; k < reasons->len; k++)
        put_reason(w, &g_array_index(reasons, KamReason, k));
    kam_json_end_array(w->json);
    put_central(w, i);
    kam_json_end_object(w->json);
}

void
kam_selection_to_json(const KamSelection *selection, guint limit, KamJson *json)
{
    const Writer w = { selection, kam_report_currency_of(selection->scope.facts), json };
    guint shown = limit == 0 ? selection->n : MIN(selection->n, limit);

    kam_json_begin_object(json, NULL);
    kam_scope_to_json(&selection->scope, "selection", json);
    kam_json_text(json, "method", "docs/methods/selection.md");
    kam_json_text(json, "by", selection->question.by_group ? "group" : "account");
    kam_group_parameters_to_json(selection->question.by_group, &selection->question.groups, json);
    kam_json_begin_array(json, "criteria");
    for (guint c = 0; c < selection->criteria->len; c++)
        put_criterion(&w, c);
    kam_json_end_array(json);
    put_funnel(&w);
    kam_json_text(json, "knowledge", kam_weights_knowledge_name(selection->question.choice.knowledge));
    kam_json_number(json, "wobble", selection->question.wobble);
    kam_json_int(json, "top", selection->choice->places);
    kam_json_number(json, "bar", selection->choice->bar);
    kam_json_int(json, "draws", (gint64)selection->question.choice.draws);
    kam_json_int(json, "seed", (gint64)selection->question.choice.seed);
    kam_json_begin_array(json, "accounts");
    for (guint i = 0; i < shown; i++)
        put_account(&w, selection->choice->order[i]);
    kam_json_end_array(json);
    kam_json_end_object(json);
}
