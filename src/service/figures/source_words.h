/* What figures are made of and how sure they are: codes, which the catalogues of pages know, and the same in English
 * for whoever reads the API. One place for all, so that a new figure finds its words beside the others. */
#pragma once

typedef struct {
    const char *formula_code; /* "account_months" */
    const char *formula;
    const char *certainty_code; /* "counted_exact" */
    const char *certainty;
} KamSourceWords;

/* Of the overview. */
extern const KamSourceWords kam_source_headline, kam_source_profit, kam_source_pareto, kam_source_years,
    kam_source_tiers, kam_source_movers, kam_source_silent, kam_source_quality;
/* Of one account. */
extern const KamSourceWords kam_source_account_place, kam_source_account_months, kam_source_account_forecast,
    kam_source_account_worth, kam_source_account_products, kam_source_account_behaviour, kam_source_account_tier,
    kam_source_account_matters;
/* Of the table of accounts, and of sums in any grouping: with all lines, or without those in currencies that have no
 * rate. */
extern const KamSourceWords kam_source_board, kam_source_sums, kam_source_sums_foreign;
/* Of one group on a day. */
extern const KamSourceWords kam_source_group_work;
