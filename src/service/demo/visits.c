/* Who meets whom: teams, contacts, talks and tasks of the largest customers. */
#include "base/date.h"
#include "demo/names.h"
#include "domain/types.h"
#include "service/demo/cast.h"

#define DAY_MS G_GINT64_CONSTANT(86400000)
#define MORNING_MS G_GINT64_CONSTANT(32400000)

static const char *const team_roles[KAM_DEMO_N_MEMBERS] = { "service", "production", "research", "marketing" };

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
    { "meeting", "Pregovori o godišnjem ugovoru", "Konkurent nudi tri odsto niže; odlučuje i održavanje.",
      "Pripremiti ukupan trošak" },
    { "mail", "Novi asortiman", "Traže uzorke i tehničku dokumentaciju.", "Poslati uzorke" },
};

static gboolean
make_team(KamDemoCast *cast, const KamDemoHome *home, guint i, GError **error)
{
    for (guint m = 0; m < 2; m++) {
        guint who = (i + m) % KAM_DEMO_N_MEMBERS;
        json_t *body = json_pack("{s:o, s:o, s:s, s:o}", "account_id", kam_demo_cast_id(home->account), "user_id",
                                 kam_demo_cast_id(cast->ours[KAM_DEMO_FIRST_MEMBER + who]), "role", team_roles[who],
                                 "from_day", kam_demo_cast_day(cast->last_day - 400 - (gint32)(i * 7)));
        if (kam_demo_cast_create(cast, &kam_account_team_type, body, error) == 0)
            return FALSE;
    }
    return TRUE;
}

static gint64
make_contact(KamDemoCast *cast, const KamDemoHome *home, guint i, guint p, GError **error)
{
    guint post = (i + p) % G_N_ELEMENTS(posts);
    g_autofree char *name = kam_demo_name_person(cast->world->options.seed, i * 3 + p);
    g_autofree char *domain = g_strdup_printf("kupac%u.example", i + 1);
    g_autofree char *email = kam_demo_cast_address(name, domain);
    g_autofree char *phone = g_strdup_printf("+381 11 %03u %03u", 200 + i, 100 + p * 37);
    g_auto(GStrv) words = g_strsplit(name, " ", 2);
    json_t *body =
        json_pack("{s:o, s:s, s:s, s:s, s:s, s:s, s:s, s:i, s:s}", "account_id", kam_demo_cast_id(home->account),
                  "given_name", words[0], "family_name", words[1] == NULL ? words[0] : words[1], "email", email,
                  "phone", phone, "function", posts[post].function, "buying_role", posts[post].buying_role, "influence",
                  posts[post].influence, "language", "sr");

    return kam_demo_cast_create(cast, &kam_contact_type, body, error);
}

static gint64
make_talk(KamDemoCast *cast, const KamDemoHome *home, guint i, guint t, gint64 contact, GError **error)
{
    guint talk = (i + t) % G_N_ELEMENTS(talks);
    gint32 day = cast->last_day - (gint32)((i * 5 + t * 31) % 120);
    g_autoptr(GDateTime) at = g_date_time_new_from_unix_utc((day * DAY_MS + MORNING_MS) / 1000);
    g_autofree char *instant = g_date_time_format(at, "%Y-%m-%dT%H:%M:%SZ");
    json_t *body = json_pack("{s:o, s:s, s:s, s:s, s:[o], s:[o], s:s, s:s, s:o, s:i}", "account_id",
                             kam_demo_cast_id(home->account), "kind", talks[talk].kind, "at", instant, "subject",
                             talks[talk].subject, "ours", kam_demo_cast_id(home->manager_id), "theirs",
                             kam_demo_cast_id(contact), "outcome", talks[talk].outcome, "next_step",
                             talks[talk].next_step, "next_step_on", kam_demo_cast_day(day + 14), "minutes", 45);

    return kam_demo_cast_create(cast, &kam_interaction_type, body, error);
}

static gboolean
make_task(KamDemoCast *cast, const KamDemoHome *home, guint i, guint t, gint64 talk, GError **error)
{
    static const char *const priorities[] = { "normal", "high", "low" };
    json_t *body = json_pack("{s:s, s:o, s:o, s:o, s:o, s:s}", "title", talks[(i + t) % G_N_ELEMENTS(talks)].next_step,
                             "account_id", kam_demo_cast_id(home->account), "user_id",
                             kam_demo_cast_id(home->manager_id), "interaction_id", kam_demo_cast_id(talk), "due_on",
                             kam_demo_cast_day(cast->last_day - 5 + (gint32)(i % 20)), "priority",
                             priorities[(i + t) % G_N_ELEMENTS(priorities)]);

    return kam_demo_cast_create(cast, &kam_task_type, body, error) != 0;
}

gboolean
kam_demo_visits_pay(KamDemoCast *cast, const KamDemoHome *home, guint i, GError **error)
{
    if (!make_team(cast, home, i, error))
        return FALSE;
    for (guint p = 0; p < 2 + i % 2; p++) {
        gint64 contact = make_contact(cast, home, i, p, error);
        gint64 talk = contact == 0 ? 0 : make_talk(cast, home, i, p, contact, error);
        if (talk == 0 || (p == 0 && !make_task(cast, home, i, p, talk, error)))
            return FALSE;
    }
    return TRUE;
}
