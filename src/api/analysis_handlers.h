/* What the routes of analyses do. */
#pragma once

#include "api/route.h"

/** GET /api/v1/analysis/<name>: the answer over all accounts in view; nothing is kept. */
gboolean kam_analysis_answer_all(KamRequest *request, KamReply *reply, GError **error);
/** GET /api/v1/analysis/<name>/export: the same as a file for people, noted in the audit. */
gboolean kam_analysis_send_file(KamRequest *request, KamReply *reply, GError **error);
/** POST /api/v1/analysis/<name>: the same over all accounts, kept as a run; a job with 'Prefer: respond-async'. */
gboolean kam_analysis_keep_all(KamRequest *request, KamReply *reply, GError **error);
/** GET /api/v1/accounts/{id}/analysis/<name>: what it says of one account. */
gboolean kam_analysis_answer_account(KamRequest *request, KamReply *reply, GError **error);
