/* Rows that are no lines: titles, repeated headers, names above their lines, totals, footers. */
#pragma once

#include "sales/recognise/columns.h"

typedef enum {
    KAM_ROW_LINE,      /* a line, perhaps a faulty one */
    KAM_ROW_CONTINUES, /* a line whose document stands in a row above */
    KAM_ROW_LAYOUT,    /* blank, title, header, total, footer */
    KAM_ROW_GROUP,     /* a name alone: of the rows below */
} KamRowKind;

/** Find out whether rows are filled down and whether names stand above their lines. Needs columns and the date format.
 */
void kam_layout_study(KamPlan *plan, const KamStudy *study);

/** What a row is whose date cell holds no date. `headers` are the texts of the header, to know it again. */
KamRowKind kam_layout_judge(const KamPlan *plan, const KamRow *row, const GPtrArray *headers, gboolean same_document);

/** The name in a group row: without "Customer:" in front. */
KamCell kam_layout_group_name(KamCell cell);
