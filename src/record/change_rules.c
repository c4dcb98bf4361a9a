/* Rules of a changed record that need more than one value: what must be there, what must be the only one, what is
 * referred to, and which changes of state are allowed. */
#include <string.h>

#include "record/change_private.h"
#include "record/scope.h"
#include "store/query.h"

static const KamFieldValue *
value_of(const KamRecord *record, const KamField *field)
{
    return &record->values[kam_field_index(record->type, field)];
}

static gboolean
is_touched(const KamRecord *before, const KamRecord *record, const KamField *field)
{
    return before == NULL || !kam_record_equal_field(before, record, kam_field_index(record->type, field));
}

static void
judge_required(const KamRecord *record, KamFaults *faults)
{
    for (const KamField *field = record->type->fields; field->name != NULL; field++)
        if (field->required && !field->computed && value_of(record, field)->state == KAM_VALUE_ABSENT)
            kam_faults_add(faults, field->name, "required", "'%s' is missing and must be filled", field->name);
}

static const char *
country_of(const KamRecord *record)
{
    const KamField *field = kam_record_type_field(record->type, "country");

    return field == NULL ? NULL : value_of(record, field)->text;
}

static void
judge_numbers(const KamRecord *before, const KamRecord *record, KamFaults *faults)
{
    for (const KamField *field = record->type->fields; field->name != NULL; field++)
        if ((field->kind == KAM_TAX_NUMBER || field->kind == KAM_COMPANY_NUMBER) && is_touched(before, record, field))
            kam_value_check_numbers(field, value_of(record, field), country_of(record), faults);
}

/* The words do not say whose the other record is: it may be out of the actor's sight. What follows from the title is
 * told of the title, which is what the client sent. */
static gboolean
judge_unique_field(const KamWork *work, const KamRecord *record, const KamField *field, KamFaults *faults,
                   GError **error)
{
    g_autoptr(KamQuery) query = kam_query_new_select(kam_record_type_table(record->type), NULL);
    const KamFieldValue *value = value_of(record, field);
    const KamField *told = field->computed ? kam_record_type_field(record->type, record->type->title) : field;
    g_autofree char *shown = NULL;
    gint64 other = 0;

    if (value->state == KAM_VALUE_ABSENT)
        return TRUE;
    kam_query_select(query, "id", NULL);
    if (value->text != NULL)
        kam_query_where_text(query, kam_field_column(field, 0), KAM_EQ, value->text);
    else
        kam_query_where_int(query, kam_field_column(field, 0), KAM_EQ, value->integer);
    kam_query_where_null(query, "deleted_at", TRUE);
    kam_query_where_int(query, "id", KAM_NE, record->id);
    kam_query_limit(query, 1);
    if (!kam_query_get_int(query, work->db, &other, error))
        return FALSE;
    if (other == 0)
        return TRUE;
    shown = kam_value_to_text(told, value_of(record, told), KAM_LANGUAGE_EN);
    kam_faults_add(faults, told->name, "not_unique", "'%s' is taken by another of the %s; choose another '%s'", shown,
                   record->type->plural, told->name);
    return TRUE;
}

static gboolean
judge_unique(const KamWork *work, const KamRecord *before, const KamRecord *record, KamFaults *faults, GError **error)
{
    for (const KamField *field = record->type->fields; field->name != NULL; field++)
        if (field->unique && (is_touched(before, record, field) || before->deleted_at != 0) &&
            !judge_unique_field(work, record, field, faults, error))
            return FALSE;
    return TRUE;
}

static gboolean
target_lives(const KamWork *work, const KamRecordType *type, gint64 id, gboolean *lives, GError **error)
{
    g_autoptr(KamQuery) query = kam_query_new_select(kam_record_type_table(type), NULL);
    gint64 found = 0;

    kam_query_select(query, "id", NULL);
    kam_query_where_int(query, "id", KAM_EQ, id);
    kam_query_where_null(query, "deleted_at", TRUE);
    if (!kam_query_get_int(query, work->db, &found, error))
        return FALSE;
    *lives = found != 0;
    return TRUE;
}

/* Unseen and missing are the same, so that nobody finds out ids by trying. */
static gboolean
judge_target(const KamWork *work, const KamField *field, gint64 id, KamFaults *faults, GError **error)
{
    const KamRecordType *type = kam_record_type_find(work->types, field->to);
    gboolean is_there = FALSE;

    g_assert(type != NULL);
    if (!target_lives(work, type, id, &is_there, error))
        return FALSE;
    if (is_there && !kam_scope_sees(work->db, work->actor, work->types, type, id, &is_there, error))
        return FALSE;
    if (!is_there)
        kam_faults_add(faults, field->name, "no_such_record", "there is no %s with the id '%" G_GINT64_FORMAT "'",
                       type->name, id);
    return TRUE;
}

static gboolean
judge_targets(const KamWork *work, const KamField *field, const KamFieldValue *value, KamFaults *faults, GError **error)
{
    if (value->state == KAM_VALUE_ABSENT || g_strcmp0(field->to, "*") == 0)
        return TRUE;
    if (field->kind == KAM_REF)
        return judge_target(work, field, value->integer, faults, error);
    for (guint i = 0; i < value->ids->len; i++)
        if (!judge_target(work, field, g_array_index(value->ids, gint64, i), faults, error))
            return FALSE;
    return TRUE;
}

/* A reference that was refused is taken out, so that no rule tells anything of what is out of sight. */
static gboolean
judge_references(const KamWork *work, const KamRecord *before, KamRecord *record, KamFaults *faults, GError **error)
{
    for (const KamField *field = record->type->fields; field->name != NULL; field++) {
        guint n_errors = faults->n_errors;

        if ((field->kind != KAM_REF && field->kind != KAM_REFS) || field->computed ||
            !is_touched(before, record, field))
            continue;
        if (!judge_targets(work, field, value_of(record, field), faults, error))
            return FALSE;
        if (faults->n_errors > n_errors)
            kam_record_set_absent(record, field->name);
    }
    return TRUE;
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
refuse_transition(const KamRecordType *type, const char *from, const char *to, KamFaults *faults)
{
    g_autoptr(GString) allowed = g_string_new(NULL);

    for (const KamTransition *row = type->transitions; row->to != NULL; row++)
        if (g_strcmp0(row->from, from) == 0)
            g_string_append_printf(allowed, "%s'%s'", allowed->len > 0 ? ", " : "", row->to);
    if (from == NULL)
        kam_faults_add(faults, type->state_field, "transition", "'%s' is no state to begin with; begin with %s", to,
                       allowed->str);
    else if (allowed->len == 0)
        kam_faults_add(faults, type->state_field, "transition", "'%s' is a last state and leads nowhere", from);
    else
        kam_faults_add(faults, type->state_field, "transition", "'%s' does not lead to '%s'; it leads to %s", from, to,
                       allowed->str);
}

static void
judge_requirements(const KamRecord *record, const KamTransition *row, KamFaults *faults)
{
    g_auto(GStrv) names = row->requires == NULL ? NULL : g_strsplit(row->requires, " ", -1);

    for (guint i = 0; names != NULL && names[i] != NULL; i++)
        if (!kam_record_has(record, names[i]))
            kam_faults_add(faults, names[i], "required_by_state", "'%s' must be filled before '%s' becomes '%s'",
                           names[i], record->type->state_field, row->to);
}

static void
judge_state(const KamWork *work, const KamRecord *before, const KamRecord *record, KamFaults *faults)
{
    const KamRecordType *type = record->type;
    const char *from =
        type->state_field == NULL || before == NULL ? NULL : kam_record_get_text(before, type->state_field);
    const char *to = type->state_field == NULL ? NULL : kam_record_get_text(record, type->state_field);
    const KamTransition *row;

    if (to == NULL || g_strcmp0(from, to) == 0)
        return;
    row = find_transition(type, from, to);
    if (row == NULL)
        refuse_transition(type, from, to, faults);
    else if (row->permission != 0 && !kam_policy_allows(work->actor, row->permission))
        kam_faults_add(faults, type->state_field, "denied", "your role may not make it '%s'; it needs the right '%s'",
                       to, kam_permission_name(row->permission));
    else
        judge_requirements(record, row, faults);
}

/* A value that was refused is absent for the rules: what they miss of it follows from the refusal and is not told. */
static void
forget_consequences(KamFaults *faults, guint n_refused)
{
    for (guint i = faults->list->len; i-- > n_refused;) {
        const KamFault *fault = g_ptr_array_index(faults->list, i);
        gboolean follows = FALSE;

        for (guint k = 0; k < n_refused && !follows; k++) {
            const KamFault *refused = g_ptr_array_index(faults->list, k);

            follows = !refused->is_warning && strcmp(refused->pointer, fault->pointer) == 0;
        }
        if (!follows)
            continue;
        faults->n_errors -= fault->is_warning ? 0 : 1;
        g_ptr_array_remove_index(faults->list, i);
    }
}

gboolean
kam_change_judge(const KamWork *work, const KamRecord *before, KamRecord *record, KamFaults *faults, GError **error)
{
    const KamRecordType *type = record->type;
    guint n_refused;

    if (!judge_references(work, before, record, faults, error))
        return FALSE;
    n_refused = faults->list->len;
    if (faults->n_errors == 0 && type->compute != NULL && !type->compute(work->db, before, record, error))
        return FALSE;
    judge_required(record, faults);
    judge_numbers(before, record, faults);
    judge_state(work, before, record, faults);
    if (!judge_unique(work, before, record, faults, error))
        return FALSE;
    if (type->check != NULL && !type->check(work->db, work->actor, before, record, faults, error))
        return FALSE;
    forget_consequences(faults, n_refused);
    return TRUE;
}
