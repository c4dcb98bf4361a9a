/* Date orders from evidence. */
#include "sales/recognise/dates.h"

#include <string.h>

#define SERIAL_FIRST 20000 /* 1954-10-03 in a spreadsheet's count */
#define SERIAL_LAST 80000  /* 2119-01-12 */
#define SERIAL_ZERO 25569  /* 1970-01-01 */

/* Reads a whole number of at most `max` digits; how many digits there were. */
static guint
read_part(const char **at, const char *end, guint max, int *value)
{
    guint n = 0;

    for (*value = 0; n < max && *at < end && g_ascii_isdigit(**at); n++)
        *value = *value * 10 + (*(*at)++ - '0');
    return n;
}

/* Day count of a spreadsheet, with or without a fraction for the time; 0 when it is none. */
static int
read_serial(KamCell cell)
{
    const char *at = cell.text, *end = cell.text + cell.length;
    int value;

    if (read_part(&at, end, 6, &value) != 5 || (at < end && *at != '.'))
        return 0;
    return value >= SERIAL_FIRST && value <= SERIAL_LAST ? value : 0;
}

static char
take_separator(const char **at, const char *end)
{
    char separator = 0;

    for (; *at < end && strchr(" ./-", **at) != NULL; (*at)++)
        if (separator == 0 || separator == ' ')
            separator = **at;
    return separator;
}

static void
note_falls(KamDateEvidence *evidence, KamCell cell)
{
    gint32 dmy = kam_day_parse(cell.text, cell.length, KAM_DATE_DMY);
    gint32 mdy = kam_day_parse(cell.text, cell.length, KAM_DATE_MDY);

    if (dmy == KAM_DAY_NONE || mdy == KAM_DAY_NONE)
        return;
    evidence->falls_dmy += evidence->last_dmy != KAM_DAY_NONE && dmy < evidence->last_dmy;
    evidence->falls_mdy += evidence->last_mdy != KAM_DAY_NONE && mdy < evidence->last_mdy;
    evidence->last_dmy = dmy;
    evidence->last_mdy = mdy;
    evidence->max_dmy = MAX(evidence->max_dmy, dmy);
    evidence->max_mdy = MAX(evidence->max_mdy, mdy);
}

static void
note_parts(KamDateEvidence *evidence, int first, int second, char separator, KamCell cell)
{
    if (first > 12 && second <= 12)
        evidence->day_first++;
    else if (second > 12 && first <= 12)
        evidence->month_first++;
    else if (first == second)
        evidence->same++;
    else if (separator == '.')
        evidence->dotted++;
    else {
        evidence->open++;
        if (evidence->open_text[0] == '\0')
            g_strlcpy(evidence->open_text, cell.text, MIN(sizeof evidence->open_text, (gsize)cell.length + 1));
    }
    if (separator != '.')
        note_falls(evidence, cell);
}

static void
note_real(KamDateEvidence *evidence, KamCell cell)
{
    gint32 day = cell.kind == KAM_CELL_DATE ? kam_day_parse(cell.text, cell.length, KAM_DATE_YMD) : KAM_DAY_NONE;
    char iso[11];

    if (day == KAM_DAY_NONE)
        return;
    kam_day_to_iso(day, iso);
    evidence->real++;
    evidence->real_early += g_ascii_strtoull(iso + 8, NULL, 10) <= 12;
}

/* By chance alone four of ten days are early; five early ones out of five beside texts that could not be taken are no
 * chance. */
gboolean
kam_date_evidence_is_half_taken(const KamDateEvidence *evidence)
{
    return evidence->real >= 5 && evidence->real_early == evidence->real &&
           evidence->day_first + evidence->month_first >= 5 && evidence->open + evidence->dotted + evidence->same == 0;
}

void
kam_date_evidence_init(KamDateEvidence *evidence)
{
    *evidence = (KamDateEvidence) {
        .last_dmy = KAM_DAY_NONE, .last_mdy = KAM_DAY_NONE, .max_dmy = KAM_DAY_NONE, .max_mdy = KAM_DAY_NONE
    };
}

void
kam_date_evidence_add(KamDateEvidence *evidence, KamCell cell)
{
    const char *at = cell.text, *end = cell.text + cell.length;
    int first, second;
    guint n_first;
    char separator;

    if (cell.length == 0)
        return;
    if (cell.kind == KAM_CELL_DATE || kam_day_parse(cell.text, cell.length, KAM_DATE_YMD) != KAM_DAY_NONE) {
        n_first = read_part(&at, end, 9, &first);
        /* 10/11/12 reads as year, month, day too, but only four digits in front make it certain. */
        if (cell.kind == KAM_CELL_DATE || n_first >= 4) {
            evidence->n++;
            evidence->year_first++;
            note_real(evidence, cell);
            evidence->compact += n_first == 8;
            return;
        }
        at = cell.text;
    }
    if (kam_day_parse(cell.text, cell.length, KAM_DATE_DMY) == KAM_DAY_NONE &&
        kam_day_parse(cell.text, cell.length, KAM_DATE_MDY) == KAM_DAY_NONE) {
        evidence->serial += read_serial(cell) > 0;
        evidence->n += read_serial(cell) > 0;
        evidence->n_other += read_serial(cell) == 0;
        return;
    }
    evidence->n++;
    if (read_part(&at, end, 2, &first) == 0 || (separator = take_separator(&at, end)) == 0 ||
        read_part(&at, end, 2, &second) == 0) {
        evidence->named++;
        return;
    }
    note_parts(evidence, first, second, separator, cell);
}

static KamDatesResult
decide_by_plausibility(const KamDateEvidence *evidence, gint32 today, KamDateFormat *format, char **why)
{
    gboolean dmy_ahead = evidence->max_dmy > today, mdy_ahead = evidence->max_mdy > today;

    if ((evidence->falls_dmy == 0) != (evidence->falls_mdy == 0) && evidence->open > 2) {
        format->order = evidence->falls_dmy == 0 ? KAM_DATE_DMY : KAM_DATE_MDY;
        *why = g_strdup_printf("every date can be read two ways; read so the rows are in order of time, read the other "
                               "way %u of them go back; --date-order overrides",
                               MAX(evidence->falls_dmy, evidence->falls_mdy));
        return KAM_DATES_PLAUSIBLE;
    }
    if (dmy_ahead != mdy_ahead) {
        format->order = dmy_ahead ? KAM_DATE_MDY : KAM_DATE_DMY;
        *why = g_strdup("every date can be read two ways; read the other way some are still to come; "
                        "--date-order overrides");
        return KAM_DATES_PLAUSIBLE;
    }
    return KAM_DATES_OPEN;
}

KamDatesResult
kam_date_evidence_decide(const KamDateEvidence *evidence, gboolean is_whole, gint32 today, KamDateFormat *format,
                         char **why)
{
    guint local = evidence->day_first + evidence->month_first + evidence->dotted + evidence->open + evidence->same;

    *format = (KamDateFormat) { KAM_DATE_YMD, evidence->serial > 0 };
    if (local == 0) {
        *why = g_strdup(evidence->serial > evidence->year_first + evidence->named
                            ? "the column holds a spreadsheet's day counts"
                        : evidence->named > evidence->year_first ? "months are written as names"
                                                                 : "years stand in front");
        /* 1-Dec-10 has its year behind; the order only matters for such short years. */
        if (evidence->named > evidence->year_first)
            format->order = KAM_DATE_DMY;
        return KAM_DATES_DECIDED;
    }
    format->order = evidence->month_first > evidence->day_first ? KAM_DATE_MDY : KAM_DATE_DMY;
    if (evidence->month_first != evidence->day_first) {
        *why = g_strdup_printf("%u dates have a %s part above 12", MAX(evidence->month_first, evidence->day_first),
                               evidence->month_first > evidence->day_first ? "second" : "first");
        return KAM_DATES_DECIDED;
    }
    if (evidence->dotted > 0 && evidence->open == 0) {
        *why = g_strdup("dates with dots are written day, month, year");
        return KAM_DATES_DECIDED;
    }
    if (evidence->open == 0) {
        *why = g_strdup("day and month are equal in every date");
        return is_whole ? KAM_DATES_DECIDED : KAM_DATES_OPEN;
    }
    return is_whole ? decide_by_plausibility(evidence, today, format, why) : KAM_DATES_OPEN;
}

const char *
kam_date_order_words(KamDateOrder order)
{
    static const char *const words[] = { "year month day", "day month year", "month day year", "year day month" };

    return words[order];
}

const char *
kam_date_order_option(KamDateOrder order)
{
    static const char *const words[] = { "ymd", "dmy", "mdy", "ydm" };

    return words[order];
}

gint32
kam_date_read(KamCell cell, KamDateFormat format)
{
    gint32 day;
    int serial;

    if (cell.kind == KAM_CELL_DATE)
        return kam_day_parse(cell.text, cell.length, KAM_DATE_YMD);
    day = kam_day_parse(cell.text, cell.length, format.order);
    if (day == KAM_DAY_NONE && format.order != KAM_DATE_YMD && cell.length == 8)
        day = kam_day_parse(cell.text, cell.length, KAM_DATE_YMD);
    if (day != KAM_DAY_NONE || !format.is_serial)
        return day;
    serial = read_serial(cell);
    return serial == 0 ? KAM_DAY_NONE : serial - SERIAL_ZERO;
}
