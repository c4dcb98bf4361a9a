/* Cases made from the tables of fields: each kind, each limit, each rule, each missing right, of every field of every
 * record type, through the engine. Run once a database: domain_cases --db sqlite|postgres. */
#include <string.h>

#include "domain/cases.h"

typedef struct {
    void (*run)(World *world);
} Family;

/* All cases leave the world as they found it, so one serves them all. */
static World *
shared_world(void)
{
    static World *world;

    if (world == NULL)
        world = world_new();
    return world;
}

/* All faults of a family are told, then it fails. */
static void
run_family(gconstpointer data)
{
    const Family *family = data;
    World *world = shared_world();
    guint n_cases = world->n_cases, n_failed = world->n_failed;

    family->run(world);
    g_assert_cmpuint(world->n_cases, >, n_cases);
    if (world->n_failed > n_failed)
        g_test_fail();
}

void
cases_add(const char *name, void (*run)(World *world))
{
    g_autofree char *path = g_strdup_printf("/%s/%s", world_kind, name);
    Family *family = g_new(Family, 1);

    family->run = run;
    g_test_add_data_func_full(path, family, run_family, g_free);
}

void
cases_each_field(World *world, CaseOfField run)
{
    for (const KamRecordType *const *type = kam_domain_types(); *type != NULL; type++)
        for (const KamField *field = (*type)->fields; field->name != NULL; field++)
            if (world_is_settable(field))
                run(world, *type, field);
}

char *
cases_create_with(World *world, const KamRecordType *type, const KamField *field, json_t *value)
{
    const KamActor *writer = world_writer(world, type);
    json_t *body = world_body(world, writer, type);

    json_object_set_new(body, field->name, value);
    return outcome_of_create(world, writer, type, body);
}

static void
test_cases__need_a_server(void)
{
    g_test_skip("PostgreSQL is not installed (Debian: postgresql), so this is not tested on it");
}

int
main(int argc, char **argv)
{
    int status;

    g_test_init(&argc, &argv, NULL);
    for (int i = 1; i + 1 < argc; i++)
        if (strcmp(argv[i], "--db") == 0)
            world_kind = argv[i + 1];
    if (!kam_test_db_is_available(world_kind)) {
        g_test_add_func("/postgres/all", test_cases__need_a_server);
        return g_test_run();
    }
    cases_add_values();
    cases_add_rules();
    cases_add_rights();
    status = g_test_run();
    g_print("# %u cases of the tables on %s\n", shared_world()->n_cases, world_kind);
    world_free(shared_world());
    return status;
}
