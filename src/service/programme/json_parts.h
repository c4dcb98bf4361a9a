/* What the writers of the programme share. */
#pragma once

#include "service/programme/alert.h"
#include "service/programme/programme_json.h"

/** Begin the answer: days, currency, tiers with their rules. */
void kam_programme_put_head(const KamProgramme *p, KamJson *json);
/** The members of an account: tier, decision, figures, rules; into an open object. */
void kam_programme_put_account(const KamProgramme *p, const KamProgrammeAccount *account, KamJson *json);
/** Its name alone, as an object. */
void kam_programme_put_name(const char *member, const KamProgrammeAccount *account, KamJson *json);
void kam_programme_put_owner(const KamProgrammeAccount *account, KamJson *json);
/** An id, null for 0. */
void kam_programme_put_id(const char *member, gint64 id, KamJson *json);
void kam_programme_put_tier_id(const KamProgramme *p, const char *member, gint tier, KamJson *json);
/** A figure in currency units as money; null when it is not known. */
void kam_programme_put_money(const KamProgramme *p, const char *member, double value, KamJson *json);
/** Sentences of the selection; of NULL none. */
void kam_programme_put_reasons(const KamProgrammeAccount *account, KamJson *json);
void kam_programme_put_promises(const GArray *held, KamJson *json);
void kam_programme_put_alert(const KamProgramme *p, const KamAlert *alert, KamJson *json);
