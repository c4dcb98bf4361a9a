/* People of the demonstration company: who works there, who manages which customer, whom they know and what they talked
 * about. */
#pragma once

#include "store/db.h"

/**
 * Fill in people, teams, contacts, talks and tasks of the largest customers, in one transaction; the same seed gives
 * the same. Does nothing when there are contacts already.
 * @param last_day  of the invoices: the day on which the story ends.
 */
gboolean kam_demo_people_fill(KamDb *db, guint64 seed, gint32 last_day, GError **error);
