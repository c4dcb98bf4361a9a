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
    static const char opening[] = "<a rel=\"nofollow noopener noreferrer\" href=\"";

    for (guint i = 0; i < G_N_ELEMENTS(forbidden); i++)
        g_assert_null(strstr(html, forbidden[i]));
    /* An address or a title may end in href=, so only what opens a link counts. */
    for (const char *at = strstr(html, "<a"); at != NULL; at = strstr(at + 1, "<a")) {
        const char *url = at + strlen(opening);

        g_assert_true(g_str_has_prefix(at, opening));
        g_assert_true(g_ascii_strncasecmp(url, "http://", 7) == 0 || g_ascii_strncasecmp(url, "https://", 8) == 0 ||
                      g_ascii_strncasecmp(url, "mailto:", 7) == 0);
    }
    return 0;
}
