/* Calendars filled with the holidays of a country. */
#pragma once

#include "base/language.h"
#include "record/work.h"

/** Years whose holidays are known. */
#define KAM_HOLIDAYS_FIRST_YEAR 1900
#define KAM_HOLIDAYS_LAST_YEAR 2200

/**
 * Add the public holidays of a year to a calendar; days that are in it already stay as they are.
 *
 * @param language     of the holidays' names
 * @param[out] n_new   days that were added
 * @return KAM_ERROR_NOT_FOUND without such a calendar, KAM_ERROR_INVALID for a year out of range or a country whose
 *         holidays are not known (they are of Serbia).
 */
gboolean kam_service_fill_calendar(const KamWork *work, gint64 calendar_id, int year, KamLanguage language,
                                   guint *n_new, GError **error);

/** The name of a public holiday of Serbia in a language, NULL when the day is none. Free with g_free(). */
char *kam_service_name_holiday(gint32 day, KamLanguage language);
