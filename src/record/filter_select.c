/* Which members a list shows, records embedded in it, and its order. */
#include <string.h>

#include "base/format.h"
#include "record/filter_private.h"
#include "record/value.h"

#define MAX_MEMBERS 120

/* The next part of a list that commas divide outside of brackets; NULL at the end. */
static char *
next_part(const char **at)
{
    const char *start = *at;
    guint depth = 0;
    gsize i;

    if (start == NULL)
        return NULL;
    for (i = 0; start[i] != '\0' && (start[i] != ',' || depth > 0); i++) {
        if (start[i] == '(')
            depth++;
        if (start[i] == ')' && depth > 0)
            depth--;
    }
    *at = start[i] == ',' ? start + i + 1 : NULL;
    return g_strndup(start, i);
}

static gboolean
holds(const GPtrArray *fields, const KamField *field)
{
    return g_ptr_array_find((GPtrArray *)(guintptr)fields, field, NULL);
}

static gboolean
add_member(KamFilterReading *reading, const KamRecordType *type, GPtrArray *fields, const char *name)
{
    const KamField *field = kam_readable_field(reading->actor, type, name);

    if (field == NULL)
        return kam_filter_fault_unknown(reading, type, name);
    if (fields->len >= MAX_MEMBERS)
        return kam_filter_fault(reading, "too_many", "more than %d members", MAX_MEMBERS);
    if (!holds(fields, field))
        g_ptr_array_add(fields, (gpointer)(guintptr)field);
    return TRUE;
}

/* "*" stands for everything that may be read. */
static void
add_everything(KamFilterReading *reading, const KamRecordType *type, GPtrArray *fields)
{
    for (const KamField *field = kam_system_fields(); field->name != NULL; field++)
        if (strcmp(field->name, "deleted_at") != 0 && !holds(fields, field))
            g_ptr_array_add(fields, (gpointer)(guintptr)field);
    for (const KamField *field = type->fields; field->name != NULL; field++)
        if (kam_readable_field(reading->actor, type, field->name) == field && !holds(fields, field))
            g_ptr_array_add(fields, (gpointer)(guintptr)field);
}

static gboolean
add_members(KamFilterReading *reading, const KamRecordType *type, GPtrArray *fields, const char *name)
{
    if (strcmp(name, "*") != 0)
        return add_member(reading, type, fields, name);
    add_everything(reading, type, fields);
    return TRUE;
}

/* --- embedded records --- */

static gboolean
may_read_type(const KamFilterReading *reading, const KamRecordType *type)
{
    return kam_policy_allows(reading->actor,
                             type->read_permission != 0 ? type->read_permission : KAM_PERM_BUSINESS_READ);
}

/* "owner" is the record of owner_id; "owner_id" is, too. */
static gboolean
is_reference_named(const KamField *field, const char *name)
{
    gsize length = strlen(name);

    return strcmp(field->name, name) == 0 || (field->kind == KAM_REF && strncmp(field->name, name, length) == 0 &&
                                              strcmp(field->name + length, "_id") == 0);
}

static gboolean
find_reference(const KamFilterReading *reading, const char *name, KamEmbed *embed)
{
    for (const KamField *field = reading->type->fields; field->name != NULL; field++) {
        if ((field->kind != KAM_REF && field->kind != KAM_REFS) || !is_reference_named(field, name))
            continue;
        embed->type = kam_record_type_find(reading->types, field->to);
        embed->kind = field->kind == KAM_REF ? KAM_EMBED_REF : KAM_EMBED_REFS;
        embed->field = field;
        return embed->type != NULL && kam_readable_field(reading->actor, reading->type, field->name) != NULL;
    }
    return FALSE;
}

/* Of several references to this type the one that bears its name. */
static const KamField *
reference_to(const KamFilterReading *reading, const KamRecordType *other)
{
    g_autofree char *usual = g_strconcat(reading->type->name, "_id", NULL);
    const KamField *found = NULL;

    for (const KamField *field = other->fields; field->name != NULL; field++) {
        if (field->kind != KAM_REF || strcmp(field->to, reading->type->name) != 0 ||
            kam_readable_field(reading->actor, other, field->name) == NULL)
            continue;
        if (found == NULL || strcmp(field->name, usual) == 0)
            found = field;
    }
    return found;
}

static gboolean
find_reverse(const KamFilterReading *reading, const char *name, KamEmbed *embed)
{
    embed->kind = KAM_EMBED_REVERSE;
    embed->type = kam_record_type_find_plural(reading->types, name);
    embed->field = embed->type != NULL ? reference_to(reading, embed->type) : NULL;
    return embed->field != NULL;
}

static gboolean
read_embed_members(KamFilterReading *reading, KamEmbed *embed, const char *text)
{
    const char *at = text;

    for (;;) {
        g_autofree char *part = next_part(&at);

        if (part == NULL)
            return TRUE;
        if (strchr(part, '(') != NULL)
            return kam_filter_fault(reading, "too_deep", "records are embedded one level deep");
        if (!add_members(reading, embed->type, embed->fields, part))
            return FALSE;
    }
}

static gboolean
read_embed(KamFilterReading *reading, const char *part)
{
    gsize name_length = strcspn(part, "(");
    g_autofree char *name = g_strndup(part, name_length);
    g_autofree char *members = NULL;
    gsize length = strlen(part);
    KamEmbed found = { 0 };
    KamEmbed *embed;

    if (part[length - 1] != ')')
        return kam_filter_fault(reading, "bad_form", "this is not of the form id,name,owner(id,name)");
    if (reading->filter->embeds->len >= KAM_FILTER_MAX_EMBEDS)
        return kam_filter_fault(reading, "too_many", "more than %d embedded records", KAM_FILTER_MAX_EMBEDS);
    if ((!find_reference(reading, name, &found) && !find_reverse(reading, name, &found)) ||
        !may_read_type(reading, found.type))
        return kam_filter_fault_unknown(reading, reading->type, name);
    embed = g_new(KamEmbed, 1);
    *embed = found;
    embed->name = g_steal_pointer(&name);
    embed->fields = g_ptr_array_new();
    g_ptr_array_add(reading->filter->embeds, embed);
    members = g_strndup(part + name_length + 1, length - name_length - 2);
    return read_embed_members(reading, embed, members);
}

static gboolean
has_embed(const KamFilter *filter, const char *name)
{
    for (guint i = 0; i < filter->embeds->len; i++)
        if (strcmp(((const KamEmbed *)filter->embeds->pdata[i])->name, name) == 0)
            return TRUE;
    return FALSE;
}

/* A member and an embedded record of one name would make an object with two members of it. */
static gboolean
check_names(KamFilterReading *reading)
{
    const KamFilter *filter = reading->filter;

    for (guint i = 0; i < filter->fields->len; i++)
        if (has_embed(filter, ((const KamField *)filter->fields->pdata[i])->name))
            return kam_filter_fault(reading, "repeated", "'%s' is asked for twice",
                                    ((const KamField *)filter->fields->pdata[i])->name);
    for (guint i = 0; i < filter->embeds->len; i++)
        for (guint j = 0; j < i; j++)
            if (strcmp(((const KamEmbed *)filter->embeds->pdata[i])->name,
                       ((const KamEmbed *)filter->embeds->pdata[j])->name) == 0)
                return kam_filter_fault(reading, "repeated", "'%s' is asked for twice",
                                        ((const KamEmbed *)filter->embeds->pdata[i])->name);
    return TRUE;
}

gboolean
kam_filter_read_select(KamFilterReading *reading, const char *text)
{
    const char *at = text;

    for (;;) {
        g_autofree char *part = next_part(&at);

        if (part == NULL)
            return check_names(reading);
        if (strchr(part, '(') != NULL ? !read_embed(reading, part)
                                      : !add_members(reading, reading->type, reading->filter->fields, part))
            return FALSE;
    }
}

/* --- order --- */

static gboolean
read_directions(KamFilterReading *reading, char **words, KamQueryKey *key)
{
    for (; *words != NULL; words++) {
        if (strcmp(*words, "desc") == 0)
            key->descending = TRUE;
        else if (strcmp(*words, "nullsfirst") == 0)
            key->nulls_first = TRUE;
        else if (strcmp(*words, "asc") != 0 && strcmp(*words, "nullslast") != 0)
            return kam_filter_fault(reading, "bad_value",
                                    "only asc, desc, nullsfirst and nullslast may stand behind a field");
    }
    return TRUE;
}

static gboolean
is_never_null(const KamField *field)
{
    for (const KamField *own = kam_system_fields(); own->name != NULL; own++)
        if (own == field)
            return own->required;
    return FALSE;
}

static gboolean
add_key(KamFilterReading *reading, const KamFilterColumn *column, KamQueryKey key)
{
    KamFilter *filter = reading->filter;

    if (column->column == NULL || column->kind == KAM_LONG_TEXT)
        return kam_filter_fault(reading, "wrong_order", "there is no order by '%s'", column->field->name);
    for (guint i = 0; i < filter->n_keys; i++)
        if (strcmp(filter->keys[i].column, column->column) == 0)
            return kam_filter_fault(reading, "repeated", "'%s' stands in the order twice", column->field->name);
    if (filter->n_keys == KAM_QUERY_MAX_KEYS - 1)
        return kam_filter_fault(reading, "too_many", "more than %d fields in the order", KAM_QUERY_MAX_KEYS - 1);
    key.column = column->column;
    /* Files bring rows that lack what people must fill in: only what every row has by itself is never NULL. */
    key.nullable = !is_never_null(column->field);
    filter->key_kinds[filter->n_keys] = column->kind;
    filter->keys[filter->n_keys++] = key;
    return TRUE;
}

static gboolean
read_key(KamFilterReading *reading, const char *text)
{
    g_auto(GStrv) words = g_strsplit(text, ".", 6);
    gboolean has_part =
        words[0] != NULL && words[1] != NULL && (strcmp(words[1], "amount") == 0 || strcmp(words[1], "currency") == 0);
    g_autofree char *name = has_part ? g_strconcat(words[0], ".", words[1], NULL) : g_strdup(words[0]);
    KamFilterColumn column;
    KamQueryKey key = { 0 };

    if (!kam_filter_find_column(reading, name != NULL ? name : "", &column))
        return FALSE;
    return read_directions(reading, words + 1 + has_part, &key) && add_key(reading, &column, key);
}

gboolean
kam_filter_read_order(KamFilterReading *reading, const char *text)
{
    const char *at = text;

    for (;;) {
        g_autofree char *part = next_part(&at);

        if (part == NULL)
            return TRUE;
        if (!read_key(reading, part))
            return FALSE;
    }
}
