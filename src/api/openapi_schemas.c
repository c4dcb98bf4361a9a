/* Components: schemas of record types and shared ones, ways to sign in. */
#include "api/openapi_parts.h"
#include "api/programme_schemas.h"
#include "api/schemas.h"
#include "domain/types.h"

void
kam_openapi_write_reference(const char *reference, KamJson *json, const char *name)
{
    kam_json_begin_object(json, name);
    kam_json_text(json, "$ref", reference);
    kam_json_end_object(json);
}

void
kam_openapi_write_schema(const char *schema, KamJson *json, const char *name)
{
    if (schema[0] == '#')
        kam_openapi_write_reference(schema, json, name);
    else
        kam_json_raw(json, name, schema);
}

static void
write_security_schemes(KamJson *json)
{
    kam_json_begin_object(json, "securitySchemes");
    kam_json_raw(json, "token",
                 "{\"type\":\"http\",\"scheme\":\"bearer\",\"description\":\"an API token: kamen token create\"}");
    kam_json_raw(json, "session",
                 "{\"type\":\"apiKey\",\"in\":\"cookie\",\"name\":\"__Host-kamen\",\"description\":\"of the web page; "
                 "over plain HTTP the cookie is 'kamen'. Changes need the header X-Kamen-Token, too.\"}");
    kam_json_end_object(json);
}

void
kam_openapi_write_components(const KamApi *api, KamJson *json)
{
    kam_json_begin_object(json, "components");
    kam_json_begin_object(json, "schemas");
    for (const KamSchema *row = kam_api_schemas; row->name != NULL; row++)
        kam_json_raw(json, row->name, row->schema);
    for (const KamSchema *row = kam_programme_schemas; row->name != NULL; row++)
        kam_json_raw(json, row->name, row->schema);
    for (guint i = 0; api->types[i] != NULL; i++)
        kam_openapi_write_record_type(api->types[i], json);
    kam_openapi_write_single_type(&kam_company_type, json);
    kam_json_end_object(json);
    write_security_schemes(json);
    kam_json_end_object(json);
}
