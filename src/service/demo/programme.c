/* The programme of key accounts of the demonstration company: two years of decisions with their reasons, what was
 * delivered of the promises, last year's review signed by the director and this year's begun. */
#include <string.h>

#include "base/date.h"
#include "domain/types.h"
#include "record/policy.h"
#include "service/demo/cast.h"
#include "service/programme/review.h"
#include "store/statements.h"

#define DAY_MS G_GINT64_CONSTANT(86400000)
#define DIRECTOR 7 /* place among ours */
#define N_TIERS 3
#define N_BEFORE 34   /* of the largest: those in the programme before the review */
#define FIRST_OF_B 10 /* places by sales */
#define FIRST_OF_C 28
#define BEGAN_DAYS 700  /* ago: the first decisions */
#define REVIEW_DAYS 310 /* ago: the review that was signed */
#define OPENED_DAYS 12  /* ago: the one that is open */
#define N_DECIDED 8     /* of its items */
#define N_CANDIDATES 4  /* behind those in the programme */

static const int days_a_year[KAM_DEMO_N_MANAGERS] = { 150, 120, 90 };

typedef struct {
    KamDemoCast *cast;
    const GPtrArray *homes; /* the largest, in their order */
    gint64 tier[N_TIERS];   /* ids, the highest first */
    KamActor director;
} Story;

static gint
first_tier(guint place)
{
    return place < FIRST_OF_B ? 0 : place < FIRST_OF_C ? 1 : 2;
}

static gint64
account_at(const Story *story, guint place)
{
    return ((const KamDemoHome *)story->homes->pdata[place])->account;
}

/* From here on the director acts, on that day. */
static void
go_to_day(Story *story, gint32 day)
{
    story->director.today = day;
    story->cast->work.actor = &story->director;
    story->cast->work.now_ms = day * DAY_MS;
}

static gboolean
find_tiers(Story *story, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(story->cast->work.db, kam_sql("programme_tiers"), error);
    KamStep step;
    guint n = 0;

    if (stmt == NULL)
        return FALSE;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW)
        if (n < N_TIERS)
            story->tier[n++] = kam_stmt_get_int(stmt, 0);
    return step == KAM_STEP_DONE;
}

static gboolean
give_days(Story *story, GError **error)
{
    for (guint m = 0; m < KAM_DEMO_N_MANAGERS; m++)
        if (!kam_demo_cast_patch(story->cast, &kam_user_type, story->cast->ours[m],
                                 json_pack("{s:i}", "programme_days", days_a_year[m]), error))
            return FALSE;
    return TRUE;
}

/* --- decisions ---------------------------------------------------------------------------------------------------- */

static gboolean
decide(Story *story, guint place, gint tier, gint32 day, gint32 review_on, const char *reason, GError **error)
{
    json_t *body;

    go_to_day(story, day);
    body = json_pack("{s:o, s:o, s:o, s:s}", "account_id", kam_demo_cast_id(account_at(story, place)), "decided_on",
                     kam_demo_cast_day(day), "review_on", kam_demo_cast_day(review_on), "reason", reason);
    if (tier >= 0)
        json_object_set_new(body, "tier_id", kam_demo_cast_id(story->tier[tier]));
    return kam_demo_cast_create(story->cast, &kam_tier_decision_type, body, error) != 0;
}

static gboolean
begin_programme(Story *story, GError **error)
{
    for (guint i = 0; i < MIN(N_BEFORE, story->homes->len); i++) {
        gint32 day = story->cast->last_day - BEGAN_DAYS + (gint32)(i * 37 % 270);
        g_autofree char *reason =
            g_strdup_printf("%u. po prometu među svim kupcima; %s.", i + 1,
                            first_tier(i) == 0   ? "nosi promet firme i vredi mu posvetiti čoveka"
                            : first_tier(i) == 1 ? "raste i ima mesta za još artikala"
                                                 : "kupuje redovno, dovoljan je godišnji razgovor");

        /* Two of the middle were set too low at first, one too high. */
        if (!decide(story, i, i == 3 || i == 7 ? 1 : i == 14 ? 0 : first_tier(i), day, day + 365, reason, error))
            return FALSE;
    }
    return TRUE;
}

/* What came between the reviews. */
static gboolean
decide_since(Story *story, GError **error)
{
    gint32 last = story->cast->last_day;

    if (story->homes->len < N_BEFORE)
        return TRUE;
    return decide(story, 12, 0, last - 150, last + 215,
                  "Preuzeo je dva nova pogona; promet po pogonu je iznad proseka ranga A.", error) &&
           decide(story, 20, 2, last - 95, last - 5, "Prešao je na povremene porudžbine; gledamo ponovo za tri meseca.",
                  error) &&
           decide(story, 25, -1, last - 60, last + 120, "Zatvorio je magacin i kupuje od drugog distributera.", error);
}

/* --- deliveries --------------------------------------------------------------------------------------------------- */

static gboolean
deliver(Story *story, const KamDemoHome *home, gint64 promise, gint32 day, GError **error)
{
    json_t *body = json_pack("{s:o, s:o, s:o, s:o}", "account_id", kam_demo_cast_id(home->account), "entitlement_id",
                             kam_demo_cast_id(promise), "on_day", kam_demo_cast_day(day), "user_id",
                             kam_demo_cast_id(home->manager_id != 0 ? home->manager_id : story->director.user_id));

    return kam_demo_cast_create(story->cast, &kam_entitlement_delivery_type, body, error) != 0;
}

/* Most of it was kept, some late, some not at all. */
static gboolean
deliver_promise(Story *story, guint place, gint64 promise, guint months, guint p, GError **error)
{
    gint32 january = kam_month_of_day(story->cast->last_day) / 12 * 12;

    for (guint month = 0, k = 0; month < 12; month += months, k++) {
        gint32 begins = kam_month_first_day(january + (gint32)month);
        gint32 day = begins + 4 + (gint32)((place * 7 + p * 5 + k * 3) % (months * 27));
        guint lot = (place * 3 + p * 2 + k) % 9;

        if (lot == 0)
            continue;
        if (lot == 1)
            day += (gint32)months * 31;
        if (day <= story->cast->last_day && !deliver(story, story->homes->pdata[place], promise, day, error))
            return FALSE;
    }
    return TRUE;
}

typedef struct {
    gint64 id;
    gint tier;
    guint months; /* 0: on request */
} Promise;

static GArray *
list_promises(const Story *story, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(story->cast->work.db, kam_sql("programme_promises"), error);
    g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(Promise));
    KamStep step;

    if (stmt == NULL)
        return NULL;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        const char *every = kam_stmt_get_text(stmt, 8);
        Promise promise = { .id = kam_stmt_get_int(stmt, 0), .tier = -1 };

        for (gint t = 0; t < N_TIERS; t++)
            if (story->tier[t] == kam_stmt_get_int(stmt, 1))
                promise.tier = t;
        if (every != NULL)
            promise.months = strcmp(every, "month") == 0 ? 1 : strcmp(every, "quarter") == 0 ? 3 : 12;
        g_array_append_val(list, promise);
    }
    return step == KAM_STEP_DONE ? g_steal_pointer(&list) : NULL;
}

static gboolean
deliver_all(Story *story, GError **error)
{
    g_autoptr(GArray) promises = list_promises(story, error);

    if (promises == NULL)
        return FALSE;
    go_to_day(story, story->cast->last_day);
    for (guint i = 0; i < MIN(N_BEFORE, story->homes->len); i++)
        for (guint p = 0; p < promises->len; p++) {
            const Promise *promise = &g_array_index(promises, Promise, p);

            if (promise->months > 0 && promise->tier == first_tier(i) &&
                !deliver_promise(story, i, promise->id, promise->months, p, error))
                return FALSE;
        }
    return TRUE;
}

/* --- reviews ------------------------------------------------------------------------------------------------------ */

static gint64
make_review(Story *story, gint32 day, GError **error)
{
    int year, month, dom;
    g_autofree char *name = NULL;

    kam_day_to_civil(day, &year, &month, &dom);
    name = g_strdup_printf("Pregled programa %d", year);
    go_to_day(story, day);
    return kam_demo_cast_create(story->cast, &kam_programme_review_type,
                                json_pack("{s:s, s:o}", "name", name, "opened_on", kam_demo_cast_day(day)), error);
}

static gboolean
add_item(Story *story, gint64 review, guint place, gint from, gint to, gboolean is_decided, GError **error)
{
    const char *verdict = from == to ? "keep" : from < 0 ? "enter" : to < 0 ? "leave" : to < from ? "raise" : "lower";
    json_t *body = json_pack("{s:o, s:o}", "review_id", kam_demo_cast_id(review), "account_id",
                             kam_demo_cast_id(account_at(story, place)));
    g_autofree char *reason = g_strdup_printf("%u. po prometu; promet i zarada su %s nego što rang traži.", place + 1,
                                              to >= 0 && to < from ? "veći" : "manji");

    if (from >= 0)
        json_object_set_new(body, "from_tier_id", kam_demo_cast_id(story->tier[from]));
    if (to >= 0)
        json_object_set_new(body, "to_tier_id", kam_demo_cast_id(story->tier[to]));
    if (is_decided)
        json_object_set_new(body, "verdict", json_string(verdict));
    if (is_decided && from != to)
        json_object_set_new(body, "reason", json_string(reason));
    return kam_demo_cast_create(story->cast, &kam_programme_review_item_type, body, error) != 0;
}

static gboolean
hold_review(Story *story, GError **error)
{
    g_auto(KamFaults) faults = { 0 };
    gint64 review = make_review(story, story->cast->last_day - REVIEW_DAYS, error);

    if (review == 0)
        return FALSE;
    for (guint i = 0; i < MIN(N_BEFORE, story->homes->len); i++) {
        gint from = i == 3 || i == 7 ? 1 : i == 14 ? 0 : first_tier(i);

        if (!add_item(story, review, i, from, first_tier(i), TRUE, error))
            return FALSE;
    }
    kam_faults_init(&faults);
    return kam_review_sign(&story->cast->work, review, 0, &faults, error);
}

static gint
tier_now(guint place)
{
    return place == 12 ? 0 : place == 20 ? 2 : place == 25 ? -1 : place >= N_BEFORE ? -1 : first_tier(place);
}

static gboolean
begin_review(Story *story, GError **error)
{
    gint64 review = make_review(story, story->cast->last_day - OPENED_DAYS, error);

    if (review == 0)
        return FALSE;
    for (guint i = 0; i < MIN(N_BEFORE + N_CANDIDATES, story->homes->len); i++) {
        gint from = tier_now(i), to = i >= N_BEFORE ? 2 : from;

        if ((from >= 0 || to >= 0) && !add_item(story, review, i, from, to, i < N_DECIDED, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
kam_demo_programme_run(KamDemoCast *cast, const GPtrArray *homes, GError **error)
{
    const KamWork work = cast->work;
    Story story = { .cast = cast,
                    .homes = homes,
                    .director = { .user_id = cast->ours[DIRECTOR],
                                  .role = KAM_ROLE_DIRECTOR,
                                  .people = { cast->ours[DIRECTOR] },
                                  .n_people = 1,
                                  .scopes = KAM_SCOPES_ALL,
                                  .name = "kamen demo" } };
    gboolean done;

    if (homes->len == 0)
        return TRUE;
    done = find_tiers(&story, error) && give_days(&story, error) && begin_programme(&story, error) &&
           hold_review(&story, error) && decide_since(&story, error) && deliver_all(&story, error) &&
           begin_review(&story, error);
    cast->work = work;
    return done;
}
