/* Small members. */
#include "service/figures/figures_json.h"

#include <math.h>

#include "service/analysis/scope.h"
#include "service/figures/sales_filter.h"
#include "service/report/words.h"

#define LARGEST_AMOUNT 9e12 /* what 64 bits of millionths hold */

void
kam_figures_put_money(const KamFiguresWriter *w, const char *name, gint64 micro)
{
    kam_json_money(w->json, name, micro, w->currency);
}

void
kam_figures_put_money_if(const KamFiguresWriter *w, const char *name, gint64 micro, gboolean is_known)
{
    if (is_known)
        kam_json_money(w->json, name, micro, w->currency);
    else
        kam_json_null(w->json, name);
}

void
kam_figures_put_estimate(const KamFiguresWriter *w, const char *name, double amount)
{
    if (isnan(amount) || fabs(amount) > LARGEST_AMOUNT)
        kam_json_null(w->json, name);
    else
        kam_json_money(w->json, name, (gint64)llround(amount * 100) * 10000, w->currency);
}

void
kam_figures_put_rate(KamJson *json, const char *name, gint64 part, gint64 whole)
{
    if (whole > 0)
        kam_json_number(json, name, (double)part / (double)whole);
    else
        kam_json_null(json, name);
}

void
kam_figures_put_account(KamJson *json, const char *name, const KamGround *ground, guint32 account)
{
    const KamFactAccount *fact = &g_array_index(kam_ground_get_facts(ground)->accounts, KamFactAccount, account);

    kam_json_begin_object(json, name);
    kam_json_id(json, "id", fact->id);
    kam_json_text(json, "number", fact->number);
    kam_json_text(json, "name", fact->name);
    kam_json_end_object(json);
}

void
kam_figures_put_person(KamJson *json, const char *name, const KamGround *ground, gint64 id)
{
    if (id == 0) {
        kam_json_null(json, name);
        return;
    }
    kam_json_begin_object(json, name);
    kam_json_id(json, "id", id);
    kam_json_text(json, "name", kam_ground_get_person(ground, id));
    kam_json_end_object(json);
}

void
kam_figures_put_tier(KamJson *json, const char *name, guint tier)
{
    static const char *const letters[] = { "A", "B", "C" };

    kam_json_text(json, name, tier < G_N_ELEMENTS(letters) ? letters[tier] : NULL);
}

void
kam_figures_put_period(KamJson *json, const KamFiguresPeriod *period)
{
    kam_json_begin_object(json, "period");
    kam_json_text(json, "name", kam_figures_period_name(period->kind));
    kam_scope_day_to_json(json, "from", period->from);
    kam_scope_day_to_json(json, "to", period->to);
    if (period->before_from == KAM_DAY_NONE) {
        kam_json_null(json, "before");
    } else {
        kam_json_begin_object(json, "before");
        kam_scope_day_to_json(json, "from", period->before_from);
        kam_scope_day_to_json(json, "to", period->before_to);
        kam_json_end_object(json);
    }
    kam_json_end_object(json);
}

void
kam_figures_put_basis(KamJson *json, KamReportBasis basis)
{
    kam_json_begin_object(json, "basis");
    kam_json_text(json, "name", kam_report_basis_name(basis));
    kam_json_text(json, "meaning", kam_words_basis_of(basis));
    kam_json_end_object(json);
}

void
kam_figures_put_currency(const KamFiguresWriter *w, const KamGround *ground)
{
    g_auto(GStrv) currencies = kam_ground_dup_currencies(ground);

    kam_json_text(w->json, "currency", w->currency);
    kam_json_begin_array(w->json, "currencies");
    for (guint i = 0; currencies[i] != NULL; i++)
        kam_json_text(w->json, NULL, currencies[i]);
    kam_json_end_array(w->json);
}

void
kam_figures_append_currency(GString *settings, const KamGround *ground)
{
    const KamGroundConversion *conversion = kam_ground_get_conversion(ground);

    if (conversion != NULL)
        g_string_append_printf(settings, "&currency=%s", conversion->to);
}

static char *
dup_path(const KamSalesFilter *filter)
{
    GString *path = g_string_new("/api/v1/sales/lines");

    kam_sales_filter_append(filter, path);
    return g_string_free(path, FALSE);
}

char *
kam_figures_dup_lines_path(KamFiguresBy by, gint64 id, KamReportBasis basis, gint32 from_day, gint32 until_day)
{
    const KamSalesFilter filter = { .basis = basis,
                                    .from_day = from_day,
                                    .until_day = until_day,
                                    .has_account = !by.is_group,
                                    .account_id = id,
                                    .has_group = by.is_group,
                                    .group_id = id,
                                    .groups = by.at };

    return dup_path(&filter);
}

char *
kam_figures_dup_all_lines_path(KamReportBasis basis, gint32 from_day, gint32 until_day)
{
    const KamSalesFilter filter = { .basis = basis, .from_day = from_day, .until_day = until_day };

    return dup_path(&filter);
}
