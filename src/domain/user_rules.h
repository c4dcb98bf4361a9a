/* What nobody may do to people who sign in: raise themselves, shut themselves out, leave the house without an
 * administrator. And what follows: sessions end with the rights that they were opened with. */
#pragma once

#include "record/record.h"

/** Rules of creating and changing a user: the form of KamRecordType.check. */
gboolean kam_user_rules_check(KamDb *db, const KamActor *actor, const KamRecord *before, KamRecord *record,
                              KamFaults *faults, GError **error);
/** Rules of deleting one: the form of KamRecordType.check_delete. */
gboolean kam_user_rules_check_delete(KamDb *db, const KamActor *actor, const KamRecord *record, KamFaults *faults,
                                     GError **error);
/** Ends all sessions when the role is another, or the person may not sign in any more: the form of
 * KamRecordType.changed. */
gboolean kam_user_rules_changed(KamDb *db, const KamActor *actor, const KamRecord *before, const KamRecord *record,
                                GError **error);
