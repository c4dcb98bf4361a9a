/* The list of kinds of jobs: a new one is a row here. */
#include "service/jobs/kinds.h"

const KamJobKind *const *
kam_job_kinds(void)
{
    static const KamJobKind *const kinds[] = { &kam_job_import,   &kam_job_undo, &kam_job_backup,
                                               &kam_job_analysis, &kam_job_demo, NULL };

    return kinds;
}
