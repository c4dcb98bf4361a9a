/* Conditions of queries: groups, comparisons, lists, patterns, and the place behind a row in an order. */
#include "store/query.h"

#include <string.h>

#include "store/query_private.h"

/* --- groups --- */

/* Whatever comes next is one more condition of the innermost group. */
static GString *
begin_term(KamQuery *query)
{
    GString *out = query->where;

    if (query->kind == KAM_QUERY_INSERT)
        kam_query_fault(query, "an INSERT has no conditions");
    if (query->open[query->depth].n++ > 0)
        g_string_append(out, query->open[query->depth].kind == KAM_GROUP_ANY ? " OR " : " AND ");
    return out;
}

static void
begin_group(KamQuery *query, KamGroupKind kind, const char *opening)
{
    if (query->depth == KAM_QUERY_MAX_DEPTH) {
        kam_query_fault(query, "groups of conditions nest deeper than %d", KAM_QUERY_MAX_DEPTH);
        return;
    }
    g_string_append(begin_term(query), opening);
    query->depth++;
    query->open[query->depth].kind = kind;
    query->open[query->depth].n = 0;
}

void
kam_query_begin_all(KamQuery *query)
{
    begin_group(query, KAM_GROUP_ALL, "(");
}

void
kam_query_begin_any(KamQuery *query)
{
    begin_group(query, KAM_GROUP_ANY, "(");
}

void
kam_query_begin_none(KamQuery *query)
{
    begin_group(query, KAM_GROUP_ANY, "NOT (");
}

void
kam_query_begin_not(KamQuery *query)
{
    begin_group(query, KAM_GROUP_ALL, "NOT (");
}

void
kam_query_end(KamQuery *query)
{
    if (query->depth == 0) {
        kam_query_fault(query, "a group of conditions was ended that was not begun");
        return;
    }
    if (query->open[query->depth].n == 0)
        g_string_append(query->where, query->open[query->depth].kind == KAM_GROUP_ANY ? "1 = 0" : "1 = 1");
    g_string_append_c(query->where, ')');
    query->depth--;
}

void
kam_query_where_constant(KamQuery *query, gboolean holds)
{
    g_string_append(begin_term(query), holds ? "1 = 1" : "1 = 0");
}

/* --- comparisons --- */

/* PostgreSQL takes a parameter for what the column is, and refuses numbers that a narrow column cannot hold. */
static void
append_compared(KamQuery *query, GString *out, KamQueryValue value)
{
    gboolean is_int = value.kind == KAM_VALUE_INT;

    g_string_append(out, is_int ? "CAST(" : "");
    kam_query_append_value(query, out, value);
    g_string_append(out, is_int ? " AS BIGINT)" : "");
}

static const char *
compare_text(KamCompare compare)
{
    static const char *const texts[] = {
        " = ", " <> ", " < ", " <= ", " > ", " >= ", " IS DISTINCT FROM ", " IS NOT DISTINCT FROM "
    };

    return texts[compare];
}

void
kam_query_where(KamQuery *query, const char *column, KamCompare compare, KamQueryValue value)
{
    GString *out = begin_term(query);

    kam_query_append_name(query, out, column);
    g_string_append(out, compare_text(compare));
    append_compared(query, out, value);
}

void
kam_query_where_int(KamQuery *query, const char *column, KamCompare compare, gint64 value)
{
    kam_query_where(query, column, compare, KAM_QUERY_INT(value));
}

void
kam_query_where_text(KamQuery *query, const char *column, KamCompare compare, const char *value)
{
    kam_query_where(query, column, compare, KAM_QUERY_TEXT(value));
}

void
kam_query_where_columns(KamQuery *query, const char *column, KamCompare compare, const char *other)
{
    GString *out = begin_term(query);

    kam_query_append_name(query, out, column);
    g_string_append(out, compare_text(compare));
    kam_query_append_name(query, out, other);
}

void
kam_query_where_null(KamQuery *query, const char *column, gboolean is_null)
{
    GString *out = begin_term(query);

    kam_query_append_name(query, out, column);
    g_string_append(out, is_null ? " IS NULL" : " IS NOT NULL");
}

/* --- patterns --- */

static char *
pattern_to_like(const char *pattern)
{
    GString *like = g_string_sized_new(strlen(pattern) + 8);

    for (const char *at = pattern; *at != '\0'; at++) {
        if (*at == '%' || *at == '_' || *at == '\\')
            g_string_append_c(like, '\\');
        g_string_append_c(like, *at == '*' ? '%' : *at);
    }
    return g_string_free(like, FALSE);
}

void
kam_query_where_like(KamQuery *query, const char *column, const char *pattern, KamLikeCase like_case)
{
    g_autofree char *like = pattern_to_like(pattern);
    gboolean lower = like_case == KAM_LIKE_ANY_CASE;
    GString *out = begin_term(query);

    g_string_append(out, lower ? "{LOWER}" : "");
    kam_query_append_name(query, out, column);
    g_string_append(out, lower ? "{END} LIKE {LOWER}" : " LIKE ");
    kam_query_append_value(query, out, KAM_QUERY_TEXT(like));
    g_string_append(out, lower ? "{END} ESCAPE '\\'" : " ESCAPE '\\'");
}

/* --- lists --- */

/* Lists of all lengths would be as many texts: they are filled up to a power of two with their last value. */
static guint
length_of_list(guint n)
{
    guint length = 1;

    while (length < n)
        length *= 2;
    return length;
}

/* The beginning of a list; NULL when there is nothing to list, and then the condition is written already. */
static GString *
begin_list(KamQuery *query, const char *column, guint n)
{
    GString *out;

    if (n == 0 || n > KAM_QUERY_MAX_IN) {
        if (n > 0)
            kam_query_fault(query, "a list has more than %d values", KAM_QUERY_MAX_IN);
        kam_query_where_constant(query, FALSE);
        return NULL;
    }
    out = begin_term(query);
    kam_query_append_name(query, out, column);
    g_string_append(out, " IN (");
    return out;
}

void
kam_query_where_in_ints(KamQuery *query, const char *column, const gint64 *values, guint n)
{
    GString *out = begin_list(query, column, n);
    guint length = length_of_list(n);

    if (out == NULL)
        return;
    for (guint i = 0; i < length; i++) {
        g_string_append(out, i > 0 ? ", " : "");
        if (i == 0) /* the others are of its type */
            append_compared(query, out, KAM_QUERY_INT(values[0]));
        else
            kam_query_append_value(query, out, KAM_QUERY_INT(values[MIN(i, n - 1)]));
    }
    g_string_append_c(out, ')');
}

void
kam_query_where_in_texts(KamQuery *query, const char *column, const char *const *values, guint n)
{
    GString *out = begin_list(query, column, n);
    guint length = length_of_list(n);

    if (out == NULL)
        return;
    for (guint i = 0; i < length; i++) {
        g_string_append(out, i > 0 ? ", " : "");
        kam_query_append_value(query, out, KAM_QUERY_TEXT(values[MIN(i, n - 1)]));
    }
    g_string_append_c(out, ')');
}

void
kam_query_where_in(KamQuery *query, const char *column, const KamQuery *other)
{
    GString *out = begin_term(query);

    kam_query_append_name(query, out, column);
    g_string_append(out, " IN (");
    kam_query_append_query(query, out, other);
    g_string_append_c(out, ')');
}

void
kam_query_where_exists(KamQuery *query, const KamQuery *other)
{
    GString *out = begin_term(query);

    g_string_append(out, "EXISTS (");
    kam_query_append_query(query, out, other);
    g_string_append_c(out, ')');
}

/* --- the next page --- */

/* Whether one comparison of rows says it all, which an index answers best: one direction and no NULL. */
static gboolean
is_plain_order(const KamQueryKey *keys, guint n)
{
    for (guint i = 0; i < n; i++)
        if (keys[i].nullable || keys[i].descending != keys[0].descending)
            return FALSE;
    return TRUE;
}

static void
append_row_comparison(KamQuery *query, const KamQueryKey *keys, const KamQueryValue *values, guint n)
{
    GString *out = begin_term(query);

    for (guint i = 0; i < n; i++) {
        g_string_append(out, i == 0 ? "(" : ", ");
        kam_query_append_name(query, out, keys[i].column);
    }
    g_string_append(out, keys[0].descending ? ") < (" : ") > (");
    for (guint i = 0; i < n; i++) {
        g_string_append(out, i == 0 ? "" : ", ");
        append_compared(query, out, values[i]);
    }
    g_string_append_c(out, ')');
}

static void
add_same(KamQuery *query, const KamQueryKey *key, KamQueryValue value)
{
    if (value.kind == KAM_VALUE_NULL)
        kam_query_where_null(query, key->column, TRUE);
    else
        kam_query_where(query, key->column, KAM_EQ, value);
}

/* Behind NULL comes everything when NULLs stand first, and nothing when they stand last. */
static void
add_behind(KamQuery *query, const KamQueryKey *key, KamQueryValue value)
{
    if (value.kind == KAM_VALUE_NULL && key->nulls_first) {
        kam_query_where_null(query, key->column, FALSE);
    } else if (value.kind == KAM_VALUE_NULL) {
        kam_query_where_constant(query, FALSE);
    } else if (key->nullable && !key->nulls_first) {
        kam_query_begin_any(query);
        kam_query_where(query, key->column, key->descending ? KAM_LT : KAM_GT, value);
        kam_query_where_null(query, key->column, TRUE);
        kam_query_end(query);
    } else {
        kam_query_where(query, key->column, key->descending ? KAM_LT : KAM_GT, value);
    }
}

void
kam_query_where_after(KamQuery *query, const KamQueryKey *keys, const KamQueryValue *values, guint n)
{
    if (n == 0 || n > KAM_QUERY_MAX_KEYS) {
        kam_query_fault(query, "an order has 1 to %d keys", KAM_QUERY_MAX_KEYS);
        return;
    }
    if (is_plain_order(keys, n)) {
        append_row_comparison(query, keys, values, n);
        return;
    }
    /* The first key alone lets an index begin at the right place. */
    if (!keys[0].nullable)
        kam_query_where(query, keys[0].column, keys[0].descending ? KAM_LE : KAM_GE, values[0]);
    kam_query_begin_any(query);
    for (guint i = 0; i < n; i++) {
        kam_query_begin_all(query);
        for (guint before = 0; before < i; before++)
            add_same(query, &keys[before], values[before]);
        add_behind(query, &keys[i], values[i]);
        kam_query_end(query);
    }
    kam_query_end(query);
}
