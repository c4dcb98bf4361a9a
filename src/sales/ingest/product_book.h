/* The articles that a run of ingest knows, and the matching of a line to one of them. */
#pragma once

#include "sales/ingest/charge.h"
#include "sales/line.h"

typedef struct {
    gint64 id;          /* 0 until stored */
    const char *number; /* NULL when unknown */
    const char *name;
    const char *name_key; /* never NULL */
    const char *category;
    const char *unit;
    const char *charge_reason; /* NULL: a product */
    gboolean was_charge;       /* as stored, before this run */
    guint64 key_hash;          /* of number, else of name key: the same in every run */
    guint32 next_same_name;
    gboolean is_seen;
    gboolean is_new;
    gboolean is_changed;
} KamProductEntry;

typedef struct KamProductBook KamProductBook;

/** `charges` is borrowed and must live as long as the book. */
KamProductBook *kam_product_book_new(const KamCharges *charges);
void kam_product_book_free(KamProductBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamProductBook, kam_product_book_free)

/** Take in a stored product; before the first match. */
void
kam_product_book_add_stored(KamProductBook *book, gint64 id, const char *number, const char *name, const char *name_key,
                            const char *category, const char *unit, const char *charge_reason);

/** The article of a line: by number, else by folded name; made when none fits. KAM_NO_INDEX when the line names none.
 */
guint32 kam_product_book_match(KamProductBook *book, const KamLine *line);

/**
 * The article of a row of a list of articles, matched as a line is; made when none fits. What the row gives (name,
 * category, unit) replaces what is known, in the order of the calls; what it leaves empty changes nothing. A number is
 * taken on, never replaced. Whether it is a charge is judged anew when its number or name changes.
 *
 * @param given  product_number, product_name, category and unit are looked at; a number or a name must be there.
 */
guint32 kam_product_book_update(KamProductBook *book, const KamLine *given);

guint32 kam_product_book_size(const KamProductBook *book);
/** The article at an index; borrowed, and moved when articles are added. */
KamProductEntry *kam_product_book_get(KamProductBook *book, guint32 index);

/** Whether the stored product of an id is a charge; ids that are not in the book are none. */
gboolean kam_product_book_is_charge(KamProductBook *book, gint64 id);
