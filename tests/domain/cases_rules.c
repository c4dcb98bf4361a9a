/* Cases of whole records: what must be there, what follows, what stays, what is the only one, what is referred to and
 * how states change. */
#include <string.h>

#include "domain/cases.h"
#include "store/query.h"

static char *
fault_at(const char *field, const char *code)
{
    return g_strdup_printf("/%s %s", field, code);
}

/* A default fills what is missing, but not what is sent empty. */
static void
check_required(World *world, const KamRecordType *type, const KamField *field)
{
    const KamActor *writer = world_writer(world, type);
    g_autofree char *expected = fault_at(field->name, "required");
    g_autofree char *missing = NULL;
    g_autofree char *empty = NULL;
    g_autofree char *emptied = NULL;
    json_t *body;

    if (!field->required)
        return;
    body = world_body(world, writer, type);
    json_object_del(body, field->name);
    missing = outcome_of_create(world, writer, type, body);
    case_check(world, type, field->name, "missing", missing, field->default_value != NULL ? "ok" : expected);
    empty = cases_create_with(world, type, field, json_null());
    case_check(world, type, field->name, "null", empty, expected);
    if (field->fixed) {
        g_free(expected);
        expected = g_strdup_printf("/%s fixed", field->name);
    }
    emptied = outcome_of_patch(world, writer, type, world_own(world, writer, type), json_pack("{s:n}", field->name));
    case_check(world, type, field->name, "emptied", emptied, expected);
}

static void
cases_required(World *world)
{
    cases_each_field(world, check_required);
}

/* Everything that need not be there may go. */
static void
cases_optional(World *world)
{
    for (const KamRecordType *const *type = kam_domain_types(); *type != NULL; type++) {
        const KamActor *writer = world_writer(world, *type);
        json_t *body = json_object();
        g_autofree char *outcome = NULL;

        for (const KamField *field = (*type)->fields; field->name != NULL; field++)
            if (world_is_settable(field) && !field->required &&
                kam_policy_class_access(writer, field->field_class) == KAM_WRITE)
                json_object_set_new(body, field->name, json_null());
        outcome = outcome_of_patch(world, writer, *type, world_own(world, writer, *type), body);
        case_check(world, *type, NULL, "all that is optional emptied", outcome, "ok");
    }
}

static void
check_computed(World *world, const KamRecordType *type, const KamField *field)
{
    const KamActor *writer = world_writer(world, type);
    gboolean is_hidden = field->field_class == KAM_INTERNAL;
    g_autofree char *expected = fault_at(field->name, is_hidden ? "unknown_field" : "computed");
    json_t *value = world_value(world, type, field, FALSE);
    g_autofree char *made = cases_create_with(world, type, field, json_incref(value));
    g_autofree char *changed =
        outcome_of_patch(world, writer, type, world_own(world, writer, type), json_pack("{s:o}", field->name, value));

    case_check(world, type, field->name, "set by a client", made, expected);
    case_check(world, type, field->name, "changed by a client", changed, expected);
}

static void
cases_computed(World *world)
{
    for (const KamRecordType *const *type = kam_domain_types(); *type != NULL; type++)
        for (const KamField *field = (*type)->fields; field->name != NULL; field++)
            if (!world_is_settable(field))
                check_computed(world, *type, field);
}

static void
check_fixed(World *world, const KamRecordType *type, const KamField *field)
{
    const KamActor *writer = world_writer(world, type);
    g_autofree char *expected = fault_at(field->name, "fixed");
    g_autofree char *outcome = NULL;

    if (!field->fixed)
        return;
    outcome = outcome_of_patch(world, writer, type, world_own(world, writer, type),
                               json_pack("{s:o}", field->name, world_value(world, type, field, TRUE)));
    case_check(world, type, field->name, "changed after creation", outcome, expected);
}

static void
cases_fixed(World *world)
{
    cases_each_field(world, check_fixed);
}

/* --- the only one ------------------------------------------------------------------------------------------------- */

static gint64
make(World *world, const KamRecordType *type, json_t *body)
{
    g_auto(KamFaults) faults = { 0 };
    g_autoptr(GError) error = NULL;
    KamWork work = world_work(world, world_writer(world, type));
    g_autoptr(KamRecord) record = NULL;

    kam_faults_init(&faults);
    record = kam_record_create(&work, type, body, &faults, &error);
    g_assert_no_error(error);
    return record->id;
}

static json_t *
with_value(World *world, const KamRecordType *type, const char *field, json_t *value)
{
    json_t *body = world_body(world, world_writer(world, type), type);

    json_object_set(body, field, value);
    return body;
}

static void
check_free_again(World *world, const KamRecordType *type, const char *field, gint64 id, json_t *value,
                 const char *expected)
{
    const KamActor *writer = world_writer(world, type);
    g_auto(KamFaults) faults = { 0 };
    g_autoptr(GError) error = NULL;
    KamWork work = world_work(world, writer);
    g_autoptr(KamRecord) gone = NULL, back = NULL;
    g_autofree char *outcome = outcome_of_create(world, writer, type, with_value(world, type, field, value));
    json_t *body = with_value(world, type, field, value);

    case_check(world, type, field, "twice", outcome, expected);
    kam_faults_init(&faults);
    gone = kam_record_delete(&work, type, id, 0, &faults, &error);
    g_assert_no_error(error);
    make(world, type, body); /* what is deleted holds no name */
    back = kam_record_restore(&work, type, id, &faults, &error);
    g_assert_null(back);
    g_assert_cmpuint(faults.n_errors, ==, 1);
    g_clear_pointer(&outcome, g_free);
    outcome = g_strdup_printf("%s %s", ((KamFault *)faults.list->pdata[0])->pointer,
                              ((KamFault *)faults.list->pdata[0])->code);
    case_check(world, type, field, "brought back when it is taken", outcome, expected);
    json_decref(body);
}

/* `source` is what a client sends; the fault may stand at a field that follows from it. */
static void
check_unique(World *world, const KamRecordType *type, const char *source, const char *unique)
{
    const KamField *field = kam_record_type_field(type, source);
    G_GNUC_UNUSED g_autoptr(KamTx) tx = kam_tx_begin(world->db, NULL); /* rolled back at the end of the scope */
    json_t *value = world_value(world, type, field, FALSE), *body = with_value(world, type, source, value);
    g_autofree char *expected = fault_at(unique, "not_unique");
    gint64 id = make(world, type, body);

    check_free_again(world, type, source, id, value, expected);
    json_decref(body);
    json_decref(value);
}

static void
cases_unique(World *world)
{
    for (const KamRecordType *const *type = kam_domain_types(); *type != NULL; type++)
        for (const KamField *field = (*type)->fields; field->name != NULL; field++)
            if (field->unique)
                check_unique(world, *type, field->computed ? (*type)->title : field->name,
                             field->computed ? (*type)->title : field->name);
}

/* --- references --------------------------------------------------------------------------------------------------- */

static json_t *
reference(const KamField *field, gint64 id)
{
    json_t *text = json_sprintf("%" G_GINT64_FORMAT, id);

    return field->kind == KAM_REFS ? json_pack("[o]", text) : text;
}

static void
check_target(World *world, const KamActor *actor, const KamRecordType *type, const KamField *field, gint64 id,
             const char *about, char **words)
{
    json_t *body = world_body(world, actor, type);
    g_autofree char *expected = fault_at(field->name, "no_such_record");
    g_autofree char *outcome = NULL;

    json_object_set_new(body, field->name, reference(field, id));
    outcome = outcome_of_create(world, actor, type, body);
    case_check(world, type, field->name, about, outcome, expected);
    if (*words == NULL)
        *words = g_strdup(outcome_words());
    else
        case_check(world, type, field->name, "the same words", outcome_words(), *words);
}

static void
check_reference(World *world, const KamRecordType *type, const KamField *field)
{
    const KamActor *writer = world_writer(world, type), *manager = &world->actors[KAM_ROLE_KAM];
    const KamRecordType *to;
    g_autofree char *words = NULL;

    if (field->kind != KAM_REF && field->kind != KAM_REFS)
        return;
    to = kam_record_type_find(kam_domain_types(), field->to);
    check_target(world, writer, type, field, 999, "of nothing", &words);
    check_target(world, writer, type, field, world_id(world, to, WORLD_GONE), "of a deleted record", &words);
    if (to->scope != KAM_SCOPE_NONE && type->write_permission == 0)
        check_target(world, manager, type, field, world_id(world, to, WORLD_HIDDEN), "of a record out of sight",
                     &words);
}

static void
cases_references(World *world)
{
    cases_each_field(world, check_reference);
}

/* --- states ------------------------------------------------------------------------------------------------------- */

static const KamTransition *
find_transition(const KamRecordType *type, const char *from, const char *to)
{
    for (const KamTransition *row = type->transitions; row->to != NULL; row++)
        if (g_strcmp0(row->from, from) == 0 && strcmp(row->to, to) == 0)
            return row;
    return NULL;
}

static void
put_into_state(World *world, const KamRecordType *type, gint64 id, const char *state)
{
    g_autoptr(KamQuery) query = kam_query_new_update(kam_record_type_table(type));

    kam_query_set_text(query, type->state_field, state);
    kam_query_where_int(query, "id", KAM_EQ, id);
    g_assert_true(kam_query_run(query, world->db, NULL));
}

/* With everything filled, then with each thing missing that the change asks for. */
static void
check_change_of_state(World *world, const KamRecordType *type, const char *from, const char *to)
{
    const KamTransition *row = find_transition(type, from, to);
    const KamActor *writer = world_writer(world, type);
    gint64 id = world_own(world, writer, type);
    G_GNUC_UNUSED g_autoptr(KamTx) tx = kam_tx_begin(world->db, NULL); /* rolled back at the end of the scope */
    g_autofree char *about = g_strdup_printf("from '%s' to '%s'", from, to);
    g_autofree char *refused = fault_at(type->state_field, "transition");
    g_autofree char *outcome = NULL;
    g_auto(GStrv) needs = row == NULL || row->requires == NULL ? NULL : g_strsplit(row->requires, " ", -1);

    put_into_state(world, type, id, from);
    outcome = outcome_of_patch(world, writer, type, id, json_pack("{s:s}", type->state_field, to));
    case_check(world, type, NULL, about, outcome, row != NULL || strcmp(from, to) == 0 ? "ok" : refused);
    for (guint i = 0; needs != NULL && needs[i] != NULL; i++) {
        g_autofree char *expected = fault_at(needs[i], "required_by_state");
        g_autofree char *lacking =
            outcome_of_patch(world, writer, type, id, json_pack("{s:s,s:n}", type->state_field, to, needs[i]));

        case_check(world, type, needs[i], about, lacking, expected);
    }
}

static void
check_beginning(World *world, const KamRecordType *type, const char *state)
{
    const KamField *field = kam_record_type_field(type, type->state_field);
    g_autofree char *refused = fault_at(type->state_field, "transition");
    g_autofree char *outcome = cases_create_with(world, type, field, json_string(state));

    case_check(world, type, state, "to begin with", outcome,
               find_transition(type, NULL, state) != NULL ? "ok" : refused);
}

static void
cases_states(World *world)
{
    for (const KamRecordType *const *type = kam_domain_types(); *type != NULL; type++) {
        const KamField *field =
            (*type)->state_field == NULL ? NULL : kam_record_type_field(*type, (*type)->state_field);

        for (const KamChoice *from = field == NULL ? NULL : field->choices; from != NULL && from->name != NULL;
             from++) {
            check_beginning(world, *type, from->name);
            for (const KamChoice *to = field->choices; to->name != NULL; to++)
                check_change_of_state(world, *type, from->name, to->name);
        }
    }
}

void
cases_add_rules(void)
{
    cases_add("required", cases_required);
    cases_add("optional", cases_optional);
    cases_add("computed", cases_computed);
    cases_add("fixed", cases_fixed);
    cases_add("unique", cases_unique);
    cases_add("references", cases_references);
    cases_add("states", cases_states);
}
