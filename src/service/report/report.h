/* The report on a firm's sales: who the key accounts are and why, computed from facts in memory.
 * The model is made here once; JSON, HTML and the terminal only render it. */
#pragma once

#include "base/error.h"
#include "base/json.h"
#include "base/language.h"
#include "sales/facts.h"

/* Defined where they are computed: service/analysis/account_value.h, account_forecast.h, service/report/outlook.h. */
typedef struct KamAccountValue KamAccountValue;
typedef struct KamAccountForecast KamAccountForecast;
typedef struct KamReportOutlook KamReportOutlook;

/** Rolling months kept per account, counted back from the day of the report; 0 is the latest. */
#define KAM_REPORT_MONTHS 24

/** Purchase days that an account needs before a pause may be called unusual. */
#define KAM_REPORT_LEAST_DAYS_FOR_RHYTHM 4

/** Who left longer ago is history: worth a look in the list of the silent, not a call this week. */
#define KAM_REPORT_RECENT_DAYS 365

/** Which lines count as sales in everything that compares accounts. */
typedef enum {
    KAM_BASIS_PRODUCTS, /* product lines net of credits; charges apart */
    KAM_BASIS_ALL,      /* every line with an account, net of credits, charges too */
    KAM_BASIS_INVOICED, /* lines with positive amount and quantity on documents that are no credits; charges too */
    KAM_BASIS_N,
} KamReportBasis;

typedef struct {
    KamReportBasis basis;
    gint32 until_day; /* the report is as of this day and ignores later lines; KAM_DAY_NONE: the last day of the data */
    KamLanguage language;  /* of all sentences, also of those in JSON */
    gboolean numbers_only; /* without what is to come and without sentences: outlook, reasons and gaps stay empty */
} KamReportOptions;

typedef enum { KAM_TIER_A, KAM_TIER_B, KAM_TIER_C, KAM_TIER_NONE } KamTier;

/* What speaks for or against an account beside its size. */
typedef enum { KAM_MERIT_PROFIT, KAM_MERIT_GROWTH, KAM_MERIT_PREDICTABILITY, KAM_MERIT_BREADTH, KAM_MERIT_N } KamMerit;

/* One account in the light of its own lines. */
typedef struct {
    guint32 index;         /* into facts->accounts */
    const char *number;    /* borrowed from the facts; NULL when unknown */
    const char *name;      /* borrowed from the facts; NULL when unknown */
    gint64 net_micro;      /* by the basis of the report */
    gint64 sold_micro;     /* positive product lines of invoices */
    gint64 returned_micro; /* what credits and negative product lines took back, >= 0 */
    gint64 charges_micro;
    gint64 costed_net_micro; /* net of the lines whose cost is known */
    gint64 cost_micro;
    gint64 months[KAM_REPORT_MONTHS]; /* net in each rolling month before the day of the report */
    guint32 lines, costed_lines, documents, products, purchase_days;
    gint32 first_day, last_day; /* of purchases; KAM_DAY_NONE without any */
    gint32 usual_gap_days;      /* median between purchase days; 0 below two days */
    gint32 longest_gap_days;
    double gap_variation;     /* standard deviation of the gaps by their mean; NaN below three purchase days */
    double silence_chance;    /* chance of a gap as long as the present one, by its own gaps; 1 when too few to say */
    gint64 last_year_micro;   /* net in the 365 days up to its last purchase */
    guint32 rank;             /* 1 is the largest; 0 when the total is not positive */
    double share, cumulative; /* of the positive accounts' total */
    KamTier class;            /* by share alone */
    KamTier tier;             /* the class, moved by one near a cut when the points say so */
    int merit[KAM_MERIT_N];   /* points: -1, 0, 1; growth 0, 1, 2 */
    int points;               /* their sum */
    gboolean is_silent, is_falling, is_new;
    double growth; /* over the report's comparison, house movement taken out when that is corrected; NaN when unknown */
    gint64 lost_micro;                  /* falling: what is missing against the comparison; 0 otherwise */
    const KamAccountValue *value;       /* what it is worth; borrowed from the outlook */
    const KamAccountForecast *forecast; /* for tier A only; NULL for the others; borrowed from the outlook */
    GPtrArray *reasons;                 /* char*, for tier A only; NULL for the others */
} KamReportAccount;

/* A stretch of time, with concentration where it is whole. */
typedef struct {
    char label[24];      /* "2011" or "year to 2010-12-09": what JSON calls it; people read kam_words_span() */
    gboolean is_rolling; /* the twelve months to a day, and no calendar year */
    gint32 from, to;
    gint64 net_micro;
    gboolean is_whole; /* a part year is never compared with a whole one */
    guint accounts;    /* with a positive total */
    guint accounts_for_80;
    double share_of_accounts_for_80, share_of_top_20, hhi, gini;
    gboolean has_concentration;
} KamReportSpan;

typedef struct {
    gint32 month;
    gint64 net_micro;
    gboolean is_whole;
} KamReportMonth;

/* The two stretches that "falling" and "growing" compare. */
typedef struct {
    guint months;          /* length of each; 0: too short a history to compare at all */
    gboolean is_corrected; /* shorter than a year: the movement of all accounts together is taken out, so that a season
                              is no trend */
    gint32 last_from, last_to, previous_from, previous_to;
    gint64 last_micro, previous_micro;
} KamReportComparison;

typedef struct {
    gboolean is_known;
    guint accounts; /* with a positive total */
    guint not_positive;
    gint64 total_micro;
    guint accounts_for_80;
    double share_of_accounts_for_80, share_of_top_20;
    double share_of_top_1, share_of_top_5, share_of_top_10; /* of one, five and ten accounts */
    double hhi, gini, effective_number;
    guint class_accounts[3];
    gint64 class_micro[3];
} KamReportConcentration;

typedef struct {
    gboolean is_known;
    double covered; /* share of the lines' net whose cost is known */
    gint64 sales_micro, cost_micro, margin_micro;
    guint accounts, accounts_with_negative_margin;
    gint64 peak_micro;
    guint peak_accounts;       /* accounts at the peak: those that add */
    double peak_multiple;      /* NaN when the margin is not positive */
    gint64 eroded_micro;       /* peak - margin */
    guint break_even_accounts; /* best accounts that together already bring the whole margin; 0 when there is none */
    guint32 *order;            /* accounts by margin, best first; indices into report->accounts */
    gsize n_order;
} KamReportProfit;

typedef struct {
    const char *name; /* borrowed; NULL: lines without a category */
    gint64 net_micro, cost_micro, costed_net_micro;
    guint products;
} KamReportCategory;

typedef enum { KAM_URGENT_FALLING, KAM_URGENT_SILENT, KAM_URGENT_LOSING, KAM_URGENT_N } KamUrgentKind;

/* One thing that a person should do first. */
typedef struct {
    KamUrgentKind kind;
    guint32 account;       /* position in report->accounts */
    gint64 stake_micro;    /* falling: lost; silent: its last year; losing: the margin lost over the whole period */
    const char *fell_most; /* falling: category or product that fell most; borrowed, NULL when none is named */
    gint64 fell_most_micro;
} KamReportUrgent;

/* One thing that the data lacks. */
typedef struct {
    const char *code; /* "lines_without_account" ... */
    char *text;       /* one sentence: what, how much, and what would be enough */
    guint64 lines;
    gint64 net_micro;
    double share; /* of lines or net, as the sentence says; NaN when it makes no sense */
} KamReportGap;

typedef struct {
    const KamFacts *facts; /* borrowed */
    KamReportOptions options;
    gint32 first_day, last_day, as_of_day;
    guint history_months; /* whole rolling months before the day of the report */
    guint accounts_seen, products_seen;
    guint64 documents_seen;
    gint64 considered_micro; /* net of all lines in the basis */
    KamReportConcentration concentration;
    KamReportComparison comparison;
    KamReportProfit profit;
    GArray *accounts; /* KamReportAccount, largest first; those not positive at the end */
    GArray *by_year;  /* KamReportSpan: calendar years, part years marked */
    GArray *trend;    /* KamReportSpan: whole calendar years, else rolling years; with concentration */
    gboolean trend_is_rolling;
    GArray *by_month;      /* KamReportMonth */
    GArray *categories;    /* KamReportCategory, largest first; empty when the data names none */
    GArray *falling;       /* guint32 into accounts, by money lost */
    GArray *silent;        /* guint32 into accounts; those silent for less than a year first, then by money at stake */
    GArray *urgent;        /* KamReportUrgent: key accounts that move, by stake, then those that lose money */
    guint urgent_accounts; /* key accounts that fall or went silent lately, listed or not */
    gint64 urgent_micro;   /* what is at stake with all of them */
    GArray *gaps;          /* KamReportGap */
    guint tier_accounts[3];
    gint64 tier_micro[3];
    guint raised_accounts, lowered_accounts;
    KamReportOutlook *outlook; /* what is to come */
} KamReport;

/**
 * Compute the report. The facts are borrowed and must outlive it.
 *
 * Fails with KAM_ERROR_INVALID when no line falls before the day asked for, KAM_ERROR_TOO_LARGE when the sums leave 64
 * bits. Cost: O(lines + accounts log accounts) time; four bytes a line and about 400 an account beside the facts.
 */
KamReport *kam_report_new(const KamFacts *facts, const KamReportOptions *options, GError **error);
void kam_report_free(KamReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamReport, kam_report_free)

/** The account at a position of report->accounts. */
const KamReportAccount *kam_report_get_account(const KamReport *report, guint position);
/** What people call the account: its name, else its number; NULL when it has neither. */
const char *kam_report_account_label(const KamReportAccount *account);
/** Margin of an account over the lines whose cost is known. */
gint64 kam_report_account_margin(const KamReportAccount *account);
/** Currency of the report's amounts, or NULL when the files name none. */
const char *kam_report_get_currency(const KamReport *report);
/** Currency of the facts' amounts, or NULL when the files name none. */
const char *kam_report_currency_of(const KamFacts *facts);
/** Whether every sum of lines fits 64 bits; KAM_ERROR_TOO_LARGE when not. */
gboolean kam_report_check_sums(const KamFacts *facts, GError **error);
/** "products", "all", "invoiced"; the word of --basis. */
const char *kam_report_basis_name(KamReportBasis basis);
/** Basis of a word; KAM_BASIS_N when unknown. */
KamReportBasis kam_report_basis_from_name(const char *name);

/** The members "lines" and "net" of an open object, the same for report and import. `currency` may be NULL. */
void kam_report_lines_to_json(KamJson *json, const KamBalance *balance, const char *currency);
/** The whole report as one JSON object; `limit` cuts each list of accounts, 0 lists all. */
void kam_report_to_json(const KamReport *report, guint limit, KamJson *json);
/** The report as one self-contained HTML page; `limit` as above. Free with g_string_free(). */
GString *kam_report_to_html(const KamReport *report, guint limit);
