/* The columns of lines under a ground: what costs to read. They are shared by grounds that differ in the names and
 * attributes of accounts, products and people alone. */
#pragma once

#include "sales/facts.h"
#include "sales/rates.h"
#include "store/db.h"

typedef struct KamGroundLines KamGroundLines;

/** Read all lines, inside the caller's transaction; none at all is no error here. */
KamGroundLines *kam_ground_lines_load(KamDb *db, gint64 version, GError **error);
KamGroundLines *kam_ground_lines_ref(KamGroundLines *lines);
void kam_ground_lines_unref(KamGroundLines *lines);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamGroundLines, kam_ground_lines_unref)
/** Of the sales, when they were read. */
gint64 kam_ground_lines_get_version(const KamGroundLines *lines);
/** The rates of exchange of the same moment. Borrowed. */
const KamRates *kam_ground_lines_get_rates(const KamGroundLines *lines);
/** How many there are. */
gsize kam_ground_lines_count(const KamGroundLines *lines);
/** Whether every line that has no account in the facts has none in the database either: no account is deleted. */
gboolean kam_ground_lines_know_accounts(const KamGroundLines *lines);

/**
 * Put the lines under accounts and products that were read now: they become the columns of `names`, which is to be
 * freed with kam_ground_lines_take_off() while the lines still live.
 * @return FALSE when the lines must be read again for these: an account or product of theirs was deleted or came back,
 *         or became a charge. `names` is then untouched.
 */
gboolean kam_ground_lines_put_under(const KamGroundLines *lines, KamFacts *names);
/** Free facts that kam_ground_lines_put_under() filled, without the columns that are shared. NULL is nothing. */
void kam_ground_lines_take_off(const KamGroundLines *lines, KamFacts *facts);
