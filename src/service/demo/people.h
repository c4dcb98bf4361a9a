/* People of the demonstration company: who works there, who manages which customer, whom they know and what they talked
 * about. */
#pragma once

#include "demo/demo.h"
#include "store/db.h"

/**
 * Fill in people of every role, the managers and places of all customers, and teams, contacts, talks, tasks, sites and
 * tags of the largest, a price list and rates of exchange, in one transaction; the same company gives the same. Does
 * nothing when there are contacts already.
 *
 * @param company   which one was imported.
 * @param last_day  of the invoices: the day on which the story ends.
 * @param hash      of the password of all people; NULL: none, a link lets each choose one.
 */
gboolean
kam_demo_people_fill(KamDb *db, const KamDemoOptions *company, gint32 last_day, const char *hash, GError **error);

/** The hash of a password for all of them. NULL with KAM_ERROR_INVALID when it is not good enough. Free with g_free().
 */
char *kam_demo_people_hash_password(const char *password, GError **error);
