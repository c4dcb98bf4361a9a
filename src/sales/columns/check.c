/* Checking and remaking what is derived from the lines. */
#include "sales/columns/check.h"

#include <string.h>

#include "sales/columns/rollup.h"
#include "sales/columns/segment_store.h"
#include "sales/currency.h"
#include "sales/facts.h"
#include "sales/ingest/intake.h"
#include "sales/ingest/recharge.h"
#include "sales/ingest/stored.h"
#include "store/statements.h"

/* What the lines of a batch come to, whatever their order. */
typedef struct {
    guint64 lines, fingerprint;
} BatchSum;

typedef struct {
    KamProductBook *products;
    KamRollup *rollup;
    GHashTable *batches; /* batch id -> BatchSum */
    guint64 lines;
} Scan;

static guint64
fingerprint(const KamSegmentLine *line)
{
    guint64 hash = (guint64)line->account_id * 0x9e3779b97f4a7c15u;

    hash = (hash ^ (guint64)line->product_id) * 0xd6e8feb86659fd93u;
    hash = (hash ^ (guint64)line->document_id ^ (guint64)(guint32)line->day << 32) * 0x9e3779b97f4a7c15u;
    hash = (hash ^ (guint64)line->quantity_micro) * 0xd6e8feb86659fd93u;
    hash = (hash ^ (guint64)line->net_micro) * 0x9e3779b97f4a7c15u;
    hash = (hash ^ (guint64)line->cost_micro) * 0xd6e8feb86659fd93u;
    return (hash ^ line->currency ^ (guint64)line->flags << 40) * 0x9e3779b97f4a7c15u;
}

static BatchSum *
sum_of(GHashTable *batches, gint64 batch_id)
{
    BatchSum *sum = g_hash_table_lookup(batches, GINT_TO_POINTER((int)batch_id));

    if (sum == NULL) {
        sum = g_new0(BatchSum, 1);
        g_hash_table_insert(batches, GINT_TO_POINTER((int)batch_id), sum);
    }
    return sum;
}

static gboolean
scan_line(Scan *scan, KamStmt *stmt, GError **error)
{
    BatchSum *sum = sum_of(scan->batches, kam_stmt_get_int(stmt, 9));
    KamSegmentLine line;

    kam_segment_line_from_row(&line, stmt);
    scan->lines++;
    sum->lines++;
    sum->fingerprint += fingerprint(&line);
    return kam_rollup_add(scan->rollup, &line, kam_product_book_is_charge(scan->products, line.product_id), 1, error);
}

static gboolean
scan_lines(KamDb *db, Scan *scan, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("line_scan"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW)
        if (!scan_line(scan, stmt, error))
            return FALSE;
    return step == KAM_STEP_DONE;
}

static int
compare_rows(const KamRollupRow *a, const KamRollupRow *b)
{
    return a->lines == b->lines && a->quantity_micro == b->quantity_micro && a->net_micro == b->net_micro &&
                   a->credit_micro == b->credit_micro && a->cost_micro == b->cost_micro &&
                   a->costed_net_micro == b->costed_net_micro
               ? 0
               : 1;
}

static guint
hash_key(gconstpointer data)
{
    const KamRollupRow *row = data;

    return (guint)((guint64)row->owner_id * 31 + (guint64)row->month * 7 + row->currency + (guint)row->is_charge);
}

static gboolean
equal_keys(gconstpointer a, gconstpointer b)
{
    const KamRollupRow *left = a, *right = b;

    return left->owner_id == right->owner_id && left->month == right->month && left->currency == right->currency &&
           left->is_charge == right->is_charge;
}

static KamRollupRow
row_from_stmt(KamStmt *stmt, gboolean is_account)
{
    int i = is_account ? 4 : 3;

    return (KamRollupRow) {
        .owner_id = kam_stmt_get_int(stmt, 0),
        .month = (gint32)kam_stmt_get_int(stmt, 1),
        .currency = kam_currency_pack(kam_stmt_get_text(stmt, 2), 3),
        .is_charge = is_account && kam_stmt_get_int(stmt, 3) != 0,
        .lines = kam_stmt_get_int(stmt, i),
        .quantity_micro = kam_stmt_get_int(stmt, i + 1),
        .net_micro = kam_stmt_get_int(stmt, i + 2),
        .credit_micro = kam_stmt_get_int(stmt, i + 3),
        .cost_micro = kam_stmt_get_int(stmt, i + 4),
        .costed_net_micro = kam_stmt_get_int(stmt, i + 5),
    };
}

/* Rows stored against rows counted: each right one crosses one off. */
static gboolean
check_months(KamDb *db, KamRollup *rollup, gboolean is_account, guint64 *wrong, GError **error)
{
    g_autoptr(GHashTable) left = g_hash_table_new(hash_key, equal_keys);
    g_autoptr(KamStmt) stmt =
        kam_stmt_new(db, kam_sql(is_account ? "account_month_list" : "product_month_list"), error);
    const KamRollupRow *counted;
    gsize n;
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    counted = is_account ? kam_rollup_sort_accounts(rollup, &n) : kam_rollup_sort_products(rollup, &n);
    for (gsize i = 0; i < n; i++)
        g_hash_table_add(left, (gpointer)(guintptr)&counted[i]);
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        KamRollupRow stored = row_from_stmt(stmt, is_account);
        const KamRollupRow *found = g_hash_table_lookup(left, &stored);
        if (found == NULL || compare_rows(found, &stored) != 0)
            (*wrong)++;
        if (found != NULL)
            g_hash_table_remove(left, &stored);
    }
    *wrong += g_hash_table_size(left);
    return step == KAM_STEP_DONE;
}

static gboolean
add_fingerprint(gpointer data, const KamSegmentLine *line, G_GNUC_UNUSED GError **error)
{
    BatchSum *sum = data;

    sum->lines++;
    sum->fingerprint += fingerprint(line);
    return TRUE;
}

/* A damaged segment is a finding, not the end of the check. */
static gboolean
check_segments(KamDb *db, GHashTable *batches, KamSalesCheck *check, GError **error)
{
    GHashTableIter iter;
    gpointer id, expected;

    g_hash_table_iter_init(&iter, batches);
    while (g_hash_table_iter_next(&iter, &id, &expected)) {
        g_autoptr(GError) damaged = NULL;
        BatchSum found = { 0 };
        gboolean read = kam_segment_visit_lines(db, GPOINTER_TO_INT(id), add_fingerprint, &found, &damaged);
        if (!read && !g_error_matches(damaged, KAM_ERROR, KAM_ERROR_CORRUPT)) {
            g_propagate_error(error, g_steal_pointer(&damaged));
            return FALSE;
        }
        check->segment_lines += found.lines;
        if (!read || memcmp(&found, expected, sizeof found) != 0)
            check->wrong_segments++;
    }
    return TRUE;
}

static gboolean
check_all(KamDb *db, Scan *scan, KamSalesCheck *check, GError **error)
{
    gint64 wrong_documents, stored_segment_lines;

    if (!scan_lines(db, scan, error))
        return FALSE;
    check->lines = scan->lines;
    if (!check_months(db, scan->rollup, TRUE, &check->wrong_months, error) ||
        !check_months(db, scan->rollup, FALSE, &check->wrong_months, error) ||
        !check_segments(db, scan->batches, check, error) ||
        !kam_db_get_int(db, kam_sql("document_count_wrong"), &wrong_documents, error) ||
        !kam_db_get_int(db, kam_sql("segment_count_lines"), &stored_segment_lines, error))
        return FALSE;
    check->wrong_documents = (guint64)wrong_documents;
    if ((guint64)stored_segment_lines != check->segment_lines)
        check->wrong_segments++;
    return TRUE;
}

gboolean
kam_sales_check(KamDb *db, KamSalesCheck *check, GError **error)
{
    /* Lines and what is derived from them, as of one moment: an import that ends meanwhile is no fault. */
    g_autoptr(KamTx) tx = kam_tx_begin_read(db, error);
    g_autoptr(KamCharges) charges = kam_charges_new();
    g_autoptr(KamIntake) intake = kam_intake_new(charges);
    g_autoptr(KamRollup) rollup = kam_rollup_new();
    g_autoptr(GHashTable) batches = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    Scan scan = { .products = intake->products, .rollup = rollup, .batches = batches };
    KamSalesCheck found = { 0 };

    if (tx == NULL || !kam_stored_load_books(db, intake, error) || !check_all(db, &scan, &found, error) ||
        !kam_tx_commit(tx, error))
        return FALSE;
    *check = found;
    return TRUE;
}

gboolean
kam_sales_check_is_clean(const KamSalesCheck *check)
{
    return check->wrong_months == 0 && check->wrong_segments == 0 && check->wrong_documents == 0 &&
           check->lines == check->segment_lines;
}

static gboolean
rebuild_segments(KamDb *db, GHashTable *batches, GError **error)
{
    GHashTableIter iter;
    gpointer id;

    if (!kam_db_run(db, kam_sql("segment_delete_all"), NULL, 0, error))
        return FALSE;
    g_hash_table_iter_init(&iter, batches);
    while (g_hash_table_iter_next(&iter, &id, NULL))
        if (!kam_segment_rebuild_batch(db, GPOINTER_TO_INT(id), error))
            return FALSE;
    return TRUE;
}

gboolean
kam_sales_rebuild(KamDb *db, GError **error)
{
    g_autoptr(KamTx) tx = kam_tx_begin(db, error);
    g_autoptr(KamCharges) charges = kam_charges_new();
    g_autoptr(KamIntake) intake = kam_intake_new(charges);
    g_autoptr(KamRollup) rollup = kam_rollup_new();
    g_autoptr(GHashTable) batches = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    Scan scan = { .products = intake->products, .rollup = rollup, .batches = batches };

    return tx != NULL && kam_db_run(db, kam_sql("sales_version_hold"), NULL, 0, error) &&
           kam_stored_load_charges(db, charges, error) && kam_stored_load_books(db, intake, error) &&
           kam_recharge_apply_rules(db, intake->products, charges, error) && scan_lines(db, &scan, error) &&
           kam_db_run(db, kam_sql("account_month_delete_all"), NULL, 0, error) &&
           kam_db_run(db, kam_sql("product_month_delete_all"), NULL, 0, error) &&
           kam_rollup_apply(rollup, db, TRUE, error) && rebuild_segments(db, batches, error) &&
           kam_db_run(db, kam_sql("sales_version_next"), NULL, 0, error) && kam_tx_commit(tx, error);
}
