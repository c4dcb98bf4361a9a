/* The fixture's database, its types and its actors. */
#include "fixture.h"

#include <string.h>

#include "base/date.h"
#include "store/migrate.h"
#include "store/query.h"

/* --- types --- */

static const KamField account_fields[] = {
    { .name = "number", .kind = KAM_TEXT, .en = "Number", .sr = "Broj", .max = 60, .searchable = TRUE },
    { .name = "name", .kind = KAM_TEXT, .en = "Name", .sr = "Naziv", .max = 200, .searchable = TRUE },
    { .name = "name_key", .kind = KAM_TEXT, .en = "Key", .sr = "Ključ", .computed = TRUE },
    { .name = "tax_number", .kind = KAM_TAX_NUMBER, .en = "Tax number", .sr = "PIB", .searchable = TRUE },
    { .name = "owner_id", .kind = KAM_REF, .en = "Owner", .sr = "Vlasnik", .to = "user" },
    { .name = "parent_id", .kind = KAM_REF, .en = "Parent", .sr = "Matica", .to = "account" },
    { 0 },
};
const KamRecordType account_type = { .name = "account",
                                     .plural = "accounts",
                                     .en = "Account",
                                     .sr = "Kupac",
                                     .fields = account_fields,
                                     .scope = KAM_SCOPE_SELF,
                                     .title = "name" };

static const KamChoice stages[] = {
    { "open", "Open", "Otvoren" }, { "won", "Won", "Dobijen" }, { "lost", "Lost", "Izgubljen" }, { 0 }
};
static const KamField deal_fields[] = {
    { .name = "account_id", .kind = KAM_REF, .en = "Account", .sr = "Kupac", .to = "account", .required = TRUE },
    { .name = "name", .kind = KAM_TEXT, .en = "Name", .sr = "Naziv", .required = TRUE, .searchable = TRUE },
    { .name = "note", .kind = KAM_LONG_TEXT, .en = "Note", .sr = "Beleška" },
    { .name = "pieces", .kind = KAM_INT, .en = "Pieces", .sr = "Komada" },
    { .name = "weight", .kind = KAM_DECIMAL, .en = "Weight", .sr = "Masa" },
    { .name = "discount", .kind = KAM_PERCENT, .en = "Discount", .sr = "Rabat", .field_class = KAM_COMMERCIAL },
    { .name = "price", .kind = KAM_MONEY, .en = "Price", .sr = "Cena", .field_class = KAM_COMMERCIAL },
    { .name = "cost", .kind = KAM_MONEY, .en = "Cost", .sr = "Trošak", .field_class = KAM_MARGIN },
    { .name = "due_on", .kind = KAM_DATE, .en = "Due", .sr = "Rok" },
    { .name = "called_at", .kind = KAM_INSTANT, .en = "Called", .sr = "Poziv" },
    { .name = "urgent", .kind = KAM_BOOLEAN, .en = "Urgent", .sr = "Hitno" },
    { .name = "stage", .kind = KAM_CHOICE, .en = "Stage", .sr = "Faza", .choices = stages },
    { .name = "ware_id", .kind = KAM_REF, .en = "Ware", .sr = "Roba", .to = "ware" },
    { .name = "wares", .kind = KAM_REFS, .en = "Wares", .sr = "Robe", .to = "ware" },
    { .name = "email",
      .kind = KAM_EMAIL,
      .en = "E-mail",
      .sr = "E-pošta",
      .field_class = KAM_PERSONAL,
      .searchable = TRUE },
    { .name = "secret",
      .kind = KAM_TEXT,
      .en = "Secret",
      .sr = "Tajna",
      .field_class = KAM_POLITICAL,
      .searchable = TRUE },
    { 0 },
};
const KamRecordType deal_type = { .name = "deal",
                                  .plural = "deals",
                                  .table = "test_deal",
                                  .en = "Deal",
                                  .sr = "Posao",
                                  .fields = deal_fields,
                                  .scope = KAM_SCOPE_ACCOUNT,
                                  .title = "name" };

static const KamField person_fields[] = {
    { .name = "account_id", .kind = KAM_REF, .en = "Account", .sr = "Kupac", .to = "account" },
    { .name = "name", .kind = KAM_TEXT, .en = "Name", .sr = "Ime", .required = TRUE, .searchable = TRUE },
    { 0 },
};
const KamRecordType person_type = { .name = "person",
                                    .plural = "persons",
                                    .table = "test_person",
                                    .en = "Person",
                                    .sr = "Osoba",
                                    .fields = person_fields,
                                    .scope = KAM_SCOPE_LINKED,
                                    .linked_by = "post",
                                    .linked_field = "person_id",
                                    .title = "name" };

static const KamField post_fields[] = {
    { .name = "account_id", .kind = KAM_REF, .en = "Account", .sr = "Kupac", .to = "account", .required = TRUE },
    { .name = "person_id", .kind = KAM_REF, .en = "Person", .sr = "Osoba", .to = "person", .required = TRUE },
    { 0 },
};
const KamRecordType post_type = { .name = "post",
                                  .plural = "posts",
                                  .table = "test_post",
                                  .en = "Post",
                                  .sr = "Mesto",
                                  .fields = post_fields,
                                  .scope = KAM_SCOPE_ACCOUNT };

static const KamField paper_fields[] = {
    { .name = "user_id", .kind = KAM_REF, .en = "User", .sr = "Korisnik", .to = "user", .required = TRUE },
    { .name = "account_id", .kind = KAM_REF, .en = "Account", .sr = "Kupac", .to = "account" },
    { 0 },
};
const KamRecordType paper_type = { .name = "paper",
                                   .plural = "papers",
                                   .table = "test_paper",
                                   .en = "Paper",
                                   .sr = "Papir",
                                   .fields = paper_fields,
                                   .scope = KAM_SCOPE_PERSONAL };

static const KamField ware_fields[] = {
    { .name = "name", .kind = KAM_TEXT, .en = "Name", .sr = "Naziv", .required = TRUE, .searchable = TRUE },
    { 0 },
};
const KamRecordType ware_type = { .name = "ware",
                                  .plural = "wares",
                                  .table = "test_ware",
                                  .en = "Ware",
                                  .sr = "Roba",
                                  .fields = ware_fields,
                                  .scope = KAM_SCOPE_NONE,
                                  .title = "name" };

const KamRecordType *const fixture_types[] = {
    &account_type, &deal_type, &person_type, &post_type, &paper_type, &ware_type, NULL,
};

/* --- the database --- */

#define SYSTEM_COLUMNS                                                                                                 \
    " id BIGINT NOT NULL PRIMARY KEY, version INTEGER NOT NULL DEFAULT 1, created_at BIGINT NOT NULL DEFAULT 0,"       \
    " created_by BIGINT NOT NULL DEFAULT 0, updated_at BIGINT NOT NULL DEFAULT 0,"                                     \
    " updated_by BIGINT NOT NULL DEFAULT 0, deleted_at BIGINT, "

static const char *const tables[] = {
    "CREATE TABLE test_deal (" SYSTEM_COLUMNS
    "account_id BIGINT NOT NULL, name TEXT NOT NULL, note TEXT, pieces BIGINT, weight_micro BIGINT,"
    " discount_micro BIGINT, price_micro BIGINT, price_currency TEXT, cost_micro BIGINT, cost_currency TEXT,"
    " due_on INTEGER, called_at BIGINT, urgent SMALLINT, stage TEXT, ware_id BIGINT, email TEXT, secret TEXT)",
    "CREATE TABLE test_person (" SYSTEM_COLUMNS "account_id BIGINT, name TEXT NOT NULL)",
    "CREATE TABLE test_post (" SYSTEM_COLUMNS "account_id BIGINT NOT NULL, person_id BIGINT NOT NULL)",
    "CREATE TABLE test_paper (" SYSTEM_COLUMNS "user_id BIGINT NOT NULL, account_id BIGINT)",
    "CREATE TABLE test_ware (" SYSTEM_COLUMNS "name TEXT NOT NULL)",
};

static const char **
get_kind(void)
{
    static const char *kind = "sqlite";

    return &kind;
}

static void
set_up(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    f->place = kam_test_db_new(*get_kind());
    f->db = kam_test_db_open(f->place, KAM_DB_CREATE);
    f->random = g_rand_new_with_seed(20261126);
    kam_migrate_run(f->db, NULL, &error);
    g_assert_no_error(error);
    for (guint i = 0; i < G_N_ELEMENTS(tables); i++)
        kam_test_db_run(f->db, tables[i]);
}

static void
tear_down(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_rand_free(f->random);
    kam_db_close(f->db);
    kam_test_db_free(f->place);
}

void
fixture_add(const char *name, void (*test)(Fixture *f, gconstpointer data))
{
    g_autofree char *path = g_strdup_printf("/record/%s/%s", *get_kind(), name);

    g_test_add(path, Fixture, NULL, set_up, test, tear_down);
}

static void
test_fixture__needs_a_server(void)
{
    g_test_skip("PostgreSQL is not installed (Debian: postgresql), so records are not tested on it");
}

int
fixture_main(int argc, char **argv, void (*add)(void))
{
    g_test_init(&argc, &argv, NULL);
    for (int i = 1; i + 1 < argc; i++)
        if (strcmp(argv[i], "--db") == 0)
            *get_kind() = argv[i + 1];
    if (kam_test_db_is_available(*get_kind()))
        add();
    else
        g_test_add_func("/record/postgres/all", test_fixture__needs_a_server);
    return g_test_run();
}

KamActor
fixture_actor(KamRole role, gint64 user, gint64 second, gint64 third)
{
    KamActor actor = { .user_id = user, .role = role, .scopes = KAM_SCOPES_ALL, .today = FIXTURE_TODAY };
    const gint64 people[] = { user, second, third };

    for (guint i = 0; i < G_N_ELEMENTS(people) && people[i] != 0; i++)
        actor.people[actor.n_people++] = people[i];
    return actor;
}

void
fixture_insert(Fixture *f, const char *table, const char *columns, const gint64 *values, guint n)
{
    g_autoptr(KamQuery) insert = kam_query_new_insert(table);
    g_auto(GStrv) names = g_strsplit(columns, " ", -1);
    g_autoptr(GError) error = NULL;

    g_assert_cmpuint(g_strv_length(names), ==, n);
    for (guint i = 0; i < n; i++)
        kam_query_set(insert, names[i], values[i] == G_MININT64 ? KAM_QUERY_NULL : KAM_QUERY_INT(values[i]));
    kam_query_run(insert, f->db, &error);
    g_assert_no_error(error);
}

static KamQueryValue
id_or_null(gint64 id)
{
    return id > 0 ? KAM_QUERY_INT(id) : KAM_QUERY_NULL;
}

void
fixture_add_account(Fixture *f, gint64 id, const char *name, gint64 owner, gint64 head)
{
    g_autoptr(KamQuery) insert = kam_query_new_insert("account");
    g_autoptr(GError) error = NULL;

    kam_query_set_int(insert, "id", id);
    kam_query_set_text(insert, "name", name);
    kam_query_set_text(insert, "name_key", "");
    kam_query_set_int(insert, "created_at", 1000);
    kam_query_set(insert, "owner_id", id_or_null(owner));
    kam_query_set(insert, "head_id", id_or_null(head));
    kam_query_run(insert, f->db, &error);
    g_assert_no_error(error);
}

void
fixture_add_team(Fixture *f, gint64 id, gint64 account, gint64 user, gint32 from_day, gint32 to_day, gboolean deleted)
{
    g_autoptr(KamQuery) insert = kam_query_new_insert("account_team");
    g_autoptr(GError) error = NULL;

    kam_query_set_int(insert, "id", id);
    kam_query_set_int(insert, "account_id", account);
    kam_query_set_int(insert, "user_id", user);
    kam_query_set_text(insert, "role", "service");
    kam_query_set_int(insert, "from_day", from_day);
    kam_query_set(insert, "to_day", to_day == KAM_DAY_NONE ? KAM_QUERY_NULL : KAM_QUERY_INT(to_day));
    kam_query_set_int(insert, "created_at", 1000);
    kam_query_set_int(insert, "updated_at", 1000);
    kam_query_set(insert, "deleted_at", deleted ? KAM_QUERY_INT(2000) : KAM_QUERY_NULL);
    kam_query_run(insert, f->db, &error);
    g_assert_no_error(error);
}

gint64
fixture_pick(Fixture *f, gint64 n)
{
    return g_rand_int_range(f->random, -1, (gint32)n);
}
