/* The steps of a merge, one file each. */
#pragma once

#include "domain/merge.h"
#include "domain/merge_log.h"

/** merge_references.c: whatever refers to the other record refers to the survivor. */
gboolean kam_merge_move_references(KamMergeLog *log, const KamMerge *merge, GError **error);

/** merge_account.c: the survivor's place in the group, before references move; heads of those below it, afterwards;
 * names and numbers, once the other is deleted. */
gboolean kam_merge_find_place(KamMergeLog *log, const KamMerge *merge, const KamRecord *survivor,
                              const KamRecord *other, GError **error);
/** The same once memberships have moved: its parent is the one of today's. */
gboolean kam_merge_settle_place(KamMergeLog *log, const KamMerge *merge, GError **error);
gboolean kam_merge_hand_down_head(KamMergeLog *log, const KamMerge *merge, GError **error);
gboolean kam_merge_keep_names(KamMergeLog *log, const KamMerge *merge, const KamRecord *survivor,
                              const KamRecord *other, KamFaults *faults, GError **error);

/** merge_groups.c: before references move, memberships that would say something twice, or of the survivor and itself;
 * afterwards, that there is no circle; and who the survivor belongs to today, 0 for nobody. */
gboolean kam_merge_join_groups(KamMergeLog *log, const KamMerge *merge, GError **error);
gboolean kam_merge_check_groups(KamMergeLog *log, const KamMerge *merge, GError **error);
gboolean kam_merge_find_lead(KamMergeLog *log, const KamMerge *merge, gint64 *parent, GError **error);

/** merge_contact.c: the work for the company that is not the main employer any more. */
gboolean kam_merge_keep_function(KamMergeLog *log, const KamMerge *merge, const KamRecord *survivor,
                                 const KamRecord *other, KamFaults *faults, GError **error);

/** merge.c: a new record of another type, kept for the way back. */
gboolean kam_merge_create(KamMergeLog *log, const char *type, json_t *body, KamFaults *faults, GError **error);
