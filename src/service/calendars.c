/* Public holidays of Serbia: the days are libkamen's, the names are here. */
#include "service/calendars.h"

#include <jansson.h>
#include <kamen/calendar.h>

#include "base/date.h"
#include "domain/rules.h"
#include "domain/types.h"
#include "record/change.h"

/* --- names --- */

/* A holiday of fixed date. */
typedef struct {
    int month, day;
    KamMessage name;
} FixedHoliday;

static const FixedHoliday fixed_holidays[] = {
    { 1, 1, { "NEW_YEAR", "New Year", "Nova godina" } },
    { 1, 2, { "NEW_YEAR_2", "New Year", "Nova godina" } },
    { 1, 7, { "CHRISTMAS", "Orthodox Christmas", "Božić" } },
    { 2, 15, { "STATEHOOD", "Statehood Day", "Dan državnosti" } },
    { 2, 16, { "STATEHOOD_2", "Statehood Day", "Dan državnosti" } },
    { 5, 1, { "LABOUR", "Labour Day", "Praznik rada" } },
    { 5, 2, { "LABOUR_2", "Labour Day", "Praznik rada" } },
    { 11, 11, { "ARMISTICE", "Armistice Day", "Dan primirja" } },
};

/* Of the four days that end with Easter Monday. */
static const KamMessage easter_names[] = {
    { "GOOD_FRIDAY", "Good Friday", "Veliki petak" },
    { "HOLY_SATURDAY", "Holy Saturday", "Velika subota" },
    { "EASTER", "Easter", "Vaskrs" },
    { "EASTER_MONDAY", "Easter Monday", "Vaskršnji ponedeljak" },
};

static const KamMessage moved_name = { "MOVED_HOLIDAY", "Day off for a holiday on a Sunday",
                                       "Slobodan dan za praznik u nedelju" };

static const KamMessage *
find_name(gint32 day)
{
    int year, month, dom;
    gint32 easter;

    kam_day_to_civil(day, &year, &month, &dom);
    if (kam_calendar_easter(year, KAM_EASTER_ORTHODOX, &easter) == KAM_CALC_OK && day >= easter - 2 &&
        day <= easter + 1)
        return &easter_names[day - easter + 2];
    for (guint i = 0; i < G_N_ELEMENTS(fixed_holidays); i++)
        if (fixed_holidays[i].month == month && fixed_holidays[i].day == dom)
            return &fixed_holidays[i].name;
    return NULL;
}

static gboolean
is_holiday(gint32 day)
{
    int32_t days[KAM_CALENDAR_MAX_HOLIDAYS];
    size_t count = 0;
    int year, month, dom;

    kam_day_to_civil(day, &year, &month, &dom);
    if (kam_calendar_serbian_holidays(year, days, &count) != KAM_CALC_OK)
        return FALSE;
    for (size_t i = 0; i < count; i++)
        if (days[i] == day)
            return TRUE;
    return FALSE;
}

char *
kam_service_name_holiday(gint32 day, KamLanguage language)
{
    const KamMessage *name;

    if (!is_holiday(day))
        return NULL;
    name = find_name(day);
    return kam_language_say(language, name != NULL ? name : &moved_name, NULL);
}

/* --- filling --- */

static gboolean
check_country(const KamRecord *calendar, GError **error)
{
    const char *country = kam_record_get_text(calendar, "country");

    if (g_strcmp0(country, "RS") == 0)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                "the holidays of '%s' are not known, only those of Serbia (RS); add the days one by one",
                country != NULL ? country : "no country");
    return FALSE;
}

static json_t *
day_object(gint64 calendar_id, gint32 day, KamLanguage language)
{
    g_autofree char *id = g_strdup_printf("%" G_GINT64_FORMAT, calendar_id);
    g_autofree char *name = kam_service_name_holiday(day, language);
    json_t *body = json_object();
    char date[11];

    kam_day_to_iso(day, date);
    json_object_set_new(body, "calendar_id", json_string(id));
    json_object_set_new(body, "on_day", json_string(date));
    json_object_set_new(body, "name", json_string(name));
    json_object_set_new(body, "kind", json_string("holiday"));
    return body;
}

static gboolean
add_day(const KamWork *work, gint64 calendar_id, gint32 day, KamLanguage language, guint *n_new, GError **error)
{
    const gint64 parameters[] = { calendar_id, day, 0 };
    g_auto(KamFaults) faults = { 0 };
    g_autoptr(KamRecord) record = NULL;
    gboolean is_taken = FALSE;
    json_t *body;

    if (!kam_rules_exists(work->db, "calendar_day_taken", parameters, G_N_ELEMENTS(parameters), &is_taken, error) ||
        is_taken)
        return is_taken;
    kam_faults_init(&faults);
    body = day_object(calendar_id, day, language);
    record = kam_record_create(work, &kam_calendar_day_type, body, &faults, error);
    json_decref(body);
    *n_new += record != NULL;
    return record != NULL;
}

gboolean
kam_service_fill_calendar(const KamWork *work, gint64 calendar_id, int year, KamLanguage language, guint *n_new,
                          GError **error)
{
    g_autoptr(KamRecord) calendar = kam_record_load(work->db, &kam_calendar_type, calendar_id, FALSE, error);
    int32_t days[KAM_CALENDAR_MAX_HOLIDAYS];
    size_t count = 0;
    guint added = 0;

    if (calendar == NULL || !check_country(calendar, error))
        return FALSE;
    if (kam_calendar_serbian_holidays(year, days, &count) != KAM_CALC_OK) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "year '%d' is not from %d to %d", year,
                    KAM_HOLIDAYS_FIRST_YEAR, KAM_HOLIDAYS_LAST_YEAR);
        return FALSE;
    }
    for (size_t i = 0; i < count; i++)
        if (!add_day(work, calendar_id, days[i], language, &added, error))
            return FALSE;
    *n_new = added;
    return TRUE;
}
