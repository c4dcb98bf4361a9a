/* Statements whose shape is known only when the program runs: which columns, which conditions, which order. Names of
 * tables and columns are checked, values are always bound, and the same shape gives the same text, so that it stays
 * prepared. What is known beforehand is a named statement instead (store/statements.h). */
#pragma once

#include "store/db.h"

typedef struct KamQuery KamQuery;

typedef enum { KAM_EQ, KAM_NE, KAM_LT, KAM_LE, KAM_GT, KAM_GE, KAM_DISTINCT, KAM_NOT_DISTINCT } KamCompare;
typedef enum { KAM_LIKE_EXACT, KAM_LIKE_ANY_CASE } KamLikeCase;

/* A value: NULL, an integer or a text, which is copied where it is taken. */
typedef struct {
    KamValueKind kind;
    gint64 integer;
    const char *text;
} KamQueryValue;

#define KAM_QUERY_NULL ((KamQueryValue) { .kind = KAM_VALUE_NULL })
#define KAM_QUERY_INT(value) ((KamQueryValue) { .kind = KAM_VALUE_INT, .integer = (value) })
/** NULL gives NULL. */
#define KAM_QUERY_TEXT(value)                                                                                          \
    ((KamQueryValue) { .kind = (value) == NULL ? KAM_VALUE_NULL : KAM_VALUE_TEXT, .text = (value) })

/* One key of an order. */
typedef struct {
    const char *column;
    gboolean descending;
    gboolean nullable;    /* the column may hold NULL: ... */
    gboolean nulls_first; /* ... which then stands first, else last, in either direction */
} KamQueryKey;

#define KAM_QUERY_MAX_KEYS 8
#define KAM_QUERY_MAX_DEPTH 16
/* A list of more values than this is refused when the statement is prepared. */
#define KAM_QUERY_MAX_IN 4096
/* And a statement of more values than this: the protocol of PostgreSQL cannot describe many more. */
#define KAM_QUERY_MAX_VALUES 7000

/* Names are [a-z_][a-z0-9_]*; a column may bear the alias of its table: "a.name". A wrong name, a group that was not
 * ended and whatever else is wrong with the shape is remembered, and kam_query_prepare() says it. */

/** `alias` may be NULL. */
KamQuery *kam_query_new_select(const char *table, const char *alias);
KamQuery *kam_query_new_insert(const char *table);
KamQuery *kam_query_new_update(const char *table);
KamQuery *kam_query_new_delete(const char *table);
void kam_query_free(KamQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamQuery, kam_query_free)

/** Add a column to the answer of a SELECT; `as` may be NULL. Columns come in the order they were added. */
void kam_query_select(KamQuery *query, const char *column, const char *as);
/** Add the number of rows (of each group) to the answer. */
void kam_query_select_count(KamQuery *query);
/** Add a constant to the answer: which part of a union a row is from. */
void kam_query_select_int(KamQuery *query, gint64 value);
/** Each different row once. */
void kam_query_distinct(KamQuery *query);
/** Rows of another table whose `column` equals `other`, a column named before. */
void kam_query_join(KamQuery *query, const char *table, const char *alias, const char *column, const char *other);
/** The same, where rows without a partner stay. */
void kam_query_left_join(KamQuery *query, const char *table, const char *alias, const char *column, const char *other);
void kam_query_group_by(KamQuery *query, const char *column);
void kam_query_order_by(KamQuery *query, const KamQueryKey *key);
void kam_query_limit(KamQuery *query, guint limit);
/** Rows of another SELECT are added, equal ones once. The other stays the caller's and is copied; it has no order. */
void kam_query_union(KamQuery *query, const KamQuery *other);

/* Conditions. All of them must hold, except inside groups, which nest; a group without conditions holds (all) or does
 * not (any). */
void kam_query_begin_all(KamQuery *query);  /* ( .. AND .. ) */
void kam_query_begin_any(KamQuery *query);  /* ( .. OR .. ) */
void kam_query_begin_none(KamQuery *query); /* NOT ( .. OR .. ) */
void kam_query_begin_not(KamQuery *query);  /* NOT ( .. AND .. ) */
void kam_query_end(KamQuery *query);
/** A condition that always or never holds. */
void kam_query_where_constant(KamQuery *query, gboolean holds);
/** Compare with a value; with NULL only KAM_DISTINCT and KAM_NOT_DISTINCT can hold. */
void kam_query_where(KamQuery *query, const char *column, KamCompare compare, KamQueryValue value);
void kam_query_where_int(KamQuery *query, const char *column, KamCompare compare, gint64 value);
void kam_query_where_text(KamQuery *query, const char *column, KamCompare compare, const char *value);
void kam_query_where_columns(KamQuery *query, const char *column, KamCompare compare, const char *other);
void kam_query_where_null(KamQuery *query, const char *column, gboolean is_null);
/** '*' in the pattern is any run of characters, everything else is itself; the whole text must match. The case of
 * letters of any script counts or not, on both databases alike. */
void kam_query_where_like(KamQuery *query, const char *column, const char *pattern, KamLikeCase like_case);
/** One of n values; with n = 0 it never holds. The text is the same for all n up to the same power of two. */
void kam_query_where_in_ints(KamQuery *query, const char *column, const gint64 *values, guint n);
void kam_query_where_in_texts(KamQuery *query, const char *column, const char *const *values, guint n);
/** One of the rows of a SELECT of one column, which stays the caller's and is copied. */
void kam_query_where_in(KamQuery *query, const char *column, const KamQuery *other);
/** Whether a SELECT has a row; it may name the tables of this query by their aliases. */
void kam_query_where_exists(KamQuery *query, const KamQuery *other);
/** Rows that come behind `values` in the order of n keys: the next page. The last key must tell rows apart. */
void kam_query_where_after(KamQuery *query, const KamQueryKey *keys, const KamQueryValue *values, guint n);

/** A column's value in an INSERT or UPDATE. */
void kam_query_set(KamQuery *query, const char *column, KamQueryValue value);
void kam_query_set_int(KamQuery *query, const char *column, gint64 value);
void kam_query_set_text(KamQuery *query, const char *column, const char *value);
/** The same, bound by the caller on the prepared statement: gives the index of the parameter. */
int kam_query_set_open(KamQuery *query, const char *column);
/** column = column + 1, in an UPDATE. */
void kam_query_set_next(KamQuery *query, const char *column);
/** An INSERT whose row is there already does nothing. */
void kam_query_skip_conflicts(KamQuery *query);
void kam_query_returning(KamQuery *query, const char *column);

/** The statement with all values bound; NULL and an error when the shape is wrong or the database refuses it. The query
 * may be prepared again. */
KamStmt *kam_query_prepare(const KamQuery *query, KamDb *db, GError **error);
/** Run it to its end, without looking at rows. */
gboolean kam_query_run(const KamQuery *query, KamDb *db, GError **error);
/** The first column of the first row as a number, 0 when there is no row. */
gboolean kam_query_get_int(const KamQuery *query, KamDb *db, gint64 *value, GError **error);
