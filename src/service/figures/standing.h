/* How each account, or group, stands as of the last day of the data, whatever period is looked at: its tier with what
 * speaks for it, its rhythm and whether it is silent, whether it falls. The report's numbers, kept small. */
#pragma once

#include "service/figures/roll.h"
#include "service/report/report.h"

typedef struct {
    gint64 net_micro;       /* all of it, up to the last day */
    gint64 last_year_micro; /* net in the 365 days up to its last purchase */
    gint64 lost_micro;      /* falling: what is missing against the stretch before */
    double growth;          /* NaN when unknown */
    double gap_variation;   /* NaN when unknown */
    double silence_chance;
    gint32 first_day, last_day; /* of purchases; KAM_DAY_NONE without any */
    gint32 usual_gap_days, longest_gap_days;
    guint32 purchase_days, products, documents;
    guint32 rank; /* by all sales; 0: not positive */
    gint64 sold_micro, returned_micro, costed_net_micro, cost_micro;
    guint8 class, tier; /* KamTier */
    gint8 merit[KAM_MERIT_N], points;
    guint8 is_silent, is_falling, is_new;
    guint8 bought_months; /* of the last twelve */
} KamStand;

typedef struct {
    guint n;
    KamStand *list; /* by holder */
    gint32 as_of_day, first_day;
    guint history_months;
    KamReportComparison comparison; /* what growth compares */
    guint tier_accounts[3];
    gint64 tier_micro[3];
    gint64 smallest[3], largest[3]; /* net at the cuts: of the smallest and largest of each class by share */
    guint ranked;                   /* those with a positive total */
    gint64 total_micro;             /* of them */
} KamStanding;

/** Release with kam_standing_unref(). KAM_ERROR_TOO_LARGE when sums would leave 64 bits. */
KamStanding *
kam_standing_get(KamShelf *shelf, KamGround *ground, KamFiguresBy by, KamReportBasis basis, GError **error);
void kam_standing_unref(KamStanding *standing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamStanding, kam_standing_unref)
