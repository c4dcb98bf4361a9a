/* Cases of rights: each class of field by each role, each role without the permission to write, rows out of sight. */
#include <string.h>

#include "domain/cases.h"
#include "record/audit.h"

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

/* A field that is not read is not known; one that is only read says so; any other is taken. What somebody wrote for
 * himself is changed by nobody else but the director. */
static char *
expected_of(const KamActor *actor, const KamField *field, gboolean is_own)
{
    gboolean is_kept = field->field_class == KAM_PRIVATE && !is_own && actor->role != KAM_ROLE_DIRECTOR;

    switch (kam_policy_class_access(actor, field->field_class)) {
    case KAM_NO_ACCESS:
        return g_strdup_printf("/%s unknown_field", field->name);
    case KAM_READ:
        return g_strdup_printf("/%s denied", field->name);
    case KAM_WRITE:
        break;
    }
    return is_kept ? g_strdup_printf("/%s denied", field->name) : g_strdup("ok");
}

static void
check_field(World *world, const KamActor *actor, const KamRecordType *type, const KamField *field)
{
    G_GNUC_UNUSED g_autoptr(KamTx) tx = kam_tx_begin(world->db, NULL); /* rolled back at the end of the scope */
    g_autofree char *expected = expected_of(actor, field, TRUE);
    g_autofree char *expected_of_others = expected_of(actor, field, FALSE);
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
    case_check(world, type, field->name, actor->name, changed, expected_of_others);
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
    const gint64 ids[] = { 999, world_id(world, type, WORLD_GONE),
                           sees_hidden(actor, type) ? 998 : world_id(world, type, WORLD_HIDDEN) };
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

/* --- what somebody wrote for himself ------------------------------------------------------------------------------ */

static gboolean
has_note(World *world, const KamActor *actor, const KamRecord *record, const char *field, const char *note)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autofree char *name = g_strdup_printf("\"%s\"", field);
    gint64 next;
    KamJson json;

    kam_json_init(&json, text, 0);
    kam_json_begin_array(&json, NULL);
    kam_record_to_json(record, actor, &json, NULL);
    g_assert_true(kam_audit_history_to_json(world->db, actor, record->type, record->id, 0, 10, &json, &next, NULL));
    g_assert_true(kam_audit_since_to_json(world->db, actor, record->type, record->id, 0, &json, NULL));
    kam_json_end_array(&json);
    g_assert_cmpint(strstr(text->str, name) != NULL, ==, strstr(text->str, note) != NULL);
    return strstr(text->str, note) != NULL;
}

/* In the record, in its history and in what changed meanwhile. */
static void
check_private(World *world, const KamActor *author, const KamRecordType *type, const KamField *field)
{
    G_GNUC_UNUSED g_autoptr(KamTx) tx = kam_tx_begin(world->db, NULL); /* rolled back at the end of the scope */
    g_auto(KamFaults) faults = { 0 };
    g_autoptr(GError) error = NULL;
    KamWork work = world_work(world, author);
    json_t *body = world_body(world, author, type);
    g_autoptr(KamRecord) record = NULL;

    json_object_set_new(body, field->name, json_string("Tajna"));
    kam_faults_init(&faults);
    record = kam_record_create(&work, type, body, &faults, &error);
    g_assert_no_error(error);
    json_decref(body);
    for (guint role = KAM_ROLE_ADMIN; role < KAM_ROLE_PROGRAM; role++) {
        const KamActor *reader = &world->actors[role];
        gboolean reads = role == KAM_ROLE_DIRECTOR || reader->user_id == author->user_id;

        case_check(world, type, field->name, reader->name,
                   has_note(world, reader, record, field->name, "Tajna") ? "read" : "kept", reads ? "read" : "kept");
    }
}

static void
check_private_field(World *world, const KamRecordType *type, const KamField *field)
{
    if (field->field_class != KAM_PRIVATE)
        return;
    for (guint role = KAM_ROLE_ADMIN; role < KAM_ROLE_PROGRAM; role++) {
        const KamActor *author = &world->actors[role];

        if (kam_policy_allows(author, to_write(type)) && kam_policy_class_access(author, KAM_PRIVATE) == KAM_WRITE)
            check_private(world, author, type, field);
    }
}

static void
cases_private(World *world)
{
    cases_each_field(world, check_private_field);
}

void
cases_add_rights(void)
{
    cases_add("private", cases_private);
    cases_add("classes", cases_classes);
    cases_add("permissions", cases_permissions);
    cases_add("sight", cases_sight);
}
