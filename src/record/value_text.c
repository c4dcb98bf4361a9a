/* Texts: one line, and Markdown of many; the cleaning, the length and the pattern of every kind that is a text. */
#include <string.h>

#include "base/text.h"
#include "record/value_form.h"

#define MAX_LINE 1000
#define MAX_LONG 100000
#define MAX_BYTES_A_CHARACTER 4

/* A text whose bytes alone say that it is too long is not worth normalising. */
static gboolean
check_bytes(KamReading *reading, gsize length)
{
    guint own = kam_form_of(reading->field)->max_length;
    gsize limit = reading->field->max > 0 && own > 0 ? (gsize)reading->field->max : MAX(own, MAX_LINE);

    if (length <= limit * MAX_BYTES_A_CHARACTER)
        return TRUE;
    return kam_reading_fault(
        reading, "too_long",
        "this text has %" G_GSIZE_FORMAT " bytes where %" G_GSIZE_FORMAT " characters fit: shorten it", length, limit);
}

/* Marks that turn the direction of a line around would let a name look like another one. */
static gboolean
is_refused(gunichar letter, gboolean has_lines)
{
    if (has_lines && (letter == '\n' || letter == '\t'))
        return FALSE;
    return g_unichar_iscntrl(letter) || letter == 0x2028 || letter == 0x2029 ||
           (letter >= 0x202A && letter <= 0x202E) || (letter >= 0x2066 && letter <= 0x2069);
}

static gboolean
check_letters(KamReading *reading, const char *text, gsize length, gboolean has_lines)
{
    for (const char *c = text; c < text + length; c += g_utf8_skip[(guchar)*c]) {
        gunichar letter = g_utf8_get_char(c);

        if (!is_refused(letter, has_lines))
            continue;
        if (letter == '\n')
            return kam_reading_fault(reading, "control_character",
                                     "a line break stands at character %ld: write it in "
                                     "one line",
                                     g_utf8_pointer_to_offset(text, c) + 1);
        return kam_reading_fault(reading, "control_character",
                                 "the control character U+%04X stands at character %ld: "
                                 "take it out",
                                 letter, g_utf8_pointer_to_offset(text, c) + 1);
    }
    return TRUE;
}

/* Lines end as on Unix, whoever wrote them. */
static char *
unify_lines(const char *text, gsize length)
{
    GString *out = g_string_sized_new(length);

    for (gsize i = 0; i < length; i++) {
        if (text[i] != '\r')
            g_string_append_c(out, text[i]);
        else if (i + 1 == length || text[i + 1] != '\n')
            g_string_append_c(out, '\n');
    }
    return g_string_free(out, FALSE);
}

gboolean
kam_reading_clean_text(KamReading *reading, const char *text, gsize length, gboolean has_lines, char **out)
{
    g_autofree char *lines = NULL;

    kam_text_trim(&text, &length);
    if (!check_bytes(reading, length))
        return FALSE;
    if (!g_utf8_validate_len(text, length, NULL))
        return kam_reading_fault(reading, "bad_encoding", "this is no valid UTF-8 text without NUL: save it as UTF-8");
    if (has_lines && memchr(text, '\r', length) != NULL) {
        lines = unify_lines(text, length);
        text = lines;
        length = strlen(lines);
    }
    if (!check_letters(reading, text, length, has_lines))
        return FALSE;
    if (kam_text_has_long_marks(text, length))
        return kam_reading_fault(reading, "too_many_marks",
                                 "more accents stand on one letter than any language writes");
    *out = length == 0 ? NULL : kam_text_nfc(text, (gssize)length);
    return TRUE;
}

static gboolean
matches(const char *pattern, const char *text)
{
    g_autofree char *whole = g_strdup_printf("\\A(?:%s)\\z", pattern);

    return g_regex_match_simple(whole, text, 0, 0);
}

gboolean
kam_reading_check_text(KamReading *reading, const char *text)
{
    const KamField *field = reading->field;
    glong limit = field->max > 0 ? (glong)field->max : (glong)kam_form_of(field)->max_length;
    glong length = g_utf8_strlen(text, -1);

    if (length > limit)
        return kam_reading_fault(reading, "too_long", "this text has %ld characters where %ld fit: shorten it", length,
                                 limit);
    if (field->pattern != NULL && !matches(field->pattern, text)) {
        g_autofree char *quote = kam_reading_quote(text);

        return kam_reading_fault(reading, "pattern", "'%s' has not the form of this field: write %s", quote,
                                 field->pattern_hint != NULL ? field->pattern_hint : field->pattern);
    }
    return TRUE;
}

const KamForm kam_form_text = {
    .stored = KAM_STORED_TEXT,
    .max_length = MAX_LINE,
};

const KamForm kam_form_long_text = {
    .stored = KAM_STORED_TEXT,
    .max_length = MAX_LONG,
};
