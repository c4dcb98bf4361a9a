/* What other subjects need of accounts. */
#pragma once

#include "record/record.h"

/** Everything below an account gets this head, rising in version. */
gboolean kam_account_hand_down_head(KamDb *db, gint64 id, gint64 head, gint64 user_id, gint64 now_ms, GError **error);
