/* The people of a company that never was. */
#include "cli/demo_people.h"

#include <string.h>

#include <jansson.h>

#include "base/date.h"
#include "base/text.h"
#include "demo/names.h"
#include "domain/types.h"
#include "record/change.h"
#include "store/statements.h"

#define N_ACCOUNTS 40
#define DAY_MS G_GINT64_CONSTANT(86400000)
#define MORNING_MS G_GINT64_CONSTANT(32400000)
#define FIRST_OF_OURS 120 /* places in the list of invented persons */

/* Ours, in the order of the table; managers first, for they are dealt out. */
static const struct {
    const char *role, *function, *department, *place, *languages;
} staff[] = {
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
};
#define N_MANAGERS 3
#define FIRST_MEMBER 3
#define N_MEMBERS 4

static const char *const team_roles[N_MEMBERS] = { "service", "production", "research", "marketing" };

/* Theirs: what they are and what they weigh. */
static const struct {
    const char *function, *buying_role;
    int influence;
} posts[] = {
    { "Direktor nabavke", "decider", 9 },      { "Referent nabavke", "buyer", 5 },
    { "Šef održavanja", "user", 6 },           { "Tehnički direktor", "influencer", 8 },
    { "Sekretar direktora", "gatekeeper", 3 },
};

static const struct {
    const char *kind, *subject, *outcome, *next_step;
} talks[] = {
    { "visit", "Plan nabavke za naredni kvartal", "Očekuju rast potrošnje; traže duži rok plaćanja.",
      "Poslati predlog uslova" },
    { "call", "Kašnjenje isporuke", "Roba je stigla; žele obaveštenje dan ranije.", "Dogovoriti najavu isporuka" },
    { "meeting", "Godišnji ugovor", "Konkurent nudi tri odsto niže; odlučuje i održavanje.",
      "Pripremiti ukupan trošak" },
    { "mail", "Novi asortiman", "Traže uzorke i tehničku dokumentaciju.", "Poslati uzorke" },
};

typedef struct {
    KamWork work;
    guint64 seed;
    gint32 last_day;
    gint64 ours[G_N_ELEMENTS(staff)];
} Cast;

static gint64
create(Cast *cast, const KamRecordType *type, json_t *body, GError **error)
{
    g_auto(KamFaults) faults = { 0 };
    g_autoptr(KamRecord) record = NULL;

    kam_faults_init(&faults);
    record = kam_record_create(&cast->work, type, body, &faults, error);
    json_decref(body);
    return record == NULL ? 0 : record->id;
}

static json_t *
id_json(gint64 id)
{
    g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, id);

    return json_string(text);
}

static json_t *
day_json(gint32 day)
{
    int year, month, dom;
    char text[32];

    kam_day_to_civil(day, &year, &month, &dom);
    g_snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, dom);
    return json_string(text);
}

/* "ana.peric@firma.example" */
static char *
address_of(const char *name, const char *domain)
{
    g_autofree char *folded = kam_text_fold(name, -1);

    g_strdelimit(folded, " ", '.');
    return g_strconcat(folded, "@", domain, NULL);
}

static gboolean
hire(Cast *cast, GError **error)
{
    for (guint i = 0; i < G_N_ELEMENTS(staff); i++) {
        g_autofree char *name = kam_demo_name_person(cast->seed, FIRST_OF_OURS + i);
        g_autofree char *email = address_of(name, "firma.example");
        json_t *body = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "name", name, "email", email, "role",
                                 staff[i].role, "function", staff[i].function, "department", staff[i].department,
                                 "place", staff[i].place, "languages", staff[i].languages);
        cast->ours[i] = create(cast, &kam_user_type, body, error);
        if (cast->ours[i] == 0)
            return FALSE;
    }
    return TRUE;
}

static gint64
manager_of(const Cast *cast, guint i)
{
    return cast->ours[i % N_MANAGERS];
}

static gboolean
give_owner(Cast *cast, gint64 account, guint i, GError **error)
{
    g_auto(KamFaults) faults = { 0 };
    json_t *body = json_pack("{s:o}", "owner_id", id_json(manager_of(cast, i)));
    g_autoptr(KamRecord) record = NULL;

    kam_faults_init(&faults);
    record = kam_record_patch(&cast->work, &kam_account_type, account, 0, body, &faults, error);
    json_decref(body);
    return record != NULL;
}

static gboolean
make_team(Cast *cast, gint64 account, guint i, GError **error)
{
    for (guint m = 0; m < 2; m++) {
        guint who = (i + m) % N_MEMBERS;
        json_t *body = json_pack("{s:o, s:o, s:s, s:o}", "account_id", id_json(account), "user_id",
                                 id_json(cast->ours[FIRST_MEMBER + who]), "role", team_roles[who], "from_day",
                                 day_json(cast->last_day - 400 - (gint32)(i * 7)));
        if (create(cast, &kam_account_team_type, body, error) == 0)
            return FALSE;
    }
    return TRUE;
}

static gint64
make_contact(Cast *cast, gint64 account, guint i, guint p, GError **error)
{
    guint post = (i + p) % G_N_ELEMENTS(posts);
    g_autofree char *name = kam_demo_name_person(cast->seed, i * 3 + p);
    g_autofree char *domain = g_strdup_printf("kupac%u.example", i + 1);
    g_autofree char *email = address_of(name, domain);
    g_autofree char *phone = g_strdup_printf("+381 11 %03u %03u", 200 + i, 100 + p * 37);
    g_auto(GStrv) words = g_strsplit(name, " ", 2);
    json_t *body = json_pack("{s:o, s:s, s:s, s:s, s:s, s:s, s:s, s:i, s:s}", "account_id", id_json(account),
                             "given_name", words[0], "family_name", words[1] == NULL ? words[0] : words[1], "email",
                             email, "phone", phone, "function", posts[post].function, "buying_role",
                             posts[post].buying_role, "influence", posts[post].influence, "language", "sr");

    return create(cast, &kam_contact_type, body, error);
}

static gint64
make_talk(Cast *cast, gint64 account, guint i, guint t, gint64 contact, GError **error)
{
    guint talk = (i + t) % G_N_ELEMENTS(talks);
    gint32 day = cast->last_day - (gint32)((i * 5 + t * 31) % 120);
    g_autoptr(GDateTime) at = g_date_time_new_from_unix_utc((day * DAY_MS + MORNING_MS) / 1000);
    g_autofree char *instant = g_date_time_format(at, "%Y-%m-%dT%H:%M:%SZ");
    json_t *body = json_pack("{s:o, s:s, s:s, s:s, s:[o], s:[o], s:s, s:s, s:o, s:i}", "account_id", id_json(account),
                             "kind", talks[talk].kind, "at", instant, "subject", talks[talk].subject, "ours",
                             id_json(manager_of(cast, i)), "theirs", id_json(contact), "outcome", talks[talk].outcome,
                             "next_step", talks[talk].next_step, "next_step_on", day_json(day + 14), "minutes", 45);

    return create(cast, &kam_interaction_type, body, error);
}

static gboolean
make_task(Cast *cast, gint64 account, guint i, guint t, gint64 talk, GError **error)
{
    static const char *const priorities[] = { "normal", "high", "low" };
    json_t *body = json_pack("{s:s, s:o, s:o, s:o, s:o, s:s}", "title", talks[(i + t) % G_N_ELEMENTS(talks)].next_step,
                             "account_id", id_json(account), "user_id", id_json(manager_of(cast, i)), "interaction_id",
                             id_json(talk), "due_on", day_json(cast->last_day - 5 + (gint32)(i % 20)), "priority",
                             priorities[(i + t) % G_N_ELEMENTS(priorities)]);

    return create(cast, &kam_task_type, body, error) != 0;
}

static gboolean
people_account(Cast *cast, gint64 account, guint i, GError **error)
{
    if (!give_owner(cast, account, i, error) || !make_team(cast, account, i, error))
        return FALSE;
    for (guint p = 0; p < 2 + i % 2; p++) {
        gint64 contact = make_contact(cast, account, i, p, error);
        gint64 talk = contact == 0 ? 0 : make_talk(cast, account, i, p, contact, error);
        if (talk == 0 || (p == 0 && !make_task(cast, account, i, p, talk, error)))
            return FALSE;
    }
    return TRUE;
}

static GArray *
list_largest(KamDb *db, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("account_list_largest"), error);
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
    KamStep step;

    if (stmt == NULL)
        return NULL;
    kam_stmt_bind_int(stmt, 1, N_ACCOUNTS);
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        gint64 id = kam_stmt_get_int(stmt, 0);
        g_array_append_val(ids, id);
    }
    return step == KAM_STEP_DONE ? g_steal_pointer(&ids) : NULL;
}

gboolean
kam_demo_people_fill(KamDb *db, guint64 seed, gint32 last_day, GError **error)
{
    KamActor actor = kam_actor_program("kamen demo");
    Cast cast = { .work = { .db = db, .actor = &actor, .types = kam_domain_types(), .now_ms = last_day * DAY_MS },
                  .seed = seed,
                  .last_day = last_day };
    g_autoptr(KamTx) tx = kam_tx_begin(db, error);
    g_autoptr(GArray) accounts = NULL;
    gint64 contacts;

    if (tx == NULL || !kam_db_get_int(db, kam_sql("contact_count"), &contacts, error))
        return FALSE;
    if (contacts > 0)
        return TRUE;
    accounts = list_largest(db, error);
    if (accounts == NULL || !hire(&cast, error))
        return FALSE;
    for (guint i = 0; i < accounts->len; i++)
        if (!people_account(&cast, g_array_index(accounts, gint64, i), i, error))
            return FALSE;
    return kam_tx_commit(tx, error);
}
