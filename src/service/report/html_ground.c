/* What the figures stand on: the gaps of the data, the balance of lines, the method. */
#include "service/report/html_page.h"
#include "service/report/words.h"

void
html_put_gaps(HtmlPage *page)
{
    if (page->report->gaps->len == 0)
        return;
    html_begin_section(page, REPORT_SECTION_GAPS);
    html_put(page, "<ul>");
    for (guint i = 0; i < page->report->gaps->len; i++)
        html_put(page, "<li>%s</li>\n", g_array_index(page->report->gaps, KamReportGap, i).text);
    html_put(page, "</ul></section>\n");
}

static void
put_balance_row(HtmlPage *page, KamReportMessage message, guint64 lines, const gint64 *micro)
{
    g_autofree char *name = html_text(page, message);

    html_put(page, "<tr><td>%s</td>", name);
    html_take_number(page, kam_format_count((gint64)lines, page->style));
    html_take_number(page, micro != NULL ? kam_format_amount(*micro, 2, page->style) : g_strdup(""));
    html_put(page, "</tr>\n");
}

void
html_put_balance(HtmlPage *page)
{
    static const HtmlColumn columns[] = { { REPORT_HEAD_ROWS, 0 },
                                          { REPORT_HEAD_LINES, HTML_NUMBER },
                                          { REPORT_HEAD_NET, HTML_NUMBER } };
    const KamBalance *b = &page->report->facts->balance;

    html_begin_section(page, REPORT_SECTION_BALANCE);
    html_take_paragraph(page, "", kam_words_balance(page->report));
    html_begin_table(page, REPORT_CAPTION_BALANCE, columns, G_N_ELEMENTS(columns));
    put_balance_row(page, REPORT_ROW_TAKEN, b->taken, &b->net_micro);
    put_balance_row(page, REPORT_ROW_REPEATED, b->repeated, &b->repeated_net_micro);
    put_balance_row(page, REPORT_ROW_REFUSED, b->refused, &b->refused_net_micro);
    put_balance_row(page, REPORT_ROW_ANONYMOUS, b->without_account, NULL);
    put_balance_row(page, REPORT_ROW_CHARGES, b->charges, NULL);
    put_balance_row(page, REPORT_ROW_CREDITS, b->credits, NULL);
    put_balance_row(page, REPORT_ROW_DUPLICATES, b->duplicates_kept, NULL);
    html_end_table(page);
    html_put(page, "</section>\n");
}

void
html_put_method(HtmlPage *page)
{
    static const KamReportMessage texts[] = { REPORT_METHOD_TIERS, REPORT_METHOD_OUTLOOK, REPORT_METHOD_MOVEMENT,
                                              REPORT_METHOD_URGENT };
    g_autofree char *basis = kam_words_basis(page->report);

    html_begin_section(page, REPORT_SECTION_METHOD);
    html_put(page, "<ul><li>");
    html_take(page, html_say(page, REPORT_METHOD_BASIS, KAM_ARG("basis", basis)));
    html_put(page, "</li>");
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        html_put(page, "<li>");
        html_put_text(page, texts[i]);
        html_put(page, "</li>");
    }
    html_put(page, "</ul></section>\n");
}
