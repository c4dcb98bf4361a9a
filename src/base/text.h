/* Text as people write it: folding for comparison and search. */
#pragma once

#include <glib.h>

/**
 * Fold text for comparison: case, diacritics, Serbian script and punctuation vanish.
 *
 * Steps: compatibility decomposition (NFKD), case folding, combining marks dropped,
 * Cyrillic letters written in Latin (Serbian rules: lj nj dj dz), đ written dj; ß ss, ø o, ł l, æ ae, œ oe;
 * every run of characters that are neither letter nor digit becomes one space; spaces at
 * both ends are dropped. "Đorđević d.o.o." , "ЂОРЂЕВИЋ Д.О.О." and "Djordjevic DOO" ...
 * give "djordjevic d o o" twice and "djordjevic doo" once; see kam_text_company_key() for the last step.
 *
 * @param text    UTF-8 of `length` bytes (-1: up to the NUL); invalid bytes become spaces.
 * @return        newly allocated; may be "" but never NULL. Free with g_free().
 * Cost: O(length); text that is plain ASCII takes a short way.
 */
char *kam_text_fold(const char *text, gssize length);

/** The same, appended to `out`; for loops that keep one buffer. */
void kam_text_fold_append(GString *out, const char *text, gssize length);

/**
 * The key by which company names are matched: folded, single letters joined ("d o o" -> "doo"),
 * and words for the legal form (doo, ad, dd, ltd, llc, gmbh, inc, sr, szr, preduzece ...) dropped where
 * other words remain. "Metal Promet d.o.o. Beograd" and "METAL-PROMET DOO BEOGRAD" give the same key.
 */
char *kam_text_company_key(const char *name, gssize length);

/** Spaces, NBSP, BOM and control characters trimmed from both ends of a slice, in place; nothing is copied. */
void kam_text_trim(const char **text, gsize *length);

/** Whether two slices are the same bytes. */
gboolean kam_text_equal(const char *a, gsize a_length, const char *b, gsize b_length);
