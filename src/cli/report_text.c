/* The report as a sales director reads it: the sentence first, then who and why, what moves, what the data lacks. */
#include "cli/report_text.h"

#include <math.h>

#include "cli/text_table.h"
#include "service/report/words.h"

#define MARGIN 2
#define SPARK_MONTHS 12

typedef struct {
    const KamReport *report;
    const KamTerminal *terminal;
    const KamNumberStyle *style;
    const char *unit; /* head of money columns */
    guint limit;
    GString *out;
} Page;

static void
heading(Page *page, const char *text, const char *aside)
{
    g_string_append_c(page->out, '\n');
    kam_terminal_append(page->terminal, page->out, KAM_STYLE_HEADING, text);
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
    if (text != NULL)
        kam_terminal_append_wrapped(page->terminal, page->out, style, text, MARGIN);
    g_free(text);
}

static char *
amount(const Page *page, gint64 micro)
{
    return kam_format_amount(micro, 0, page->style);
}

static char *
label(const KamReportAccount *account)
{
    if (account->name != NULL && account->number != NULL && *account->name != '\0')
        return g_strdup_printf("%s %s", account->number, account->name); /* a cut takes from the name */
    return g_strdup(kam_report_account_label(account));
}

static guint
count_shown(const Page *page, guint n)
{
    return page->limit == 0 ? n : MIN(n, page->limit);
}

static void
tell_rest(Page *page, guint shown, guint all)
{
    g_autofree char *rest = kam_format_count((gint64)all - shown, page->style);
    g_autofree char *text = g_strdup_printf("and %s more; --limit 0 lists all", rest);

    if (shown < all)
        kam_terminal_append_wrapped(page->terminal, page->out, KAM_STYLE_DIM, text, MARGIN);
}

static void
put_opening(Page *page)
{
    const KamReport *report = page->report;
    g_autofree char *period = kam_words_period(report);
    g_autofree char *accounts = kam_format_counted(report->accounts_seen, "customer", "customers", page->style);
    g_autofree char *documents =
        kam_format_counted((gint64)report->documents_seen, "document", "documents", page->style);
    g_autofree char *net =
        kam_format_money(report->facts->balance.net_micro, 2, kam_report_get_currency(report), page->style);

    kam_terminal_append(page->terminal, page->out, KAM_STYLE_HEADING, "Key accounts");
    g_string_append_c(page->out, '\n');
    paragraph(page, KAM_STYLE_DIM, g_strdup_printf("%s: %s, %s, net %s", period, accounts, documents, net));
    g_string_append_c(page->out, '\n');
    paragraph(page, KAM_STYLE_STRONG, kam_words_headline(report, page->style));
    paragraph(page, KAM_STYLE_PLAIN, kam_words_dependency(report, page->style));
    paragraph(page, KAM_STYLE_PLAIN, kam_words_trend(report, page->style));
}

static void
put_tiers(Page *page)
{
    static const KamTextColumn columns[] = {
        { "tier", FALSE, FALSE, FALSE }, { "customers", TRUE, FALSE, FALSE }, { "sales", TRUE, FALSE, FALSE },
        { "share", TRUE, FALSE, FALSE }, { "", FALSE, FALSE, TRUE },
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
    kam_text_table_take_row(table, g_strdup_printf("%u", account->rank), label(account),
                            amount(page, account->net_micro),
                            kam_format_percent(account->share, account->share < 0.01 ? 2 : 1, page->style),
                            sparkline(page, account, SPARK_MONTHS));
    if (why->len > 0)
        kam_text_table_add_note(table, why->str);
    g_string_free(why, TRUE);
}

static void
put_key_accounts(Page *page)
{
    const KamTextColumn columns[] = {
        { "#", TRUE, FALSE, FALSE },     { "customer", FALSE, TRUE, FALSE },    { page->unit, TRUE, FALSE, FALSE },
        { "share", TRUE, FALSE, FALSE }, { "last months", FALSE, FALSE, TRUE },
    };
    g_autoptr(KamTextTable) table = kam_text_table_new(page->terminal, columns, G_N_ELEMENTS(columns));
    guint all = page->report->tier_accounts[KAM_TIER_A], shown = 0, allowed = count_shown(page, all);
    g_autofree char *few = kam_format_count(allowed, page->style), *many = kam_format_count(all, page->style);
    g_autofree char *of = g_strdup_printf("tier A, %s of %s", few, many);

    heading(page, "Who they are and why", of);
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

static void
put_falling(Page *page)
{
    const KamTextColumn columns[] = {
        { "tier", FALSE, FALSE, FALSE },  { "customer", FALSE, TRUE, FALSE },    { "lost", TRUE, FALSE, FALSE },
        { "change", TRUE, FALSE, FALSE }, { "last months", FALSE, FALSE, TRUE },
    };
    const GArray *falling = page->report->falling;
    g_autoptr(KamTextTable) table = kam_text_table_new(page->terminal, columns, G_N_ELEMENTS(columns));
    guint shown = count_shown(page, falling->len);

    heading(page, "What is falling", NULL);
    paragraph(page, KAM_STYLE_PLAIN, kam_words_falling(page->report, page->style));
    paragraph(page, KAM_STYLE_DIM, kam_words_comparison(page->report, page->style));
    for (guint i = 0; i < shown; i++) {
        const KamReportAccount *account = kam_report_get_account(page->report, g_array_index(falling, guint32, i));

        kam_text_table_take_row(table, g_strdup(kam_tier_name(account->tier)), label(account),
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
    static const KamTextColumn columns[] = {
        { "tier", FALSE, FALSE, FALSE },       { "customer", FALSE, TRUE, FALSE }, { "at stake", TRUE, FALSE, FALSE },
        { "silent days", TRUE, FALSE, FALSE }, { "usual", TRUE, FALSE, FALSE },    { "longest", TRUE, FALSE, FALSE },
    };
    const GArray *silent = page->report->silent;
    g_autoptr(KamTextTable) table = kam_text_table_new(page->terminal, columns, G_N_ELEMENTS(columns));
    guint shown = count_shown(page, silent->len);

    heading(page, "What has gone silent", NULL);
    paragraph(page, KAM_STYLE_PLAIN, kam_words_silent(page->report, page->style));
    for (guint i = 0; i < shown; i++) {
        const KamReportAccount *account = kam_report_get_account(page->report, g_array_index(silent, guint32, i));

        kam_text_table_take_row(table, g_strdup(kam_tier_name(account->tier)), label(account),
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
        { "tier", FALSE, FALSE, FALSE },    { "customer that erodes it", FALSE, TRUE, FALSE },
        { page->unit, TRUE, FALSE, FALSE }, { "margin", TRUE, FALSE, FALSE },
        { "of sales", TRUE, FALSE, FALSE },
    };
    const KamReportProfit *p = &page->report->profit;
    g_autoptr(KamTextTable) table = kam_text_table_new(page->terminal, columns, G_N_ELEMENTS(columns));
    guint shown = count_shown(page, p->accounts_with_negative_margin);

    heading(page, "Who earns and who costs", NULL);
    paragraph(page, KAM_STYLE_PLAIN, kam_words_profit(page->report, page->style));
    for (gsize i = 0; i < shown; i++) {
        const KamReportAccount *account = kam_report_get_account(page->report, p->order[p->n_order - 1 - i]);
        gint64 margin = kam_report_account_margin(account);
        double rate = account->costed_net_micro > 0 ? (double)margin / (double)account->costed_net_micro : NAN;

        kam_text_table_take_row(table, g_strdup(kam_tier_name(account->tier)), label(account),
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
        { "category", FALSE, TRUE, FALSE },
        { page->unit, TRUE, FALSE, FALSE },
        { "share", TRUE, FALSE, FALSE },
        { with_margin ? "margin" : "", TRUE, FALSE, FALSE },
    };
    const GArray *categories = page->report->categories;
    g_autoptr(KamTextTable) table = kam_text_table_new(page->terminal, columns, G_N_ELEMENTS(columns));
    guint shown = count_shown(page, categories->len);

    if (categories->len == 0)
        return;
    heading(page, "Categories", NULL);
    for (guint i = 0; i < shown; i++) {
        const KamReportCategory *category = &g_array_index(categories, KamReportCategory, i);

        kam_text_table_take_row(
            table, g_strdup(category->name != NULL ? category->name : "(none)"), amount(page, category->net_micro),
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
        { "year", FALSE, FALSE, FALSE },     { page->unit, TRUE, FALSE, FALSE },    { "customers", TRUE, FALSE, FALSE },
        { "bring 80%", TRUE, FALSE, FALSE }, { "HHI x 10000", TRUE, FALSE, FALSE }, { "Gini", TRUE, FALSE, FALSE },
    };
    const GArray *years = page->report->trend_is_rolling ? page->report->trend : page->report->by_year;
    g_autoptr(KamTextTable) table = kam_text_table_new(page->terminal, columns, G_N_ELEMENTS(columns));

    if (years->len == 0)
        return;
    heading(page, "Year by year", "concentration of whole years only");
    for (guint i = 0; i < years->len; i++) {
        const KamReportSpan *year = &g_array_index(years, KamReportSpan, i);

        kam_text_table_take_row(
            table, g_strconcat(year->label, year->is_whole ? "" : " (part)", NULL), amount(page, year->net_micro),
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
    heading(page, "What the data lacks", NULL);
    for (guint i = 0; i < page->report->gaps->len; i++)
        kam_terminal_append_item(page->terminal, page->out, g_array_index(page->report->gaps, KamReportGap, i).text,
                                 MARGIN);
}

static void
put_balance(Page *page)
{
    const KamReport *report = page->report;
    const KamBalance *b = &report->facts->balance;
    const char *currency = kam_report_get_currency(report);
    g_autofree char *net = kam_format_money(b->net_micro, 2, currency, page->style);
    g_autofree char *considered = kam_format_money(report->considered_micro, 2, currency, page->style);
    g_autofree char *credits = kam_format_counted((gint64)b->credits, "line", "lines", page->style);
    g_autofree char *duplicates = kam_format_counted((gint64)b->duplicates_kept, "line", "lines", page->style);
    g_autofree char *aside =
        kam_format_counted((gint64)(b->cancelled + b->advance + b->not_product), "row", "rows", page->style);

    heading(page, "Balance of lines", NULL);
    paragraph(page, KAM_STYLE_PLAIN, kam_words_balance(report, page->style));
    paragraph(page, KAM_STYLE_PLAIN,
              g_strdup_printf("Net of the lines taken: %s, of that compared above: %s", net, considered));
    paragraph(page, KAM_STYLE_DIM, g_strdup_printf("Basis: %s", kam_words_basis(report)));
    paragraph(page, KAM_STYLE_DIM,
              g_strdup_printf("%s on credit documents; %s equal to another of their document, kept; %s set aside "
                              "(cancelled, advance, no product)",
                              credits, duplicates, aside));
}

GString *
kam_report_to_text(const KamReport *report, guint limit, const KamTerminal *terminal)
{
    const char *currency = kam_report_get_currency(report);
    Page page = { .report = report,
                  .terminal = terminal,
                  .style = &kam_number_style_en,
                  .unit = currency != NULL ? currency : "sales",
                  .limit = limit,
                  .out = g_string_new(NULL) };

    put_opening(&page);
    if (report->concentration.is_known) {
        put_tiers(&page);
        put_key_accounts(&page);
        put_falling(&page);
        put_silent(&page);
        put_profit(&page);
        put_categories(&page);
        put_years(&page);
    }
    put_gaps(&page);
    put_balance(&page);
    return page.out;
}
