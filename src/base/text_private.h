/* Shared between the files that fold text; not for others. */
#pragma once

#include <glib.h>

/** kam_text_fold_append(), but a gap without any space in it ("d.o.o.", "A&B") becomes `glue` instead of a space. */
void kam_text_fold_glued(GString *out, const char *text, gsize length, char glue);
