/* Rates of exchange as people keep them. */
#include "service/rates.h"

#include <string.h>

#include "base/date.h"
#include "base/json.h"
#include "record/audit.h"
#include "sales/currency.h"
#include "sales/rates.h"
#include "store/statements.h"

/* --- reading --- */

GArray *
kam_service_page_rates(KamDb *db, const char *currency, gint32 day, const char *after, guint limit, GError **error)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, TRUE, sizeof(KamRateRow));
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("rate_page"), error);
    KamStep step;

    if (stmt == NULL)
        return NULL;
    kam_stmt_bind_text(stmt, 1, currency);
    kam_stmt_bind_int(stmt, 2, day);
    kam_stmt_bind_text(stmt, 3, after);
    kam_stmt_bind_int(stmt, 4, limit);
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        KamRateRow row = { .day = (gint32)kam_stmt_get_int(stmt, 1),
                           .rate = { kam_stmt_get_int(stmt, 2), (guint8)kam_stmt_get_int(stmt, 3) } };
        g_strlcpy(row.currency, kam_stmt_get_text(stmt, 0), sizeof row.currency);
        g_array_append_val(rows, row);
    }
    return step == KAM_STEP_DONE ? g_steal_pointer(&rows) : NULL;
}

GArray *
kam_service_list_rate_currencies(KamDb *db, GError **error)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, TRUE, sizeof(KamRateCurrency));
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("rate_currencies"), error);
    KamStep step;

    if (stmt == NULL)
        return NULL;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        KamRateCurrency row = { .n = kam_stmt_get_int(stmt, 1),
                                .first_day = (gint32)kam_stmt_get_int(stmt, 2),
                                .last_day = (gint32)kam_stmt_get_int(stmt, 3) };
        g_strlcpy(row.currency, kam_stmt_get_text(stmt, 0), sizeof row.currency);
        g_array_append_val(rows, row);
    }
    return step == KAM_STEP_DONE ? g_steal_pointer(&rows) : NULL;
}

/* The rate of one currency and day as text; NULL when there is none, or with an error. */
static char *
find_rate(KamDb *db, const char *currency, gint32 day, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("rate_by_currency_and_day"), error);

    if (stmt == NULL)
        return NULL;
    kam_stmt_bind_text(stmt, 1, currency);
    kam_stmt_bind_int(stmt, 2, day);
    if (kam_stmt_step(stmt, error) != KAM_STEP_ROW)
        return NULL;
    return kam_decimal_to_text((KamDecimal) { kam_stmt_get_int(stmt, 0), (guint8)kam_stmt_get_int(stmt, 1) });
}

/* --- the audit --- */

static gboolean
note_rate(const KamWork *work, const char *action, const char *currency, gint32 day, const char *from, const char *to,
          GError **error)
{
    g_autoptr(GString) changes = g_string_new(NULL);
    char date[11];
    KamJson json;

    kam_day_to_iso(day, date);
    kam_json_init(&json, changes, 0);
    kam_json_begin_object(&json, NULL);
    kam_audit_sides_to_json(&json, "currency", NULL, currency);
    kam_audit_sides_to_json(&json, "day", NULL, date);
    kam_audit_sides_to_json(&json, "rate", from, to);
    kam_json_end_object(&json);
    return kam_audit_add(work, action, "rate", 0, 0, changes->str, error);
}

static gboolean
note_import(const KamWork *work, const char *name, guint n, GError **error)
{
    g_autoptr(GString) changes = g_string_new(NULL);
    g_autofree char *count = g_strdup_printf("%u", n);
    KamJson json;

    kam_json_init(&json, changes, 0);
    kam_json_begin_object(&json, NULL);
    kam_audit_sides_to_json(&json, "file", NULL, name);
    kam_audit_sides_to_json(&json, "rates", NULL, count);
    kam_json_end_object(&json);
    return kam_audit_add(work, "import", "rate", 0, 0, changes->str, error);
}

/* --- changing --- */

/* No rates yet, into the firm's currency. */
static KamRates *
new_rates(KamDb *db, GError **error)
{
    g_autoptr(KamRates) stored = kam_rates_load(db, error);

    if (stored == NULL)
        return NULL;
    if (kam_rates_get_home(stored) != kam_currency_pack("XXX", 3))
        return kam_rates_new(kam_rates_get_home(stored));
    g_set_error(error, KAM_ERROR, KAM_ERROR_CONFLICT,
                "the firm has no currency yet, and rates are into it; set the firm's currency first");
    return NULL;
}

gboolean
kam_service_set_rate(const KamWork *work, const char *currency, gint32 day, KamDecimal rate, GError **error)
{
    g_autoptr(KamRates) rates = new_rates(work->db, error);
    g_autofree char *from = NULL;
    g_autofree char *to = kam_decimal_to_text(rate);
    GError *failure = NULL;

    if (rates == NULL || !kam_rates_add(rates, kam_currency_pack(currency, strlen(currency)), day, rate, error))
        return FALSE;
    from = find_rate(work->db, currency, day, &failure);
    if (failure != NULL) {
        g_propagate_error(error, failure);
        return FALSE;
    }
    return kam_rates_save(rates, work->db, error) &&
           note_rate(work, from == NULL ? "create" : "update", currency, day, from, to, error);
}

static gboolean
delete_rate(KamDb *db, const char *currency, gint32 day, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("rate_delete"), error);

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_text(stmt, 1, currency);
    kam_stmt_bind_int(stmt, 2, day);
    return kam_stmt_step(stmt, error) != KAM_STEP_FAILED;
}

gboolean
kam_service_delete_rate(const KamWork *work, const char *currency, gint32 day, GError **error)
{
    GError *failure = NULL;
    g_autofree char *from = find_rate(work->db, currency, day, &failure);

    if (failure != NULL) {
        g_propagate_error(error, failure);
        return FALSE;
    }
    if (from == NULL) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "no rate of '%s' on that day", currency);
        return FALSE;
    }
    return delete_rate(work->db, currency, day, error) &&
           kam_db_run(work->db, kam_sql("sales_version_next"), NULL, 0, error) &&
           note_rate(work, "delete", currency, day, from, NULL, error);
}

/* --- from a file --- */

static void
count_rate(gpointer data, G_GNUC_UNUSED guint32 currency, G_GNUC_UNUSED gint32 day, G_GNUC_UNUSED KamDecimal rate)
{
    ++*(guint *)data;
}

/* Where the file lies is nobody's business. */
static void
name_file(GError **error, const char *path, const char *name)
{
    g_auto(GStrv) parts = error == NULL || *error == NULL ? NULL : g_strsplit((*error)->message, path, -1);

    if (parts == NULL)
        return;
    g_free((*error)->message);
    (*error)->message = g_strjoinv(name, parts);
}

gboolean
kam_service_import_rates(const KamWork *work, const char *path, const char *name, guint *n_read, guint *n_new,
                         GError **error)
{
    g_autoptr(KamRates) rates = new_rates(work->db, error);
    g_autoptr(KamTx) tx = NULL;
    gint64 before = 0;
    gint64 after = 0;
    guint read = 0;

    if (rates == NULL)
        return FALSE;
    if (!kam_rates_read_file(rates, path, error)) {
        name_file(error, path, name);
        return FALSE;
    }
    kam_rates_visit(rates, count_rate, &read);
    tx = kam_tx_begin(work->db, error);
    if (tx == NULL || !kam_db_get_int(work->db, kam_sql("rate_count"), &before, error) ||
        !kam_rates_save(rates, work->db, error) || !kam_db_get_int(work->db, kam_sql("rate_count"), &after, error) ||
        !note_import(work, name, read, error) || !kam_tx_commit(tx, error))
        return FALSE;
    *n_read = read;
    *n_new = (guint)(after - before);
    return TRUE;
}
