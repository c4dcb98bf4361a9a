/* Cases of rights: each class of field by each role, each role without the permission to write, rows out of sight. */
#include <string.h>

#include "domain/cases.h"

static KamPermission
to_write(const KamRecordType *type)
{
    return type->write_permission != 0 ? type->write_permission : KAM_PERM_BUSINESS_WRITE;
}

static KamPermission
to_read(const KamRecordType *type)
{
    return type->read_permission != 0 ? type->read_permission : KAM_PERM_BUSINESS_READ;
}

/* A field that is not read is not known; one that is only read says so; any other is taken. */
static char *
expected_of(const KamActor *actor, const KamField *field)
{
    switch (kam_policy_class_access(actor, field->field_class)) {
    case KAM_NO_ACCESS:
        return g_strdup_printf("/%s unknown_field", field->name);
    case KAM_READ:
        return g_strdup_printf("/%s denied", field->name);
    case KAM_WRITE:
        break;
    }
    return g_strdup("ok");
}

static void
check_field(World *world, const KamActor *actor, const KamRecordType *type, const KamField *field)
{
    g_autoptr(KamTx) tx = kam_tx_begin(world->db, NULL);
    g_autofree char *expected = expected_of(actor, field);
    gboolean is_own_view = type == &kam_view_type && strcmp(field->name, "user_id") == 0;
    json_t *body = world_body(world, actor, type);
    g_autofree char *made = NULL;
    g_autofree char *changed = NULL;

    if (!is_own_view && g_strcmp0(type->state_field, field->name) != 0)
        json_object_set_new(body, field->name, world_value(world, type, field, FALSE));
    made = outcome_of_create(world, actor, type, body);
    case_check(world, type, field->name, actor->name, made, expected);
    if (field->fixed || g_strcmp0(type->state_field, field->name) == 0)
        return;
    changed = outcome_of_patch(world, actor, type, world_own(world, actor, type),
                               json_pack("{s:o}", field->name, world_value(world, type, field, TRUE)));
    case_check(world, type, field->name, actor->name, changed, expected);
}

static void
check_fields(World *world, const KamRecordType *type, const KamField *field)
{
    for (guint role = KAM_ROLE_ADMIN; role < KAM_ROLE_PROGRAM; role++)
        if (kam_policy_allows(&world->actors[role], to_write(type)))
            check_field(world, &world->actors[role], type, field);
}

static void
cases_classes(World *world)
{
    cases_each_field(world, check_fields);
}

/* Who may not write is told so about what it sees, and about nothing else. */
static void
check_without_right(World *world, const KamActor *actor, const KamRecordType *type)
{
    gboolean is_theirs = type != &kam_view_type || actor->role == KAM_ROLE_KAM;
    gboolean reads = kam_policy_allows(actor, to_read(type)) && is_theirs;
    const char *expected = reads ? "denied" : "not_found";
    gint64 id = world_id(world, type, WORLD_SEEN);
    g_autofree char *made = outcome_of_create(world, actor, type, world_body(world, actor, type));
    g_autofree char *changed = outcome_of_patch(world, actor, type, id, json_object());
    g_autofree char *deleted = outcome_of_delete(world, actor, type, id);

    case_check(world, type, NULL, "made without the right", made, "denied");
    case_check(world, type, NULL, "changed without the right", changed, expected);
    case_check(world, type, NULL, "deleted without the right", deleted, expected);
}

/* A token without the permission is like a role without it. */
static void
cases_permissions(World *world)
{
    for (const KamRecordType *const *type = kam_domain_types(); *type != NULL; type++)
        for (guint role = KAM_ROLE_ADMIN; role < KAM_ROLE_PROGRAM; role++) {
            KamActor token = world->actors[role];

            token.is_token = TRUE;
            token.scopes &= ~KAM_SCOPE_BIT(to_write(*type));
            check_without_right(world, &token, *type);
            if (!kam_policy_allows(&world->actors[role], to_write(*type)))
                check_without_right(world, &world->actors[role], *type);
        }
}

static gboolean
sees_hidden(const KamActor *actor, const KamRecordType *type)
{
    return type->scope == KAM_SCOPE_NONE || (kam_policy_sees_all_accounts(actor) && type != &kam_view_type);
}

/* Out of sight, deleted and never there are told in the same words. */
static void
check_unseen(World *world, const KamActor *actor, const KamRecordType *type)
{
    const gint64 ids[] = { 1, world_id(world, type, WORLD_GONE),
                           sees_hidden(actor, type) ? 2 : world_id(world, type, WORLD_HIDDEN) };
    g_autofree char *words = NULL;

    for (guint i = 0; i < G_N_ELEMENTS(ids); i++) {
        g_autofree char *changed = outcome_of_patch(world, actor, type, ids[i], json_object());
        g_autofree char *deleted = NULL;

        case_check(world, type, NULL, "changed out of sight", changed, "not_found");
        if (words == NULL)
            words = g_strdup(outcome_words());
        case_check(world, type, NULL, "the same words", outcome_words(), words);
        deleted = outcome_of_delete(world, actor, type, ids[i]);
        case_check(world, type, NULL, "deleted out of sight", deleted, "not_found");
        case_check(world, type, NULL, "the same words", outcome_words(), words);
    }
}

static void
cases_sight(World *world)
{
    for (const KamRecordType *const *type = kam_domain_types(); *type != NULL; type++)
        for (guint role = KAM_ROLE_ADMIN; role < KAM_ROLE_PROGRAM; role++)
            if (type[0] != &kam_view_type || role != KAM_ROLE_DIRECTOR)
                check_unseen(world, &world->actors[role], *type);
}

void
cases_add_rights(void)
{
    cases_add("classes", cases_classes);
    cases_add("permissions", cases_permissions);
    cases_add("sight", cases_sight);
}
