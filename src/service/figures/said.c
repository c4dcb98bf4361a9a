/* The audit as a table of when each type changed last. */
#include "service/figures/said.h"

#include <string.h>

#include "store/statements.h"

typedef struct {
    GMutex lock;
    gint64 seen;         /* all entries up to this one are in what follows */
    gint64 of_all;       /* the last that counts for every type */
    GHashTable *of_type; /* type to gint64, the last about it */
} Said;

static gboolean
read_head(KamDb *db, gint64 *seq, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("audit_head"), error);

    if (stmt == NULL || kam_stmt_step(stmt, error) != KAM_STEP_ROW)
        return FALSE;
    *seq = kam_stmt_get_int(stmt, 0);
    return TRUE;
}

static gpointer
make_said(gpointer data, GError **error)
{
    Said *said;
    gint64 head;

    if (!read_head(data, &head, error))
        return NULL;
    said = g_atomic_rc_box_new0(Said);
    g_mutex_init(&said->lock);
    said->seen = said->of_all = head;
    said->of_type = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return said;
}

static void
clear_said(gpointer data)
{
    Said *said = data;

    g_mutex_clear(&said->lock);
    g_hash_table_unref(said->of_type);
}

static gsize
weigh_said(gconstpointer data)
{
    return sizeof *(const Said *)data;
}

/* The type that an entry says something of: of whatever is done to a record beside changing it, the files alone. NULL:
 * nothing that an analysis reads. */
static const char *
type_of(const char *action, const char *type)
{
    static const char *const changes[] = { "create", "update", "delete", "restore", "import", "undo_import", NULL };

    if (strcmp(action, "attach") == 0 || strcmp(action, "detach") == 0)
        return "attachment";
    return g_strv_contains(changes, action) ? type : NULL;
}

/* Entries come newest first. */
static void
take_entry(Said *said, gint64 head, const char *action, const char *type)
{
    const char *of = type_of(action, type);

    if (strcmp(action, "merge") == 0 || strcmp(action, "unmerge") == 0)
        said->of_all = head;
    if (of != NULL)
        g_hash_table_insert(said->of_type, g_strdup(of), g_memdup2(&head, sizeof head));
}

static gboolean
read_on(Said *said, KamDb *db, gint64 head, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("audit_entry_between"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, said->seen);
    kam_stmt_bind_int(stmt, 2, head);
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW)
        take_entry(said, head, kam_stmt_get_text(stmt, 0), kam_stmt_get_text(stmt, 1));
    if (step == KAM_STEP_FAILED)
        return FALSE;
    said->seen = head;
    return TRUE;
}

static gint64
last_of(const Said *said, const char *const *types)
{
    gint64 last = said->of_all;

    for (guint i = 0; types[i] != NULL; i++) {
        const gint64 *seq = g_hash_table_lookup(said->of_type, types[i]);

        last = MAX(last, seq == NULL ? 0 : *seq);
    }
    return last;
}

gboolean
kam_said_last(KamShelf *shelf, gint64 version, KamDb *db, const char *const *types, gint64 *seq, GError **error)
{
    static const KamShelfKind kind = { make_said, clear_said, weigh_said };
    g_autofree char *key = g_strdup_printf("%" G_GINT64_FORMAT ".said", version);
    Said *said = kam_shelf_get(shelf, key, &kind, db, error);
    gint64 head;
    gboolean is_read;

    if (said == NULL)
        return FALSE;
    g_mutex_lock(&said->lock);
    is_read = read_head(db, &head, error) && (head <= said->seen || read_on(said, db, head, error));
    if (is_read)
        *seq = last_of(said, types);
    g_mutex_unlock(&said->lock);
    g_atomic_rc_box_release_full(said, clear_said);
    return is_read;
}
