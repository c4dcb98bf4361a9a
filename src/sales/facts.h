/* Invoice lines as columns in memory, with the accounts and products they speak of: what every analysis reads.
 * Filled straight from files (kamen report) or from the column segments of a database (kamen analyze). */
#pragma once

#include <glib.h>

#include "base/date.h"
#include "sales/rates.h"

#define KAM_NO_INDEX G_MAXUINT32

enum {
    KAM_FACT_CREDIT = 1 << 0,  /* stands on a credit document */
    KAM_FACT_CHARGE = 1 << 1,  /* postage, bank fee, manual entry ...: no product */
    KAM_FACT_NO_COST = 1 << 2, /* cost unknown; cost_micro is 0 */
    KAM_FACT_FOREIGN =
        1 << 3, /* in another currency than the facts' own and without a rate: never added to the others */
};

typedef struct {
    gint64 id;              /* 0 when the facts come straight from files */
    const char *number;     /* NULL when unknown */
    const char *name;       /* NULL when unknown */
    const char *tax_number; /* NULL when unknown */
    const char *country;    /* NULL when unknown */
    const char *region;     /* NULL when unknown; this and all below are empty in facts straight from files */
    const char *city;       /* NULL when unknown */
    const char *manager;    /* name of the key account manager; NULL when nobody is */
    gint64 manager_id;      /* 0: nobody */
    gint64 parent_id;       /* the company right above it today; 0: none */
    gint64 head_id;         /* head of its group today; 0: stands alone or is a head itself */
} KamFactAccount;

/* The first two make the tree of a group; a company in a franchise or a buying association stays its own. */
typedef enum { KAM_TIE_OWNS, KAM_TIE_CONTROLS, KAM_TIE_FRANCHISE, KAM_TIE_BUYING_ASSOCIATION, KAM_TIE_N } KamTieKind;

#define KAM_TIE_EVER G_MININT32  /* from_day: since before anything is known */
#define KAM_TIE_STILL G_MAXINT32 /* to_day: no end is known */
#define KAM_TIE_UNKNOWN_SHARE -1 /* share_micro: unknown */

/* That one account belongs to another, from when to when. */
typedef struct {
    gint64 id; /* of the membership */
    guint32 account, parent;
    gint32 from_day;    /* its first day */
    gint32 to_day;      /* the first day on which it is no more */
    gint64 share_micro; /* percent that the parent holds, millionths */
    KamTieKind kind;
} KamTie;

/* What people say of how a group, or a company alone, buys a category. */
typedef struct {
    gint64 id;                   /* of the record purchasing */
    guint32 account;             /* head of the group */
    const char *category, *mode; /* "central", "regional", "local" */
    gint32 since_day;            /* KAM_DAY_NONE when unknown */
    gboolean is_from_data;       /* seen in the invoices and accepted */
    gint64 yearly_micro;         /* what they buy of it a year, from everybody; 0 when unknown */
    char currency[4];            /* of that amount */
} KamFactPurchasing;

typedef struct {
    gint64 id;
    const char *number;   /* NULL when unknown */
    const char *name;     /* NULL when unknown */
    const char *category; /* NULL when unknown */
    gboolean is_charge;
} KamFactProduct;

/* Sum of lines in one currency that is not the facts' own. */
typedef struct {
    char currency[4];
    gint64 net_micro;
    guint64 lines;
} KamForeignSum;

/* The balance of what was read; rows_read = taken + repeated + refused always holds. */
typedef struct {
    guint64 read, taken, repeated, refused;
    guint64 without_account, charges, credits; /* lines among those taken */
    guint64 duplicates_kept; /* lines equal to an earlier line of their document: real in invoices, kept */
    guint64 updated;         /* lines among those taken that replaced a known line of their document */
    guint64 cancelled, advance, not_product; /* rows set aside, not among those read */
    guint64 without_product_name;
    guint64 documents, repeated_documents, updated_documents;
    guint64 without_cost;
    guint64 converted;        /* lines in other currencies, converted by the table of rates */
    gint64 net_micro;         /* over all lines taken in the facts' own currency */
    guint64 refused_unread;   /* refused rows whose amount cannot be read */
    gint64 refused_net_micro; /* of the other refused rows, as the file writes them */
    gint64 repeated_net_micro;
} KamBalance;

typedef struct {
    gsize n;
    guint32 *account;  /* index into accounts, KAM_NO_INDEX without one */
    guint32 *product;  /* index into products, KAM_NO_INDEX without one */
    guint32 *document; /* 0 .. n_documents - 1 */
    gint32 *day;
    gint64 *quantity_micro;
    gint64 *net_micro;
    gint64 *cost_micro;
    guint8 *flags;
    GArray *accounts;    /* KamFactAccount; texts live in `texts` */
    GArray *products;    /* KamFactProduct */
    GArray *ties;        /* KamTie, by account; sales/groups.h makes groups of them */
    GArray *purchasings; /* KamFactPurchasing, by account, category and day; empty in facts straight from files */
    GArray *foreign;     /* KamForeignSum, by size */
    guint32 n_documents;
    gint32 first_day, last_day; /* KAM_DAY_NONE without lines */
    char currency[4];           /* "XXX" when the files name none */
    gboolean is_one_money; /* several currencies are named, but equal prices show that all amounts are in `currency` */
    KamBalance balance;
    GStringChunk *texts;
} KamFacts;

/* For those who fill facts: empty facts with room for texts; then each line, when its columns and its product stand. */
KamFacts *kam_facts_new(void);
/** Mark line i as a charge or foreign where it is one, and count it into balance, foreign sums and period. FALSE with
 * KAM_ERROR_TOO_LARGE when a sum would leave 64 bits. */
gboolean kam_facts_count_line(KamFacts *facts, gsize i, guint32 currency, gboolean is_foreign, GError **error);
/** Convert net and cost of line i from a currency into the rates' home, before it is counted. FALSE, and nothing is
 * changed, without a rate. */
gboolean kam_facts_convert_line(KamFacts *facts, gsize i, guint32 currency, const KamRates *rates);

/** What was said last of how a group buys a category; NULL when nothing was. */
const KamFactPurchasing *kam_facts_find_purchasing(const KamFacts *facts, guint32 account, const char *category);

/** Index of an account by its id, KAM_NO_INDEX when there is none; for facts of a database, whose accounts are in the
 * order of ids. */
guint32 kam_facts_find_account(const KamFacts *facts, gint64 id);

void kam_facts_free(KamFacts *facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamFacts, kam_facts_free)
