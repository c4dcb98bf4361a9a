/* The three renderings of the report: JSON against an explicit schema, the page as well-formed and closed, the text as
 * a golden file. */
#include <expat.h>
#include <jansson.h>
#include <math.h>
#include <string.h>

#include "cli/report_text.h"
#include "support.h"

static json_t *
render_json(const KamReport *report, guint limit)
{
    g_autoptr(GString) out = g_string_new(NULL);
    KamJson json;
    json_error_t error;
    json_t *parsed;

    kam_json_init(&json, out, 0);
    kam_report_to_json(report, limit, &json);
    parsed = json_loadb(out->str, out->len, JSON_REJECT_DUPLICATES, &error);
    g_assert_nonnull(parsed);
    return parsed;
}

/* A schema: "path kind"; kinds: i integer, n number, s text, m money, o object, a array, b boolean. */
static const char *const schema[] = {
    "language s",
    "lines.read i",
    "lines.taken i",
    "lines.repeated i",
    "lines.refused i",
    "lines.without_account i",
    "lines.charges i",
    "lines.credits i",
    "net m",
    "period.from s",
    "period.to s",
    "accounts i",
    "documents i",
    "products i",
    "basis.name s",
    "headline s",
    "concentration.accounts_for_80 i",
    "concentration.share_of_accounts_for_80 n",
    "concentration.share_of_top_20 n",
    "concentration.hhi n",
    "concentration.gini n",
    "abc.A.accounts i",
    "tiers.A.net m",
    "key_accounts a",
    "clv.model s",
    "clv.parameters.r n",
    "clv.log_likelihood n",
    "clv.customers i",
    "forecast m",
    "forecast.lower95 m",
    "falling a",
    "silent a",
    "urgent_text s",
    "urgent a",
    "profit.sales m",
    "profit.cost m",
    "profit.margin m",
    "profit.accounts_with_negative_margin i",
    "profit.peak m",
    "profit.peak_accounts i",
    "profit.peak_multiple n",
    "profit.eroders a",
    "categories a",
    "by_year a",
    "by_month a",
    "trend.years a",
    "data_gaps a",
};

static const json_t *
find_path(const json_t *root, const char *path)
{
    g_auto(GStrv) names = g_strsplit(path, ".", -1);
    const json_t *value = root;

    for (guint i = 0; names[i] != NULL; i++)
        value = json_object_get(value, names[i]);
    return value;
}

static gboolean
is_money(const json_t *value)
{
    const char *amount = json_string_value(json_object_get(value, "amount"));
    const char *point = amount == NULL ? NULL : strchr(amount, '.');

    return point != NULL && strlen(point) == 3 && json_object_get(value, "currency") != NULL;
}

static gboolean
is_of_kind(const json_t *value, char kind)
{
    switch (kind) {
    case 'i':
        return json_is_integer(value);
    case 'n':
        return json_is_number(value);
    case 's':
        return json_is_string(value);
    case 'a':
        return json_is_array(value);
    default:
        return is_money(value);
    }
}

static void
test_json__keeps_the_schema(void)
{
    g_autoptr(KamFacts) facts = make_small_firm();
    g_autoptr(KamReport) report = make_report(facts, KAM_BASIS_PRODUCTS);
    json_t *root = render_json(report, 0);

    for (guint i = 0; i < G_N_ELEMENTS(schema); i++) {
        g_autofree char *path = g_strndup(schema[i], strlen(schema[i]) - 2);

        if (!is_of_kind(find_path(root, path), schema[i][strlen(schema[i]) - 1]))
            g_error("'%s' is missing or of another kind", path);
    }
    json_decref(root);
}

static void
test_json__key_accounts_are_tier_a_by_net(void)
{
    g_autoptr(KamFacts) facts = make_small_firm();
    g_autoptr(KamReport) report = make_report(facts, KAM_BASIS_PRODUCTS);
    json_t *root = render_json(report, 0), *list = json_object_get(root, "key_accounts"), *account;
    double before = INFINITY;
    gsize i;

    g_assert_cmpuint(json_array_size(list), ==, report->tier_accounts[KAM_TIER_A]);
    json_array_foreach(list, i, account)
    {
        double net = g_ascii_strtod(json_string_value(find_path(account, "net.amount")), NULL);

        g_assert_cmpstr(json_string_value(json_object_get(account, "tier")), ==, "A");
        g_assert_true(json_is_number(json_object_get(account, "probability_alive")));
        g_assert_true(is_money(json_object_get(account, "clv")));
        g_assert_true(is_money(json_object_get(account, "forecast")));
        g_assert_true(json_is_number(json_object_get(json_object_get(account, "forecast"), "error")));
        g_assert_true(json_is_string(json_object_get(account, "number")));
        g_assert_cmpuint(json_array_size(json_object_get(account, "reasons")), >=, 3);
        g_assert_cmpfloat(net, <=, before);
        before = net;
    }
    json_decref(root);
}

static void
test_json__limit_cuts_the_lists(void)
{
    g_autoptr(KamFacts) facts = make_small_firm();
    g_autoptr(KamReport) report = make_report(facts, KAM_BASIS_PRODUCTS);
    json_t *root = render_json(report, 1);

    g_assert_cmpuint(json_array_size(json_object_get(root, "key_accounts")), ==, 1);
    g_assert_cmpuint(json_array_size(json_object_get(root, "silent")), ==, 1);
    json_decref(root);
}

static void
test_json__unknown_currency_and_profit_are_null(void)
{
    Builder *b = builder_new("XXX");
    g_autoptr(KamFacts) facts = NULL;
    g_autoptr(KamReport) report = NULL;
    json_t *root;

    ADD(b, .account = "a", .day = "2024-01-02", .net = 12.5);
    facts = builder_finish(b);
    report = make_report(facts, KAM_BASIS_PRODUCTS);
    root = render_json(report, 0);
    g_assert_true(json_is_null(find_path(root, "net.currency")));
    g_assert_cmpstr(json_string_value(find_path(root, "net.amount")), ==, "12.50");
    g_assert_true(json_is_null(json_object_get(root, "profit")));
    json_decref(root);
}

static void
test_json__no_sales_have_no_concentration(void)
{
    Builder *b = builder_new("EUR");
    g_autoptr(KamFacts) facts = NULL;
    g_autoptr(KamReport) report = NULL;
    g_autoptr(GString) page = NULL;
    json_t *root;

    ADD(b, .account = "a", .day = "2024-01-02", .net = -5, .flags = KAM_FACT_CREDIT);
    facts = builder_finish(b);
    report = make_report(facts, KAM_BASIS_PRODUCTS);
    root = render_json(report, 0);
    page = kam_report_to_html(report, 0);
    g_assert_true(json_is_null(json_object_get(root, "concentration")));
    g_assert_cmpuint(json_array_size(json_object_get(root, "key_accounts")), ==, 0);
    g_assert_nonnull(strstr(page->str, "Not enough data"));
    json_decref(root);
}

static GString *
render_page_in(KamLanguage language)
{
    g_autoptr(KamFacts) facts = make_small_firm();
    g_autoptr(KamReport) report = make_report_in(facts, language);

    return kam_report_to_html(report, 0);
}

static GString *
render_page(void)
{
    return render_page_in(KAM_LANGUAGE_EN);
}

static void
test_html__is_well_formed(void)
{
    for (KamLanguage language = 0; language < KAM_LANGUAGE_N; language++) {
        g_autoptr(GString) page = render_page_in(language);
        XML_Parser parser = XML_ParserCreate("UTF-8");
        enum XML_Status status = XML_Parse(parser, page->str, (int)page->len, 1);

        if (status != XML_STATUS_OK)
            g_error("line %lu: %s", XML_GetCurrentLineNumber(parser), XML_ErrorString(XML_GetErrorCode(parser)));
        XML_ParserFree(parser);
    }
}

static void
test_html__speaks_the_language(void)
{
    g_autoptr(GString) serbian = render_page_in(KAM_LANGUAGE_SR), cyrillic = render_page_in(KAM_LANGUAGE_SR_CYRL);

    g_assert_nonnull(strstr(serbian->str, "<html lang=\"sr-Latn\">"));
    g_assert_nonnull(strstr(serbian->str, "4 od 7 kupaca donose 80% prometa."));
    g_assert_nonnull(strstr(cyrillic->str, "<html lang=\"sr-Cyrl\">"));
    g_assert_nonnull(strstr(cyrillic->str, "4 од 7 купаца доносе 80% промета."));
    g_assert_nonnull(strstr(cyrillic->str, "Čelik Promet d.o.o.")); /* as people typed it */
    g_assert_nonnull(strstr(cyrillic->str, "268.585"));
}

/* English words that would stay behind if a text did not come from the catalogue. */
static void
test_html__leaves_no_english_behind(void)
{
    static const char *const english[] = { ">sales", "customer", "tier<",   ">share", "Sales ", "margin",
                                           "month",  "silent",   "falling", "Table",  "year",   "January" };
    g_autoptr(GString) page = render_page_in(KAM_LANGUAGE_SR);
    const char *body = strstr(page->str, "<body>");

    for (gsize i = 0; i < G_N_ELEMENTS(english); i++)
        if (strstr(body, english[i]) != NULL)
            g_error("the Serbian page holds '%s'", english[i]);
}

static void
test_json__sentences_follow_the_language(void)
{
    g_autoptr(KamFacts) facts = make_small_firm();

    for (KamLanguage language = 0; language < KAM_LANGUAGE_N; language++) {
        static const char *const headlines[] = { "4 of 7 customers bring 80% of sales.",
                                                 "4 od 7 kupaca donose 80% prometa.",
                                                 "4 од 7 купаца доносе 80% промета." };
        g_autoptr(KamReport) report = make_report_in(facts, language);
        json_t *root = render_json(report, 0);

        g_assert_cmpstr(json_string_value(find_path(root, "language")), ==, kam_language_tag(language));
        g_assert_cmpstr(json_string_value(find_path(root, "headline")), ==, headlines[language]);
        g_assert_cmpstr(json_string_value(find_path(root, "net.amount")), ==, "268585.00");
        g_assert_cmpstr(json_string_value(find_path(root, "period.from")), ==, "2023-01-03");
        json_decref(root);
    }
}

static void
test_html__asks_for_nothing_outside(void)
{
    static const char *const forbidden[] = {
        "http:", "https:", "\"//",    /* a hash may hold //, an address would follow a quote */ "url(",
        "src=",  "href=",  "@import", "<script",
        "<link", " style="
    };
    g_autoptr(GString) page = render_page();

    for (guint i = 0; i < G_N_ELEMENTS(forbidden); i++)
        if (strstr(page->str, forbidden[i]) != NULL)
            g_error("the page holds '%s'", forbidden[i]);
    g_assert_nonnull(strstr(page->str, "default-src 'none'"));
}

static void
test_html__style_is_allowed_by_its_hash(void)
{
    g_autoptr(GString) page = render_page();
    const char *from = strstr(page->str, "<style>") + strlen("<style>"), *to = strstr(page->str, "</style>");
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    g_autofree char *hash = NULL, *source = NULL;
    guint8 digest[32];
    gsize length = sizeof digest;

    g_checksum_update(checksum, (const guchar *)from, to - from);
    g_checksum_get_digest(checksum, digest, &length);
    hash = g_base64_encode(digest, length);
    source = g_strdup_printf("style-src 'sha256-%s'", hash);
    g_assert_nonnull(strstr(page->str, source));
}

static void
test_html__names_are_escaped(void)
{
    g_autoptr(GString) page = render_page();

    g_assert_null(strstr(page->str, "<script>"));
    g_assert_nonnull(strstr(page->str, "Drina &lt;script&gt;alert(1)&lt;/script&gt; &amp; Co"));
    g_assert_nonnull(strstr(page->str, "Čelik Promet d.o.o."));
}

static void
test_html__control_characters_stay_outside(void)
{
    Builder *b = builder_new("EUR");
    g_autoptr(KamFacts) facts = NULL;
    g_autoptr(KamReport) report = NULL;
    g_autoptr(GString) page = NULL;
    XML_Parser parser = XML_ParserCreate("UTF-8");

    ADD(b, .account = "a\001\"'>", .name = "evil\033[2J \xe2\x80\xae \xff", .category = "c\002", .day = "2024-01-02",
        .net = 12.5);
    facts = builder_finish(b);
    report = make_report(facts, KAM_BASIS_PRODUCTS);
    page = kam_report_to_html(report, 0);
    g_assert_cmpint(XML_Parse(parser, page->str, (int)page->len, 1), ==, XML_STATUS_OK);
    g_assert_null(strchr(page->str, '\033'));
    g_assert_null(strstr(page->str, "\xe2\x80\xae"));
    g_assert_null(strstr(page->str, "&#x"));
    XML_ParserFree(parser);
}

static void
test_html__every_chart_has_words_and_a_table(void)
{
    g_autoptr(GString) page = render_page();
    guint figures = 0, closed = 0;

    for (const char *at = page->str; (at = strstr(at, "<figure>")) != NULL; at++) {
        const char *end = strstr(at, "</figure>"), *table = strstr(at, "<table>"),
                   *label = strstr(at, "role=\"img\" aria-label=\"");

        figures++;
        closed += table != NULL && table < end && label != NULL && label < end &&
                  label[strlen("role=\"img\" aria-label=\"")] != '"';
    }
    g_assert_cmpuint(figures, ==, 4);
    g_assert_cmpuint(closed, ==, figures);
}

static char *
render_text_in(KamLanguage language, const KamTerminal *terminal, guint limit)
{
    g_autoptr(KamFacts) facts = make_small_firm();
    g_autoptr(KamReport) report = make_report_in(facts, language);

    return g_string_free(kam_report_to_text(report, limit, terminal), FALSE);
}

static char *
render_text(const KamTerminal *terminal, guint limit)
{
    return render_text_in(KAM_LANGUAGE_EN, terminal, limit);
}

static void
test_text__is_the_golden_one_at_80_columns(gconstpointer data)
{
    const KamLanguage language = GPOINTER_TO_UINT(data);
    g_autofree char *name = g_strdup_printf("golden_%s.txt", kam_language_tag(language));
    g_autofree char *path = g_build_filename(g_getenv("KAMEN_SOURCE_ROOT"), "tests", "report", name, NULL);
    g_autofree char *text = render_text_in(language, &(KamTerminal) { .width = 80, .has_utf8 = TRUE }, 0);
    g_autofree char *golden = NULL;
    g_autoptr(GError) error = NULL;

    if (g_getenv("KAMEN_WRITE_GOLDEN") != NULL)
        g_file_set_contents(path, text, -1, NULL);
    g_file_get_contents(path, &golden, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(text, ==, golden);
}

static void
test_text__fits_every_width(void)
{
    static const guint widths[] = { 80, 100, 132, 160 };

    for (guint i = 0; i < 2 * G_N_ELEMENTS(widths) * KAM_LANGUAGE_N; i++) {
        const guint width = widths[i / 2 % G_N_ELEMENTS(widths)];
        KamTerminal terminal = { .width = width, .has_utf8 = i % 2 == 0 };
        g_autofree char *text = render_text_in(i % KAM_LANGUAGE_N, &terminal, 0);
        g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

        for (guint k = 0; lines[k] != NULL; k++)
            g_assert_cmpuint(kam_terminal_text_width(lines[k]), <=, width);
    }
}

static void
test_text__is_ascii_where_the_locale_is(void)
{
    g_autofree char *text = render_text(&(KamTerminal) { .width = 80 }, 0);

    g_assert_true(g_str_is_ascii(text));
    g_assert_nonnull(strstr(text, "Celik Promet"));
}

static void
test_text__serbian_without_utf8_loses_only_its_hooks(void)
{
    g_autofree char *text = render_text_in(KAM_LANGUAGE_SR, &(KamTerminal) { .width = 80 }, 0);

    g_assert_true(g_str_is_ascii(text));
    g_assert_nonnull(strstr(text, "Kljucni kupci"));
    g_assert_null(strchr(text, '?'));
}

static void
test_text__has_colour_only_when_asked(void)
{
    g_autofree char *plain = render_text(&(KamTerminal) { .width = 80, .has_utf8 = TRUE }, 0);
    g_autofree char *coloured = render_text(&(KamTerminal) { .width = 80, .has_utf8 = TRUE, .has_colour = TRUE }, 0);

    g_assert_null(strchr(plain, '\033'));
    g_assert_nonnull(strstr(coloured, "\033[1m"));
}

static void
test_text__limit_tells_the_rest(void)
{
    g_autofree char *text = render_text(&(KamTerminal) { .width = 80, .has_utf8 = TRUE }, 1);

    g_assert_nonnull(strstr(text, "and 3 more; --limit 0 lists all"));
}

/* Whatever the firm and the day, all three renderings stay whole. */
static void
test_property__renderings_stay_whole(void)
{
    const KamTerminal terminal = { .width = 80, .has_utf8 = TRUE };

    for (guint32 seed = 1; seed <= 36; seed++) {
        g_autoptr(KamFacts) facts = make_random_firm(seed, seed % 5 == 0 ? -1 : 1, FALSE);
        KamReportOptions options = { .basis = seed % KAM_BASIS_N,
                                     .until_day = facts->first_day + (gint32)(seed * seed) - 1,
                                     .language = seed / 3 % KAM_LANGUAGE_N };
        g_autoptr(KamReport) report = kam_report_new(facts, &options, NULL);
        g_autoptr(GString) page = kam_report_to_html(report, seed % 4),
                           text = kam_report_to_text(report, seed % 4, &terminal);
        XML_Parser parser = XML_ParserCreate("UTF-8");

        json_decref(render_json(report, seed % 4));
        g_assert_cmpint(XML_Parse(parser, page->str, (int)page->len, 1), ==, XML_STATUS_OK);
        g_assert_null(strstr(page->str, "nan"));
        g_assert_null(strstr(page->str, "inf\""));
        g_assert_null(strstr(text->str, "nan"));
        XML_ParserFree(parser);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/report/json/keeps_the_schema", test_json__keeps_the_schema);
    g_test_add_func("/report/json/key_accounts_are_tier_a_by_net", test_json__key_accounts_are_tier_a_by_net);
    g_test_add_func("/report/json/limit_cuts_the_lists", test_json__limit_cuts_the_lists);
    g_test_add_func("/report/json/unknown_currency_and_profit_are_null",
                    test_json__unknown_currency_and_profit_are_null);
    g_test_add_func("/report/json/no_sales_have_no_concentration", test_json__no_sales_have_no_concentration);
    g_test_add_func("/report/html/is_well_formed", test_html__is_well_formed);
    g_test_add_func("/report/html/speaks_the_language", test_html__speaks_the_language);
    g_test_add_func("/report/html/leaves_no_english_behind", test_html__leaves_no_english_behind);
    g_test_add_func("/report/json/sentences_follow_the_language", test_json__sentences_follow_the_language);
    g_test_add_func("/report/html/asks_for_nothing_outside", test_html__asks_for_nothing_outside);
    g_test_add_func("/report/html/style_is_allowed_by_its_hash", test_html__style_is_allowed_by_its_hash);
    g_test_add_func("/report/html/names_are_escaped", test_html__names_are_escaped);
    g_test_add_func("/report/html/control_characters_stay_outside", test_html__control_characters_stay_outside);
    g_test_add_func("/report/html/every_chart_has_words_and_a_table", test_html__every_chart_has_words_and_a_table);
    for (guint language = 0; language < KAM_LANGUAGE_N; language++) {
        g_autofree char *path =
            g_strdup_printf("/report/text/is_the_golden_one_at_80_columns/%s", kam_language_tag(language));

        g_test_add_data_func(path, GUINT_TO_POINTER(language), test_text__is_the_golden_one_at_80_columns);
    }
    g_test_add_func("/report/text/fits_every_width", test_text__fits_every_width);
    g_test_add_func("/report/text/is_ascii_where_the_locale_is", test_text__is_ascii_where_the_locale_is);
    g_test_add_func("/report/text/serbian_without_utf8_loses_only_its_hooks",
                    test_text__serbian_without_utf8_loses_only_its_hooks);
    g_test_add_func("/report/text/has_colour_only_when_asked", test_text__has_colour_only_when_asked);
    g_test_add_func("/report/text/limit_tells_the_rest", test_text__limit_tells_the_rest);
    g_test_add_func("/report/property/renderings_stay_whole", test_property__renderings_stay_whole);
    return g_test_run();
}
