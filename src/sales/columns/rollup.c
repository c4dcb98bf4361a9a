/* Sums collected in two open hash tables, which a million lines walk through in some twenty milliseconds. */
#include "sales/columns/rollup.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/decimal.h"
#include "sales/columns/rollup_runs.h"
#include "sales/currency.h"
#include "sales/facts.h"
#include "store/statements.h"

#define MAX_ROWS (64 * 1024) /* in memory of each table of a rollup that may spill: 6 MB */

/* The tag spares a look at rows that have the slot but not the key. */
typedef struct {
    guint32 tag;
    guint32 number; /* of the row, from 1; 0 is a free slot */
} Slot;

typedef struct {
    KamRollupRow *rows;
    Slot *slots;
    gsize n, capacity, n_slots;
    gsize last;          /* row of the line before */
    gsize at;            /* of the row that is read back next */
    KamRollupRuns *runs; /* rows that memory did not hold; NULL when it holds all */
} Table;

struct KamRollup {
    Table accounts, products;
    gboolean may_spill;
};

KamRollup *
kam_rollup_new(void)
{
    return g_new0(KamRollup, 1);
}

static void
clear_table(Table *table)
{
    g_free(table->rows);
    g_free(table->slots);
    kam_rollup_runs_free(table->runs);
}

void
kam_rollup_let_spill(KamRollup *rollup)
{
    rollup->may_spill = TRUE;
}

void
kam_rollup_free(KamRollup *rollup)
{
    if (rollup == NULL)
        return;
    clear_table(&rollup->accounts);
    clear_table(&rollup->products);
    g_free(rollup);
}

static gboolean
has_key(const KamRollupRow *row, const KamRollupRow *key)
{
    return row->owner_id == key->owner_id && row->month == key->month && row->currency == key->currency &&
           row->is_charge == key->is_charge;
}

/* Its low bits say where the search starts. */
static guint32
tag_of(const KamRollupRow *key)
{
    guint64 hash = (guint64)key->owner_id * 0x9e3779b97f4a7c15u;

    hash ^= (guint64)(guint32)key->month << 34 ^ (guint64)key->currency << 8 ^ (guint64)key->is_charge;
    hash *= 0xd6e8feb86659fd93u;
    return (guint32)(hash >> 32);
}

/* The first slot with the tag, or the free one where it would go. */
static Slot *
find_tag(const Table *table, guint32 tag, gsize *at)
{
    while (table->slots[*at].number != 0 && table->slots[*at].tag != tag)
        *at = (*at + 1) & (table->n_slots - 1);
    return &table->slots[*at];
}

static void
grow(Table *table)
{
    table->capacity = table->capacity == 0 ? 1024 : table->capacity * 2;
    table->rows = g_renew(KamRollupRow, table->rows, table->capacity);
    table->n_slots = table->capacity * 2;
    g_free(table->slots);
    table->slots = g_new0(Slot, table->n_slots);
    for (gsize i = 0; i < table->n; i++) {
        guint32 tag = tag_of(&table->rows[i]);
        gsize at = tag & (table->n_slots - 1);
        while (table->slots[at].number != 0)
            at = (at + 1) & (table->n_slots - 1);
        table->slots[at] = (Slot) { tag, (guint32)i + 1 };
    }
}

static KamRollupRow *
row_of(Table *table, const KamRollupRow *key)
{
    guint32 tag;
    gsize at;
    Slot *slot;

    if (table->n > 0 && has_key(&table->rows[table->last], key))
        return &table->rows[table->last];
    if (table->n == table->capacity)
        grow(table);
    tag = tag_of(key);
    at = tag & (table->n_slots - 1);
    for (slot = find_tag(table, tag, &at); slot->number != 0; slot = find_tag(table, tag, &at)) {
        table->last = slot->number - 1;
        if (has_key(&table->rows[table->last], key))
            return &table->rows[table->last];
        at = (at + 1) & (table->n_slots - 1);
    }
    table->last = table->n++;
    *slot = (Slot) { tag, (guint32)table->n };
    table->rows[table->last] = *key;
    return &table->rows[table->last];
}

void
kam_rollup_expect(const KamRollup *rollup, const KamSegmentLine *line, gboolean is_next)
{
    const Table *table = &rollup->products;
    KamRollupRow key = { .owner_id = line->product_id, .currency = line->currency };
    guint32 tag;
    gsize at;

    if (table->n_slots == 0)
        return;
    key.month = kam_month_of_day(line->day);
    tag = tag_of(&key);
    at = tag & (table->n_slots - 1);
    if (is_next && find_tag(table, tag, &at)->number != 0)
        __builtin_prefetch(&table->rows[table->slots[at].number - 1], 1);
    else
        __builtin_prefetch(&table->slots[at]);
}

/* The smallest number has no opposite. */
static gboolean
add_signed(gint64 *sum, gint64 value, int sign)
{
    return (sign > 0 || value != G_MININT64) && kam_micro_add(sum, sign * value);
}

static gboolean
add_to_row(KamRollupRow *row, const KamSegmentLine *line, int sign)
{
    gboolean fits = add_signed(&row->quantity_micro, line->quantity_micro, sign) &&
                    add_signed(&row->net_micro, line->net_micro, sign);

    row->lines += sign;
    if (line->flags & KAM_FACT_CREDIT)
        fits = fits && add_signed(&row->credit_micro, line->net_micro, sign);
    if ((line->flags & KAM_FACT_NO_COST) == 0)
        fits = fits && add_signed(&row->cost_micro, line->cost_micro, sign) &&
               add_signed(&row->costed_net_micro, line->net_micro, sign);
    return fits;
}

void
kam_rollup_fail_too_large(GError **error)
{
    g_set_error(error, KAM_ERROR, KAM_ERROR_TOO_LARGE,
                "sums of a month leave the range of 9.2 trillion units of money");
}

static gboolean
spill(Table *table, GError **error)
{
    if (table->n == 0)
        return TRUE;
    if (table->runs == NULL)
        table->runs = kam_rollup_runs_new();
    qsort(table->rows, table->n, sizeof(KamRollupRow), kam_rollup_compare);
    if (!kam_rollup_runs_add(table->runs, table->rows, table->n, error))
        return FALSE;
    memset(table->slots, 0, table->n_slots * sizeof(Slot));
    table->n = table->last = 0;
    return TRUE;
}

static gboolean
has_room(KamRollup *rollup, GError **error)
{
    if (!rollup->may_spill)
        return TRUE;
    return (rollup->accounts.n < MAX_ROWS || spill(&rollup->accounts, error)) &&
           (rollup->products.n < MAX_ROWS || spill(&rollup->products, error));
}

gboolean
kam_rollup_add(KamRollup *rollup, const KamSegmentLine *line, gboolean is_charge, int sign, GError **error)
{
    KamRollupRow key = { .owner_id = line->account_id, .currency = line->currency, .is_charge = is_charge };
    gboolean fits;

    if (!has_room(rollup, error))
        return FALSE;
    key.month = kam_month_of_day(line->day);
    fits = add_to_row(row_of(&rollup->accounts, &key), line, sign);
    if (line->product_id != 0) {
        key.owner_id = line->product_id;
        key.is_charge = FALSE;
        fits = fits && add_to_row(row_of(&rollup->products, &key), line, sign);
    }
    if (!fits)
        kam_rollup_fail_too_large(error);
    return fits;
}

static const KamBulkColumn account_columns[] = {
    { "account_id", KAM_COLUMN_INT64 }, { "month", KAM_COLUMN_INT32 },
    { "currency", KAM_COLUMN_TEXT },    { "is_charge", KAM_COLUMN_INT16 },
    { "lines", KAM_COLUMN_INT64 },      { "quantity_micro", KAM_COLUMN_INT64 },
    { "net_micro", KAM_COLUMN_INT64 },  { "credit_micro", KAM_COLUMN_INT64 },
    { "cost_micro", KAM_COLUMN_INT64 }, { "costed_net_micro", KAM_COLUMN_INT64 },
};

static const KamBulkColumn product_columns[] = {
    { "product_id", KAM_COLUMN_INT64 },       { "month", KAM_COLUMN_INT32 },
    { "currency", KAM_COLUMN_TEXT },          { "lines", KAM_COLUMN_INT64 },
    { "quantity_micro", KAM_COLUMN_INT64 },   { "net_micro", KAM_COLUMN_INT64 },
    { "credit_micro", KAM_COLUMN_INT64 },     { "cost_micro", KAM_COLUMN_INT64 },
    { "costed_net_micro", KAM_COLUMN_INT64 },
};

/* In place: a copy would double what is the largest piece of memory of an import. */
static const KamRollupRow *
sort_table(Table *table, gsize *n)
{
    g_assert(table->runs == NULL);
    g_clear_pointer(&table->slots, g_free);
    if (table->n > 0)
        qsort(table->rows, table->n, sizeof(KamRollupRow), kam_rollup_compare);
    *n = table->n;
    return table->rows;
}

const KamRollupRow *
kam_rollup_sort_accounts(KamRollup *rollup, gsize *n)
{
    return sort_table(&rollup->accounts, n);
}

const KamRollupRow *
kam_rollup_sort_products(KamRollup *rollup, gsize *n)
{
    return sort_table(&rollup->products, n);
}

/* Get ready to read rows back in order. */
static gboolean
begin_reading(Table *table, GError **error)
{
    gsize n;

    if (table->runs == NULL) {
        sort_table(table, &n);
        return TRUE;
    }
    if (!spill(table, error))
        return FALSE;
    g_clear_pointer(&table->rows, g_free);
    g_clear_pointer(&table->slots, g_free);
    return TRUE;
}

static gboolean
next_row(Table *table, KamRollupRow *row, gboolean *has_row, GError **error)
{
    if (table->runs != NULL)
        return kam_rollup_runs_next(table->runs, row, has_row, error);
    *has_row = table->at < table->n;
    if (*has_row)
        *row = table->rows[table->at++];
    return TRUE;
}

static void
put_row(KamBulk *bulk, const KamRollupRow *row, char currency[4], gboolean is_account)
{
    kam_currency_unpack(row->currency, currency);
    kam_bulk_put_int(bulk, row->owner_id);
    kam_bulk_put_int(bulk, row->month);
    kam_bulk_put_text(bulk, currency, 3);
    if (is_account)
        kam_bulk_put_int(bulk, row->is_charge);
    kam_bulk_put_int(bulk, row->lines);
    kam_bulk_put_int(bulk, row->quantity_micro);
    kam_bulk_put_int(bulk, row->net_micro);
    kam_bulk_put_int(bulk, row->credit_micro);
    kam_bulk_put_int(bulk, row->cost_micro);
    kam_bulk_put_int(bulk, row->costed_net_micro);
}

static gboolean
load_rows(KamDb *db, Table *table, gboolean is_account, GError **error)
{
    g_autoptr(KamBulk) bulk =
        is_account ? kam_bulk_new(db, "account_month", account_columns, G_N_ELEMENTS(account_columns), error)
                   : kam_bulk_new(db, "product_month", product_columns, G_N_ELEMENTS(product_columns), error);
    KamRollupRow row;
    gboolean has_row;
    char currency[4];

    if (bulk == NULL)
        return FALSE;
    for (;;) {
        if (!next_row(table, &row, &has_row, error))
            return FALSE;
        if (!has_row)
            return kam_bulk_finish(bulk, error);
        put_row(bulk, &row, currency, is_account);
        if (!kam_bulk_end_row(bulk, error))
            return FALSE;
    }
}

static void
bind_row(KamStmt *stmt, const KamRollupRow *row, gboolean is_account)
{
    char currency[4];
    int i = 1;

    kam_currency_unpack(row->currency, currency);
    kam_stmt_bind_int(stmt, i++, row->owner_id);
    kam_stmt_bind_int(stmt, i++, row->month);
    kam_stmt_bind_text(stmt, i++, currency);
    if (is_account)
        kam_stmt_bind_int(stmt, i++, row->is_charge);
    kam_stmt_bind_int(stmt, i++, row->lines);
    kam_stmt_bind_int(stmt, i++, row->quantity_micro);
    kam_stmt_bind_int(stmt, i++, row->net_micro);
    kam_stmt_bind_int(stmt, i++, row->credit_micro);
    kam_stmt_bind_int(stmt, i++, row->cost_micro);
    kam_stmt_bind_int(stmt, i++, row->costed_net_micro);
}

static gboolean
upsert_rows(KamDb *db, Table *table, gboolean is_account, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql(is_account ? "account_month_add" : "product_month_add"), error);
    KamRollupRow row;
    gboolean has_row;

    if (stmt == NULL)
        return FALSE;
    for (;;) {
        if (!next_row(table, &row, &has_row, error))
            return FALSE;
        if (!has_row)
            break;
        bind_row(stmt, &row, is_account);
        if (kam_stmt_step(stmt, error) == KAM_STEP_FAILED)
            return FALSE;
        kam_stmt_reset(stmt);
    }
    return kam_db_run(db, kam_sql(is_account ? "account_month_delete_empty" : "product_month_delete_empty"), NULL, 0,
                      error);
}

gboolean
kam_rollup_apply(KamRollup *rollup, KamDb *db, gboolean is_first, GError **error)
{
    gboolean (*write_rows)(KamDb *, Table *, gboolean, GError **) = is_first ? load_rows : upsert_rows;

    return begin_reading(&rollup->accounts, error) && begin_reading(&rollup->products, error) &&
           write_rows(db, &rollup->accounts, TRUE, error) && write_rows(db, &rollup->products, FALSE, error);
}
