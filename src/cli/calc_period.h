/* Periods as small tables write them: numbers, months, quarters, days. Turned into whole numbers that rise by one from
 * a period to the next. */
#pragma once

#include <glib.h>

#include "base/error.h"

typedef enum { KAM_PERIOD_NUMBER, KAM_PERIOD_MONTH, KAM_PERIOD_QUARTER, KAM_PERIOD_DAY, KAM_PERIOD_N } KamPeriodKind;

/** Read one cell as a period of a kind; FALSE when it is none. Months: 2024-01, 2024/1, 2024M01; quarters: 2024-Q1,
 * 2024Q1; days as kam_day_parse() reads them, year first or day first. */
gboolean kam_period_parse(const char *cell, KamPeriodKind kind, gint64 *period);
/** The kind that all n cells are, KAM_PERIOD_N when there is none; empty cells are none. */
KamPeriodKind kam_period_kind_of(const char *const cells[], gsize n);
/**
 * Days as weeks or months where they are such: `group` says which of them belong together (one series).
 * All days of a group in different months, and two of them at least 28 days apart at most 31: months. All distances
 * multiples of seven days: weeks. Otherwise they stay days.
 */
void kam_period_days_to_steps(gint64 period[], const guint group[], gsize n);
