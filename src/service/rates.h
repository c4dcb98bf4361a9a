/* Rates of exchange as people keep them: seen by page, set, deleted, read from a file. Each change makes another state
 * of the figures and a row of the audit. */
#pragma once

#include "base/decimal.h"
#include "record/work.h"

typedef struct {
    char currency[4];
    gint32 day; /* the first on which it holds */
    KamDecimal rate;
} KamRateRow;

typedef struct {
    char currency[4];
    gint64 n;
    gint32 first_day, last_day;
} KamRateCurrency;

/**
 * KamRateRow, the newest day first, then by currency.
 * @param currency        of these alone; "" for all.
 * @param day, after      the page begins behind this day and currency; G_MAXINT32 and "" for the first one.
 */
GArray *
kam_service_page_rates(KamDb *db, const char *currency, gint32 day, const char *after, guint limit, GError **error);
/** KamRateCurrency: which currencies have rates, how many, between which days. */
GArray *kam_service_list_rate_currencies(KamDb *db, GError **error);

/** One unit of `currency` is `rate` of the firm's from `day` on; a rate of the same day is replaced. KAM_ERROR_CONFLICT
 * while the firm has no currency, else as kam_rates_add(). */
gboolean kam_service_set_rate(const KamWork *work, const char *currency, gint32 day, KamDecimal rate, GError **error);
/** KAM_ERROR_NOT_FOUND when there is none of that currency and day. */
gboolean kam_service_delete_rate(const KamWork *work, const char *currency, gint32 day, GError **error);
/**
 * All rates of a table (kam_rates_read_file()), or none when a row is wrong; errors name the file by `name`, never by
 * its path.
 * @param[out] n_read, n_new  rates in the file; those of them that were not known before.
 */
gboolean kam_service_import_rates(const KamWork *work, const char *path, const char *name, guint *n_read, guint *n_new,
                                  GError **error);
