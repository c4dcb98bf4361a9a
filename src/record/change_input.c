/* What a client sent into a record's fields: known fields only, within the rights of the actor, with the defaults of
 * the table. */
#include <string.h>

#include "base/date.h"
#include "record/change_private.h"

#define DAY_MS G_GINT64_CONSTANT(86400000)

/* Members that every answer holds and that nobody sets: a body made from an answer may bring them along. */
static gboolean
is_system_member(const char *name)
{
    static const char *const names[] = { "id", "version", "created_at", "created_by", "updated_at", "updated_by" };

    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        if (strcmp(names[i], name) == 0)
            return TRUE;
    return FALSE;
}

/* A field that may not even be read is unknown, in the same words: its existence is nobody's business. What others
 * wrote for themselves is not overwritten unread. */
static const KamField *
writable_field(const KamWork *work, const KamRecord *record, const char *name, KamFaults *faults)
{
    const KamRecordType *type = record->type;
    const KamField *field = kam_record_type_field(type, name);
    KamAccess access = field == NULL ? KAM_NO_ACCESS : kam_policy_class_access(work->actor, field->field_class);

    if (access == KAM_NO_ACCESS) {
        kam_faults_add(faults, name, "unknown_field", "%s has no field '%s'; see the description of the API",
                       type->plural, name);
        return NULL;
    }
    if (access == KAM_READ) {
        kam_faults_add(faults, name, "denied", "your role reads '%s' and does not change it; ask a director", name);
        return NULL;
    }
    if (kam_policy_record_access(work->actor, field->field_class, record->created_by) != KAM_WRITE) {
        kam_faults_add(faults, name, "denied", "'%s' is for whom made the record; write it where all read it", name);
        return NULL;
    }
    return field;
}

static void
take_member(const KamWork *work, KamRecord *record, gboolean is_new, const char *name, json_t *json, KamFaults *faults)
{
    const KamField *field = writable_field(work, record, name, faults);
    KamFieldValue value = { 0 };
    KamFieldValue *slot;

    if (field == NULL || !kam_value_from_json(field, json, &value, faults))
        return;
    slot = &record->values[kam_field_index(record->type, field)];
    if (!kam_field_value_equal(slot, &value)) {
        if (field->computed)
            kam_faults_add(faults, name, "computed", "'%s' follows from other fields; leave it out", name);
        else if (field->fixed && !is_new)
            kam_faults_add(faults, name, "fixed", "'%s' is set once, when the record is made; make another record",
                           name);
        else
            kam_field_value_copy(&value, slot);
    }
    kam_field_value_clear(&value);
}

gboolean
kam_change_take_input(const KamWork *work, KamRecord *record, gboolean is_new, json_t *body, KamFaults *faults)
{
    const char *name;
    json_t *json;

    if (!json_is_object(body)) {
        kam_faults_add(faults, "", "not_an_object", "the body is no JSON object; send {\"field\": value, ...}");
        return FALSE;
    }
    json_object_foreach(body, name, json)
    {
        if (!is_system_member(name))
            take_member(work, record, is_new, name, json, faults);
    }
    return TRUE;
}

static void
take_default(const KamWork *work, KamRecord *record, const KamField *field)
{
    KamFieldValue *slot = &record->values[kam_field_index(record->type, field)];
    const char *text = field->default_value;
    g_auto(KamFaults) faults = { 0 };
    json_t *json;

    if (strcmp(text, "\"@today\"") == 0) {
        kam_record_set_int(record, field->name, work->now_ms / DAY_MS);
    } else if (strcmp(text, "\"@now\"") == 0) {
        kam_record_set_int(record, field->name, work->now_ms);
    } else if (strcmp(text, "\"@me\"") == 0) {
        if (work->actor->user_id != 0)
            kam_record_set_int(record, field->name, work->actor->user_id);
    } else {
        json = json_loads(text, JSON_DECODE_ANY, NULL);
        kam_faults_init(&faults);
        if (json == NULL || !kam_value_from_json(field, json, slot, &faults))
            g_assert_not_reached();
        json_decref(json);
    }
}

void
kam_change_take_defaults(const KamWork *work, KamRecord *record, json_t *body)
{
    for (const KamField *field = record->type->fields; field->name != NULL; field++)
        if (field->default_value != NULL && json_object_get(body, field->name) == NULL)
            take_default(work, record, field);
}
