/* The query of a list: its parameters one by one, and the condition that they make. Comparisons are in
 * filter_condition.c, groups and lists in filter_group.c, members and order in filter_select.c, pages in cursor.c. */
#include "record/filter.h"

#include <string.h>

#include "base/format.h"
#include "base/text.h"
#include "record/filter_private.h"

/* A name this far from another is no slip of the finger. */
#define MAX_DISTANCE 3
#define MAX_QUOTE 60

static const KamField system_fields[] = {
    { .name = "id", .kind = KAM_REF, .en = "Id", .sr = "Id", .to = "*", .required = TRUE },
    { .name = "version", .kind = KAM_INT, .en = "Version", .sr = "Verzija", .required = TRUE },
    { .name = "created_at", .kind = KAM_INSTANT, .en = "Made", .sr = "Napravljen", .required = TRUE },
    { .name = "created_by", .kind = KAM_REF, .en = "Made by", .sr = "Napravio", .to = "user", .required = TRUE },
    { .name = "updated_at", .kind = KAM_INSTANT, .en = "Changed", .sr = "Promenjen", .required = TRUE },
    { .name = "updated_by", .kind = KAM_REF, .en = "Changed by", .sr = "Promenio", .to = "user", .required = TRUE },
    { .name = "deleted_at", .kind = KAM_INSTANT, .en = "Deleted", .sr = "Obrisan" },
    { 0 },
};

const KamField *
kam_system_fields(void)
{
    return system_fields;
}

static const KamField *
find_in(const KamField *fields, const char *name)
{
    for (const KamField *field = fields; field->name != NULL; field++)
        if (strcmp(field->name, name) == 0)
            return field;
    return NULL;
}

static gboolean
may_read(const KamActor *actor, const KamField *field)
{
    return kam_policy_class_access(actor, field->field_class) != KAM_NO_ACCESS;
}

const KamField *
kam_readable_field(const KamActor *actor, const KamRecordType *type, const char *name)
{
    const KamField *field = find_in(type->fields, name);

    if (field == NULL)
        field = find_in(system_fields, name);
    return field != NULL && may_read(actor, field) ? field : NULL;
}

/* --- faults --- */

gboolean
kam_filter_fault(KamFilterReading *reading, const char *code, const char *format, ...)
{
    g_autofree char *detail = NULL;
    va_list arguments;

    va_start(arguments, format);
    detail = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    kam_faults_add(reading->faults, reading->parameter, code, "%s", detail);
    return FALSE;
}

static void
keep_nearest(const KamActor *actor, const KamField *fields, const char *name, const char **nearest, guint *distance)
{
    for (const KamField *field = fields; field->name != NULL; field++) {
        guint far = may_read(actor, field) ? kam_text_distance(field->name, name) : G_MAXUINT;

        if (far >= *distance)
            continue;
        *distance = far;
        *nearest = field->name;
    }
}

/* The name as it was written, fit for a message. */
static char *
quote(const char *name)
{
    g_autofree char *clean = kam_format_clean(name);

    if (g_utf8_strlen(clean, -1) > MAX_QUOTE)
        *g_utf8_offset_to_pointer(clean, MAX_QUOTE) = '\0';
    return g_steal_pointer(&clean);
}

gboolean
kam_filter_fault_unknown(KamFilterReading *reading, const KamRecordType *type, const char *name)
{
    const char *nearest = NULL;
    guint distance = MAX_DISTANCE + 1;
    g_autofree char *quoted = quote(name);

    keep_nearest(reading->actor, type->fields, name, &nearest, &distance);
    keep_nearest(reading->actor, system_fields, name, &nearest, &distance);
    if (nearest != NULL)
        return kam_filter_fault(reading, "unknown_field", "%s have no field '%s'; the nearest is '%s'", type->plural,
                                quoted, nearest);
    return kam_filter_fault(reading, "unknown_field", "%s have no field '%s'", type->plural, quoted);
}

/* --- the parameters --- */

static gboolean
read_limit(KamFilterReading *reading, const char *text)
{
    guint64 limit = 0;

    if (!g_ascii_string_to_unsigned(text, 10, 1, KAM_FILTER_MAX_LIMIT, &limit, NULL))
        return kam_filter_fault(reading, "bad_value", "this is no number from 1 to %d", KAM_FILTER_MAX_LIMIT);
    reading->filter->limit = (guint)limit;
    return TRUE;
}

static gboolean
read_cursor(KamFilterReading *reading, const char *text)
{
    g_free(reading->cursor_text);
    reading->cursor_text = g_strdup(text);
    return TRUE;
}

static gboolean
read_deleted(KamFilterReading *reading, const char *text)
{
    if (strcmp(text, "only") != 0)
        return kam_filter_fault(reading, "bad_value", "only the word 'only' is known: leave it out for what is alive");
    reading->filter->deleted_only = TRUE;
    return TRUE;
}

static gboolean
read_words(KamFilterReading *reading, const char *text)
{
    g_autofree char *folded = kam_text_fold(text, -1);
    g_auto(GStrv) words = g_strsplit(folded, " ", -1);

    for (guint i = 0; words[i] != NULL; i++) {
        if (words[i][0] == '\0')
            continue;
        if (reading->filter->words->len == KAM_FILTER_MAX_WORDS)
            return kam_filter_fault(reading, "too_many", "more than %d words; leave the less telling ones out",
                                    KAM_FILTER_MAX_WORDS);
        g_ptr_array_add(reading->filter->words, g_strdup(words[i]));
    }
    return TRUE;
}

static gboolean
read_and(KamFilterReading *reading, const char *text)
{
    return kam_filter_read_group(reading, FALSE, FALSE, text, 0);
}

static gboolean
read_or(KamFilterReading *reading, const char *text)
{
    return kam_filter_read_group(reading, TRUE, FALSE, text, 0);
}

static gboolean
read_not_and(KamFilterReading *reading, const char *text)
{
    return kam_filter_read_group(reading, FALSE, TRUE, text, 0);
}

static gboolean
read_not_or(KamFilterReading *reading, const char *text)
{
    return kam_filter_read_group(reading, TRUE, TRUE, text, 0);
}

typedef struct {
    const char *name;
    gboolean (*read)(KamFilterReading *reading, const char *text);
} Parameter;

static const Parameter parameters[] = {
    { "select", kam_filter_read_select },
    { "order", kam_filter_read_order },
    { "limit", read_limit },
    { "cursor", read_cursor },
    { "q", read_words },
    { "deleted", read_deleted },
    { "and", read_and },
    { "or", read_or },
    { "not.and", read_not_and },
    { "not.or", read_not_or },
};

static gboolean
read_parameter(KamFilterReading *reading, const char *name, const char *text)
{
    reading->parameter = name;
    for (guint i = 0; i < G_N_ELEMENTS(parameters); i++)
        if (strcmp(parameters[i].name, name) == 0)
            return parameters[i].read(reading, text);
    return kam_filter_read_condition(reading, name, text);
}

static char *
decode(const char *text, gsize length)
{
    g_autofree char *spaced = g_strndup(text, length);

    for (char *at = spaced; *at != '\0'; at++)
        if (*at == '+')
            *at = ' ';
    return g_uri_unescape_string(spaced, NULL);
}

/* One "name=value" of `length` bytes. */
static gboolean
read_pair(KamFilterReading *reading, const char *pair, gsize length)
{
    const char *equals = memchr(pair, '=', length);
    g_autofree char *name = decode(pair, equals != NULL ? (gsize)(equals - pair) : length);
    g_autofree char *value = equals != NULL ? decode(equals + 1, length - (gsize)(equals - pair) - 1) : g_strdup("");

    reading->parameter = "";
    if (name == NULL || value == NULL || !g_utf8_validate(name, -1, NULL) || !g_utf8_validate(value, -1, NULL))
        return kam_filter_fault(reading, "bad_form", "the query is not encoded as UTF-8 with %%XX");
    return read_parameter(reading, name, value);
}

static void
read_pairs(KamFilterReading *reading, const char *query)
{
    while (*query != '\0') {
        gsize length = strcspn(query, "&");

        if (length > 0)
            read_pair(reading, query, length);
        query += length + (query[length] == '&');
    }
}

/* --- the filter --- */

static void
clear_step(gpointer data)
{
    KamFilterStep *step = data;

    g_free((gpointer)(guintptr)step->value.text);
    g_clear_pointer(&step->ints, g_array_unref);
    g_clear_pointer(&step->texts, g_ptr_array_unref);
}

static void
free_embed(gpointer data)
{
    KamEmbed *embed = data;

    g_free(embed->name);
    g_ptr_array_unref(embed->fields);
    g_free(embed);
}

static KamFilter *
filter_new(const KamRecordType *type)
{
    KamFilter *filter = g_new0(KamFilter, 1);

    filter->type = type;
    filter->limit = KAM_FILTER_DEFAULT_LIMIT;
    filter->steps = g_array_new(FALSE, FALSE, sizeof(KamFilterStep));
    g_array_set_clear_func(filter->steps, clear_step);
    filter->fields = g_ptr_array_new();
    filter->embeds = g_ptr_array_new_with_free_func(free_embed);
    filter->words = g_ptr_array_new_with_free_func(g_free);
    filter->cursor_texts = g_ptr_array_new_with_free_func(g_free);
    return filter;
}

void
kam_filter_free(KamFilter *filter)
{
    if (filter == NULL)
        return;
    g_array_unref(filter->steps);
    g_ptr_array_unref(filter->fields);
    g_ptr_array_unref(filter->embeds);
    g_ptr_array_unref(filter->words);
    g_ptr_array_unref(filter->cursor_texts);
    g_free(filter);
}

void
kam_filter_add(KamFilterReading *reading, KamFilterStep step)
{
    g_array_append_val(reading->filter->steps, step);
}

/* Without a select every member that may be read is shown. */
static void
add_all_fields(KamFilterReading *reading)
{
    const KamFilter *filter = reading->filter;

    if (filter->fields->len > 0 || filter->embeds->len > 0)
        return;
    for (const KamField *field = system_fields; field->name != NULL; field++)
        if (strcmp(field->name, "deleted_at") != 0 || filter->deleted_only)
            g_ptr_array_add(filter->fields, (gpointer)(guintptr)field);
    for (const KamField *field = filter->type->fields; field->name != NULL; field++)
        if (may_read(reading->actor, field))
            g_ptr_array_add(filter->fields, (gpointer)(guintptr)field);
}

/* Rows are told apart by the id behind all other keys. */
static void
add_last_key(KamFilter *filter)
{
    for (guint i = 0; i < filter->n_keys; i++)
        if (strcmp(filter->keys[i].column, "id") == 0) {
            filter->n_keys = i + 1; /* nothing behind it changes the order any more */
            return;
        }
    filter->key_kinds[filter->n_keys] = KAM_REF;
    filter->keys[filter->n_keys++] = (KamQueryKey) { .column = "id" };
}

/* One account's rows, or some of known ids, are few: outside of groups every step must hold. */
static gboolean
leaves_few(const KamFilter *filter)
{
    guint depth = 0;

    for (guint i = 0; i < filter->steps->len; i++) {
        const KamFilterStep *step = &g_array_index(filter->steps, KamFilterStep, i);
        gboolean picks = (step->kind == KAM_STEP_COMPARE && step->compare == KAM_EQ) || step->kind == KAM_STEP_IN_INTS;

        if (step->kind <= KAM_STEP_BEGIN_NOT)
            depth++;
        else if (step->kind == KAM_STEP_END)
            depth--;
        else if (depth == 0 && picks && (strcmp(step->column, "account_id") == 0 || strcmp(step->column, "id") == 0))
            return TRUE;
    }
    return FALSE;
}

KamFilter *
kam_filter_parse(const KamActor *actor, const KamRecordType *const *types, const KamRecordType *type, const char *query,
                 KamFaults *faults)
{
    g_autoptr(KamFilter) filter = filter_new(type);
    KamFilterReading reading = {
        .actor = actor, .types = types, .type = type, .filter = filter, .faults = faults, .parameter = ""
    };
    g_autofree char *cursor = NULL;
    guint n_before = faults->n_errors;

    if (strlen(query) > KAM_FILTER_MAX_QUERY) {
        kam_filter_fault(&reading, "too_long", "the query is longer than %d bytes", KAM_FILTER_MAX_QUERY);
        return NULL;
    }
    read_pairs(&reading, query);
    cursor = g_steal_pointer(&reading.cursor_text);
    add_all_fields(&reading);
    add_last_key(filter);
    filter->is_narrow = leaves_few(filter);
    reading.parameter = "cursor";
    if (faults->n_errors == n_before && cursor != NULL && cursor[0] != '\0')
        kam_cursor_read(&reading, cursor);
    return faults->n_errors == n_before ? g_steal_pointer(&filter) : NULL;
}
