/* Reading dates as people and programs write them; a time behind the date is checked for its form and dropped. */
#include "base/date.h"

#include <string.h>

#include "base/text.h"

#define MAX_MONTH_NAME 24

typedef struct {
    const char *at;
    const char *end;
} Cursor;

/* A part of a date: digits, or a month's name. */
typedef struct {
    int value;
    int n_digits; /* 0 for a name */
} Part;

/* Names as kam_text_fold() gives them, so that case, diacritics and script do not matter; genitives because Serbian
 * dates are written with them ("1. decembra"). */
static const char *const month_names[12][7] = {
    { "jan", "january", "januar", "januara", "janvar" },
    { "feb", "february", "februar", "februara", "febr" },
    { "mar", "march", "mart", "marta" },
    { "apr", "april", "aprila" },
    { "may", "maj", "maja" },
    { "jun", "june", "juna", "juni" },
    { "jul", "july", "jula", "juli" },
    { "aug", "august", "avg", "avgust", "avgusta", "augusta" },
    { "sep", "september", "sept", "septembar", "septembra" },
    { "oct", "october", "okt", "oktobar", "oktobra" },
    { "nov", "november", "novembar", "novembra" },
    { "dec", "december", "decembar", "decembra" },
};

static gboolean
is_at(const Cursor *c, char wanted)
{
    return c->at < c->end && *c->at == wanted;
}

static gboolean
take(Cursor *c, char wanted)
{
    if (!is_at(c, wanted))
        return FALSE;
    c->at++;
    return TRUE;
}

static gboolean
skip_spaces(Cursor *c)
{
    const char *from = c->at;

    for (;;) {
        if (c->end - c->at >= 2 && memcmp(c->at, "\xC2\xA0", 2) == 0)
            c->at += 2;
        else if (c->end - c->at >= 3 && memcmp(c->at, "\xE2\x80\xAF", 3) == 0)
            c->at += 3;
        else if (is_at(c, ' ') || is_at(c, '\t'))
            c->at++;
        else
            return c->at > from;
    }
}

/* Reads up to `max` digits; how many there were. */
static int
read_number(Cursor *c, int max, int *value)
{
    int n = 0;

    for (*value = 0; n < max && c->at < c->end && g_ascii_isdigit(*c->at); n++)
        *value = *value * 10 + (*c->at++ - '0');
    return n;
}

static gboolean
is_letter_byte(char byte)
{
    return g_ascii_isalpha(byte) || (guchar)byte >= 0x80;
}

static int
month_from_name(const char *name, gsize length)
{
    /* All names of a month begin alike, so the first one sorts most months out. */
    for (int month = 0; length > 1 && month < 12; month++)
        for (int i = 0; month_names[month][0][0] == name[0] && i < 7 && month_names[month][i] != NULL; i++)
            if (strncmp(month_names[month][i], name, length) == 0 && month_names[month][i][length] == '\0')
                return month + 1;
    return 0;
}

static int
month_from_text(const char *text, gsize length)
{
    char lower[MAX_MONTH_NAME];
    g_autofree char *folded = NULL;

    if (length > MAX_MONTH_NAME)
        return 0;
    for (gsize i = 0; i < length; i++) {
        if ((guchar)text[i] >= 0x80) {
            folded = kam_text_fold(text, (gssize)length);
            return month_from_name(folded, strlen(folded));
        }
        lower[i] = g_ascii_tolower(text[i]);
    }
    return month_from_name(lower, length);
}

static gboolean
read_part(Cursor *c, Part *part)
{
    const char *from = c->at;

    part->n_digits = read_number(c, 4, &part->value);
    if (part->n_digits > 0)
        return !(c->at < c->end && g_ascii_isdigit(*c->at));
    while (c->at < c->end && is_letter_byte(*c->at) && !(c->end - c->at >= 2 && memcmp(c->at, "\xC2\xA0", 2) == 0))
        c->at++;
    part->value = month_from_text(from, (gsize)(c->at - from));
    return part->value > 0;
}

/* What stands between two parts: '-', '/', '.' with or without spaces, or, next to a month's name, spaces or a comma.
 * The sign found; ' ' for spaces or a comma alone, 0 for nothing. */
static char
read_separator(Cursor *c)
{
    gboolean spaced = skip_spaces(c);
    char sign = 0;

    if (is_at(c, '-') || is_at(c, '/') || is_at(c, '.'))
        sign = *c->at++;
    else if (take(c, ',') || spaced)
        sign = ' ';
    skip_spaces(c);
    return sign;
}

static gint32
day_from_parts(Part year, Part month, Part day)
{
    if ((year.n_digits != 4 && year.n_digits != 2) || month.n_digits > 2 || day.n_digits < 1 || day.n_digits > 2)
        return KAM_DAY_NONE;
    if (year.n_digits == 2)
        year.value += year.value >= 70 ? 1900 : 2000;
    if (!kam_civil_is_valid(year.value, month.value, day.value))
        return KAM_DAY_NONE;
    return kam_day_from_civil(year.value, month.value, day.value);
}

static gint32
day_in_order(const Part p[3], KamDateOrder order)
{
    if (p[0].n_digits == 4 && order != KAM_DATE_YDM)
        order = KAM_DATE_YMD;
    switch (order) {
    case KAM_DATE_YMD:
        return day_from_parts(p[0], p[1], p[2]);
    case KAM_DATE_DMY:
        return day_from_parts(p[2], p[1], p[0]);
    case KAM_DATE_MDY:
        return day_from_parts(p[2], p[0], p[1]);
    case KAM_DATE_YDM:
        return day_from_parts(p[0], p[2], p[1]);
    }
    return KAM_DAY_NONE;
}

/* With a name the place of the month is known: December 1, 2009; 2009-Dec-01; 01-Dec-2009, or 09-Dec-01 where the order
 * says that years come first. */
static gint32
day_with_name(const Part p[3], KamDateOrder order)
{
    if (p[0].n_digits == 0)
        return p[1].n_digits == 0 ? KAM_DAY_NONE : day_from_parts(p[2], p[0], p[1]);
    if (p[1].n_digits != 0 || p[2].n_digits == 0)
        return KAM_DAY_NONE;
    if (p[0].n_digits == 4 || (p[2].n_digits == 2 && (order == KAM_DATE_YMD || order == KAM_DATE_YDM)))
        return day_from_parts(p[0], p[1], p[2]);
    return day_from_parts(p[2], p[1], p[0]);
}

static gint32
read_parts(Cursor *c, KamDateOrder order)
{
    Part p[3];
    char sign[2];

    for (int i = 0; i < 3; i++) {
        if (!read_part(c, &p[i]))
            return KAM_DAY_NONE;
        if (i < 2 && (sign[i] = read_separator(c)) == 0)
            return KAM_DAY_NONE;
    }
    if (p[0].n_digits == 0 || p[1].n_digits == 0)
        return day_with_name(p, order);
    if (p[2].n_digits == 0 || sign[0] != sign[1] || sign[0] == ' ')
        return KAM_DAY_NONE;
    return day_in_order(p, order);
}

/* 20091201: eight digits and no more. */
static gint32
read_compact(Cursor *c)
{
    int value;

    if (c->end - c->at < 8 || read_number(c, 8, &value) != 8 || (c->at < c->end && g_ascii_isdigit(*c->at)))
        return KAM_DAY_NONE;
    if (!kam_civil_is_valid(value / 10000, value / 100 % 100, value % 100))
        return KAM_DAY_NONE;
    return kam_day_from_civil(value / 10000, value / 100 % 100, value % 100);
}

static gboolean
take_word(Cursor *c, const char *word)
{
    gsize length = strlen(word);

    if ((gsize)(c->end - c->at) < length || g_ascii_strncasecmp(c->at, word, length) != 0)
        return FALSE;
    c->at += length;
    return TRUE;
}

/* Z, UTC, +01:00, -0130, +2, or nothing. */
static gboolean
read_zone(Cursor *c)
{
    int value;

    if (take_word(c, "utc") || take_word(c, "gmt") || take_word(c, "z"))
        return TRUE;
    if (!take(c, '+') && !take(c, '-'))
        return TRUE;
    if (read_number(c, 2, &value) == 0 || value > 14)
        return FALSE;
    if (!take(c, ':') && c->at == c->end)
        return TRUE;
    return read_number(c, 2, &value) == 2 && value < 60;
}

/* Minutes and seconds behind the hour: ":45", ":45:00.123", ".45"; or "4500" when the time is compact. */
static gboolean
read_minutes(Cursor *c, gboolean may_be_compact)
{
    char sign = is_at(c, ':') || is_at(c, '.') ? *c->at++ : 0;
    int value;

    if (sign == 0 && !may_be_compact)
        return FALSE;
    if (read_number(c, 2, &value) != 2 || value > 59)
        return FALSE;
    if (sign != 0 ? !take(c, sign) : !(c->at < c->end && g_ascii_isdigit(*c->at)))
        return TRUE;
    if (read_number(c, 2, &value) != 2 || value > 60)
        return FALSE;
    if (take(c, '.') || take(c, ',')) {
        if (read_number(c, 9, &value) == 0)
            return FALSE;
    }
    return TRUE;
}

static gboolean
read_time(Cursor *c, gboolean may_be_compact)
{
    gboolean has_half;
    int hour;

    if (read_number(c, 2, &hour) == 0 || hour > 24)
        return FALSE;
    if (!read_minutes(c, may_be_compact))
        return FALSE;
    skip_spaces(c);
    has_half = take_word(c, "am") || take_word(c, "pm") || take_word(c, "a.m.") || take_word(c, "p.m.");
    if (has_half && (hour < 1 || hour > 12))
        return FALSE;
    if (!has_half)
        take_word(c, "h");
    skip_spaces(c);
    return read_zone(c);
}

/* Everything behind the date: the full stop of a Serbian date, the word for year, a time. */
static gboolean
read_rest(Cursor *c)
{
    gboolean spaced;
    gboolean may_be_compact;

    take(c, '.');
    spaced = skip_spaces(c);
    if (c->at == c->end)
        return TRUE;
    if (take_word(c, "godine") || take_word(c, "god.") || take_word(c, "g.") || take_word(c, "године") ||
        take_word(c, "год.") || take_word(c, "г."))
        spaced = skip_spaces(c);
    if (c->at == c->end)
        return TRUE;
    if (take(c, ','))
        spaced = skip_spaces(c) || spaced;
    may_be_compact = take(c, 'T') || take(c, 't');
    if (!spaced && !may_be_compact)
        return FALSE;
    if (!read_time(c, may_be_compact))
        return FALSE;
    skip_spaces(c);
    return c->at == c->end;
}

static inline gboolean
is_iso(const char *t)
{
    return g_ascii_isdigit(t[0]) && g_ascii_isdigit(t[1]) && g_ascii_isdigit(t[2]) && g_ascii_isdigit(t[3]) &&
           t[4] == '-' && g_ascii_isdigit(t[5]) && g_ascii_isdigit(t[6]) && t[7] == '-' && g_ascii_isdigit(t[8]) &&
           g_ascii_isdigit(t[9]);
}

/* 2009-12-01, which nearly every machine-made file writes. */
static gint32
day_from_iso(const char *t, KamDateOrder order)
{
    int year = (t[0] - '0') * 1000 + (t[1] - '0') * 100 + (t[2] - '0') * 10 + (t[3] - '0');
    int second = (t[5] - '0') * 10 + (t[6] - '0');
    int third = (t[8] - '0') * 10 + (t[9] - '0');
    int month = order == KAM_DATE_YDM ? third : second;
    int day = order == KAM_DATE_YDM ? second : third;

    return kam_civil_is_valid(year, month, day) ? kam_day_from_civil(year, month, day) : KAM_DAY_NONE;
}

gint32
kam_day_parse(const char *text, gsize length, KamDateOrder order)
{
    Cursor c = { text, text + length };
    gint32 day = KAM_DAY_NONE;

    if (length >= 10 && is_iso(text)) {
        day = day_from_iso(text, order);
        c.at += 10;
    } else {
        kam_text_trim(&text, &length);
        c = (Cursor) { text, text + length };
        if (order == KAM_DATE_YMD)
            day = read_compact(&c);
        if (day == KAM_DAY_NONE) {
            c.at = text;
            day = read_parts(&c, order);
        }
    }
    if (day == KAM_DAY_NONE || c.at == c.end)
        return day;
    return read_rest(&c) ? day : KAM_DAY_NONE;
}
