/* Calendars: the working days of the week, and the days that are otherwise: holidays, short days, Saturdays worked. */
#include "domain/rules.h"
#include "domain/types.h"

#define WORKS .default_value = "true", .required = TRUE
#define RESTS .default_value = "false", .required = TRUE

static const KamField calendar_fields[] = {
    { "name", KAM_TEXT, "Name", "Naziv", .max = 80, .required = TRUE },
    { "country", KAM_COUNTRY, "Country", "Država", .field_class = KAM_PUBLIC },
    { "monday", KAM_BOOLEAN, "Monday", "Ponedeljak", WORKS },
    { "tuesday", KAM_BOOLEAN, "Tuesday", "Utorak", WORKS },
    { "wednesday", KAM_BOOLEAN, "Wednesday", "Sreda", WORKS },
    { "thursday", KAM_BOOLEAN, "Thursday", "Četvrtak", WORKS },
    { "friday", KAM_BOOLEAN, "Friday", "Petak", WORKS },
    { "saturday", KAM_BOOLEAN, "Saturday", "Subota", RESTS },
    { "sunday", KAM_BOOLEAN, "Sunday", "Nedelja", RESTS },
    { 0 },
};

static gboolean
check_calendar_delete(KamDb *db, G_GNUC_UNUSED const KamActor *actor, const KamRecord *record, KamFaults *faults,
                      GError **error)
{
    gboolean is_used = FALSE;

    if (!kam_rules_exists(db, "company_uses_calendar", &record->id, 1, &is_used, error))
        return FALSE;
    if (is_used)
        kam_faults_add(faults, "", "in_use", "this is the firm's calendar; give the firm another one first");
    return TRUE;
}

const KamRecordType kam_calendar_type = {
    .name = "calendar",
    .plural = "calendars",
    .en = "Calendar",
    .sr = "Kalendar",
    .fields = calendar_fields,
    .scope = KAM_SCOPE_NONE,
    .title = "name",
    .read_permission = KAM_PERM_SELF,
    .write_permission = KAM_PERM_MASTER_WRITE,
    .match_keys = "name",
    .check_delete = check_calendar_delete,
};

static const KamChoice day_kinds[] = {
    { "holiday", "Holiday", "Praznik" },
    { "short", "Short day", "Skraćen dan" },
    { "working", "Working day", "Radni dan" },
    { 0 },
};

static const KamField day_fields[] = {
    { "calendar_id", KAM_REF, "Calendar", "Kalendar", .to = "calendar", .required = TRUE, .fixed = TRUE },
    { "on_day", KAM_DATE, "Day", "Dan", .required = TRUE },
    { "name", KAM_TEXT, "Name", "Naziv", .max = 80, .required = TRUE },
    { "kind", KAM_CHOICE, "Kind", "Vrsta", .choices = day_kinds, .default_value = "\"holiday\"", .required = TRUE },
    { 0 },
};

/* A day is one thing or another. */
static gboolean
check_day(KamDb *db, G_GNUC_UNUSED const KamActor *actor, G_GNUC_UNUSED const KamRecord *before, KamRecord *record,
          KamFaults *faults, GError **error)
{
    gint64 parameters[] = { kam_record_get_int(record, "calendar_id"), kam_record_get_int(record, "on_day"),
                            record->id };
    gboolean is_taken = FALSE;

    if (!kam_rules_exists(db, "calendar_day_taken", parameters, G_N_ELEMENTS(parameters), &is_taken, error))
        return FALSE;
    if (is_taken)
        kam_faults_add(faults, "on_day", "not_unique", "this day is in the calendar already");
    return TRUE;
}

const KamRecordType kam_calendar_day_type = {
    .name = "calendar_day",
    .plural = "calendar_days",
    .en = "Day of a calendar",
    .sr = "Dan u kalendaru",
    .fields = day_fields,
    .scope = KAM_SCOPE_NONE,
    .title = "name",
    .read_permission = KAM_PERM_SELF,
    .write_permission = KAM_PERM_MASTER_WRITE,
    .check = check_day,
};
