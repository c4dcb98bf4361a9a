/* Which column is which field. */
#pragma once

#include "sales/recognise/content.h"
#include "sales/recognise/findings.h"
#include "sales/recognise/header.h"
#include "sales/recognise/plan.h"

/* Everything that is looked at while a plan is made. */
typedef struct {
    const KamSample *sample;
    const KamLineOptions *options;
    KamHeader header;
    KamContent *contents; /* one per column */
    guint first_data;     /* row of the sample */
    KamFindings *findings;
    const char *path;
} KamStudy;

/** Choose the preset: the one asked for, or the one whose signature is there. Fails on an unknown name. */
gboolean kam_columns_choose_preset(KamPlan *plan, const KamStudy *study, GError **error);

/** Fill plan->column. Fails when --map names a column that is not there. */
gboolean kam_columns_assign(KamPlan *plan, const KamStudy *study, GError **error);

/**
 * The best column for a field among those that are no field yet.
 *
 * @param[in] left_out  one flag per column: not these.
 * @return its index; -1 when no header speaks for any.
 */
int kam_columns_find_other(const KamPlan *plan, const KamStudy *study, KamLineField field, const gboolean *left_out);

/** Say in the findings what each field was taken from; after everything that may still change columns. */
void kam_columns_report(const KamPlan *plan, const KamStudy *study);
