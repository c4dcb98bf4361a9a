/* What is under contract: agreements as they were known on a day, and what they say of each account. Read from the
 * records beside the lines; docs/methods/predictability.md defines the figures. */
#pragma once

#include "service/analysis/scope.h"

#define KAM_AGREEMENT_OPEN G_MAXINT32 /* no end is known */
#define KAM_AGREEMENT_YEAR_DAYS 365   /* of sales that a share is taken of */

/* Days are KAM_DAY_NONE where there is none. */
typedef struct {
    gint64 account_id;
    const char *category; /* as products name it; NULL: everything */
    gint32 signed_on;     /* NONE: a draft */
    gint32 starts_on;
    gint32 ends_on; /* of the first term; NONE: open */
    gint32 notice_given_on;
    gint32 notice_days;    /* before the end of a term by which notice has to be given */
    gint32 renewal_months; /* of each further term; 0: not renewed by itself */
} KamAgreement;

/* How many columns of a statement such as agreement_terms make an agreement. */
#define KAM_AGREEMENT_COLUMNS 9
/** The agreement of a row of such a statement; its texts are put into the chunk. */
KamAgreement kam_agreement_read(KamStmt *stmt, GStringChunk *texts);

/** Whether it was signed by that day. */
gboolean kam_agreement_is_known(const KamAgreement *agreement, gint32 day);

/**
 * The last day that it covers, as known on a day.
 *
 * Of one that renews itself it is the end of the first term before which notice can still be given on that day, or on
 * the day on which notice was given, if that was before. Notice ends an open one, and one that does not renew itself
 * before its end, after its notice period. KAM_AGREEMENT_OPEN without an end.
 */
gint32 kam_agreement_end(const KamAgreement *agreement, gint32 day);

/* An account's, as of the day of the analysis. */
typedef struct {
    double share; /* of its net of the last 365 days, on days and in categories covered; in [0, 1], NaN: not known */
    gint32 end;   /* last day covered without a gap from the day on; KAM_DAY_NONE: the day itself is not covered */
    double years; /* of that stretch from its beginning; an open one ends after its notice period; 0: not covered */
} KamContract;

typedef struct {
    gboolean is_kept; /* the firm had an agreement with anybody that began by that day */
    guint n;          /* accounts of the facts */
    KamContract *list;
} KamContracts;

/* How companies count for groups: the lines of the scope are those of `companies`, under the heads of groups. */
typedef struct {
    const KamFacts *companies;
    const guint32 *head; /* by account: whose the agreements of a company are */
} KamContractsRoll;

/**
 * Look at all accounts.
 *
 * Agreements that were not signed by the day, and sales before one began, count nowhere; one that is signed and begins
 * when another ends carries the stretch on. Where the firm keeps no agreements nothing is known of anybody; where it
 * keeps some, an account without one has a share of 0.
 *
 * @param agreements  KamAgreement, ordered by account; NULL: none are kept.
 * @param scope       with its facts.
 * @param roll        NULL: they are of companies. Of a group the share is that of its companies' lines on days and in
 *                    categories that the agreements of each cover; end and years are the longest of its companies.
 * @return never NULL. Cost: one pass over the lines.
 */
KamContracts *kam_contracts_new(const GArray *agreements, const KamScope *scope, const KamContractsRoll *roll);
/** The same from a database; NULL db: none are kept. NULL with an error of the database. */
KamContracts *kam_contracts_load(KamDb *db, const KamScope *scope, const KamContractsRoll *roll, GError **error);
void kam_contracts_free(KamContracts *contracts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamContracts, kam_contracts_free)

/** A word that changes with the agreements of a database, for keys of what is kept of them. Free with g_free(). */
char *kam_contracts_dup_stamp(KamDb *db, GError **error);
/** Why an account's share is not known: "no_agreements", "nothing_bought"; NULL when it is. */
const char *kam_contracts_reason(const KamContracts *contracts, guint32 account);
