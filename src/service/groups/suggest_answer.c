/* What a person says to a suggestion. */
#include <jansson.h>

#include "domain/types.h"
#include "record/change.h"
#include "record/scope.h"
#include "service/groups/suggest_parts.h"

#define MAX_EVIDENCE 500 /* characters, as the field takes */

static gboolean
check_sees(const KamWork *work, gint64 id, GError **error)
{
    gboolean sees = FALSE;

    if (!kam_scope_sees(work->db, work->actor, work->types, &kam_account_type, id, &sees, error))
        return FALSE;
    if (!sees)
        g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "there is no account '%" G_GINT64_FORMAT "' in view", id);
    return sees;
}

/* --- what two companies share now --- */

static gboolean
is_of(const KamSuggestionKeys *keys, const KamAlikeKey *key, gint64 a, gint64 b)
{
    gint64 id = g_array_index(keys->ids, gint64, key->account);

    return id == a || id == b;
}

/* Leaves the keys whose value one of the two bears: how many others bear it says how much it says. Equal values are one
 * text. */
static void
keep_values_of(KamSuggestionKeys *keys, gint64 a, gint64 b)
{
    g_autoptr(GHashTable) values = g_hash_table_new(NULL, NULL);
    GArray *kept = g_array_new(FALSE, FALSE, sizeof(KamAlikeKey));

    for (guint i = 0; i < keys->keys->len; i++)
        if (is_of(keys, &g_array_index(keys->keys, KamAlikeKey, i), a, b))
            g_hash_table_add(values, (gpointer)(guintptr)g_array_index(keys->keys, KamAlikeKey, i).value);
    for (guint i = 0; i < keys->keys->len; i++)
        if (g_hash_table_contains(values, g_array_index(keys->keys, KamAlikeKey, i).value))
            g_array_append_val(kept, g_array_index(keys->keys, KamAlikeKey, i));
    g_array_unref(keys->keys);
    keys->keys = kept;
}

static const KamAlikePair *
find_pair(const KamSuggestionKeys *keys, const GArray *pairs, gint64 a, gint64 b)
{
    for (guint i = 0; i < pairs->len; i++) {
        const KamAlikePair *pair = &g_array_index(pairs, KamAlikePair, i);

        if (g_array_index(keys->ids, gint64, pair->low) == MIN(a, b) &&
            g_array_index(keys->ids, gint64, pair->high) == MAX(a, b))
            return pair;
    }
    return NULL;
}

/* "name: metalac; domain: metalac.rs" */
static char *
say_evidence(const KamAlikePair *pair)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (KamAlikeKind kind = 0; kind < KAM_ALIKE_N; kind++)
        if (pair->value[kind] != NULL)
            g_string_append_printf(text, "%s%s: %s", text->len == 0 ? "" : "; ", kam_alike_kind_name(kind),
                                   pair->value[kind]);
    return g_utf8_strlen(text->str, -1) > MAX_EVIDENCE ? g_utf8_substring(text->str, 0, MAX_EVIDENCE)
                                                       : g_strdup(text->str);
}

static char *
find_evidence(const KamWork *work, gint64 a, gint64 b, GError **error)
{
    g_auto(KamSuggestionKeys) keys = { 0 };
    g_autoptr(GArray) pairs = NULL;
    const KamAlikePair *pair;

    if (!kam_suggestion_keys_load(work->db, kam_suggestion_sees_contacts(work), &keys, error))
        return NULL;
    keep_values_of(&keys, a, b);
    pairs = kam_alike_find(keys.keys);
    pair = find_pair(&keys, pairs, a, b);
    if (pair != NULL && pair->strength >= KAM_SUGGESTION_WEAKEST)
        return say_evidence(pair);
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                "nothing suggests that these companies are one group; make the membership by hand");
    return NULL;
}

static json_t *
id_json(gint64 id)
{
    g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, id);

    return json_string(text);
}

KamRecord *
kam_suggestion_accept(const KamWork *work, const KamSuggestionAcceptance *acceptance, KamFaults *faults, GError **error)
{
    gint64 alike = acceptance->alike_id != 0 ? acceptance->alike_id : acceptance->account_id;
    gint64 other = acceptance->because_of_id != 0 ? acceptance->because_of_id : acceptance->parent_id;
    g_autofree char *evidence = NULL;
    KamRecord *made;
    json_t *body;

    if (!check_sees(work, acceptance->account_id, error) || !check_sees(work, acceptance->parent_id, error) ||
        !check_sees(work, alike, error) || !check_sees(work, other, error) ||
        (evidence = find_evidence(work, alike, other, error)) == NULL)
        return NULL;
    body = acceptance->terms != NULL ? json_deep_copy(acceptance->terms) : json_object();
    json_object_set_new(body, "account_id", id_json(acceptance->account_id));
    json_object_set_new(body, "parent_id", id_json(acceptance->parent_id));
    json_object_set_new(body, "source", json_string("suggestion"));
    json_object_set_new(body, "evidence", json_string(evidence));
    made = kam_record_create(work, &kam_group_membership_type, body, faults, error);
    json_decref(body);
    return made;
}

KamRecord *
kam_suggestion_refuse(const KamWork *work, gint64 account, gint64 other, json_t *reason, KamFaults *faults,
                      GError **error)
{
    KamRecord *made;
    json_t *body;

    if (!check_sees(work, account, error) || !check_sees(work, other, error))
        return NULL;
    body = json_object();
    json_object_set_new(body, "account_id", id_json(account));
    json_object_set_new(body, "other_id", id_json(other));
    if (reason != NULL)
        json_object_set(body, "reason", reason);
    made = kam_record_create(work, &kam_group_refusal_type, body, faults, error);
    json_decref(body);
    return made;
}
