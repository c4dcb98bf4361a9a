/* Markdown: whatever comes, no script, no style, no address but those of pages and mail. */
#include <string.h>

#include "fuzz_support.h"
#include "record/value.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_strndup((const char *)data, size);
    g_autofree char *html = kam_markdown_to_html(text);
    static const char *const forbidden[] = { "<script", "<style", "<iframe", "<img", "<svg", "<form", "<object" };

    for (guint i = 0; i < G_N_ELEMENTS(forbidden); i++)
        g_assert_null(strstr(html, forbidden[i]));
    for (const char *at = strstr(html, "href=\""); at != NULL; at = strstr(at + 1, "href=\"")) {
        const char *url = at + strlen("href=\"");

        g_assert_true(g_ascii_strncasecmp(url, "http://", 7) == 0 || g_ascii_strncasecmp(url, "https://", 8) == 0 ||
                      g_ascii_strncasecmp(url, "mailto:", 7) == 0);
    }
    return 0;
}
