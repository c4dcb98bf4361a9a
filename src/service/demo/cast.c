/* Those who work at the demonstration company, and how the parts of its story write records. */
#include "service/demo/cast.h"
#include "base/date.h"
#include "base/text.h"
#include "demo/names.h"
#include "domain/types.h"
#include "service/people/user_password.h"

#define FIRST_OF_OURS 120 /* places in the list of invented persons */
#define DOMAIN "firma.example"

static const struct {
    const char *role, *function, *department, *place, *languages;
} staff[KAM_DEMO_N_STAFF] = {
    { "kam", "Menadžer ključnih kupaca", "Prodaja", "Beograd", "sr, en" },
    { "kam", "Menadžer ključnih kupaca", "Prodaja", "Novi Sad", "sr, en, hu" },
    { "kam", "Menadžer ključnih kupaca", "Prodaja", "Niš", "sr, de" },
    { "member", "Inženjer servisa", "Servis", "Beograd", "sr" },
    { "member", "Tehnička podrška", "Proizvodnja", "Kragujevac", "sr, en" },
    { "member", "Razvoj proizvoda", "Razvoj", "Novi Sad", "sr, en" },
    { "member", "Marketing", "Marketing", "Beograd", "sr, en, it" },
    { "director", "Direktor prodaje", "Prodaja", "Beograd", "sr, en" },
    { "analyst", "Analitičar prodaje", "Kontroling", "Beograd", "sr, en" },
    { "executive", "Generalni direktor", "Uprava", "Beograd", "sr, en, de" },
    { "admin", "Administrator sistema", "Informatika", "Beograd", "sr, en" },
};

/* --- records --- */

gint64
kam_demo_cast_create(KamDemoCast *cast, const KamRecordType *type, json_t *body, GError **error)
{
    g_auto(KamFaults) faults = { 0 };
    g_autoptr(KamRecord) record = NULL;

    kam_faults_init(&faults);
    record = kam_record_create(&cast->work, type, body, &faults, error);
    json_decref(body);
    return record == NULL ? 0 : record->id;
}

gboolean
kam_demo_cast_patch(KamDemoCast *cast, const KamRecordType *type, gint64 id, json_t *body, GError **error)
{
    g_auto(KamFaults) faults = { 0 };
    g_autoptr(KamRecord) record = NULL;

    kam_faults_init(&faults);
    record = kam_record_patch(&cast->work, type, id, 0, body, &faults, error);
    json_decref(body);
    return record != NULL;
}

json_t *
kam_demo_cast_id(gint64 id)
{
    g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, id);

    return json_string(text);
}

json_t *
kam_demo_cast_day(gint32 day)
{
    int year, month, dom;
    char text[32];

    kam_day_to_civil(day, &year, &month, &dom);
    g_snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, dom);
    return json_string(text);
}

char *
kam_demo_cast_address(const char *name, const char *domain)
{
    g_autofree char *folded = kam_text_fold(name, -1);

    g_strdelimit(folded, " ", '.');
    return g_strconcat(folded, "@", domain, NULL);
}

/* --- ours --- */

static gboolean
hire_one(KamDemoCast *cast, guint i, const char *hash, GError **error)
{
    g_autofree char *name = kam_demo_name_person(cast->world->options.seed, FIRST_OF_OURS + i);
    g_autofree char *email = kam_demo_cast_address(name, DOMAIN);
    json_t *body = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "name", name, "email", email, "role", staff[i].role,
                             "function", staff[i].function, "department", staff[i].department, "place", staff[i].place,
                             "languages", staff[i].languages);

    cast->ours[i] = kam_demo_cast_create(cast, &kam_user_type, body, error);
    if (cast->ours[i] == 0)
        return FALSE;
    return hash == NULL || kam_user_store_password(cast->work.db, cast->ours[i], hash, cast->work.now_ms, error);
}

gboolean
kam_demo_cast_hire(KamDemoCast *cast, const char *hash, GError **error)
{
    for (guint i = 0; i < G_N_ELEMENTS(staff); i++)
        if (!hire_one(cast, i, hash, error))
            return FALSE;
    return TRUE;
}
