/* What every function of libkamen answers, and the value that may be missing. */
#ifndef KAMEN_STATUS_H
#define KAMEN_STATUS_H

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    KAM_CALC_OK = 0,
    KAM_CALC_EMPTY,          /* nothing to compute from: no values, or they sum to 0 */
    KAM_CALC_DOMAIN,         /* a value is outside the documented range or not finite */
    KAM_CALC_TOO_FEW,        /* fewer observations than the method needs */
    KAM_CALC_NO_CONVERGENCE, /* an iteration ended without meeting its tolerance */
    KAM_CALC_NO_MEMORY       /* the workspace could not be allocated */
} KamCalcStatus;

/** A field that data may be too thin for: `value` counts only when `status` is KAM_CALC_OK; otherwise it is 0. */
typedef struct {
    double value;
    KamCalcStatus status;
} KamCalcValue;

/** A short English phrase for a status; never NULL. */
const char *kam_calc_status_text(KamCalcStatus status);

#ifdef __cplusplus
}
#endif

#endif
