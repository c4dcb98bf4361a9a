/* A place by name and key, each with its own lock: contacts take long, and nobody who asks for accounts waits for them.
 */
#include "domain/pairs_kept.h"

#include "store/statements.h"

/* How far the database had come. */
typedef struct {
    gint64 audit_seq, dismissals, dismissed_at;
} Seen;

typedef struct {
    GMutex lock;
    GArray *pairs; /* NULL: none yet */
    Seen seen;
} Place;

struct KamPairsKept {
    GMutex lock;
    GHashTable *places; /* "account 31" to Place; they stay */
};

static void
place_free(gpointer data)
{
    Place *place = data;

    g_clear_pointer(&place->pairs, g_array_unref);
    g_mutex_clear(&place->lock);
    g_free(place);
}

KamPairsKept *
kam_pairs_kept_new(void)
{
    KamPairsKept *kept = g_new0(KamPairsKept, 1);

    g_mutex_init(&kept->lock);
    kept->places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, place_free);
    return kept;
}

void
kam_pairs_kept_free(KamPairsKept *kept)
{
    if (kept == NULL)
        return;
    g_hash_table_unref(kept->places);
    g_mutex_clear(&kept->lock);
    g_free(kept);
}

static Place *
find_place(KamPairsKept *kept, const KamPairsWanted *wanted)
{
    g_autofree char *name = g_strdup_printf("%s %u", wanted->name, wanted->key);
    Place *place;

    g_mutex_lock(&kept->lock);
    place = g_hash_table_lookup(kept->places, name);
    if (place == NULL) {
        place = g_new0(Place, 1);
        g_mutex_init(&place->lock);
        g_hash_table_insert(kept->places, g_steal_pointer(&name), place);
    }
    g_mutex_unlock(&kept->lock);
    return place;
}

static gboolean
look(KamDb *db, Seen *seen, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("duplicate_versions"), error);

    if (stmt == NULL || kam_stmt_step(stmt, error) != KAM_STEP_ROW)
        return FALSE;
    *seen = (Seen) { kam_stmt_get_int(stmt, 0), kam_stmt_get_int(stmt, 1), kam_stmt_get_int(stmt, 2) };
    return TRUE;
}

static gboolean
count_changes(KamDb *db, const KamPairsWanted *wanted, gint64 since, gint64 *n, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql(wanted->changes), error);

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, since);
    if (wanted->type != NULL)
        kam_stmt_bind_text(stmt, 2, wanted->type);
    if (kam_stmt_step(stmt, error) != KAM_STEP_ROW)
        return FALSE;
    *n = kam_stmt_get_int(stmt, 0);
    return TRUE;
}

/* What it was held against becomes what is looked at from now on, where nothing of it matters. */
static gboolean
stands(Place *place, KamDb *db, const KamPairsWanted *wanted, const Seen *now, gboolean *does, GError **error)
{
    gint64 changes = 0;

    *does = FALSE;
    if (place->pairs == NULL || place->seen.dismissals != now->dismissals ||
        place->seen.dismissed_at != now->dismissed_at || place->seen.audit_seq > now->audit_seq)
        return TRUE;
    if (place->seen.audit_seq != now->audit_seq && !count_changes(db, wanted, place->seen.audit_seq, &changes, error))
        return FALSE;
    *does = changes == 0;
    if (*does)
        place->seen = *now;
    return TRUE;
}

static GArray *
get_from(Place *place, KamDb *db, const KamPairsWanted *wanted, GError **error)
{
    gboolean does;
    GArray *pairs;
    Seen now;

    /* Looked at before they are found: what changes meanwhile is found a second time. */
    if (!look(db, &now, error) || !stands(place, db, wanted, &now, &does, error))
        return NULL;
    if (does)
        return g_array_ref(place->pairs);
    pairs = wanted->find(wanted->data, error);
    if (pairs == NULL)
        return NULL;
    g_clear_pointer(&place->pairs, g_array_unref);
    place->pairs = g_array_ref(pairs);
    place->seen = now;
    return pairs;
}

GArray *
kam_pairs_kept_get(KamPairsKept *kept, KamDb *db, const KamPairsWanted *wanted, GError **error)
{
    Place *place = find_place(kept, wanted);
    GArray *pairs;

    g_mutex_lock(&place->lock);
    pairs = get_from(place, db, wanted, error);
    g_mutex_unlock(&place->lock);
    return pairs;
}
