/* Promises held against what was delivered: period by period of a year, for one account. */
#pragma once

#include "service/programme/programme.h"

typedef enum {
    KAM_PERIOD_KEPT,
    KAM_PERIOD_KEPT_LATE, /* all of it, but not before the period ended */
    KAM_PERIOD_DUE,       /* the period runs, and not all of it is there */
    KAM_PERIOD_LATE,      /* the period is over, and not all of it is there */
} KamPeriodState;

typedef struct {
    gint32 from_day, until_day; /* both included */
    double promised, delivered; /* of what has no amount: 1, and 1 or 0 */
    KamPeriodState state;
} KamPromisePeriod;

typedef struct {
    const KamProgrammePromise *promise;
    GArray *periods;    /* KamPromisePeriod; empty for what is due on request only */
    guint n_deliveries; /* in the year */
    gint32 last_day;    /* of the last delivery; KAM_DAY_NONE without one */
    guint kept, ended;  /* of the periods that are over: kept in time or late, and all */
    guint late, due;    /* periods in these states */
    double missing;     /* sum of what is late */
    gint32 late_since;  /* the last day of the oldest late period; KAM_DAY_NONE: none */
} KamPromiseAccount;

/**
 * The promises of an account's tier in the year that holds `day`, up to the programme's day.
 *
 * A period counts when the account was in its tier on the period's first day. A delivery counts for the period in which
 * it was made; what that does not lack makes up for the oldest one that does. A delivery without an amount is the whole
 * of a period.
 * @return KamPromiseAccount; empty for an account outside the programme. Free with g_array_unref().
 */
GArray *kam_promises_of_account(const KamProgramme *programme, const KamProgrammeAccount *account, gint32 day);
/** "kept", "kept_late", "due", "late". */
const char *kam_period_state_name(KamPeriodState state);
