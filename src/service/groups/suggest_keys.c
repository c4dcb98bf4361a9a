/* Reading what companies can be alike in. */
#include <string.h>

#include "base/text.h"
#include "domain/rules.h"
#include "record/policy.h"
#include "service/groups/suggest_parts.h"
#include "store/statements.h"

void
kam_suggestion_keys_clear(KamSuggestionKeys *keys)
{
    g_clear_pointer(&keys->ids, g_array_unref);
    g_clear_pointer(&keys->keys, g_array_unref);
    g_clear_pointer(&keys->texts, g_string_chunk_free);
}

static guint32
place_of(const KamSuggestionKeys *keys, gint64 id)
{
    guint low = 0, high = keys->ids->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;

        if (g_array_index(keys->ids, gint64, middle) < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < keys->ids->len && g_array_index(keys->ids, gint64, low) == id ? low : G_MAXUINT32;
}

static void
add_key(KamSuggestionKeys *keys, guint32 account, KamAlikeKind kind, const char *value)
{
    KamAlikeKey key = { .account = account, .kind = kind };

    if (value == NULL || *value == '\0')
        return;
    key.value = g_string_chunk_insert_const(keys->texts, value);
    g_array_append_val(keys->keys, key);
}

/* Without a street and a postal code it could be half a town. */
static void
add_address(KamSuggestionKeys *keys, guint32 account, const char *postal_code, const char *address)
{
    g_autofree char *folded = address == NULL ? NULL : kam_text_fold(address, -1);
    g_autofree char *value = NULL;

    if (folded == NULL || *folded == '\0' || postal_code == NULL || *postal_code == '\0')
        return;
    value = g_strdup_printf("%s, %s", folded, postal_code);
    add_key(keys, account, KAM_ALIKE_ADDRESS, value);
}

/* Words that many places and the firms in them bear. */
static GHashTable *
load_places(KamDb *db, GError **error)
{
    g_autoptr(GHashTable) places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("suggestion_places"), error);
    KamStep step = stmt == NULL ? KAM_STEP_FAILED : KAM_STEP_ROW;

    while (step == KAM_STEP_ROW && (step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        g_autofree char *folded = kam_text_fold(kam_stmt_get_text(stmt, 0), -1);
        g_auto(GStrv) words = g_strsplit(folded, " ", -1);

        for (guint i = 0; words[i] != NULL; i++)
            g_hash_table_add(places, g_strdup(words[i]));
    }
    return step == KAM_STEP_DONE ? g_steal_pointer(&places) : NULL;
}

static gboolean
load_accounts(const KamWork *work, KamSuggestionKeys *keys, GError **error)
{
    g_autoptr(GHashTable) places = load_places(work->db, error);
    g_autoptr(KamStmt) stmt = places == NULL ? NULL : kam_stmt_new(work->db, kam_sql("suggestion_account_keys"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        gint64 id = kam_stmt_get_int(stmt, 0);
        guint32 account = keys->ids->len;
        const char *name = kam_stmt_get_text(stmt, 3);

        g_array_append_val(keys->ids, id);
        if (name != NULL)
            kam_alike_add_words(keys->keys, account, name, places, keys->texts);
        add_key(keys, account, KAM_ALIKE_TAX_NUMBER, kam_stmt_get_text(stmt, 1));
        add_key(keys, account, KAM_ALIKE_COMPANY_NUMBER, kam_stmt_get_text(stmt, 2));
        add_key(keys, account, KAM_ALIKE_DOMAIN, kam_stmt_get_text(stmt, 4));
        add_key(keys, account, KAM_ALIKE_PHONE, kam_stmt_get_text(stmt, 5));
        add_address(keys, account, kam_stmt_get_text(stmt, 6), kam_stmt_get_text(stmt, 7));
    }
    return step == KAM_STEP_DONE;
}

/* The addresses of people are theirs; the domain is the firm's. */
static gboolean
load_contacts(const KamWork *work, KamSuggestionKeys *keys, GError **error)
{
    g_autoptr(KamStmt) stmt = NULL;
    KamStep step;

    if (kam_policy_class_access(work->actor, KAM_PERSONAL) == KAM_NO_ACCESS)
        return TRUE;
    stmt = kam_stmt_new(work->db, kam_sql("suggestion_contact_emails"), error);
    if (stmt == NULL)
        return FALSE;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        guint32 account = place_of(keys, kam_stmt_get_int(stmt, 0));
        g_autofree char *domain = kam_rules_domain_key(NULL, kam_stmt_get_text(stmt, 1));

        if (account != G_MAXUINT32)
            add_key(keys, account, KAM_ALIKE_DOMAIN, domain);
    }
    return step == KAM_STEP_DONE;
}

/* Who pays and for whom it pays bear the same value: the payer. */
static gboolean
load_payers(const KamWork *work, KamSuggestionKeys *keys, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(work->db, kam_sql("suggestion_payers"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        guint32 payer = place_of(keys, kam_stmt_get_int(stmt, 0)), whom = place_of(keys, kam_stmt_get_int(stmt, 1));
        const char *name = kam_stmt_get_text(stmt, 2);
        g_autofree char *value =
            g_strdup_printf("%s (%" G_GINT64_FORMAT ")", name != NULL ? name : "", kam_stmt_get_int(stmt, 0));

        if (payer == G_MAXUINT32 || whom == G_MAXUINT32)
            continue;
        add_key(keys, payer, KAM_ALIKE_PAYER, value);
        add_key(keys, whom, KAM_ALIKE_PAYER, value);
    }
    return step == KAM_STEP_DONE;
}

gboolean
kam_suggestion_keys_load(const KamWork *work, KamSuggestionKeys *keys, GError **error)
{
    keys->ids = g_array_new(FALSE, FALSE, sizeof(gint64));
    keys->keys = g_array_new(FALSE, FALSE, sizeof(KamAlikeKey));
    keys->texts = g_string_chunk_new(1 << 16);
    return load_accounts(work, keys, error) && load_contacts(work, keys, error) && load_payers(work, keys, error);
}
