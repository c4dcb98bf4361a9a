/* Values as people write them, in three languages: read, written, and the same after the way there and back. */
#include <string.h>

#include "record/value.h"

static const KamChoice stages[] = {
    { "new_customer", "New customer", "Novi kupac" },
    { "lost", "Lost", "Izgubljen" },
    { .name = NULL },
};

typedef struct {
    KamFieldKind kind;
    KamLanguage language;
    const char *given;
    const char *expected; /* JSON, or the code of its fault */
} Case;

static KamField
field_of(KamFieldKind kind)
{
    return (KamField) { .name = "f", .kind = kind, .choices = stages };
}

static char *
to_json(const KamField *field, const KamFieldValue *value)
{
    GString *out = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, out, 0);
    kam_value_to_json(field, value, &json, NULL);
    return g_string_free(out, FALSE);
}

static char *
answer(KamFieldKind kind, const char *given, KamLanguage language)
{
    g_auto(KamFaults) faults = { 0 };
    KamField field = field_of(kind);
    KamFieldValue value = { 0 };
    char *out;

    kam_faults_init(&faults);
    if (kam_value_from_text(&field, given, language, &value, &faults))
        out = to_json(&field, &value);
    else
        out = g_strdup(((const KamFault *)g_ptr_array_index(faults.list, 0))->code);
    kam_field_value_clear(&value);
    return out;
}

static void
test_text_form__is_that_of_the_language(void)
{
    static const Case cases[] = {
        { KAM_DECIMAL, KAM_LANGUAGE_EN, "1,234.5", "\"1234.5\"" },
        { KAM_DECIMAL, KAM_LANGUAGE_SR, "1.234,5", "\"1234.5\"" },
        { KAM_DECIMAL, KAM_LANGUAGE_SR, "1 234,5", "\"1234.5\"" },
        { KAM_DECIMAL, KAM_LANGUAGE_SR,
          "1\xC2\xA0"
          "234,5",
          "\"1234.5\"" },
        { KAM_DECIMAL, KAM_LANGUAGE_SR, "1.234", "\"1234\"" },
        { KAM_DECIMAL, KAM_LANGUAGE_SR, "12.5", "\"12.5\"" }, /* no grouping: a program wrote it */
        { KAM_DECIMAL, KAM_LANGUAGE_EN, "1.234,5", "malformed" },
        { KAM_DECIMAL, KAM_LANGUAGE_SR, "5 RSD", "malformed" },
        { KAM_INT, KAM_LANGUAGE_SR_CYRL, "1.000", "1000" },
        { KAM_INT, KAM_LANGUAGE_SR, "1,5", "too_precise" },
        { KAM_PERCENT, KAM_LANGUAGE_SR, "12,5%", "\"12.5\"" },
        { KAM_PERCENT, KAM_LANGUAGE_EN, "12.5 %", "\"12.5\"" },
        { KAM_PERCENT, KAM_LANGUAGE_EN, "%", "malformed" },
        { KAM_MONEY, KAM_LANGUAGE_SR, "1.234,50 RSD", "{\"amount\":\"1234.50\",\"currency\":\"RSD\"}" },
        { KAM_MONEY, KAM_LANGUAGE_SR, "1.234,50 din.", "{\"amount\":\"1234.50\",\"currency\":\"RSD\"}" },
        { KAM_MONEY, KAM_LANGUAGE_SR_CYRL, "-12 дин.", "{\"amount\":\"-12.00\",\"currency\":\"RSD\"}" },
        { KAM_MONEY, KAM_LANGUAGE_EN, "EUR 1,234.50", "{\"amount\":\"1234.50\",\"currency\":\"EUR\"}" },
        { KAM_MONEY, KAM_LANGUAGE_EN, "€5", "{\"amount\":\"5.00\",\"currency\":\"EUR\"}" },
        { KAM_MONEY, KAM_LANGUAGE_EN, "5\xC2\xA0€", "{\"amount\":\"5.00\",\"currency\":\"EUR\"}" },
        { KAM_MONEY, KAM_LANGUAGE_EN, "5", "no_currency" },
        { KAM_MONEY, KAM_LANGUAGE_EN, "five EUR", "malformed" },
        { KAM_MONEY, KAM_LANGUAGE_EN, "EUR 5 RSD", "malformed" },
        { KAM_MONEY, KAM_LANGUAGE_EN, "5 ABC", "unknown_currency" },
        { KAM_DATE, KAM_LANGUAGE_SR, "7. 3. 2026.", "\"2026-03-07\"" },
        { KAM_DATE, KAM_LANGUAGE_SR, "7.3.2026", "\"2026-03-07\"" },
        { KAM_DATE, KAM_LANGUAGE_SR, "2026-03-07", "\"2026-03-07\"" },
        { KAM_DATE, KAM_LANGUAGE_EN, "2026-03-07", "\"2026-03-07\"" },
        { KAM_DATE, KAM_LANGUAGE_EN, "7 March 2026", "\"2026-03-07\"" },
        { KAM_DATE, KAM_LANGUAGE_EN, "7/3/2026", "ambiguous" },
        { KAM_DATE, KAM_LANGUAGE_EN, "25/3/2026", "\"2026-03-25\"" },
        { KAM_DATE, KAM_LANGUAGE_EN, "3/3/2026", "\"2026-03-03\"" },
        { KAM_DATE, KAM_LANGUAGE_EN, "sometime", "malformed" },
        { KAM_INSTANT, KAM_LANGUAGE_SR, "7. 3. 2026. 09:30", "\"2026-03-07T09:30:00Z\"" },
        { KAM_INSTANT, KAM_LANGUAGE_SR, "7. 3. 2026. 09:30:05 UTC", "\"2026-03-07T09:30:05Z\"" },
        { KAM_INSTANT, KAM_LANGUAGE_EN, "2026-03-07 09:30+01:00", "\"2026-03-07T08:30:00Z\"" },
        { KAM_INSTANT, KAM_LANGUAGE_EN, "2026-03-07T09:30:00Z", "\"2026-03-07T09:30:00Z\"" },
        { KAM_INSTANT, KAM_LANGUAGE_EN, "2026-03-07", "malformed" },
        { KAM_INSTANT, KAM_LANGUAGE_EN, "2026-03-07 10:00 09:30", "malformed" },
        { KAM_BOOLEAN, KAM_LANGUAGE_EN, "Yes", "true" },
        { KAM_BOOLEAN, KAM_LANGUAGE_SR, "ne", "false" },
        { KAM_BOOLEAN, KAM_LANGUAGE_SR_CYRL, "ДА", "true" },
        { KAM_BOOLEAN, KAM_LANGUAGE_EN, "maybe", "malformed" },
        { KAM_CHOICE, KAM_LANGUAGE_EN, "new_customer", "\"new_customer\"" },
        { KAM_CHOICE, KAM_LANGUAGE_EN, "NEW CUSTOMER", "\"new_customer\"" },
        { KAM_CHOICE, KAM_LANGUAGE_EN, "novi kupac", "\"new_customer\"" },
        { KAM_CHOICE, KAM_LANGUAGE_SR_CYRL, "Изгубљен", "\"lost\"" },
        { KAM_CHOICE, KAM_LANGUAGE_EN, "found", "not_a_choice" },
        { KAM_REF, KAM_LANGUAGE_EN, "17", "\"17\"" },
        { KAM_REF, KAM_LANGUAGE_EN, "Metal d.o.o.", "malformed" },
        { KAM_REFS, KAM_LANGUAGE_EN, "17, 3;5", "[\"17\",\"3\",\"5\"]" },
        { KAM_TEXT, KAM_LANGUAGE_EN, "  ", "null" },
        { KAM_TEXT, KAM_LANGUAGE_EN, "\xff", "bad_encoding" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got = answer(cases[i].kind, cases[i].given, cases[i].language);

        if (strcmp(got, cases[i].expected) != 0)
            g_test_message("'%s': %s instead of %s", cases[i].given, got, cases[i].expected);
        g_assert_cmpstr(got, ==, cases[i].expected);
    }
}

static void
test_text_form__labels_and_marks(void)
{
    static const Case cases[] = {
        { KAM_CHOICE, KAM_LANGUAGE_EN, "lost", "Lost" },
        { KAM_CHOICE, KAM_LANGUAGE_SR, "lost", "Izgubljen" },
        { KAM_CHOICE, KAM_LANGUAGE_SR_CYRL, "lost", "Изгубљен" },
        { KAM_BOOLEAN, KAM_LANGUAGE_SR_CYRL, "no", "не" },
        { KAM_DATE, KAM_LANGUAGE_SR, "2026-03-07", "7. 3. 2026." },
        { KAM_DATE, KAM_LANGUAGE_EN, "2026-03-07", "2026-03-07" },
        { KAM_DECIMAL, KAM_LANGUAGE_SR, "1234,5", "1234,5" },
        { KAM_PERCENT, KAM_LANGUAGE_EN, "12.5", "12.5%" },
        { KAM_MONEY, KAM_LANGUAGE_SR, "1234 RSD", "1234,00 RSD" },
        { KAM_INSTANT, KAM_LANGUAGE_SR, "7.3.2026 9:30", NULL },
        { KAM_INSTANT, KAM_LANGUAGE_SR, "7.3.2026 09:30", "7. 3. 2026. 09:30:00 UTC" },
        { KAM_TEXT, KAM_LANGUAGE_SR, "", "" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(KamFaults) faults = { 0 };
        KamField field = field_of(cases[i].kind);
        KamFieldValue value = { 0 };

        kam_faults_init(&faults);
        if (kam_value_from_text(&field, cases[i].given, cases[i].language, &value, &faults)) {
            g_autofree char *text = kam_value_to_text(&field, &value, cases[i].language);

            g_assert_cmpstr(text, ==, cases[i].expected);
        } else {
            g_assert_null(cases[i].expected);
        }
        kam_field_value_clear(&value);
    }
}

/* A value of a kind, at random. */
static void
draw(KamFieldKind kind, KamFieldValue *value)
{
    static const char *const texts[] = { "Đorđević & sin", "a\"b;c", "Љубав", "x" };
    static const char *const mails[] = { "a@b.rs", "ana.p+x@firma.co.rs" };
    static const char *const currencies[] = { "RSD", "EUR", "BAM", "USD" };
    gint64 number = ((gint64)g_test_rand_int() << 11 ^ g_test_rand_int()) % G_GINT64_CONSTANT(900000000000);

    value->state = KAM_VALUE_SET;
    switch (kind) {
    case KAM_INT:
    case KAM_DECIMAL:
    case KAM_PERCENT:
        value->integer = number;
        break;
    case KAM_MONEY:
        value->integer = number;
        value->text = g_strdup(currencies[g_test_rand_int_range(0, 4)]);
        break;
    case KAM_DATE:
        value->integer = g_test_rand_int_range(-25567, 84006);
        break;
    case KAM_INSTANT:
        value->integer = number;
        break;
    case KAM_BOOLEAN:
        value->integer = g_test_rand_int_range(0, 2);
        break;
    case KAM_CHOICE:
        value->text = g_strdup(stages[g_test_rand_int_range(0, 2)].name);
        break;
    case KAM_REF:
    case KAM_FILE:
        value->integer = ABS(number) + 1;
        break;
    case KAM_REFS:
        value->ids = g_array_new(FALSE, FALSE, sizeof(gint64));
        for (gint64 i = g_test_rand_int_range(1, 5); i > 0; i--)
            g_array_append_val(value->ids, i);
        break;
    case KAM_EMAIL:
        value->text = g_strdup(mails[g_test_rand_int_range(0, 2)]);
        break;
    case KAM_PHONE:
        value->text = g_strdup_printf("+381 11 %d", g_test_rand_int_range(100000, 999999));
        break;
    case KAM_URL:
        value->text = g_strdup_printf("https://firma.rs/%d", g_test_rand_int_range(0, 999));
        break;
    case KAM_COUNTRY:
        value->text = g_strdup("RS");
        break;
    case KAM_COLOUR:
        value->text = g_strdup_printf("#%06x", (guint)g_test_rand_int_range(0, 0x1000000));
        break;
    case KAM_TAX_NUMBER:
    case KAM_COMPANY_NUMBER:
        value->text = g_strdup_printf("%d", g_test_rand_int_range(10000000, 99999999));
        break;
    case KAM_TEXT:
    case KAM_LONG_TEXT:
    case KAM_FIELD_KIND_N:
    default:
        value->text = g_strdup(texts[g_test_rand_int_range(0, 4)]);
        break;
    }
}

static void
check_text_way(const KamField *field, const KamFieldValue *value)
{
    for (KamLanguage language = 0; language < KAM_LANGUAGE_N; language++) {
        g_auto(KamFaults) faults = { 0 };
        g_autofree char *text = kam_value_to_text(field, value, language);
        KamFieldValue back = { 0 };

        kam_faults_init(&faults);
        if (!kam_value_from_text(field, text, language, &back, &faults))
            g_error("kind %d: '%s' is not read back", (int)field->kind, text);
        if (!kam_field_value_equal(value, &back))
            g_error("kind %d: '%s' is read back as another value", (int)field->kind, text);
        kam_field_value_clear(&back);
    }
}

static void
check_json_way(const KamField *field, const KamFieldValue *value)
{
    g_auto(KamFaults) faults = { 0 };
    g_autofree char *text = to_json(field, value);
    json_t *json = json_loads(text, JSON_DECODE_ANY, NULL);
    KamFieldValue back = { 0 };

    kam_faults_init(&faults);
    if (!kam_value_from_json(field, json, &back, &faults))
        g_error("kind %d: %s is not read back", (int)field->kind, text);
    g_assert_true(kam_field_value_equal(value, &back));
    kam_field_value_clear(&back);
    json_decref(json);
}

static void
test_round_trip__every_kind_in_three_languages_and_json(void)
{
    for (KamFieldKind kind = KAM_TEXT; kind < KAM_FIELD_KIND_N; kind++) {
        KamField field = field_of(kind);

        for (int i = 0; i < 100; i++) {
            KamFieldValue value = { 0 };

            draw(kind, &value);
            if (kind == KAM_INSTANT && i % 2 == 0)
                value.integer -= value.integer % 1000;
            check_text_way(&field, &value);
            check_json_way(&field, &value);
            kam_field_value_clear(&value);
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/value_text/is_that_of_the_language", test_text_form__is_that_of_the_language);
    g_test_add_func("/value_text/labels_and_marks", test_text_form__labels_and_marks);
    g_test_add_func("/value_text/round_trip", test_round_trip__every_kind_in_three_languages_and_json);
    return g_test_run();
}
