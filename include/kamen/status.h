/* What every function of libkamen answers. */
#ifndef KAMEN_STATUS_H
#define KAMEN_STATUS_H

typedef enum {
    KAM_CALC_OK = 0,
    KAM_CALC_EMPTY,    /* nothing to compute from: no values, or they sum to 0 */
    KAM_CALC_DOMAIN,   /* a value is outside the documented range or not finite */
    KAM_CALC_TOO_FEW,  /* fewer observations than the method needs */
    KAM_CALC_NO_CONVERGENCE, /* an iteration ended without meeting its tolerance */
    KAM_CALC_NO_MEMORY /* the workspace could not be allocated */
} KamCalcStatus;

/* A short English phrase for a status; never NULL. */
const char *kam_calc_status_text(KamCalcStatus status);

#endif
