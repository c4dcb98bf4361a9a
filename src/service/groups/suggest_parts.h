/* What finding suggestions and accepting one share; no one else includes this. */
#pragma once

#include "service/groups/alike.h"
#include "service/groups/suggest.h"

/* What can be alike: keys of accounts, by their place among the ids. */
typedef struct {
    GArray *ids;  /* gint64, ascending */
    GArray *keys; /* KamAlikeKey */
    GStringChunk *texts;
} KamSuggestionKeys;

/** Read the keys that the actor may read; equal values are one text. Cost: 1.5 us an account. */
gboolean kam_suggestion_keys_load(const KamWork *work, KamSuggestionKeys *keys, GError **error);
void kam_suggestion_keys_clear(KamSuggestionKeys *keys);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamSuggestionKeys, kam_suggestion_keys_clear)
