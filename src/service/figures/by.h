/* What a row of figures is: an account by itself, or a group of accounts that belong together. Whoever shows figures
 * asks for rows like this, so that each of them knows groups of any time and depth. */
#pragma once

#include "base/json.h"
#include "sales/groups.h"

typedef struct {
    gboolean is_group;
    KamGroupsAt at; /* which groups; all zero for accounts */
} KamFiguresBy;

#define KAM_FIGURES_BY_ACCOUNT ((KamFiguresBy) { .is_group = FALSE })
#define KAM_FIGURES_BY_GROUP ((KamFiguresBy) { .is_group = TRUE }) /* of today, by their heads */
#define KAM_FIGURES_BY_GROUP_THEN                                                                                      \
    ((KamFiguresBy) { .is_group = TRUE, .at = { .kind = KAM_GROUPS_THEN } }) /* likewise, of the day of each line */

/** Whether rows are the same. */
gboolean kam_figures_by_is_equal(KamFiguresBy a, KamFiguresBy b);
/** "account", "group". */
const char *kam_figures_by_name(KamFiguresBy by);
/** FALSE when it is neither; *by is then untouched. */
gboolean kam_figures_by_from_name(const char *name, KamFiguresBy *by);
/** A word that no other rows have, for keys. Free with g_free(). */
char *kam_figures_by_dup_word(KamFiguresBy by);
/** Append "?by=group&groups=then&depth=1", as far as it is not what comes without a word. */
void kam_figures_by_append(GString *path, KamFiguresBy by);
/** The members `by`, and of groups `groups` and `depth`. */
void kam_figures_by_to_json(KamFiguresBy by, KamJson *json);
