/* Queries: the parts of a statement, its text, and its way to the database. Conditions are in query_where.c. */
#include "store/query.h"

#include <string.h>

#include "store/driver.h"
#include "store/query_private.h"

/* A bound value; `open` is bound by the caller. */
typedef struct {
    KamValueKind kind;
    gint64 integer;
    char *text;
    gboolean open;
} Held;

static void
clear_held(gpointer data)
{
    g_free(((Held *)data)->text);
}

static KamQuery *
query_new(KamQueryKind kind, const char *table, const char *alias)
{
    KamQuery *query = g_new0(KamQuery, 1);

    query->kind = kind;
    query->table = g_string_sized_new(64);
    query->columns = g_string_sized_new(256);
    query->marks = g_string_new(NULL);
    query->where = g_string_sized_new(256);
    query->unions = g_string_new(NULL);
    query->groups = g_string_new(NULL);
    query->order = g_string_new(NULL);
    query->returning = g_string_new(NULL);
    query->values = g_array_new(FALSE, FALSE, sizeof(Held));
    g_array_set_clear_func(query->values, clear_held);
    kam_query_append_name(query, query->table, table);
    if (alias != NULL) {
        g_string_append_c(query->table, ' ');
        kam_query_append_name(query, query->table, alias);
    }
    return query;
}

KamQuery *
kam_query_new_select(const char *table, const char *alias)
{
    return query_new(KAM_QUERY_SELECT, table, alias);
}

KamQuery *
kam_query_new_insert(const char *table)
{
    return query_new(KAM_QUERY_INSERT, table, NULL);
}

KamQuery *
kam_query_new_update(const char *table)
{
    return query_new(KAM_QUERY_UPDATE, table, NULL);
}

KamQuery *
kam_query_new_delete(const char *table)
{
    return query_new(KAM_QUERY_DELETE, table, NULL);
}

void
kam_query_free(KamQuery *query)
{
    if (query == NULL)
        return;
    g_string_free(query->table, TRUE);
    g_string_free(query->columns, TRUE);
    g_string_free(query->marks, TRUE);
    g_string_free(query->where, TRUE);
    g_string_free(query->unions, TRUE);
    g_string_free(query->groups, TRUE);
    g_string_free(query->order, TRUE);
    g_string_free(query->returning, TRUE);
    g_array_unref(query->values);
    g_free(query->fault);
    g_free(query);
}

/* --- names and values --- */

void
kam_query_fault(KamQuery *query, const char *format, ...)
{
    va_list arguments;

    if (query->fault != NULL)
        return;
    va_start(arguments, format);
    query->fault = g_strdup_vprintf(format, arguments);
    va_end(arguments);
}

/* [a-z_][a-z0-9_]*, twice when a dot divides them. */
static gboolean
is_name(const char *name)
{
    guint n_dots = 0;
    gboolean at_start = TRUE;

    for (const char *at = name; *at != '\0'; at++) {
        if (*at == '.' && !at_start && n_dots++ == 0) {
            at_start = TRUE;
            continue;
        }
        if (!g_ascii_islower(*at) && *at != '_' && (at_start || !g_ascii_isdigit(*at)))
            return FALSE;
        at_start = FALSE;
    }
    return !at_start;
}

void
kam_query_append_name(KamQuery *query, GString *out, const char *name)
{
    if (name == NULL || !is_name(name))
        kam_query_fault(query, "'%s' is no name of a table or column", name != NULL ? name : "");
    else
        g_string_append(out, name);
}

static void
append_number(GString *out, guint number)
{
    char digits[12];
    guint at = sizeof(digits);

    do
        digits[--at] = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    g_string_append_c(out, '$');
    g_string_append_len(out, digits + at, (gssize)(sizeof(digits) - at));
}

static void
append_held(KamQuery *query, GString *out, Held held)
{
    g_array_append_val(query->values, held);
    append_number(out, query->values->len);
}

void
kam_query_append_value(KamQuery *query, GString *out, KamQueryValue value)
{
    append_held(query, out,
                (Held) { .kind = value.kind,
                         .integer = value.integer,
                         .text = value.kind == KAM_VALUE_TEXT ? g_strdup(value.text) : NULL });
}

static void
append_comma(GString *out)
{
    if (out->len > 0)
        g_string_append(out, ", ");
}

/* --- parts --- */

static gboolean
is_kind(KamQuery *query, KamQueryKind kind, const char *what)
{
    if (query->kind != kind)
        kam_query_fault(query, "%s does not belong to this kind of statement", what);
    return query->kind == kind;
}

void
kam_query_select(KamQuery *query, const char *column, const char *as)
{
    if (!is_kind(query, KAM_QUERY_SELECT, "a column of the answer"))
        return;
    append_comma(query->columns);
    kam_query_append_name(query, query->columns, column);
    if (as == NULL)
        return;
    g_string_append(query->columns, " AS ");
    kam_query_append_name(query, query->columns, as);
}

void
kam_query_select_count(KamQuery *query)
{
    if (!is_kind(query, KAM_QUERY_SELECT, "a number of rows"))
        return;
    append_comma(query->columns);
    g_string_append(query->columns, "count(*)");
}

void
kam_query_select_int(KamQuery *query, gint64 value)
{
    if (!is_kind(query, KAM_QUERY_SELECT, "a constant"))
        return;
    append_comma(query->columns);
    g_string_append(query->columns, "CAST(");
    kam_query_append_value(query, query->columns, KAM_QUERY_INT(value));
    g_string_append(query->columns, " AS BIGINT)");
}

void
kam_query_distinct(KamQuery *query)
{
    query->distinct = TRUE;
}

static void
append_join(KamQuery *query, const char *word, const char *table, const char *alias, const char *column,
            const char *other)
{
    if (!is_kind(query, KAM_QUERY_SELECT, "another table"))
        return;
    g_string_append(query->table, word);
    kam_query_append_name(query, query->table, table);
    if (alias != NULL) {
        g_string_append_c(query->table, ' ');
        kam_query_append_name(query, query->table, alias);
    }
    g_string_append(query->table, " ON ");
    kam_query_append_name(query, query->table, column);
    g_string_append(query->table, " = ");
    kam_query_append_name(query, query->table, other);
}

void
kam_query_join(KamQuery *query, const char *table, const char *alias, const char *column, const char *other)
{
    append_join(query, " JOIN ", table, alias, column, other);
}

void
kam_query_left_join(KamQuery *query, const char *table, const char *alias, const char *column, const char *other)
{
    append_join(query, " LEFT JOIN ", table, alias, column, other);
}

void
kam_query_group_by(KamQuery *query, const char *column)
{
    append_comma(query->groups);
    kam_query_append_name(query, query->groups, column);
}

void
kam_query_order_by(KamQuery *query, const KamQueryKey *key)
{
    append_comma(query->order);
    kam_query_append_name(query, query->order, key->column);
    g_string_append(query->order, key->descending ? " DESC" : " ASC");
    if (key->nullable)
        g_string_append(query->order, key->nulls_first ? " NULLS FIRST" : " NULLS LAST");
}

void
kam_query_limit(KamQuery *query, guint limit)
{
    Held held = { .kind = KAM_VALUE_INT, .integer = limit };

    if (query->limit != 0) {
        g_array_index(query->values, Held, query->limit - 1).integer = limit;
        return;
    }
    g_array_append_val(query->values, held);
    query->limit = (int)query->values->len;
}

void
kam_query_union(KamQuery *query, const KamQuery *other)
{
    g_string_append(query->unions, " UNION ");
    kam_query_append_query(query, query->unions, other);
}

static void
append_set(KamQuery *query, const char *column, Held held)
{
    append_comma(query->columns);
    kam_query_append_name(query, query->columns, column);
    if (query->kind == KAM_QUERY_INSERT) {
        append_comma(query->marks);
        append_held(query, query->marks, held);
        return;
    }
    is_kind(query, KAM_QUERY_UPDATE, "a value of a column");
    g_string_append(query->columns, " = ");
    append_held(query, query->columns, held);
}

void
kam_query_set(KamQuery *query, const char *column, KamQueryValue value)
{
    append_set(query, column,
               (Held) { .kind = value.kind,
                        .integer = value.integer,
                        .text = value.kind == KAM_VALUE_TEXT ? g_strdup(value.text) : NULL });
}

void
kam_query_set_int(KamQuery *query, const char *column, gint64 value)
{
    kam_query_set(query, column, KAM_QUERY_INT(value));
}

void
kam_query_set_text(KamQuery *query, const char *column, const char *value)
{
    kam_query_set(query, column, KAM_QUERY_TEXT(value));
}

int
kam_query_set_open(KamQuery *query, const char *column)
{
    append_set(query, column, (Held) { .open = TRUE });
    return (int)query->values->len;
}

void
kam_query_set_next(KamQuery *query, const char *column)
{
    if (!is_kind(query, KAM_QUERY_UPDATE, "a column that rises by one"))
        return;
    append_comma(query->columns);
    kam_query_append_name(query, query->columns, column);
    g_string_append(query->columns, " = ");
    kam_query_append_name(query, query->columns, column);
    g_string_append(query->columns, " + 1");
}

void
kam_query_skip_conflicts(KamQuery *query)
{
    if (is_kind(query, KAM_QUERY_INSERT, "passing over what is there"))
        query->skip_conflicts = TRUE;
}

void
kam_query_returning(KamQuery *query, const char *column)
{
    if (query->kind == KAM_QUERY_SELECT)
        kam_query_fault(query, "only a change returns what it changed");
    append_comma(query->returning);
    kam_query_append_name(query, query->returning, column);
}

/* --- the text --- */

static void
append_part(GString *out, const char *word, const GString *part)
{
    if (part->len == 0)
        return;
    g_string_append(out, word);
    g_string_append_len(out, part->str, (gssize)part->len);
}

static void
append_select(const KamQuery *query, GString *out)
{
    g_string_append(out, query->distinct ? "SELECT DISTINCT " : "SELECT ");
    g_string_append_len(out, query->columns->str, (gssize)query->columns->len);
    append_part(out, " FROM ", query->table);
    append_part(out, " WHERE ", query->where);
    append_part(out, " GROUP BY ", query->groups);
    append_part(out, "", query->unions);
    append_part(out, " ORDER BY ", query->order);
    if (query->limit == 0)
        return;
    g_string_append(out, " LIMIT ");
    append_number(out, (guint)query->limit);
}

static void
append_text(const KamQuery *query, GString *out)
{
    switch (query->kind) {
    case KAM_QUERY_SELECT:
        append_select(query, out);
        return;
    case KAM_QUERY_INSERT:
        append_part(out, "INSERT INTO ", query->table);
        append_part(out, " (", query->columns);
        append_part(out, ") VALUES (", query->marks);
        g_string_append_c(out, ')');
        if (query->skip_conflicts)
            g_string_append(out, " ON CONFLICT DO NOTHING");
        break;
    case KAM_QUERY_UPDATE:
        append_part(out, "UPDATE ", query->table);
        append_part(out, " SET ", query->columns);
        append_part(out, " WHERE ", query->where);
        break;
    case KAM_QUERY_DELETE:
        append_part(out, "DELETE FROM ", query->table);
        append_part(out, " WHERE ", query->where);
        break;
    }
    append_part(out, " RETURNING ", query->returning);
}

/* Parameters of the inner text are numbered on behind those of the outer; a dollar sign stands nowhere else. */
static void
append_renumbered(GString *out, const char *text, guint offset)
{
    const char *dollar;

    while ((dollar = strchr(text, '$')) != NULL) {
        char *end = NULL;
        guint number = (guint)g_ascii_strtoull(dollar + 1, &end, 10);

        g_string_append_len(out, text, dollar - text);
        append_number(out, number + offset);
        text = end;
    }
    g_string_append(out, text);
}

static const char *
find_shape_fault(const KamQuery *query)
{
    if (query->fault != NULL)
        return query->fault;
    if (query->depth > 0)
        return "a group of conditions was not ended";
    if (query->kind != KAM_QUERY_DELETE && query->columns->len == 0)
        return "it has no columns";
    if (query->values->len > KAM_QUERY_MAX_VALUES)
        return "it has more values than a database takes";
    return NULL;
}

void
kam_query_append_query(KamQuery *query, GString *out, const KamQuery *other)
{
    const char *fault = find_shape_fault(other);
    guint offset = query->values->len;
    g_autoptr(GString) text = g_string_sized_new(256);

    if (fault != NULL || other->kind != KAM_QUERY_SELECT) {
        kam_query_fault(query, "%s", fault != NULL ? fault : "only a SELECT stands inside another statement");
        return;
    }
    append_text(other, text);
    append_renumbered(out, text->str, offset);
    for (guint i = 0; i < other->values->len; i++) {
        Held held = g_array_index(other->values, Held, i);

        held.text = g_strdup(held.text);
        g_array_append_val(query->values, held);
    }
}

/* The words in which drivers differ: {FOLD} text {END}. */
static void
replace_tokens(GString *text, const KamDriver *driver)
{
    if (strchr(text->str, '{') == NULL)
        return;
    g_string_replace(text, "{LOWER}", driver->lower_begin, 0);
    g_string_replace(text, "{END}", driver->lower_end, 0);
}

/* --- running --- */

static void
bind_values(const KamQuery *query, KamStmt *stmt)
{
    for (guint i = 0; i < query->values->len; i++) {
        const Held *held = &g_array_index(query->values, Held, i);
        int index = (int)i + 1;

        if (held->open)
            continue;
        if (held->kind == KAM_VALUE_INT)
            kam_stmt_bind_int(stmt, index, held->integer);
        else
            kam_stmt_bind_text(stmt, index, held->text);
    }
}

KamStmt *
kam_query_prepare(const KamQuery *query, KamDb *db, GError **error)
{
    g_autoptr(GString) text = g_string_sized_new(512);
    const char *fault = find_shape_fault(query);
    KamStmt *stmt;

    if (fault != NULL) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_STORE, "cannot make a statement: %s", fault);
        return NULL;
    }
    append_text(query, text);
    replace_tokens(text, db->driver);
    stmt = kam_stmt_new(db, text->str, error);
    if (stmt != NULL)
        bind_values(query, stmt);
    return stmt;
}

gboolean
kam_query_run(const KamQuery *query, KamDb *db, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_query_prepare(query, db, error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    do
        step = kam_stmt_step(stmt, error);
    while (step == KAM_STEP_ROW);
    return step == KAM_STEP_DONE;
}

gboolean
kam_query_get_int(const KamQuery *query, KamDb *db, gint64 *value, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_query_prepare(query, db, error);
    KamStep step = stmt == NULL ? KAM_STEP_FAILED : kam_stmt_step(stmt, error);

    if (step != KAM_STEP_FAILED)
        *value = step == KAM_STEP_ROW ? kam_stmt_get_int(stmt, 0) : 0;
    return step != KAM_STEP_FAILED;
}
