/* Imports. */
#include "service/imports.h"

#include <jansson.h>
#include <string.h>

#include "sales/ingest/balance.h"
#include "sales/ingest/months.h"
#include "store/statements.h"

static void
write_day(KamJson *json, const char *name, gint32 day)
{
    char text[11];

    if (day == KAM_DAY_NONE) {
        kam_json_null(json, name);
        return;
    }
    kam_day_to_iso(day, text);
    kam_json_text(json, name, text);
}

/* Rows and money of the file: what was taken, was known, was refused. They add up to the file. */
static void
write_balance(const KamBatchResult *result, KamJson *json)
{
    const KamBalance *balance = &result->balance;
    gint64 total = balance->net_micro;
    const struct {
        const char *name;
        guint64 rows;
        gint64 net_micro;
    } parts[] = {
        { "taken", balance->taken, balance->net_micro },
        { "repeated", balance->repeated, balance->repeated_net_micro },
        { "refused", balance->refused, balance->refused_net_micro },
    };
    gboolean fits =
        kam_micro_add(&total, balance->repeated_net_micro) && kam_micro_add(&total, balance->refused_net_micro);

    kam_json_begin_object(json, "balance");
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        kam_json_begin_object(json, parts[i].name);
        kam_json_int(json, "rows", (gint64)parts[i].rows);
        kam_json_money(json, "net", parts[i].net_micro, result->currency);
        kam_json_end_object(json);
    }
    kam_json_begin_object(json, "file");
    kam_json_int(json, "rows", (gint64)balance->read);
    if (fits)
        kam_json_money(json, "net", total, result->currency);
    else
        kam_json_null(json, "net");
    kam_json_end_object(json);
    kam_json_int(json, "refused_unread", (gint64)balance->refused_unread);
    kam_json_end_object(json);
}

static void
write_months(const GArray *months, const char *currency, KamJson *json)
{
    kam_json_begin_array(json, "months");
    for (guint i = 0; i < months->len; i++) {
        const KamBatchMonth *month = &g_array_index(months, KamBatchMonth, i);
        char text[8];

        kam_month_to_iso(month->month, text);
        kam_json_begin_object(json, NULL);
        kam_json_text(json, "month", text);
        kam_json_int(json, "lines", (gint64)month->lines);
        kam_json_money(json, "net", month->net_micro, currency);
        kam_json_int(json, "replaced_lines", (gint64)month->replaced);
        kam_json_money(json, "replaced_net", month->replaced_net_micro, currency);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
}

void
kam_service_batch_to_json(const KamBatchResult *result, const GArray *months, KamJson *json)
{
    kam_json_begin_object(json, NULL);
    if (result->id == 0)
        kam_json_null(json, "batch");
    else
        kam_json_int(json, "batch", result->id);
    kam_balance_to_json(json, "lines", &result->balance);
    kam_json_money(json, "net", result->balance.net_micro, result->currency);
    kam_json_money(json, "repeated_net", result->balance.repeated_net_micro, result->currency);
    kam_json_begin_object(json, "period");
    write_day(json, "from", result->first_day);
    write_day(json, "to", result->last_day);
    kam_json_end_object(json);
    kam_json_int(json, "accounts", (gint64)result->accounts);
    kam_json_int(json, "products", (gint64)result->products);
    kam_json_int(json, "new_accounts", (gint64)result->new_accounts);
    kam_json_int(json, "new_products", (gint64)result->new_products);
    kam_json_int(json, "changed_accounts", (gint64)result->changed_accounts);
    kam_json_int(json, "changed_products", (gint64)result->changed_products);
    write_balance(result, json);
    if (months != NULL)
        write_months(months, result->currency, json);
    kam_json_end_object(json);
}

void
kam_batch_row_clear(KamBatchRow *row)
{
    g_clear_pointer(&row->kind, g_free);
    g_clear_pointer(&row->state, g_free);
    g_clear_pointer(&row->files, g_free);
    g_clear_pointer(&row->balance, g_free);
    g_clear_pointer(&row->imported_by, g_free);
    g_clear_pointer(&row->undone_by, g_free);
    g_clear_pointer(&row->profile, g_free);
}

/* "a.csv, b.csv" from the stored array of files. */
static char *
join_file_names(const char *stored)
{
    json_t *files = json_loads(stored, 0, NULL);
    GString *out = g_string_new(NULL);
    json_t *file;
    size_t i;

    json_array_foreach(files, i, file)
        g_string_append_printf(out, "%s%s", i == 0 ? "" : ", ", json_string_value(json_object_get(file, "name")));
    json_decref(files);
    return g_string_free(out, FALSE);
}

static GArray *
read_batches(KamStmt *stmt, gboolean has_origin, GError **error)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(KamBatchRow));
    KamStep step;

    g_array_set_clear_func(rows, (GDestroyNotify)kam_batch_row_clear);
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        KamBatchRow row = {
            .id = kam_stmt_get_int(stmt, 0),
            .kind = g_strdup(kam_stmt_get_text(stmt, 1)),
            .state = g_strdup(kam_stmt_get_text(stmt, 2)),
            .started_at_ms = kam_stmt_get_int(stmt, 3),
            .undone_at_ms = kam_stmt_is_null(stmt, 5) ? 0 : kam_stmt_get_int(stmt, 5),
            .balance = g_strdup(kam_stmt_get_text(stmt, 7)),
            .files = join_file_names(kam_stmt_get_text(stmt, 6)),
            .lines = kam_stmt_get_int(stmt, 8),
            .net_micro = kam_stmt_get_int(stmt, 9),
        };
        g_strlcpy(row.currency, kam_stmt_get_text(stmt, 10), sizeof row.currency);
        if (has_origin) {
            row.imported_by = g_strdup(kam_stmt_get_text(stmt, 11));
            row.undone_by = g_strdup(kam_stmt_get_text(stmt, 12));
            row.profile = g_strdup(kam_stmt_get_text(stmt, 13));
        }
        g_array_append_val(rows, row);
    }
    return step == KAM_STEP_DONE ? g_steal_pointer(&rows) : NULL;
}

GArray *
kam_service_list_batches(KamDb *db, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("batch_list"), error);

    return stmt == NULL ? NULL : read_batches(stmt, FALSE, error);
}

GArray *
kam_service_page_batches(KamDb *db, gint64 before, guint limit, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("batch_page"), error);

    if (stmt == NULL)
        return NULL;
    kam_stmt_bind_int(stmt, 1, before);
    kam_stmt_bind_int(stmt, 2, limit);
    return read_batches(stmt, TRUE, error);
}

gboolean
kam_service_batches_to_json(KamDb *db, KamJson *json, GError **error)
{
    g_autoptr(GArray) rows = kam_service_list_batches(db, error);

    if (rows == NULL)
        return FALSE;
    kam_json_begin_array(json, NULL);
    for (guint i = 0; i < rows->len; i++) {
        const KamBatchRow *row = &g_array_index(rows, KamBatchRow, i);
        g_autoptr(GDateTime) at = g_date_time_new_from_unix_utc(row->started_at_ms / 1000);
        g_autofree char *instant = g_date_time_format(at, "%Y-%m-%dT%H:%M:%SZ");
        kam_json_begin_object(json, NULL);
        kam_json_int(json, "batch", row->id);
        kam_json_text(json, "kind", row->kind);
        kam_json_text(json, "state", row->state);
        kam_json_text(json, "started_at", instant);
        kam_json_text(json, "files", row->files);
        kam_json_int(json, "lines", row->lines);
        kam_json_money(json, "net", row->net_micro, row->currency);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
    return TRUE;
}
