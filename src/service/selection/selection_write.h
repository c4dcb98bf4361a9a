/* The selection written down. */
#pragma once

#include "service/selection/selection.h"

/** One JSON object, as docs/analyses.md describes it; `limit` cuts the list of accounts, 0 lists all. */
void kam_selection_to_json(const KamSelection *selection, guint limit, KamJson *json);
/** The accounts as a CSV table; `limit` as above. Free with g_string_free(). */
GString *kam_selection_to_csv(const KamSelection *selection, guint limit);
/** The same for people, in their language: all accounts, with their places a year ago. Free as above. */
GString *kam_selection_to_file(const KamSelection *selection, KamLanguage language);
