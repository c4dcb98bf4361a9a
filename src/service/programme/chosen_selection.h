/* The selection without a word itself: for those who read its figures. */
#pragma once

#include "service/figures/ground.h"
#include "service/selection/selection.h"

/** NULL without an error when there is too little to select from. Free with kam_selection_free(). */
KamSelection *kam_chosen_new(const KamGround *ground, const KamAnalysisContext *context, GError **error);
