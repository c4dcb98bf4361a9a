/* The steps by which kam_report_new() fills a report; each stands in the file of its name. Private to this folder. */
#pragma once

#include "service/report/period.h"
#include "service/report/report.h"

/** calendar.c: period, whole months of history, comparison, months and years. */
void kam_report_fill_calendar(KamReport *report);
/** gather.c: one pass over each account's lines; fills report->accounts, unsorted totals by account. */
void kam_report_gather_accounts(KamReport *report);
/** portfolio.c: ranks, shares, classes, concentration, also of each whole year. */
void kam_report_fill_portfolio(KamReport *report);
/** movement.c: what falls and what has gone silent; needs ranks. */
void kam_report_fill_movement(KamReport *report);
/** merits.c: points for profit, growth, predictability and breadth; needs portfolio and movement. */
void kam_report_fill_merits(KamReport *report);
/** tiers.c: the tier of each account; needs merits. */
void kam_report_fill_tiers(KamReport *report);
/** profit.c: margin and whale curve. */
void kam_report_fill_profit(KamReport *report);
/** categories.c */
void kam_report_fill_categories(KamReport *report);
/** urgent.c: what needs a person first; needs movement, tiers, profit and categories. */
void kam_report_fill_urgent(KamReport *report);
/** outlook.c: values of all accounts, forecasts of tier A; needs tiers. */
void kam_report_fill_outlook(KamReport *report);
/** reasons.c: why each account of tier A is there, in words. */
void kam_report_fill_reasons(KamReport *report);
/** gaps.c: what the data lacks, in words. */
void kam_report_fill_gaps(KamReport *report);
