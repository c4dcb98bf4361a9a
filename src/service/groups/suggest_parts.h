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

/** Read the keys; equal values are one text. Cost: 1.5 us an account.
 * @param with_contacts  the domains of people's e-mail, too. */
gboolean kam_suggestion_keys_load(KamDb *db, gboolean with_contacts, KamSuggestionKeys *keys, GError **error);
void kam_suggestion_keys_clear(KamSuggestionKeys *keys);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamSuggestionKeys, kam_suggestion_keys_clear)

/* Two accounts that are alike enough to be told of. */
typedef struct {
    gint64 low_id, high_id;
    KamAlikePair alike;      /* but not its places */
    char *text[KAM_ALIKE_N]; /* that the values of it point to */
} KamSuggestionPair;

/** Who reads them: whether it may read what people's e-mail says. */
gboolean kam_suggestion_sees_contacts(const KamWork *work);
/** suggest_pairs.c: KamSuggestionPair, the strongest first; kept until what they rest on changes. Release with
 * g_array_unref(). NULL with an error. */
GArray *kam_suggestion_pairs_get(KamDb *db, gboolean with_contacts, KamPairsKept *kept, GError **error);
