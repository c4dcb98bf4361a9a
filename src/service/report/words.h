/* The sentences of the report, each made from its own numbers; the terminal and the page print the same ones.
 * All results are newly allocated; NULL means that there is nothing to say. */
#pragma once

#include "service/report/format.h"
#include "service/report/report.h"

/** "27.4% of customers (1,183 of 4,283) bring 80% of sales." */
char *kam_words_headline(const KamReport *report, const KamNumberStyle *style);
/** What concentration means for risk: the share of the largest, of the ten largest. */
char *kam_words_dependency(const KamReport *report, const KamNumberStyle *style);
/** How concentration moved over the whole years, or why that cannot be said. */
char *kam_words_trend(const KamReport *report, const KamNumberStyle *style);
/** What the profit adds up to and who erodes it, or why that cannot be said. */
char *kam_words_profit(const KamReport *report, const KamNumberStyle *style);
/** What is compared for "falling" and "growing", or why nothing is. */
char *kam_words_comparison(const KamReport *report, const KamNumberStyle *style);
/** What fell, in one sentence. */
char *kam_words_falling(const KamReport *report, const KamNumberStyle *style);
/** What has gone silent, in one sentence. */
char *kam_words_silent(const KamReport *report, const KamNumberStyle *style);
/** Which lines count, for the chosen basis. */
const char *kam_words_basis(const KamReport *report);
/** The same of a basis alone. */
const char *kam_words_basis_of(KamReportBasis basis);
/** "2009-12-01 to 2010-12-09" */
char *kam_words_period(const KamReport *report);
/** How lines balance: read = taken + repeated + refused. */
char *kam_words_balance(const KamReport *report, const KamNumberStyle *style);
/** "A", "B", "C", "-" */
const char *kam_tier_name(KamTier tier);
