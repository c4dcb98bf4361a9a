/* Sentences on the whole firm. */
#include "service/report/words.h"

#include <math.h>

#include "service/report/messages.h"

/* So many customers are counted one by one; a percentage of them would only pretend to be exact. */
#define FEW_CUSTOMERS 10
/* And of so few even the shares are chance. */
#define VERY_FEW_CUSTOMERS 5

#define SAY(report, ...) KAM_REPORT_SAY((report)->options.language, __VA_ARGS__)

const char *
kam_tier_name(KamTier tier)
{
    static const char *const names[] = { "A", "B", "C", "-" };

    return names[tier];
}

static char *
text(const KamReport *report, KamReportMessage message)
{
    return kam_report_text(report->options.language, message);
}

static const KamNumberStyle *
style_of(const KamReport *report)
{
    return kam_language_numbers(report->options.language);
}

/* Amounts in sentences: whole units, the cents would only hide the size. */
static char *
money(const KamReport *report, gint64 micro)
{
    return kam_format_money(micro, 0, kam_report_get_currency(report), style_of(report));
}

static char *
percent(const KamReport *report, double fraction, guint decimals)
{
    return kam_format_percent(fraction, decimals, style_of(report));
}

static char *
day(const KamReport *report, gint32 of)
{
    return kam_language_day(report->options.language, of);
}

char *
kam_words_label(const KamReport *report, const KamReportAccount *account)
{
    const char *label = kam_report_account_label(account);

    return label != NULL ? g_strdup(label) : text(report, REPORT_NO_NAME);
}

char *
kam_words_title(const KamReport *report)
{
    g_autofree char *from = day(report, report->first_day), *to = day(report, report->last_day);

    return SAY(report, REPORT_TITLE_PERIOD, KAM_ARG("from", from), KAM_ARG("to", to));
}

char *
kam_words_scope(const KamReport *report)
{
    g_autofree char *from = day(report, report->first_day), *to = day(report, report->last_day);
    g_autofree char *net =
        kam_format_money(report->facts->balance.net_micro, 2, kam_report_get_currency(report), style_of(report));

    return SAY(report, REPORT_SCOPE, KAM_ARG_COUNT("customers", report->accounts_seen),
               KAM_ARG_COUNT("documents", report->documents_seen), KAM_ARG("net", net), KAM_ARG("from", from),
               KAM_ARG("to", to));
}

char *
kam_words_headline(const KamReport *report)
{
    const KamReportConcentration *c = &report->concentration;
    g_autofree char *share = percent(report, c->share_of_accounts_for_80, 1);
    KamReportMessage message = c->accounts > FEW_CUSTOMERS         ? REPORT_HEADLINE
                               : c->accounts_for_80 == c->accounts ? REPORT_HEADLINE_EACH
                                                                   : REPORT_HEADLINE_FEW;

    if (!c->is_known)
        return text(report, REPORT_HEADLINE_NONE);
    if (c->accounts == 1)
        return text(report, REPORT_HEADLINE_ONE);
    return SAY(report, message, KAM_ARG("share", share), KAM_ARG_COUNT("few", c->accounts_for_80),
               KAM_ARG_COUNT("all", c->accounts));
}

char *
kam_words_dependency(const KamReport *report)
{
    const KamReportConcentration *c = &report->concentration;
    g_autofree char *first = percent(report, c->share_of_top_1, 1);
    g_autofree char *ten = percent(report, c->share_of_top_10, 1);
    g_autofree char *sentence = NULL, *few = NULL;

    if (!c->is_known || c->accounts == 1)
        return NULL;
    if (c->accounts > FEW_CUSTOMERS)
        return SAY(report, REPORT_DEPENDENCY, KAM_ARG("first", first), KAM_ARG("ten", ten),
                   KAM_ARG_COUNT("equal", llround(c->effective_number)));
    sentence = SAY(report, REPORT_DEPENDENCY_FIRST, KAM_ARG("first", first));
    if (c->accounts > VERY_FEW_CUSTOMERS)
        return g_steal_pointer(&sentence);
    few = text(report, REPORT_FEW_CUSTOMERS);
    return g_strconcat(sentence, " ", few, NULL);
}

/* A year, or the twelve months to a day, in one of two sentences. */
static char *
name_span(const KamReport *report, const KamReportSpan *span, KamReportMessage year, KamReportMessage year_to)
{
    g_autofree char *last = day(report, span->to);

    return span->is_rolling ? SAY(report, year_to, KAM_ARG("day", last))
                            : SAY(report, year, KAM_ARG("year", span->label));
}

char *
kam_words_span(const KamReport *report, const KamReportSpan *span)
{
    g_autofree char *name = name_span(report, span, REPORT_YEAR, REPORT_YEAR_TO);

    return span->is_whole ? g_steal_pointer(&name) : SAY(report, REPORT_PART, KAM_ARG("what", name));
}

static char *
compare_spans(const KamReport *report, const KamReportSpan *first, const KamReportSpan *last)
{
    g_autofree char *in_first = name_span(report, first, REPORT_IN_YEAR, REPORT_IN_YEAR_TO);
    g_autofree char *in_last = name_span(report, last, REPORT_IN_YEAR, REPORT_IN_YEAR_TO);
    g_autofree char *before = percent(report, first->share_of_accounts_for_80, 1);
    g_autofree char *after = percent(report, last->share_of_accounts_for_80, 1);

    if (MIN(first->accounts, last->accounts) > FEW_CUSTOMERS)
        return SAY(report, REPORT_TREND, KAM_ARG("first", in_first), KAM_ARG("last", in_last),
                   KAM_ARG("before", before), KAM_ARG("after", after));
    return SAY(report, REPORT_TREND_FEW, KAM_ARG("first", in_first), KAM_ARG("last", in_last),
               KAM_ARG_COUNT("before", first->accounts_for_80), KAM_ARG_COUNT("all_before", first->accounts),
               KAM_ARG_COUNT("after", last->accounts_for_80), KAM_ARG_COUNT("all_after", last->accounts));
}

char *
kam_words_trend(const KamReport *report)
{
    const KamReportSpan *first, *last;

    if (report->trend->len < 2)
        return SAY(report, REPORT_TREND_SHORT, KAM_ARG_COUNT("months", report->history_months));
    first = &g_array_index(report->trend, KamReportSpan, 0);
    last = &g_array_index(report->trend, KamReportSpan, report->trend->len - 1);
    if (!first->has_concentration || !last->has_concentration)
        return text(report, REPORT_TREND_NOT_POSITIVE);
    return compare_spans(report, first, last);
}

char *
kam_words_profit(const KamReport *report)
{
    const KamReportProfit *p = &report->profit;
    g_autofree char *margin = NULL, *peak = NULL, *eroded = NULL, *rate = NULL;

    if (!p->is_known)
        return text(report, REPORT_PROFIT_NONE);
    margin = money(report, p->margin_micro);
    peak = money(report, p->peak_micro);
    eroded = money(report, p->eroded_micro);
    rate = percent(report, (double)p->margin_micro / (double)p->sales_micro, 1);
    return SAY(report, p->accounts_with_negative_margin == 0 ? REPORT_PROFIT_ALL_EARN : REPORT_PROFIT,
               KAM_ARG("margin", margin), KAM_ARG("rate", rate), KAM_ARG("peak", peak), KAM_ARG("eroded", eroded),
               KAM_ARG_COUNT("adding", p->peak_accounts), KAM_ARG_COUNT("losing", p->accounts_with_negative_margin));
}

static KamReportMessage
basis_message(KamReportBasis basis)
{
    static const KamReportMessage messages[KAM_BASIS_N] = {
        [KAM_BASIS_PRODUCTS] = REPORT_BASIS_PRODUCTS,
        [KAM_BASIS_ALL] = REPORT_BASIS_ALL,
        [KAM_BASIS_INVOICED] = REPORT_BASIS_INVOICED,
    };

    return messages[basis];
}

const char *
kam_words_basis_of(KamReportBasis basis)
{
    return kam_report_message(basis_message(basis))->en;
}

char *
kam_words_basis(const KamReport *report)
{
    return text(report, basis_message(report->options.basis));
}

char *
kam_words_balance(const KamReport *report)
{
    const KamBalance *b = &report->facts->balance;

    return SAY(report, REPORT_BALANCE, KAM_ARG_COUNT("read", b->read), KAM_ARG_COUNT("taken", b->taken),
               KAM_ARG_COUNT("repeated", b->repeated), KAM_ARG_COUNT("refused", b->refused));
}

char *
kam_words_balance_kinds(const KamReport *report)
{
    const KamBalance *b = &report->facts->balance;

    return SAY(report, REPORT_BALANCE_KINDS, KAM_ARG_COUNT("credits", b->credits),
               KAM_ARG_COUNT("duplicates", b->duplicates_kept),
               KAM_ARG_COUNT("aside", b->cancelled + b->advance + b->not_product));
}
