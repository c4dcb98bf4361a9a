/* Words to search by of what imports bring. */
#pragma once

#include "store/db.h"

/** Write the words of the accounts and products that a batch made or changed anew: what follows an import, in its
 * transaction (KamFollowBatch). */
gboolean kam_service_index_batch(KamDb *db, gint64 batch, gpointer nothing, GError **error);
