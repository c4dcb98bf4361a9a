/* References: ids of 63 bits, written as strings, since JavaScript's numbers lose their last digits. */
#include <string.h>

#include "record/value_form.h"

#define MAX_REFS 1000
#define ID_DIGITS 19

gboolean
kam_id_parse(const char *text, gint64 *id)
{
    guint64 value = 0;
    gsize length = strspn(text, "0123456789");

    if (length == 0 || length > ID_DIGITS || text[length] != '\0' || text[0] == '0')
        return FALSE;
    for (gsize i = 0; i < length; i++)
        value = value * 10 + (guint64)(text[i] - '0');
    if (value > G_MAXINT64)
        return FALSE;
    *id = (gint64)value;
    return TRUE;
}

static gboolean
refuse_id(KamReading *reading, const char *text)
{
    g_autofree char *quote = kam_reading_quote(text);

    return kam_reading_fault(reading, "malformed", "'%s' is no id: write its digits as a text, such as \"17\"", quote);
}

static gboolean
read_ref_text(KamReading *reading, const char *text, G_GNUC_UNUSED KamLanguage language)
{
    gint64 id;

    if (!kam_id_parse(text, &id))
        return refuse_id(reading, text);
    reading->value.state = KAM_VALUE_SET;
    reading->value.integer = id;
    return TRUE;
}

static gboolean
read_ref_json(KamReading *reading, const json_t *json)
{
    if (!json_is_string(json))
        return kam_reading_fault(reading, "wrong_type",
                                 "this is %s where an id belongs: write its digits as a text, "
                                 "such as \"17\"",
                                 kam_reading_json_kind(json));
    return *json_string_value(json) == '\0' || read_ref_text(reading, json_string_value(json), KAM_LANGUAGE_EN);
}

static void
write_ref_json(KamJson *json, const char *name, gint64 integer, G_GNUC_UNUSED const char *text)
{
    kam_json_id(json, name, integer);
}

static void
write_ref_text(GString *out, G_GNUC_UNUSED const KamField *field, const KamFieldValue *value,
               G_GNUC_UNUSED KamLanguage language)
{
    g_string_append_printf(out, "%" G_GINT64_FORMAT, value->integer);
}

const KamForm kam_form_ref = {
    .stored = KAM_STORED_INT,
    .read_json = read_ref_json,
    .read_text = read_ref_text,
    .write_json = write_ref_json,
    .write_text = write_ref_text,
};

static gboolean
add_ref(KamReading *reading, const char *text)
{
    GArray *ids = reading->value.ids;
    gint64 id;

    if (!kam_id_parse(text, &id))
        return refuse_id(reading, text);
    for (guint i = 0; i < ids->len; i++)
        if (g_array_index(ids, gint64, i) == id)
            return kam_reading_fault(reading, "repeated", "'%s' stands here twice: name each record once", text);
    if (ids->len == MAX_REFS)
        return kam_reading_fault(reading, "too_many", "these are more than %d records: name fewer", MAX_REFS);
    g_array_append_val(ids, id);
    return TRUE;
}

static void
start_refs(KamReading *reading)
{
    reading->value.ids = g_array_new(FALSE, FALSE, sizeof(gint64));
}

/* No reference at all is an absent value. */
static gboolean
end_refs(KamReading *reading)
{
    if (reading->value.ids->len > 0)
        reading->value.state = KAM_VALUE_SET;
    else
        g_clear_pointer(&reading->value.ids, g_array_unref);
    return TRUE;
}

static gboolean
read_refs_json(KamReading *reading, const json_t *json)
{
    size_t i;
    const json_t *each;

    if (!json_is_array(json))
        return kam_reading_fault(reading, "wrong_type", "this is %s where an array of ids belongs: write [\"17\"]",
                                 kam_reading_json_kind(json));
    start_refs(reading);
    json_array_foreach(json, i, each)
    {
        if (!json_is_string(each))
            return kam_reading_fault(reading, "wrong_type", "this array holds %s where ids belong: write [\"17\"]",
                                     kam_reading_json_kind(each));
        if (!add_ref(reading, json_string_value(each)))
            return FALSE;
    }
    return end_refs(reading);
}

static gboolean
read_refs_text(KamReading *reading, const char *text, G_GNUC_UNUSED KamLanguage language)
{
    g_auto(GStrv) words = g_strsplit_set(text, ", ;", -1);

    start_refs(reading);
    for (guint i = 0; words[i] != NULL; i++)
        if (*words[i] != '\0' && !add_ref(reading, words[i]))
            return FALSE;
    return end_refs(reading);
}

static void
write_refs_text(GString *out, G_GNUC_UNUSED const KamField *field, const KamFieldValue *value,
                G_GNUC_UNUSED KamLanguage language)
{
    for (guint i = 0; value->ids != NULL && i < value->ids->len; i++)
        g_string_append_printf(out, "%s%" G_GINT64_FORMAT, i > 0 ? ", " : "", g_array_index(value->ids, gint64, i));
}

const KamForm kam_form_refs = {
    .stored = KAM_STORED_LINKS,
    .read_json = read_refs_json,
    .read_text = read_refs_text,
    .write_text = write_refs_text,
};
