/* What was really written, counted while writing: the part of the truth that only the invoices know. */
#pragma once

#include "demo/world.h"

typedef enum {
    KAM_DEMO_INVOICE,
    KAM_DEMO_COUNTER, /* retail sale at the counter, no customer */
    KAM_DEMO_RETURN,
    KAM_DEMO_CORRECTION, /* of a price */
    KAM_DEMO_YEAR_REBATE,
    KAM_DEMO_N_KINDS,
} KamDemoKind;

typedef struct {
    guint64 lines, documents;
    gint64 net_minor;
} KamDemoSum;

/* Of one customer number; numbers opened by mistake stand behind the customers. */
typedef struct {
    KamDemoSum invoices; /* article lines of invoices, and the documents that hold them */
    KamDemoSum credits;
    gint64 cost_minor;          /* of article lines, credits included */
    gint32 first_day, last_day; /* of invoices with articles; KAM_DAY_NONE without any */
    guint64 paid_late;          /* invoices whose payment came after the due day, within the period */
} KamDemoAccountTotals;

/* What invoices show of a central purchase: lines of the other firms before it, and lines of the centre that stand for
 * them after it. */
typedef struct {
    guint64 before, after;
    gint32 last_before, first_after; /* days; KAM_DAY_NONE without such a line */
} KamDemoMoveTotals;

typedef struct {
    KamDemoSum all;
    KamDemoSum kinds[KAM_DEMO_N_KINDS];
    KamDemoSum charges[KAM_DEMO_N_CHARGES]; /* lines and net; documents are not counted */
    gint64 cost_minor;
    guint n_accounts;
    KamDemoAccountTotals *accounts;
    KamDemoMoveTotals *moves;
    gint64 *year_net_minor; /* customer * n_years + year: article lines, returns and corrections */
    guint n_years;
    int first_year;
} KamDemoTotals;

/** Sums of nothing yet, with room for every customer number and calendar year. */
KamDemoTotals *kam_demo_totals_new(const KamDemoWorld *world);
void kam_demo_totals_free(KamDemoTotals *totals);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamDemoTotals, kam_demo_totals_free)

/** Where a customer's net of a calendar year is kept. */
gint64 *kam_demo_totals_year_net(KamDemoTotals *totals, guint customer, int year);
/** "invoice", "counter" ... as in truth.json. */
const char *kam_demo_kind_name(KamDemoKind kind);
