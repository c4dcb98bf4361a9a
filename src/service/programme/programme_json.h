/* The programme as JSON: what pages, the command line and other programs read. docs/programme.md describes it. */
#pragma once

#include "base/json.h"
#include "service/programme/review.h"

/** Tiers with their rules, and accounts with tier, decision, figures and what the rules say: one object. */
void kam_programme_portfolio_to_json(const KamProgramme *programme, KamJson *json);
/** What is wrong, those with most money at stake first: one object. */
void kam_programme_alerts_to_json(const KamProgramme *programme, KamJson *json);
/** Days of accounts against days of managers: one object. */
void kam_programme_capacity_to_json(const KamProgramme *programme, KamJson *json);
/** One account with its history, promises and alerts. */
void kam_programme_account_to_json(const KamProgramme *programme, const KamProgrammeAccount *account, KamJson *json);

typedef struct {
    gint32 day;        /* of the year that is asked about */
    gint64 account_id; /* 0: all */
    gint64 tier_id;    /* 0: all */
} KamPromisesQuestion;
/** What was promised and delivered, period by period: one object. */
void kam_programme_promises_to_json(const KamProgramme *programme, const KamPromisesQuestion *question, KamJson *json);

/** A review with the accounts of its items as they stand today. */
void kam_programme_review_to_json(const KamProgramme *programme, const KamReview *review, KamJson *json);
