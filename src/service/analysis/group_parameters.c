/* Rows and reading of the parameters of groups. */
#include "service/analysis/group_parameters.h"

#include "service/analysis/groups_parameter.h"

const KamAnalysisParameter kam_group_parameters[KAM_GROUP_PARAMETERS] = {
    { .name = "groups",
      .kind = KAM_ASK_TEXT,
      .check = kam_groups_parameter_check,
      .placeholder = "WHEN",
      .help = "of --by group: today (default), then (as they were on the day of each line), or a day",
      .help_sr = "za --by group: today (kakve su danas, podrazumevano), then (kakve su bile na dan stavke) ili dan" },
    { .name = "depth",
      .kind = KAM_ASK_INT,
      .default_value = "0",
      .min = 0,
      .max = KAM_GROUPS_MAX_DEPTH,
      .placeholder = "STEPS",
      .help = "of --by group: units so many steps below the head are told apart (default 0: heads alone)",
      .help_sr = "za --by group: razdvojene su jedinice toliko koraka ispod glave (podrazumevano 0: samo glave)" },
};

KamGroupsAt
kam_group_parameters_read(const KamAnalysisValues *values)
{
    KamGroupsAt at = kam_groups_parameter_read(values);

    at.depth = (guint)kam_analysis_values_int(values, "depth");
    return at;
}

gboolean
kam_group_parameters_check(const KamAnalysisValues *values, KamAnalysisRefuse refuse, gpointer data)
{
    if (kam_analysis_values_int(values, "depth") == 0 ||
        g_strcmp0(kam_analysis_values_text(values, "by"), "group") == 0)
        return TRUE;
    refuse(data, "depth", "goes with by=group");
    return FALSE;
}

void
kam_group_parameters_to_json(gboolean is_by_group, const KamGroupsAt *at, KamJson *json)
{
    g_autofree char *groups = kam_groups_at_dup_word(at);

    kam_json_text(json, "groups", is_by_group ? groups : NULL);
    if (is_by_group)
        kam_json_int(json, "depth", at->depth);
    else
        kam_json_null(json, "depth");
}
