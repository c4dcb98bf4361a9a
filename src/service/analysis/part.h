/* Which part of the lines an analysis reads: one region, category, manager or group, and in which currency its amounts
 * are. Everything behind it works as if there were no other lines. */
#pragma once

#include "base/json.h"
#include "sales/facts.h"
#include "service/figures/sales_filter.h"

/* Texts are borrowed from who asks. */
typedef struct {
    const char *currency;          /* three letters; NULL: the firm's own */
    const char *region, *category; /* as written; "": the lines that have none; NULL: all */
    gboolean has_manager;
    gint64 manager_id; /* 0: of accounts that nobody manages */
    gint64 group_id;   /* head of a group of today, or a company that stands alone; 0: all */
} KamAnalysisPart;

/** Whether it leaves lines out. */
gboolean kam_analysis_part_narrows(const KamAnalysisPart *part);
/** The lines of the part; NULL when it is all of them. Borrows texts from the facts; free with kam_facts_free(). */
KamFacts *kam_analysis_part_pick(const KamAnalysisPart *part, const KamFacts *facts);
/** The member "part", where it leaves lines out. */
void kam_analysis_part_to_json(const KamAnalysisPart *part, KamJson *json);
/** Let the part into a filter of lines, where that does not say it more closely itself. */
void kam_analysis_part_filter(const KamAnalysisPart *part, KamSalesFilter *filter);
