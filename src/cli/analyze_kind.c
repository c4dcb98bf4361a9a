/* kamen analyze NAME: the verb of any analysis, made from its row. */
#include "cli/analyze.h"

int
kam_analyze_run(const KamAnalysisKind *kind, int argc, char **argv, GError **error)
{
    g_auto(KamAnalyzeArguments) arguments = { 0 };
    g_auto(KamAnalysisValues) values = { 0 };

    kam_analyze_arguments_init(&arguments);
    kam_analysis_values_init(&values, kind);
    if (!kam_analyze_arguments_parse(&arguments, &values, argc, argv, error))
        return -1;
    return kam_analyze_answer(&arguments, &values, NULL, error) ? KAM_EXIT_DONE : -1;
}
