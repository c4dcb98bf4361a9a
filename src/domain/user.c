/* Our people, whether or not they sign in, and who stands in for whom. Passwords and the like are no fields: see
 * service/people. */
#include "domain/rules.h"
#include "domain/types.h"
#include "domain/user_rules.h"

static const KamChoice roles[] = {
    { "none", "Does not sign in", "Ne prijavljuje se" },
    { "admin", "Administrator", "Administrator" },
    { "director", "Sales director", "Direktor prodaje" },
    { "kam", "Key account manager", "Menadžer ključnih kupaca" },
    { "member", "Team member", "Član tima" },
    { "analyst", "Analyst", "Analitičar" },
    { "executive", "Executive", "Rukovodilac" },
    { 0 },
};

static const KamField user_fields[] = {
    { "name", KAM_TEXT, "Name", "Ime i prezime", .max = 120, .required = TRUE, .searchable = TRUE },
    { "email", KAM_EMAIL, "E-mail", "E-adresa", .unique = TRUE, .searchable = TRUE },
    { "role", KAM_CHOICE, "Role", "Uloga", .choices = roles, .default_value = "\"none\"", .required = TRUE },
    { "function", KAM_TEXT, "Function", "Funkcija", .max = 120 },
    { "department", KAM_TEXT, "Department", "Odeljenje", .max = 120 },
    { "place", KAM_TEXT, "Place", "Mesto", .max = 120 },
    { "languages", KAM_TEXT, "Languages", "Jezici", .max = 120 },
    { "phone", KAM_PHONE, "Phone", "Telefon", .field_class = KAM_PUBLIC },
    { "programme_days", KAM_INT, "Days a year for key accounts", "Dana godišnje za ključne kupce", .min = 0,
      .max = 366 },
    { "disabled", KAM_BOOLEAN, "May not sign in", "Ne može da se prijavi", .default_value = "false", .required = TRUE },
    { 0 },
};

const KamRecordType kam_user_type = {
    .name = "user",
    .plural = "users",
    .table = "app_user",
    .en = "User",
    .sr = "Korisnik",
    .fields = user_fields,
    .scope = KAM_SCOPE_NONE,
    .title = "name",
    .read_permission = KAM_PERM_PEOPLE_READ,
    .write_permission = KAM_PERM_PEOPLE_WRITE,
    .match_keys = "email",
    .check = kam_user_rules_check,
    .changed = kam_user_rules_changed,
    .check_delete = kam_user_rules_check_delete,
};

static const KamField deputy_fields[] = {
    { "user_id", KAM_REF, "Absent", "Odsutan", .to = "user", .required = TRUE, .fixed = TRUE },
    { "deputy_id", KAM_REF, "Deputy", "Zamenik", .to = "user", .required = TRUE, .fixed = TRUE },
    { "from_day", KAM_DATE, "From", "Od", .required = TRUE },
    { "to_day", KAM_DATE, "To", "Do", .required = TRUE },
    { "reason", KAM_TEXT, "Reason", "Razlog", .max = 200 },
    { 0 },
};

static gboolean
check_deputy(G_GNUC_UNUSED KamDb *db, G_GNUC_UNUSED const KamActor *actor, G_GNUC_UNUSED const KamRecord *before,
             KamRecord *record, KamFaults *faults, G_GNUC_UNUSED GError **error)
{
    kam_rules_check_period(record, "from_day", "to_day", faults);
    kam_rules_check_other(record, "deputy_id", "user_id", "nobody is their own deputy", faults);
    return TRUE;
}

const KamRecordType kam_deputy_type = {
    .name = "deputy",
    .plural = "deputies",
    .table = "user_deputy",
    .en = "Deputy",
    .sr = "Zamenik",
    .fields = deputy_fields,
    .scope = KAM_SCOPE_NONE,
    .title = "reason",
    .read_permission = KAM_PERM_PEOPLE_READ,
    .write_permission = KAM_PERM_PEOPLE_WRITE,
    .check = check_deputy,
};
