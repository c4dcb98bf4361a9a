/* The accounts that a run of ingest knows, stored ones and new ones, and the matching of a line to one of them. */
#pragma once

#include "sales/line.h"

typedef struct {
    gint64 id;          /* 0 until stored */
    const char *number; /* NULL when unknown */
    const char *name;
    const char *name_key;   /* never NULL */
    const char *tax_number; /* normalised, NULL when unknown */
    const char *country;
    guint32 next_same_tax; /* chain of equal tax numbers, KAM_NO_INDEX at the end */
    gboolean is_seen;      /* met in this run */
    gboolean is_new;       /* not stored yet */
    gboolean is_changed;   /* a stored account that this run taught something new */
} KamAccountEntry;

typedef struct KamAccountBook KamAccountBook;

KamAccountBook *kam_account_book_new(void);
void kam_account_book_free(KamAccountBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamAccountBook, kam_account_book_free)

/** Take in a stored account; before the first match. NULL texts are unknown. */
void kam_account_book_add_stored(KamAccountBook *book, gint64 id, const char *number, const char *name,
                                 const char *name_key, const char *tax_number, const char *country);

/**
 * A stored account is also known by another number, name or tax number: those of an account that was merged into it.
 * Lines find it by them and teach it nothing. After all stored accounts; texts may be NULL or "".
 */
void kam_account_book_add_alias(KamAccountBook *book, guint32 index, const char *number, const char *name_key,
                                const char *tax_number);

/**
 * The account of a line: by number, else by tax number, else by folded name; made when none fits.
 *
 * Two accounts that both bear a number are never the same one, whatever their names: branches of one company have
 * a number each and share the tax number. An account known without a number takes the number on.
 *
 * @return index of the account, or KAM_NO_INDEX when the line names none.
 */
guint32 kam_account_book_match(KamAccountBook *book, const KamLine *line);

/**
 * The account of a row of a list of accounts, matched as a line is; made when none fits. What the row gives (name, tax
 * number, country) replaces what is known, in the order of the calls; what it leaves empty changes nothing. A number is
 * taken on, never replaced.
 *
 * @param given  account_number, account_name, tax_number and country are looked at; a number or a name must be there.
 */
guint32 kam_account_book_update(KamAccountBook *book, const KamLine *given);

guint32 kam_account_book_size(const KamAccountBook *book);
/** The account at an index; borrowed, and moved when accounts are added. */
KamAccountEntry *kam_account_book_get(KamAccountBook *book, guint32 index);

/** Index of the stored account of an id, KAM_NO_INDEX when there is none (id 0 is none). */
guint32 kam_account_book_find_stored(KamAccountBook *book, gint64 id);
