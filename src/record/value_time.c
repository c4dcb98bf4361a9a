/* Dates and instants. An instant in JSON names its offset (RFC 3339); in texts without one it is UTC. */
#include <string.h>

#include "base/date.h"
#include "base/instant.h"
#include "record/value_form.h"

#define MS_A_SECOND G_GINT64_CONSTANT(1000)
#define MS_A_MINUTE (60 * MS_A_SECOND)
#define MS_A_DAY (1440 * MS_A_MINUTE)
#define ISO_DATE 10

static gint32
first_day(void)
{
    return kam_day_from_civil(1900, 1, 1);
}

static gint32
last_day(void)
{
    return kam_day_from_civil(2200, 12, 31);
}

static gboolean
set_day(KamReading *reading, gint32 day)
{
    if (!kam_reading_range(reading, day, 1, first_day(), last_day()))
        return FALSE;
    reading->value.state = KAM_VALUE_SET;
    reading->value.integer = day;
    return TRUE;
}

/* "2026-11-26" and nothing else. */
static gint32
strict_day(const char *text)
{
    for (int i = 0; i < ISO_DATE; i++)
        if (i == 4 || i == 7 ? text[i] != '-' : !g_ascii_isdigit(text[i]))
            return KAM_DAY_NONE;
    return kam_day_parse(text, ISO_DATE, KAM_DATE_YMD);
}

static gboolean
refuse_date(KamReading *reading, const char *text, const char *example)
{
    g_autofree char *quote = kam_reading_quote(text);

    return kam_reading_fault(reading, "malformed", "'%s' is no date of the years 1900 to 2200: write it as %s", quote,
                             example);
}

static gboolean
read_date_json(KamReading *reading, const json_t *json)
{
    gint32 day;

    if (!json_is_string(json))
        return kam_reading_fault(reading, "wrong_type", "this is %s where a date belongs: write it as \"2026-11-26\"",
                                 kam_reading_json_kind(json));
    day = json_string_length(json) == ISO_DATE ? strict_day(json_string_value(json)) : KAM_DAY_NONE;
    if (day == KAM_DAY_NONE)
        return refuse_date(reading, json_string_value(json), "\"2026-11-26\"");
    return set_day(reading, day);
}

/* In English 7/3/2026 is two dates: taken only where one of them does not exist, or both are one. */
static gint32
english_day(const char *text, gsize length, gboolean *is_ambiguous)
{
    gint32 european = kam_day_parse(text, length, KAM_DATE_DMY);
    gint32 american = kam_day_parse(text, length, KAM_DATE_MDY);

    *is_ambiguous = european != KAM_DAY_NONE && american != KAM_DAY_NONE && european != american;
    return *is_ambiguous ? KAM_DAY_NONE : MAX(european, american);
}

static gboolean
read_date_text(KamReading *reading, const char *text, KamLanguage language)
{
    gboolean is_ambiguous = FALSE;
    gsize length = strlen(text);
    gint32 day;

    if (language == KAM_LANGUAGE_EN)
        day = english_day(text, length, &is_ambiguous);
    else
        day = kam_day_parse(text, length, KAM_DATE_DMY);
    if (is_ambiguous) {
        g_autofree char *quote = kam_reading_quote(text);

        return kam_reading_fault(reading, "ambiguous", "'%s' can be two dates: write it as 2026-03-07", quote);
    }
    if (day == KAM_DAY_NONE)
        return refuse_date(reading, text, language == KAM_LANGUAGE_EN ? "2026-03-07" : "7. 3. 2026.");
    return set_day(reading, day);
}

static void
write_date_json(KamJson *json, const char *name, gint64 integer, G_GNUC_UNUSED const char *text)
{
    char iso[ISO_DATE + 1];

    kam_day_to_iso((gint32)integer, iso);
    kam_json_text(json, name, iso);
}

static void
append_day(GString *out, gint32 day, KamLanguage language)
{
    char iso[ISO_DATE + 1];
    int year, month, dom;

    if (language == KAM_LANGUAGE_EN) {
        kam_day_to_iso(day, iso);
        g_string_append(out, iso);
        return;
    }
    kam_day_to_civil(day, &year, &month, &dom);
    g_string_append_printf(out, "%d. %d. %d.", dom, month, year);
}

static void
write_date_text(GString *out, G_GNUC_UNUSED const KamField *field, const KamFieldValue *value, KamLanguage language)
{
    append_day(out, (gint32)value->integer, language);
}

const KamForm kam_form_date = {
    .stored = KAM_STORED_INT,
    .read_json = read_date_json,
    .read_text = read_date_text,
    .write_json = write_date_json,
    .write_text = write_date_text,
};

/* Exactly `digits` digits. */
static gboolean
take_digits(const char **at, int digits, int *value)
{
    *value = 0;
    for (int i = 0; i < digits; i++, (*at)++) {
        if (!g_ascii_isdigit(**at))
            return FALSE;
        *value = *value * 10 + (**at - '0');
    }
    return TRUE;
}

static gboolean
take_sign(const char **at, char sign)
{
    if (**at != sign)
        return FALSE;
    (*at)++;
    return TRUE;
}

/* Milliseconds are kept; digits beyond them only say how a clock counts. */
static gboolean
take_fraction(const char **at, gint64 *ms)
{
    int scale = 100;

    if (!take_sign(at, '.'))
        return TRUE;
    if (!g_ascii_isdigit(**at))
        return FALSE;
    for (; g_ascii_isdigit(**at); (*at)++, scale /= 10)
        *ms += (**at - '0') * scale;
    return TRUE;
}

/* "09:30:00.250"; seconds may be left out where `is_loose`. */
static gboolean
take_clock(const char **at, gboolean is_loose, gint64 *ms)
{
    int hour, minute, second = 0;

    if (!take_digits(at, 2, &hour) || !take_sign(at, ':') || !take_digits(at, 2, &minute) || hour > 23 || minute > 59)
        return FALSE;
    *ms = hour * 60 * MS_A_MINUTE + minute * MS_A_MINUTE;
    if (**at != ':')
        return is_loose;
    (*at)++;
    if (!take_digits(at, 2, &second) || second > 59)
        return FALSE;
    *ms += second * MS_A_SECOND;
    return take_fraction(at, ms);
}

/* "Z", "+01:00", "-05:30"; where `is_loose` also " UTC" and nothing. */
static gboolean
take_offset(const char **at, gboolean is_loose, gint64 *ms)
{
    int hours, minutes;
    gboolean is_west;

    *ms = 0;
    if (is_loose && (**at == '\0' || strcmp(*at, " UTC") == 0)) {
        *at += strlen(*at);
        return TRUE;
    }
    if (take_sign(at, 'Z') || take_sign(at, 'z'))
        return TRUE;
    is_west = **at == '-';
    if (!take_sign(at, '+') && !take_sign(at, '-'))
        return FALSE;
    if (!take_digits(at, 2, &hours) || !take_sign(at, ':') || !take_digits(at, 2, &minutes) || hours > 23 ||
        minutes > 59)
        return FALSE;
    *ms = (is_west ? -1 : 1) * (hours * 60 + minutes) * MS_A_MINUTE;
    return TRUE;
}

static gboolean
parse_clock(const char *at, gint32 day, gboolean is_loose, gint64 *instant)
{
    gint64 clock = 0, offset;

    if (!take_clock(&at, is_loose, &clock) || !take_offset(&at, is_loose, &offset) || *at != '\0')
        return FALSE;
    *instant = day * MS_A_DAY + clock - offset;
    return TRUE;
}

gboolean
kam_instant_parse(const char *text, gint64 *ms)
{
    gint32 day = strlen(text) > ISO_DATE ? strict_day(text) : KAM_DAY_NONE;

    if (day == KAM_DAY_NONE || (text[ISO_DATE] != 'T' && text[ISO_DATE] != 't'))
        return FALSE;
    return parse_clock(text + ISO_DATE + 1, day, FALSE, ms);
}

static gboolean
refuse_instant(KamReading *reading, const char *text, const char *example)
{
    g_autofree char *quote = kam_reading_quote(text);

    return kam_reading_fault(reading, "malformed", "'%s' is no moment of the years 1900 to 2200: write it as %s", quote,
                             example);
}

static gboolean
set_instant(KamReading *reading, gint64 ms)
{
    if (!kam_reading_range(reading, ms, MS_A_DAY, first_day(), last_day() + 1))
        return FALSE;
    reading->value.state = KAM_VALUE_SET;
    reading->value.integer = ms;
    return TRUE;
}

static gboolean
read_instant_json(KamReading *reading, const json_t *json)
{
    gint64 ms;

    if (!json_is_string(json))
        return kam_reading_fault(reading, "wrong_type",
                                 "this is %s where a moment belongs: write it as \"2026-11-26T09:30:00Z\"",
                                 kam_reading_json_kind(json));
    if (!kam_instant_parse(json_string_value(json), &ms))
        return refuse_instant(reading, json_string_value(json), "\"2026-11-26T09:30:00Z\"");
    return set_instant(reading, ms);
}

/* The clock of a text stands behind the last space, or behind the space before "UTC"; the date before it. */
static gboolean
parse_loose(const char *text, KamLanguage language, gint64 *ms)
{
    gsize length = strlen(text);
    const char *end = g_str_has_suffix(text, " UTC") ? text + length - strlen(" UTC") : text + length;
    const char *clock = end;
    g_autofree char *date = NULL;
    gint32 day;

    while (clock > text && clock[-1] != ' ')
        clock--;
    if (clock == text)
        return FALSE;
    date = g_strchomp(g_strndup(text, (gsize)(clock - text)));
    day = kam_day_parse(date, strlen(date), language == KAM_LANGUAGE_EN ? KAM_DATE_YMD : KAM_DATE_DMY);
    /* A clock inside the date would be one too many. */
    return day != KAM_DAY_NONE && strchr(date, ':') == NULL && parse_clock(clock, day, TRUE, ms);
}

static gboolean
read_instant_text(KamReading *reading, const char *text, KamLanguage language)
{
    gint64 ms;

    if (!kam_instant_parse(text, &ms) && !parse_loose(text, language, &ms))
        return refuse_instant(reading, text,
                              language == KAM_LANGUAGE_EN ? "2026-03-07 09:30 UTC" : "7. 3. 2026. 09:30 UTC");
    return set_instant(reading, ms);
}

/* Day and milliseconds in it; instants before 1970 are negative. */
static gint64
split_instant(gint64 ms, gint32 *day)
{
    gint64 rest = ms % MS_A_DAY;

    if (rest < 0)
        rest += MS_A_DAY;
    *day = (gint32)((ms - rest) / MS_A_DAY);
    return rest;
}

static void
write_clock(char *out, gsize size, gint64 ms)
{
    int seconds = (int)(ms / MS_A_SECOND);
    int length = g_snprintf(out, size, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);

    if (ms % MS_A_SECOND != 0)
        g_snprintf(out + length, size - (gsize)length, ".%03d", (int)(ms % MS_A_SECOND));
}

static void
write_instant_json(KamJson *json, const char *name, gint64 integer, G_GNUC_UNUSED const char *text)
{
    char iso[KAM_INSTANT_SIZE];

    kam_instant_to_iso(integer, iso);
    kam_json_text(json, name, iso);
}

static void
write_instant_text(GString *out, G_GNUC_UNUSED const KamField *field, const KamFieldValue *value, KamLanguage language)
{
    char clock[KAM_INSTANT_SIZE];
    gint32 day;

    write_clock(clock, sizeof clock, split_instant(value->integer, &day));
    append_day(out, day, language);
    g_string_append_printf(out, " %s UTC", clock);
}

const KamForm kam_form_instant = {
    .stored = KAM_STORED_INT,
    .read_json = read_instant_json,
    .read_text = read_instant_text,
    .write_json = write_instant_json,
    .write_text = write_instant_text,
};
