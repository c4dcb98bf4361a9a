/* What signing in needs beside the database. */
#include "service/people/people.h"

#include <liboath/oath.h>
#include <sodium.h>

#include "store/statements.h"

#define HASHES_AT_ONCE 2
#define LIMITED_KEYS 100000
#define MAX_TOUCHED 100000
#define TOUCH_MS (G_GINT64_CONSTANT(60) * 1000)

struct KamPeople {
    KamHashGate *gate;
    KamLimits *limits;
    guint8 key[KAM_KEY_SIZE];
    gboolean has_key;
    GMutex mutex;
    GHashTable *touched; /* gint64 id of session or token -> gint64 instant */
};

/* One note that waits for the writer. */
typedef struct {
    gint64 id, at_ms;
    gboolean is_token;
} Touch;

KamPeople *
kam_people_new(KamHashCost cost)
{
    KamPeople *people = g_new0(KamPeople, 1);

    if (oath_init() != OATH_OK)
        g_error("liboath is older than this program");
    people->gate = kam_hash_gate_new(HASHES_AT_ONCE, cost);
    people->limits = kam_limits_new(LIMITED_KEYS);
    people->touched = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    g_mutex_init(&people->mutex);
    return people;
}

void
kam_people_free(KamPeople *people)
{
    if (people == NULL)
        return;
    kam_hash_gate_free(people->gate);
    kam_limits_free(people->limits);
    g_hash_table_unref(people->touched);
    g_mutex_clear(&people->mutex);
    sodium_memzero(people->key, sizeof people->key);
    g_free(people);
}

gboolean
kam_people_load_key(KamPeople *people, const char *path, GError **error)
{
    people->has_key = kam_key_load(path, people->key, error);
    return people->has_key;
}

KamHashGate *
kam_people_get_gate(KamPeople *people)
{
    return people->gate;
}

KamLimits *
kam_people_get_limits(KamPeople *people)
{
    return people->limits;
}

const guint8 *
kam_people_get_key(KamPeople *people)
{
    return people->has_key ? people->key : NULL;
}

/* Whether a minute has gone by since the last note; then this one is the last. */
static gboolean
is_due(KamPeople *people, gint64 id, gint64 now_ms)
{
    g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new(&people->mutex);
    gint64 *at = g_hash_table_lookup(people->touched, &id);

    if (at != NULL && now_ms - *at < TOUCH_MS)
        return FALSE;
    if (at != NULL) {
        *at = now_ms;
        return TRUE;
    }
    /* Ids of sessions that ended stay behind: with very many, begin anew; each is noted once more, that is all. */
    if (g_hash_table_size(people->touched) >= MAX_TOUCHED)
        g_hash_table_remove_all(people->touched);
    g_hash_table_insert(people->touched, g_memdup2(&id, sizeof id), g_memdup2(&now_ms, sizeof now_ms));
    return TRUE;
}

static gboolean
write_touch(KamDb *db, gpointer data, GError **error)
{
    const Touch *touch = data;

    return kam_db_run(db, kam_sql(touch->is_token ? "token_touch" : "session_touch"),
                      (gint64[]) { touch->id, touch->at_ms }, 2, error);
}

/* A note that is lost is no harm: the next minute brings another. */
static void
forget_touch(gpointer data, G_GNUC_UNUSED const GError *error)
{
    g_free(data);
}

void
kam_people_touch(KamPeople *people, KamPool *pool, const KamActor *actor, gint64 now_ms)
{
    Touch touch = { actor->credential_id, now_ms, actor->is_token };

    if (actor->credential_id != 0 && is_due(people, actor->credential_id, now_ms))
        kam_pool_write(pool, write_touch, forget_touch, g_memdup2(&touch, sizeof touch));
}
