/* Rules that several record types share: periods, chains of parents, keys by which likeness is found. */
#pragma once

#include "record/record.h"

#define KAM_CHAIN_MAX 12 /* records above one another */

/** A fault at `to` when the period ends before it begins; either end may be absent. */
void kam_rules_check_period(const KamRecord *record, const char *from, const char *to, KamFaults *faults);

/**
 * Walk from a record's parent upwards. A fault at `field` when the way comes back to the record itself, or is longer
 * than KAM_CHAIN_MAX.
 * @param parent_of  name of a statement that takes an id and answers the id of its parent, NULL at the top.
 * @param[out] root  the last one above; 0 when there is none above. NULL: not asked for.
 */
gboolean kam_rules_check_chain(KamDb *db, const char *parent_of, const KamRecord *record, const char *field,
                               gint64 *root, KamFaults *faults, GError **error);

/** A fault at `field`, many references, when they hold this id. */
void kam_rules_check_not_self(const KamRecord *record, const char *field, gint64 id, KamFaults *faults);
/** A fault at `field` when it names the record that `own` names. */
void
kam_rules_check_other(const KamRecord *record, const char *field, const char *own, const char *why, KamFaults *faults);
/** Whether ids (NULL: none) hold this one. */
gboolean kam_rules_has_id(const GArray *ids, gint64 id);

/** Whether a statement that takes these numbers answers a row. */
gboolean
kam_rules_exists(KamDb *db, const char *statement, const gint64 *parameters, guint n, gboolean *exists, GError **error);

/** The last eight digits of a telephone number, so that +381 11 and 011 agree; NULL with fewer than six. Free with
 * g_free(). */
char *kam_rules_phone_key(const char *phone);
/** The domain of a web address or an e-mail address, without "www."; NULL when it is none, and for those where anyone
 * has an address (gmail.com). Free with g_free(). */
char *kam_rules_domain_key(const char *website, const char *email);
/** The folded words of a person's name in the order of the alphabet, so that "Ana Perić" and "PERIC ANA" agree. Free
 * with g_free(). */
char *kam_rules_person_key(const char *given_name, const char *family_name);
