/* The books: writes documents and their lines to sales.csv, payments to payments.csv, and counts everything. */
#pragma once

#include "demo/file.h"
#include "demo/totals.h"

typedef struct KamDemoLedger KamDemoLedger;

/* One line to be written. */
typedef struct {
    guint article; /* product, or KAM_DEMO_N_PRODUCTS + KamDemoCharge */
    guint city;
    gint64 quantity; /* hundredths, negative on credits */
    gint64 price_minor;
    guint discount; /* hundredths of percent */
    gint64 unit_cost_minor;
} KamDemoEntry;

/** Empty books; writes the header lines of both files. World, totals and files are borrowed. */
KamDemoLedger *
kam_demo_ledger_new(const KamDemoWorld *world, KamDemoTotals *totals, KamDemoFile *sales, KamDemoFile *payments);
void kam_demo_ledger_free(KamDemoLedger *ledger);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamDemoLedger, kam_demo_ledger_free)

/** Open a document. Account: customer, or customers + twin, or KAM_DEMO_NONE at the counter. */
void kam_demo_ledger_begin(KamDemoLedger *ledger, KamDemoKind kind, gint32 day, guint account);
/** Write the next line; returns its net. */
gint64 kam_demo_ledger_add(KamDemoLedger *ledger, const KamDemoEntry *entry);
/** Close the document; an invoice gets its payment. */
void kam_demo_ledger_end(KamDemoLedger *ledger);
