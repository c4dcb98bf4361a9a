/* Products and the tree of their categories. Imports make products, people complete them. */
#include "base/text.h"
#include "domain/rules.h"
#include "domain/types.h"
#include "store/statements.h"

static const KamField product_fields[] = {
    { "number", KAM_TEXT, "Number", "Šifra", .max = 60, .unique = TRUE, .searchable = TRUE },
    { "name", KAM_TEXT, "Name", "Naziv", .max = 200, .required = TRUE, .searchable = TRUE },
    { "category_id", KAM_REF, "Category", "Kategorija", .to = "product_category" },
    { "category", KAM_TEXT, "Category as imported", "Kategorija iz uvoza", .max = 120 },
    { "unit", KAM_TEXT, "Unit", "Jedinica mere", .max = 20 },
    { "brand", KAM_TEXT, "Brand", "Brend", .max = 80, .searchable = TRUE },
    { "description", KAM_LONG_TEXT, "Description", "Opis", .field_class = KAM_PUBLIC },
    { "standard_cost", KAM_MONEY, "Standard cost", "Planska cena koštanja", .field_class = KAM_MARGIN,
      .max = 1000000000 },
    { "warranty_months", KAM_INT, "Warranty in months", "Garancija u mesecima", .max = 600 },
    { "lead_days", KAM_INT, "Days to deliver", "Rok isporuke u danima", .max = 3650 },
    { "is_discontinued", KAM_BOOLEAN, "Sold no longer", "Više se ne prodaje", .default_value = "false",
      .required = TRUE },
    { "is_charge", KAM_BOOLEAN, "Charge, no product", "Trošak, nije proizvod", .computed = TRUE },
    { "charge_reason", KAM_TEXT, "Kind of charge", "Vrsta troška", .computed = TRUE },
    { "name_key", KAM_TEXT, "Name to compare", "Naziv za poređenje", .field_class = KAM_INTERNAL, .computed = TRUE },
    { "batch_id", KAM_INT, "Brought by import", "Doneo uvoz", .field_class = KAM_INTERNAL, .computed = TRUE },
    { 0 },
};

/* Whether it is a charge is decided by the rules of charges, as imports apply them. */
static gboolean
compute_product(G_GNUC_UNUSED KamDb *db, const KamRecord *before, KamRecord *record, G_GNUC_UNUSED GError **error)
{
    const char *name = kam_record_get_text(record, "name");
    g_autofree char *key = kam_text_fold(name == NULL ? "" : name, -1);

    kam_record_set_text(record, "name_key", key);
    if (before == NULL)
        kam_record_set_int(record, "is_charge", 0);
    return TRUE;
}

static gboolean
check_delete_product(KamDb *db, G_GNUC_UNUSED const KamActor *actor, const KamRecord *record, KamFaults *faults,
                     GError **error)
{
    gboolean has_lines = FALSE;

    if (!kam_rules_exists(db, "product_has_lines", &record->id, 1, &has_lines, error))
        return FALSE;
    if (has_lines)
        kam_faults_add(faults, "", "has_sales", "invoices name this product; set 'is_discontinued' instead");
    return TRUE;
}

const KamRecordType kam_product_type = {
    .name = "product",
    .plural = "products",
    .en = "Product",
    .sr = "Proizvod",
    .fields = product_fields,
    .scope = KAM_SCOPE_NONE,
    .title = "name",
    .write_permission = KAM_PERM_MASTER_WRITE,
    .match_keys = "number",
    .compute = compute_product,
    .check_delete = check_delete_product,
};

static const KamField category_fields[] = {
    { "name", KAM_TEXT, "Name", "Naziv", .max = 120, .required = TRUE, .searchable = TRUE },
    { "parent_id", KAM_REF, "Category above", "Nadređena kategorija", .to = "product_category" },
    { "note", KAM_LONG_TEXT, "Note", "Beleška", .field_class = KAM_PUBLIC },
    { "name_key", KAM_TEXT, "Name to compare", "Naziv za poređenje", .field_class = KAM_INTERNAL, .computed = TRUE },
    { 0 },
};

static gboolean
compute_category(G_GNUC_UNUSED KamDb *db, G_GNUC_UNUSED const KamRecord *before, KamRecord *record,
                 G_GNUC_UNUSED GError **error)
{
    const char *name = kam_record_get_text(record, "name");
    g_autofree char *key = kam_text_fold(name == NULL ? "" : name, -1);

    kam_record_set_text(record, "name_key", key);
    return TRUE;
}

static gboolean
is_name_taken(KamDb *db, const KamRecord *record, gboolean *taken, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("product_category_taken"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    kam_stmt_bind_int(stmt, 1, kam_record_get_int(record, "parent_id"));
    kam_stmt_bind_text(stmt, 2, kam_record_get_text(record, "name_key"));
    kam_stmt_bind_int(stmt, 3, record->id);
    step = kam_stmt_step(stmt, error);
    *taken = step == KAM_STEP_ROW;
    return step != KAM_STEP_FAILED;
}

static gboolean
check_category(KamDb *db, G_GNUC_UNUSED const KamActor *actor, G_GNUC_UNUSED const KamRecord *before, KamRecord *record,
               KamFaults *faults, GError **error)
{
    gboolean taken = FALSE;

    if (!kam_rules_check_chain(db, "product_category_parent", record, "parent_id", NULL, faults, error) ||
        !is_name_taken(db, record, &taken, error))
        return FALSE;
    if (taken)
        kam_faults_add(faults, "name", "not_unique", "there is a category of this name here already");
    return TRUE;
}

const KamRecordType kam_product_category_type = {
    .name = "product_category",
    .plural = "product_categories",
    .en = "Product category",
    .sr = "Kategorija proizvoda",
    .fields = category_fields,
    .scope = KAM_SCOPE_NONE,
    .title = "name",
    .write_permission = KAM_PERM_MASTER_WRITE,
    .match_keys = "name",
    .compute = compute_category,
    .check = check_category,
};
