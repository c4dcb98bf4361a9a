/* A step of the assortment that its test takes by itself. Private to the assortment. */
#pragma once

#include "service/analysis/assortment.h"

/**
 * The model that guesses: of the method that did best on trial, or of the next best whose model can be made of these
 * purchases. Fills `guessed_by` and `best_status`.
 * @return NULL when none of those tried can be made. Free with kam_likeness_model_free().
 */
KamLikenessModel *kam_assortment_fit(KamAssortmentAnalysis *analysis, const KamLikeness *likeness);
