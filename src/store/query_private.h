/* The inside of a query, for query.c and query_where.c. Only src/store includes this. */
#pragma once

#include "store/query.h"

typedef enum { KAM_QUERY_SELECT, KAM_QUERY_INSERT, KAM_QUERY_UPDATE, KAM_QUERY_DELETE } KamQueryKind;
typedef enum { KAM_GROUP_ALL, KAM_GROUP_ANY } KamGroupKind;

/* Parts of the text are gathered apart and put together when the statement is prepared. Drivers differ in a few words:
 * those stand as tokens in braces, which no name can hold. */
struct KamQuery {
    KamQueryKind kind;
    GString *table;   /* with its alias and joins */
    GString *columns; /* of SELECT and INSERT; "a = $1, ..." of UPDATE */
    GString *marks;   /* "$1, $2" of INSERT */
    GString *where;
    GString *unions;
    GString *groups; /* of GROUP BY */
    GString *order;
    GString *returning;
    GArray *values; /* Held, by number of the parameter */
    int limit;      /* number of the parameter; 0: none */
    gboolean distinct, skip_conflicts;
    struct {
        KamGroupKind kind;
        guint n;
    } open[KAM_QUERY_MAX_DEPTH + 1];
    guint depth;
    char *fault; /* what is wrong with the shape; the first */
};

/** Note what is wrong with the shape, unless something was noted before. */
void kam_query_fault(KamQuery *query, const char *format, ...) G_GNUC_PRINTF(2, 3);
/** Append a checked name; dots divide an alias from a column. */
void kam_query_append_name(KamQuery *query, GString *out, const char *name);
/** Append "$n" for a value. */
void kam_query_append_value(KamQuery *query, GString *out, KamQueryValue value);
/** Append the whole text of another SELECT, whose parameters get numbers of this one. */
void kam_query_append_query(KamQuery *query, GString *out, const KamQuery *other);
