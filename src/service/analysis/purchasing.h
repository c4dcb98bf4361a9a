/* How groups of companies buy each category: centrally, by region or each company for itself, since when, and who needs
 * whom more. The moment comes from kamen/changepoint.h; docs/methods/purchasing.md tells the whole. */
#pragma once

#include <kamen/changepoint.h>

#include "service/analysis/scope.h"

/* The days before the day asked for that say how a category is bought now, and what it is worth. */
#define KAM_PURCHASING_YEAR_DAYS 365

typedef enum {
    KAM_BUYING_UNKNOWN,
    KAM_BUYING_CENTRAL,
    KAM_BUYING_REGIONAL,
    KAM_BUYING_LOCAL,
    KAM_BUYING_N,
} KamBuyingMode;

/* Why it is not known. */
typedef enum {
    KAM_BUYING_IS_KNOWN,
    KAM_BUYING_FEW_DOCUMENTS, /* less than KAM_PURCHASING_MIN_DOCUMENTS in the year */
    KAM_BUYING_ONE_BUYER,     /* of the companies that still buy, only one has ever bought it: for all, or because the
                                 others have no use for it */
} KamBuyingReason;

#define KAM_PURCHASING_MIN_DOCUMENTS 6
/* The part of the year's documents from which on one company buys (nearly) all. */
#define KAM_PURCHASING_MOST 0.9

/* Documents of one company of the group: with the category, and all. */
typedef struct {
    guint32 account;
    guint before, before_all, after, after_all; /* of the moment */
} KamPurchasingUnit;

typedef struct {
    guint32 category; /* index of `categories` */
    guint companies;  /* that have bought it while they belonged to the group */
    KamBuyingMode mode;
    KamBuyingReason reason;
    guint32 centre;       /* account; KAM_NO_INDEX unless central */
    gboolean is_tested;   /* two companies have bought it: the members below hold */
    KamChangepoint found; /* found.is_found: from a moment on; found.is_suspected: perhaps */
    guint32 mover;        /* account to which it moved, or perhaps did; KAM_NO_INDEX */
    gint32 since_day, since_from_day, since_to_day;
    double share_before, share_after; /* the mover's of the documents with the category; NaN without documents */
    guint n_units;                    /* the companies in question, when a moment was found or is suspected */
    KamPurchasingUnit *units;
    gint64 net_micro;    /* of the year, of the group */
    gint64 profit_micro; /* of the lines with a cost */
    gboolean has_profit; /* a cost is known for 80 % of the amounts */
} KamPurchasingCategory;

typedef struct {
    guint32 head;     /* account */
    guint companies;  /* with invoices */
    gint64 net_micro; /* of the year */
    guint n;
    KamPurchasingCategory *categories; /* largest net first */
} KamPurchasingGroup;

/* What all customers together buy of a category in the year. */
typedef struct {
    const char *name;
    gint64 net_micro, profit_micro;
    gboolean has_profit;
    guint customers;
} KamPurchasingMarket;

typedef struct {
    KamScope scope;
    guint n_categories;
    KamPurchasingMarket *market;
    /* Groups; groups x categories that were tested, where a moment was found, and where it is suspected. */
    guint n, n_tested, n_found, n_suspected;
    KamPurchasingGroup *groups; /* largest net first */
} KamPurchasingAnalysis;

/**
 * Compute it. The facts are borrowed and must outlive it.
 *
 * Companies belong to a group on the days that their ties say.
 *
 * @return NULL with an error of kam_scope_init() or of kam_groups_at_put(). Without a group the list is empty.
 */
KamPurchasingAnalysis *kam_purchasing_analysis_new(const KamFacts *facts, gint64 data_version,
                                                   const KamAnalysisOptions *options, GError **error);
void kam_purchasing_analysis_free(KamPurchasingAnalysis *analysis);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamPurchasingAnalysis, kam_purchasing_analysis_free)

/** "central", "regional", "local"; NULL when it is not known. */
const char *kam_buying_mode_name(KamBuyingMode mode);
/** "few_documents", "one_buyer"; NULL when the mode is known. */
const char *kam_buying_reason_name(KamBuyingReason reason);

/** One JSON object, as docs/analyses.md describes it; `limit` cuts the list of groups, 0 lists all. */
void kam_purchasing_analysis_to_json(const KamPurchasingAnalysis *analysis, guint limit, KamJson *json);
/** A row for each group and category; `limit` cuts the groups. Free with g_string_free(). */
GString *kam_purchasing_analysis_to_csv(const KamPurchasingAnalysis *analysis, guint limit);
