/* The list of analyses. */
#include "service/analysis/kind.h"

#include <string.h>

#define DECLARE(name) extern const KamAnalysisKind kam_analysis_kind_##name;
KAM_ANALYSIS_KINDS(DECLARE)
#undef DECLARE

#define LIST(name) &kam_analysis_kind_##name,
static const KamAnalysisKind *const kinds[] = { KAM_ANALYSIS_KINDS(LIST) NULL };
#undef LIST

const KamAnalysisKind *const *
kam_analysis_kinds(void)
{
    return kinds;
}

const KamAnalysisKind *
kam_analysis_kind_find(const char *name)
{
    for (guint i = 0; kinds[i] != NULL; i++)
        if (strcmp(kinds[i]->name, name) == 0)
            return kinds[i];
    return NULL;
}
