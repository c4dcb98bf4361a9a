/* The years of selling, day by day: invoices, counter sales, charges, returns, corrections, rebates. */
#pragma once

#include "demo/ledger.h"

/** Let all days of the period pass and write what happens. Stops early when a file fails; kam_demo_file_close() tells.
 */
void
kam_demo_invoices_write(const KamDemoWorld *world, KamDemoTotals *totals, KamDemoFile *sales, KamDemoFile *payments);
