/* The timeline: each source gives its newest entries behind the cursor, then they are merged. */
#include "service/extras/timeline.h"

#include <string.h>

#include "base/instant.h"
#include "record/scope.h"

#define MAX_TITLE 200 /* characters */
#define NAME_SIZE 64

/* Where entries come from, in the order of equal moments. */
typedef struct {
    const char *kind;
    const char *table; /* or that of the record type of this name */
    const char *id, *at, *by, *title;
    const char *record; /* column that names the subject */
    gboolean is_type;   /* entries are records, seen by their own rights */
} Source;

static const Source sources[] = {
    { "change", "audit_entry", "seq", "at", "user_id", "action", "record_id", FALSE },
    { "comment", "comment", "id", "created_at", "created_by", "body", "record_id", FALSE },
    { "attachment", "attachment", "id", "created_at", "created_by", "name", "record_id", FALSE },
    { "interaction", "interaction", "id", "at", "created_by", "subject", "account_id", TRUE },
    { "task", "task", "id", "created_at", "created_by", "title", "account_id", TRUE },
};

/* Comments and files are entries of their own: their rows in the audit would say the same twice. */
static const char *const shown_actions[] = { "create",  "update", "delete",       "restore",       "merge",
                                             "unmerge", "import", "assign_lines", "unassign_lines" };

typedef struct {
    gint64 at, id, by;
    guint rank;
    char *title, *author;
} Entry;

typedef struct {
    gint64 at, id;
    guint rank;
} Cursor;

typedef struct {
    const KamWork *work;
    const KamSubject *subject;
    Cursor behind;
    guint limit;
    GPtrArray *entries;
} Timeline;

static void
entry_free(gpointer data)
{
    Entry *entry = data;

    g_free(entry->title);
    g_free(entry->author);
    g_free(entry);
}

static int
compare_entries(gconstpointer a, gconstpointer b)
{
    const Entry *x = *(const Entry *const *)a;
    const Entry *y = *(const Entry *const *)b;

    if (x->at != y->at)
        return x->at > y->at ? -1 : 1;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return x->id == y->id ? 0 : x->id > y->id ? -1 : 1;
}

static const char *
column(char out[NAME_SIZE], const char *name)
{
    g_snprintf(out, NAME_SIZE, "t.%s", name);
    return out;
}

/* Older than the cursor; at the same moment, from a later source or with a smaller id. */
static void
where_behind(KamQuery *query, const Source *source, guint rank, const Cursor *cursor)
{
    char name[NAME_SIZE];

    kam_query_begin_any(query);
    kam_query_where_int(query, column(name, source->at), KAM_LT, cursor->at);
    kam_query_begin_all(query);
    kam_query_where_int(query, column(name, source->at), KAM_EQ, cursor->at);
    if (rank == cursor->rank)
        kam_query_where_int(query, column(name, source->id), KAM_LT, cursor->id);
    else
        kam_query_where_constant(query, rank > cursor->rank);
    kam_query_end(query);
    kam_query_end(query);
}

/* Columns of an entry, the newest first. */
static KamQuery *
select_source(const Timeline *timeline, const Source *source, guint rank)
{
    KamQuery *query = kam_query_new_select(source->table, "t");
    char name[NAME_SIZE], at[NAME_SIZE], id[NAME_SIZE];
    const KamQueryKey by_time = { .column = column(at, source->at), .descending = TRUE };
    const KamQueryKey by_id = { .column = column(id, source->id), .descending = TRUE };

    kam_query_left_join(query, "app_user", "u", "u.id", column(name, source->by));
    kam_query_select(query, at, NULL);
    kam_query_select(query, id, NULL);
    kam_query_select(query, name, NULL);
    kam_query_select(query, column(name, source->title), NULL);
    kam_query_select(query, "u.name", NULL);
    kam_query_where_int(query, column(name, source->record), KAM_EQ, timeline->subject->id);
    where_behind(query, source, rank, &timeline->behind);
    kam_query_order_by(query, &by_time);
    kam_query_order_by(query, &by_id);
    kam_query_limit(query, timeline->limit);
    return query;
}

/* FALSE: the actor sees nothing of this source. */
static gboolean
restrict_source(const Timeline *timeline, const Source *source, KamQuery *query)
{
    const KamActor *actor = timeline->work->actor;
    const KamRecordType *type;
    const KamField *title;

    if (!source->is_type) {
        if (strcmp(source->kind, "change") == 0)
            kam_query_where_in_texts(query, "t.action", shown_actions, G_N_ELEMENTS(shown_actions));
        else
            kam_query_where_null(query, "t.deleted_at", TRUE);
        return TRUE;
    }
    type = kam_record_type_find(timeline->work->types, source->table);
    title = type == NULL ? NULL : kam_record_type_field(type, source->title);
    if (title == NULL || kam_policy_class_access(actor, title->field_class) == KAM_NO_ACCESS)
        return FALSE;
    kam_query_where_null(query, "t.deleted_at", TRUE);
    kam_scope_restrict(query, "t", actor, timeline->work->types, type, KAM_ROWS_FEW);
    return TRUE;
}

/* The beginning of a text, its lines joined. */
static char *
short_title(const char *text)
{
    g_autofree char *title = g_strdup(text == NULL ? "" : text);

    g_strdelimit(title, "\n\t", ' ');
    if (g_utf8_strlen(title, -1) > MAX_TITLE)
        *g_utf8_offset_to_pointer(title, MAX_TITLE) = '\0';
    return g_steal_pointer(&title);
}

static gboolean
add_source(Timeline *timeline, guint rank, GError **error)
{
    const Source *source = &sources[rank];
    g_autoptr(KamQuery) query = select_source(timeline, source, rank);
    g_autoptr(KamStmt) stmt = NULL;
    KamStep step;

    if (!restrict_source(timeline, source, query))
        return TRUE;
    stmt = kam_query_prepare(query, timeline->work->db, error);
    if (stmt == NULL)
        return FALSE;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        Entry *entry = g_new0(Entry, 1);

        entry->rank = rank;
        entry->at = kam_stmt_get_int(stmt, 0);
        entry->id = kam_stmt_get_int(stmt, 1);
        entry->by = kam_stmt_get_int(stmt, 2);
        entry->title = short_title(kam_stmt_get_text(stmt, 3));
        entry->author = g_strdup(kam_stmt_get_text(stmt, 4));
        g_ptr_array_add(timeline->entries, entry);
    }
    return step == KAM_STEP_DONE;
}

static gboolean
read_cursor(const char *text, Cursor *cursor, GError **error)
{
    g_auto(GStrv) parts = g_strsplit(text == NULL ? "" : text, ".", 4);
    guint64 rank;

    if (text == NULL) {
        *cursor = (Cursor) { .at = G_MAXINT64, .id = G_MAXINT64 };
        return TRUE;
    }
    if (g_strv_length(parts) == 3 &&
        g_ascii_string_to_signed(parts[0], 10, G_MININT64, G_MAXINT64, &cursor->at, NULL) &&
        g_ascii_string_to_unsigned(parts[1], 10, 0, G_N_ELEMENTS(sources) - 1, &rank, NULL) &&
        g_ascii_string_to_signed(parts[2], 10, 0, G_MAXINT64, &cursor->id, NULL)) {
        cursor->rank = (guint)rank;
        return TRUE;
    }
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "the cursor is none: give the 'next' of the page before");
    return FALSE;
}

static void
write_entry(const Entry *entry, KamJson *json)
{
    char at[KAM_INSTANT_SIZE];

    kam_instant_to_iso(entry->at, at);
    kam_json_begin_object(json, NULL);
    kam_json_text(json, "kind", sources[entry->rank].kind);
    kam_json_text(json, "at", at);
    kam_json_id(json, "id", entry->id);
    kam_json_id(json, "by", entry->by);
    kam_json_text(json, "author", entry->author);
    kam_json_text(json, "title", entry->title);
    kam_json_end_object(json);
}

static gboolean
gather(Timeline *timeline, GError **error)
{
    gboolean is_account = timeline->subject->type->scope == KAM_SCOPE_SELF;

    for (guint rank = 0; rank < G_N_ELEMENTS(sources); rank++)
        if ((is_account || !sources[rank].is_type) && !add_source(timeline, rank, error))
            return FALSE;
    g_ptr_array_sort(timeline->entries, compare_entries);
    return TRUE;
}

gboolean
kam_timeline_to_json(const KamWork *work, const KamSubject *subject, const char *cursor, guint limit, KamJson *json,
                     char **next, GError **error)
{
    guint n = CLAMP(limit, 1, KAM_TIMELINE_MAX_PAGE);
    g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func(entry_free);
    Timeline timeline = { .work = work, .subject = subject, .limit = n + 1, .entries = entries };
    const Entry *last;

    if (!kam_subject_check(work, subject, error) || !read_cursor(cursor, &timeline.behind, error) ||
        !gather(&timeline, error))
        return FALSE;
    for (guint i = 0; i < MIN(entries->len, n); i++)
        write_entry(entries->pdata[i], json);
    last = entries->len > n ? entries->pdata[n - 1] : NULL;
    *next = last == NULL ? NULL
                         : g_strdup_printf("%" G_GINT64_FORMAT ".%u.%" G_GINT64_FORMAT, last->at, last->rank, last->id);
    return TRUE;
}
