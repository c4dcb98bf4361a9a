/* Writing of the page: everything that comes from the file passes through an escape. Private to this folder. */
#pragma once

#include "service/report/messages.h"
#include "service/report/report.h"

typedef struct {
    const KamReport *report;
    KamLanguage language;
    const KamNumberStyle *style;
    const char *currency; /* NULL when unknown */
    guint limit;
    GString *out;
} HtmlPage;

/* Where a column stands. */
enum {
    HTML_NUMBER = 1 << 0, /* to the right */
    HTML_WIDE = 1 << 1,   /* left out on narrow screens */
    HTML_MONEY = 1 << 2,  /* headed by the currency, where it is known */
};

typedef struct {
    KamReportMessage title; /* REPORT_MESSAGES_N: none */
    guint flags;
} HtmlColumn;

/** Append as printf does; every %s is escaped. */
void html_put(HtmlPage *page, const char *format, ...) G_GNUC_PRINTF(2, 3);
/** Append an escaped text and free it; NULL writes nothing. */
void html_take(HtmlPage *page, char *text);
/** Append <p class="class">text</p> and free the text; NULL writes nothing. */
void html_take_paragraph(HtmlPage *page, const char *class, char *text);
/** Append a cell with a number and free its text. */
void html_take_number(HtmlPage *page, char *text);
/** Append an amount in whole units as a cell. */
void html_put_amount(HtmlPage *page, gint64 micro);
/** A message in the page's language, with arguments (see KAM_REPORT_SAY); free with g_free(). */
#define html_say(page, ...) KAM_REPORT_SAY((page)->language, __VA_ARGS__)
/** A message without arguments; free with g_free(). */
char *html_text(const HtmlPage *page, KamReportMessage message);
/** Append a message without arguments, escaped. */
void html_put_text(HtmlPage *page, KamReportMessage message);
/** Open a table behind a caption; REPORT_MESSAGES_N: no caption. */
void html_begin_table(HtmlPage *page, KamReportMessage caption, const HtmlColumn *columns, gsize n_columns);
void html_end_table(HtmlPage *page);

/** Open a section behind its heading. */
void html_begin_section(HtmlPage *page, KamReportMessage heading);

/** html_ground.c: the last sections. */
void html_put_gaps(HtmlPage *page);
void html_put_balance(HtmlPage *page);
void html_put_method(HtmlPage *page);
/** html_charts.c: the charts, each with its summary and its table. */
void html_put_pareto_chart(HtmlPage *page);
void html_put_class_chart(HtmlPage *page);
void html_put_month_chart(HtmlPage *page);
void html_put_whale_chart(HtmlPage *page);
/** The latest `wanted` months of an account, oldest first, as far as there is history; the year before is lighter. */
void html_put_sparkline(HtmlPage *page, const KamReportAccount *account, guint wanted);
/** html_style.c: the style sheet of the page, in parts; ends with NULL. */
extern const char *const html_style_sheet[];
