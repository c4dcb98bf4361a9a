/* What groups of companies bring: as they are on a day, and as they were on the day of each line. */
#pragma once

#include "sales/groups.h"
#include "service/analysis/scope.h"

typedef struct {
    guint32 head;         /* account */
    guint companies;      /* of it that have lines in the period */
    gint64 net_micro;     /* of these */
    gint64 then_micro;    /* of the lines that it held on their own day */
    guint32 largest;      /* the company that brings most; KAM_NO_INDEX when the group holds none now */
    gint64 largest_micro; /* its net */
    guint came, left;     /* companies that were not in it on the first day of the period and are on the last, and the
                             other way round */
} KamGroupsRow;

typedef struct {
    KamScope scope;
    KamGroupsAt at; /* of today, or on a day */
    guint n;
    KamGroupsRow *rows; /* groups of two companies and more, now or then, the largest net first */
    guint companies;    /* in groups, with lines */
    guint alone;        /* companies with lines that belong to nobody and nobody to them */
    gint64 net_micro;   /* of the groups */
    gint64 alone_micro; /* of those that stand alone */
    gint64 moved_micro; /* of the lines that were another group's on their own day */
} KamGroupsAnalysis;

/**
 * @param at  kind KAM_GROUPS_TODAY or KAM_GROUPS_ON.
 * @return NULL with an error of kam_scope_init(), or of a circle in the memberships.
 */
KamGroupsAnalysis *kam_groups_analysis_new(const KamFacts *facts, gint64 data_version, const KamGroupsAt *at,
                                           const KamAnalysisOptions *options, GError **error);
void kam_groups_analysis_free(KamGroupsAnalysis *analysis);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamGroupsAnalysis, kam_groups_analysis_free)

/** One object; `limit` cuts the list, 0 lists all. */
void kam_groups_analysis_to_json(const KamGroupsAnalysis *analysis, guint limit, KamJson *json);
/** A row for each group. */
GString *kam_groups_analysis_to_csv(const KamGroupsAnalysis *analysis, guint limit);
