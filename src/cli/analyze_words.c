/* Words that all analyses share: the ways to divide lines, and on which lines an answer rests. */
#include "cli/analyze.h"
#include "service/report/messages.h"
#include "service/report/words.h"

static const struct {
    KamWord one, plural, of_them;
} dimensions[KAM_BY_N] = {
    [KAM_BY_ACCOUNT] = { KAM_WORD_ACCOUNT, KAM_WORD_CUSTOMERS, KAM_WORD_CUSTOMERS_OF },
    [KAM_BY_PRODUCT] = { KAM_WORD_PRODUCT, KAM_WORD_PRODUCTS, KAM_WORD_PRODUCTS_OF },
    [KAM_BY_CATEGORY] = { KAM_WORD_CATEGORY, KAM_WORD_CATEGORIES_2, KAM_WORD_CATEGORIES_OF },
    [KAM_BY_COUNTRY] = { KAM_WORD_COUNTRY, KAM_WORD_COUNTRIES, KAM_WORD_COUNTRIES_OF },
    [KAM_BY_REGION] = { KAM_WORD_REGION, KAM_WORD_REGIONS, KAM_WORD_REGIONS_OF },
    [KAM_BY_MANAGER] = { KAM_WORD_MANAGER, KAM_WORD_MANAGERS_2, KAM_WORD_MANAGERS_OF },
    [KAM_BY_GROUP] = { KAM_WORD_GROUP, KAM_WORD_GROUPS, KAM_WORD_GROUPS_OF },
};

const char *
kam_analyze_word_one(KamTextPage *page, KamDimension by)
{
    return kam_text_page_word(page, dimensions[by].one);
}

const char *
kam_analyze_word_plural(KamTextPage *page, KamDimension by)
{
    return kam_text_page_word(page, dimensions[by].plural);
}

const char *
kam_analyze_word_of(KamTextPage *page, KamDimension by)
{
    return kam_text_page_word(page, dimensions[by].of_them);
}

static char *
words_basis(KamReportBasis basis, KamLanguage language)
{
    static const KamReportMessage messages[KAM_BASIS_N] = { [KAM_BASIS_PRODUCTS] = REPORT_BASIS_PRODUCTS,
                                                            [KAM_BASIS_ALL] = REPORT_BASIS_ALL,
                                                            [KAM_BASIS_INVOICED] = REPORT_BASIS_INVOICED };

    return kam_report_text(language, messages[basis]);
}

/* A dim sentence on the lines that the answer is made of. */
static char *
say_lines(KamTextPage *page, const KamScope *scope)
{
    g_autofree char *basis = words_basis(scope->options.basis, page->language);
    char from[11], to[11], as_of[11];

    kam_day_to_iso(scope->first_day, from);
    kam_day_to_iso(scope->last_day, to);
    kam_day_to_iso(scope->as_of_day, as_of);
    return KAM_SAY(page, LINES_COUNTED, KAM_ARG_COUNT("counted", scope->counted), KAM_ARG_COUNT("all", scope->facts->n),
                   KAM_ARG("from", from), KAM_ARG("to", to), KAM_ARG("day", as_of),
                   KAM_ARG_COUNT("version", scope->data_version),
                   KAM_ARG("name", kam_report_basis_name(scope->options.basis)), KAM_ARG("basis", basis),
                   KAM_ARG_COUNT("without", scope->without_account), KAM_ARG_COUNT("outside", scope->outside_period),
                   KAM_ARG_COUNT("by_basis", scope->outside_basis), KAM_ARG_COUNT("foreign", scope->foreign));
}

void
kam_analyze_print_scope(KamTextPage *page, const KamScope *scope)
{
    kam_text_page_heading(page, KAM_WORD(page, OF_WHICH_LINES), NULL);
    kam_text_page_paragraph(page, KAM_STYLE_DIM, say_lines(page, scope));
}
