/* An append-only JSON writer: text goes straight into a buffer, no tree is built.
 * Commas and nesting are kept by the writer; a wrong nesting is a programming error and asserts. */
#pragma once

#include <glib.h>

#define KAM_JSON_MAX_DEPTH 64

typedef struct {
    GString *out; /* owned by the caller */
    guint depth;
    guint indent; /* spaces a level; 0 writes compactly */
    guint8 state[KAM_JSON_MAX_DEPTH];
} KamJson;

/** Start writing one value at the end of `out`; `indent` spaces a level, 0 for everything on one line. */
void kam_json_init(KamJson *json, GString *out, guint indent);

/* All calls below take the member's name, or NULL inside an array and at the top. */

/** Objects and arrays nest up to KAM_JSON_MAX_DEPTH - 1 levels. */
void kam_json_begin_object(KamJson *json, const char *name);
void kam_json_end_object(KamJson *json);
void kam_json_begin_array(KamJson *json, const char *name);
void kam_json_end_array(KamJson *json);
/** A NUL-terminated text; NULL is null, each byte of invalid UTF-8 becomes U+FFFD. */
void kam_json_text(KamJson *json, const char *name, const char *value);
/** The same for a slice, which may hold NULs. */
void kam_json_text_n(KamJson *json, const char *name, const char *value, gsize length);
void kam_json_int(KamJson *json, const char *name, gint64 value);
/** An id, as a string: 63 bits do not fit a JavaScript number. */
void kam_json_id(KamJson *json, const char *name, gint64 id);
/** The shortest text that reads back as the same double; NaN and infinities are null. */
void kam_json_number(KamJson *json, const char *name, double value);
void kam_json_bool(KamJson *json, const char *name, gboolean value);
void kam_json_null(KamJson *json, const char *name);
/** {"amount":"1234.50","currency":"RSD"}: rounded half away from zero; an unknown currency ("XXX" or NULL) is null. */
void kam_json_money(KamJson *json, const char *name, gint64 micro, const char *currency);
/** A value that is JSON text already, put in as it is: the caller vouches for it. */
void kam_json_raw(KamJson *json, const char *name, const char *text);
