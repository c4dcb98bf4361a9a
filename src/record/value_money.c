/* Money: an exact amount and its currency, never one without the other. */
#include <string.h>

#include "base/decimal.h"
#include "record/value_form.h"

#define LARGEST_AMOUNT G_GINT64_CONSTANT(9000000000000)

/* What people write instead of a code. */
typedef struct {
    const char *sign, *code;
} Sign;

static const Sign signs[] = {
    { "€", "EUR" },    { "$", "USD" },   { "£", "GBP" },  { "din.", "RSD" }, { "din", "RSD" },
    { "дин.", "RSD" }, { "дин", "RSD" }, { "KM", "BAM" }, { "КМ", "BAM" },
};

static gboolean
set_money(KamReading *reading, KamDecimal decimal, const char *currency)
{
    g_autofree char *code = g_ascii_strup(currency, -1);
    gint64 micro;

    if (!kam_currency_is_known(code)) {
        g_autofree char *quote = kam_reading_quote(currency);

        return kam_reading_fault(reading, "unknown_currency",
                                 "'%s' is no currency: write three letters of ISO 4217, such as RSD or EUR", quote);
    }
    if (!kam_reading_micro(reading, decimal, LARGEST_AMOUNT, &micro))
        return FALSE;
    reading->value.state = KAM_VALUE_SET;
    reading->value.integer = micro;
    reading->value.text = g_steal_pointer(&code);
    return TRUE;
}

static gboolean
read_amount_json(KamReading *reading, const json_t *amount, KamDecimal *out)
{
    g_autofree char *number = amount == NULL ? NULL : kam_reading_number_text(amount);

    if (number != NULL)
        return kam_reading_decimal(reading, number, out);
    if (amount != NULL && json_is_string(amount))
        return kam_reading_decimal(reading, json_string_value(amount), out);
    return kam_reading_fault(reading, "wrong_type",
                             "money has no readable amount: write {\"amount\":\"1234.50\","
                             "\"currency\":\"RSD\"}");
}

static gboolean
read_money_json(KamReading *reading, const json_t *json)
{
    const json_t *amount = json_object_get(json, "amount");
    const json_t *currency = json_object_get(json, "currency");
    KamDecimal decimal;

    if (!json_is_object(json))
        return kam_reading_fault(reading, "wrong_type",
                                 "this is %s where money belongs: write {\"amount\":\"1234.50\",\"currency\":\"RSD\"}",
                                 kam_reading_json_kind(json));
    if (json_object_size(json) != (size_t)(amount != NULL) + (size_t)(currency != NULL))
        return kam_reading_fault(reading, "unknown_field",
                                 "money has an amount and a currency and nothing else: take "
                                 "the rest out");
    if (!json_is_string(currency))
        return kam_reading_fault(reading, "no_currency", "money has no currency: add \"currency\":\"RSD\"");
    return read_amount_json(reading, amount, &decimal) && set_money(reading, decimal, json_string_value(currency));
}

static const char *
code_of(const char *word)
{
    for (guint i = 0; i < G_N_ELEMENTS(signs); i++)
        if (strcmp(signs[i].sign, word) == 0)
            return signs[i].code;
    return word;
}

static gboolean
is_of_number(char byte)
{
    return g_ascii_isdigit(byte) || byte == '+' || byte == '-' || byte == ',';
}

/* "1.234,50 RSD" or "RSD 1.234,50": what stands before the first and behind the last digit. */
static gboolean
split_money(const char *text, char **number, char **word)
{
    gsize length = strlen(text);
    gsize first = 0, last = length;
    g_autofree char *front = NULL;
    g_autofree char *back = NULL;

    while (first < length && !is_of_number(text[first]))
        first++;
    while (last > first && !g_ascii_isdigit(text[last - 1]))
        last--;
    if (first == last)
        return FALSE;
    front = g_strchomp(g_strndup(text, first));
    back = g_strstrip(g_strndup(text + last, length - last));
    if (g_str_has_prefix(back, "\xC2\xA0"))
        memmove(back, back + 2, strlen(back) - 1);
    if (*front != '\0' && *back != '\0')
        return FALSE;
    *number = g_strndup(text + first, last - first);
    *word = g_strdup(*front != '\0' ? front : back);
    return TRUE;
}

static gboolean
read_money_text(KamReading *reading, const char *text, KamLanguage language)
{
    const char *example = language == KAM_LANGUAGE_EN ? "1,234.50 RSD" : "1.234,50 RSD";
    g_autofree char *quote = kam_reading_quote(text);
    g_autofree char *number = NULL;
    g_autofree char *word = NULL;
    KamDecimal decimal;

    if (!split_money(text, &number, &word))
        return kam_reading_fault(reading, "malformed", "'%s' is no amount of money: write it as %s", quote, example);
    if (*word == '\0')
        return kam_reading_fault(reading, "no_currency", "'%s' has no currency: write it as %s", quote, example);
    return kam_reading_decimal_in(reading, number, language, &decimal) && set_money(reading, decimal, code_of(word));
}

static void
write_money_json(KamJson *json, const char *name, gint64 integer, const char *text)
{
    char amount[KAM_MICRO_TEXT];
    gsize length = kam_micro_write(amount, integer, 2, '.');

    kam_json_begin_object(json, name);
    kam_json_text_n(json, "amount", amount, length);
    kam_json_text(json, "currency", text);
    kam_json_end_object(json);
}

static void
write_money_text(GString *out, G_GNUC_UNUSED const KamField *field, const KamFieldValue *value, KamLanguage language)
{
    char amount[KAM_MICRO_TEXT];

    kam_micro_write(amount, value->integer, 2, kam_language_numbers(language)->point[0]);
    g_string_append_printf(out, "%s %s", amount, value->text);
}

const KamForm kam_form_money = {
    .stored = KAM_STORED_MONEY,
    .is_micro = TRUE,
    .read_json = read_money_json,
    .read_text = read_money_text,
    .write_json = write_money_json,
    .write_text = write_money_text,
};
