/* Price elasticities as people read them: all customers together, then each of the largest. */
#include <math.h>

#include "cli/analyze.h"
#include "cli/analyze_text.h"
#include "cli/text_page.h"
#include "cli/text_table.h"

typedef struct {
    KamTextPage *page;
    const KamElasticityAnalysis *analysis;
    const char *unit; /* head of money columns */
} Writer;

static char *
words_pool(const Writer *w)
{
    const KamElasticityAnalysis *a = w->analysis;
    g_autofree char *mean = kam_format_number(-a->prior.mean, 2, w->page->style);
    g_autofree char *error = kam_format_number(1.96 * a->prior.mean_error, 2, w->page->style);
    g_autofree char *sd = kam_format_number(a->prior.sd, 2, w->page->style);

    return KAM_SAY(w->page, MEAN_ELASTICITY, KAM_ARG("mean", mean), KAM_ARG("error", error), KAM_ARG("sd", sd));
}

static void
put_opening(Writer *w)
{
    const KamElasticityAnalysis *a = w->analysis;
    g_autofree char *pieces = g_strdup_printf("%g", a->question.min_pieces);
    char as_of[11];

    kam_day_to_iso(a->scope.as_of_day, as_of);
    kam_text_page_heading(w->page, KAM_WORD(w->page, PRICE_ELASTICITY_OF_CUSTOMERS), as_of);
    if (a->pool_status == KAM_CALC_OK)
        kam_text_page_paragraph(w->page, KAM_STYLE_STRONG, words_pool(w));
    kam_text_page_paragraph(w->page, KAM_STYLE_PLAIN,
                            KAM_SAY(w->page, HAVE_ELASTICITY, KAM_ARG_COUNT("n", a->n_estimated),
                                    KAM_ARG_COUNT("all", a->n), KAM_ARG_COUNT("months", a->observations)));
    if (a->n_flagged > 0)
        kam_text_page_paragraph(w->page, KAM_STYLE_PLAIN, KAM_SAY(w->page, FLAGGED, KAM_ARG_COUNT("n", a->n_flagged)));
    kam_text_page_paragraph(w->page, KAM_STYLE_DIM,
                            KAM_SAY(w->page, LEFT_OUT_PRODUCTS, KAM_ARG_COUNT("once", a->left_out_once),
                                    KAM_ARG_COUNT("months", a->left_out_pieces), KAM_ARG("pieces", pieces)));
}

static char *
figure(const Writer *w, KamCalcStatus status, double value)
{
    return kam_format_number(status == KAM_CALC_OK ? value : NAN, 2, w->page->style);
}

/* The flag, else why there is none or a poor one. */
static char *
remark(const Writer *w, const KamElasticity *e)
{
    static const KamWord flags[] = { KAM_WORD_NONE, KAM_WORD_SIGN_UNCERTAIN, KAM_WORD_POSITIVE_OWN, KAM_WORD_POSITIVE };
    static const KamWord reasons[] = { KAM_WORD_NONE,      KAM_WORD_FEW_OBSERVATIONS, KAM_WORD_LITTLE_VARIATION,
                                       KAM_WORD_COLLINEAR, KAM_WORD_SAME_QUANTITY,    KAM_WORD_STD_ERROR };
    KamWord flag = e->status == KAM_CALC_OK ? flags[e->flag] : KAM_WORD_NONE;

    return g_strdup(kam_text_page_word(w->page, flag != KAM_WORD_NONE ? flag : reasons[e->reason]));
}

static void
add_account(const Writer *w, KamTextTable *table, guint32 index)
{
    const KamFactAccount *account = &g_array_index(w->analysis->scope.facts->accounts, KamFactAccount, index);
    const KamElasticityRow *row = &w->analysis->row[index];
    const KamElasticity *e = &row->answer;
    gboolean pooled = e->pooled_status == KAM_CALC_OK;

    kam_text_table_take_row(table, kam_analyze_dup_label(account), kam_format_amount(row->net_micro, 0, w->page->style),
                            g_strdup_printf("%zu", e->n), figure(w, e->status, e->elasticity),
                            figure(w, e->status, e->std_error), figure(w, e->pooled_status, e->pooled),
                            figure(w, e->status, pooled ? e->pooled_lower : e->lower),
                            figure(w, e->status, pooled ? e->pooled_upper : e->upper), remark(w, e));
}

static void
put_accounts(Writer *w)
{
    const KamTextColumn columns[] = {
        { KAM_WORD(w->page, CUSTOMER), FALSE, TRUE, FALSE },
        { w->unit, TRUE, FALSE, FALSE },
        { "n", TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, OWN), TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, ERROR), TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, POOLED), TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, FROM), TRUE, FALSE, FALSE },
        { KAM_WORD(w->page, TO), TRUE, FALSE, FALSE },
        { "", FALSE, FALSE, FALSE },
    };
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page->terminal, columns, G_N_ELEMENTS(columns));
    guint shown = kam_text_page_count_shown(w->page, w->analysis->n);

    kam_text_page_heading(w->page, KAM_WORD(w->page, THE_LARGEST),
                          KAM_WORD(w->page, N_95_PERCENT_INTERVAL_OF_THE_POOLED));
    for (guint i = 0; i < shown; i++)
        add_account(w, table, w->analysis->order[i]);
    kam_text_table_append(table, w->page->out);
    kam_text_page_tell_rest(w->page, shown, w->analysis->n);
}

void
kam_elasticity_analysis_write_text(const KamElasticityAnalysis *analysis, KamTextPage *page)
{
    const char *currency = kam_report_currency_of(analysis->scope.facts);
    Writer w = { .page = page, .analysis = analysis, .unit = currency != NULL ? currency : KAM_WORD(page, SALES) };

    put_opening(&w);
    put_accounts(&w);
}
