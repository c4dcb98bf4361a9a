/* What the methods of kamen/decision.h ask of a table before they compute. Private to libkamen. */
#pragma once

#include <stddef.h>

#include <kamen/status.h>

/* The sum of the weights; EMPTY or DOMAIN as the methods document. */
KamCalcStatus decision_check(const double scaled[], size_t n, size_t m, const double weight[], double *sum);

/* The least and the largest value under a criterion. */
void decision_bounds(const double value[], size_t n, size_t m, size_t j, double *least, double *most);
