/* Each its own. */
#ifndef KAMEN_TWO_H
#define KAMEN_TWO_H

/**
 * The first.
 *
 * @return KAM_CALC_OK
 */
KamCalcStatus kam_two_first(const double x[], size_t n, double *out);

/** The second. */
KamCalcStatus kam_two_second(const double x[], size_t n, double *out);

#endif
