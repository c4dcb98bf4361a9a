/* Tags on records. The tags themselves are a record type (domain/tag.c). */
#pragma once

#include "service/extras/subject.h"

/** Put a tag on a record or take it off; doing it twice changes nothing. */
gboolean
kam_record_tag_set(const KamWork *work, const KamSubject *subject, gint64 tag_id, gboolean bears, GError **error);
/** Its tags as items of an array that the caller has opened: {id, name, colour, since, by}. */
gboolean kam_record_tag_list_to_json(const KamWork *work, const KamSubject *subject, KamJson *json, GError **error);
