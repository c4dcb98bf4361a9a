/* The agreements of one account as they were known on a day, with what they say of its sales together: what the
 * account's page shows of them. */
#pragma once

#include "base/json.h"
#include "service/figures/ground.h"

typedef struct {
    gint64 account_id;
    gint32 as_of_day; /* KAM_DAY_NONE: the last day of the lines */
    gint32 today;     /* where there are no lines */
} KamAccountAgreementsQuestion;

/** The answer of /api/v1/accounts/{id}/agreements; FALSE with an error of the database. Cost: a pass over the lines. */
gboolean kam_account_agreements_to_json(KamDb *db, const KamGround *ground,
                                        const KamAccountAgreementsQuestion *question, KamJson *json, GError **error);
