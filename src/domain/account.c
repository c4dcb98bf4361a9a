/* Accounts: companies that buy, might buy or bought, and the heads of groups. Imports make them, people complete them.
 */
#include "domain/account.h"

#include "base/text.h"
#include "domain/choices.h"
#include "domain/group_step.h"
#include "domain/rules.h"
#include "domain/tree_ties.h"
#include "domain/types.h"
#include "store/statements.h"

static const KamChoice kinds[] = {
    { "customer", "Customer", "Kupac" },
    { "prospect", "Prospect", "Potencijalni kupac" },
    { "lost", "Lost customer", "Izgubljen kupac" },
    { "head", "Group head", "Matica grupe" },
    { 0 },
};

/* `name` is wanted of people, but files may bring an account that has none. */
static const KamField fields[] = {
    { "number", KAM_TEXT, "Number", "Broj", .max = 60, .unique = TRUE, .searchable = TRUE },
    { "name", KAM_TEXT, "Name", "Naziv", .max = 200, .required = TRUE, .searchable = TRUE },
    { "kind", KAM_CHOICE, "Kind", "Vrsta", .choices = kinds, .default_value = "\"customer\"", .required = TRUE },
    { "tax_number", KAM_TAX_NUMBER, "Tax number", "PIB", .max = 30, .searchable = TRUE },
    { "company_number", KAM_COMPANY_NUMBER, "Company number", "Matični broj", .max = 30, .searchable = TRUE },
    { "country", KAM_TEXT, "Country", "Država", .max = 60 },
    { "region", KAM_TEXT, "Region", "Region", .max = 80 },
    { "city", KAM_TEXT, "City", "Mesto", .max = 80, .searchable = TRUE },
    { "postal_code", KAM_TEXT, "Postal code", "Poštanski broj", .max = 20 },
    { "address", KAM_TEXT, "Address", "Adresa", .max = 200 },
    { "industry", KAM_TEXT, "Industry", "Delatnost", .max = 120 },
    { "website", KAM_URL, "Website", "Sajt", .max = 300 },
    { "email", KAM_EMAIL, "E-mail", "E-adresa", .searchable = TRUE },
    { "phone", KAM_PHONE, "Phone", "Telefon", .field_class = KAM_PUBLIC },
    { "owner_id", KAM_REF, "Key account manager", "Menadžer ključnog kupca", .to = "user" },
    { "parent_id", KAM_REF, "Parent company", "Matična firma", .to = "account" },
    { "head_id", KAM_REF, "Head of the group", "Matica grupe", .to = "account", .computed = TRUE },
    { "currency", KAM_TEXT, "Currency", "Valuta", .field_class = KAM_COMMERCIAL, .pattern = KAM_CURRENCY_PATTERN,
      .pattern_hint = KAM_CURRENCY_HINT },
    { "payment_days", KAM_INT, "Days to pay", "Rok plaćanja u danima", .field_class = KAM_COMMERCIAL, .max = 365 },
    { "note", KAM_LONG_TEXT, "Note", "Beleška", .field_class = KAM_COMMERCIAL },
    { "name_key", KAM_TEXT, "Name to compare", "Naziv za poređenje", .field_class = KAM_INTERNAL, .computed = TRUE },
    { "domain_key", KAM_TEXT, "Domain to compare", "Domen za poređenje", .field_class = KAM_INTERNAL,
      .computed = TRUE },
    { "phone_key", KAM_TEXT, "Phone to compare", "Telefon za poređenje", .field_class = KAM_INTERNAL,
      .computed = TRUE },
    { "batch_id", KAM_INT, "Brought by import", "Doneo uvoz", .field_class = KAM_INTERNAL, .computed = TRUE },
    { "merged_into_id", KAM_REF, "Merged into", "Spojen sa", .to = "account", .computed = TRUE },
    { 0 },
};

static void
compute_keys(KamRecord *record)
{
    const char *name = kam_record_get_text(record, "name");
    const char *tax_number = kam_record_get_text(record, "tax_number");
    g_autofree char *name_key = kam_text_company_key(name == NULL ? "" : name, -1);
    g_autofree char *phone_key = kam_rules_phone_key(kam_record_get_text(record, "phone"));
    g_autofree char *domain_key =
        kam_rules_domain_key(kam_record_get_text(record, "website"), kam_record_get_text(record, "email"));

    kam_record_set_text(record, "name_key", name_key);
    kam_record_set_text(record, "phone_key", phone_key);
    kam_record_set_text(record, "domain_key", domain_key);
    if (tax_number != NULL) {
        g_autofree char *bare = kam_text_tax_number(tax_number, -1);
        kam_record_set_text(record, "tax_number", bare);
    }
}

/* The keys are those that imports match by, and the tax number is kept as they keep it. */
static gboolean
compute(KamDb *db, G_GNUC_UNUSED const KamRecord *before, KamRecord *record, GError **error)
{
    g_auto(KamFaults) ignored = { 0 };
    gint64 root = 0;

    kam_faults_init(&ignored);
    compute_keys(record);
    if (!kam_rules_check_chain(db, "account_parent", record, "parent_id", &root, &ignored, error))
        return FALSE;
    if (root == 0)
        kam_record_set_absent(record, "head_id");
    else
        kam_record_set_int(record, "head_id", root);
    return TRUE;
}

/* Today's tree has no circle, and neither has any to come, once this parent holds from today on. */
static gboolean
check(KamDb *db, const KamActor *actor, const KamRecord *before, KamRecord *record, KamFaults *faults, GError **error)
{
    gint64 parent = kam_record_get_int(record, "parent_id");
    guint known = faults->n_errors;

    if (!kam_rules_check_chain(db, "account_parent", record, "parent_id", NULL, faults, error))
        return FALSE;
    if (before == NULL || parent == 0 || parent == kam_record_get_int(before, "parent_id") || faults->n_errors > known)
        return TRUE;
    return kam_tree_ties_check(db, record->id, parent, kam_actor_get_today(actor), KAM_TREE_STILL, "parent_id", faults,
                               error);
}

/* Who stands below bears the same head. */
static gboolean
follow_head(KamDb *db, const KamActor *actor, const KamRecord *before, const KamRecord *record, GError **error)
{
    gint64 head = kam_record_get_int(record, "head_id");

    if (before == NULL || head == kam_record_get_int(before, "head_id"))
        return TRUE;
    return kam_account_hand_down_head(db, record->id, head == 0 ? record->id : head, actor->user_id, record->updated_at,
                                      error);
}

static gboolean
changed(KamDb *db, const KamActor *actor, const KamRecord *before, const KamRecord *record, GError **error)
{
    const KamWork work = {
        .db = db, .actor = actor, .types = kam_domain_types(), .now_ms = record == NULL ? 0 : record->updated_at
    };
    gint64 was = before == NULL ? 0 : kam_record_get_int(before, "parent_id");

    if (record == NULL)
        return TRUE;
    if (!follow_head(db, actor, before, record, error))
        return FALSE;
    return was == kam_record_get_int(record, "parent_id") ||
           kam_group_step_follow_account(&work, record, before == NULL, error);
}

gboolean
kam_account_hand_down_head(KamDb *db, gint64 id, gint64 head, gint64 user_id, gint64 now_ms, GError **error)
{
    gint64 parameters[] = { id, head, user_id, now_ms };

    return kam_db_run(db, kam_sql("account_hand_down_head"), parameters, G_N_ELEMENTS(parameters), error);
}

static gboolean
check_delete(KamDb *db, G_GNUC_UNUSED const KamActor *actor, const KamRecord *record, KamFaults *faults, GError **error)
{
    gboolean has_lines;

    if (!kam_rules_exists(db, "account_has_lines", &record->id, 1, &has_lines, error))
        return FALSE;
    if (has_lines)
        kam_faults_add(faults, "", "has_sales",
                       "invoices stand on this account; merge it with the account that it belongs to, or set its kind "
                       "to lost");
    return TRUE;
}

const KamRecordType kam_account_type = {
    .name = "account",
    .plural = "accounts",
    .en = "Account",
    .sr = "Kupac",
    .fields = fields,
    .scope = KAM_SCOPE_SELF,
    .title = "name",
    .match_keys = "number tax_number",
    .compute = compute,
    .check = check,
    .changed = changed,
    .check_delete = check_delete,
};
