/* What the files of filters share. */
#pragma once

#include "record/filter.h"

typedef enum {
    KAM_STEP_BEGIN_ALL,
    KAM_STEP_BEGIN_ANY,
    KAM_STEP_BEGIN_NOT,
    KAM_STEP_END,
    KAM_STEP_COMPARE, /* column, compare, value */
    KAM_STEP_NULL,    /* column */
    KAM_STEP_LIKE,    /* column, value.text, any_case */
    KAM_STEP_IN_INTS, /* column, ints */
    KAM_STEP_IN_TEXTS,
    KAM_STEP_LINKED,     /* a row of record_link for the field, to one of ints */
    KAM_STEP_NOT_LINKED, /* no row of record_link for the field */
} KamFilterStepKind;

/* A condition is a row of steps, so that it can be written into several queries. */
typedef struct {
    KamFilterStepKind kind;
    const char *column;
    KamCompare compare;
    gboolean any_case;
    KamQueryValue value; /* its text is owned */
    GArray *ints;        /* gint64 */
    GPtrArray *texts;
} KamFilterStep;

/* One reading of a query. */
typedef struct {
    const KamActor *actor;
    const KamRecordType *const *types;
    const KamRecordType *type;
    KamFilter *filter;
    KamFaults *faults;
    const char *parameter; /* whose value is read now */
    guint n_conditions, n_values;
    char *cursor_text; /* read at the end, when the order is known */
} KamFilterReading;

/** Note a fault of the parameter that is read now; gives FALSE. */
gboolean kam_filter_fault(KamFilterReading *reading, const char *code, const char *format, ...) G_GNUC_PRINTF(3, 4);
/** The same for a name that means nothing, with the nearest that does. */
gboolean kam_filter_fault_unknown(KamFilterReading *reading, const KamRecordType *type, const char *name);
/** Append a step. */
void kam_filter_add(KamFilterReading *reading, KamFilterStep step);
/** Read "eq.5", "not.in.(1,2)" for a field ("price.amount" is a part of one) into steps. */
gboolean kam_filter_read_condition(KamFilterReading *reading, const char *name, const char *text);
/** Read "(a.eq.1,or(b.is.null,c.gt.5))" into a group of steps. */
gboolean
kam_filter_read_group(KamFilterReading *reading, gboolean any, gboolean negated, const char *text, guint depth);
gboolean kam_filter_read_select(KamFilterReading *reading, const char *text);
gboolean kam_filter_read_order(KamFilterReading *reading, const char *text);
/** The cursor's values, for the order that was read. */
gboolean kam_cursor_read(KamFilterReading *reading, const char *text);

/** The values of a list "(a,"b,c",d)", newly allocated; NULL and a fault when it is malformed or too long. */
GPtrArray *kam_filter_split_list(KamFilterReading *reading, const char *text);
/** The columns that stand for a field or a part of one in comparisons and orders. */
typedef struct {
    const KamField *field;
    const char *column;
    KamFieldKind kind; /* of the column's values: money's parts are decimal and text */
} KamFilterColumn;
/** FALSE with a fault when the name is unknown, denied, or has no single column. */
gboolean kam_filter_find_column(KamFilterReading *reading, const char *name, KamFilterColumn *column);
/** Read a value of a column's kind; FALSE with a fault. A text in *value is newly allocated. */
gboolean
kam_filter_read_value(KamFilterReading *reading, const KamFilterColumn *column, const char *text, KamQueryValue *value);
/** Whether values of the kind are texts in the database. */
gboolean kam_filter_is_text(KamFieldKind kind);
