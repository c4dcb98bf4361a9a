/* The season that short series borrow from the others of their category. */
#pragma once

#include <glib.h>

/**
 * Pool the seasons of each category (kamen/season.h) for those of its series that are too short to show one, where they
 * have more of it in common than each has of its own.
 *
 * @param series  KamCalcSeries with their categories; values below 0 keep a series from lending.
 * @param season  periods in a season.
 * @return        one array of `season` factors for each series, NULL where it has a season to look for itself or
 * nothing to borrow. Free with g_ptr_array_unref().
 */
GPtrArray *kam_calc_borrow_seasons(const GPtrArray *series, gsize season);
