/* What people of the demonstration company think: of the wish for partnership of the largest customers, and of how much
 * each criterion counts. Some customers have been judged by one person alone. */
#include "base/date.h"
#include "domain/types.h"
#include "record/policy.h"
#include "service/demo/cast.h"
#include "service/selection/criterion.h"

#define DAY_MS G_GINT64_CONSTANT(86400000)
#define DIRECTOR 7 /* places among ours */
#define ANALYST 8
#define N_JUDGED 40
#define OLDEST_DAYS 90 /* ago */
#define MOST 10

/* A figure of a weighting. */
typedef struct {
    const char *criterion, *other; /* other: of pairs alone */
    const char *value;
} Figure;

/* Volume counts twice as much as profitability, which counts three times as much as growth: of volume and growth four
 * is said, so that something is left to think over. */
static const Figure pairs[] = {
    { "volume", "profitability", "2" },
    { "volume", "price_sensitivity", "5" },
    { "volume", "partnership", "3" },
    { "volume", "growth", "4" },
    { "profitability", "partnership", "2" },
    { "profitability", "price_sensitivity", "3" },
    { "profitability", "growth", "3" },
    { "partnership", "price_sensitivity", "2" },
    { "partnership", "growth", "2" },
    { "price_sensitivity", "growth", "1" },
    { .criterion = NULL },
};

static const Figure points[] = {
    { "volume", NULL, "20" },      { "profitability", NULL, "20" }, { "price_sensitivity", NULL, "10" },
    { "partnership", NULL, "30" }, { "growth", NULL, "10" },        { "predictability", NULL, "5" },
    { "breadth", NULL, "5" },      { .criterion = NULL },
};

static const Figure order[] = {
    { "profitability", NULL, "1" },
    { "volume", NULL, "2" },
    { "growth", NULL, "3" },
    { "predictability", NULL, "3" },
    { "price_sensitivity", NULL, "5" },
    { "partnership", NULL, "6" },
    { "breadth", NULL, "7" },
    { .criterion = NULL },
};

/* Whoever judges does so in their own name and right. */
static KamActor
actor_of(const KamDemoCast *cast, gint64 user_id, KamRole role, gint32 day)
{
    return (KamActor) { .user_id = user_id,
                        .role = role,
                        .people = { user_id },
                        .n_people = 1,
                        .scopes = KAM_SCOPES_ALL,
                        .today = day,
                        .name = "kamen demo" };
}

static void
act(KamDemoCast *cast, const KamActor *actor)
{
    cast->work.actor = actor;
    cast->work.now_ms = actor->today * DAY_MS;
}

/* --- of customers ------------------------------------------------------------------------------------------------- */

static const char *
reason_for(guint value)
{
    return value >= 8   ? "Zajednički projekat je u toku; preporučuje nas drugima."
           : value >= 5 ? "Najavljuje šta će mu trebati; reklamacije rešavamo razgovorom."
                        : "Traži ponude od svih, o planovima ne govori.";
}

static gboolean
judge(KamDemoCast *cast, const KamDemoHome *home, gint64 criterion, guint value, GError **error)
{
    g_autofree char *text = g_strdup_printf("%u", value);
    json_t *body = json_pack("{s:o, s:o, s:s, s:o, s:s}", "account_id", kam_demo_cast_id(home->account), "criterion_id",
                             kam_demo_cast_id(criterion), "points", text, "judged_on",
                             kam_demo_cast_day(cast->work.actor->today), "reason", reason_for(value));

    return kam_demo_cast_create(cast, &kam_judgement_type, body, error) != 0;
}

/* The manager of each, and of two in three the director, who is not always of the same opinion. */
static gboolean
judge_home(KamDemoCast *cast, const KamDemoHome *home, guint i, gint64 criterion, GError **error)
{
    gint32 day = cast->last_day - OLDEST_DAYS + (gint32)(i * 2);
    guint value = 3 + i * 7 % 6;
    const KamActor manager = actor_of(cast, home->manager_id, KAM_ROLE_KAM, day);
    const KamActor director = actor_of(cast, cast->ours[DIRECTOR], KAM_ROLE_DIRECTOR, day + 3);

    if (home->manager_id == 0)
        return TRUE;
    act(cast, &manager);
    if (!judge(cast, home, criterion, value, error))
        return FALSE;
    if (i % 3 == 2)
        return TRUE;
    act(cast, &director);
    return judge(cast, home, criterion, MIN(value + i % 4, MOST), error);
}

/* --- of criteria -------------------------------------------------------------------------------------------------- */

static json_t *
id_of(const GArray *criteria, const char *code)
{
    gint c = kam_criteria_find(criteria, code);

    return c < 0 ? json_null() : kam_demo_cast_id(g_array_index(criteria, KamCriterion, (guint)c).id);
}

static gboolean
weigh(KamDemoCast *cast, const GArray *criteria, const char *name, const char *method, const Figure *figures,
      GError **error)
{
    gint64 id =
        kam_demo_cast_create(cast, &kam_weighting_type, json_pack("{s:s, s:s}", "name", name, "method", method), error);

    for (; id != 0 && figures->criterion != NULL; figures++) {
        json_t *body = json_pack("{s:o, s:o, s:s}", "weighting_id", kam_demo_cast_id(id), "criterion_id",
                                 id_of(criteria, figures->criterion), "value", figures->value);

        if (figures->other != NULL)
            json_object_set_new(body, "other_id", id_of(criteria, figures->other));
        if (kam_demo_cast_create(cast, &kam_weighting_item_type, body, error) == 0)
            return FALSE;
    }
    return id != 0;
}

static gboolean
weigh_all(KamDemoCast *cast, const GArray *criteria, GError **error)
{
    const gint32 day = cast->last_day - OLDEST_DAYS;
    const KamActor director = actor_of(cast, cast->ours[DIRECTOR], KAM_ROLE_DIRECTOR, day);
    const KamActor manager = actor_of(cast, cast->ours[0], KAM_ROLE_KAM, day + 1);
    const KamActor analyst = actor_of(cast, cast->ours[ANALYST], KAM_ROLE_ANALYST, day + 2);

    act(cast, &director);
    if (!weigh(cast, criteria, "Milan, u parovima", "pairwise", pairs, error))
        return FALSE;
    act(cast, &manager);
    if (!weigh(cast, criteria, "Menadžeri ključnih kupaca", "points", points, error))
        return FALSE;
    act(cast, &analyst);
    return weigh(cast, criteria, "Kontroling", "rank_order", order, error);
}

static gboolean
hear_all(KamDemoCast *cast, const GPtrArray *homes, const GArray *criteria, GError **error)
{
    gint partnership = kam_criteria_find(criteria, "partnership");

    for (guint i = 0; i < MIN(homes->len, N_JUDGED) && partnership >= 0; i++)
        if (!judge_home(cast, homes->pdata[i], i, g_array_index(criteria, KamCriterion, (guint)partnership).id, error))
            return FALSE;
    return weigh_all(cast, criteria, error);
}

gboolean
kam_demo_opinions_hear(KamDemoCast *cast, const GPtrArray *homes, GError **error)
{
    const KamWork work = cast->work;
    g_autoptr(GArray) criteria = kam_criteria_load(work.db, error);
    gboolean done = criteria != NULL && hear_all(cast, homes, criteria, error);

    cast->work = work;
    return done;
}
