/* Records of one type by what files call them: by id, by a match key, by title; only those that the actor sees, and
 * only by fields that the actor reads. */
#pragma once

#include "record/record.h"
#include "record/work.h"

typedef struct KamFinder KamFinder;

/** Read what there is of a type. Cost: about 2 us a record and field. */
KamFinder *kam_finder_new(const KamWork *work, const KamRecordType *type, GError **error);
void kam_finder_free(KamFinder *finder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamFinder, kam_finder_free)

/** Whether there is a record of this id that the actor sees. */
gboolean kam_finder_has_id(const KamFinder *finder, gint64 id);
/** The ids that a text of a file can mean: an id itself, else the first match key that finds any, else the title,
 * folded (case, diacritics, script; of accounts also the legal form). */
void kam_finder_list(const KamFinder *finder, const char *text, GArray *ids);
/** The records that have this value in a match key; a title is compared folded where no equal one is found. */
void kam_finder_list_by_key(const KamFinder *finder, const KamField *field, const KamFieldValue *value, GArray *ids);
/** "number, tax_number or name": by what it finds. Free with g_free(). */
char *kam_finder_say_keys(const KamFinder *finder);
/** "'Metal' (id 17), 'Metal' (id 18)", at most some. Free with g_free(). */
char *kam_finder_say_candidates(const KamFinder *finder, KamDb *db, const GArray *ids);

/** Follow a change of a record of this type; either may be NULL. */
void kam_finder_follow(KamFinder *finder, const KamRecord *before, const KamRecord *after);
