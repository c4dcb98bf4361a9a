/* Serbian Latin letters written in Cyrillic. */
#pragma once

#include <glib.h>

/**
 * Append Serbian text in Cyrillic letters: lj, nj and dž become one letter (lj -> љ, Lj and LJ -> Љ); letters that
 * Serbian Latin lacks, digits and signs stay as they are.
 *
 * What stands in [square brackets] stays as it is and loses the brackets: names of formats and options, codes. A pair
 * of empty brackets between two letters keeps them two: "in[]jekcija" gives "инјекција".
 *
 * @param latin   UTF-8 of `length` bytes (-1: up to the NUL).
 */
void kam_cyrillic_append(GString *out, const char *latin, gssize length);
