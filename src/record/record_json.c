/* A record as the answer to the change that made it. */
#include "base/instant.h"
#include "record/change.h"
#include "record/value.h"

static void
write_instant(KamJson *json, const char *name, gint64 ms)
{
    char text[KAM_INSTANT_SIZE];

    kam_instant_to_iso(ms, text);
    kam_json_text(json, name, text);
}

void
kam_record_members_to_json(const KamRecord *record, const KamActor *actor, KamJson *json)
{
    kam_json_id(json, "id", record->id);
    kam_json_int(json, "version", record->version);
    for (const KamField *field = record->type->fields; field->name != NULL; field++)
        if (kam_policy_record_access(actor, field->field_class, record->created_by) != KAM_NO_ACCESS)
            kam_value_to_json(field, &record->values[kam_field_index(record->type, field)], json, field->name);
    write_instant(json, "created_at", record->created_at);
    kam_json_id(json, "created_by", record->created_by);
    write_instant(json, "updated_at", record->updated_at);
    kam_json_id(json, "updated_by", record->updated_by);
    if (record->deleted_at != 0)
        write_instant(json, "deleted_at", record->deleted_at);
}

void
kam_record_to_json(const KamRecord *record, const KamActor *actor, KamJson *json, const char *name)
{
    kam_json_begin_object(json, name);
    kam_record_members_to_json(record, actor, json);
    kam_json_end_object(json);
}
