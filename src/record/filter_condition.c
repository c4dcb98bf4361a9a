/* One comparison of a filter: "eq.5", "not.in.(1,2)", "is.null" behind a field's name. */
#include <string.h>

#include "base/format.h"
#include "base/text.h"
#include "record/filter_private.h"

/* Which columns an operator is for. */
typedef enum {
    FOR_VALUES = 1, /* those that have equal values: all but money as a whole and many references */
    FOR_ORDERED,    /* those whose order means something */
    FOR_TEXTS,
    FOR_ALL,
    FOR_MANY, /* many references */
} OperatorFor;

typedef struct Operator Operator;
struct Operator {
    const char *name;
    OperatorFor used_for;
    KamCompare compare;
    gboolean (*read)(KamFilterReading *reading, const Operator *with, const KamFilterColumn *column, const char *text);
};

static gboolean
read_compare(KamFilterReading *reading, const Operator *with, const KamFilterColumn *column, const char *text)
{
    KamFilterStep step = { .kind = KAM_STEP_COMPARE, .column = column->column, .compare = with->compare };

    if (!kam_filter_read_value(reading, column, text, &step.value))
        return FALSE;
    kam_filter_add(reading, step);
    return TRUE;
}

static gboolean
read_like(KamFilterReading *reading, const Operator *with, const KamFilterColumn *column, const char *text)
{
    KamFilterStep step = { .kind = KAM_STEP_LIKE, .column = column->column };

    step.any_case = with->name[0] == 'i';
    step.value = (KamQueryValue) { .kind = KAM_VALUE_TEXT, .text = g_strdup(text) };
    kam_filter_add(reading, step);
    return TRUE;
}

static gboolean
read_is(KamFilterReading *reading, G_GNUC_UNUSED const Operator *with, const KamFilterColumn *column, const char *text)
{
    KamFilterStep step = { .kind = KAM_STEP_NULL, .column = column->column };

    if (strcmp(text, "null") == 0) {
        if (column->column == NULL) {
            step.kind = KAM_STEP_NOT_LINKED;
            step.column = column->field->name;
        }
        kam_filter_add(reading, step);
        return TRUE;
    }
    if (column->kind != KAM_BOOLEAN)
        return kam_filter_fault(reading, "bad_value", "only 'null' may stand behind 'is' for '%s'",
                                column->field->name);
    if (strcmp(text, "true") != 0 && strcmp(text, "false") != 0)
        return kam_filter_fault(reading, "bad_value", "only null, true and false may stand behind 'is'");
    step.kind = KAM_STEP_COMPARE;
    step.compare = KAM_NOT_DISTINCT;
    step.value = KAM_QUERY_INT(text[0] == 't');
    kam_filter_add(reading, step);
    return TRUE;
}

/* The values of a list as a step's own. */
static gboolean
read_values(KamFilterReading *reading, const KamFilterColumn *column, const GPtrArray *texts, KamFilterStep *step)
{
    for (guint i = 0; i < texts->len; i++) {
        KamQueryValue value;

        if (!kam_filter_read_value(reading, column, texts->pdata[i], &value))
            return FALSE;
        if (value.kind == KAM_VALUE_TEXT)
            g_ptr_array_add(step->texts, (gpointer)(guintptr)value.text);
        else
            g_array_append_val(step->ints, value.integer);
    }
    return TRUE;
}

static gboolean
read_in(KamFilterReading *reading, G_GNUC_UNUSED const Operator *with, const KamFilterColumn *column, const char *text)
{
    g_autoptr(GPtrArray) list = kam_filter_split_list(reading, text);
    g_autoptr(GArray) ints = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    KamFilterStep step = { .column = column->column, .ints = ints, .texts = texts };

    if (list == NULL || !read_values(reading, column, list, &step))
        return FALSE;
    step.kind = kam_filter_is_text(column->kind) ? KAM_STEP_IN_TEXTS : KAM_STEP_IN_INTS;
    if (column->column == NULL) {
        step.kind = KAM_STEP_LINKED;
        step.column = column->field->name;
    }
    g_array_ref(ints);
    g_ptr_array_ref(texts);
    kam_filter_add(reading, step);
    return TRUE;
}

/* Many references that hold all of a list: one step each. */
static gboolean
read_contains(KamFilterReading *reading, G_GNUC_UNUSED const Operator *with, const KamFilterColumn *column,
              const char *text)
{
    g_autoptr(GPtrArray) list = kam_filter_split_list(reading, text);

    if (list == NULL)
        return FALSE;
    kam_filter_add(reading, (KamFilterStep) { .kind = KAM_STEP_BEGIN_ALL });
    for (guint i = 0; i < list->len; i++) {
        KamQueryValue value;
        KamFilterStep step = { .kind = KAM_STEP_LINKED, .column = column->field->name };

        if (!kam_filter_read_value(reading, column, list->pdata[i], &value))
            return FALSE;
        step.ints = g_array_new(FALSE, FALSE, sizeof(gint64));
        g_array_append_val(step.ints, value.integer);
        kam_filter_add(reading, step);
    }
    kam_filter_add(reading, (KamFilterStep) { .kind = KAM_STEP_END });
    return TRUE;
}

static const Operator operators[] = {
    { "eq", FOR_VALUES, KAM_EQ, read_compare },
    { "neq", FOR_VALUES, KAM_NE, read_compare },
    { "gt", FOR_ORDERED, KAM_GT, read_compare },
    { "gte", FOR_ORDERED, KAM_GE, read_compare },
    { "lt", FOR_ORDERED, KAM_LT, read_compare },
    { "lte", FOR_ORDERED, KAM_LE, read_compare },
    { "isdistinct", FOR_VALUES, KAM_DISTINCT, read_compare },
    { "like", FOR_TEXTS, KAM_EQ, read_like },
    { "ilike", FOR_TEXTS, KAM_EQ, read_like },
    { "is", FOR_ALL, KAM_EQ, read_is },
    { "in", FOR_ALL, KAM_EQ, read_in },
    { "cs", FOR_MANY, KAM_EQ, read_contains },
};

static const Operator *
find_operator(const char *name, gsize length)
{
    for (guint i = 0; i < G_N_ELEMENTS(operators); i++)
        if (strlen(operators[i].name) == length && memcmp(operators[i].name, name, length) == 0)
            return &operators[i];
    return NULL;
}

/* Ids grow with time; references to them mean nothing by their size. */
static gboolean
has_order(const KamFilterColumn *column)
{
    gboolean is_reference = column->kind == KAM_REF || column->kind == KAM_FILE;

    return column->kind != KAM_CHOICE && column->kind != KAM_BOOLEAN &&
           (!is_reference || column->field == kam_system_fields());
}

static gboolean
is_for(const Operator *with, const KamFilterColumn *column)
{
    gboolean is_many = column->column == NULL;
    gboolean is_whole_money = column->kind == KAM_MONEY;

    switch (with->used_for) {
    case FOR_VALUES:
        return !is_many && !is_whole_money;
    case FOR_ORDERED:
        return !is_many && !is_whole_money && has_order(column);
    case FOR_TEXTS:
        return kam_filter_is_text(column->kind) && column->kind != KAM_CHOICE;
    case FOR_ALL:
        return !is_whole_money || with->read == read_is;
    case FOR_MANY:
        return is_many;
    }
    return FALSE;
}

static gboolean
fault_operator(KamFilterReading *reading, const char *name, gsize length)
{
    const char *nearest = NULL;
    guint distance = 3;
    g_autofree char *word = g_strndup(name, MIN(length, 20));
    g_autofree char *clean = kam_format_clean(word);

    for (guint i = 0; i < G_N_ELEMENTS(operators); i++) {
        guint far = kam_text_distance(operators[i].name, clean);

        if (far >= distance)
            continue;
        distance = far;
        nearest = operators[i].name;
    }
    return kam_filter_fault(
        reading, "unknown_operator",
        "'%s' is no comparison%s%s%s; write eq., neq., gt., gte., lt., lte., like., ilike., in., is. "
        "or cs. and the value behind it",
        clean, nearest != NULL ? ", the nearest is '" : "", nearest != NULL ? nearest : "", nearest != NULL ? "'" : "");
}

static gboolean
fault_use(KamFilterReading *reading, const Operator *with, const KamFilterColumn *column)
{
    if (column->kind == KAM_MONEY)
        return kam_filter_fault(reading, "wrong_operator", "money is compared by '%s.amount' or '%s.currency'",
                                column->field->name, column->field->name);
    return kam_filter_fault(reading, "wrong_operator", "'%s' does not go with '%s', which is of the kind %s",
                            with->name, column->field->name, kam_field_kind_name(column->field->kind));
}

static gboolean
read_operator(KamFilterReading *reading, const KamFilterColumn *column, const char *text)
{
    gsize length = strcspn(text, ".");
    const Operator *with = find_operator(text, length);

    if (with == NULL || text[length] != '.')
        return fault_operator(reading, text, length);
    if (!is_for(with, column))
        return fault_use(reading, with, column);
    return with->read(reading, with, column, text + length + 1);
}

gboolean
kam_filter_read_condition(KamFilterReading *reading, const char *name, const char *text)
{
    KamFilterColumn column;
    gboolean is_not = g_str_has_prefix(text, "not.");

    if (++reading->n_conditions > KAM_FILTER_MAX_CONDITIONS)
        return kam_filter_fault(reading, "too_many", "more than %d comparisons", KAM_FILTER_MAX_CONDITIONS);
    if (!kam_filter_find_column(reading, name, &column))
        return FALSE;
    if (is_not)
        kam_filter_add(reading, (KamFilterStep) { .kind = KAM_STEP_BEGIN_NOT });
    if (!read_operator(reading, &column, is_not ? text + 4 : text))
        return FALSE;
    if (is_not)
        kam_filter_add(reading, (KamFilterStep) { .kind = KAM_STEP_END });
    return TRUE;
}
