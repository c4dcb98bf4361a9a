/* What a row of figures is: an account by itself, or a group of accounts that belong together. */
#pragma once

#include <glib.h>

typedef enum {
    KAM_FIGURES_BY_ACCOUNT,
    KAM_FIGURES_BY_GROUP,      /* of today */
    KAM_FIGURES_BY_GROUP_THEN, /* as it was on the day of each line */
    KAM_FIGURES_BY_N
} KamFiguresBy;

static inline gboolean
kam_figures_by_is_group(KamFiguresBy by)
{
    return by == KAM_FIGURES_BY_GROUP || by == KAM_FIGURES_BY_GROUP_THEN;
}

/** "account", "group"; both kinds of group are called so. */
const char *kam_figures_by_name(KamFiguresBy by);
/** KAM_FIGURES_BY_N when unknown. */
KamFiguresBy kam_figures_by_from_name(const char *name);
