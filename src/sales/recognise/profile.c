/* Profiles: what was recognised about a kind of file, kept so that the next file of that kind needs no guessing. */
#include <jansson.h>
#include <string.h>

#include "base/json.h"
#include "sales/recognise/reader_private.h"

/* The header where it names this column and no earlier one, else the number. */
static char *
name_column(const KamLineReader *reader, int column)
{
    const char *header = g_ptr_array_index(reader->headers, (guint)column);
    gboolean is_plain = *header != '\0' && reader->plan.header_row > 0;

    for (guint c = 0; c < (guint)column && is_plain; c++)
        is_plain = strcmp(g_ptr_array_index(reader->headers, c), header) != 0;
    return is_plain ? g_strdup(header) : g_strdup_printf("%d", column + 1);
}

char *
kam_line_reader_to_profile(const KamLineReader *reader)
{
    const KamPlan *plan = &reader->plan;
    GString *out = g_string_new(NULL);
    char point[2] = { 0 };
    KamJson json;

    kam_json_init(&json, out, 2);
    kam_json_begin_object(&json, NULL);
    if (plan->preset != NULL)
        kam_json_text(&json, "preset", plan->preset->name);
    point[0] = plan->number[plan->net_rule == KAM_NET_FROM_COLUMN ? KAM_FIELD_NET : KAM_FIELD_PRICE].point;
    if (point[0] != '\0')
        kam_json_text(&json, "decimal_point", point);
    kam_json_text(&json, "date_order", kam_date_order_option(plan->date.order));
    if (reader->asked_currency[0] != '\0')
        kam_json_text(&json, "currency", reader->asked_currency);
    if (reader->asked_gross)
        kam_json_bool(&json, "amounts_are_gross", TRUE);
    kam_json_begin_object(&json, "map");
    for (guint f = 0; f < KAM_FIELD_N; f++) {
        /* A name above its lines has no column, and saying that there is none would leave it out. */
        if (plan->group_column >= 0 && plan->group_field == (KamLineField)f)
            continue;
        g_autofree char *column = plan->column[f] < 0 ? g_strdup("") : name_column(reader, plan->column[f]);

        kam_json_text(&json, kam_field_name(f), column);
    }
    kam_json_end_object(&json);
    kam_json_end_object(&json);
    return g_string_free(out, FALSE);
}

static gboolean
load_map(KamLineOptions *options, const json_t *map, GStringChunk *texts, GError **error)
{
    const char *name;
    json_t *value;

    json_object_foreach((json_t *)(guintptr)map, name, value)
    {
        KamLineField field = kam_field_from_name(name);

        if (field == KAM_FIELD_N || !json_is_string(value)) {
            g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "the profile maps '%s', which is no field or has no text",
                        name);
            return FALSE;
        }
        if (options->map[field] == NULL)
            options->map[field] = g_string_chunk_insert(texts, json_string_value(value));
    }
    return TRUE;
}

static gboolean
load_date_order(KamLineOptions *options, const char *word, GError **error)
{
    for (KamDateOrder order = KAM_DATE_YMD; order <= KAM_DATE_YDM; order++) {
        if (strcmp(word, kam_date_order_option(order)) != 0)
            continue;
        if (!options->has_date_order)
            options->date_order = order;
        options->has_date_order = TRUE;
        return TRUE;
    }
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "the profile's date order '%s' is none of ymd, dmy, mdy, ydm",
                word);
    return FALSE;
}

gboolean
kam_line_options_load_profile(KamLineOptions *options, const char *json, GStringChunk *texts, GError **error)
{
    KamLineOptions loaded = *options;
    json_error_t fault;
    json_t *root = json_loads(json, JSON_REJECT_DUPLICATES, &fault);
    gboolean done = TRUE;
    const char *text;

    if (root == NULL || !json_is_object(root)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "the profile cannot be read: %s, line %d",
                    root == NULL ? fault.text : "it is no object", root == NULL ? fault.line : 1);
        json_decref(root);
        return FALSE;
    }
    if ((text = json_string_value(json_object_get(root, "preset"))) != NULL && loaded.preset == NULL)
        loaded.preset = g_string_chunk_insert(texts, text);
    if ((text = json_string_value(json_object_get(root, "decimal_point"))) != NULL && loaded.decimal_point == 0)
        loaded.decimal_point = *text;
    if ((text = json_string_value(json_object_get(root, "currency"))) != NULL && loaded.currency == NULL)
        loaded.currency = g_string_chunk_insert(texts, text);
    loaded.amounts_are_gross |= json_is_true(json_object_get(root, "amounts_are_gross"));
    if ((text = json_string_value(json_object_get(root, "date_order"))) != NULL)
        done = load_date_order(&loaded, text, error);
    if (done && json_object_get(root, "map") != NULL)
        done = load_map(&loaded, json_object_get(root, "map"), texts, error);
    json_decref(root);
    if (done)
        *options = loaded;
    return done;
}
