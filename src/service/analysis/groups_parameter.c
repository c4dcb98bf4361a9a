/* A word or a day. */
#include "service/analysis/groups_parameter.h"

char *
kam_groups_parameter_check(const char *text)
{
    KamGroupsAt at = { 0 };

    return kam_groups_at_read(text, &at) ? NULL
                                         : g_strdup_printf("does not know '%s'; it takes today, then or a day", text);
}

KamGroupsAt
kam_groups_parameter_read(const KamAnalysisValues *values)
{
    const char *text = kam_analysis_values_text(values, "groups");
    KamGroupsAt at = { 0 };

    if (text != NULL)
        kam_groups_at_read(text, &at);
    return at;
}
