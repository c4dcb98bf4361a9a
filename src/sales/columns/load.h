/* The facts of a database as columns in memory, from its segments. */
#pragma once

#include "sales/facts.h"
#include "store/db.h"

/**
 * Load all lines. Where the database has rates of exchange, amounts are converted into the firm's currency by the day
 * of the line; else the facts' currency is the one of most lines. Lines that cannot be converted are marked
 * KAM_FACT_FOREIGN. KAM_ERROR_NOT_FOUND when there are no lines yet. Cost: about 40 ms and 40 MB a million lines.
 */
KamFacts *kam_facts_load(KamDb *db, GError **error);
/** Append the accounts and products that are not deleted, by id, to facts that have none: who the lines speak of, and
 * who belongs to whom. */
gboolean kam_facts_load_names(KamDb *db, KamFacts *facts, GError **error);
