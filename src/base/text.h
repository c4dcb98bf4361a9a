/* Text as people write it: folding for comparison and search. */
#pragma once

#include <glib.h>

/**
 * Fold text for comparison: case, diacritics, Serbian script and punctuation vanish.
 *
 * Steps: compatibility decomposition (NFKD), case folding, combining marks and ignorable signs (soft hyphen,
 * joiners, BOM) dropped, Cyrillic letters written in Latin (Serbian rules: lj nj dj dz; Macedonian gj kj dz;
 * Russian and Ukrainian in that manner), đ written dj (and so is ð, which often is a mangled đ); ß ss, ø o, ł l,
 * æ ae, œ oe, þ th;
 * every run of characters that are neither letter nor digit becomes one space; spaces at both ends are dropped.
 * "Đorđević d.o.o." and "ЂОРЂЕВИЋ Д.О.О." give "djordjevic d o o", "Djordjevic DOO" gives "djordjevic doo";
 * kam_text_company_key() takes that last step. Folding what is folded changes nothing.
 *
 * @param text    UTF-8 of `length` bytes (-1: up to the NUL); invalid bytes become spaces.
 * @return        newly allocated; may be "" but never NULL. Free with g_free().
 * Cost: O(length); ASCII about 1.5 ns a byte, Latin and Cyrillic letters about 5 ns each.
 */
char *kam_text_fold(const char *text, gssize length);

/** The same, appended to `out`; for loops that keep one buffer. */
void kam_text_fold_append(GString *out, const char *text, gssize length);

/**
 * The key by which company names are matched: folded, single letters joined ("d o o" -> "doo", "A & B" -> "ab"),
 * and words for the legal form (doo, ad, dd, ltd, llc, gmbh, inc, sr, szr, preduzece ...) dropped where
 * other words remain; short ones that may be words or names (sa, as, ab, co ...) only at the end.
 * "Metal Promet d.o.o. Beograd" and "METAL-PROMET DOO BEOGRAD" give the same key; city words stay.
 * A name whose fold is not "" gives a key that is not "". Free with g_free(). Cost: about 1.5 us.
 */
char *kam_text_company_key(const char *name, gssize length);

/** Tax number as it is compared: letters and digits only, capitals, without the RS before nine digits; "" when there
 * are none. `length` -1: up to the NUL. Free with g_free(). */
char *kam_text_tax_number(const char *text, gssize length);

/** Spaces of any width, NBSP, BOM and control characters (NUL, too) trimmed from both ends of a slice, in place;
 * nothing is copied. */
void kam_text_trim(const char **text, gsize *length);

/** The text in Unicode's composed form (NFC); NULL when it is no valid UTF-8. `length` -1: up to the NUL. Free with
 * g_free(). Cost: O(length), but for long runs of combining marks; see kam_text_has_long_marks(). */
char *kam_text_nfc(const char *text, gssize length);

/** Whether more combining marks follow one letter than any language writes (30). Such a run is no text, and putting
 * it in order costs its square. The text is valid UTF-8. */
gboolean kam_text_has_long_marks(const char *text, gsize length);

/** Whether two slices are the same bytes. */
gboolean kam_text_equal(const char *a, gsize a_length, const char *b, gsize b_length);

/** How many bytes have to be put in, taken out or exchanged to make one word of the other: for "the nearest is ...".
 * Words longer than 63 bytes are as far away as G_MAXUINT. */
guint kam_text_distance(const char *a, const char *b);
