/* The parts of 'kamen analyze programme' as text. */
#pragma once

#include "cli/text_page.h"
#include "service/programme/review.h"

/* What a part is printed from. */
typedef struct {
    const KamProgramme *programme;
    const KamReview *review;            /* of the part review */
    const KamProgrammeAccount *account; /* of the part account */
} KamProgrammeShown;

/** Who is in which tier since when, and what the rules say. */
void kam_programme_print_portfolio(const KamProgrammeShown *shown, KamTextPage *page);
/** What is wrong, with which account, how much money, who is next. */
void kam_programme_print_alerts(const KamProgrammeShown *shown, KamTextPage *page);
/** Days of accounts against days of managers, accounts against the room of tiers. */
void kam_programme_print_capacity(const KamProgrammeShown *shown, KamTextPage *page);
/** Promises kept and late, account by account. */
void kam_programme_print_entitlements(const KamProgrammeShown *shown, KamTextPage *page);
/** The list of a review, with what the selection says of each account. */
void kam_programme_print_review(const KamProgrammeShown *shown, KamTextPage *page);
/** One account: rules, sentences of the selection, history. */
void kam_programme_print_account(const KamProgrammeShown *shown, KamTextPage *page);
