/* Dependency as people read it: what hangs on the largest, and what is left without them. */
#include <math.h>

#include "cli/analyze.h"
#include "cli/analyze_text.h"
#include "cli/text_page.h"
#include "cli/text_table.h"

typedef struct {
    KamTextPage *page;
    const KamDependencyAnalysis *analysis;
} Writer;

static char *
dup_label(const Writer *w, guint32 holder)
{
    return kam_analyze_dup_label(&g_array_index(w->analysis->scope.facts->accounts, KamFactAccount, holder));
}

static char *
percent(const Writer *w, double share)
{
    return isfinite(share) ? kam_format_percent(share, 1, w->page->style) : g_strdup("-");
}

static char *
range(const Writer *w, KamRiskEstimate chance)
{
    g_autofree char *lower = percent(w, chance.lower), *upper = percent(w, chance.upper);

    return isfinite(chance.value) ? g_strdup_printf("%s - %s", lower, upper) : g_strdup("-");
}

static char *
dup_amount(const Writer *w, double value)
{
    return isfinite(value) ? kam_format_amount((gint64)llround(value * 1e6), 0, w->page->style) : g_strdup("-");
}

static void
add_row(const Writer *w, KamTextTable *table, const KamDependencyHolder *row)
{
    KamRiskEstimate chance = kam_dependency_probability(w->analysis, row),
                    loss = kam_dependency_net_loss(w->analysis, row);

    kam_text_table_take_row(table, g_strdup_printf("%u", row->rank), dup_label(w, row->holder),
                            kam_format_amount(row->net_micro, 0, w->page->style), percent(w, row->share),
                            percent(w, kam_dependency_cover(w->analysis, &row->after)), percent(w, chance.value),
                            range(w, chance), dup_amount(w, loss.value));
}

static void
put_rows(Writer *w, const char *currency)
{
    const KamTextColumn columns[] = {
        { "#", TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, WHO), FALSE, TRUE, FALSE },
        { currency != NULL ? currency : KAM_WORD(w->page, NET), TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, SHARE), TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, COVER_AFTER), TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, LOST), TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, FROM_TO), TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, EXPECTED_LOSS), TRUE, FALSE, FALSE },
    };
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page->terminal, columns, G_N_ELEMENTS(columns));
    guint all = w->analysis->list->len, shown = kam_text_page_count_shown(w->page, all);

    kam_text_page_heading(w->page, KAM_WORD(w->page, THE_LARGEST), KAM_WORD(w->page, WHAT_COVER_IS));
    for (guint i = 0; i < shown; i++)
        add_row(w, table, &g_array_index(w->analysis->list, KamDependencyHolder, i));
    kam_text_table_append(table, w->page->out);
    kam_text_page_tell_rest(w->page, shown, all);
}

/* How likely it is that they go, and what that is expected to cost. */
static void
put_chances(Writer *w, const KamDependencySet *set)
{
    const KamDependencyAnalysis *a = w->analysis;
    KamRiskEstimate all, any, loss;
    g_autofree char *of_all = NULL, *from_all = NULL, *of_any = NULL, *from_any = NULL, *expected = NULL;

    if (!kam_dependency_knows_chances(a) || set->together.n == 0)
        return;
    all = kam_risk_together_all(&set->together, &a->losses->fit);
    any = kam_risk_together_any(&set->together, &a->losses->fit);
    loss = kam_dependency_set_net_loss(a, set);
    of_all = percent(w, all.value);
    from_all = range(w, all);
    of_any = percent(w, any.value);
    from_any = range(w, any);
    expected = dup_amount(w, loss.value);
    kam_text_page_paragraph(w->page, KAM_STYLE_PLAIN,
                            KAM_SAY(w->page, LOST_WITHIN, KAM_ARG_COUNT("months", a->question.months),
                                    KAM_ARG("all", of_all), KAM_ARG("all_range", from_all), KAM_ARG("any", of_any),
                                    KAM_ARG("any_range", from_any), KAM_ARG("expected", expected)));
}

static void
put_expected(Writer *w)
{
    const KamDependencyAnalysis *a = w->analysis;
    KamRiskEstimate net;
    g_autofree char *value = NULL, *lower = NULL, *upper = NULL, *chance = NULL, *covered = NULL;

    if (!kam_dependency_knows_chances(a))
        return;
    net = kam_dependency_set_net_loss(a, &a->everybody);
    value = dup_amount(w, net.value);
    lower = dup_amount(w, net.lower);
    upper = dup_amount(w, net.upper);
    chance = percent(w, a->chance_not_covered);
    covered =
        isfinite(a->chance_not_covered) ? KAM_SAY(w->page, COVERED_NO_MORE, KAM_ARG("chance", chance)) : g_strdup("");
    kam_text_page_heading(w->page, KAM_WORD(w->page, EXPECTED_LOSSES), NULL);
    kam_text_page_paragraph(w->page, KAM_STYLE_PLAIN,
                            KAM_SAY(w->page, EXPECTED_TO_BE_LOST, KAM_ARG("value", value), KAM_ARG("lower", lower),
                                    KAM_ARG("upper", upper), KAM_ARG("covered", covered)));
}

static void
put_set(Writer *w, const char *heading, const KamDependencySet *set)
{
    const KamDependencyState *whole = &w->analysis->whole, *after = &set->after;
    g_autofree char *lost = kam_format_amount(whole->net_micro - after->net_micro, 0, w->page->style);
    g_autofree char *left = kam_format_amount(after->net_micro, 0, w->page->style);
    g_autofree char *contribution = kam_format_amount(after->contribution_micro, 0, w->page->style);
    g_autofree char *cover = percent(w, kam_dependency_cover(w->analysis, after));

    kam_text_page_heading(w->page, heading, NULL);
    kam_text_page_paragraph(w->page, KAM_STYLE_PLAIN,
                            w->analysis->has_profit
                                ? KAM_SAY(w->page, LOST_WITH_COVER, KAM_ARG_COUNT("n", set->lost->len),
                                          KAM_ARG("lost", lost), KAM_ARG("left", left),
                                          KAM_ARG("contribution", contribution), KAM_ARG("cover", cover))
                                : KAM_SAY(w->page, LOST_SALES, KAM_ARG_COUNT("n", set->lost->len),
                                          KAM_ARG("lost", lost), KAM_ARG("left", left)));
    put_chances(w, set);
    for (guint i = 0; i < MIN(set->lost->len, 10); i++) {
        g_autofree char *label = dup_label(w, g_array_index(set->lost, guint32, i));

        kam_text_page_paragraph(w->page, KAM_STYLE_DIM, g_strdup(label));
    }
}

void
kam_dependency_analysis_write_text(const KamDependencyAnalysis *analysis, KamTextPage *page)
{
    Writer w = { .page = page, .analysis = analysis };
    char from[11];

    kam_day_to_iso(analysis->year_from, from);
    kam_text_page_heading(page, KAM_WORD(page, DEPENDENCY),
                          analysis->question.by_group ? KAM_WORD(page, GROUPS_OF) : KAM_WORD(page, CUSTOMERS_OF));
    kam_text_page_paragraph(page, KAM_STYLE_PLAIN,
                            KAM_SAY(page, YEAR_OF_DEPENDENCY, KAM_ARG("day", from),
                                    KAM_ARG("cover", analysis->question.fixed_cost_micro == KAM_DEPENDENCY_NO_AMOUNT
                                                         ? KAM_WORD(page, COVER_NOT_KNOWN)
                                                         : "")));
    put_rows(&w, kam_report_currency_of(analysis->scope.facts));
    put_expected(&w);
    if (analysis->has_stress)
        put_set(&w, KAM_WORD(page, LOST_TOGETHER), &analysis->stress);
    if (analysis->has_least)
        put_set(&w, KAM_WORD(page, FEWEST_OF_COVER), &analysis->least);
    if (analysis->has_least_for_loss)
        put_set(&w, KAM_WORD(page, FEWEST_OF_LOSS), &analysis->least_for_loss);
}
