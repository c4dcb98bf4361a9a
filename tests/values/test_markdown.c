/* Markdown as HTML: what it shows, and that no text makes a page do what its writer wants. */
#include <string.h>

#include "record/value.h"

static void
test_markdown__is_rendered(void)
{
    static const char *const pairs[][2] = {
        { "a **b** _c_", "<p>a <strong>b</strong> <em>c</em></p>\n" },
        { "[Kamen](https://kamen.rs/)",
          "<p><a rel=\"nofollow noopener noreferrer\" href=\"https://kamen.rs/\">Kamen</a></p>\n" },
        { "mail ana@firma.rs",
          "<p>mail <a rel=\"nofollow noopener noreferrer\" href=\"mailto:ana@firma.rs\">ana@firma.rs</a></p>\n" },
        { "~~a~~", "<p><del>a</del></p>\n" },
        { "a\nb", "<p>a<br />\nb</p>\n" },
        { "![slika](https://x.rs/a.png)", "<p>slika</p>\n" },
        { "5 < 6 & \"7\"", "<p>5 &lt; 6 &amp; &quot;7&quot;</p>\n" },
        { "", "" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(pairs); i++) {
        g_autofree char *html = kam_markdown_to_html(pairs[i][0]);

        g_assert_cmpstr(html, ==, pairs[i][1]);
    }
}

/* Every tag of the text is one that Markdown makes, every attribute one that is expected, every link leads where links
 * may lead. */
static void
check_tags(const char *html)
{
    static const char tag[] =
        "<(?:/?(?:p|h[1-6]|ul|ol|li|blockquote|pre|code|em|strong|del|hr|br|table|thead|tbody|tr|th|td|a)"
        "(?: start=\"\\d+\"| align=\"(?:left|right|center)\"| lang=\"[^\"<>]*\"| title=\"[^\"<>]*\""
        "| rel=\"nofollow noopener noreferrer\"| href=\"(?:https?://|mailto:)[^\"<>\\s]*\")*(?: /)?"
        "|input type=\"checkbox\" (?:checked=\"\" )?disabled=\"\" /|!-- raw HTML omitted --)>";
    g_autofree char *whole = g_strconcat("\\A(?:[^<>]|", tag, ")*\\z", NULL);

    if (!g_regex_match_simple(whole, html, G_REGEX_CASELESS, 0))
        g_test_message("%s", html);
    g_assert_true(g_regex_match_simple(whole, html, G_REGEX_CASELESS, 0));
}

static void
test_markdown__attacks_come_to_nothing(void)
{
    static const char *const attacks[] = {
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "a <b onclick=\"x()\">b</b>",
        "<svg/onload=alert(1)>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<!-- --><script>alert(1)</script>",
        "<![CDATA[<script>alert(1)</script>]]>",
        "<?php echo 1 ?>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](  javascript:alert(1))",
        "[x](<javascript:alert(1)>)",
        "[x](java&#115;cript:alert(1))",
        "[x](java&Tab;script:alert(1))",
        "[x](&#1;javascript:alert(1))",
        "[x](vbscript:msgbox)",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](data:image/svg+xml;base64,PHN2Zz4=)",
        "[x](file:///etc/passwd)",
        "[x](//evil.example/)",
        "[x](/api/v1/sign-out)",
        "[x](https:\\\\evil.example)",
        "[x](\\\\evil.example)",
        "[x](https://a.rs/\" onmouseover=\"alert(1))",
        "[x](https://a.rs 'x\" onmouseover=\"alert(1)')",
        "[x]: javascript:alert(1)\n\n[x]",
        "<javascript:alert(1)>",
        "<https://a.rs/\"onclick=alert(1)>",
        "![x](https://spy.example/pixel.png)",
        "![x\" onerror=\"alert(1)](x)",
        "[![x](javascript:alert(1))](javascript:alert(2))",
        "[a [b](javascript:alert(1)) c](https://x.rs)",
        "```\"><script>alert(1)</script>\nx\n```",
        "| a |\n|---|\n| <script>x</script> |",
        "- [x] <input autofocus onfocus=alert(1)>",
        "<a href=x rel=opener>",
        "`<script>`",
        "\\<script>alert(1)</script>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "www.a.rs/<script>",
        "xmpp:a@b.rs/x",
        "https://a.rs/<script>alert(1)</script>",
        "<style>*{display:none}</style>",
        "<iframe src=https://evil.example></iframe>",
        "<form action=https://evil.example><input name=password></form>",
        "<base href=https://evil.example/>",
        "<meta http-equiv=refresh content=0>",
        "\xff\xfe<script>",
    };

    for (guint i = 0; i < G_N_ELEMENTS(attacks); i++) {
        g_autofree char *html = kam_markdown_to_html(attacks[i]);

        check_tags(html);
    }
}

static void
test_markdown__deep_nesting_ends(void)
{
    g_autofree char *quotes = g_strnfill(20000, '>');
    g_autofree char *brackets = g_strnfill(20000, '[');
    g_autofree char *stars = g_strnfill(20000, '*');
    const char *texts[] = { quotes, brackets, stars };

    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *html = kam_markdown_to_html(texts[i]);

        g_assert_nonnull(html);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/markdown/is_rendered", test_markdown__is_rendered);
    g_test_add_func("/markdown/attacks_come_to_nothing", test_markdown__attacks_come_to_nothing);
    g_test_add_func("/markdown/deep_nesting_ends", test_markdown__deep_nesting_ends);
    return g_test_run();
}
