/* Choosing the lines of an analysis and telling about them. */
#include "service/analysis/scope.h"

#include <string.h>

#include "sales/columns/load.h"
#include "sales/columns/money.h"
#include "sales/currency.h"
#include "service/report/words.h"
#include "store/statements.h"

gboolean
kam_analysis_load_version(KamDb *db, gint64 *version, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("sales_version"), error);

    switch (stmt == NULL ? KAM_STEP_FAILED : kam_stmt_step(stmt, error)) {
    case KAM_STEP_ROW:
        *version = kam_stmt_get_int(stmt, 0);
        return TRUE;
    case KAM_STEP_DONE:
        g_set_error(error, KAM_ERROR, KAM_ERROR_CORRUPT, "the database does not say which version its sales have");
        return FALSE;
    case KAM_STEP_FAILED:
        break;
    }
    return FALSE;
}

/* A currency that cannot be had is a wrong question, and no fault of the data. */
static gboolean
convert_facts(KamFacts *facts, KamDb *db, const char *currency, GError **error)
{
    g_autoptr(KamRates) rates = NULL;
    g_autoptr(KamFactsMoney) money = NULL;
    GError *unknown = NULL;

    if (currency == NULL || strcmp(currency, facts->currency) == 0)
        return TRUE;
    if ((rates = kam_rates_load(db, error)) == NULL)
        return FALSE;
    if (!kam_facts_check_currency(facts, rates, currency, &unknown)) {
        unknown->code = KAM_ERROR_USAGE;
        g_propagate_error(error, unknown);
        return FALSE;
    }
    money = kam_facts_money_new(facts, rates, kam_currency_pack(currency, strlen(currency)), error);
    if (money == NULL)
        return FALSE;
    kam_facts_take_money(facts, money);
    return TRUE;
}

KamFacts *
kam_analysis_load_facts(KamDb *db, gint64 *data_version, GError **error)
{
    return kam_analysis_load_facts_in(db, NULL, data_version, error);
}

KamFacts *
kam_analysis_load_facts_in(KamDb *db, const char *currency, gint64 *data_version, GError **error)
{
    /* One transaction, so that an import that ends meanwhile is seen whole or not at all. */
    g_autoptr(KamTx) tx = kam_tx_begin_read(db, error);
    g_autoptr(KamFacts) facts = NULL;
    gint64 version;

    if (tx == NULL || !kam_analysis_load_version(db, &version, error))
        return NULL;
    facts = kam_facts_load(db, error);
    if (facts == NULL || !convert_facts(facts, db, currency, error) || !kam_tx_commit(tx, error))
        return NULL;
    *data_version = version;
    return g_steal_pointer(&facts);
}

static gboolean
set_period(KamScope *scope, GError **error)
{
    const KamFacts *facts = scope->facts;
    const KamAnalysisOptions *options = &scope->options;
    char from[11], until[11];

    scope->as_of_day = options->until_day == KAM_DAY_NONE ? facts->last_day : options->until_day;
    scope->first_day = options->from_day == KAM_DAY_NONE ? facts->first_day : MAX(options->from_day, facts->first_day);
    scope->last_day = MIN(facts->last_day, scope->as_of_day);
    scope->data_end = options->until_day == KAM_DAY_NONE ? scope->last_day : scope->as_of_day;
    if (options->from_day == KAM_DAY_NONE || options->until_day == KAM_DAY_NONE ||
        options->from_day <= options->until_day)
        return TRUE;
    kam_day_to_iso(options->from_day, from);
    kam_day_to_iso(options->until_day, until);
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "the period ends on '%s', before it begins on '%s'", until, from);
    return FALSE;
}

static void
count_line(KamScope *scope, gsize line)
{
    const KamFacts *facts = scope->facts;

    if (facts->flags[line] & KAM_FACT_FOREIGN) {
        scope->foreign++;
    } else if (facts->account[line] == KAM_NO_INDEX) {
        scope->without_account++;
    } else if (facts->day[line] < scope->first_day || facts->day[line] > scope->last_day) {
        scope->outside_period++;
    } else if (!line_is_of_basis(facts, scope->options.basis, line)) {
        scope->outside_basis++;
    } else {
        scope->counted++;
        scope->net_micro += facts->net_micro[line];
    }
}

static void
refuse_empty(const KamScope *scope, GError **error)
{
    char from[11], until[11];

    kam_day_to_iso(scope->facts->first_day, from);
    kam_day_to_iso(scope->facts->last_day, until);
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                "no line is left to analyse: of %" G_GSIZE_FORMAT " lines from %s to %s, %" G_GUINT64_FORMAT
                " lie outside the period, %" G_GUINT64_FORMAT " name no customer, %" G_GUINT64_FORMAT
                " do not count on basis '%s', %" G_GUINT64_FORMAT " are in another currency",
                scope->facts->n, from, until, scope->outside_period, scope->without_account, scope->outside_basis,
                kam_report_basis_name(scope->options.basis), scope->foreign);
    kam_error_set_reason(error, "no_lines_left", NULL);
}

gboolean
kam_scope_init(KamScope *scope, const KamFacts *facts, gint64 data_version, const KamAnalysisOptions *options,
               GError **error)
{
    *scope = (KamScope) { .facts = facts, .options = *options, .data_version = data_version };
    if (facts->n == 0 && kam_analysis_part_narrows(&options->part)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "no invoice line is in the part that is asked about");
        kam_error_set_reason(error, "no_lines_left", NULL);
        return FALSE;
    }
    if (!set_period(scope, error) || !kam_report_check_sums(facts, error))
        return FALSE;
    for (gsize i = 0; i < facts->n; i++)
        count_line(scope, i);
    if (scope->counted > 0)
        return TRUE;
    refuse_empty(scope, error);
    return FALSE;
}

gboolean
kam_scope_has_account(const KamScope *scope, guint32 account)
{
    gsize i = 0;

    while (i < scope->facts->n && scope->facts->account[i] != account)
        i++;
    return i < scope->facts->n;
}

void
kam_scope_day_to_json(KamJson *json, const char *name, gint32 day)
{
    char iso[11];

    if (day == KAM_DAY_NONE) {
        kam_json_null(json, name);
        return;
    }
    kam_day_to_iso(day, iso);
    kam_json_text(json, name, iso);
}

static void
put_lines(const KamScope *scope, KamJson *json)
{
    kam_json_begin_object(json, "lines");
    kam_json_int(json, "all", (gint64)scope->facts->n);
    kam_json_int(json, "counted", (gint64)scope->counted);
    kam_json_int(json, "foreign", (gint64)scope->foreign);
    kam_json_int(json, "without_account", (gint64)scope->without_account);
    kam_json_int(json, "outside_period", (gint64)scope->outside_period);
    kam_json_int(json, "outside_basis", (gint64)scope->outside_basis);
    kam_json_end_object(json);
}

void
kam_scope_to_json(const KamScope *scope, const char *analysis, KamJson *json)
{
    kam_json_text(json, "analysis", analysis);
    if (scope->run_id != 0)
        kam_json_id(json, "run", scope->run_id);
    kam_scope_day_to_json(json, "as_of", scope->as_of_day);
    kam_json_int(json, "data_version", scope->data_version);
    kam_json_begin_object(json, "period");
    kam_scope_day_to_json(json, "from", scope->first_day);
    kam_scope_day_to_json(json, "to", scope->last_day);
    kam_json_end_object(json);
    kam_json_begin_object(json, "basis");
    kam_json_text(json, "name", kam_report_basis_name(scope->options.basis));
    kam_json_text(json, "meaning", kam_words_basis_of(scope->options.basis));
    kam_json_money(json, "net", scope->net_micro, kam_report_currency_of(scope->facts));
    kam_json_end_object(json);
    put_lines(scope, json);
    kam_analysis_part_to_json(&scope->options.part, json);
}
