/* Which days figures are of, and which days they are held against. */
#pragma once

#include "base/date.h"
#include "sales/facts.h"

typedef enum {
    KAM_FIGURES_LAST12, /* the last twelve whole months */
    KAM_FIGURES_YEAR,   /* the last whole calendar year */
    KAM_FIGURES_YTD,    /* from the first of January to the last day of the data */
    KAM_FIGURES_ALL,    /* all days */
    KAM_FIGURES_DAYS,   /* from one day to another */
    KAM_FIGURES_PERIOD_N,
} KamFiguresPeriodKind;

typedef struct {
    KamFiguresPeriodKind kind;
    gint32 from, to;               /* KAM_DAY_NONE without lines */
    gint32 before_from, before_to; /* KAM_DAY_NONE: nothing to hold it against, or the data do not reach back so far */
} KamFiguresPeriod;

/** "last12", "year", "ytd", "all", "days"; and back, KAM_FIGURES_PERIOD_N when unknown. */
const char *kam_figures_period_name(KamFiguresPeriodKind kind);
KamFiguresPeriodKind kam_figures_period_from_name(const char *name);

/**
 * The days of a period.
 *
 * A period of up to a year is held against the same days of the year before, a longer one against as many days right
 * before it. Where the data have no whole month or year, last12 and year become all.
 *
 * @param from_day, until_day  of KAM_FIGURES_DAYS, both included; KAM_DAY_NONE: the first and the last of the data.
 */
KamFiguresPeriod
kam_figures_period_of(const KamFacts *facts, KamFiguresPeriodKind kind, gint32 from_day, gint32 until_day);

/** The last month that is whole, but for some days at its end; below the first month of the data when there is none. */
gint32 kam_figures_last_whole_month(const KamFacts *facts);
/** The same day so many years earlier; 29 February becomes the 28th. */
gint32 kam_figures_years_earlier(gint32 day, gint32 years);
