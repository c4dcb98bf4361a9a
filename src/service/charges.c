/* Rules for charges. */
#include "service/charges.h"

#include <string.h>

#include "base/id.h"
#include "base/text.h"
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

GArray *
kam_service_list_charge_rules(KamDb *db, GError **error)
{
    g_autoptr(GArray) rules = g_array_new(FALSE, FALSE, sizeof(KamChargeRuleRow));
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("charge_rule_list"), error);
    KamStep step;

    g_array_set_clear_func(rules, clear_rule);
    if (stmt == NULL)
        return NULL;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        KamChargeRuleRow rule = { g_strdup(kam_stmt_get_text(stmt, 1)), g_strdup(kam_stmt_get_text(stmt, 2)),
                                  g_strdup(kam_stmt_get_text(stmt, 3)) };
        g_array_append_val(rules, rule);
    }
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
insert_rule(KamDb *db, const char *field, const char *pattern, const char *reason, gint64 now_ms, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("charge_rule_insert"), error);
    KamIdMaker ids = { 0 };

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, kam_id_next(&ids, now_ms));
    kam_stmt_bind_text(stmt, 2, field);
    kam_stmt_bind_text(stmt, 3, pattern);
    kam_stmt_bind_text(stmt, 4, reason);
    return kam_stmt_step(stmt, error) != KAM_STEP_FAILED;
}

gboolean
kam_service_add_charge_rule(KamDb *db, const char *field, const char *pattern, const char *reason, gint64 now_ms,
                            GError **error)
{
    g_autofree char *folded = fold_pattern(pattern);
    g_autoptr(KamTx) tx = NULL;

    if (strcmp(field, "product_number") != 0 && strcmp(field, "product_name") != 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "no field '%s'; it is product_number or product_name", field);
        return FALSE;
    }
    if (strspn(folded, "* ") == strlen(folded)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "pattern '%s' would make every article a charge", pattern);
        return FALSE;
    }
    tx = kam_tx_begin(db, error);
    return tx != NULL && insert_rule(db, field, folded, reason, now_ms, error) && kam_sales_rebuild(db, error) &&
           kam_tx_commit(tx, error);
}

static gboolean
delete_rule(KamDb *db, const char *field, const char *pattern, GError **error)
{
    g_autofree char *folded = fold_pattern(pattern);
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("charge_rule_delete"), error);

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_text(stmt, 1, field);
    kam_stmt_bind_text(stmt, 2, folded);
    if (kam_stmt_step(stmt, error) == KAM_STEP_FAILED)
        return FALSE;
    if (kam_db_get_changes(db) > 0)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "no rule '%s' on %s; 'kamen charges' lists them", pattern,
                field);
    return FALSE;
}

gboolean
kam_service_remove_charge_rule(KamDb *db, const char *field, const char *pattern, GError **error)
{
    g_autoptr(KamTx) tx = kam_tx_begin(db, error);

    return tx != NULL && delete_rule(db, field, pattern, error) && kam_sales_rebuild(db, error) &&
           kam_tx_commit(tx, error);
}
