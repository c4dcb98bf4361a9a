/* The kinds of jobs, each in a file of its name. */
#pragma once

#include "service/jobs/jobs.h"

extern const KamJobKind kam_job_import, kam_job_undo, kam_job_backup, kam_job_analysis, kam_job_demo;
