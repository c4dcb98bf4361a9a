/* Models of likeness, by their parts. Private to libkamen. */
#pragma once

#include "likeness_matrix.h"

/* Cosine: the nearest items of each, as compressed rows. */
typedef struct {
    size_t *row;
    uint32_t *item;
    float *share;
} CosinePart;

/* EASE, on one of two sides. Items: P itself. Accounts: K = (XX' + lambda I)^-1, from which P follows. */
typedef struct {
    int is_by_account;
    size_t m; /* rows of `inverse` */
    double lambda;
    double *inverse;  /* m x m, symmetric */
    double *diagonal; /* of P, one per item */
} EasePart;

struct KamLikenessModel {
    const KamLikeness *likeness;
    KamLikenessMethod method;
    CosinePart cosine;
    EasePart ease;
};

/* Fill the part of a method; statuses as kam_likeness_model_new(). What was allocated is freed by the clear function.
 */
KamCalcStatus cosine_fit(const KamLikeness *likeness, size_t neighbours, CosinePart *part);
void cosine_scores(const CosinePart *part, const KamLikeness *likeness, uint32_t account, double score[]);
void cosine_clear(CosinePart *part);
KamCalcStatus ease_fit(const KamLikeness *likeness, double lambda, EasePart *part);
KamCalcStatus ease_scores(const EasePart *part, const KamLikeness *likeness, uint32_t account, double score[]);
void ease_clear(EasePart *part);
