/* Records in memory, and the values of their fields. */
#include "record/record.h"

#include <string.h>

void
kam_field_value_clear(KamFieldValue *value)
{
    g_clear_pointer(&value->text, g_free);
    g_clear_pointer(&value->ids, g_array_unref);
    value->integer = 0;
    value->state = KAM_VALUE_ABSENT;
}

void
kam_field_value_copy(const KamFieldValue *from, KamFieldValue *to)
{
    KamFieldValue copy = { from->state, from->integer, g_strdup(from->text),
                           from->ids == NULL ? NULL : g_array_copy(from->ids) };

    kam_field_value_clear(to);
    *to = copy;
}

static gboolean
ids_equal(const GArray *a, const GArray *b)
{
    guint n = a == NULL ? 0 : a->len;

    if (n != (b == NULL ? 0 : b->len))
        return FALSE;
    return n == 0 || memcmp(a->data, b->data, n * sizeof(gint64)) == 0;
}

gboolean
kam_field_value_equal(const KamFieldValue *a, const KamFieldValue *b)
{
    if (a->state != b->state)
        return FALSE;
    if (a->state == KAM_VALUE_ABSENT)
        return TRUE;
    return a->integer == b->integer && g_strcmp0(a->text, b->text) == 0 && ids_equal(a->ids, b->ids);
}

KamRecord *
kam_record_new(const KamRecordType *type)
{
    KamRecord *record = g_new0(KamRecord, 1);

    record->type = type;
    record->values = g_new0(KamFieldValue, kam_record_type_n_fields(type));
    return record;
}

KamRecord *
kam_record_copy(const KamRecord *record)
{
    KamRecord *copy = kam_record_new(record->type);
    KamFieldValue *values = copy->values;
    guint n = kam_record_type_n_fields(record->type);

    *copy = *record;
    copy->values = values;
    for (guint i = 0; i < n; i++)
        kam_field_value_copy(&record->values[i], &values[i]);
    return copy;
}

void
kam_record_free(KamRecord *record)
{
    guint n;

    if (record == NULL)
        return;
    n = kam_record_type_n_fields(record->type);
    for (guint i = 0; i < n; i++)
        kam_field_value_clear(&record->values[i]);
    g_free(record->values);
    g_free(record);
}

static KamFieldValue *
value_of(const KamRecord *record, const char *name)
{
    const KamField *field = kam_record_type_field(record->type, name);

    g_assert(field != NULL);
    return &record->values[kam_field_index(record->type, field)];
}

gboolean
kam_record_has(const KamRecord *record, const char *field)
{
    return value_of(record, field)->state == KAM_VALUE_SET;
}

gint64
kam_record_get_int(const KamRecord *record, const char *field)
{
    return value_of(record, field)->integer;
}

const char *
kam_record_get_text(const KamRecord *record, const char *field)
{
    return value_of(record, field)->text;
}

const GArray *
kam_record_get_ids(const KamRecord *record, const char *field)
{
    return value_of(record, field)->ids;
}

void
kam_record_set_int(KamRecord *record, const char *field, gint64 value)
{
    KamFieldValue *slot = value_of(record, field);

    kam_field_value_clear(slot);
    slot->state = KAM_VALUE_SET;
    slot->integer = value;
}

void
kam_record_set_text(KamRecord *record, const char *field, const char *value)
{
    KamFieldValue *slot = value_of(record, field);
    char *copy = g_strdup(value);

    kam_field_value_clear(slot);
    slot->state = copy == NULL ? KAM_VALUE_ABSENT : KAM_VALUE_SET;
    slot->text = copy;
}

void
kam_record_set_absent(KamRecord *record, const char *field)
{
    kam_field_value_clear(value_of(record, field));
}

gboolean
kam_record_equal_field(const KamRecord *a, const KamRecord *b, guint field)
{
    return kam_field_value_equal(&a->values[field], &b->values[field]);
}
