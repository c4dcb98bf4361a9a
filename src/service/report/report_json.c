/* The report as JSON: shares as fractions of 1, the Herfindahl index in 0..1, money as text with its currency. Only
 * sentences follow the language. */
#include "service/report/report.h"

#include "service/report/outlook_json.h"
#include "service/report/words.h"

void
kam_report_lines_to_json(KamJson *json, const KamBalance *balance, const char *currency)
{
    kam_json_begin_object(json, "lines");
    kam_json_int(json, "read", (gint64)balance->read);
    kam_json_int(json, "taken", (gint64)balance->taken);
    kam_json_int(json, "repeated", (gint64)balance->repeated);
    kam_json_int(json, "refused", (gint64)balance->refused);
    kam_json_int(json, "without_account", (gint64)balance->without_account);
    kam_json_int(json, "charges", (gint64)balance->charges);
    kam_json_int(json, "credits", (gint64)balance->credits);
    kam_json_int(json, "duplicates_kept", (gint64)balance->duplicates_kept);
    kam_json_int(json, "updated", (gint64)balance->updated);
    kam_json_int(json, "cancelled", (gint64)balance->cancelled);
    kam_json_int(json, "advance", (gint64)balance->advance);
    kam_json_int(json, "not_product", (gint64)balance->not_product);
    kam_json_int(json, "without_product_name", (gint64)balance->without_product_name);
    kam_json_int(json, "without_cost", (gint64)balance->without_cost);
    kam_json_end_object(json);
    kam_json_money(json, "net", balance->net_micro, currency);
}

static void
put_day(KamJson *json, const char *name, gint32 day)
{
    char iso[11];

    if (day == KAM_DAY_NONE) {
        kam_json_null(json, name);
        return;
    }
    kam_day_to_iso(day, iso);
    kam_json_text(json, name, iso);
}

static void
put_sentence(KamJson *json, const char *name, char *text)
{
    kam_json_text(json, name, text);
    g_free(text);
}

static void
put_scope(KamJson *json, const KamReport *report)
{
    const KamBalance *b = &report->facts->balance;
    const char *currency = kam_report_get_currency(report);

    kam_report_lines_to_json(json, b, currency);
    kam_json_money(json, "net_refused", b->refused_net_micro, currency);
    kam_json_money(json, "net_repeated", b->repeated_net_micro, currency);
    kam_json_begin_object(json, "period");
    put_day(json, "from", report->first_day);
    put_day(json, "to", report->last_day);
    put_day(json, "as_of", report->as_of_day);
    kam_json_int(json, "whole_months", report->history_months);
    kam_json_end_object(json);
    kam_json_int(json, "accounts", report->accounts_seen);
    kam_json_int(json, "documents", (gint64)report->documents_seen);
    kam_json_int(json, "repeated_documents", (gint64)b->repeated_documents);
    kam_json_int(json, "products", report->products_seen);
    kam_json_begin_object(json, "basis");
    kam_json_text(json, "name", kam_report_basis_name(report->options.basis));
    put_sentence(json, "meaning", kam_words_basis(report));
    kam_json_money(json, "net", report->considered_micro, currency);
    kam_json_end_object(json);
}

static void
put_classes(KamJson *json, const KamReport *report)
{
    const KamReportConcentration *c = &report->concentration;

    kam_json_begin_object(json, "abc");
    for (KamTier class = KAM_TIER_A; class <= KAM_TIER_C; class ++) {
        kam_json_begin_object(json, kam_tier_name(class));
        kam_json_int(json, "accounts", c->class_accounts[class]);
        kam_json_money(json, "net", c->class_micro[class], kam_report_get_currency(report));
        kam_json_end_object(json);
    }
    kam_json_end_object(json);
    kam_json_begin_object(json, "tiers");
    for (KamTier tier = KAM_TIER_A; tier <= KAM_TIER_C; tier++) {
        kam_json_begin_object(json, kam_tier_name(tier));
        kam_json_int(json, "accounts", report->tier_accounts[tier]);
        kam_json_money(json, "net", report->tier_micro[tier], kam_report_get_currency(report));
        kam_json_end_object(json);
    }
    kam_json_int(json, "raised", report->raised_accounts);
    kam_json_int(json, "lowered", report->lowered_accounts);
    kam_json_end_object(json);
}

static void
put_concentration(KamJson *json, const KamReport *report)
{
    const KamReportConcentration *c = &report->concentration;

    put_sentence(json, "headline", kam_words_headline(report));
    if (!c->is_known) {
        kam_json_null(json, "concentration");
        return;
    }
    kam_json_begin_object(json, "concentration");
    kam_json_int(json, "accounts", c->accounts);
    kam_json_int(json, "accounts_not_positive", c->not_positive);
    kam_json_money(json, "total", c->total_micro, kam_report_get_currency(report));
    kam_json_int(json, "accounts_for_80", c->accounts_for_80);
    kam_json_number(json, "share_of_accounts_for_80", c->share_of_accounts_for_80);
    kam_json_number(json, "share_of_top_20", c->share_of_top_20);
    kam_json_number(json, "share_of_top_1_account", c->share_of_top_1);
    kam_json_number(json, "share_of_top_5_accounts", c->share_of_top_5);
    kam_json_number(json, "share_of_top_10_accounts", c->share_of_top_10);
    kam_json_number(json, "hhi", c->hhi);
    kam_json_number(json, "effective_number", c->effective_number);
    kam_json_number(json, "gini", c->gini);
    kam_json_end_object(json);
}

static void
put_span(KamJson *json, const KamReport *report, const KamReportSpan *span)
{
    kam_json_begin_object(json, NULL);
    kam_json_text(json, "label", span->label);
    put_day(json, "from", MAX(span->from, report->first_day));
    put_day(json, "to", MIN(span->to, MAX(report->last_day, report->as_of_day)));
    kam_json_bool(json, "whole", span->is_whole);
    kam_json_money(json, "net", span->net_micro, kam_report_get_currency(report));
    if (span->has_concentration) {
        kam_json_int(json, "accounts", span->accounts);
        kam_json_int(json, "accounts_for_80", span->accounts_for_80);
        kam_json_number(json, "share_of_accounts_for_80", span->share_of_accounts_for_80);
        kam_json_number(json, "share_of_top_20", span->share_of_top_20);
        kam_json_number(json, "hhi", span->hhi);
        kam_json_number(json, "gini", span->gini);
    }
    kam_json_end_object(json);
}

static void
put_time(KamJson *json, const KamReport *report)
{
    char iso[8];

    kam_json_begin_array(json, "by_year");
    for (guint i = 0; i < report->by_year->len; i++)
        put_span(json, report, &g_array_index(report->by_year, KamReportSpan, i));
    kam_json_end_array(json);
    kam_json_begin_object(json, "trend");
    put_sentence(json, "text", kam_words_trend(report));
    kam_json_bool(json, "rolling", report->trend_is_rolling);
    kam_json_begin_array(json, "years");
    for (guint i = 0; i < report->trend->len; i++)
        put_span(json, report, &g_array_index(report->trend, KamReportSpan, i));
    kam_json_end_array(json);
    kam_json_end_object(json);
    kam_json_begin_array(json, "by_month");
    for (guint i = 0; i < report->by_month->len; i++) {
        const KamReportMonth *month = &g_array_index(report->by_month, KamReportMonth, i);

        kam_month_to_iso(month->month, iso);
        kam_json_begin_object(json, NULL);
        kam_json_text(json, "month", iso);
        kam_json_money(json, "net", month->net_micro, kam_report_get_currency(report));
        kam_json_bool(json, "whole", month->is_whole);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
}

static void
begin_account(KamJson *json, const KamReportAccount *account)
{
    kam_json_begin_object(json, NULL);
    kam_json_text(json, "number", account->number);
    kam_json_text(json, "name", account->name);
    kam_json_text(json, "tier", kam_tier_name(account->tier));
}

static void
put_points(KamJson *json, const KamReportAccount *account)
{
    static const char *const names[KAM_MERIT_N] = { "profit", "growth", "predictability", "breadth" };

    kam_json_begin_object(json, "points");
    for (guint m = 0; m < KAM_MERIT_N; m++)
        kam_json_int(json, names[m], account->merit[m]);
    kam_json_end_object(json);
}

static void
put_key_account(KamJson *json, const KamReport *report, const KamReportAccount *account)
{
    const char *currency = kam_report_get_currency(report);

    begin_account(json, account);
    kam_json_text(json, "class", kam_tier_name(account->class));
    put_points(json, account);
    kam_json_int(json, "rank", account->rank);
    kam_json_money(json, "net", account->net_micro, currency);
    kam_json_number(json, "share", account->share);
    kam_json_number(json, "cumulative_share", account->cumulative);
    kam_json_number(json, "growth", account->growth);
    if (account->costed_lines > 0)
        kam_json_money(json, "margin", kam_report_account_margin(account), currency);
    else
        kam_json_null(json, "margin");
    kam_json_int(json, "documents", account->documents);
    kam_json_int(json, "products", account->products);
    put_day(json, "first_purchase", account->first_day);
    put_day(json, "last_purchase", account->last_day);
    kam_json_bool(json, "falling", account->is_falling);
    kam_json_bool(json, "silent", account->is_silent);
    kam_report_account_outlook_to_json(report, account, json);
    kam_json_begin_array(json, "reasons");
    for (guint i = 0; i < account->reasons->len; i++)
        kam_json_text(json, NULL, account->reasons->pdata[i]);
    kam_json_end_array(json);
    kam_json_end_object(json);
}

static void
put_key_accounts(KamJson *json, const KamReport *report, guint limit)
{
    guint put = 0;

    kam_json_begin_array(json, "key_accounts");
    for (guint i = 0; i < report->accounts->len && (limit == 0 || put < limit); i++) {
        const KamReportAccount *account = kam_report_get_account(report, i);

        if (account->tier != KAM_TIER_A)
            continue;
        put_key_account(json, report, account);
        put++;
    }
    kam_json_end_array(json);
}

static void
put_movement(KamJson *json, const KamReport *report, guint limit)
{
    const char *currency = kam_report_get_currency(report);

    put_sentence(json, "comparison", kam_words_comparison(report));
    kam_json_begin_array(json, "falling");
    for (guint i = 0; i < report->falling->len && (limit == 0 || i < limit); i++) {
        const KamReportAccount *account = kam_report_get_account(report, g_array_index(report->falling, guint32, i));

        begin_account(json, account);
        kam_json_number(json, "growth", account->growth);
        kam_json_money(json, "lost", account->lost_micro, currency);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
    kam_json_begin_array(json, "silent");
    for (guint i = 0; i < report->silent->len && (limit == 0 || i < limit); i++) {
        const KamReportAccount *account = kam_report_get_account(report, g_array_index(report->silent, guint32, i));

        begin_account(json, account);
        put_day(json, "last_purchase", account->last_day);
        kam_json_int(json, "days_silent", report->as_of_day - account->last_day);
        kam_json_int(json, "usual_gap_days", account->usual_gap_days);
        kam_json_int(json, "longest_gap_days", account->longest_gap_days);
        kam_json_number(json, "chance", account->silence_chance);
        kam_json_money(json, "at_stake", account->last_year_micro, currency);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
}

static void
put_urgent(KamJson *json, const KamReport *report)
{
    static const char *const kinds[] = { "falling", "silent", "losing" };

    put_sentence(json, "urgent_text", kam_words_urgent(report));
    kam_json_begin_array(json, "urgent");
    for (guint i = 0; i < report->urgent->len; i++) {
        const KamReportUrgent *urgent = &g_array_index(report->urgent, KamReportUrgent, i);

        begin_account(json, kam_report_get_account(report, urgent->account));
        kam_json_text(json, "kind", kinds[urgent->kind]);
        kam_json_money(json, "at_stake", urgent->stake_micro, kam_report_get_currency(report));
        put_sentence(json, "what", kam_words_urgent_what(report, urgent));
        put_sentence(json, "next", kam_words_urgent_next(report, urgent->kind));
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
}

static void
put_eroders(KamJson *json, const KamReport *report, guint limit)
{
    const KamReportProfit *p = &report->profit;
    const char *currency = kam_report_get_currency(report);

    kam_json_begin_array(json, "eroders");
    for (gsize i = 0; i < p->accounts_with_negative_margin && (limit == 0 || i < limit); i++) {
        const KamReportAccount *account = kam_report_get_account(report, p->order[p->n_order - 1 - i]);

        begin_account(json, account);
        kam_json_money(json, "net", account->net_micro, currency);
        kam_json_money(json, "margin", kam_report_account_margin(account), currency);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
}

static void
put_profit(KamJson *json, const KamReport *report, guint limit)
{
    const KamReportProfit *p = &report->profit;
    const char *currency = kam_report_get_currency(report);

    if (!p->is_known) {
        kam_json_null(json, "profit");
        return;
    }
    kam_json_begin_object(json, "profit");
    put_sentence(json, "text", kam_words_profit(report));
    kam_json_money(json, "sales", p->sales_micro, currency);
    kam_json_money(json, "cost", p->cost_micro, currency);
    kam_json_money(json, "margin", p->margin_micro, currency);
    kam_json_number(json, "covered", p->covered);
    kam_json_int(json, "accounts", p->accounts);
    kam_json_int(json, "accounts_with_negative_margin", p->accounts_with_negative_margin);
    kam_json_money(json, "peak", p->peak_micro, currency);
    kam_json_int(json, "peak_accounts", p->peak_accounts);
    kam_json_number(json, "peak_multiple", p->peak_multiple);
    kam_json_money(json, "eroded", p->eroded_micro, currency);
    kam_json_int(json, "break_even_accounts", p->break_even_accounts);
    put_eroders(json, report, limit);
    kam_json_end_object(json);
}

static void
put_categories(KamJson *json, const KamReport *report)
{
    const char *currency = kam_report_get_currency(report);

    kam_json_begin_array(json, "categories");
    for (guint i = 0; i < report->categories->len; i++) {
        const KamReportCategory *category = &g_array_index(report->categories, KamReportCategory, i);

        kam_json_begin_object(json, NULL);
        kam_json_text(json, "name", category->name);
        kam_json_int(json, "products", category->products);
        kam_json_money(json, "net", category->net_micro, currency);
        if (report->profit.is_known)
            kam_json_money(json, "margin", category->costed_net_micro - category->cost_micro, currency);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
}

static void
put_gaps(KamJson *json, const KamReport *report)
{
    kam_json_begin_array(json, "data_gaps");
    for (guint i = 0; i < report->gaps->len; i++) {
        const KamReportGap *gap = &g_array_index(report->gaps, KamReportGap, i);

        kam_json_begin_object(json, NULL);
        kam_json_text(json, "code", gap->code);
        kam_json_text(json, "text", gap->text);
        kam_json_int(json, "lines", (gint64)gap->lines);
        kam_json_number(json, "share", gap->share);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
}

void
kam_report_to_json(const KamReport *report, guint limit, KamJson *json)
{
    kam_json_begin_object(json, NULL);
    kam_json_text(json, "language", kam_language_tag(report->options.language));
    put_scope(json, report);
    put_concentration(json, report);
    put_classes(json, report);
    put_key_accounts(json, report, limit);
    kam_report_outlook_to_json(report, json);
    put_movement(json, report, limit);
    put_urgent(json, report);
    put_profit(json, report, limit);
    put_categories(json, report);
    put_time(json, report);
    put_gaps(json, report);
    kam_json_end_object(json);
}
