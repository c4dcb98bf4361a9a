/* People who are spoken to in a comment: "@ana@firma.rs", or "@[Ana Perić](user:17)" as forms write it. */
#pragma once

#include "service/extras/subject.h"

/**
 * The people whom a text mentions and who see the record, each once: gint64. Somebody who does not see it gets a
 * warning at "body" and is left out; a word that names nobody is a word.
 * @return NULL with an error when the database fails. Free with g_array_unref().
 */
GArray *
kam_mention_find(const KamWork *work, const KamSubject *subject, const char *body, KamFaults *faults, GError **error);
