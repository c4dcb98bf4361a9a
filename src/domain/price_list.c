/* Price lists and the prices that stand in them. */
#include "domain/choices.h"
#include "domain/rules.h"
#include "domain/types.h"
#include "store/statements.h"

static const KamField list_fields[] = {
    { "name", KAM_TEXT, "Name", "Naziv", .max = 120, .required = TRUE, .searchable = TRUE },
    { "currency", KAM_TEXT, "Currency", "Valuta", .required = TRUE, .fixed = TRUE, .pattern = KAM_CURRENCY_PATTERN,
      .pattern_hint = KAM_CURRENCY_HINT },
    { "valid_from", KAM_DATE, "Valid from", "Važi od", .default_value = "\"@today\"", .required = TRUE },
    { "valid_to", KAM_DATE, "Valid to", "Važi do", .field_class = KAM_PUBLIC },
    { "note", KAM_LONG_TEXT, "Note", "Beleška", .field_class = KAM_PUBLIC },
    { 0 },
};

static gboolean
check_list(G_GNUC_UNUSED KamDb *db, G_GNUC_UNUSED const KamActor *actor, G_GNUC_UNUSED const KamRecord *before,
           KamRecord *record, KamFaults *faults, G_GNUC_UNUSED GError **error)
{
    kam_rules_check_period(record, "valid_from", "valid_to", faults);
    return TRUE;
}

const KamRecordType kam_price_list_type = {
    .name = "price_list",
    .plural = "price_lists",
    .en = "Price list",
    .sr = "Cenovnik",
    .fields = list_fields,
    .scope = KAM_SCOPE_NONE,
    .title = "name",
    .write_permission = KAM_PERM_MASTER_WRITE,
    .match_keys = "name",
    .check = check_list,
};

static const KamField item_fields[] = {
    { "price_list_id", KAM_REF, "Price list", "Cenovnik", .to = "price_list", .required = TRUE, .fixed = TRUE },
    { "product_id", KAM_REF, "Product", "Proizvod", .to = "product", .required = TRUE, .fixed = TRUE },
    { "price", KAM_MONEY, "Price", "Cena", .field_class = KAM_COMMERCIAL, .max = 1000000000, .required = TRUE },
    { "min_quantity", KAM_DECIMAL, "From quantity", "Od količine", .field_class = KAM_COMMERCIAL, .max = 1000000000,
      .default_value = "\"0\"", .required = TRUE },
    { "valid_from", KAM_DATE, "Valid from", "Važi od", .default_value = "\"@today\"", .required = TRUE },
    { "valid_to", KAM_DATE, "Valid to", "Važi do", .field_class = KAM_PUBLIC },
    { 0 },
};

/* A price is in the money of its list. */
static gboolean
check_currency(KamDb *db, const KamRecord *record, KamFaults *faults, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("price_list_currency"), error);
    const char *currency = kam_record_get_text(record, "price");
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, kam_record_get_int(record, "price_list_id"));
    step = kam_stmt_step(stmt, error);
    if (step == KAM_STEP_ROW && currency != NULL && !g_str_equal(currency, kam_stmt_get_text(stmt, 0)))
        kam_faults_add(faults, "price", "currency", "the prices of this list are in %s", kam_stmt_get_text(stmt, 0));
    return step != KAM_STEP_FAILED;
}

static gboolean
overlaps(KamDb *db, const KamRecord *record, gboolean *found, GError **error)
{
    gint64 parameters[] = {
        kam_record_get_int(record, "price_list_id"),
        kam_record_get_int(record, "product_id"),
        kam_record_get_int(record, "min_quantity"),
        record->id,
        kam_record_get_int(record, "valid_from"),
        kam_record_has(record, "valid_to") ? kam_record_get_int(record, "valid_to") : G_MAXINT32,
    };

    return kam_rules_exists(db, "price_list_item_overlap", parameters, G_N_ELEMENTS(parameters), found, error);
}

/* One price for one day and quantity. */
static gboolean
check_item(KamDb *db, G_GNUC_UNUSED const KamActor *actor, G_GNUC_UNUSED const KamRecord *before, KamRecord *record,
           KamFaults *faults, GError **error)
{
    gboolean found = FALSE;

    kam_rules_check_period(record, "valid_from", "valid_to", faults);
    if (!check_currency(db, record, faults, error) || !overlaps(db, record, &found, error))
        return FALSE;
    if (found)
        kam_faults_add(faults, "valid_from", "overlap",
                       "the list has a price of this product and quantity for some of these days; end that one first");
    return TRUE;
}

const KamRecordType kam_price_list_item_type = {
    .name = "price_list_item",
    .plural = "price_list_items",
    .en = "Price",
    .sr = "Cena",
    .fields = item_fields,
    .scope = KAM_SCOPE_NONE,
    .title = "valid_from",
    .write_permission = KAM_PERM_MASTER_WRITE,
    .check = check_item,
};
