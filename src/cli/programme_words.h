/* Cells and words of the programme at a terminal. What is returned newly allocated is freed with g_free(). */
#pragma once

#include "cli/text_page.h"
#include "service/programme/alert.h"

/** An amount without decimals, "-" when it is not known. */
char *kam_programme_say_money(double value, const KamTextPage *page);
/** "2026-03-31", "-" for none. */
char *kam_programme_say_day(gint32 day);
/** Number and name. */
char *kam_programme_say_account(const KamProgrammeAccount *account);
/** The code of a tier, "-" for none. */
char *kam_programme_say_tier(const KamProgramme *p, gint tier);
/** "Drifts out" ... */
char *kam_programme_say_alert(KamAlertKind kind, KamTextPage *page);
/** "stays", "comes in" ...: of a verdict by its name in the records. */
char *kam_programme_say_verdict(const char *verdict, KamTextPage *page);
/** "yes", "no", "not known". */
char *kam_programme_say_state(KamRuleState state, KamTextPage *page);
/** "to come in: place by sales at most 60". */
char *kam_programme_say_rule(const KamProgrammeRule *rule, KamTextPage *page);
/** A figure in the unit of its measure, "-" when it is not known. */
char *kam_programme_say_figure(KamProgrammeMeasure measure, const KamProgrammeFigure *figure, const KamTextPage *page);
/** What is promised; borrowed from the page or from the promise. */
const char *kam_programme_name_promise(const KamProgrammePromise *promise, KamTextPage *page);
