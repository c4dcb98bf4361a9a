/* Looking things up in tables of fields. */
#include "record/field.h"

#include <string.h>

static const char *const kind_names[KAM_FIELD_KIND_N] = {
    [KAM_TEXT] = "text",
    [KAM_LONG_TEXT] = "long_text",
    [KAM_INT] = "integer",
    [KAM_DECIMAL] = "decimal",
    [KAM_PERCENT] = "percent",
    [KAM_MONEY] = "money",
    [KAM_DATE] = "date",
    [KAM_INSTANT] = "instant",
    [KAM_BOOLEAN] = "boolean",
    [KAM_CHOICE] = "choice",
    [KAM_REF] = "reference",
    [KAM_REFS] = "references",
    [KAM_EMAIL] = "email",
    [KAM_PHONE] = "phone",
    [KAM_URL] = "url",
    [KAM_COUNTRY] = "country",
    [KAM_COLOUR] = "colour",
    [KAM_FILE] = "file",
    [KAM_TAX_NUMBER] = "tax_number",
    [KAM_COMPANY_NUMBER] = "company_number",
};

const char *
kam_field_kind_name(KamFieldKind kind)
{
    return kind > 0 && kind < KAM_FIELD_KIND_N ? kind_names[kind] : "unknown";
}

const KamRecordType *
kam_record_type_find(const KamRecordType *const *types, const char *name)
{
    for (; *types != NULL; types++)
        if (strcmp((*types)->name, name) == 0)
            return *types;
    return NULL;
}

const KamRecordType *
kam_record_type_find_plural(const KamRecordType *const *types, const char *plural)
{
    for (; *types != NULL; types++)
        if (strcmp((*types)->plural, plural) == 0)
            return *types;
    return NULL;
}

const KamField *
kam_record_type_field(const KamRecordType *type, const char *name)
{
    for (const KamField *field = type->fields; field->name != NULL; field++)
        if (strcmp(field->name, name) == 0)
            return field;
    return NULL;
}

guint
kam_record_type_n_fields(const KamRecordType *type)
{
    guint n = 0;

    while (type->fields[n].name != NULL)
        n++;
    return n;
}

guint
kam_field_index(const KamRecordType *type, const KamField *field)
{
    return (guint)(field - type->fields);
}

const char *
kam_record_type_table(const KamRecordType *type)
{
    return type->table != NULL ? type->table : type->name;
}
