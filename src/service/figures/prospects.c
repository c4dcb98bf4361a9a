/* Places for all, filled one by one. */
#include "service/figures/prospects.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "service/analysis/sales_attractiveness.h"
#include "service/analysis/scope.h"
#include "service/report/basis.h"

#define ACCOUNTS_A_STEP 8 /* between two looks at whether to go on */

static gpointer
make_prospects(gpointer data, G_GNUC_UNUSED GError **error)
{
    KamProspects *prospects = g_atomic_rc_box_new0(KamProspects);

    prospects->n = *(const guint *)data;
    prospects->list = g_new0(KamProspect, prospects->n + 1);
    return prospects;
}

static void
clear_prospects(gpointer data)
{
    g_free(((KamProspects *)data)->list);
}

static gsize
measure_prospects(gconstpointer data)
{
    const KamProspects *prospects = data;

    return sizeof *prospects + sizeof(KamProspect) * (prospects->n + 1);
}

KamProspects *
kam_prospects_get(KamShelf *shelf, KamGround *ground, KamFiguresBy by, KamReportBasis basis)
{
    static const KamShelfKind kind = { make_prospects, clear_prospects, measure_prospects };
    g_autofree char *thing = g_strdup_printf("prospects %s", kam_report_basis_name(basis));
    g_autofree char *key = kam_roll_dup_key(ground, by, thing);
    guint n = kam_ground_get_facts(ground)->accounts->len;

    return kam_shelf_get(shelf, key, &kind, &n, NULL);
}

void
kam_prospects_unref(KamProspects *prospects)
{
    if (prospects != NULL)
        g_atomic_rc_box_release_full(prospects, clear_prospects);
}

double
kam_prospect_forecast(KamProspect *prospect)
{
    return g_atomic_int_get(&prospect->forecast_state) == KAM_PROSPECT_KNOWN ? prospect->total : NAN;
}

double
kam_prospect_alive(KamProspect *prospect)
{
    return g_atomic_int_get(&prospect->alive_state) == KAM_PROSPECT_KNOWN ? prospect->alive : NAN;
}

double
kam_prospect_attractive(KamProspect *prospect)
{
    return g_atomic_int_get(&prospect->attractive_state) == KAM_PROSPECT_KNOWN ? prospect->attractive : NAN;
}

/* --- the season of the firm --- */

typedef struct {
    KamGround *ground;
    KamReportBasis basis;
} WantedSeason;

/* All accounts as if they were one. */
static gpointer
make_season(gpointer data, G_GNUC_UNUSED GError **error)
{
    const WantedSeason *wanted = data;
    const KamFacts *facts = kam_ground_get_facts(wanted->ground);
    KamFirmSeason *season = g_atomic_rc_box_new0(KamFirmSeason);
    g_autofree guint32 *lines = g_new(guint32, facts->n + 1);
    gsize start[2] = { 0, 0 };
    const KamByAccount by = { .facts = facts, .start = start, .line = lines, .n_accounts = 1 };
    KamMonthly monthly;

    for (gsize i = 0; i < facts->n; i++)
        if (line_is_of_basis(facts, wanted->basis, i))
            lines[start[1]++] = (guint32)i;
    if (facts->n == 0)
        return season;
    kam_monthly_init(&monthly, &by, facts->first_day, facts->last_day);
    kam_firm_season_measure(&monthly, season);
    kam_monthly_clear(&monthly);
    return season;
}

static void
clear_season(G_GNUC_UNUSED gpointer data)
{
}

static gsize
measure_season(G_GNUC_UNUSED gconstpointer data)
{
    return sizeof(KamFirmSeason);
}

KamFirmSeason
kam_prospects_season(KamShelf *shelf, KamGround *ground, KamReportBasis basis)
{
    static const KamShelfKind kind = { make_season, clear_season, measure_season };
    g_autofree char *thing = g_strdup_printf("season %s", kam_report_basis_name(basis));
    g_autofree char *key = kam_roll_dup_key(ground, KAM_FIGURES_BY_ACCOUNT, thing);
    WantedSeason wanted = { ground, basis };
    KamFirmSeason *season = kam_shelf_get(shelf, key, &kind, &wanted, NULL);
    KamFirmSeason copy = *season;

    g_atomic_rc_box_release_full(season, clear_season);
    return copy;
}

/* --- working out --- */

typedef struct {
    KamProspects *prospects;
    KamShelf *shelf;
    const KamGround *ground;
    KamFiguresBy by;
    KamReportBasis basis;
    const KamStanding *standing;
    const KamRoll *roll, *accounts;
    KamProspects *of_accounts; /* NULL but for groups */
    KamMonthly monthly;
    KamFirmSeason season;
    guint32 *order; /* holders, largest first */
    KamProspectsGoOn go_on;
    gpointer data;
} Work;

static int
compare_size(gconstpointer a, gconstpointer b, gpointer data)
{
    const KamStanding *standing = data;
    guint32 i = *(const guint32 *)a, j = *(const guint32 *)b;
    gint64 x = standing->list[i].last_year_micro, y = standing->list[j].last_year_micro;

    return x != y ? (x < y ? 1 : -1) : (i > j) - (i < j);
}

static void
put_in_order(Work *work)
{
    guint n = work->prospects->n;

    work->order = g_new(guint32, n + 1);
    for (guint32 h = 0; h < n; h++)
        work->order[h] = h;
    g_qsort_with_data(work->order, (gint)n, sizeof *work->order, compare_size, (gpointer)(guintptr)work->standing);
}

static void
take_value(KamProspect *prospect, const KamAccountValue *value)
{
    prospect->alive = value->future.p_alive;
    prospect->expected = value->future.expected;
    prospect->expected_lower = value->future.lower;
    prospect->expected_upper = value->future.upper;
    prospect->value = value->value;
    prospect->value_lower = value->value_lower;
    prospect->value_upper = value->value_upper;
    prospect->margin_rate = value->margin_rate;
    prospect->worth = (guint8)value->worth;
    prospect->is_from_forecast = value->is_from_forecast != 0;
}

static void
tell_alive(const Work *work, const KamAccountValues *values)
{
    for (guint h = 0; h < work->prospects->n; h++) {
        KamProspect *prospect = &work->prospects->list[h];
        gboolean is_known = values->status == KAM_CALC_OK && values->list[h].future.status == KAM_CALC_OK;

        if (is_known)
            take_value(prospect, &values->list[h]);
        g_atomic_int_set(&prospect->alive_state, is_known ? KAM_PROSPECT_KNOWN : KAM_PROSPECT_UNKNOWN);
    }
}

/* Of accounts it is what analyses ask for, too: whoever asks one finds it made. */
static KamAccountLives *
find_lives(const Work *work, const KamByAccount *by)
{
    const KamAnalysisContext context = { .shelf = work->shelf, .key = kam_ground_get_stamp(work->ground) };
    const KamAnalysisOptions options = { .basis = work->basis, .from_day = KAM_DAY_NONE, .until_day = KAM_DAY_NONE };
    const KamFacts *facts = kam_ground_get_facts(work->ground);
    KamScope scope;

    if (!work->by.is_group && kam_scope_init(&scope, facts, kam_ground_get_version(work->ground), &options, NULL) &&
        scope.first_day == work->standing->first_day && scope.as_of_day == work->standing->as_of_day)
        return kam_account_lives_get(&scope, (KamLifeModel) { 0 }, &context);
    return kam_account_lives_new(by, work->standing->first_day, work->standing->as_of_day, (KamLifeModel) { 0 });
}

static void
work_out_alive(const Work *work, const KamByAccount *by)
{
    static const KamAccountValueOptions options = { .months = KAM_VALUE_DEFAULT_MONTHS,
                                                    .discount = KAM_VALUE_DEFAULT_DISCOUNT };
    g_autoptr(KamAccountLives) lives = find_lives(work, by);
    g_autoptr(KamAccountValues) values = kam_account_values_of(lives, by, &work->monthly, &options);

    tell_alive(work, values);
}

static void
tell_forecast(KamProspect *prospect, const KamAccountForecast *forecast)
{
    prospect->smape = forecast != NULL ? kam_sales_attractiveness_error_of(forecast) : NAN;
    if (forecast != NULL && forecast->status == KAM_CALC_OK) {
        prospect->total = forecast->total;
        prospect->lower = forecast->total_lower;
        prospect->upper = forecast->total_upper;
        g_atomic_int_set(&prospect->forecast_state, KAM_PROSPECT_KNOWN);
    } else {
        g_atomic_int_set(&prospect->forecast_state, KAM_PROSPECT_UNKNOWN);
    }
}

/* A group whose lines are those of one account is that account. */
static gboolean
has_lines_of_account(const Work *work, guint32 holder)
{
    const KamRoll *roll = work->roll, *accounts = work->accounts;
    guint32 n = roll->start[holder + 1] - roll->start[holder];

    return n == accounts->start[holder + 1] - accounts->start[holder] &&
           memcmp(&roll->line[roll->start[holder]], &accounts->line[accounts->start[holder]], n * sizeof *roll->line) ==
               0;
}

static gboolean
copies_account(const Work *work, guint32 holder)
{
    KamProspect *account;
    gint state;

    if (work->of_accounts == NULL || !has_lines_of_account(work, holder))
        return FALSE;
    account = &work->of_accounts->list[holder];
    state = g_atomic_int_get(&account->forecast_state);
    if (state == KAM_PROSPECT_PENDING)
        return FALSE;
    work->prospects->list[holder].total = account->total;
    work->prospects->list[holder].lower = account->lower;
    work->prospects->list[holder].upper = account->upper;
    work->prospects->list[holder].smape = account->smape;
    g_atomic_int_set(&work->prospects->list[holder].forecast_state, state);
    return TRUE;
}

static gboolean
work_out_forecasts(const Work *work)
{
    guint n = 0;
    guint32 step[ACCOUNTS_A_STEP];

    for (guint i = 0; i < work->prospects->n; i++) {
        guint32 holder = work->order[i];

        if (work->monthly.n_months == 0)
            tell_forecast(&work->prospects->list[holder], NULL);
        else if (g_atomic_int_get(&work->prospects->list[holder].forecast_state) == KAM_PROSPECT_PENDING &&
                 !copies_account(work, holder))
            step[n++] = holder;
        if (n == ACCOUNTS_A_STEP || (n > 0 && i + 1 == work->prospects->n)) {
            g_autoptr(KamAccountForecasts) forecasts = kam_account_forecasts_new_in_season(
                &work->monthly, &work->season, step, n, KAM_PROSPECT_MONTHS, KAM_PROSPECT_MONTHS, KAM_FORECAST_LEVEL);

            for (guint k = 0; k < n; k++)
                tell_forecast(&work->prospects->list[step[k]], &forecasts->list[k]);
            n = 0;
            if (!work->go_on(work->data))
                return FALSE;
        }
    }
    return TRUE;
}

/* Of everybody at once, since it compares: it needs the errors of all forecasts. */
static void
work_out_attractiveness(const Work *work)
{
    KamProspects *prospects = work->prospects;
    g_autofree double *smape = g_new(double, prospects->n + 1), *attractive = g_new(double, prospects->n + 1);

    for (guint h = 0; h < prospects->n; h++)
        smape[h] = prospects->list[h].smape;
    kam_sales_attractiveness(work->roll->facts, work->basis, smape, attractive);
    for (guint h = 0; h < prospects->n; h++) {
        prospects->list[h].attractive = attractive[h];
        g_atomic_int_set(&prospects->list[h].attractive_state,
                         isnan(attractive[h]) ? KAM_PROSPECT_UNKNOWN : KAM_PROSPECT_KNOWN);
    }
}

static gboolean
work_out_all(Work *work)
{
    const KamFacts *facts = work->roll->facts;
    KamByAccount by;
    gboolean is_done;

    kam_by_account_init(&by, facts, work->basis, facts->first_day, facts->last_day);
    kam_monthly_init(&work->monthly, &by, facts->first_day, facts->last_day);
    if (work->prospects->n > 0 && g_atomic_int_get(&work->prospects->list[0].alive_state) == KAM_PROSPECT_PENDING)
        work_out_alive(work, &by);
    kam_by_account_clear(&by);
    put_in_order(work);
    is_done = work->go_on(work->data) && work_out_forecasts(work);
    if (is_done)
        work_out_attractiveness(work);
    kam_monthly_clear(&work->monthly);
    g_free(work->order);
    return is_done;
}

/* Without a line nothing is known of anybody. */
static void
tell_nothing(KamProspects *prospects)
{
    for (guint h = 0; h < prospects->n; h++) {
        g_atomic_int_set(&prospects->list[h].forecast_state, KAM_PROSPECT_UNKNOWN);
        g_atomic_int_set(&prospects->list[h].alive_state, KAM_PROSPECT_UNKNOWN);
        g_atomic_int_set(&prospects->list[h].attractive_state, KAM_PROSPECT_UNKNOWN);
    }
}

gboolean
kam_prospects_work_out(KamProspects *prospects, KamShelf *shelf, KamGround *ground, KamFiguresBy by,
                       KamReportBasis basis, KamProspectsGoOn go_on, gpointer data)
{
    g_autoptr(KamRoll) roll = kam_roll_get(shelf, ground, by);
    g_autoptr(KamRoll) accounts = kam_roll_get(shelf, ground, KAM_FIGURES_BY_ACCOUNT);
    g_autoptr(KamProspects) of_accounts =
        by.is_group ? kam_prospects_get(shelf, ground, KAM_FIGURES_BY_ACCOUNT, basis) : NULL;
    g_autoptr(KamStanding) standing = kam_standing_get(shelf, ground, by, basis, NULL);
    Work work = { .prospects = prospects,
                  .shelf = shelf,
                  .ground = ground,
                  .by = by,
                  .basis = basis,
                  .standing = standing,
                  .roll = roll,
                  .accounts = accounts,
                  .of_accounts = of_accounts,
                  .season = kam_prospects_season(shelf, ground, basis),
                  .go_on = go_on,
                  .data = data };

    if (standing == NULL || roll->facts->n == 0)
        tell_nothing(prospects);
    else if (!work_out_all(&work))
        return FALSE;
    g_atomic_int_set(&prospects->is_ready, TRUE);
    return TRUE;
}
