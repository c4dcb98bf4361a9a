/* Merging accounts and contacts, and taking it back. Run once a database: merge_accounts --db sqlite|postgres. */
#include <string.h>

#include "domain/support.h"
#include "record/audit.h"
#include "sales/columns/check.h"
#include "sales/ingest/batch.h"
#include "service/merges.h"

#define HEADER "document,position,date,account_number,account_name,product_number,product_name,quantity,net,currency\n"

static void
import(Domain *f, const char *lines)
{
    g_autofree char *path = g_strdup_printf("%s/%u.csv", f->folder, f->n_files++);
    g_autofree char *text = g_strconcat(HEADER, lines, NULL);
    const char *paths[] = { path, NULL };
    g_autoptr(GError) error = NULL;
    KamIngestOptions options = { 0 };
    KamBatchResult result;

    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    kam_batch_import(f->db, paths, &options, FALSE, f->work.now_ms, &result, &error);
    g_assert_no_error(error);
}

static void
assert_clean(Domain *f)
{
    g_autoptr(GError) error = NULL;
    KamSalesCheck check;

    kam_sales_check(f->db, &check, &error);
    g_assert_no_error(error);
    g_assert_true(kam_sales_check_is_clean(&check));
}

static gint64
net_of(Domain *f, gint64 account)
{
    return domain_ask(f, "SELECT CAST(COALESCE(SUM(net_micro), 0) AS BIGINT) FROM account_month WHERE account_id = $1",
                      account, 0);
}

static gboolean
try_merge(Domain *f, const KamRecordType *type, gint64 survivor, gint64 other, const char *take, gint64 *id,
          GError **error)
{
    g_auto(KamFaults) faults = { 0 };
    g_autoptr(KamTx) tx = kam_tx_begin(f->db, NULL);
    json_t *chosen = take == NULL ? NULL : json_loads(take, 0, NULL);
    gboolean done;

    kam_faults_init(&faults);
    f->work.now_ms++;
    done = kam_merges_run(&f->work, type, survivor, other, chosen, id, &faults, error);
    json_decref(chosen);
    return done && kam_tx_commit(tx, error);
}

static gint64
merge(Domain *f, const KamRecordType *type, gint64 survivor, gint64 other, const char *take)
{
    g_autoptr(GError) error = NULL;
    gint64 id = 0;

    try_merge(f, type, survivor, other, take, &id, &error);
    g_assert_no_error(error);
    return id;
}

static gboolean
try_undo(Domain *f, gint64 id, GError **error)
{
    g_autoptr(KamTx) tx = kam_tx_begin(f->db, NULL);

    f->work.now_ms++;
    return kam_merges_undo(&f->work, id, error) && kam_tx_commit(tx, error);
}

static void
undo(Domain *f, gint64 id)
{
    g_autoptr(GError) error = NULL;

    try_undo(f, id, &error);
    g_assert_no_error(error);
}

/* What tells that something happened at all. */
static const char *const history[] = {
    "audit_entry", "audit_head", "record_merge", "record_merge_step", "setting", NULL
};

typedef struct {
    gint64 alfa, beta, gama, ana, beta_ana;
} World;

/* Two accounts with lines, people, a team, a group, comments, tags and a watcher on both sides. */
static World
make_world(Domain *f)
{
    World w;
    gint64 user;

    import(f, "F1,1,2025-01-15,100,Alfa doo,A1,Vijak,10,100.50,RSD\n"
              "F1,2,2025-01-15,100,Alfa doo,A2,Navrtka,5,20.25,RSD\n"
              "F2,1,2025-01-20,200,Alfa d.o.o. Beograd,A1,Vijak,3,30.30,RSD\n");
    import(f, "F3,1,2025-02-10,200,Alfa d.o.o. Beograd,A2,Navrtka,7,70.70,RSD\n"
              "F4,1,2025-02-11,300,Gama,A2,Navrtka,1,9.90,RSD\n");
    w.alfa = domain_account_of(f, "100");
    w.beta = domain_account_of(f, "200");
    w.gama = domain_account_of(f, "300");
    user = domain_create(f, &kam_user_type, "{\"name\":\"Mira\",\"email\":\"mira@firma.rs\",\"role\":\"kam\"}");
    {
        g_autofree char *beta = g_strdup_printf(
            "{\"phone\":\"+381 11 234 567\",\"city\":\"Beograd\",\"owner_id\":\"%" G_GINT64_FORMAT "\"}", user);
        g_autofree char *gama = g_strdup_printf("{\"parent_id\":\"%" G_GINT64_FORMAT "\"}", w.beta);
        g_autofree char *ana = g_strdup_printf("{\"account_id\":\"%" G_GINT64_FORMAT
                                               "\",\"family_name\":\"Peri\xc4\x87\",\"given_name\":\"Ana\"}",
                                               w.alfa);
        g_autofree char *beta_ana = g_strdup_printf("{\"account_id\":\"%" G_GINT64_FORMAT
                                                    "\",\"family_name\":\"Peric\",\"given_name\":\"A.\",\"email\":"
                                                    "\"ana@beta.rs\",\"function\":\"nabavka\",\"influence\":7}",
                                                    w.beta);
        g_autofree char *team_alfa =
            g_strdup_printf("{\"account_id\":\"%" G_GINT64_FORMAT "\",\"user_id\":\"%" G_GINT64_FORMAT
                            "\",\"role\":\"service\",\"from_day\":\"2025-01-01\"}",
                            w.alfa, user);
        g_autofree char *team_beta =
            g_strdup_printf("{\"account_id\":\"%" G_GINT64_FORMAT "\",\"user_id\":\"%" G_GINT64_FORMAT
                            "\",\"role\":\"service\",\"from_day\":\"2025-03-01\"}",
                            w.beta, user);
        g_autofree char *visit = NULL;
        domain_patch(f, &kam_account_type, w.beta, beta);
        domain_patch(f, &kam_account_type, w.gama, gama);
        w.ana = domain_create(f, &kam_contact_type, ana);
        w.beta_ana = domain_create(f, &kam_contact_type, beta_ana);
        domain_create(f, &kam_account_team_type, team_alfa);
        domain_create(f, &kam_account_team_type, team_beta);
        visit = g_strdup_printf("{\"account_id\":\"%" G_GINT64_FORMAT
                                "\",\"kind\":\"visit\",\"subject\":\"Cenovnik\",\"theirs\":[\"%" G_GINT64_FORMAT
                                "\"],\"ours\":[\"%" G_GINT64_FORMAT "\"]}",
                                w.beta, w.beta_ana, user);
        domain_create(f, &kam_interaction_type, visit);
    }
    {
        static const char tag[] =
            "INSERT INTO record_tag (record_id, tag_id, type, created_at, created_by) VALUES ($1, $2, 'account', 5, 0)";
        static const char watcher[] =
            "INSERT INTO watcher (record_id, user_id, type, created_at) VALUES ($1, $2, 'account', 5)";
        static const char comment[] =
            "INSERT INTO comment (id, record_id, type, body, created_at, created_by, updated_at, updated_by)"
            " VALUES ($2, $1, 'account', 'stari kupac', 5, 0, 5, 0)";
        domain_run(f, tag, w.alfa, 1);
        domain_run(f, tag, w.beta, 1);
        domain_run(f, tag, w.beta, 2);
        domain_run(f, watcher, w.beta, 9);
        domain_run(f, comment, w.beta, 77);
    }
    return w;
}

static void
test_merge__sums_and_references_are_the_survivors(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    World w = make_world(f);
    gint64 alfa = net_of(f, w.alfa), beta = net_of(f, w.beta);
    g_autofree char *phone = NULL, *name = NULL;

    merge(f, &kam_account_type, w.alfa, w.beta, NULL);
    g_assert_cmpint(net_of(f, w.alfa), ==, alfa + beta);
    g_assert_cmpint(net_of(f, w.alfa), ==, 221750000);
    g_assert_cmpint(net_of(f, w.beta), ==, 0);
    assert_clean(f);
    g_assert_cmpint(domain_get_int(f, &kam_contact_type, w.beta_ana, "account_id"), ==, w.alfa);
    g_assert_cmpint(domain_get_int(f, &kam_account_type, w.gama, "parent_id"), ==, w.alfa);
    g_assert_cmpint(domain_get_int(f, &kam_account_type, w.gama, "head_id"), ==, w.alfa);
    g_assert_cmpint(domain_get_int(f, &kam_account_type, w.beta, "merged_into_id"), ==, w.alfa);
    /* What the survivor lacked comes from the other, what it had stays. */
    phone = domain_get_text(f, &kam_account_type, w.alfa, "phone");
    name = domain_get_text(f, &kam_account_type, w.alfa, "name");
    g_assert_cmpstr(phone, ==, "+381 11 234 567");
    g_assert_cmpstr(name, ==, "Alfa doo");
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT COUNT(*) FROM account_team WHERE deleted_at IS NULL"), ==, 1);
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT COUNT(*) FROM record_tag"), ==, 2);
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT record_id FROM comment WHERE id = 77"), ==, w.alfa);
}

static void
test_merge__undo_restores_every_byte(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    World w = make_world(f);
    g_autoptr(GError) error = NULL;
    g_autofree char *before = NULL, *merged = NULL, *after = NULL;
    gint64 id;

    before = domain_dump(f, history);
    id = merge(f, &kam_account_type, w.alfa, w.beta, "{\"name\":\"other\",\"number\":\"other\"}");
    assert_clean(f);
    merged = domain_dump(f, history);
    g_assert_cmpstr(merged, !=, before);
    undo(f, id);
    assert_clean(f);
    after = domain_dump(f, history);
    g_assert_cmpstr(after, ==, before);
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT COUNT(*) FROM record_merge_step"), ==, 0);
    g_assert_false(try_undo(f, id, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_CONFLICT);
}

static void
test_merge__imports_find_the_survivor(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    World w = make_world(f);
    gint64 accounts = kam_test_db_get_int(f->db, "SELECT COUNT(*) FROM account");
    gint64 before;
    g_autofree char *name = NULL;

    merge(f, &kam_account_type, w.alfa, w.beta, NULL);
    before = net_of(f, w.alfa);
    import(f, "F9,1,2025-05-05,200,Alfa d.o.o. Beograd,A1,Vijak,1,1.00,RSD\n"
              "F10,1,2025-05-06,,Alfa d.o.o. Beograd,A1,Vijak,1,2.00,RSD\n"
              "F11,1,2025-05-06,100,Alfa doo,A1,Vijak,1,4.00,RSD\n");
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT COUNT(*) FROM account"), ==, accounts);
    g_assert_cmpint(net_of(f, w.alfa), ==, before + 7000000);
    name = domain_get_text(f, &kam_account_type, w.alfa, "name");
    g_assert_cmpstr(name, ==, "Alfa doo");
    assert_clean(f);
}

static void
test_merge__same_file_again_adds_nothing(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    World w = make_world(f);
    gint64 before;

    merge(f, &kam_account_type, w.alfa, w.beta, NULL);
    before = net_of(f, w.alfa);
    import(f, "F3,1,2025-02-10,200,Alfa d.o.o. Beograd,A2,Navrtka,7,70.70,RSD\n"
              "F4,1,2025-02-11,300,Gama,A2,Navrtka,1,9.90,RSD\n");
    g_assert_cmpint(net_of(f, w.alfa), ==, before);
    assert_clean(f);
}

static void
test_merge__batch_of_the_merged_one_can_be_undone(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    World w = make_world(f);
    g_autoptr(GError) error = NULL;
    guint64 lines;

    merge(f, &kam_account_type, w.alfa, w.beta, NULL);
    kam_batch_undo(f->db, 2, f->work.now_ms, &lines, &error);
    g_assert_no_error(error);
    g_assert_cmpint(net_of(f, w.alfa), ==, 151050000);
    assert_clean(f);
}

static void
test_merge__undo_leaves_what_was_changed_since(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    World w = make_world(f);
    gint64 id = merge(f, &kam_account_type, w.alfa, w.beta, NULL);
    g_autofree char *note = NULL;

    domain_patch(f, &kam_contact_type, w.beta_ana, "{\"note\":\"nov broj\"}");
    undo(f, id);
    note = domain_get_text(f, &kam_contact_type, w.beta_ana, "note");
    g_assert_cmpstr(note, ==, "nov broj");
    g_assert_cmpint(domain_get_int(f, &kam_contact_type, w.beta_ana, "account_id"), ==, w.beta);
}

static void
test_merge__survivor_changed_since_keeps_the_merge(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    World w = make_world(f);
    gint64 id = merge(f, &kam_account_type, w.alfa, w.beta, NULL);
    g_autoptr(GError) error = NULL;

    domain_patch(f, &kam_account_type, w.alfa, "{\"industry\":\"metal\"}");
    g_assert_false(try_undo(f, id, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_CONFLICT);
}

static void
test_merge__parent_and_daughter_become_one(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    World w = make_world(f);
    g_autofree char *before = domain_dump(f, history), *after = NULL;
    gint64 id = merge(f, &kam_account_type, w.gama, w.beta, NULL);

    /* beta was above gama: gama is at the top now. */
    g_assert_cmpint(domain_get_int(f, &kam_account_type, w.gama, "parent_id"), ==, 0);
    g_assert_cmpint(domain_get_int(f, &kam_account_type, w.gama, "head_id"), ==, 0);
    undo(f, id);
    after = domain_dump(f, history);
    g_assert_cmpstr(after, ==, before);
}

static void
test_merge__through_a_third_company_is_refused(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    World w = make_world(f);
    g_autofree char *parent = g_strdup_printf("{\"parent_id\":\"%" G_GINT64_FORMAT "\"}", w.gama);
    g_autoptr(GError) error = NULL;
    gint64 id;

    domain_patch(f, &kam_account_type, w.alfa, parent); /* beta above gama above alfa */
    g_assert_false(try_merge(f, &kam_account_type, w.alfa, w.beta, NULL, &id, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_CONFLICT);
    assert_clean(f);
}

static void
test_merge__wrong_choices_are_refused(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    World w = make_world(f);
    static const char *const takes[] = { "{\"nothing\":\"other\"}", "{\"head_id\":\"other\"}", "{\"name\":\"both\"}",
                                         "{\"name\":1}" };
    gint64 id;

    for (gsize i = 0; i < G_N_ELEMENTS(takes); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_false(try_merge(f, &kam_account_type, w.alfa, w.beta, takes[i], &id, &error));
        g_assert_error(error, KAM_ERROR, KAM_ERROR_INVALID);
    }
    g_assert_false(try_merge(f, &kam_account_type, w.alfa, w.alfa, NULL, &id, NULL));
    g_assert_false(try_merge(f, &kam_account_type, w.alfa, w.ana, NULL, &id, NULL));
    g_assert_false(try_merge(f, &kam_product_type, w.alfa, w.beta, NULL, &id, NULL));
}

static void
test_merge__who_does_not_see_both_is_told_of_none(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    World w = make_world(f);
    g_autoptr(GError) error = NULL;
    gint64 id;

    f->actor.role = KAM_ROLE_KAM;
    f->actor.user_id = 4711;
    f->actor.people[0] = 4711;
    f->actor.n_people = 1;
    f->actor.scopes = KAM_SCOPES_ALL;
    g_assert_false(try_merge(f, &kam_account_type, w.alfa, w.beta, NULL, &id, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND);
}

static void
test_merge__contacts_of_two_companies(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    World w = make_world(f);
    g_autofree char *before = domain_dump(f, history), *after = NULL, *email = NULL;
    gint64 id = merge(f, &kam_contact_type, w.ana, w.beta_ana, NULL);

    g_assert_cmpint(domain_ask(f,
                               "SELECT COUNT(*) FROM contact_function WHERE contact_id = $1 AND account_id = $2"
                               " AND function = 'nabavka' AND influence = 7",
                               w.ana, w.beta),
                    ==, 1);
    g_assert_cmpint(domain_ask(f, "SELECT COUNT(*) FROM record_link WHERE target_id = $1", w.ana, 0), ==, 1);
    email = domain_get_text(f, &kam_contact_type, w.ana, "email");
    g_assert_cmpstr(email, ==, "ana@beta.rs");
    undo(f, id);
    after = domain_dump(f, history);
    g_assert_cmpstr(after, ==, before);
}

static void
test_merge__one_after_another_and_back(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    World w = make_world(f);
    g_autofree char *before = domain_dump(f, history), *after = NULL;
    g_autoptr(GError) error = NULL;
    gint64 first = merge(f, &kam_account_type, w.beta, w.gama, NULL);
    gint64 second = merge(f, &kam_account_type, w.alfa, w.beta, NULL);
    gint64 net = net_of(f, w.alfa);

    g_assert_cmpint(net, ==, 231650000);
    import(f, "F12,1,2025-05-06,300,Gama,A1,Vijak,1,4.00,RSD\n");
    g_assert_cmpint(net_of(f, w.alfa), ==, net + 4000000);
    {
        guint64 lines;
        g_assert_true(kam_batch_undo(f->db, 3, f->work.now_ms, &lines, &error));
    }
    g_assert_false(try_undo(f, first, NULL));
    undo(f, second);
    undo(f, first);
    assert_clean(f);
    after = domain_dump(f, history);
    {
        /* The batch that was undone is remembered. */
        g_auto(GStrv) old = g_strsplit(before, "== import_batch", 2), new = g_strsplit(after, "== import_batch", 2);
        g_assert_cmpstr(new[0], ==, old[0]);
    }
}

static void
test_merge__preview_says_what_would_be(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    World w = make_world(f);
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    KamJson json;
    json_t *answer;

    kam_json_init(&json, text, 0);
    kam_json_begin_object(&json, NULL);
    kam_merges_preview_to_json(&f->work, &kam_account_type, w.alfa, w.beta, &json, &error);
    g_assert_no_error(error);
    kam_json_end_object(&json);
    answer = json_loads(text->str, 0, NULL);
    g_assert_nonnull(answer);
    g_assert_cmpint(json_integer_value(json_object_get(answer, "lines")), ==, 2);
    g_assert_cmpuint(json_array_size(json_object_get(answer, "fields")), ==, 3); /* city, phone, owner_id */
    g_assert_cmpstr(json_string_value(json_object_get(json_object_get(answer, "other"), "city")), ==, "Beograd");
    json_decref(answer);
}

static void
test_merge__audit_stays_whole(Domain *f, G_GNUC_UNUSED gconstpointer data)
{
    World w = make_world(f);
    g_autoptr(GString) findings = g_string_new(NULL);
    g_autofree char *end = NULL;
    guint64 n;

    undo(f, merge(f, &kam_account_type, w.alfa, w.beta, NULL));
    g_assert_true(kam_audit_verify(f->db, findings, &n, &end, NULL));
    g_assert_cmpstr(findings->str, ==, "");
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT COUNT(*) FROM audit_entry WHERE action = 'merge'"), ==, 2);
    g_assert_cmpint(kam_test_db_get_int(f->db, "SELECT COUNT(*) FROM audit_entry WHERE action = 'unmerge'"), ==, 2);
}

static void
add_tests(void)
{
#define ADD(name, test) domain_add("merge/" name, test)
    ADD("survivor", test_merge__sums_and_references_are_the_survivors);
    ADD("undo", test_merge__undo_restores_every_byte);
    ADD("imports", test_merge__imports_find_the_survivor);
    ADD("same-file", test_merge__same_file_again_adds_nothing);
    ADD("undo-batch", test_merge__batch_of_the_merged_one_can_be_undone);
    ADD("undo-after-change", test_merge__undo_leaves_what_was_changed_since);
    ADD("survivor-changed", test_merge__survivor_changed_since_keeps_the_merge);
    ADD("parent-and-daughter", test_merge__parent_and_daughter_become_one);
    ADD("third-company", test_merge__through_a_third_company_is_refused);
    ADD("wrong-choices", test_merge__wrong_choices_are_refused);
    ADD("unseen", test_merge__who_does_not_see_both_is_told_of_none);
    ADD("contacts", test_merge__contacts_of_two_companies);
    ADD("chain", test_merge__one_after_another_and_back);
    ADD("preview", test_merge__preview_says_what_would_be);
    ADD("audit", test_merge__audit_stays_whole);
}

int
main(int argc, char **argv)
{
    return domain_main(argc, argv, add_tests);
}
