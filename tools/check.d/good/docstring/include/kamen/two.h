/* Each its own. */
#ifndef KAMEN_TWO_H
#define KAMEN_TWO_H

#ifdef __cplusplus
extern "C" {
#endif
KAM_BEGIN_DECLS

typedef struct {
    double value;
} KamTwo;

/**
 * The first.
 *
 * @return KAM_CALC_OK
 */
KamCalcStatus kam_two_first(const double x[], size_t n, double *out);

/** The second. */
KamCalcStatus kam_two_second(const double x[], size_t n, double *out);

KAM_END_DECLS
#ifdef __cplusplus
}
#endif
#endif
