/* Things on the shelf: made once, kept while there is room, taken away with the data that they are of. */
#include "service/figures/shelf.h"

typedef struct {
    guint number;
    guint *n_cleared;
} Thing;

typedef struct {
    guint n_made, n_cleared;
    gboolean fails;
    GMutex lock;
    GCond is_begun;
    gboolean has_begun, may_end;
} World;

static gpointer
make(gpointer data, GError **error)
{
    World *world = data;
    Thing *thing;

    if (world->fails) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "no");
        return NULL;
    }
    thing = g_atomic_rc_box_new0(Thing);
    thing->number = ++world->n_made;
    thing->n_cleared = &world->n_cleared;
    return thing;
}

static void
clear(gpointer data)
{
    ++*((Thing *)data)->n_cleared;
}

static gsize
measure(G_GNUC_UNUSED gconstpointer thing)
{
    return 1000;
}

static const KamShelfKind kind = { make, clear, measure };

static guint
get(KamShelf *shelf, World *world, const char *key)
{
    Thing *thing = kam_shelf_get(shelf, key, &kind, world, NULL);
    guint number = thing->number;

    g_atomic_rc_box_release_full(thing, clear);
    return number;
}

static void
test_get__the_same_key_is_made_once(void)
{
    World world = { 0 };
    g_autoptr(KamShelf) shelf = kam_shelf_new(100000);

    g_assert_cmpuint(get(shelf, &world, "7.a"), ==, 1);
    g_assert_cmpuint(get(shelf, &world, "7.b"), ==, 2);
    g_assert_cmpuint(get(shelf, &world, "7.a"), ==, 1);
    g_assert_cmpuint(world.n_cleared, ==, 0);
}

static void
test_get__errors_are_not_remembered(void)
{
    World world = { .fails = TRUE };
    g_autoptr(KamShelf) shelf = kam_shelf_new(100000);
    g_autoptr(GError) error = NULL;

    g_assert_null(kam_shelf_get(shelf, "7.a", &kind, &world, &error));
    g_assert_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED);
    world.fails = FALSE;
    g_assert_cmpuint(get(shelf, &world, "7.a"), ==, 1);
}

static void
test_room__the_one_not_asked_for_longest_goes(void)
{
    World world = { 0 };
    g_autoptr(KamShelf) shelf = kam_shelf_new(2600);

    get(shelf, &world, "7.a");
    get(shelf, &world, "7.b");
    get(shelf, &world, "7.a");
    get(shelf, &world, "7.c");
    g_assert_cmpuint(world.n_cleared, ==, 1);
    g_assert_null(kam_shelf_find(shelf, "7.b"));
    g_assert_cmpuint(get(shelf, &world, "7.a"), ==, 1);
    g_assert_cmpuint(kam_shelf_count_bytes(shelf), <=, 2600);
}

static void
test_room__what_is_too_large_is_the_callers_alone(void)
{
    World world = { 0 };
    g_autoptr(KamShelf) shelf = kam_shelf_new(10);
    Thing *thing = kam_shelf_get(shelf, "7.a", &kind, &world, NULL);

    g_assert_cmpuint(thing->number, ==, 1);
    g_assert_cmpuint(world.n_cleared, ==, 0);
    g_assert_cmpuint(kam_shelf_count_bytes(shelf), ==, 0);
    g_atomic_rc_box_release_full(thing, clear);
    g_assert_cmpuint(world.n_cleared, ==, 1);
}

static void
test_keep_only__takes_away_what_is_of_other_data(void)
{
    World world = { 0 };
    g_autoptr(KamShelf) shelf = kam_shelf_new(100000);
    Thing *held;

    get(shelf, &world, "7.a");
    held = kam_shelf_get(shelf, "7.b", &kind, &world, NULL);
    get(shelf, &world, "8.a");
    kam_shelf_keep_only(shelf, "8.");
    g_assert_cmpuint(world.n_cleared, ==, 1);
    g_assert_cmpuint(held->number, ==, 2);
    g_atomic_rc_box_release_full(held, clear);
    g_assert_cmpuint(world.n_cleared, ==, 2);
    g_assert_cmpuint(get(shelf, &world, "8.a"), ==, 3);
    g_assert_cmpuint(get(shelf, &world, "7.a"), ==, 4);
}

static gpointer
make_slowly(gpointer data, GError **error)
{
    World *world = data;

    g_mutex_lock(&world->lock);
    world->has_begun = TRUE;
    g_cond_broadcast(&world->is_begun);
    while (!world->may_end)
        g_cond_wait(&world->is_begun, &world->lock);
    g_mutex_unlock(&world->lock);
    return make(data, error);
}

static const KamShelfKind slow = { make_slowly, clear, measure };

typedef struct {
    KamShelf *shelf;
    World *world;
} Asker;

static gpointer
ask(gpointer data)
{
    const Asker *asker = data;
    Thing *thing = kam_shelf_get(asker->shelf, "7.a", &slow, asker->world, NULL);
    guint number = thing->number;

    g_atomic_rc_box_release_full(thing, clear);
    return GUINT_TO_POINTER(number);
}

static void
test_get__who_asks_meanwhile_waits_for_the_same_thing(void)
{
    World world = { 0 };
    g_autoptr(KamShelf) shelf = kam_shelf_new(100000);
    Asker asker = { shelf, &world };
    GThread *first, *second;

    g_mutex_init(&world.lock);
    g_cond_init(&world.is_begun);
    first = g_thread_new("first", ask, &asker);
    g_mutex_lock(&world.lock);
    while (!world.has_begun)
        g_cond_wait(&world.is_begun, &world.lock);
    g_mutex_unlock(&world.lock);
    g_assert_null(kam_shelf_find(shelf, "7.a"));
    second = g_thread_new("second", ask, &asker);
    g_mutex_lock(&world.lock);
    world.may_end = TRUE;
    g_cond_broadcast(&world.is_begun);
    g_mutex_unlock(&world.lock);
    g_assert_cmpuint(GPOINTER_TO_UINT(g_thread_join(first)), ==, 1);
    g_assert_cmpuint(GPOINTER_TO_UINT(g_thread_join(second)), ==, 1);
    g_mutex_clear(&world.lock);
    g_cond_clear(&world.is_begun);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/shelf/get/once", test_get__the_same_key_is_made_once);
    g_test_add_func("/shelf/get/errors", test_get__errors_are_not_remembered);
    g_test_add_func("/shelf/get/meanwhile", test_get__who_asks_meanwhile_waits_for_the_same_thing);
    g_test_add_func("/shelf/room/longest", test_room__the_one_not_asked_for_longest_goes);
    g_test_add_func("/shelf/room/too_large", test_room__what_is_too_large_is_the_callers_alone);
    g_test_add_func("/shelf/keep_only", test_keep_only__takes_away_what_is_of_other_data);
    return g_test_run();
}
