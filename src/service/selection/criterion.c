/* Criteria out of the database. */
#include "service/selection/criterion.h"

#include <math.h>
#include <string.h>

#include "base/cyrillic.h"
#include "store/statements.h"

#define MICRO 1e6
#define MOST_POINTS 10

static const char *const function_names[] = { "linear", "diminishing", "threshold", NULL };
static const char *const rule_names[] = { "neutral", "worst", "mean", "leave_out", NULL };
static const char *const axis_names[] = { "attractiveness", "position", NULL };

const char *
kam_value_function_name(KamValueFunction function)
{
    return function_names[function];
}

const char *
kam_missing_rule_name(KamMissingRule rule)
{
    return rule_names[rule];
}

const char *
kam_criterion_axis_name(KamCriterionAxis axis)
{
    return axis_names[axis];
}

/* The words were checked when they were written; the first stands for one that is not there. */
static guint
index_of_word(const char *const *words, const char *word)
{
    for (guint i = 0; words[i] != NULL; i++)
        if (g_strcmp0(words[i], word) == 0)
            return i;
    return 0;
}

static double
read_decimal(KamStmt *stmt, int column)
{
    return kam_stmt_is_null(stmt, column) ? NAN : (double)kam_stmt_get_int(stmt, column) / MICRO;
}

void
kam_criterion_clear(KamCriterion *criterion)
{
    g_free(criterion->code);
    g_free(criterion->name_en);
    g_free(criterion->name_sr);
    g_free(criterion->measure);
    g_free(criterion->unit);
}

/* What people judge has a scale of its own: nobody is worth nothing because others have one point more. */
static void
give_judged_scale(KamCriterion *criterion)
{
    if (strcmp(criterion->measure, "judgement") != 0 || criterion->function == KAM_VALUE_THRESHOLD)
        return;
    if (isnan(criterion->low))
        criterion->low = criterion->is_less_better ? MOST_POINTS : 0;
    if (isnan(criterion->high))
        criterion->high = criterion->is_less_better ? 0 : MOST_POINTS;
}

static KamCriterion
read_criterion(KamStmt *stmt)
{
    KamCriterion criterion = {
        .id = kam_stmt_get_int(stmt, 0),
        .code = g_strdup(kam_stmt_get_text(stmt, 1)),
        .name_en = g_strdup(kam_stmt_get_text(stmt, 2)),
        .name_sr = g_strdup(kam_stmt_get_text(stmt, 3)),
        .measure = g_strdup(kam_stmt_get_text(stmt, 4)),
        .unit = g_strdup(kam_stmt_get_text(stmt, 5)),
        .axis = index_of_word(axis_names, kam_stmt_get_text(stmt, 6)),
        .is_less_better = g_strcmp0(kam_stmt_get_text(stmt, 7), "less") == 0,
        .function = index_of_word(function_names, kam_stmt_get_text(stmt, 8)),
        .missing = index_of_word(rule_names, kam_stmt_get_text(stmt, 9)),
        .low = read_decimal(stmt, 10),
        .high = read_decimal(stmt, 11),
        .weight = read_decimal(stmt, 12),
        .weight_low = read_decimal(stmt, 13),
        .weight_high = read_decimal(stmt, 14),
        .is_core = !kam_stmt_is_null(stmt, 15),
    };

    give_judged_scale(&criterion);
    return criterion;
}

GArray *
kam_criteria_load(KamDb *db, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("criteria_active"), error);
    g_autoptr(GArray) criteria = g_array_new(FALSE, FALSE, sizeof(KamCriterion));
    KamStep step;

    if (stmt == NULL)
        return NULL;
    g_array_set_clear_func(criteria, (GDestroyNotify)kam_criterion_clear);
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        KamCriterion criterion = read_criterion(stmt);
        g_array_append_val(criteria, criterion);
    }
    return step == KAM_STEP_FAILED ? NULL : g_steal_pointer(&criteria);
}

gint
kam_criteria_find(const GArray *criteria, const char *code)
{
    for (guint i = 0; i < criteria->len; i++)
        if (strcmp(g_array_index(criteria, KamCriterion, i).code, code) == 0)
            return (gint)i;
    return -1;
}

char *
kam_criterion_dup_name(const KamCriterion *criterion, KamLanguage language)
{
    GString *cyrillic;

    if (language != KAM_LANGUAGE_SR_CYRL)
        return g_strdup(language == KAM_LANGUAGE_EN ? criterion->name_en : criterion->name_sr);
    cyrillic = g_string_new(NULL);
    kam_cyrillic_append(cyrillic, criterion->name_sr, -1);
    return g_string_free(cyrillic, FALSE);
}
