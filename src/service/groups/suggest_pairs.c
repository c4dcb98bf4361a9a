/* The pairs that suggestions are made of, found once for all who ask. */
#include "service/groups/suggest_parts.h"

#include "record/policy.h"

typedef struct {
    KamDb *db;
    gboolean with_contacts;
} Finding;

gboolean
kam_suggestion_sees_contacts(const KamWork *work)
{
    return kam_policy_class_access(work->actor, KAM_PERSONAL) != KAM_NO_ACCESS;
}

static void
clear_pair(gpointer data)
{
    KamSuggestionPair *pair = data;

    for (guint kind = 0; kind < KAM_ALIKE_N; kind++)
        g_free(pair->text[kind]);
}

static void
add_pair(GArray *pairs, const KamSuggestionKeys *keys, const KamAlikePair *found)
{
    KamSuggestionPair pair = { .low_id = g_array_index(keys->ids, gint64, found->low),
                               .high_id = g_array_index(keys->ids, gint64, found->high),
                               .alike = *found };

    for (guint kind = 0; kind < KAM_ALIKE_N; kind++)
        pair.alike.value[kind] = pair.text[kind] = g_strdup(found->value[kind]);
    g_array_append_val(pairs, pair);
}

static GArray *
find_pairs(gpointer data, GError **error)
{
    const Finding *finding = data;
    g_auto(KamSuggestionKeys) keys = { 0 };
    g_autoptr(GArray) found = NULL;
    GArray *pairs;

    if (!kam_suggestion_keys_load(finding->db, finding->with_contacts, &keys, error))
        return NULL;
    found = kam_alike_find(keys.keys);
    pairs = g_array_new(FALSE, FALSE, sizeof(KamSuggestionPair));
    g_array_set_clear_func(pairs, clear_pair);
    for (guint i = 0; i < found->len; i++) {
        const KamAlikePair *pair = &g_array_index(found, KamAlikePair, i);

        if (pair->strength < KAM_SUGGESTION_WEAKEST)
            break;
        add_pair(pairs, &keys, pair);
    }
    return pairs;
}

GArray *
kam_suggestion_pairs_get(KamDb *db, gboolean with_contacts, KamPairsKept *kept, GError **error)
{
    Finding finding = { db, with_contacts };
    const KamPairsWanted wanted = { .name = "suggestion",
                                    .key = (guint)with_contacts,
                                    .changes = "suggestion_count_changes",
                                    .find = find_pairs,
                                    .data = &finding };

    return kam_pairs_kept_get(kept, db, &wanted, error);
}

gboolean
kam_suggestions_prepare(KamDb *db, KamPairsKept *kept, GError **error)
{
    g_autoptr(GArray) pairs = kam_suggestion_pairs_get(db, TRUE, kept, error);

    return pairs != NULL;
}
