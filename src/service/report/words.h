/* The sentences of the report, each made from its own numbers and in the report's language; the terminal, the page and
 * JSON say the same ones. All results are newly allocated unless they are const; NULL means that there is nothing to
 * say. */
#pragma once

#include "service/report/format.h"
#include "service/report/report.h"

/** Shares below this are written with two decimals. */
#define KAM_REPORT_SMALL_SHARE 0.001

/** "27.4% of customers (1,183 of 4,283) bring 80% of sales."; few customers are counted, not put into percent. */
char *kam_words_headline(const KamReport *report);
/** What concentration means for risk: the share of the largest, of the ten largest. */
char *kam_words_dependency(const KamReport *report);
/** How concentration moved over the whole years, or why that cannot be said. */
char *kam_words_trend(const KamReport *report);
/** What the profit adds up to and who erodes it, or why that cannot be said. */
char *kam_words_profit(const KamReport *report);
/** What is compared for "falling" and "growing", or why nothing is. */
char *kam_words_comparison(const KamReport *report);
/** What fell, in one sentence. */
char *kam_words_falling(const KamReport *report);
/** What has gone silent, in one sentence. */
char *kam_words_silent(const KamReport *report);
/** How much is at stake with key accounts, or that nothing is; NULL when the data is too thin to say. */
char *kam_words_urgent(const KamReport *report);
/** What the key accounts are expected to bring, or what a forecast would need. */
char *kam_words_outlook(const KamReport *report);
/** "silent", "falling", "at a loss" */
char *kam_words_urgent_state(const KamReport *report, const KamReportUrgent *urgent);
/** What is wrong with one account that needs somebody, without a full stop. */
char *kam_words_urgent_what(const KamReport *report, const KamReportUrgent *urgent);
/** Who does what about those of a kind that are listed; NULL when none is. */
char *kam_words_urgent_next(const KamReport *report, KamUrgentKind kind);
/** "usually buys every 31 days" */
char *kam_words_usual_gap(const KamReport *report, const KamReportAccount *account);
/** Which lines count, for the report's basis. */
char *kam_words_basis(const KamReport *report);
/** Which lines count in a basis, in English. */
const char *kam_words_basis_of(KamReportBasis basis);
/** "2011", "2013 (part)", "year to 9 December 2010". */
char *kam_words_span(const KamReport *report, const KamReportSpan *span);
/** How lines balance: read = taken + repeated + refused. */
char *kam_words_balance(const KamReport *report);
/** Which lines the balance holds: credits, duplicates, rows set aside. */
char *kam_words_balance_kinds(const KamReport *report);
/** "8 customers, 175 documents, net 268,585.00 RSD; 3 January 2023 to 28 February 2025" */
char *kam_words_scope(const KamReport *report);
/** "Key accounts, 3 January 2023 to 28 February 2025" */
char *kam_words_title(const KamReport *report);
/** What people call the account, "(no name)" when it has neither name nor number; not yet cleaned. */
char *kam_words_label(const KamReport *report, const KamReportAccount *account);
/** "A", "B", "C", "-": the same in every language. */
const char *kam_tier_name(KamTier tier);
