/* Who wants to hear of a record's changes: everybody decides for themselves. */
#pragma once

#include "service/extras/subject.h"

/** Begin or end to watch a record; doing it twice changes nothing. */
gboolean kam_watcher_set(const KamWork *work, const KamSubject *subject, gboolean watches, GError **error);
/** Members "items":[{user_id, name, since}] and "watching" of an object that the caller has opened. */
gboolean kam_watcher_list_to_json(const KamWork *work, const KamSubject *subject, KamJson *json, GError **error);
