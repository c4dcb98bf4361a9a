/* Numbers need each their own. */
#pragma once

/** Described. */
KamCalcStatus kam_number_one(const double x[], size_t n, double *out);
KamCalcStatus kam_number_two(const double x[], size_t n, double *out);
