/* Price elasticities as people read them: all customers together, then each of the largest. */
#include <math.h>

#include "cli/analyze.h"
#include "cli/analyze_text.h"
#include "cli/text_page.h"
#include "cli/text_table.h"

typedef struct {
    KamTextPage page;
    const KamElasticityAnalysis *analysis;
    const char *unit; /* head of money columns */
} Writer;

static void
put_opening(Writer *w)
{
    const KamElasticityAnalysis *a = w->analysis;
    char as_of[11];

    kam_day_to_iso(a->scope.as_of_day, as_of);
    kam_text_page_heading(&w->page, "Price elasticity of customers", as_of);
    if (a->pool_status == KAM_CALC_OK)
        kam_text_page_paragraph(
            &w->page, KAM_STYLE_STRONG,
            g_strdup_printf("1 %% more price costs %.2f %% of the volume at the average customer (give or "
                            "take %.2f); customers differ by %.2f.",
                            -a->prior.mean, 1.96 * a->prior.mean_error, a->prior.sd));
    kam_text_page_paragraph(
        &w->page, KAM_STYLE_PLAIN,
        g_strdup_printf("%u of %u customers have an elasticity, from %" G_GSIZE_FORMAT
                        " months of their products; the others' prices or quantities say too little.",
                        a->n_estimated, a->n, a->observations));
    if (a->n_flagged > 0)
        kam_text_page_paragraph(
            &w->page, KAM_STYLE_PLAIN,
            g_strdup_printf("%u are flagged: sales that rise with the price are a fault of the data, "
                            "or chance.",
                            a->n_flagged));
    kam_text_page_paragraph(&w->page, KAM_STYLE_DIM,
                            g_strdup_printf("Left out: %" G_GSIZE_FORMAT
                                            " products bought in one month only, %" G_GSIZE_FORMAT
                                            " months of products bought by fewer than %g whole pieces.",
                                            a->left_out_once, a->left_out_pieces, a->question.min_pieces));
}

static char *
figure(const Writer *w, KamCalcStatus status, double value)
{
    return kam_format_number(status == KAM_CALC_OK ? value : NAN, 2, w->page.style);
}

/* The flag, else why there is none or a poor one. */
static char *
remark(const KamElasticity *e)
{
    const char *flag = kam_elasticity_flag_name(e);

    return g_strdelimit(g_strdup(*flag != '\0' ? flag : kam_elasticity_reason_name(e->reason)), "_", ' ');
}

static void
add_account(const Writer *w, KamTextTable *table, guint32 index)
{
    const KamFactAccount *account = &g_array_index(w->analysis->scope.facts->accounts, KamFactAccount, index);
    const KamElasticityRow *row = &w->analysis->row[index];
    const KamElasticity *e = &row->answer;
    gboolean pooled = e->pooled_status == KAM_CALC_OK;

    kam_text_table_take_row(table, kam_analyze_dup_label(account), kam_format_amount(row->net_micro, 0, w->page.style),
                            g_strdup_printf("%zu", e->n), figure(w, e->status, e->elasticity),
                            figure(w, e->status, e->std_error), figure(w, e->pooled_status, e->pooled),
                            figure(w, e->status, pooled ? e->pooled_lower : e->lower),
                            figure(w, e->status, pooled ? e->pooled_upper : e->upper), remark(e));
}

static void
put_accounts(Writer *w)
{
    const KamTextColumn columns[] = {
        { "customer", FALSE, TRUE, FALSE }, { w->unit, TRUE, FALSE, FALSE }, { "n", TRUE, FALSE, FALSE },
        { "own", TRUE, FALSE, FALSE },      { "error", TRUE, FALSE, FALSE }, { "pooled", TRUE, FALSE, FALSE },
        { "from", TRUE, FALSE, FALSE },     { "to", TRUE, FALSE, FALSE },    { "", FALSE, FALSE, FALSE },
    };
    g_autoptr(KamTextTable) table = kam_text_table_new(&w->page.terminal, columns, G_N_ELEMENTS(columns));
    guint shown = kam_text_page_count_shown(&w->page, w->analysis->n);

    kam_text_page_heading(&w->page, "The largest", "95 % interval of the pooled elasticity");
    for (guint i = 0; i < shown; i++)
        add_account(w, table, w->analysis->order[i]);
    kam_text_table_append(table, w->page.out);
    kam_text_page_tell_rest(&w->page, shown, w->analysis->n);
}

GString *
kam_elasticity_analysis_to_text(const KamElasticityAnalysis *analysis, guint limit)
{
    const char *currency = kam_report_currency_of(analysis->scope.facts);
    Writer w = { .analysis = analysis, .unit = currency != NULL ? currency : "sales" };

    kam_text_page_init(&w.page, limit);
    put_opening(&w);
    put_accounts(&w);
    kam_text_page_heading(&w.page, "Of which lines", NULL);
    kam_text_page_paragraph(&w.page, KAM_STYLE_DIM, kam_analyze_words_scope(&analysis->scope));
    return w.page.out;
}
