/* The firm, and how its records are made from their tables. */
#include "domain/world.h"

#include <string.h>

#include "base/date.h"
#include "store/migrate.h"

#define NOW G_GINT64_CONSTANT(1764115200000) /* 2025-11-26 */
#define DAY_MS G_GINT64_CONSTANT(86400000)
#define TODAY ((gint32)(NOW / DAY_MS))

const char *world_kind = "sqlite";

/* Texts of a form that no table can make up. */
typedef struct {
    const char *type, *field, *first, *second; /* %u is a number that differs each time */
} Formed;

static const Formed formed[] = {
    { "account", "currency", "RSD", "EUR" },          { "price_list", "currency", "RSD", "EUR" },
    { "outside_number", "system", "erp%u", "erp%u" }, { "view", "type", "account", "contact" },
    { "view", "query", "name=eq.%u", "name=eq.%u" },  { "criterion", "code", "word%u", "word%u" },
};

static const Formed *
form_of(const KamRecordType *type, const KamField *field)
{
    for (guint i = 0; i < G_N_ELEMENTS(formed); i++)
        if (strcmp(formed[i].type, type->name) == 0 && strcmp(formed[i].field, field->name) == 0)
            return &formed[i];
    return NULL;
}

static json_t *
id_json(gint64 id)
{
    g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, id);

    return json_string(text);
}

gint64
world_id(const World *world, const KamRecordType *type, WorldPart part)
{
    const gint64 *id = g_hash_table_lookup(world->ids[part], type->name);

    return id == NULL ? 0 : *id;
}

static void
remember(World *world, const KamRecordType *type, WorldPart part, gint64 id)
{
    g_hash_table_insert(world->ids[part], g_strdup(type->name), g_memdup2(&id, sizeof id));
}

gboolean
world_is_settable(const KamField *field)
{
    return !field->computed && field->field_class != KAM_INTERNAL;
}

/* Whether a field before this one names the same type. */
static gboolean
is_second_of_type(const KamRecordType *type, const KamField *field)
{
    for (const KamField *earlier = type->fields; earlier != field; earlier++)
        if (earlier->kind == KAM_REF && world_is_settable(earlier) && g_strcmp0(earlier->to, field->to) == 0)
            return TRUE;
    return FALSE;
}

/* Two fields of a record that name the same type name different records; nobody stands above themselves. */
static gint64
reference(const World *world, const KamRecordType *type, const KamField *field, gboolean second)
{
    const KamRecordType *to = kam_record_type_find(kam_domain_types(), field->to);
    gboolean is_above = to == type || field->kind == KAM_REFS;
    gboolean is_other = is_above || is_second_of_type(type, field) != second;

    return world_id(world, to, is_other ? WORLD_OTHER : WORLD_SEEN);
}

static gint64 create(World *world, const KamActor *actor, const KamRecordType *type, json_t *body);

static void
add_to_team(World *world, gint64 account, KamRole role)
{
    json_t *body = json_object();

    json_object_set_new(body, "account_id", id_json(account));
    json_object_set_new(body, "user_id", id_json(world->actors[role].user_id));
    create(world, world_writer(world, &kam_account_team_type), &kam_account_team_type, body);
}

/* An account in everybody's sight, by its team so that what belongs to it is not, and that nothing hangs on yet: a
 * company belongs to another but once at a time. */
static gint64
fresh_account(World *world)
{
    json_t *body = json_pack("{s:o}", "name", json_sprintf("Matica %u", ++world->n_values));
    gint64 id = create(world, world_writer(world, &kam_account_type), &kam_account_type, body);

    add_to_team(world, id, KAM_ROLE_KAM);
    add_to_team(world, id, KAM_ROLE_MEMBER);
    return id;
}

static const KamChoice *
choice(const KamField *field, gboolean second)
{
    const KamChoice *last = field->choices;

    while (second && last[1].name != NULL)
        last++;
    return last;
}

static gboolean
is_end(const KamField *field)
{
    return strcmp(field->name, "to_day") == 0 || strcmp(field->name, "sold_on") == 0 ||
           strcmp(field->name, "ends_on") == 0 || g_str_has_suffix(field->name, "_to");
}

static json_t *
decimal_value(const KamField *field, guint n)
{
    guint most = field->max > 0 && field->max < 80 ? (guint)field->max - 1 : 80;

    return json_sprintf("%u.5", 1 + n % most);
}

static json_t *
text_value(const KamRecordType *type, const KamField *field, guint n, gboolean second)
{
    const Formed *form = form_of(type, field);
    g_autofree char *number = g_strdup_printf("%u", n);
    g_autofree char *text = NULL;

    if (form == NULL && field->pattern != NULL)
        g_error("%s.%s has a pattern: give it two texts in 'formed'", type->name, field->name);
    if (form == NULL) {
        text = g_strdup_printf("Šifra %u", n);
    } else {
        g_auto(GStrv) parts = g_strsplit(second ? form->second : form->first, "%u", -1);
        text = g_strjoinv(number, parts);
    }
    return json_string(text);
}

json_t *
world_value(World *world, const KamRecordType *type, const KamField *field, gboolean second)
{
    guint n = ++world->n_values;

    switch (field->kind) {
    case KAM_TEXT:
    case KAM_LONG_TEXT:
        return text_value(type, field, n, second);
    case KAM_INT:
        return json_integer(field->min + 1 + n % 8);
    case KAM_DECIMAL:
    case KAM_PERCENT:
        return world->is_made ? decimal_value(field, n) : json_sprintf("0.%u", n);
    case KAM_MONEY:
        return json_pack("{s:o,s:s}", "amount", json_sprintf("%u.50", n), "currency", "RSD");
    case KAM_DATE:
        /* A calendar has each day once. */
        if (type == &kam_calendar_day_type)
            return json_sprintf("%u-%02u-%02u", 2001 + n / 300, 1 + n / 25 % 12, 1 + n % 25);
        return json_string(is_end(field) ? second ? "2098-12-31" : "2098-12-30" : second ? "2020-01-16" : "2020-01-15");
    case KAM_INSTANT:
        return json_string(second ? "2025-11-21T10:00:00Z" : "2025-11-20T09:30:00Z");
    case KAM_BOOLEAN:
        return json_boolean(!second);
    case KAM_CHOICE:
        return json_string(choice(field, second)->name);
    case KAM_REF:
        if (type == &kam_group_membership_type && strcmp(field->name, "parent_id") == 0)
            return id_json(fresh_account(world));
        return id_json(reference(world, type, field, second));
    case KAM_REFS:
        return json_pack("[o]", id_json(reference(world, type, field, second)));
    case KAM_EMAIL:
        return json_sprintf("ana.%u@firma.rs", n);
    case KAM_PHONE:
        return json_sprintf("+381 11 %07u", n);
    case KAM_URL:
        return json_sprintf("https://firma.rs/%u", n);
    case KAM_COUNTRY:
        return json_string(second ? "DE" : "RS");
    case KAM_COLOUR:
        return json_string(second ? "#336699" : "#1a2b3c");
    case KAM_TAX_NUMBER:
        return json_sprintf("%u", 100000000 + n);
    case KAM_COMPANY_NUMBER:
        return json_sprintf("%u", 10000000 + n);
    case KAM_FILE:
    case KAM_FIELD_KIND_N:
        break;
    }
    g_error("no value is known for %s.%s", type->name, field->name);
}

json_t *
world_text(const KamRecordType *type, const KamField *field, gint64 n)
{
    gboolean is_query = type == &kam_view_type && strcmp(field->name, "query") == 0;
    gboolean is_free = (field->kind == KAM_TEXT || field->kind == KAM_LONG_TEXT) && field->pattern == NULL;
    const char *filling = field->kind == KAM_PHONE ? " " : is_query ? "&" : is_free ? "š" : "a";
    const char *end = field->kind == KAM_PHONE ? "1234567" : "";
    GString *text = g_string_new(field->kind == KAM_URL     ? "https://firma.rs/"
                                 : field->kind == KAM_PHONE ? "+381 11"
                                 : is_query                 ? "order=name"
                                                            : "");
    json_t *json;

    for (gint64 i = (gint64)(text->len + strlen(end)); i < n; i++)
        g_string_append(text, filling);
    g_string_append(text, end);
    json = json_string(text->str);
    g_string_free(text, TRUE);
    return json;
}

const KamActor *
world_writer(const World *world, const KamRecordType *type)
{
    return &world->actors[type->write_permission == KAM_PERM_PEOPLE_WRITE ? KAM_ROLE_ADMIN : KAM_ROLE_DIRECTOR];
}

static json_t *
body_of(World *world, const KamActor *actor, const KamRecordType *type, gboolean with_optional_references)
{
    json_t *body = json_object();

    for (const KamField *field = type->fields; field->name != NULL; field++) {
        gboolean is_reference = field->kind == KAM_REF || field->kind == KAM_REFS;

        if (!world_is_settable(field) || g_strcmp0(type->state_field, field->name) == 0 ||
            kam_policy_class_access(actor, field->field_class) != KAM_WRITE)
            continue;
        if (type == &kam_view_type && strcmp(field->name, "user_id") == 0)
            continue; /* one's own, by default */
        if (!is_reference || field->required || with_optional_references)
            json_object_set_new(body, field->name, world_value(world, type, field, FALSE));
    }
    return body;
}

json_t *
world_body(World *world, const KamActor *actor, const KamRecordType *type)
{
    return body_of(world, actor, type, TRUE);
}

KamWork
world_work(World *world, const KamActor *actor)
{
    return (KamWork) { world->db, actor, kam_domain_types(), "case", ++world->now_ms };
}

static gint64
create(World *world, const KamActor *actor, const KamRecordType *type, json_t *body)
{
    g_auto(KamFaults) faults = { 0 };
    g_autoptr(GError) error = NULL;
    KamWork work = world_work(world, actor);
    g_autoptr(KamRecord) record = NULL;

    kam_faults_init(&faults);
    record = kam_record_create(&work, type, body, &faults, &error);
    for (guint i = 0; record == NULL && i < faults.list->len; i++)
        g_test_message("%s%s: %s", type->name, ((KamFault *)faults.list->pdata[i])->pointer,
                       ((KamFault *)faults.list->pdata[i])->detail);
    g_assert_no_error(error);
    json_decref(body);
    return record->id;
}

/* --- the firm ----------------------------------------------------------------------------------------------------- */

static gint64
add_user(World *world, const KamActor *actor, const char *name, const char *role)
{
    json_t *body = json_pack("{s:s,s:o,s:s}", "name", name, "email", json_sprintf("%s@firma.rs", name), "role", role);

    return create(world, actor, &kam_user_type, body);
}

static void
add_people(World *world)
{
    KamActor program = kam_actor_program("test");

    for (guint role = KAM_ROLE_ADMIN; role < KAM_ROLE_PROGRAM; role++) {
        gint64 id = add_user(world, &program, kam_role_name(role), kam_role_name(role));

        world->actors[role] = (KamActor) {
            .user_id = id, .role = role, .people = { id }, .n_people = 1, .today = TODAY, .scopes = KAM_SCOPES_ALL
        };
        g_strlcpy(world->actors[role].name, kam_role_name(role), sizeof world->actors[role].name);
    }
    remember(world, &kam_user_type, WORLD_SEEN, add_user(world, &program, "stranger", "none"));
    remember(world, &kam_user_type, WORLD_OTHER, add_user(world, &program, "other", "none"));
    remember(world, &kam_user_type, WORLD_GONE, add_user(world, &program, "gone", "none"));
}

static void
set_id(json_t *body, const char *field, gint64 id)
{
    json_object_set_new(body, field, id_json(id));
}

/* A team for each account in sight; all else in sight hangs on one account. */
static WorldPart
account_of(const KamRecordType *type, WorldPart part)
{
    return part == WORLD_HIDDEN || (part == WORLD_OTHER && type == &kam_account_team_type) ? part : WORLD_SEEN;
}

/* Parts differ by the account that they hang on, and by whose they are. */
static gint64
add_record(World *world, const KamRecordType *type, WorldPart part)
{
    const KamActor *writer = world_writer(world, type);
    json_t *body = body_of(world, writer, type, FALSE);
    gboolean is_hidden = part == WORLD_HIDDEN;

    if (type == &kam_account_type)
        set_id(body, "owner_id",
               is_hidden ? world_id(world, &kam_user_type, WORLD_SEEN) : world->actors[KAM_ROLE_KAM].user_id);
    else if (kam_record_type_field(type, "account_id") != NULL)
        set_id(body, "account_id", world_id(world, &kam_account_type, account_of(type, part)));
    if (type == &kam_contact_function_type)
        set_id(body, "contact_id", world_id(world, &kam_contact_type, part == WORLD_GONE ? WORLD_SEEN : part));
    if (type == &kam_account_team_type)
        set_id(body, "user_id",
               is_hidden ? world_id(world, &kam_user_type, WORLD_SEEN) : world->actors[KAM_ROLE_MEMBER].user_id);
    if (type == &kam_account_team_type && part == WORLD_GONE)
        set_id(body, "user_id", world_id(world, &kam_user_type, WORLD_OTHER));
    if (type == &kam_view_type && !is_hidden)
        return create(world, &world->actors[KAM_ROLE_KAM], type, body);
    return create(world, writer, type, body);
}

static void
delete_record(World *world, const KamRecordType *type, gint64 id)
{
    g_auto(KamFaults) faults = { 0 };
    g_autoptr(GError) error = NULL;
    KamActor program = kam_actor_program("test");
    KamWork work = world_work(world, &program);
    g_autoptr(KamRecord) record = NULL;

    kam_faults_init(&faults);
    record = kam_record_delete(&work, type, id, 0, &faults, &error);
    g_assert_no_error(error);
}

/* Whether all that the record must name is there. */
static gboolean
can_be_made(const World *world, const KamRecordType *type)
{
    for (const KamField *field = type->fields; field->name != NULL; field++)
        if (field->kind == KAM_REF && field->required &&
            world_id(world, kam_record_type_find(kam_domain_types(), field->to), WORLD_SEEN) == 0)
            return FALSE;
    return TRUE;
}

/* The next type of which there is nothing yet; NULL when there is something of all. */
static const KamRecordType *
next_type(const World *world)
{
    gboolean is_missing = FALSE;

    for (const KamRecordType *const *type = kam_domain_types(); *type != NULL; type++) {
        if (world_id(world, *type, WORLD_SEEN) != 0)
            continue;
        if (can_be_made(world, *type))
            return *type;
        is_missing = TRUE;
    }
    g_assert_false(is_missing); /* types that must name one another cannot be made at all */
    return NULL;
}

static void
add_records(World *world)
{
    const KamRecordType *type;

    while ((type = next_type(world)) != NULL) {
        for (guint part = 0; part < WORLD_N; part++)
            remember(world, type, part, add_record(world, type, part));
        delete_record(world, type, world_id(world, type, WORLD_GONE));
    }
    delete_record(world, &kam_user_type, world_id(world, &kam_user_type, WORLD_GONE));
}

World *
world_new(void)
{
    World *world = g_new0(World, 1);
    g_autoptr(GError) error = NULL;
    g_autoptr(KamTx) tx = NULL;

    world->place = kam_test_db_new(world_kind);
    world->db = kam_test_db_open(world->place, KAM_DB_CREATE);
    world->now_ms = NOW;
    for (guint part = 0; part < WORLD_N; part++)
        world->ids[part] = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    kam_migrate_run(world->db, NULL, &error);
    g_assert_no_error(error);
    tx = kam_tx_begin(world->db, &error);
    add_people(world);
    add_records(world);
    g_assert_true(kam_tx_commit(tx, NULL));
    world->is_made = TRUE;
    return world;
}

void
world_free(World *world)
{
    for (guint part = 0; part < WORLD_N; part++)
        g_hash_table_unref(world->ids[part]);
    kam_db_close(world->db);
    kam_test_db_free(world->place);
    g_free(world);
}

gint64
world_own(World *world, const KamActor *actor, const KamRecordType *type)
{
    if (type != &kam_view_type)
        return world_id(world, type, WORLD_SEEN);
    return create(world, actor, type, world_body(world, actor, type));
}
