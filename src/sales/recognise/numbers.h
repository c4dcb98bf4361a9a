/* How a column writes its numbers: decimal comma or point, and the sign between groups of three. */
#pragma once

#include "base/decimal.h"
#include "sales/table.h"

/* What the cells of one column say about their format. */
typedef struct {
    guint n;            /* cells that look like numbers */
    guint n_other;      /* cells that do not */
    guint comma, point; /* cells whose decimal sign is certain */
    guint open_comma;   /* "1,234": a group or decimals */
    guint open_point;   /* "1.234" */
    guint open_zero;    /* of the open ones, those that end in zero: "1.200" */
    guint small;        /* whole numbers below 1000 without any sign */
    guint large;        /* whole numbers from 1000 on without a group sign */
    char group;         /* ' ' or '\'' seen between groups, 0 otherwise */
    char open_text[24]; /* one of the open ones */
} KamNumberEvidence;

/** Look at one cell. Numbers of a spreadsheet say nothing: they are canonical. */
void kam_number_evidence_add(KamNumberEvidence *evidence, KamCell cell);

/** Add another column's evidence. */
void kam_number_evidence_merge(KamNumberEvidence *to, const KamNumberEvidence *from);

/** The decimal sign that the evidence shows, 0 while it is open. */
char kam_number_evidence_decide(const KamNumberEvidence *evidence);

/** The decimal sign that is likely without being certain; 0 when nothing speaks for either. */
char kam_number_evidence_guess(const KamNumberEvidence *evidence);

/** Whether a choice of decimal sign would change amounts: there are cells that can be read either way. */
gboolean kam_number_evidence_is_open(const KamNumberEvidence *evidence);

/** Format with this decimal sign and the group sign that goes with it. */
KamNumberFormat kam_number_format(char point, const KamNumberEvidence *evidence);
