/* A word for much: equal when the same numbers and texts were put in, in the same order. Quicker than the checksums of
 * GLib, since a change of one name of 100,000 goes through all of them. */
#pragma once

#include <glib.h>
#include <sodium.h>

typedef struct {
    crypto_generichash_state state;
    GString *pending; /* not in the state yet: many small pieces go in together */
} KamStamp;

/** An empty one, on the stack; ends with kam_stamp_finish(). */
void kam_stamp_init(KamStamp *stamp);
/** Put in a number. */
void kam_stamp_add_int(KamStamp *stamp, gint64 value);
/** Put in a text. NULL is told from "". */
void kam_stamp_add_text(KamStamp *stamp, const char *text);
/** The word, and the end of the stamp. Free with g_free(). */
char *kam_stamp_finish(KamStamp *stamp);
