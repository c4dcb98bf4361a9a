/* What makes a password good enough: long, and not among those that are tried first. */
#pragma once

#include <glib.h>

#include "base/error.h"

#define KAM_PASSWORD_MIN_CHARACTERS 12
#define KAM_PASSWORD_MAX_CHARACTERS 1024

/**
 * The password in the form in which it is hashed: composed (NFC), so that two keyboards give the same. NULL when it is
 * no UTF-8, or longer than any password may be. Free with kam_password_free().
 */
char *kam_password_normalize(const char *password);
/** Overwritten before it is freed; NULL is fine. */
void kam_password_free(char *password);

/**
 * Whether a new password may be taken.
 *
 * Counts what a guesser has to guess: a common word, a row of the keyboard, a sequence, a repetition, a year, and words
 * of the person's own each count as one, every other character as one. Fewer than eight are refused.
 *
 * @param own  the person's e-mail address and name, ends with NULL; may be NULL.
 * @return FALSE and KAM_ERROR_INVALID with what to do better.
 */
gboolean kam_password_check(const char *password, const char *const *own, GError **error);
/** How many guesses, in that sense, a password is made of; counting ends at eight. */
guint kam_password_count_parts(const char *password, const char *const *own);
