/* What an analysis is about: which lines of the facts, in which period, as of which day, of which state of the data.
 * Every answer begins with it, so that each number can be traced to its lines. */
#pragma once

#include "base/json.h"
#include "service/analysis/part.h"
#include "service/report/basis.h"
#include "store/db.h"

typedef struct {
    KamReportBasis basis;
    gint32 from_day;      /* earlier lines are left out; KAM_DAY_NONE: from the first day of the data */
    gint32 until_day;     /* as of this day, later lines are left out; KAM_DAY_NONE: the last day of the data */
    KamAnalysisPart part; /* that the facts were cut down to, to be told about; nothing: all lines */
} KamAnalysisOptions;

typedef struct {
    const KamFacts *facts; /* borrowed */
    KamAnalysisOptions options;
    gint64 data_version;        /* counts every change of the facts */
    gint32 first_day, last_day; /* of the data inside the period */
    gint32 as_of_day;
    gint32 data_end; /* up to here the data are complete: the day asked for, else the last day of the data */
    guint64 counted; /* lines that the analysis is made of */
    guint64 foreign, without_account, outside_period, outside_basis; /* the others, each for its first reason */
    gint64 net_micro;                                                /* of those counted */
    gint64 run_id; /* of the run that the answer is kept as; 0 when it is not */
} KamScope;

/** Which version the facts of a database have: a count of their changes. */
gboolean kam_analysis_load_version(KamDb *db, gint64 *version, GError **error);

/** All facts of a database and the version they have, read at one moment. Errors as kam_facts_load(). */
KamFacts *kam_analysis_load_facts(KamDb *db, gint64 *data_version, GError **error);
/** The same with every amount in a currency; KAM_ERROR_USAGE when there is no rate for it. NULL is the firm's own. */
KamFacts *kam_analysis_load_facts_in(KamDb *db, const char *currency, gint64 *data_version, GError **error);

/**
 * Decide which lines count.
 *
 * @return FALSE with KAM_ERROR_USAGE when the period ends before it begins, KAM_ERROR_INVALID when no line counts,
 *         KAM_ERROR_TOO_LARGE when sums would leave 64 bits; *scope is then not to be used.
 */
gboolean kam_scope_init(KamScope *scope, const KamFacts *facts, gint64 data_version, const KamAnalysisOptions *options,
                        GError **error);

static inline gboolean
kam_scope_has_line(const KamScope *scope, gsize line)
{
    gint32 day = scope->facts->day[line];

    return day >= scope->first_day && day <= scope->last_day &&
           line_is_of_basis(scope->facts, scope->options.basis, line);
}

/** Whether an account has a line at all: who does not see it must not learn that it is there. Cost: a pass at most. */
gboolean kam_scope_has_account(const KamScope *scope, guint32 account);

/** Write the members that every answer begins with, into an open object. */
void kam_scope_to_json(const KamScope *scope, const char *analysis, KamJson *json);
/** A member with a day as "2026-03-31"; null for KAM_DAY_NONE. */
void kam_scope_day_to_json(KamJson *json, const char *name, gint32 day);
