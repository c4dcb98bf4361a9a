/* Small members that answers about figures share. */
#pragma once

#include "base/json.h"
#include "service/figures/tally.h"

/** Amounts in the currency of the facts. */
typedef struct {
    const char *currency; /* NULL when the files name none */
    KamJson *json;
} KamFiguresWriter;

/** A member with money. */
void kam_figures_put_money(const KamFiguresWriter *w, const char *name, gint64 micro);
/** The same where it may be unknown. */
void kam_figures_put_money_if(const KamFiguresWriter *w, const char *name, gint64 micro, gboolean is_known);
/** Money out of an estimate in currency units; null for NaN and what is no amount. */
void kam_figures_put_estimate(const KamFiguresWriter *w, const char *name, double amount);
/** A part of a whole; null when the whole is not positive. */
void kam_figures_put_rate(KamJson *json, const char *name, gint64 part, gint64 whole);
/** {"id","number","name"} of an account of the ground. */
void kam_figures_put_account(KamJson *json, const char *name, const KamGround *ground, guint32 account);
/** {"id","name"}; null for nobody. */
void kam_figures_put_person(KamJson *json, const char *name, const KamGround *ground, gint64 id);
/** "A", "B", "C"; null for KAM_TIER_NONE. */
void kam_figures_put_tier(KamJson *json, const char *name, guint tier);
/** The member `period` with what it is held against. */
void kam_figures_put_period(KamJson *json, const KamFiguresPeriod *period);
/** The member `basis`. */
void kam_figures_put_basis(KamJson *json, KamReportBasis basis);
/** The members `currency` and `currencies`, those that the same can be asked in. */
void kam_figures_put_currency(const KamFiguresWriter *w, const KamGround *ground);
/** "&currency=EUR" behind the settings of an answer that is not in the firm's own currency. */
void kam_figures_append_currency(GString *settings, const KamGround *ground);
/** Path of the lines of an account or group on a period's days; KAM_DAY_NONE: open. Free with g_free(). */
char *kam_figures_dup_lines_path(KamFiguresBy by, gint64 id, KamReportBasis basis, gint32 from_day, gint32 until_day);
/** The same of everybody's. */
char *kam_figures_dup_all_lines_path(KamReportBasis basis, gint32 from_day, gint32 until_day);
