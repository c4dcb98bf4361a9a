/* What a row of figures is: an account by itself, or a group of accounts that belong together. */
#pragma once

#include <glib.h>

typedef enum { KAM_FIGURES_BY_ACCOUNT, KAM_FIGURES_BY_GROUP, KAM_FIGURES_BY_N } KamFiguresBy;

/** "account", "group". */
const char *kam_figures_by_name(KamFiguresBy by);
/** KAM_FIGURES_BY_N when unknown. */
KamFiguresBy kam_figures_by_from_name(const char *name);
