/* Codes: countries, colours, tax and company numbers. */
#include <string.h>

#include "base/checkdigit.h"
#include "record/country.h"
#include "record/value_form.h"

#define COLOUR_LENGTH 7
#define PIB_DIGITS 9
#define MB_DIGITS 8
#define MIN_NUMBER 4
#define MAX_NUMBER 20

static gboolean
check_country(KamReading *reading, char **text)
{
    g_autofree char *code = g_ascii_strup(*text, -1);
    g_autofree char *quote = NULL;

    if (kam_country_is_known(code)) {
        g_free(*text);
        *text = g_steal_pointer(&code);
        return TRUE;
    }
    quote = kam_reading_quote(*text);
    return kam_reading_fault(reading, "unknown_country",
                             "'%s' is no country: write two letters of ISO 3166, such as RS", quote);
}

const KamForm kam_form_country = {
    .stored = KAM_STORED_TEXT,
    .max_length = 2,
    .check_text = check_country,
};

static gboolean
check_colour(KamReading *reading, char **text)
{
    g_autofree char *colour = g_ascii_strdown(*text, -1);
    g_autofree char *quote = NULL;

    if (strlen(colour) == COLOUR_LENGTH && colour[0] == '#' &&
        strspn(colour + 1, "0123456789abcdef") == COLOUR_LENGTH - 1) {
        g_free(*text);
        *text = g_steal_pointer(&colour);
        return TRUE;
    }
    quote = kam_reading_quote(*text);
    return kam_reading_fault(reading, "malformed", "'%s' is no colour: write it as #1a2b3c", quote);
}

const KamForm kam_form_colour = {
    .stored = KAM_STORED_TEXT,
    .max_length = COLOUR_LENGTH,
    .check_text = check_colour,
};

/* Numbers of offices are compared, so what only groups their digits for the eye is dropped. */
static char *
bare_number(const char *text)
{
    GString *out = g_string_new(NULL);

    for (; *text != '\0'; text++)
        if (strchr(" .-/", *text) == NULL)
            g_string_append_c(out, g_ascii_toupper(*text));
    return g_string_free(out, FALSE);
}

static gboolean
is_office_number(const char *text)
{
    gboolean has_digit = FALSE;
    gsize length = strlen(text);

    for (gsize i = 0; i < length; i++) {
        if (!g_ascii_isalnum(text[i]))
            return FALSE;
        has_digit |= g_ascii_isdigit(text[i]);
    }
    return has_digit && length >= MIN_NUMBER && length <= MAX_NUMBER;
}

static gboolean
check_office_number(KamReading *reading, char **text, const char *what, const char *example)
{
    g_autofree char *number = bare_number(*text);
    g_autofree char *quote = NULL;

    if (is_office_number(number)) {
        g_free(*text);
        *text = g_steal_pointer(&number);
        return TRUE;
    }
    quote = kam_reading_quote(*text);
    return kam_reading_fault(reading, "malformed", "'%s' is no %s: write %d to %d digits and letters, such as %s",
                             quote, what, MIN_NUMBER, MAX_NUMBER, example);
}

static gboolean
check_tax_number(KamReading *reading, char **text)
{
    return check_office_number(reading, text, "tax number", "101134702");
}

static gboolean
check_company_number(KamReading *reading, char **text)
{
    return check_office_number(reading, text, "company number", "07726716");
}

const KamForm kam_form_tax_number = {
    .stored = KAM_STORED_TEXT,
    .max_length = MAX_NUMBER,
    .check_text = check_tax_number,
};

const KamForm kam_form_company_number = {
    .stored = KAM_STORED_TEXT,
    .max_length = MAX_NUMBER,
    .check_text = check_company_number,
};

/* Digits alone, in the length of a Serbian number. */
static gboolean
is_digits(const char *text, gsize n)
{
    return strlen(text) == n && strspn(text, "0123456789") == n;
}

static void
check_serbian(const KamField *field, const char *text, gsize n_digits, gboolean is_valid, const char *name,
              KamFaults *faults)
{
    if (is_valid)
        return;
    if (!is_digits(text, n_digits))
        kam_faults_warn(faults, field->name, "length",
                        "'%s' has not the %" G_GSIZE_FORMAT " digits of a Serbian %s: check it, or set the country",
                        text, n_digits, name);
    else
        kam_faults_warn(faults, field->name, "check_digit",
                        "'%s' is no Serbian %s, its check digit is wrong: look for a digit mistyped", text, name);
}

void
kam_value_check_numbers(const KamField *field, const KamFieldValue *value, const char *country, KamFaults *faults)
{
    const char *text = value->text;

    if (value->state == KAM_VALUE_ABSENT || (country != NULL && strcmp(country, "RS") != 0))
        return;
    /* Without a country, one that begins with letters is of another one: DE123456789. */
    if (country == NULL && g_ascii_isalpha(text[0]))
        return;
    if (field->kind == KAM_TAX_NUMBER)
        check_serbian(field, text, PIB_DIGITS, kam_pib_is_valid(text, strlen(text)), "tax number (PIB)", faults);
    else if (field->kind == KAM_COMPANY_NUMBER)
        check_serbian(field, text, MB_DIGITS, kam_mb_is_valid(text, strlen(text)), "company number (MB)", faults);
}
