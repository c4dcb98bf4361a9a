/* Schemas that several routes share, for "#/components/schemas/<name>" in their rows. */
#pragma once

/* JSON schema as text. A list ends with a row without name. */
typedef struct {
    const char *name;
    const char *schema;
} KamSchema;

extern const KamSchema kam_api_schemas[];
