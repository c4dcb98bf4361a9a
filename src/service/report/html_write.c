/* How the page is written: text is escaped here and nowhere else. */
#include "service/report/html_page.h"

void
html_put(HtmlPage *page, const char *format, ...)
{
    va_list arguments;
    g_autofree char *text = NULL;

    va_start(arguments, format);
    text = g_markup_vprintf_escaped(format, arguments);
    va_end(arguments);
    g_string_append(page->out, text);
}

void
html_take(HtmlPage *page, char *text)
{
    if (text != NULL)
        html_put(page, "%s", text);
    g_free(text);
}

void
html_take_paragraph(HtmlPage *page, const char *class, char *text)
{
    if (text != NULL)
        html_put(page, "<p class=\"%s\">%s</p>\n", class, text);
    g_free(text);
}

void
html_take_number(HtmlPage *page, char *text)
{
    html_put(page, "<td class=\"n%s\">%s</td>", text[0] == '-' && text[1] != '\0' ? " neg" : "", text);
    g_free(text);
}

void
html_put_amount(HtmlPage *page, gint64 micro)
{
    html_take_number(page, kam_format_amount(micro, 0, page->style));
}

char *
html_text(const HtmlPage *page, KamReportMessage message)
{
    return kam_report_text(page->language, message);
}

void
html_put_text(HtmlPage *page, KamReportMessage message)
{
    html_take(page, html_text(page, message));
}

/* Takes `title`. */
static void
put_head_cell(HtmlPage *page, char *title, guint flags)
{
    html_put(page, "<th scope=\"col\" class=\"%s%s\">%s</th>", flags & HTML_NUMBER ? "n" : "",
             flags & HTML_WIDE ? " wide" : "", title);
    g_free(title);
}

static void
put_head_row(HtmlPage *page, const HtmlColumn *columns, gsize n_columns)
{
    html_put(page, "<thead><tr>");
    for (gsize i = 0; i < n_columns; i++) {
        const HtmlColumn *column = &columns[i];

        if (column->title == REPORT_MESSAGES_N)
            put_head_cell(page, g_strdup("#"), column->flags);
        else if ((column->flags & HTML_MONEY) && page->currency != NULL)
            put_head_cell(page, g_strdup(page->currency), column->flags);
        else if (column->title == REPORT_HEAD_LAST_N_MONTHS)
            put_head_cell(page,
                          html_say(page, column->title, KAM_ARG_COUNT("months", MIN(page->report->history_months, 12))),
                          column->flags);
        else
            put_head_cell(page, html_text(page, column->title), column->flags);
    }
    html_put(page, "</tr></thead><tbody>\n");
}

void
html_begin_table(HtmlPage *page, KamReportMessage caption, const HtmlColumn *columns, gsize n_columns)
{
    g_autofree char *label = html_text(page, caption == REPORT_MESSAGES_N ? REPORT_TABLE : caption);

    html_put(page, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"%s\"><table>", label);
    if (caption != REPORT_MESSAGES_N)
        html_put(page, "<caption>%s</caption>", label);
    put_head_row(page, columns, n_columns);
}

void
html_end_table(HtmlPage *page)
{
    html_put(page, "</tbody></table></div>\n");
}

void
html_begin_section(HtmlPage *page, KamReportMessage heading)
{
    html_put(page, "<section><h2>");
    html_put_text(page, heading);
    html_put(page, "</h2>");
}
