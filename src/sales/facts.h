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
} KamFactAccount;

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
    GArray *accounts; /* KamFactAccount; texts live in `texts` */
    GArray *products; /* KamFactProduct */
    GArray *foreign;  /* KamForeignSum, by size */
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

void kam_facts_free(KamFacts *facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamFacts, kam_facts_free)
