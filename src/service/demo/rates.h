/* The rates of exchange of the demonstration company: made up, as everything in it. */
#pragma once

#include "demo/demo.h"
#include "store/db.h"

/**
 * Keep a rate of EUR and of USD for each working day from before the first invoice to the last day; the same company
 * has the same. Does nothing where somebody chose another currency than RSD for the firm, which the rates are in.
 */
gboolean kam_demo_rates_fill(KamDb *db, const KamDemoOptions *company, gint32 last_day, GError **error);
