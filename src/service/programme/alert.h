/* What is wrong in the programme: with which account, how much money is at stake, who does what next. */
#pragma once

#include "service/programme/promise.h"
#include "service/programme/rule.h"

typedef enum {
    KAM_ALERT_EXIT,         /* meets a rule for leaving its tier */
    KAM_ALERT_DRIFT,        /* no longer meets all rules for coming into its tier */
    KAM_ALERT_RISE,         /* meets all rules of a higher tier */
    KAM_ALERT_CANDIDATE,    /* is in no tier, and meets all rules of one */
    KAM_ALERT_REVIEW,       /* the day on which it was to be looked at again has passed */
    KAM_ALERT_PROMISE_LATE, /* periods are over, and what was promised for them is not there */
    KAM_ALERT_KIND_N,
} KamAlertKind;

typedef struct {
    KamAlertKind kind;
    const KamProgrammeAccount *account;
    gint tier;        /* that the rules give it: index, -1: none; of reviews and promises: its own */
    double at_stake;  /* its net of a year in the firm's currency; NaN: not known */
    gint32 since;     /* the day that has passed; KAM_DAY_NONE for those of rules */
    guint periods;    /* late ones */
    GArray *rules;    /* const KamProgrammeRule *: those met (exit, rise, candidate) or not (drift) */
    GArray *promises; /* const KamProgrammePromise *: late ones */
} KamAlert;

/** All alerts, those with most money at stake first. Free with g_array_unref(). */
GArray *kam_programme_alerts(const KamProgramme *programme);
/** The alerts of one account. Free with g_array_unref(). */
GArray *kam_programme_alerts_of(const KamProgramme *programme, const KamProgrammeAccount *account);
/** "exit", "drift" ... */
const char *kam_alert_kind_name(KamAlertKind kind);
/** What is to be done next: "decide", "review", "deliver". */
const char *kam_alert_action(KamAlertKind kind);
