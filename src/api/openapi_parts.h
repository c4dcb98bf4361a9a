/* What the files of the description share; no one else includes this. */
#pragma once

#include "api/openapi.h"

/* What a schema of a record type is for. */
typedef enum { KAM_SCHEMA_READ, KAM_SCHEMA_CREATE, KAM_SCHEMA_PATCH } KamSchemaUse;

/** openapi_paths.c: the member "paths". */
void kam_openapi_write_paths(const KamApi *api, KamJson *json);
/** openapi_operation.c: one route as a member named after its method. */
void kam_openapi_write_operation(const KamRoute *route, KamJson *json);
/** openapi_answers.c: the member "responses" of an operation. */
void kam_openapi_write_answers(const KamRoute *route, KamJson *json);
/** openapi_parameters.c: the member "parameters" of an operation; nothing when it has none. */
void kam_openapi_write_parameters(const KamRoute *route, KamJson *json);
/** openapi_schemas.c: the member "components". */
void kam_openapi_write_components(const KamApi *api, KamJson *json);
/** openapi_record.c: the schemas of a record type. */
void kam_openapi_write_record_type(const KamRecordType *type, KamJson *json);
/** openapi_record.c: the same of a type with a single record: as it is read and changed. */
void kam_openapi_write_single_type(const KamRecordType *type, KamJson *json);
/** openapi_field.c: one field as a member. */
void kam_openapi_write_field(const KamField *field, KamSchemaUse use, KamJson *json);
/** openapi_schemas.c: a schema of a row: JSON text, or a reference that begins with '#'. */
void kam_openapi_write_schema(const char *schema, KamJson *json, const char *name);
/** {"$ref": "..."} */
void kam_openapi_write_reference(const char *reference, KamJson *json, const char *name);
/** {"type": "string", "pattern": ...} of an id. */
void kam_openapi_write_id(KamJson *json, const char *name, gboolean nullable);
