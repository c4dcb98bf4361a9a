/* A report without words, and what is kept of it. */
#include "service/figures/standing.h"

#include <math.h>

#define MONTHS_OF_YEAR 12

typedef struct {
    KamShelf *shelf;
    KamGround *ground;
    KamFiguresBy by;
    KamReportBasis basis;
} Wanted;

static guint8
count_bought_months(const KamReportAccount *account)
{
    guint8 bought = 0;

    for (guint k = 0; k < MONTHS_OF_YEAR; k++)
        bought += account->months[k] > 0;
    return bought;
}

static KamStand
stand_of(const KamReportAccount *account)
{
    KamStand stand = {
        .net_micro = account->net_micro,
        .last_year_micro = account->last_year_micro,
        .lost_micro = account->lost_micro,
        .growth = account->growth,
        .gap_variation = account->gap_variation,
        .silence_chance = account->silence_chance,
        .first_day = account->first_day,
        .last_day = account->last_day,
        .usual_gap_days = account->usual_gap_days,
        .longest_gap_days = account->longest_gap_days,
        .purchase_days = account->purchase_days,
        .products = account->products,
        .documents = account->documents,
        .rank = account->rank,
        .sold_micro = account->sold_micro,
        .returned_micro = account->returned_micro,
        .costed_net_micro = account->costed_net_micro,
        .cost_micro = account->cost_micro,
        .class = (guint8)account->class,
        .tier = (guint8)account->tier,
        .points = (gint8)account->points,
        .is_silent = account->is_silent != 0,
        .is_falling = account->is_falling != 0,
        .is_new = account->is_new != 0,
        .bought_months = count_bought_months(account),
    };

    for (guint m = 0; m < KAM_MERIT_N; m++)
        stand.merit[m] = (gint8)account->merit[m];
    return stand;
}

static void
take_cuts(KamStanding *standing, const KamReportAccount *account)
{
    if (account->class == KAM_TIER_NONE)
        return;
    standing->smallest[account->class] = MIN(standing->smallest[account->class], account->net_micro);
    standing->largest[account->class] = MAX(standing->largest[account->class], account->net_micro);
}

static void
take_report(KamStanding *standing, const KamReport *report)
{
    standing->as_of_day = report->as_of_day;
    standing->first_day = report->first_day;
    standing->history_months = report->history_months;
    standing->comparison = report->comparison;
    standing->ranked = report->concentration.accounts;
    standing->total_micro = report->concentration.total_micro;
    for (guint i = 0; i < report->accounts->len; i++) {
        const KamReportAccount *account = kam_report_get_account(report, i);

        standing->list[account->index] = stand_of(account);
        take_cuts(standing, account);
    }
    for (guint t = 0; t < 3; t++) {
        standing->tier_accounts[t] = report->tier_accounts[t];
        standing->tier_micro[t] = report->tier_micro[t];
    }
}

static KamStanding *
new_empty(guint n)
{
    KamStanding *standing = g_atomic_rc_box_new0(KamStanding);

    standing->n = n;
    standing->list = g_new0(KamStand, n + 1);
    standing->as_of_day = standing->first_day = KAM_DAY_NONE;
    for (guint h = 0; h < n; h++)
        standing->list[h] = (KamStand) { .growth = NAN,
                                         .gap_variation = NAN,
                                         .silence_chance = 1,
                                         .first_day = KAM_DAY_NONE,
                                         .last_day = KAM_DAY_NONE,
                                         .class = KAM_TIER_NONE,
                                         .tier = KAM_TIER_NONE };
    for (guint t = 0; t < 3; t++)
        standing->smallest[t] = G_MAXINT64;
    return standing;
}

static void
clear_standing(gpointer data)
{
    g_free(((KamStanding *)data)->list);
}

static gpointer
make_standing(gpointer data, GError **error)
{
    const Wanted *wanted = data;
    g_autoptr(KamRoll) roll = kam_roll_get(wanted->shelf, wanted->ground, wanted->by);
    const KamReportOptions options = { .basis = wanted->basis, .until_day = KAM_DAY_NONE, .numbers_only = TRUE };
    g_autoptr(KamReport) report = NULL;
    KamStanding *standing;

    if (roll->facts->n == 0)
        return new_empty(roll->n);
    report = kam_report_new(roll->facts, &options, error);
    if (report == NULL)
        return NULL;
    standing = new_empty(roll->n);
    take_report(standing, report);
    return standing;
}

static gsize
measure_standing(gconstpointer data)
{
    const KamStanding *standing = data;

    return sizeof *standing + sizeof(KamStand) * (standing->n + 1);
}

KamStanding *
kam_standing_get(KamShelf *shelf, KamGround *ground, KamFiguresBy by, KamReportBasis basis, GError **error)
{
    static const KamShelfKind kind = { make_standing, clear_standing, measure_standing };
    g_autofree char *thing = g_strdup_printf("standing %s", kam_report_basis_name(basis));
    g_autofree char *key = kam_roll_dup_key(ground, by, thing);
    Wanted wanted = { shelf, ground, by, basis };

    return kam_shelf_get(shelf, key, &kind, &wanted, error);
}

void
kam_standing_unref(KamStanding *standing)
{
    if (standing != NULL)
        g_atomic_rc_box_release_full(standing, clear_standing);
}
