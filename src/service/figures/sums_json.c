/* Sums as JSON. */
#include <string.h>

#include "service/analysis/scope.h"
#include "service/figures/figures_json.h"
#include "service/figures/provenance.h"
#include "service/figures/sums.h"
#include "service/report/words.h"

typedef struct {
    const KamSums *sums;
    const char *currency;
    KamJson *json;
} Writer;

static gboolean
has_years(const Writer *w)
{
    for (guint d = 0; d < w->sums->question.n_by; d++)
        if (w->sums->question.by[d] == KAM_SUM_BY_YEAR)
            return TRUE;
    return FALSE;
}

static void
put_money(const Writer *w, const char *name, gint64 micro)
{
    kam_json_money(w->json, name, micro, w->currency);
}

static void
put_margin(const Writer *w, const KamSum *sum)
{
    gint64 margin = sum->costed_net_micro - sum->cost_micro;

    put_money(w, "cost", sum->cost_micro);
    put_money(w, "costed_net", sum->costed_net_micro);
    put_money(w, "margin", margin);
    if (sum->costed_net_micro > 0)
        kam_json_number(w->json, "margin_rate", (double)margin / (double)sum->costed_net_micro);
    else
        kam_json_null(w->json, "margin_rate");
}

static void
put_sum(const Writer *w, const KamSum *sum)
{
    put_money(w, "net", sum->net_micro);
    put_money(w, "credits", sum->credit_micro);
    kam_quantity_to_json(w->json, "quantity", sum->quantity_micro);
    kam_json_int(w->json, "lines", (gint64)sum->lines);
    if (w->sums->question.with_margin)
        put_margin(w, sum);
}

static void
put_time(const Writer *w, KamSumBy by, const KamSumLabel *label)
{
    gint32 year = label->first_month / 12, month = label->first_month % 12 + 1;
    g_autofree char *name = by == KAM_SUM_BY_YEAR      ? g_strdup_printf("%d", year)
                            : by == KAM_SUM_BY_QUARTER ? g_strdup_printf("%d-Q%d", year, (month + 2) / 3)
                                                       : g_strdup_printf("%d-%02d", year, month);

    kam_json_text(w->json, "name", name);
    kam_scope_day_to_json(w->json, "from", label->from_day);
    kam_scope_day_to_json(w->json, "to", label->to_day);
    kam_json_bool(w->json, "whole", label->is_whole);
}

static gboolean
is_time(KamSumBy by)
{
    return by == KAM_SUM_BY_MONTH || by == KAM_SUM_BY_QUARTER || by == KAM_SUM_BY_YEAR;
}

static void
put_key(const Writer *w, guint dimension, guint32 key)
{
    KamSumBy by = w->sums->question.by[dimension];
    const KamSumLabel *label = &g_array_index(w->sums->labels[dimension], KamSumLabel, key);

    if (key == 0) {
        kam_json_null(w->json, kam_sum_by_name(by));
        return;
    }
    kam_json_begin_object(w->json, kam_sum_by_name(by));
    if (is_time(by)) {
        put_time(w, by, label);
    } else {
        if (label->id != 0)
            kam_json_id(w->json, "id", label->id);
        if (by == KAM_SUM_BY_ACCOUNT || by == KAM_SUM_BY_GROUP || by == KAM_SUM_BY_PRODUCT)
            kam_json_text(w->json, "number", label->number);
        kam_json_text(w->json, "name", label->name);
    }
    kam_json_end_object(w->json);
}

/* Narrow a filter to one key. Texts are borrowed from the label. */
static void
narrow(KamSalesFilter *filter, KamSumBy by, const KamSumLabel *label)
{
    char *word = (char *)(guintptr)(label->name != NULL ? label->name : "");

    switch (by) {
    case KAM_SUM_BY_ACCOUNT:
        filter->has_account = TRUE;
        filter->account_id = label->id;
        break;
    case KAM_SUM_BY_GROUP:
        filter->has_group = TRUE;
        filter->group_id = label->id;
        break;
    case KAM_SUM_BY_PRODUCT:
        filter->has_product = TRUE;
        filter->product_id = label->id;
        break;
    case KAM_SUM_BY_MANAGER:
        filter->has_manager = TRUE;
        filter->manager_id = label->id;
        break;
    case KAM_SUM_BY_CATEGORY:
        filter->category = word;
        break;
    case KAM_SUM_BY_REGION:
        filter->region = word;
        break;
    case KAM_SUM_BY_MONTH:
    case KAM_SUM_BY_QUARTER:
    case KAM_SUM_BY_YEAR:
        filter->from_day = MAX(filter->from_day, label->from_day);
        filter->until_day = filter->until_day == KAM_DAY_NONE ? label->to_day : MIN(filter->until_day, label->to_day);
        break;
    case KAM_SUM_BY_N:
        break;
    }
}

static void
put_opens_to(const Writer *w, const KamSumRow *row)
{
    g_autoptr(GString) url = g_string_new("/api/v1/sales/lines");
    KamSalesFilter filter = w->sums->question.filter;

    for (guint d = 0; row != NULL && d < w->sums->question.n_by; d++)
        narrow(&filter, w->sums->question.by[d], &g_array_index(w->sums->labels[d], KamSumLabel, row->key[d]));
    kam_sales_filter_append(&filter, url);
    kam_json_text(w->json, "opens_to", url->str);
}

/* A part of a year says what the same part of the year before was; other rows have nothing to compare with. */
static void
put_before(const Writer *w, const KamSumRow *row)
{
    for (guint d = 0; d < w->sums->question.n_by; d++) {
        const KamSumLabel *label = &g_array_index(w->sums->labels[d], KamSumLabel, row->key[d]);

        if (w->sums->question.by[d] != KAM_SUM_BY_YEAR)
            continue;
        if (row->key[d] == 0 || label->before_from == KAM_DAY_NONE) {
            kam_json_null(w->json, "year_before_to_same_date");
            continue;
        }
        kam_json_begin_object(w->json, "year_before_to_same_date");
        kam_scope_day_to_json(w->json, "from", label->before_from);
        kam_scope_day_to_json(w->json, "to", label->before_to);
        put_money(w, "net", row->sum.before_micro);
        kam_json_end_object(w->json);
    }
}

static void
put_row(const Writer *w, const KamSumRow *row)
{
    gint64 total = w->sums->total.net_micro;

    kam_json_begin_object(w->json, NULL);
    for (guint d = 0; d < w->sums->question.n_by; d++)
        put_key(w, d, row->key[d]);
    put_sum(w, &row->sum);
    if (total > 0)
        kam_json_number(w->json, "share", (double)row->sum.net_micro / (double)total);
    else
        kam_json_null(w->json, "share");
    if (has_years(w))
        put_before(w, row);
    put_opens_to(w, row);
    kam_json_end_object(w->json);
}

static void
subtract(KamSum *rest, const KamSum *sum)
{
    rest->net_micro -= sum->net_micro;
    rest->credit_micro -= sum->credit_micro;
    rest->quantity_micro -= sum->quantity_micro;
    rest->cost_micro -= sum->cost_micro;
    rest->costed_net_micro -= sum->costed_net_micro;
    rest->lines -= sum->lines;
}

/* Rows that are not listed, in one sum: listed and rest together are always the total. */
static void
put_rest(const Writer *w, guint shown)
{
    const GArray *rows = w->sums->rows;
    KamSum rest = w->sums->total;

    if (shown == rows->len) {
        kam_json_null(w->json, "rest");
        return;
    }
    for (guint i = 0; i < shown; i++)
        subtract(&rest, &g_array_index(rows, KamSumRow, i).sum);
    kam_json_begin_object(w->json, "rest");
    kam_json_int(w->json, "rows", rows->len - shown);
    put_sum(w, &rest);
    kam_json_end_object(w->json);
}

static void
put_rows(const Writer *w)
{
    const GArray *rows = w->sums->rows;
    guint shown = MIN(rows->len, w->sums->question.limit);

    kam_json_int(w->json, "rows", rows->len);
    kam_json_begin_array(w->json, "items");
    for (guint i = 0; i < shown; i++)
        put_row(w, &g_array_index(rows, KamSumRow, i));
    kam_json_end_array(w->json);
    put_rest(w, shown);
}

static void
put_total(const Writer *w)
{
    kam_json_begin_object(w->json, "total");
    put_sum(w, &w->sums->total);
    put_opens_to(w, NULL);
    kam_json_end_object(w->json);
}

static void
put_period(const Writer *w)
{
    kam_json_begin_object(w->json, "period");
    kam_scope_day_to_json(w->json, "from", w->sums->first_day);
    kam_scope_day_to_json(w->json, "to", w->sums->last_day);
    kam_json_end_object(w->json);
}

static void
put_dimensions(const Writer *w)
{
    kam_json_begin_array(w->json, "group_by");
    for (guint d = 0; d < w->sums->question.n_by; d++)
        kam_json_text(w->json, NULL, kam_sum_by_name(w->sums->question.by[d]));
    kam_json_end_array(w->json);
}

/* The filters as they were understood, the way a link bears them. */
static char *
dup_settings(const KamSums *sums)
{
    GString *settings = g_string_new(NULL);

    g_string_append_printf(settings, "?basis=%s&order=%s.%s", kam_report_basis_name(sums->question.filter.basis),
                           kam_sum_order_name(sums->question.order), sums->question.ascending ? "asc" : "desc");
    kam_sales_filter_append(&sums->question.filter, settings);
    kam_figures_append_currency(settings, sums->ground);
    return g_string_free(settings, FALSE);
}

static void
put_source(const Writer *w)
{
    const KamSums *sums = w->sums;
    g_autofree char *settings = dup_settings(sums);
    const KamProvenance source = {
        .words = sums->foreign == 0 ? &kam_source_sums : &kam_source_sums_foreign,
        .data_version = kam_ground_get_version(sums->ground),
        .as_of_day = sums->last_day,
        .observations = (gint64)sums->total.lines,
        .settings = settings,
        .conversion = kam_ground_get_conversion(sums->ground),
    };

    kam_provenance_to_json(&source, w->json);
}

void
kam_sums_to_json(const KamSums *sums, KamJson *json)
{
    const KamFacts *facts = kam_ground_get_facts(sums->ground);
    const Writer w = { sums, kam_report_currency_of(facts), json };
    KamReportBasis basis = sums->question.filter.basis;

    kam_json_begin_object(json, NULL);
    put_dimensions(&w);
    put_period(&w);
    kam_json_begin_object(json, "basis");
    kam_json_text(json, "name", kam_report_basis_name(basis));
    kam_json_text(json, "meaning",
                  basis == KAM_BASIS_ALL ? "every line net of credits, charges and lines without a customer too"
                                         : kam_words_basis_of(basis));
    kam_json_end_object(json);
    kam_json_text(json, "currency", w.currency);
    kam_json_int(json, "lines_without_rate", (gint64)sums->foreign);
    put_total(&w);
    put_rows(&w);
    put_source(&w);
    kam_json_end_object(json);
}
