/* Shapes: every analysis's own can be read, and becomes a JSON schema that names its list. */
#include <jansson.h>

#include "api/shape.h"
#include "service/analysis/kind.h"

static json_t *
properties_of(const char *shape)
{
    g_autoptr(GString) schema = g_string_new("{");
    json_error_t wrong;
    json_t *json;

    kam_shape_append_properties(shape, schema);
    g_string_append_c(schema, '}');
    json = json_loads(schema->str, 0, &wrong);
    if (json == NULL)
        g_error("%s: %s", wrong.text, schema->str);
    return json;
}

static void
test_shape__of_every_analysis_names_its_list(void)
{
    const KamAnalysisKind *const *kinds = kam_analysis_kinds();

    for (guint i = 0; kinds[i] != NULL; i++) {
        json_t *properties = properties_of(kinds[i]->shape);
        json_t *items = json_object_get(json_object_get(properties, kinds[i]->list), "items");
        g_autoptr(GString) item = g_string_new(NULL);

        g_assert_nonnull(json_object_get(json_object_get(items, "properties"), "id"));
        g_assert_true(kam_shape_append_item(kinds[i]->shape, kinds[i]->list, item));
        g_assert_false(kam_shape_append_item(kinds[i]->shape, "nothing", item));
        json_decref(properties);
        if (kinds[i]->shape_more != NULL)
            json_decref(properties_of(kinds[i]->shape_more));
    }
}

static void
test_shape__types(void)
{
    json_t *got = properties_of("a n, b t, c b, d $, e {f n}, g [h t, i [j n]], k *n, l *{m n}");
    json_t *want = json_loads(
        "{\"a\":{\"type\":[\"number\",\"null\"]},\"b\":{\"type\":[\"string\",\"null\"]},\"c\":{\"type\":\"boolean\"},"
        "\"d\":{\"anyOf\":[{\"$ref\":\"#/components/schemas/money\"},{\"type\":\"null\"}]},"
        "\"e\":{\"type\":[\"object\",\"null\"],\"properties\":{\"f\":{\"type\":[\"number\",\"null\"]}}},"
        "\"g\":{\"type\":[\"array\",\"null\"],\"items\":{\"type\":\"object\",\"properties\":{\"h\":{\"type\":[\"string\","
        "\"null\"]},\"i\":{\"type\":[\"array\",\"null\"],\"items\":{\"type\":\"object\",\"properties\":{\"j\":{\"type\":["
        "\"number\",\"null\"]}}}}}}},\"k\":{\"type\":[\"object\",\"null\"],\"additionalProperties\":{\"type\":[\"number\","
        "\"null\"]}},\"l\":{\"type\":[\"object\",\"null\"],\"additionalProperties\":{\"type\":[\"object\",\"null\"],"
        "\"properties\":{\"m\":{\"type\":[\"number\",\"null\"]}}}}}",
        0, NULL);

    g_assert_nonnull(want);
    g_assert_true(json_equal(got, want));
    json_decref(got);
    json_decref(want);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/figures/shape/analyses", test_shape__of_every_analysis_names_its_list);
    g_test_add_func("/figures/shape/types", test_shape__types);
    return g_test_run();
}
