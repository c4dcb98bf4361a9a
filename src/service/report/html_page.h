/* Writing of the page: everything that comes from the file passes through an escape. Private to this folder. */
#pragma once

#include "service/report/format.h"
#include "service/report/report.h"

typedef struct {
    const KamReport *report;
    const KamNumberStyle *style;
    const char *currency; /* NULL when unknown */
    guint limit;
    GString *out;
} HtmlPage;

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
/** Open a table behind a caption; `columns` are separated by '|', a '#' in front aligns a column to the right. */
void html_begin_table(HtmlPage *page, const char *caption, const char *columns);
void html_end_table(HtmlPage *page);

/** html_charts.c: the charts, each with its summary and its table. */
void html_put_pareto_chart(HtmlPage *page);
void html_put_class_chart(HtmlPage *page);
void html_put_month_chart(HtmlPage *page);
void html_put_whale_chart(HtmlPage *page);
/** The latest `wanted` months of an account, oldest first, as far as there is history; the year before is lighter. */
void html_put_sparkline(HtmlPage *page, const KamReportAccount *account, guint wanted);
/** html_style.c: the style sheet of the page, in parts; ends with NULL. */
extern const char *const html_style_sheet[];
