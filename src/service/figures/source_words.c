/* The words of all sources. */
#include "service/figures/source_words.h"

const KamSourceWords kam_source_headline = {
    .formula_code = "headline",
    .formula = "rows with a positive net, largest first: how many of them together make 80% of the net of all of "
               "them",
    .certainty_code = "counted_exact",
    .certainty = "counted: every line of the period is in it, exact to the cent",
};

const KamSourceWords kam_source_profit = {
    .formula_code = "profit",
    .formula = "net less cost of the lines whose cost is known, by row; rows with profit, largest first: how many "
               "of them together make 80% of it; rows_losing have a margin below zero",
    .certainty_code = "counted_costed",
    .certainty = "counted over the lines whose cost is known: cost_known says what part of the net they are",
};

const KamSourceWords kam_source_pareto = {
    .formula_code = "pareto",
    .formula = "cumulative share of the net, rows with a positive net, largest first; the first points, the one "
               "that reaches 80% and the last, and others at even steps between them",
    .certainty_code = "counted",
    .certainty = "counted",
};

const KamSourceWords kam_source_years = {
    .formula_code = "years",
    .formula = "of each calendar year, over rows with a positive net in it: docs/numbers.md; a year that is not "
               "whole is no trend",
    .certainty_code = "counted",
    .certainty = "counted",
};

const KamSourceWords kam_source_tiers = {
    .formula_code = "tiers",
    .formula = "tier by the share of all sales up to the last day, moved by one near a cut by profit, growth, "
               "predictability and breadth (docs/report.md); net of the period",
    .certainty_code = "rule",
    .certainty = "a rule on counted numbers",
};

const KamSourceWords kam_source_movers = {
    .formula_code = "movers",
    .formula = "net of the period less net of the days before; its parts: products new and no longer bought, then "
               "of the others quantities at the price before, and prices",
    .certainty_code = "counted_convention",
    .certainty = "counted; the parts of a change are a convention, their sum is exact",
};

const KamSourceWords kam_source_silent = {
    .formula_code = "silent",
    .formula = "rows with a rhythm whose present pause is longer than any before and unlikely by their own gaps "
               "(docs/report.md); at_stake is the net of the 365 days up to the last purchase",
    .certainty_code = "one_in_hundred",
    .certainty = "one false alarm in a hundred rows that buy at random",
};

const KamSourceWords kam_source_quality = {
    .formula_code = "quality",
    .formula = "lines of the period, and accounts that have some, that lack something",
    .certainty_code = "counted",
    .certainty = "counted",
};

const KamSourceWords kam_source_account_place = {
    .formula_code = "account_place",
    .formula = "sums of its lines of the period, credits negative; rank, share and cumulative among all accounts of "
               "the firm with a positive net",
    .certainty_code = "counted_exact",
    .certainty = "counted, exact to the cent",
};

const KamSourceWords kam_source_account_months = {
    .formula_code = "account_months",
    .formula = "net by calendar month, beside the same month of the year before; whole is false where the data "
               "begin or end inside the month",
    .certainty_code = "counted_exact",
    .certainty = "counted, exact to the cent",
};

const KamSourceWords kam_source_account_forecast = {
    .formula_code = "account_forecast",
    .formula = "docs/methods/forecast.md: the method that foretold its past best, on months that end on the last "
               "day of the data",
    .certainty_code = "bounds_tested",
    .certainty = "bounds of 80% and 95% beside each month; back_test says how it would have done on the past",
};

const KamSourceWords kam_source_account_worth = {
    .formula_code = "account_worth",
    .formula = "docs/methods/clv.md: the model that foretells the last third of the data best, fitted to all "
               "accounts; profit where costs are known for most of its sales, revenue otherwise",
    .certainty_code = "bounds",
    .certainty = "estimated: bounds of 95% beside each figure",
};

const KamSourceWords kam_source_account_products = {
    .formula_code = "account_products",
    .formula = "sums of its lines of the period against the days before: new was never bought before the period, "
               "back was not bought on the days before, growing and falling change by a tenth and more, stopped is "
               "not bought in the period",
    .certainty_code = "counted_exact",
    .certainty = "counted, exact to the cent",
};

const KamSourceWords kam_source_account_behaviour = {
    .formula_code = "account_behaviour",
    .formula = "docs/report.md, of all its lines up to the last day: usual gap is the median between days of "
               "purchase, next_purchase the last one and a usual gap later",
    .certainty_code = "counted_chance",
    .certainty = "counted; silence_chance is the chance of a pause as long as the present one",
};

const KamSourceWords kam_source_account_tier = {
    .formula_code = "account_tier",
    .formula = "docs/report.md, of all sales up to the last day: class by share alone, moved by one near a cut when "
               "profit, growth, predictability and breadth together speak for it",
    .certainty_code = "rule",
    .certainty = "a rule on counted numbers",
};

const KamSourceWords kam_source_account_matters = {
    .formula_code = "account_matters",
    .formula = "docs/report.md: what asks for somebody, the largest sum first, then what is good; at_stake is what "
               "each may cost: the last year's net of the silent, what is missing of the falling",
    .certainty_code = "rules_and_estimate",
    .certainty = "rules on counted numbers; probably_gone is an estimate",
};

const KamSourceWords kam_source_board = {
    .formula_code = "board",
    .formula = "sums of the invoice lines of the period by row, credits negative; share, cumulative and rank among "
               "the rows in view with a positive net; tier, last_purchase, silence, alive and forecast of all lines "
               "as of the last day of the data, tiers among all accounts of the firm (docs/report.md, "
               "docs/analyses.md)",
    .certainty_code = "counted_and_estimated",
    .certainty = "sums are counted, exact to the cent; alive is a chance, and forecast has its bounds of 95% beside it",
};

const KamSourceWords kam_source_sums = {
    .formula_code = "sums",
    .formula = "sums of the invoice lines, credits negative, without tax; margin = net less cost of the lines whose "
               "cost is known (costed_net)",
    .certainty_code = "counted_exact",
    .certainty = "counted: every line that is asked for is in it, exact to the cent",
};

const KamSourceWords kam_source_sums_foreign = {
    .formula_code = "sums",
    .formula = "sums of the invoice lines, credits negative, without tax; margin = net less cost of the lines whose "
               "cost is known (costed_net)",
    .certainty_code = "counted_foreign",
    .certainty = "counted, exact to the cent; lines in other currencies without a rate are in no sum, see "
                 "lines_without_rate",
};

const KamSourceWords kam_source_group_work = {
    .formula_code = "group_work",
    .formula = "sums of the invoice lines of the period over the units that belong to the head on that day, owned or "
               "controlled, each line once; share of all lines in view (docs/groups.md)",
    .certainty_code = "counted_as_told",
    .certainty = "sums are counted, exact to the cent; who belongs to whom is as people said",
};
