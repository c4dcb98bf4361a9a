/* Everything that the page of one account shows, worked out for this account alone. Its place and its tier are among
 * all accounts of the firm, whoever asks. */
#pragma once

#include "base/json.h"
#include "service/figures/prospects.h"
#include "service/figures/tally.h"

#define KAM_ACCOUNT_DEFAULT_MONTHS 24
#define KAM_ACCOUNT_MAX_MONTHS 120
#define KAM_ACCOUNT_DEFAULT_PRODUCTS 100
#define KAM_ACCOUNT_MAX_PRODUCTS 10000

typedef struct {
    gint64 account_id;
    KamTallyQuestion tally; /* by account, all in view; or by group, with the companies below it that are in view */
    guint months;           /* of sales by month */
    guint limit;            /* products */
    gboolean with_margin;
} KamAccountQuestion;

/** The answer of /api/v1/accounts/{id}/figures. KAM_ERROR_NOT_FOUND without such an account; other errors as
 * kam_tally_get(). Cost: its lines, two forecasts of a millisecond, and what the firm's figures take when nobody asked
 * for them before. */
gboolean kam_account_figures_to_json(KamShelf *shelf, KamGround *ground, const KamAccountQuestion *question,
                                     KamJson *json, GError **error);
