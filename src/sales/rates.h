/* Rates of exchange by day: what turns sales in other currencies into the firm's own. Currencies never add without one.
 */
#pragma once

#include "base/decimal.h"
#include "store/db.h"

typedef struct KamRates KamRates;

/** Empty rates into the given currency (kam_currency_pack()). */
KamRates *kam_rates_new(guint32 home);
void kam_rates_free(KamRates *rates);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamRates, kam_rates_free)

/** The currency that the rates convert into. */
guint32 kam_rates_get_home(const KamRates *rates);
/** Whether there is no rate at all. */
gboolean kam_rates_is_empty(const KamRates *rates);

/**
 * One unit of `currency` is `rate` units of the home currency from `day` on, until a later rate. A rate for the same
 * day replaces the one before. KAM_ERROR_INVALID when the rate is not above 0 or the currency is the home currency.
 */
gboolean kam_rates_add(KamRates *rates, guint32 currency, gint32 day, KamDecimal rate, GError **error);

/**
 * Convert an amount at the newest rate that is not younger than `day`, rounded once to millionths, half away from zero.
 * @return FALSE when there is no such rate or the result leaves 64 bits; *out is then untouched.
 */
gboolean kam_rates_convert(const KamRates *rates, guint32 currency, gint32 day, gint64 micro, gint64 *out);

/** The newest rate that is not younger than `day`. FALSE when there is none; *rate and *from_day are then untouched. */
gboolean kam_rates_find(const KamRates *rates, guint32 currency, gint32 day, KamDecimal *rate, gint32 *from_day);

/** Read a table with the columns currency, date (or day) and rate, in any order. Errors name file, row and column. */
gboolean kam_rates_read_file(KamRates *rates, const char *path, GError **error);

/** The rates of a database, into the firm's currency (that of the company); empty ones into "XXX" when it has none. */
KamRates *kam_rates_load(KamDb *db, GError **error);
/** Store all rates, replacing those of the same currency and day; the home currency becomes the firm's. In one
 * transaction. */
gboolean kam_rates_save(const KamRates *rates, KamDb *db, GError **error);

/* Called with each rate, by currency, then day. */
typedef void (*KamRateVisitor)(gpointer data, guint32 currency, gint32 day, KamDecimal rate);
void kam_rates_visit(const KamRates *rates, KamRateVisitor visitor, gpointer data);
