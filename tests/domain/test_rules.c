/* Rules of the first record types that no table says, through the engine. Run once a database. */
#include "domain/duplicates.h"
#include "domain/support.h"

static char *
with_id(const char *format, gint64 id)
{
    g_auto(GStrv) parts = g_strsplit(format, "%", 2);

    return g_strdup_printf("%s%" G_GINT64_FORMAT "%s", parts[0], id, parts[1]);
}

static gint64
account(Domain *f, const char *json)
{
    return domain_create(f, &kam_account_type, json);
}

static gint64
below(Domain *f, gint64 parent, const char *name)
{
    g_autofree char *json = g_strdup_printf("{\"name\":\"%s\",\"parent_id\":\"%" G_GINT64_FORMAT "\"}", name, parent);

    return account(f, json);
}

static gint64
create_at(Domain *f, const KamRecordType *type, const char *format, gint64 id)
{
    g_autofree char *json = with_id(format, id);

    return domain_create(f, type, json);
}

static void
assert_refused(Domain *f, const KamRecordType *type, const char *format, gint64 id, const char *expected)
{
    g_autofree char *json = with_id(format, id);
    g_autofree char *refusal = domain_refusal(f, type, json);

    g_assert_cmpstr(refusal, ==, expected);
}

static void
test_account__heads_follow_parents(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    gint64 top = account(f, "{\"name\":\"Vrh\"}");
    gint64 middle = below(f, top, "Sredina"), leaf = below(f, middle, "List");
    gint64 other = account(f, "{\"name\":\"Drugi\"}");
    g_autofree char *moved = with_id("{\"parent_id\":\"%\"}", other);

    g_assert_cmpint(domain_get_int(f, &kam_account_type, top, "head_id"), ==, 0);
    g_assert_cmpint(domain_get_int(f, &kam_account_type, leaf, "head_id"), ==, top);
    domain_patch(f, &kam_account_type, middle, moved);
    g_assert_cmpint(domain_get_int(f, &kam_account_type, leaf, "head_id"), ==, other);
    domain_patch(f, &kam_account_type, middle, "{\"parent_id\":null}");
    g_assert_cmpint(domain_get_int(f, &kam_account_type, middle, "head_id"), ==, 0);
    g_assert_cmpint(domain_get_int(f, &kam_account_type, leaf, "head_id"), ==, middle);
}

static void
test_account__is_not_above_itself(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    gint64 top = account(f, "{\"name\":\"Vrh\"}");
    gint64 leaf = below(f, below(f, top, "Sredina"), "List");
    g_autofree char *json = with_id("{\"parent_id\":\"%\"}", leaf);
    g_autofree char *own = with_id("{\"parent_id\":\"%\"}", top);
    g_autofree char *refusal = domain_patch_refusal(f, &kam_account_type, top, json);
    g_autofree char *second = domain_patch_refusal(f, &kam_account_type, top, own);

    g_assert_cmpstr(refusal, ==, "/parent_id cycle");
    g_assert_cmpstr(second, ==, "/parent_id cycle");
}

static void
test_account__chain_is_bounded(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    gint64 at = account(f, "{\"name\":\"0\"}");

    for (int i = 0; i < 12; i++)
        at = below(f, at, "n");
    assert_refused(f, &kam_account_type, "{\"name\":\"n\",\"parent_id\":\"%\"}", at, "/parent_id too_deep");
}

static void
test_account__keys_are_those_of_imports(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    gint64 id = account(f, "{\"name\":\"METAL-PROMET D.O.O. Beograd\",\"tax_number\":\"RS 100000008\","
                           "\"phone\":\"+381 11 234 567\",\"website\":\"https://www.metal.rs/o-nama\"}");
    g_autofree char *name = domain_get_text(f, &kam_account_type, id, "name_key");
    g_autofree char *tax = domain_get_text(f, &kam_account_type, id, "tax_number");
    g_autofree char *phone = domain_get_text(f, &kam_account_type, id, "phone_key");
    g_autofree char *domain = domain_get_text(f, &kam_account_type, id, "domain_key");

    g_assert_cmpstr(name, ==, "metal promet beograd");
    g_assert_cmpstr(tax, ==, "100000008");
    g_assert_cmpstr(phone, ==, "11234567");
    g_assert_cmpstr(domain, ==, "metal.rs");
}

static void
test_account__with_invoices_or_people_stays(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    gint64 sold = account(f, "{\"name\":\"A\"}"), known = account(f, "{\"name\":\"B\"}"),
           free = account(f, "{\"name\":\"C\"}");
    g_autofree char *refusal = NULL, *second = NULL, *none = NULL;

    domain_run(f,
               "INSERT INTO account_month (account_id, month, currency, is_charge, lines, quantity_micro, net_micro,"
               " credit_micro, cost_micro, costed_net_micro) VALUES ($1, $2, 'RSD', 0, 1, 1, 1, 0, 0, 0)",
               sold, 24000);
    create_at(f, &kam_site_type, "{\"account_id\":\"%\",\"name\":\"Magacin\"}", known);
    refusal = domain_delete(f, &kam_account_type, sold);
    second = domain_delete(f, &kam_account_type, known);
    none = domain_delete(f, &kam_account_type, free);
    g_assert_cmpstr(refusal, ==, " has_sales");
    g_assert_cmpstr(second, ==, " referred_to");
    g_assert_cmpstr(none, ==, NULL);
}

static void
test_site__has_two_coordinates_or_none(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    gint64 id = account(f, "{\"name\":\"A\"}");

    create_at(f, &kam_site_type,
              "{\"account_id\":\"%\",\"name\":\"S\",\"latitude\":\"44.8125\",\"longitude\":\"20.4612\"}", id);
    assert_refused(f, &kam_site_type, "{\"account_id\":\"%\",\"name\":\"S\",\"latitude\":\"44.8\"}", id,
                   "/longitude required");
}

static void
test_outside_number__is_one_account_a_system(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    gint64 id = account(f, "{\"name\":\"A\"}");
    gint64 number =
        create_at(f, &kam_outside_number_type, "{\"account_id\":\"%\",\"system\":\"erp2\",\"number\":\"K-1\"}", id);
    g_autofree char *none = NULL;

    assert_refused(f, &kam_outside_number_type, "{\"account_id\":\"%\",\"system\":\"erp2\",\"number\":\"K-1\"}", id,
                   "/number not_unique");
    create_at(f, &kam_outside_number_type, "{\"account_id\":\"%\",\"system\":\"duns\",\"number\":\"K-1\"}", id);
    none = domain_delete(f, &kam_outside_number_type, number);
    g_assert_cmpstr(none, ==, NULL);
    create_at(f, &kam_outside_number_type, "{\"account_id\":\"%\",\"system\":\"erp2\",\"number\":\"K-1\"}", id);
}

static void
test_team__has_nobody_twice_at_a_time(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    gint64 id = account(f, "{\"name\":\"A\"}");
    gint64 user = domain_create(f, &kam_user_type, "{\"name\":\"Mira\"}");
    static const struct {
        const char *role, *from, *to;
        gboolean fits;
    } rows[] = {
        { "service", "2025-01-01", "\"2025-06-30\"", TRUE },
        { "service", "2025-06-30", "null", FALSE },
        { "sales", "2025-02-01", "null", TRUE },
        { "service", "2025-07-01", "null", TRUE },
        { "service", "2030-01-01", "null", FALSE },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *json =
            g_strdup_printf("{\"account_id\":\"%" G_GINT64_FORMAT "\",\"user_id\":\"%" G_GINT64_FORMAT
                            "\",\"role\":\"%s\",\"from_day\":\"%s\",\"to_day\":%s}",
                            id, user, rows[i].role, rows[i].from, rows[i].to);
        g_autofree char *refusal = NULL;
        if (rows[i].fits) {
            domain_create(f, &kam_account_team_type, json);
            continue;
        }
        refusal = domain_refusal(f, &kam_account_team_type, json);
        g_assert_cmpstr(refusal, ==, "/user_id overlap");
    }
}

static void
test_price__of_a_day_and_quantity_is_one(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    gint64 list = domain_create(f, &kam_price_list_type,
                                "{\"name\":\"2025\",\"currency\":\"RSD\",\"valid_from\":\"2025-01-01\"}");
    gint64 product = domain_create(f, &kam_product_type, "{\"name\":\"Vijak\"}");
    static const struct {
        const char *rest, *refusal;
    } rows[] = {
        { "\"RSD\"},\"valid_from\":\"2025-01-01\",\"valid_to\":\"2025-06-30\"", NULL },
        { "\"RSD\"},\"valid_from\":\"2025-06-30\"", "/valid_from overlap" },
        { "\"RSD\"},\"valid_from\":\"2025-06-30\",\"min_quantity\":\"100\"", NULL },
        { "\"RSD\"},\"valid_from\":\"2025-07-01\"", NULL },
        { "\"EUR\"},\"valid_from\":\"2024-01-01\",\"valid_to\":\"2024-02-01\"", "/price currency" },
        { "\"RSD\"},\"valid_from\":\"2024-02-01\",\"valid_to\":\"2024-01-01\"", "/valid_to period" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *json =
            g_strdup_printf("{\"price_list_id\":\"%" G_GINT64_FORMAT "\",\"product_id\":\"%" G_GINT64_FORMAT
                            "\",\"price\":{\"amount\":\"12.50\",\"currency\":%s}",
                            list, product, rows[i].rest);
        g_autofree char *refusal = NULL;
        if (rows[i].refusal == NULL) {
            domain_create(f, &kam_price_list_item_type, json);
            continue;
        }
        refusal = domain_refusal(f, &kam_price_list_item_type, json);
        g_assert_cmpstr(refusal, ==, rows[i].refusal);
    }
}

static void
test_category__names_are_unique_below_one(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    gint64 top = domain_create(f, &kam_product_category_type, "{\"name\":\"Alat\"}");
    g_autofree char *refusal = domain_refusal(f, &kam_product_category_type, "{\"name\":\"ALAT\"}");

    g_assert_cmpstr(refusal, ==, "/name not_unique");
    create_at(f, &kam_product_category_type, "{\"name\":\"Alat\",\"parent_id\":\"%\"}", top);
}

static void
test_interaction__theirs_work_there(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    gint64 here = account(f, "{\"name\":\"A\"}"), there = account(f, "{\"name\":\"B\"}");
    gint64 contact = create_at(f, &kam_contact_type, "{\"account_id\":\"%\",\"family_name\":\"Peri\\u0107\"}", there);
    g_autofree char *json = g_strdup_printf("{\"account_id\":\"%" G_GINT64_FORMAT
                                            "\",\"kind\":\"call\",\"subject\":\"s\",\"theirs\":[\"%" G_GINT64_FORMAT
                                            "\"],\"next_step_on\":\"2026-01-01\"}",
                                            here, contact);
    g_autofree char *function = g_strdup_printf(
        "{\"contact_id\":\"%" G_GINT64_FORMAT "\",\"account_id\":\"%" G_GINT64_FORMAT "\"}", contact, here);
    g_autofree char *refusal = domain_refusal(f, &kam_interaction_type, json), *second = NULL;

    g_assert_cmpstr(refusal, ==, "/next_step required\n/theirs other_account");
    domain_create(f, &kam_contact_function_type, function);
    second = domain_refusal(f, &kam_interaction_type, json);
    g_assert_cmpstr(second, ==, "/next_step required");
}

static void
test_task__is_closed_with_an_outcome_and_opened_again(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    gint64 user = domain_create(f, &kam_user_type, "{\"name\":\"Mira\"}");
    gint64 task = create_at(f, &kam_task_type, "{\"title\":\"Poslati ponudu\",\"user_id\":\"%\"}", user);
    g_autofree char *refusal = domain_patch_refusal(f, &kam_task_type, task, "{\"state\":\"done\"}");

    g_assert_cmpstr(refusal, ==, "/outcome required_by_state");
    domain_patch(f, &kam_task_type, task, "{\"state\":\"done\",\"outcome\":\"poslata\"}");
    g_assert_cmpint(domain_get_int(f, &kam_task_type, task, "closed_at"), ==, f->work.now_ms);
    domain_patch(f, &kam_task_type, task, "{\"state\":\"open\"}");
    g_assert_cmpint(domain_get_int(f, &kam_task_type, task, "closed_at"), ==, 0);
}

/* --- duplicates ------------------------------------------------------------------------------------------------ */

static json_t *
pairs_of(Domain *f, const KamRecordType *type)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    KamJson json;

    kam_json_init(&json, text, 0);
    kam_json_begin_object(&json, NULL);
    kam_duplicates_pairs_to_json(&f->work, type, 50, NULL, &json, &error);
    g_assert_no_error(error);
    kam_json_end_object(&json);
    return json_loads(text->str, 0, NULL);
}

static gsize
count_pairs(Domain *f, const KamRecordType *type)
{
    json_t *answer = pairs_of(f, type);
    gsize n = json_array_size(json_object_get(answer, "items"));

    json_decref(answer);
    return n;
}

static void
test_duplicates__likest_come_first_and_dismissed_ones_not(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    gint64 first = account(f, "{\"name\":\"Metal Promet doo\",\"tax_number\":\"100000008\",\"phone\":\"011/234-567\"}");
    gint64 second = account(f, "{\"name\":\"METAL PROMET\",\"tax_number\":\"RS100000008\"}");
    json_t *answer, *top;

    account(f, "{\"name\":\"Treci\",\"phone\":\"+381 11 234567\"}");
    account(f, "{\"name\":\"Cetvrti\"}");
    answer = pairs_of(f, &kam_account_type);
    g_assert_cmpuint(json_array_size(json_object_get(answer, "items")), ==, 2);
    top = json_array_get(json_object_get(answer, "items"), 0);
    g_assert_cmpint(json_integer_value(json_object_get(top, "score")), ==, 100);
    g_assert_cmpuint(json_array_size(json_object_get(top, "reasons")), ==, 2);
    json_decref(answer);
    g_assert_true(kam_duplicates_dismiss(&f->work, &kam_account_type, second, first, NULL));
    g_assert_cmpuint(count_pairs(f, &kam_account_type), ==, 1);
    g_assert_false(kam_duplicates_dismiss(&f->work, &kam_account_type, first, first, NULL));
}

static GArray *
find_nothing(gpointer data, G_GNUC_UNUSED GError **error)
{
    (*(guint *)data)++;
    return g_array_new(FALSE, FALSE, sizeof(gint64));
}

/* How often they were found by now. */
static guint
ask_kept(Domain *f, KamPairsKept *kept, guint key, guint *n)
{
    g_autoptr(GError) error = NULL;
    const KamPairsWanted wanted = { "account", key, "duplicate_count_changes", "account", find_nothing, n };
    g_autoptr(GArray) pairs = kam_pairs_kept_get(kept, f->db, &wanted, &error);

    g_assert_no_error(error);
    g_assert_nonnull(pairs);
    return *n;
}

static void
test_duplicates__are_kept_until_something_changes(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamPairsKept) kept = kam_pairs_kept_new();
    gint64 first = account(f, "{\"name\":\"A\"}"), second = account(f, "{\"name\":\"B\"}");
    guint n = 0;

    g_assert_cmpuint(ask_kept(f, kept, 1, &n), ==, 1);
    g_assert_cmpuint(ask_kept(f, kept, 1, &n), ==, 1);
    g_assert_cmpuint(ask_kept(f, kept, 2, &n), ==, 2);
    account(f, "{\"name\":\"C\"}");
    g_assert_cmpuint(ask_kept(f, kept, 1, &n), ==, 3);
    create_at(f, &kam_contact_type, "{\"account_id\":\"%\",\"family_name\":\"Ana\"}", first);
    g_assert_cmpuint(ask_kept(f, kept, 1, &n), ==, 3);
    g_assert_true(kam_duplicates_dismiss(&f->work, &kam_account_type, first, second, NULL));
    g_assert_cmpuint(ask_kept(f, kept, 1, &n), ==, 4);
    g_assert_cmpuint(ask_kept(f, kept, 1, &n), ==, 4);
}

static guint
ask_suggestions(Domain *f, KamPairsKept *kept, guint *n)
{
    g_autoptr(GError) error = NULL;
    const KamPairsWanted wanted = { "suggestion", 1, "suggestion_count_changes", NULL, find_nothing, n };
    g_autoptr(GArray) pairs = kam_pairs_kept_get(kept, f->db, &wanted, &error);

    g_assert_no_error(error);
    g_assert_nonnull(pairs);
    return *n;
}

/* Accepting one makes a membership, which sets a parent: nothing that makes companies alike. */
static void
test_suggestions__are_kept_until_what_makes_them_changes(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(KamPairsKept) kept = kam_pairs_kept_new();
    gint64 first = account(f, "{\"name\":\"A\"}"), second = account(f, "{\"name\":\"B\"}");
    g_autofree char *tie =
        g_strdup_printf("{\"account_id\":\"%%\",\"parent_id\":\"%" G_GINT64_FORMAT "\",\"kind\":\"owns\"}", second);
    guint n = 0;

    g_assert_cmpuint(ask_suggestions(f, kept, &n), ==, 1);
    create_at(f, &kam_group_membership_type, tie, first);
    domain_patch(f, &kam_account_type, first, "{\"note\":\"nothing\"}");
    g_assert_cmpuint(ask_suggestions(f, kept, &n), ==, 1);
    domain_patch(f, &kam_account_type, first, "{\"phone\":\"+381 11 234 5678\"}");
    g_assert_cmpuint(ask_suggestions(f, kept, &n), ==, 2);
    create_at(f, &kam_contact_type, "{\"account_id\":\"%\",\"family_name\":\"Ana\"}", first);
    g_assert_cmpuint(ask_suggestions(f, kept, &n), ==, 3);
    g_assert_cmpuint(ask_suggestions(f, kept, &n), ==, 3);
}

static void
test_duplicates__values_of_many_say_nothing(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    for (int i = 0; i < 21; i++) {
        g_autofree char *json = g_strdup_printf("{\"name\":\"N%c\",\"email\":\"info@centrala.rs\"}", 'a' + i);
        account(f, json);
    }
    g_assert_cmpuint(count_pairs(f, &kam_account_type), ==, 0);
}

static guint
count_like(Domain *f, const KamRecordType *type, gint64 id)
{
    g_autoptr(KamRecord) record = kam_record_load(f->db, type, id, FALSE, NULL);
    g_autoptr(GArray) like = kam_duplicates_find_like(&f->work, record, KAM_LIKENESS_STRONG, NULL);

    return like->len;
}

static void
test_duplicates__persons_of_one_name_and_employer(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    gint64 here = account(f, "{\"name\":\"A\"}"), there = account(f, "{\"name\":\"B\"}");
    gint64 ana;

    create_at(f, &kam_contact_type, "{\"account_id\":\"%\",\"given_name\":\"Ana\",\"family_name\":\"Peri\\u0107\"}",
              here);
    ana = create_at(f, &kam_contact_type, "{\"account_id\":\"%\",\"family_name\":\"PERIC ANA\"}", there);
    g_assert_cmpuint(count_like(f, &kam_contact_type, ana), ==, 0);
    ana = create_at(f, &kam_contact_type, "{\"account_id\":\"%\",\"family_name\":\"PERIC ANA\"}", here);
    g_assert_cmpuint(count_like(f, &kam_contact_type, ana), ==, 1);
}

static void
test_duplicates__telephones_are_not_for_everybody(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    gint64 here = account(f, "{\"name\":\"A\"}");

    create_at(f, &kam_contact_type, "{\"account_id\":\"%\",\"family_name\":\"A\",\"email\":\"x@a.rs\"}", here);
    create_at(f, &kam_contact_type, "{\"account_id\":\"%\",\"family_name\":\"B\",\"email\":\"x@a.rs\"}", here);
    g_assert_cmpuint(count_pairs(f, &kam_contact_type), ==, 1);
    f->actor.role = KAM_ROLE_EXECUTIVE;
    f->actor.user_id = 9;
    if (kam_policy_class_access(&f->actor, KAM_PERSONAL) == KAM_NO_ACCESS)
        g_assert_cmpuint(count_pairs(f, &kam_contact_type), ==, 0);
    else
        g_assert_cmpuint(count_pairs(f, &kam_contact_type), ==, 1);
}

static void
add_tests(void)
{
    domain_add("account/heads", test_account__heads_follow_parents);
    domain_add("account/cycle", test_account__is_not_above_itself);
    domain_add("account/depth", test_account__chain_is_bounded);
    domain_add("account/keys", test_account__keys_are_those_of_imports);
    domain_add("account/delete", test_account__with_invoices_or_people_stays);
    domain_add("site/coordinates", test_site__has_two_coordinates_or_none);
    domain_add("outside-number/unique", test_outside_number__is_one_account_a_system);
    domain_add("team/overlap", test_team__has_nobody_twice_at_a_time);
    domain_add("price/overlap", test_price__of_a_day_and_quantity_is_one);
    domain_add("category/unique", test_category__names_are_unique_below_one);
    domain_add("interaction/theirs", test_interaction__theirs_work_there);
    domain_add("task/states", test_task__is_closed_with_an_outcome_and_opened_again);
    domain_add("duplicates/pairs", test_duplicates__likest_come_first_and_dismissed_ones_not);
    domain_add("duplicates/kept", test_duplicates__are_kept_until_something_changes);
    domain_add("suggestions/kept", test_suggestions__are_kept_until_what_makes_them_changes);
    domain_add("duplicates/many", test_duplicates__values_of_many_say_nothing);
    domain_add("duplicates/persons", test_duplicates__persons_of_one_name_and_employer);
    domain_add("duplicates/rights", test_duplicates__telephones_are_not_for_everybody);
}

int
main(int argc, char **argv)
{
    return domain_main(argc, argv, add_tests);
}
