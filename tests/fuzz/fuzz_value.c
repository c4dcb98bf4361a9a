/* Values of fields: the first bytes choose kind and language, the rest is a text, and JSON. What is read can be written
 * and read again. */
#include <string.h>

#include "fuzz_support.h"
#include "record/value.h"

static const KamChoice choices[] = { { "a", "First", "Prvi" }, { "b", "Second", "Drugi" }, { .name = NULL } };

static void
check_again(const KamField *field, const KamFieldValue *value, KamLanguage language)
{
    g_auto(KamFaults) faults = { 0 };
    g_autofree char *text = kam_value_to_text(field, value, language);
    KamFieldValue back = { 0 };

    kam_faults_init(&faults);
    g_assert_true(kam_value_from_text(field, text, language, &back, &faults));
    g_assert_true(kam_field_value_equal(value, &back));
    kam_field_value_clear(&back);
}

static void
try_json(const KamField *field, const char *text, size_t size, KamLanguage language)
{
    g_auto(KamFaults) faults = { 0 };
    json_t *json = json_loadb(text, size, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
    KamFieldValue value = { 0 };

    if (json == NULL)
        return;
    kam_faults_init(&faults);
    if (kam_value_from_json(field, json, &value, &faults))
        check_again(field, &value, language);
    else
        g_assert_cmpuint(faults.n_errors, >, 0);
    kam_field_value_clear(&value);
    json_decref(json);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_auto(KamFaults) faults = { 0 };
    g_autofree char *text = NULL;
    KamField field = { .name = "f", .choices = choices };
    KamFieldValue value = { 0 };
    KamLanguage language;

    if (size < 2)
        return 0;
    field.kind = (KamFieldKind)(1 + data[0] % (KAM_FIELD_KIND_N - 1));
    language = (KamLanguage)(data[1] % KAM_LANGUAGE_N);
    text = g_strndup((const char *)data + 2, size - 2);
    kam_faults_init(&faults);
    if (kam_value_from_text(&field, text, language, &value, &faults))
        check_again(&field, &value, language);
    else
        g_assert_cmpuint(faults.n_errors, >, 0);
    kam_field_value_clear(&value);
    try_json(&field, text, strlen(text), language);
    return 0;
}
