/* Phrases for the answers of libkamen. */
#include <kamen/status.h>

const char *
kam_calc_status_text(KamCalcStatus status)
{
    switch (status) {
    case KAM_CALC_OK:
        return "done";
    case KAM_CALC_EMPTY:
        return "nothing to compute from";
    case KAM_CALC_DOMAIN:
        return "a value is outside its range";
    case KAM_CALC_TOO_FEW:
        return "not enough data";
    case KAM_CALC_NO_CONVERGENCE:
        return "the iteration did not converge";
    case KAM_CALC_NO_MEMORY:
        return "not enough memory";
    }
    return "unknown status";
}
