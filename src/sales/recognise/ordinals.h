/* Which line of its document a line is, in files that do not number them. */
#pragma once

#include <glib.h>

/* Remembers up to 2^20 documents in 16 bytes each; beyond that the oldest in the same place is forgotten, so memory
 * stays flat. A document that comes back after that begins at 1 again. */
typedef struct {
    struct KamOrdinalSlot *slots;
    guint64 mask;
    guint64 used;
    guint64 current; /* hash of the document being counted */
    gint32 count;
    gboolean has_current;
} KamOrdinals;

/** Start with no documents; free with kam_ordinals_clear(). */
void kam_ordinals_init(KamOrdinals *ordinals);
void kam_ordinals_clear(KamOrdinals *ordinals);
/** The document changes: its count goes on where it stood. */
void kam_ordinals_enter(KamOrdinals *ordinals, const char *document, gsize length);
/** The next line of the document entered last: 1, 2, ... */
gint32 kam_ordinals_next(KamOrdinals *ordinals);
