/* Rules for charges. */
#include "service/charges.h"

#include <string.h>

#include "base/id.h"
#include "base/json.h"
#include "base/text.h"
#include "record/audit.h"
#include "sales/columns/check.h"
#include "store/statements.h"

static void
clear_rule(gpointer data)
{
    KamChargeRuleRow *rule = data;

    g_free(rule->field);
    g_free(rule->pattern);
    g_free(rule->reason);
}

static GArray *
load_rules(KamDb *db, GError **error)
{
    g_autoptr(GArray) rules = g_array_new(FALSE, FALSE, sizeof(KamChargeRuleRow));
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("charge_rule_list"), error);
    KamStep step;

    g_array_set_clear_func(rules, clear_rule);
    if (stmt == NULL)
        return NULL;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        KamChargeRuleRow rule = { kam_stmt_get_int(stmt, 0), g_strdup(kam_stmt_get_text(stmt, 1)),
                                  g_strdup(kam_stmt_get_text(stmt, 2)), g_strdup(kam_stmt_get_text(stmt, 3)), 0 };
        g_array_append_val(rules, rule);
    }
    return step == KAM_STEP_DONE ? g_steal_pointer(&rules) : NULL;
}

static void
count_for_reason(GArray *rules, const char *reason, gint64 n)
{
    for (guint i = 0; i < rules->len; i++) {
        KamChargeRuleRow *rule = &g_array_index(rules, KamChargeRuleRow, i);

        if (g_strcmp0(rule->reason, reason) == 0)
            rule->n_products = n;
    }
}

GArray *
kam_service_list_charge_rules(KamDb *db, GError **error)
{
    g_autoptr(GArray) rules = load_rules(db, error);
    g_autoptr(KamStmt) stmt = rules == NULL ? NULL : kam_stmt_new(db, kam_sql("charge_reason_count"), error);
    KamStep step;

    if (stmt == NULL)
        return NULL;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW)
        count_for_reason(rules, kam_stmt_get_text(stmt, 0), kam_stmt_get_int(stmt, 1));
    return step == KAM_STEP_DONE ? g_steal_pointer(&rules) : NULL;
}

/* Each part between stars is folded as the texts are that it will meet. */
static char *
fold_pattern(const char *pattern)
{
    g_auto(GStrv) parts = g_strsplit(pattern, "*", -1);

    for (char **part = parts; *part != NULL; part++) {
        char *folded = kam_text_fold(*part, -1);
        g_free(*part);
        *part = folded;
    }
    return g_strjoinv("*", parts);
}

static gboolean
insert_rule(const KamWork *work, const char *field, const char *pattern, const char *reason, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(work->db, kam_sql("charge_rule_insert"), error);

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, kam_db_next_id(work->db, work->now_ms));
    kam_stmt_bind_text(stmt, 2, field);
    kam_stmt_bind_text(stmt, 3, pattern);
    kam_stmt_bind_text(stmt, 4, reason);
    return kam_stmt_step(stmt, error) != KAM_STEP_FAILED;
}

/* On the side that it stands on: it came or it went. */
static void
write_sides(KamJson *json, const char *name, const char *text, gboolean is_new)
{
    kam_audit_sides_to_json(json, name, is_new ? NULL : text, is_new ? text : NULL);
}

static gboolean
note_rule(const KamWork *work, const char *field, const char *pattern, const char *reason, gboolean is_new,
          GError **error)
{
    g_autoptr(GString) changes = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, changes, 0);
    kam_json_begin_object(&json, NULL);
    write_sides(&json, "field", field, is_new);
    write_sides(&json, "pattern", pattern, is_new);
    if (reason != NULL)
        write_sides(&json, "reason", reason, is_new);
    kam_json_end_object(&json);
    return kam_audit_add(work, is_new ? "create" : "delete", "charge_rule", 0, 0, changes->str, error);
}

static gboolean
check_rule(const char *field, const char *pattern, const char *folded, GError **error)
{
    if (strcmp(field, "product_number") != 0 && strcmp(field, "product_name") != 0)
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "no field '%s'; it is product_number or product_name", field);
    else if (strspn(folded, "* ") == strlen(folded))
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "pattern '%s' would make every article a charge", pattern);
    else
        return TRUE;
    return FALSE;
}

static gboolean
check_is_new(KamDb *db, const char *field, const char *folded, GError **error)
{
    g_autoptr(GArray) rules = load_rules(db, error);

    for (guint i = 0; rules != NULL && i < rules->len; i++) {
        const KamChargeRuleRow *rule = &g_array_index(rules, KamChargeRuleRow, i);

        if (strcmp(rule->field, field) != 0 || strcmp(rule->pattern, folded) != 0)
            continue;
        g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT, "there is a rule '%s' on %s already", folded, field);
        return FALSE;
    }
    return rules != NULL;
}

gboolean
kam_service_add_charge_rule(const KamWork *work, const char *field, const char *pattern, const char *reason,
                            GError **error)
{
    g_autofree char *folded = fold_pattern(pattern);
    g_autoptr(KamTx) tx = NULL;

    if (!check_rule(field, pattern, folded, error))
        return FALSE;
    tx = kam_tx_begin(work->db, error);
    return tx != NULL && check_is_new(work->db, field, folded, error) &&
           insert_rule(work, field, folded, reason, error) && kam_sales_rebuild(work->db, error) &&
           note_rule(work, field, folded, reason, TRUE, error) && kam_tx_commit(tx, error);
}

static gboolean
delete_rule(KamDb *db, const char *field, const char *folded, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("charge_rule_delete"), error);

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_text(stmt, 1, field);
    kam_stmt_bind_text(stmt, 2, folded);
    if (kam_stmt_step(stmt, error) == KAM_STEP_FAILED)
        return FALSE;
    if (kam_db_get_changes(db) > 0)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "no rule '%s' on %s; 'kamen charges' lists them", folded, field);
    return FALSE;
}

gboolean
kam_service_remove_charge_rule(const KamWork *work, const char *field, const char *pattern, GError **error)
{
    g_autofree char *folded = fold_pattern(pattern);
    g_autoptr(KamTx) tx = kam_tx_begin(work->db, error);

    return tx != NULL && delete_rule(work->db, field, folded, error) && kam_sales_rebuild(work->db, error) &&
           note_rule(work, field, folded, NULL, FALSE, error) && kam_tx_commit(tx, error);
}

gboolean
kam_service_remove_charge_rule_by_id(const KamWork *work, gint64 id, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(work->db, kam_sql("charge_rule_by_id"), error);
    g_autofree char *field = NULL;
    g_autofree char *pattern = NULL;
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, id);
    step = kam_stmt_step(stmt, error);
    if (step != KAM_STEP_ROW) {
        if (step == KAM_STEP_DONE)
            g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "no rule '%" G_GINT64_FORMAT "'", id);
        return FALSE;
    }
    field = g_strdup(kam_stmt_get_text(stmt, 0));
    pattern = g_strdup(kam_stmt_get_text(stmt, 1));
    kam_stmt_reset(stmt);
    return kam_service_remove_charge_rule(work, field, pattern, error);
}
