/* Reading what companies can be alike in. */
#include <stdlib.h>

#include "base/text.h"
#include "domain/rules.h"
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
load_accounts(KamDb *db, KamSuggestionKeys *keys, GError **error)
{
    g_autoptr(GHashTable) places = load_places(db, error);
    g_autoptr(KamStmt) stmt = places == NULL ? NULL : kam_stmt_new(db, kam_sql("suggestion_account_keys"), error);
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

typedef struct {
    gint64 id;
    guint32 read; /* its place in the order of reading */
} Read;

static int
compare_reads(gconstpointer a, gconstpointer b)
{
    gint64 x = ((const Read *)a)->id, y = ((const Read *)b)->id;

    return x < y ? -1 : x > y;
}

/* Keys name accounts by their place in the order of reading, and from here on by that in the order of ids. */
static void
sort_ids(KamSuggestionKeys *keys)
{
    guint n = keys->ids->len;
    g_autofree Read *reads = g_new(Read, n + 1);
    g_autofree guint32 *place = g_new(guint32, n + 1);

    for (guint32 i = 0; i < n; i++)
        reads[i] = (Read) { g_array_index(keys->ids, gint64, i), i };
    qsort(reads, n, sizeof *reads, compare_reads);
    for (guint32 i = 0; i < n; i++) {
        g_array_index(keys->ids, gint64, i) = reads[i].id;
        place[reads[i].read] = i;
    }
    for (guint i = 0; i < keys->keys->len; i++) {
        KamAlikeKey *key = &g_array_index(keys->keys, KamAlikeKey, i);

        key->account = place[key->account];
    }
}

/* The addresses of people are theirs; the domain is the firm's. */
static gboolean
load_contacts(KamDb *db, KamSuggestionKeys *keys, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("suggestion_contact_emails"), error);
    KamStep step;

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
load_payers(KamDb *db, KamSuggestionKeys *keys, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("suggestion_payers"), error);
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
kam_suggestion_keys_load(KamDb *db, gboolean with_contacts, KamSuggestionKeys *keys, GError **error)
{
    keys->ids = g_array_new(FALSE, FALSE, sizeof(gint64));
    keys->keys = g_array_new(FALSE, FALSE, sizeof(KamAlikeKey));
    keys->texts = g_string_chunk_new(1 << 16);
    if (!load_accounts(db, keys, error))
        return FALSE;
    sort_ids(keys);
    return (!with_contacts || load_contacts(db, keys, error)) && load_payers(db, keys, error);
}
