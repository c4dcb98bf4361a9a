/* Days of periods. */
#include "service/figures/figures_period.h"

#include <string.h>

#include "service/report/period.h"

#define MONTHS_OF_YEAR 12
#define DAYS_OF_YEAR 366

static const char *const names[KAM_FIGURES_PERIOD_N] = { "last12", "year", "ytd", "all", "days" };

const char *
kam_figures_period_name(KamFiguresPeriodKind kind)
{
    return names[kind];
}

KamFiguresPeriodKind
kam_figures_period_from_name(const char *name)
{
    KamFiguresPeriodKind kind = 0;

    while (kind < KAM_FIGURES_PERIOD_N && strcmp(names[kind], name) != 0)
        kind++;
    return kind;
}

gint32
kam_figures_years_earlier(gint32 day, gint32 years)
{
    int year, month, dom;

    kam_day_to_civil(day, &year, &month, &dom);
    return kam_day_from_civil(year - years, month, month == 2 && dom == 29 ? 28 : dom);
}

static gint32
last_day_of_month(gint32 month)
{
    return kam_month_first_day(month + 1) - 1;
}

gint32
kam_figures_last_whole_month(const KamFacts *facts)
{
    gint32 month = kam_month_of_day(facts->last_day);

    return last_day_of_month(month) - facts->last_day <= KAM_PERIOD_MONTH_EDGE_DAYS ? month : month - 1;
}

static gint32
last_whole_year(const KamFacts *facts)
{
    int year, month, dom;

    kam_day_to_civil(facts->last_day, &year, &month, &dom);
    return kam_day_from_civil(year, 12, 31) - facts->last_day <= KAM_PERIOD_YEAR_EDGE_DAYS ? year : year - 1;
}

static void
set_days(const KamFacts *facts, KamFiguresPeriod *period, gint32 from_day, gint32 until_day)
{
    gint32 whole = kam_figures_last_whole_month(facts), year = last_whole_year(facts);
    int this_year, month, dom;

    kam_day_to_civil(facts->last_day, &this_year, &month, &dom);
    switch (period->kind) {
    case KAM_FIGURES_LAST12:
        period->from = kam_month_first_day(whole - MONTHS_OF_YEAR + 1);
        period->to = last_day_of_month(whole);
        break;
    case KAM_FIGURES_YEAR:
        period->from = kam_day_from_civil(year, 1, 1);
        period->to = kam_day_from_civil(year, 12, 31);
        break;
    case KAM_FIGURES_YTD:
        period->from = kam_day_from_civil(this_year, 1, 1);
        period->to = facts->last_day;
        break;
    case KAM_FIGURES_DAYS:
        period->from = from_day == KAM_DAY_NONE ? facts->first_day : from_day;
        period->to = until_day == KAM_DAY_NONE ? facts->last_day : until_day;
        break;
    case KAM_FIGURES_ALL:
    case KAM_FIGURES_PERIOD_N:
        break;
    }
}

static void
set_before(const KamFacts *facts, KamFiguresPeriod *period)
{
    gint32 length = period->to - period->from + 1;
    gint32 from = length <= DAYS_OF_YEAR ? kam_figures_years_earlier(period->from, 1) : period->from - length;
    gint32 to = length <= DAYS_OF_YEAR ? kam_figures_years_earlier(period->to, 1) : period->from - 1;

    /* A month's last day stands beside a month's last day: February of a leap year is whole, too. */
    if (length <= DAYS_OF_YEAR && period->to == last_day_of_month(kam_month_of_day(period->to)))
        to = last_day_of_month(kam_month_of_day(to));
    if (length <= 0 || facts->first_day > from + KAM_PERIOD_YEAR_EDGE_DAYS || to >= period->from)
        return;
    period->before_from = from;
    period->before_to = to;
}

KamFiguresPeriod
kam_figures_period_of(const KamFacts *facts, KamFiguresPeriodKind kind, gint32 from_day, gint32 until_day)
{
    KamFiguresPeriod period = { kind, KAM_DAY_NONE, KAM_DAY_NONE, KAM_DAY_NONE, KAM_DAY_NONE };

    if (facts->n == 0)
        return period;
    period.from = facts->first_day;
    period.to = facts->last_day;
    set_days(facts, &period, from_day, until_day);
    if (kind != KAM_FIGURES_DAYS && period.to < facts->first_day) {
        period = (KamFiguresPeriod) { KAM_FIGURES_ALL, facts->first_day, facts->last_day, KAM_DAY_NONE, KAM_DAY_NONE };
    }
    if (period.kind != KAM_FIGURES_ALL)
        set_before(facts, &period);
    return period;
}
