/* The report as a sales director reads it: the sentence first, then what to do, who and why, what moves, what the data
 * lacks. */
#include "cli/report_text.h"

#include <math.h>

#include "cli/text_table.h"
#include "service/report/messages.h"
#include "service/report/outlook.h"
#include "service/report/words.h"

#define MARGIN 2
#define SPARK_MONTHS 12

typedef struct {
    const KamReport *report;
    const KamTerminal *terminal;
    KamLanguage language;
    const KamNumberStyle *style;
    const char *unit; /* head of money columns */
    guint limit;
    GStringChunk *heads; /* texts that tables borrow */
    GString *out;
} Page;

/* A message that lives as long as the page. */
static const char *
head(const Page *page, KamReportMessage message)
{
    g_autofree char *text = kam_report_text(page->language, message);
    g_autofree char *shown = kam_terminal_clean(page->terminal, text);

    return g_string_chunk_insert(page->heads, shown);
}

static void
heading(Page *page, KamReportMessage message, const char *aside)
{
    g_string_append_c(page->out, '\n');
    kam_terminal_append(page->terminal, page->out, KAM_STYLE_HEADING, head(page, message));
    if (aside != NULL) {
        g_string_append(page->out, "  ");
        kam_terminal_append(page->terminal, page->out, KAM_STYLE_DIM, aside);
    }
    g_string_append_c(page->out, '\n');
}

/* Takes `text`; NULL says nothing. */
static void
paragraph(Page *page, KamStyle style, char *text)
{
    g_autofree char *shown = text != NULL ? kam_terminal_clean(page->terminal, text) : NULL;

    if (shown != NULL)
        kam_terminal_append_wrapped(page->terminal, page->out, style, shown, MARGIN);
    g_free(text);
}

static void
item(Page *page, const char *text)
{
    g_autofree char *shown = kam_terminal_clean(page->terminal, text);

    kam_terminal_append_item(page->terminal, page->out, shown, MARGIN);
}

static void
add_note(const Page *page, KamTextTable *table, const char *text)
{
    g_autofree char *shown = kam_terminal_clean(page->terminal, text);

    kam_text_table_add_note(table, shown);
}

static char *
amount(const Page *page, gint64 micro)
{
    return kam_format_amount(micro, 0, page->style);
}

static char *
label(const Page *page, const KamReportAccount *account)
{
    if (account->name != NULL && account->number != NULL && *account->name != '\0')
        return g_strdup_printf("%s %s", account->number, account->name); /* a cut takes from the name */
    return kam_words_label(page->report, account);
}

static guint
count_shown(const Page *page, guint n)
{
    return page->limit == 0 ? n : MIN(n, page->limit);
}

static void
tell_rest(Page *page, guint shown, guint all)
{
    if (shown < all)
        paragraph(page, KAM_STYLE_DIM, KAM_REPORT_SAY(page->language, REPORT_REST, KAM_ARG_COUNT("rest", all - shown)));
}

static void
put_opening(Page *page)
{
    const KamReport *report = page->report;

    kam_terminal_append(page->terminal, page->out, KAM_STYLE_HEADING, head(page, REPORT_TITLE));
    g_string_append_c(page->out, '\n');
    paragraph(page, KAM_STYLE_DIM, kam_words_scope(report));
    g_string_append_c(page->out, '\n');
    paragraph(page, KAM_STYLE_STRONG, kam_words_headline(report));
    paragraph(page, KAM_STYLE_PLAIN, kam_words_dependency(report));
    paragraph(page, KAM_STYLE_PLAIN, kam_words_trend(report));
}

static void
add_urgent(Page *page, KamTextTable *table, const KamReportUrgent *urgent)
{
    const KamReportAccount *account = kam_report_get_account(page->report, urgent->account);
    g_autofree char *what = kam_words_urgent_what(page->report, urgent);

    kam_text_table_take_row(table, g_strdup(kam_tier_name(account->tier)), label(page, account),
                            kam_words_urgent_state(page->report, urgent), amount(page, urgent->stake_micro));
    add_note(page, table, what);
}

static void
put_next_steps(Page *page)
{
    for (KamUrgentKind kind = 0; kind < KAM_URGENT_N; kind++) {
        g_autofree char *next = kam_words_urgent_next(page->report, kind);

        if (next != NULL)
            item(page, next);
    }
}

static void
put_urgent(Page *page)
{
    const KamTextColumn columns[] = {
        { head(page, REPORT_HEAD_TIER), FALSE, FALSE, FALSE },
        { head(page, REPORT_HEAD_CUSTOMER), FALSE, TRUE, FALSE },
        { head(page, REPORT_HEAD_STATE), FALSE, FALSE, FALSE },
        { head(page, REPORT_HEAD_AT_STAKE), TRUE, FALSE, FALSE },
    };
    const GArray *urgent = page->report->urgent;
    g_autoptr(KamTextTable) table = kam_text_table_new(page->terminal, columns, G_N_ELEMENTS(columns));
    char *sum = kam_words_urgent(page->report);

    if (sum == NULL && urgent->len == 0)
        return;
    heading(page, REPORT_URGENT_TITLE, NULL);
    paragraph(page, KAM_STYLE_PLAIN, sum);
    for (guint i = 0; i < urgent->len; i++)
        add_urgent(page, table, &g_array_index(urgent, KamReportUrgent, i));
    if (urgent->len > 0)
        kam_text_table_append(table, page->out);
    put_next_steps(page);
}

static void
put_tiers(Page *page)
{
    const KamTextColumn columns[] = {
        { head(page, REPORT_HEAD_TIER), FALSE, FALSE, FALSE },
        { head(page, REPORT_HEAD_CUSTOMERS), TRUE, FALSE, FALSE },
        { head(page, REPORT_HEAD_SALES), TRUE, FALSE, FALSE },
        { head(page, REPORT_HEAD_SHARE), TRUE, FALSE, FALSE },
        { "", FALSE, FALSE, TRUE },
    };
    g_autoptr(KamTextTable) table = kam_text_table_new(page->terminal, columns, G_N_ELEMENTS(columns));
    const KamReportConcentration *c = &page->report->concentration;

    for (KamTier tier = KAM_TIER_A; tier <= KAM_TIER_C; tier++) {
        gint64 net = page->report->tier_micro[tier];
        double share = (double)net / (double)c->total_micro;
        GString *bar = g_string_new(NULL);

        kam_terminal_append_bar(page->terminal, bar, share, page->terminal->width > 100 ? 50 : 28);
        kam_text_table_take_row(table, g_strdup(kam_tier_name(tier)),
                                kam_format_count(page->report->tier_accounts[tier], page->style), amount(page, net),
                                kam_format_percent(share, 1, page->style), g_string_free(bar, FALSE));
    }
    g_string_append_c(page->out, '\n');
    kam_text_table_append(table, page->out);
}

/* The latest `wanted` months, as far as there is history. */
static char *
sparkline(const Page *page, const KamReportAccount *account, guint wanted)
{
    gint64 months[KAM_REPORT_MONTHS];
    guint n = MIN(wanted, page->report->history_months);

    for (guint i = 0; i < n; i++)
        months[i] = account->months[n - 1 - i];
    return kam_terminal_sparkline(page->terminal, months, n);
}

static void
add_key_account(Page *page, KamTextTable *table, const KamReportAccount *account)
{
    GString *why = g_string_new(NULL);

    for (guint i = 1; i < account->reasons->len; i++) /* the first is the share, which has a column */
        g_string_append_printf(why, "%s%s", i > 1 ? ", " : "", (const char *)account->reasons->pdata[i]);
    kam_text_table_take_row(
        table, g_strdup_printf("%u", account->rank), label(page, account), amount(page, account->net_micro),
        kam_format_percent(account->share, account->share < KAM_REPORT_SMALL_SHARE ? 2 : 1, page->style),
        sparkline(page, account, SPARK_MONTHS));
    if (why->len > 0)
        add_note(page, table, why->str);
    g_string_free(why, TRUE);
}

static void
put_key_accounts(Page *page)
{
    const KamTextColumn columns[] = {
        { "#", TRUE, FALSE, FALSE },
        { head(page, REPORT_HEAD_CUSTOMER), FALSE, TRUE, FALSE },
        { page->unit, TRUE, FALSE, FALSE },
        { head(page, REPORT_HEAD_SHARE), TRUE, FALSE, FALSE },
        { head(page, REPORT_HEAD_LAST_MONTHS), FALSE, FALSE, TRUE },
    };
    g_autoptr(KamTextTable) table = kam_text_table_new(page->terminal, columns, G_N_ELEMENTS(columns));
    guint all = page->report->tier_accounts[KAM_TIER_A], shown = 0, allowed = count_shown(page, all);
    g_autofree char *of = KAM_REPORT_SAY(page->language, REPORT_SECTION_KEY_ASIDE, KAM_ARG_COUNT("few", allowed),
                                         KAM_ARG_COUNT("all", all));

    heading(page, REPORT_SECTION_KEY, of);
    for (guint i = 0; i < page->report->accounts->len && shown < allowed; i++) {
        const KamReportAccount *account = kam_report_get_account(page->report, i);

        if (account->tier != KAM_TIER_A)
            continue;
        add_key_account(page, table, account);
        shown++;
    }
    kam_text_table_append(table, page->out);
    tell_rest(page, shown, all);
}

static char *
money_or_nothing(const Page *page, gboolean known, double value)
{
    return known && isfinite(value) ? amount(page, (gint64)llround(value * 1e6))
                                    : kam_format_number(NAN, 0, page->style);
}

static void
add_outlook(Page *page, KamTextTable *table, const KamReportAccount *account)
{
    const KamAccountForecast *f = account->forecast;
    gboolean is_forecast = kam_report_account_has_forecast(account), has_value = kam_report_account_has_value(account);

    kam_text_table_take_row(table, g_strdup_printf("%u", account->rank), label(page, account),
                            money_or_nothing(page, is_forecast, is_forecast ? f->total : NAN),
                            money_or_nothing(page, f != NULL, f != NULL ? f->before : NAN),
                            kam_format_percent(has_value ? account->value->future.p_alive : NAN, 0, page->style),
                            money_or_nothing(page, has_value, account->value != NULL ? account->value->value : NAN));
}

static void
put_outlook(Page *page)
{
    const KamTextColumn columns[] = {
        { "#", TRUE, FALSE, FALSE },
        { head(page, REPORT_HEAD_CUSTOMER), FALSE, TRUE, FALSE },
        { head(page, REPORT_HEAD_NEXT), TRUE, FALSE, FALSE },
        { head(page, REPORT_HEAD_BEFORE), TRUE, FALSE, FALSE },
        { head(page, REPORT_HEAD_ALIVE), TRUE, FALSE, FALSE },
        { head(page, REPORT_HEAD_WORTH), TRUE, FALSE, FALSE },
    };
    g_autoptr(KamTextTable) table = kam_text_table_new(page->terminal, columns, G_N_ELEMENTS(columns));
    guint all = page->report->tier_accounts[KAM_TIER_A], shown = 0, allowed = count_shown(page, all);

    heading(page, REPORT_SECTION_OUTLOOK, NULL);
    paragraph(page, KAM_STYLE_PLAIN, kam_words_outlook(page->report));
    paragraph(page, KAM_STYLE_DIM, kam_report_text(page->language, REPORT_OUTLOOK_PROFIT));
    for (guint i = 0; i < page->report->accounts->len && shown < allowed; i++) {
        const KamReportAccount *account = kam_report_get_account(page->report, i);

        if (account->tier != KAM_TIER_A)
            continue;
        add_outlook(page, table, account);
        shown++;
    }
    kam_text_table_append(table, page->out);
    tell_rest(page, shown, all);
}

static void
put_falling(Page *page)
{
    const KamTextColumn columns[] = {
        { head(page, REPORT_HEAD_TIER), FALSE, FALSE, FALSE },
        { head(page, REPORT_HEAD_CUSTOMER), FALSE, TRUE, FALSE },
        { head(page, REPORT_HEAD_LOST), TRUE, FALSE, FALSE },
        { head(page, REPORT_HEAD_CHANGE), TRUE, FALSE, FALSE },
        { head(page, REPORT_HEAD_LAST_MONTHS), FALSE, FALSE, TRUE },
    };
    const GArray *falling = page->report->falling;
    g_autoptr(KamTextTable) table = kam_text_table_new(page->terminal, columns, G_N_ELEMENTS(columns));
    guint shown = count_shown(page, falling->len);

    heading(page, REPORT_SECTION_FALLING, NULL);
    paragraph(page, KAM_STYLE_PLAIN, kam_words_falling(page->report));
    paragraph(page, KAM_STYLE_DIM, kam_words_comparison(page->report));
    for (guint i = 0; i < shown; i++) {
        const KamReportAccount *account = kam_report_get_account(page->report, g_array_index(falling, guint32, i));

        kam_text_table_take_row(table, g_strdup(kam_tier_name(account->tier)), label(page, account),
                                amount(page, account->lost_micro), kam_format_percent(account->growth, 0, page->style),
                                sparkline(page, account, SPARK_MONTHS));
    }
    if (shown > 0)
        kam_text_table_append(table, page->out);
    tell_rest(page, shown, falling->len);
}

static void
put_silent(Page *page)
{
    const KamTextColumn columns[] = {
        { head(page, REPORT_HEAD_TIER), FALSE, FALSE, FALSE },
        { head(page, REPORT_HEAD_CUSTOMER), FALSE, TRUE, FALSE },
        { head(page, REPORT_HEAD_AT_STAKE), TRUE, FALSE, FALSE },
        { head(page, REPORT_HEAD_SILENT_DAYS), TRUE, FALSE, FALSE },
        { head(page, REPORT_HEAD_USUAL), TRUE, FALSE, FALSE },
        { head(page, REPORT_HEAD_LONGEST), TRUE, FALSE, FALSE },
    };
    const GArray *silent = page->report->silent;
    g_autoptr(KamTextTable) table = kam_text_table_new(page->terminal, columns, G_N_ELEMENTS(columns));
    guint shown = count_shown(page, silent->len);

    heading(page, REPORT_SECTION_SILENT, NULL);
    paragraph(page, KAM_STYLE_PLAIN, kam_words_silent(page->report));
    for (guint i = 0; i < shown; i++) {
        const KamReportAccount *account = kam_report_get_account(page->report, g_array_index(silent, guint32, i));

        kam_text_table_take_row(table, g_strdup(kam_tier_name(account->tier)), label(page, account),
                                amount(page, account->last_year_micro),
                                kam_format_count(page->report->as_of_day - account->last_day, page->style),
                                kam_format_count(account->usual_gap_days, page->style),
                                kam_format_count(account->longest_gap_days, page->style));
    }
    if (shown > 0)
        kam_text_table_append(table, page->out);
    tell_rest(page, shown, silent->len);
}

static void
put_profit(Page *page)
{
    const KamTextColumn columns[] = {
        { head(page, REPORT_HEAD_TIER), FALSE, FALSE, FALSE },
        { head(page, REPORT_HEAD_ERODER), FALSE, TRUE, FALSE },
        { page->unit, TRUE, FALSE, FALSE },
        { head(page, REPORT_HEAD_MARGIN), TRUE, FALSE, FALSE },
        { head(page, REPORT_HEAD_OF_SALES), TRUE, FALSE, FALSE },
    };
    const KamReportProfit *p = &page->report->profit;
    g_autoptr(KamTextTable) table = kam_text_table_new(page->terminal, columns, G_N_ELEMENTS(columns));
    guint shown = count_shown(page, p->accounts_with_negative_margin);

    heading(page, REPORT_SECTION_PROFIT, NULL);
    paragraph(page, KAM_STYLE_PLAIN, kam_words_profit(page->report));
    for (gsize i = 0; i < shown; i++) {
        const KamReportAccount *account = kam_report_get_account(page->report, p->order[p->n_order - 1 - i]);
        gint64 margin = kam_report_account_margin(account);
        double rate = account->costed_net_micro > 0 ? (double)margin / (double)account->costed_net_micro : NAN;

        kam_text_table_take_row(table, g_strdup(kam_tier_name(account->tier)), label(page, account),
                                amount(page, account->net_micro), amount(page, margin),
                                kam_format_percent(rate, 1, page->style));
    }
    if (shown > 0)
        kam_text_table_append(table, page->out);
    tell_rest(page, shown, p->accounts_with_negative_margin);
}

static void
put_categories(Page *page)
{
    const gboolean with_margin = page->report->profit.is_known;
    const KamTextColumn columns[] = {
        { head(page, REPORT_HEAD_CATEGORY), FALSE, TRUE, FALSE },
        { page->unit, TRUE, FALSE, FALSE },
        { head(page, REPORT_HEAD_SHARE), TRUE, FALSE, FALSE },
        { with_margin ? head(page, REPORT_HEAD_MARGIN) : "", TRUE, FALSE, FALSE },
    };
    const GArray *categories = page->report->categories;
    g_autoptr(KamTextTable) table = kam_text_table_new(page->terminal, columns, G_N_ELEMENTS(columns));
    guint shown = count_shown(page, categories->len);

    if (categories->len == 0)
        return;
    heading(page, REPORT_SECTION_CATEGORIES, NULL);
    for (guint i = 0; i < shown; i++) {
        const KamReportCategory *category = &g_array_index(categories, KamReportCategory, i);

        kam_text_table_take_row(
            table, g_strdup(category->name != NULL ? category->name : head(page, REPORT_CATEGORY_NONE)),
            amount(page, category->net_micro),
            kam_format_percent((double)category->net_micro / (double)page->report->considered_micro, 1, page->style),
            with_margin ? amount(page, category->costed_net_micro - category->cost_micro) : g_strdup(""));
    }
    kam_text_table_append(table, page->out);
    tell_rest(page, shown, categories->len);
}

static void
put_years(Page *page)
{
    const KamTextColumn columns[] = {
        { head(page, REPORT_HEAD_YEAR), FALSE, FALSE, FALSE },
        { page->unit, TRUE, FALSE, FALSE },
        { head(page, REPORT_HEAD_CUSTOMERS), TRUE, FALSE, FALSE },
        { head(page, REPORT_HEAD_FOR_80), TRUE, FALSE, FALSE },
        { head(page, REPORT_HEAD_HHI), TRUE, FALSE, FALSE },
        { head(page, REPORT_HEAD_GINI), TRUE, FALSE, FALSE },
    };
    const GArray *years = page->report->trend_is_rolling ? page->report->trend : page->report->by_year;
    g_autoptr(KamTextTable) table = kam_text_table_new(page->terminal, columns, G_N_ELEMENTS(columns));

    if (years->len == 0)
        return;
    heading(page, REPORT_SECTION_YEARS, head(page, REPORT_SECTION_YEARS_ASIDE));
    for (guint i = 0; i < years->len; i++) {
        const KamReportSpan *year = &g_array_index(years, KamReportSpan, i);

        kam_text_table_take_row(
            table, kam_words_span(page->report, year), amount(page, year->net_micro),
            year->has_concentration ? kam_format_count(year->accounts, page->style) : g_strdup(""),
            year->has_concentration ? kam_format_percent(year->share_of_accounts_for_80, 1, page->style) : g_strdup(""),
            year->has_concentration ? kam_format_number(year->hhi * 1e4, 1, page->style) : g_strdup(""),
            year->has_concentration ? kam_format_number(year->gini, 3, page->style) : g_strdup(""));
    }
    kam_text_table_append(table, page->out);
}

static void
put_gaps(Page *page)
{
    if (page->report->gaps->len == 0)
        return;
    heading(page, REPORT_SECTION_GAPS, NULL);
    for (guint i = 0; i < page->report->gaps->len; i++)
        item(page, g_array_index(page->report->gaps, KamReportGap, i).text);
}

static void
put_balance(Page *page)
{
    const KamReport *report = page->report;
    const KamBalance *b = &report->facts->balance;
    const char *currency = kam_report_get_currency(report);
    g_autofree char *net = kam_format_money(b->net_micro, 2, currency, page->style);
    g_autofree char *compared = kam_format_money(report->considered_micro, 2, currency, page->style);
    g_autofree char *basis = kam_words_basis(report);

    heading(page, REPORT_SECTION_BALANCE, NULL);
    paragraph(page, KAM_STYLE_PLAIN, kam_words_balance(report));
    paragraph(page, KAM_STYLE_PLAIN,
              KAM_REPORT_SAY(page->language, REPORT_BALANCE_NET, KAM_ARG("net", net), KAM_ARG("compared", compared)));
    paragraph(page, KAM_STYLE_DIM, KAM_REPORT_SAY(page->language, REPORT_BASIS, KAM_ARG("basis", basis)));
    if (b->credits + b->duplicates_kept + b->cancelled + b->advance + b->not_product > 0)
        paragraph(page, KAM_STYLE_DIM, kam_words_balance_kinds(report));
}

/* Lines stand: spaces that do not break have done their work. */
static GString *
finish_page(Page *page)
{
    g_string_chunk_free(page->heads);
    g_string_replace(page->out, "\302\240", " ", 0);
    return page->out;
}

GString *
kam_report_to_text(const KamReport *report, guint limit, const KamTerminal *terminal)
{
    const char *currency = kam_report_get_currency(report);
    Page page = { .report = report,
                  .terminal = terminal,
                  .language = report->options.language,
                  .style = kam_language_numbers(report->options.language),
                  .limit = limit,
                  .heads = g_string_chunk_new(1024),
                  .out = g_string_new(NULL) };

    page.unit = currency != NULL ? currency : head(&page, REPORT_HEAD_SALES);
    put_opening(&page);
    if (report->concentration.is_known) {
        put_urgent(&page);
        put_tiers(&page);
        put_key_accounts(&page);
        put_outlook(&page);
        put_falling(&page);
        put_silent(&page);
        put_profit(&page);
        put_categories(&page);
        put_years(&page);
    }
    put_gaps(&page);
    put_balance(&page);
    return finish_page(&page);
}
