/* Filters against a plain evaluation of them over all rows, pages in every order, and what is refused. */
#include <jansson.h>
#include <string.h>

#include "fixture.h"
#include "record/list.h"

#define N_DEALS 150

/* One column of all rows, as it was stored. */
typedef enum { IS_TEXT, IS_NUMBER } CellKind;
typedef struct {
    const char *name;   /* in filters */
    const char *column; /* in the table */
    CellKind kind;
    const char *const *texts; /* what is stored, at random; numbers: i-th is as filters write `numbers[i]` */
    const gint64 *numbers;
    guint n;
    gboolean is_ordered;
    const char *like; /* a pattern, and ... */
} Column;

static const char *const name_texts[] = { "alfa", "beta", "Gama", "a,b", "c\"d", "x(y)", "Ђура", "100%", "a_b", "" };
static const char *const piece_texts[] = { "-5", "0", "7", "9223372036854775807" };
static const gint64 piece_numbers[] = { -5, 0, 7, G_MAXINT64 };
static const char *const weight_texts[] = { "0.000001", "-12.5", "3", "1000000" };
static const gint64 weight_numbers[] = { 1, -12500000, 3000000, G_GINT64_CONSTANT(1000000000000) };
static const char *const day_texts[] = { "1969-12-31", "2026-11-26", "2000-02-29" };
static const gint64 day_numbers[] = { -1, 20783, 11016 };
static const char *const instant_texts[] = { "2026-11-26T00:00:00Z", "2026-11-26T01:00:00.125+01:00",
                                             "2026-11-26T10:30Z" };
static const gint64 instant_numbers[] = { G_GINT64_CONSTANT(1795651200000), G_GINT64_CONSTANT(1795651200125),
                                          G_GINT64_CONSTANT(1795689000000) };
static const char *const boolean_texts[] = { "false", "true" };
static const gint64 boolean_numbers[] = { 0, 1 };
static const char *const stage_texts[] = { "open", "won", "lost" };
static const char *const ware_texts[] = { "1", "2", "3" };
static const gint64 ware_numbers[] = { 1, 2, 3 };
static const char *const currency_texts[] = { "RSD", "EUR" };

static const Column columns[] = {
    { "name", "name", IS_TEXT, name_texts, NULL, G_N_ELEMENTS(name_texts), TRUE, "*a*" },
    { "note", "note", IS_TEXT, name_texts, NULL, G_N_ELEMENTS(name_texts), TRUE, "ђ*" },
    { "pieces", "pieces", IS_NUMBER, piece_texts, piece_numbers, G_N_ELEMENTS(piece_texts), TRUE, NULL },
    { "weight", "weight_micro", IS_NUMBER, weight_texts, weight_numbers, G_N_ELEMENTS(weight_texts), TRUE, NULL },
    { "discount", "discount_micro", IS_NUMBER, weight_texts, weight_numbers, G_N_ELEMENTS(weight_texts), TRUE, NULL },
    { "price.amount", "price_micro", IS_NUMBER, weight_texts, weight_numbers, G_N_ELEMENTS(weight_texts), TRUE, NULL },
    { "price.currency", "price_currency", IS_TEXT, currency_texts, NULL, 2, TRUE, "*S*" },
    { "due_on", "due_on", IS_NUMBER, day_texts, day_numbers, G_N_ELEMENTS(day_texts), TRUE, NULL },
    { "called_at", "called_at", IS_NUMBER, instant_texts, instant_numbers, G_N_ELEMENTS(instant_texts), TRUE, NULL },
    { "urgent", "urgent", IS_NUMBER, boolean_texts, boolean_numbers, 2, FALSE, NULL },
    { "stage", "stage", IS_TEXT, stage_texts, NULL, G_N_ELEMENTS(stage_texts), FALSE, NULL },
    { "ware_id", "ware_id", IS_NUMBER, ware_texts, ware_numbers, G_N_ELEMENTS(ware_texts), FALSE, NULL },
};
#define N_COLUMNS G_N_ELEMENTS(columns)

/* The value's index in the column's list; -1: NULL. */
typedef struct {
    int cells[N_DEALS + 1][N_COLUMNS];
} Deals;

static void
insert_deal(Fixture *f, gint64 id, const int *cells)
{
    g_autoptr(KamQuery) insert = kam_query_new_insert("test_deal");
    g_autoptr(GError) error = NULL;

    kam_query_set_int(insert, "id", id);
    kam_query_set_int(insert, "account_id", id % 3 + 1);
    kam_query_set_int(insert, "created_by", id % 2 + 1);
    for (guint i = 0; i < N_COLUMNS; i++) {
        if (cells[i] < 0)
            kam_query_set(insert, columns[i].column, KAM_QUERY_NULL);
        else if (columns[i].kind == IS_TEXT)
            kam_query_set_text(insert, columns[i].column, columns[i].texts[cells[i]]);
        else
            kam_query_set_int(insert, columns[i].column, columns[i].numbers[cells[i]]);
    }
    kam_query_run(insert, f->db, &error);
    g_assert_no_error(error);
}

static Deals *
add_deals(Fixture *f)
{
    Deals *deals = g_new0(Deals, 1);
    g_autoptr(GError) error = NULL;
    g_autoptr(KamTx) tx = kam_tx_begin(f->db, &error);

    for (gint64 account = 1; account <= 3; account++)
        fixture_add_account(f, account, account == 2 ? "Beta \"B\"" : "Alfa", account, 0);
    kam_test_db_run(f->db, "INSERT INTO test_ware (id, name) VALUES (1, 'one'), (2, 'two'), (3, 'three')");
    for (gint64 id = 1; id <= N_DEALS; id++) {
        for (guint i = 0; i < N_COLUMNS; i++)
            deals->cells[id][i] = (int)fixture_pick(f, columns[i].n);
        deals->cells[id][0] = MAX(deals->cells[id][0], 0); /* the name is required */
        insert_deal(f, id, deals->cells[id]);
    }
    g_assert_true(kam_tx_commit(tx, &error));
    return deals;
}

/* --- a plain evaluation, with SQL's three truths: -1 is unknown --- */

static int
compare_cells(const Column *column, int a, int b)
{
    if (column->kind == IS_TEXT)
        return strcmp(column->texts[a], column->texts[b]);
    return (column->numbers[a] > column->numbers[b]) - (column->numbers[a] < column->numbers[b]);
}

static const char *
next_letter(const char *text)
{
    do
        text++;
    while ((*text & 0xc0) == 0x80);
    return text;
}

/* '*' any run, on UTF-8 without regard to case. */
static gboolean
matches(const char *pattern, const char *text)
{
    if (*pattern == '\0')
        return *text == '\0';
    if (*pattern == '*')
        return matches(pattern + 1, text) || (*text != '\0' && matches(pattern, next_letter(text)));
    return *text != '\0' && g_unichar_tolower(g_utf8_get_char(pattern)) == g_unichar_tolower(g_utf8_get_char(text)) &&
           matches(next_letter(pattern), next_letter(text));
}

typedef struct {
    GString *text;          /* as a filter writes it */
    int truth[N_DEALS + 1]; /* for each row */
} Condition;

static const char *
encode(const char *value, gboolean in_group, GString *buffer)
{
    g_string_truncate(buffer, 0);
    if (!in_group)
        return value;
    g_string_append_c(buffer, '"');
    for (; *value != '\0'; value++) {
        if (*value == '"' || *value == '\\')
            g_string_append_c(buffer, '\\');
        g_string_append_c(buffer, *value);
    }
    g_string_append_c(buffer, '"');
    return buffer->str;
}

static int
judge(const char *op, const Column *column, int cell, int value)
{
    int order;

    if (strcmp(op, "is") == 0)
        return cell < 0;
    if (strcmp(op, "isdistinct") == 0)
        return cell < 0 || compare_cells(column, cell, value) != 0;
    if (cell < 0)
        return -1;
    if (strcmp(op, "ilike") == 0)
        return matches(column->like, column->texts[cell]);
    order = compare_cells(column, cell, value);
    if (strcmp(op, "in") == 0)
        return order == 0 || compare_cells(column, cell, 0) == 0;
    return strcmp(op, "eq") == 0    ? order == 0
           : strcmp(op, "neq") == 0 ? order != 0
           : strcmp(op, "gt") == 0  ? order > 0
           : strcmp(op, "gte") == 0 ? order >= 0
           : strcmp(op, "lt") == 0  ? order < 0
                                    : order <= 0;
}

static const char *
pick_operator(Fixture *f, const Column *column)
{
    static const char *const ordered[] = { "gt", "gte", "lt", "lte" };
    static const char *const equal[] = { "eq", "neq", "isdistinct", "in", "is", "in" };

    if (column->like != NULL && fixture_pick(f, 5) == 0)
        return "ilike";
    if (column->is_ordered && fixture_pick(f, 3) < 1)
        return ordered[fixture_pick(f, 3) + 1];
    return equal[fixture_pick(f, 5) + 1];
}

/* A comparison at random; behind a name of its own when it stands in a group, else the name is given back. */
static const Column *
random_comparison(Fixture *f, const Deals *deals, gboolean in_group, Condition *condition)
{
    guint at = (guint)fixture_pick(f, N_COLUMNS - 1) + 1;
    const Column *column = &columns[at];
    const char *op = pick_operator(f, column);
    gboolean is_not = fixture_pick(f, 3) == 0;
    int value = (int)fixture_pick(f, column->n - 1) + 1;
    g_autoptr(GString) quoted = g_string_new(NULL);
    g_autoptr(GString) first = g_string_new(NULL);

    value = MIN(value, (int)column->n - 1);
    if (in_group)
        g_string_append_printf(condition->text, "%s.", column->name);
    g_string_append_printf(condition->text, "%s%s.", is_not ? "not." : "", op);
    if (strcmp(op, "is") == 0)
        g_string_append(condition->text, "null");
    else if (strcmp(op, "ilike") == 0)
        g_string_append(condition->text, column->like);
    else if (strcmp(op, "in") == 0)
        g_string_append_printf(condition->text, "(%s,%s)", encode(column->texts[0], TRUE, first),
                               encode(column->texts[value], TRUE, quoted));
    else
        g_string_append(condition->text, encode(column->texts[value], in_group, quoted));
    for (guint id = 1; id <= N_DEALS; id++) {
        int truth = judge(op, column, deals->cells[id][at], value);

        condition->truth[id] = is_not && truth >= 0 ? !truth : truth;
    }
    return column;
}

static int
join(gboolean any, int a, int b)
{
    if (any)
        return a == 1 || b == 1 ? 1 : a == -1 || b == -1 ? -1 : 0;
    return a == 0 || b == 0 ? 0 : a == -1 || b == -1 ? -1 : 1;
}

static void
random_group(Fixture *f, const Deals *deals, gboolean any, guint depth, Condition *condition)
{
    guint n = (guint)fixture_pick(f, 3) + 2;

    g_string_append_c(condition->text, '(');
    for (guint id = 1; id <= N_DEALS; id++)
        condition->truth[id] = !any;
    for (guint i = 0; i < n; i++) {
        Condition part = { .text = condition->text };

        if (i > 0)
            g_string_append_c(condition->text, ',');
        if (depth < 3 && fixture_pick(f, 4) == 0) {
            gboolean inner = fixture_pick(f, 2) == 0;
            gboolean is_not = fixture_pick(f, 2) == 0;

            g_string_append_printf(condition->text, "%s%s", is_not ? "not." : "", inner ? "or" : "and");
            random_group(f, deals, inner, depth + 1, &part);
            for (guint id = 1; is_not && id <= N_DEALS; id++)
                part.truth[id] = part.truth[id] < 0 ? -1 : !part.truth[id];
        } else {
            random_comparison(f, deals, TRUE, &part);
        }
        for (guint id = 1; id <= N_DEALS; id++)
            condition->truth[id] = join(any, condition->truth[id], part.truth[id]);
    }
    g_string_append_c(condition->text, ')');
}

/* --- lists --- */

static KamFilter *
parse(const KamActor *actor, const char *query)
{
    g_auto(KamFaults) faults = { 0 };
    KamFilter *filter;

    kam_faults_init(&faults);
    filter = kam_filter_parse(actor, fixture_types, &deal_type, query, &faults);
    if (filter == NULL)
        g_test_message("%s: %s", query, ((const KamFault *)faults.list->pdata[0])->detail);
    g_assert_nonnull(filter);
    return filter;
}

static json_t *
list(Fixture *f, const KamActor *actor, const char *query, char **next, gint64 *total)
{
    g_autoptr(KamFilter) filter = parse(actor, query);
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    KamJson json;
    json_t *items;

    kam_json_init(&json, out, 0);
    kam_record_list_to_json(f->db, actor, fixture_types, filter, &json, NULL, next, total, &error);
    g_assert_no_error(error);
    items = json_loads(out->str, JSON_REJECT_DUPLICATES, NULL);
    g_assert_nonnull(items);
    return items;
}

static char *
ids_of(const json_t *items)
{
    g_autoptr(GString) ids = g_string_new(NULL);

    for (gsize i = 0; i < json_array_size(items); i++)
        g_string_append_printf(ids, "%s ", json_string_value(json_object_get(json_array_get(items, i), "id")));
    return g_strdup(ids->str);
}

static void
assert_finds(Fixture *f, const char *query, const int *truth)
{
    KamActor director = fixture_actor(KAM_ROLE_DIRECTOR, 9, 0, 0);
    g_autoptr(GString) expected = g_string_new(NULL);
    gint64 total = -1, n = 0;
    json_t *items = list(f, &director, query, NULL, &total);
    g_autofree char *ids = ids_of(items);

    for (guint id = 1; id <= N_DEALS; id++)
        if (truth[id] == 1) {
            g_string_append_printf(expected, "%u ", id);
            n++;
        }
    if (strcmp(ids, expected->str) != 0)
        g_printerr("%s\n", query);
    g_assert_cmpstr(ids, ==, expected->str);
    g_assert_cmpint(total, ==, n);
    json_decref(items);
}

static guint
n_rounds(void)
{
    return g_getenv("KAMEN_SANITIZED") != NULL ? 100 : 400;
}

static void
test_filter__comparisons_find_what_a_plain_look_finds(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree Deals *deals = add_deals(f);

    for (guint round = 0; round < n_rounds(); round++) {
        g_autofree Condition *condition = g_new0(Condition, 1);
        g_autoptr(GString) text = g_string_new(NULL);
        g_autofree char *value = NULL;
        g_autofree char *query = NULL;
        const Column *column;

        condition->text = text;
        column = random_comparison(f, deals, FALSE, condition);
        value = g_uri_escape_string(text->str, NULL, FALSE);
        query = g_strdup_printf("limit=500&select=id&%s=%s", column->name, value);
        assert_finds(f, query, condition->truth);
    }
}

static void
test_filter__groups_find_what_a_plain_look_finds(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char *const names[] = { "and", "or", "not.and", "not.or" };
    g_autofree Deals *deals = add_deals(f);

    for (guint round = 0; round < n_rounds(); round++) {
        g_autofree Condition *condition = g_new0(Condition, 1);
        g_autoptr(GString) text = g_string_new(NULL);
        g_autofree char *value = NULL;
        g_autofree char *query = NULL;

        condition->text = text;
        random_group(f, deals, round % 2 == 1, 0, condition);
        for (guint id = 1; round % 4 >= 2 && id <= N_DEALS; id++)
            condition->truth[id] = condition->truth[id] < 0 ? -1 : !condition->truth[id];
        value = g_uri_escape_string(text->str, NULL, FALSE);
        query = g_strdup_printf("%s=%s&limit=500&select=id", names[round % 4], value);
        assert_finds(f, query, condition->truth);
    }
}

static void
test_filter__parameters_hold_together(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree Deals *deals = add_deals(f);
    int truth[N_DEALS + 1];

    for (guint id = 1; id <= N_DEALS; id++)
        truth[id] = id >= 20 && id < 90 && deals->cells[id][10] == 1;
    assert_finds(f, "id=gte.20&id=lt.90&stage=eq.won&limit=500", truth);
}

static void
test_filter__many_references(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    KamActor director = fixture_actor(KAM_ROLE_DIRECTOR, 9, 0, 0);
    static const struct {
        const char *query, *ids;
    } cases[] = {
        { "wares=cs.{1}", "1 2 " },
        { "wares=cs.{1,2}", "1 " },
        { "wares=in.(2,3)", "1 3 " },
        { "wares=not.in.(2,3)&id=lt.5", "2 4 " },
        { "wares=is.null&id=lt.6", "4 5 " },
        { "wares=not.is.null", "1 2 3 " },
        { "or=(wares.cs.{3},id.eq.7)", "3 7 " },
    };
    G_GNUC_UNUSED g_autofree Deals *deals = add_deals(f);

    kam_test_db_run(f->db, "INSERT INTO record_link (record_id, field, position, target_id) VALUES (1, 'wares', 0, 2),"
                           " (1, 'wares', 1, 1), (2, 'wares', 0, 1), (3, 'wares', 0, 3), (4, 'other', 0, 1)");
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        json_t *items = list(f, &director, cases[i].query, NULL, NULL);
        g_autofree char *ids = ids_of(items);

        g_test_message("%s", cases[i].query);
        g_assert_cmpstr(ids, ==, cases[i].ids);
        json_decref(items);
    }
}

/* --- pages --- */

static char *
all_pages(Fixture *f, const KamActor *actor, const char *order, guint limit)
{
    g_autoptr(GString) all = g_string_new(NULL);
    g_autofree char *cursor = g_strdup("");

    while (cursor != NULL) {
        g_autofree char *query = g_strdup_printf("order=%s&limit=%u&select=id&cursor=%s", order, limit, cursor);
        char *next = NULL;
        json_t *items = list(f, actor, query, &next, NULL);
        g_autofree char *ids = ids_of(items);

        g_string_append(all, ids);
        g_free(cursor);
        cursor = next;
        json_decref(items);
    }
    return g_strdup(all->str);
}

static void
test_pages__give_each_row_once_in_every_order(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char *const keys[] = { "name",      "pieces", "weight", "price.amount", "price.currency", "due_on",
                                        "called_at", "urgent", "stage",  "created_by",   "version" };
    static const char *const ways[] = { "", ".desc", ".nullsfirst", ".desc.nullsfirst", ".asc.nullslast" };
    KamActor director = fixture_actor(KAM_ROLE_DIRECTOR, 9, 0, 0);
    G_GNUC_UNUSED g_autofree Deals *deals = add_deals(f);

    for (guint a = 0; a < G_N_ELEMENTS(keys); a++)
        for (guint b = 0; b < 5; b++) {
            g_autofree char *order =
                g_strdup_printf("%s%s,%s%s%s", keys[a], ways[b], keys[(a + b + 1) % G_N_ELEMENTS(keys)],
                                ways[(a + 2 * b) % 5], b % 2 == 1 ? ",id.desc" : "");
            g_autofree char *whole = all_pages(f, &director, order, 500);
            g_autofree char *paged = all_pages(f, &director, order, 13 + b);

            g_test_message("%s", order);
            g_assert_cmpstr(paged, ==, whole);
        }
}

static void
test_pages__order_is_what_it_says(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    KamActor director = fixture_actor(KAM_ROLE_DIRECTOR, 9, 0, 0);
    G_GNUC_UNUSED g_autofree Deals *deals = add_deals(f);
    json_t *items = list(f, &director, "order=pieces.desc,id.desc&limit=500&select=id,pieces", NULL, NULL);
    gint64 last = G_MAXINT64, last_id = G_MAXINT64;
    gboolean was_null = FALSE;

    g_assert_cmpuint(json_array_size(items), ==, N_DEALS);
    for (gsize i = 0; i < json_array_size(items); i++) {
        const json_t *pieces = json_object_get(json_array_get(items, i), "pieces");
        gint64 id = g_ascii_strtoll(json_string_value(json_object_get(json_array_get(items, i), "id")), NULL, 10);
        gboolean is_null = json_is_null(pieces);
        gint64 value = is_null ? 0 : json_integer_value(pieces);

        g_assert_true(!was_null || is_null);
        if (is_null == was_null)
            g_assert_true(value < last || (value == last && id < last_id) || i == 0);
        was_null = is_null;
        last = value;
        last_id = id;
    }
    json_decref(items);
}

static void
test_pages__cursor_of_another_order_is_refused(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    KamActor director = fixture_actor(KAM_ROLE_DIRECTOR, 9, 0, 0);
    G_GNUC_UNUSED g_autofree Deals *deals = add_deals(f);
    g_autofree char *next = NULL;
    json_t *items = list(f, &director, "order=name&limit=2", &next, NULL);
    const char *const orders[] = { "name.desc", "pieces", "name.nullsfirst", "id" };

    g_assert_nonnull(next);
    for (guint i = 0; i < G_N_ELEMENTS(orders); i++) {
        g_autofree char *query = g_strdup_printf("order=%s&cursor=%s", orders[i], next);
        g_auto(KamFaults) faults = { 0 };

        kam_faults_init(&faults);
        g_assert_null(kam_filter_parse(&director, fixture_types, &deal_type, query, &faults));
        g_assert_cmpstr(((const KamFault *)faults.list->pdata[0])->pointer, ==, "/cursor");
    }
    json_decref(items);
}

/* Every bit of a cursor turned around once: refused or another place, never a failure of the database. */
static void
test_pages__forged_cursors_do_no_harm(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    KamActor director = fixture_actor(KAM_ROLE_DIRECTOR, 9, 0, 0);
    G_GNUC_UNUSED g_autofree Deals *deals = add_deals(f);
    g_autofree char *next = NULL;
    json_t *items = list(f, &director, "order=due_on,urgent,name&limit=2", &next, NULL);
    gsize length = 0;
    g_autofree char *padded = g_strconcat(next, "===", NULL);

    json_decref(items);
    padded[(strlen(next) + 3) / 4 * 4] = '\0';
    g_strdelimit(padded, "-", '+');
    g_strdelimit(padded, "_", '/');
    g_autofree guchar *bytes = g_base64_decode(padded, &length);
    for (gsize bit = 0; bit < length * 8; bit++) {
        g_autofree char *forged = NULL;
        g_autofree char *value = NULL;
        g_autofree char *query = NULL;
        g_auto(KamFaults) faults = { 0 };
        g_autoptr(KamFilter) filter = NULL;

        bytes[bit / 8] ^= (guchar)(1 << bit % 8);
        forged = g_base64_encode(bytes, length);
        value = g_uri_escape_string(forged, NULL, FALSE);
        query = g_strdup_printf("order=due_on,urgent,name&cursor=%s", value);
        kam_faults_init(&faults);
        filter = kam_filter_parse(&director, fixture_types, &deal_type, query, &faults);
        if (filter != NULL)
            json_decref(list(f, &director, query, NULL, NULL));
        bytes[bit / 8] ^= (guchar)(1 << bit % 8);
    }
}

/* --- members --- */

static const json_t *
only(const json_t *items)
{
    g_assert_cmpuint(json_array_size(items), ==, 1);
    return json_array_get(items, 0);
}

static void
assert_json(const json_t *value, const char *expected)
{
    g_autofree char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);

    g_assert_cmpstr(text, ==, expected);
}

static void
test_members__all_that_may_be_read(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    KamActor director = fixture_actor(KAM_ROLE_DIRECTOR, 9, 0, 0);
    json_t *items;

    fixture_add_account(f, 1, "Alfa", 1, 0);
    kam_test_db_run(f->db, "INSERT INTO test_deal (id, account_id, name, pieces, price_micro, price_currency, due_on,"
                           " urgent, cost_micro, cost_currency) VALUES (5, 1, 'x', 3, 12500000, 'RSD', 20783, 1,"
                           " 1000000, 'RSD')");
    kam_test_db_run(f->db, "INSERT INTO record_link (record_id, field, position, target_id) VALUES (5, 'wares', 1, 8),"
                           " (5, 'wares', 0, 9)");
    items = list(f, &director, "", NULL, NULL);
    assert_json(only(items),
                "{\"id\":\"5\",\"version\":1,\"created_at\":\"1970-01-01T00:00:00Z\",\"created_by\":\"0\","
                "\"updated_at\":\"1970-01-01T00:00:00Z\",\"updated_by\":\"0\",\"account_id\":\"1\",\"name\":\"x\","
                "\"note\":null,\"pieces\":3,\"weight\":null,\"discount\":null,\"price\":{\"amount\":\"12.50\","
                "\"currency\":\"RSD\"},\"cost\":{\"amount\":\"1.00\",\"currency\":\"RSD\"},\"due_on\":\"2026-11-26\","
                "\"called_at\":null,\"urgent\":true,\"stage\":null,\"ware_id\":null,\"email\":null,\"secret\":null,"
                "\"wares\":[\"9\",\"8\"]}");
    json_decref(items);
}

static void
test_members__denied_ones_are_absent(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    KamActor member = fixture_actor(KAM_ROLE_MEMBER, 1, 0, 0);
    json_t *items;

    fixture_add_account(f, 1, "Alfa", 1, 0);
    fixture_add_team(f, 1, 1, 1, 1, 30000, FALSE);
    kam_test_db_run(f->db,
                    "INSERT INTO test_deal (id, account_id, name, secret, cost_micro) VALUES (5, 1, 'x', 's', 1)");
    items = list(f, &member, "", NULL, NULL);
    g_assert_null(json_object_get(only(items), "cost"));
    g_assert_null(json_object_get(only(items), "secret"));
    g_assert_nonnull(json_object_get(only(items), "price"));
    json_decref(items);
}

static void
test_members__embedded(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    KamActor director = fixture_actor(KAM_ROLE_DIRECTOR, 9, 0, 0);
    g_auto(KamFaults) faults = { 0 };
    g_autoptr(KamFilter) filter = NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    gint64 version = 0;
    KamJson json;
    json_t *items;

    fixture_add_account(f, 1, "Alfa", 1, 0);
    kam_test_db_run(f->db, "INSERT INTO test_ware (id, name) VALUES (1, 'one'), (2, 'two')");
    kam_test_db_run(f->db, "UPDATE test_ware SET deleted_at = 1 WHERE id = 2");
    kam_test_db_run(f->db,
                    "INSERT INTO test_deal (id, account_id, name, ware_id) VALUES (5, 1, 'x', 1), (6, 1, 'y', 2)");
    kam_test_db_run(f->db, "INSERT INTO record_link (record_id, field, position, target_id) VALUES (5, 'wares', 0, 2),"
                           " (5, 'wares', 1, 1)");
    items = list(f, &director, "select=id,account(name,number),ware_id(name),wares(id)", NULL, NULL);
    assert_json(items, "[{\"id\":\"5\",\"account\":{\"name\":\"Alfa\",\"number\":null},\"ware_id\":{\"name\":\"one\"},"
                       "\"wares\":[{\"id\":\"1\"}]},{\"id\":\"6\",\"account\":{\"name\":\"Alfa\",\"number\":null},"
                       "\"ware_id\":null,\"wares\":[]}]");
    json_decref(items);

    kam_faults_init(&faults);
    filter = kam_filter_parse(&director, fixture_types, &account_type, "select=name,deals(id,name)", &faults);
    g_assert_nonnull(filter);
    kam_json_init(&json, out, 0);
    g_assert_true(kam_record_get_to_json(f->db, &director, fixture_types, filter, 1, &json, NULL, &version, &error));
    g_assert_cmpstr(out->str, ==,
                    "{\"name\":\"Alfa\",\"deals\":[{\"id\":\"5\",\"name\":\"x\"},{\"id\":\"6\",\"name\":\"y\"}]}");
    g_assert_cmpint(version, ==, 1);
}

/* What hangs on an account that is not seen is not there, embedded or not. */
static void
test_members__embedded_rows_follow_the_rights(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    KamActor kam = fixture_actor(KAM_ROLE_KAM, 1, 0, 0);
    g_auto(KamFaults) faults = { 0 };
    g_autoptr(KamFilter) filter = NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    KamJson json;

    fixture_add_account(f, 1, "Mine", 1, 0);
    fixture_add_account(f, 2, "Theirs", 2, 0);
    kam_test_db_run(f->db, "UPDATE account SET parent_id = 2 WHERE id = 1");
    kam_faults_init(&faults);
    filter = kam_filter_parse(&kam, fixture_types, &account_type, "select=name,parent(name)", &faults);
    kam_json_init(&json, out, 0);
    g_assert_true(kam_record_list_to_json(f->db, &kam, fixture_types, filter, &json, NULL, NULL, NULL, &error));
    g_assert_cmpstr(out->str, ==, "[{\"name\":\"Mine\",\"parent\":null}]");
    g_string_truncate(out, 0);
    kam_json_init(&json, out, 0);
    g_assert_false(kam_record_get_to_json(f->db, &kam, fixture_types, filter, 2, &json, NULL, NULL, &error));
    g_assert_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND);
}

static void
test_members__deleted_rows_only_when_asked_for(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    KamActor director = fixture_actor(KAM_ROLE_DIRECTOR, 9, 0, 0);
    json_t *alive, *deleted;

    fixture_add_account(f, 1, "Alfa", 1, 0);
    kam_test_db_run(
        f->db, "INSERT INTO test_deal (id, account_id, name, deleted_at) VALUES (5, 1, 'x', NULL), (6, 1, 'y', 9)");
    alive = list(f, &director, "select=id", NULL, NULL);
    deleted = list(f, &director, "select=id,deleted_at&deleted=only", NULL, NULL);
    assert_json(alive, "[{\"id\":\"5\"}]");
    assert_json(deleted, "[{\"id\":\"6\",\"deleted_at\":\"1970-01-01T00:00:00.009Z\"}]");
    json_decref(alive);
    json_decref(deleted);
}

/* --- what is refused --- */

static char *
detail_of(const KamActor *actor, const char *query, const char *pointer)
{
    g_auto(KamFaults) faults = { 0 };
    const KamFault *fault;

    kam_faults_init(&faults);
    g_test_message("%s", query);
    g_assert_null(kam_filter_parse(actor, fixture_types, &deal_type, query, &faults));
    fault = faults.list->pdata[0];
    g_assert_cmpstr(fault->pointer, ==, pointer);
    return g_strdup(fault->detail);
}

static void
test_refused__every_wrong_part_is_named(G_GNUC_UNUSED Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const struct {
        const char *query, *pointer, *words;
    } cases[] = {
        { "nam=eq.x", "/nam", "the nearest is 'name'" },
        { "zzzzzzzz=eq.x", "/zzzzzzzz", "deals have no field 'zzzzzzzz'" },
        { "name=x", "/name", "'x' is no comparison" },
        { "name=eqq.x", "/name", "the nearest is 'eq'" },
        { "name=", "/name", "is no comparison" },
        { "pieces=eq.1.5", "/pieces", "a whole number" },
        { "pieces=eq.99999999999999999999", "/pieces", "a whole number" },
        { "pieces=like.1*", "/pieces", "'like' does not go with 'pieces'" },
        { "weight=gt.0.0000001", "/weight", "six decimals" },
        { "weight=gt.1,5", "/weight", "six decimals" },
        { "weight=gt.1e3", "/weight", "six decimals" },
        { "price=gt.1", "/price", "price.amount" },
        { "price.amont=gt.1", "/price.amont", "no field 'price.amont'" },
        { "name.amount=gt.1", "/name.amount", "no field" },
        { "due_on=eq.26.11.2026", "/due_on", "a date like" },
        { "due_on=eq.2026-02-30", "/due_on", "a date like" },
        { "called_at=eq.2026-11-26T25:00:00Z", "/called_at", "an instant like" },
        { "called_at=eq.2026-11-26T10:00", "/called_at", "an instant like" },
        { "urgent=eq.1", "/urgent", "true or false" },
        { "urgent=is.maybe", "/urgent", "null, true and false" },
        { "name=is.true", "/name", "only 'null'" },
        { "stage=eq.opn", "/stage", "one of open, won, lost" },
        { "stage=gt.open", "/stage", "does not go with" },
        { "ware_id=eq.-1", "/ware_id", "an id" },
        { "ware_id=gt.1", "/ware_id", "does not go with" },
        { "wares=eq.1", "/wares", "does not go with" },
        { "name=in.x", "/name", "not of the form" },
        { "name=in.()", "/name", "not of the form" },
        { "name=in.(a,b", "/name", "not of the form" },
        { "name=in.(\"a\"b)", "/name", "not of the form" },
        { "or=a", "/or", "not of the form" },
        { "or=(name)", "/or", "not of the form" },
        { "or=(name.eq.x", "/or", "not of the form" },
        { "or=(name.eq.x)y", "/or", "not of the form" },
        { "or=(or(or(or(or(or(or(or(name.eq.x))))))))", "/or", "deeper than" },
        { "limit=0", "/limit", "from 1 to 500" },
        { "limit=501", "/limit", "from 1 to 500" },
        { "limit=x", "/limit", "from 1 to 500" },
        { "cursor=x", "/cursor", "no cursor" },
        { "cursor=AQ", "/cursor", "no cursor" },
        { "deleted=all", "/deleted", "'only'" },
        { "order=nam", "/order", "the nearest is 'name'" },
        { "order=note", "/order", "no order by 'note'" },
        { "order=wares", "/order", "no order by 'wares'" },
        { "order=name.down", "/order", "only asc, desc" },
        { "order=name,name.desc", "/order", "twice" },
        { "order=", "/order", "no field ''" },
        { "select=nam", "/select", "the nearest is 'name'" },
        { "select=id,,name", "/select", "no field ''" },
        { "select=acount(id)", "/select", "no field 'acount'" },
        { "select=account(id", "/select", "not of the form" },
        { "select=account(id,owner(id))", "/select", "one level deep" },
        { "select=account(nme)", "/select", "the nearest is 'name'" },
        { "select=wares,wares(id)", "/select", "twice" },
        { "name=eq.%zz", "", "not encoded" },
        { "name=eq.%ff", "", "not encoded" },
        { "q=a+b+c+d+e+f+g+h+i", "/q", "more than 8 words" },
    };
    KamActor director = fixture_actor(KAM_ROLE_DIRECTOR, 9, 0, 0);

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *detail = detail_of(&director, cases[i].query, cases[i].pointer);

        if (strstr(detail, cases[i].words) == NULL)
            g_printerr("%s: %s\n", cases[i].query, detail);
        g_assert_nonnull(strstr(detail, cases[i].words));
    }
}

static void
test_refused__what_is_too_much(G_GNUC_UNUSED Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    KamActor director = fixture_actor(KAM_ROLE_DIRECTOR, 9, 0, 0);
    g_autoptr(GString) values = g_string_new("name=in.(a");
    g_autoptr(GString) conditions = g_string_new("name=eq.a");
    g_autoptr(GString) long_one = g_string_new("name=eq.");
    g_autofree char *detail = NULL;

    for (guint i = 0; i < KAM_FILTER_MAX_LIST; i++)
        g_string_append(values, ",a");
    g_string_append_c(values, ')');
    detail = detail_of(&director, values->str, "/name");
    g_assert_nonnull(strstr(detail, "more than 500 values"));
    for (guint i = 0; i < KAM_FILTER_MAX_CONDITIONS; i++)
        g_string_append(conditions, "&id=gt.1");
    g_free(detail);
    detail = detail_of(&director, conditions->str, "/id");
    g_assert_nonnull(strstr(detail, "more than 64 comparisons"));
    while (long_one->len <= KAM_FILTER_MAX_QUERY)
        g_string_append_c(long_one, 'a');
    g_free(detail);
    detail = detail_of(&director, long_one->str, "");
    g_assert_nonnull(strstr(detail, "longer than"));
}

/* The words are those for a field that does not exist, whichever way it is asked for. */
static void
test_refused__denied_fields_are_unknown(G_GNUC_UNUSED Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const char *const forms[] = { "%s=eq.x",
                                         "or=(%s.eq.x)",
                                         "order=%s",
                                         "select=%s",
                                         "select=%s(id)",
                                         "%s.amount=gt.1",
                                         "order=%s.amount.desc",
                                         "or=(id.eq.1,%s.is.null)" };
    KamActor member = fixture_actor(KAM_ROLE_MEMBER, 9, 0, 0);

    for (guint i = 0; i < G_N_ELEMENTS(forms); i++) {
        const char *gap = strstr(forms[i], "%s");
        g_autoptr(GString) denied = g_string_new(forms[i]);
        g_autoptr(GString) unknown = g_string_new(forms[i]);
        g_auto(KamFaults) of_denied = { 0 };
        g_auto(KamFaults) of_unknown = { 0 };
        g_autoptr(GString) expected = NULL;

        g_assert_nonnull(gap);
        g_string_replace(denied, "%s", "cost", 1);
        g_string_replace(unknown, "%s", "cosx", 1);
        kam_faults_init(&of_denied);
        kam_faults_init(&of_unknown);
        g_assert_null(kam_filter_parse(&member, fixture_types, &deal_type, denied->str, &of_denied));
        g_assert_null(kam_filter_parse(&member, fixture_types, &deal_type, unknown->str, &of_unknown));
        expected = g_string_new(((const KamFault *)of_unknown.list->pdata[0])->detail);
        g_string_replace(expected, "cosx", "cost", 0);
        g_assert_cmpstr(((const KamFault *)of_denied.list->pdata[0])->detail, ==, expected->str);
        g_assert_cmpstr(((const KamFault *)of_denied.list->pdata[0])->code, ==,
                        ((const KamFault *)of_unknown.list->pdata[0])->code);
    }
}

static void
add_tests(void)
{
    fixture_add("filter/comparisons-find-what-a-plain-look-finds",
                test_filter__comparisons_find_what_a_plain_look_finds);
    fixture_add("filter/groups-find-what-a-plain-look-finds", test_filter__groups_find_what_a_plain_look_finds);
    fixture_add("filter/parameters-hold-together", test_filter__parameters_hold_together);
    fixture_add("filter/many-references", test_filter__many_references);
    fixture_add("pages/give-each-row-once-in-every-order", test_pages__give_each_row_once_in_every_order);
    fixture_add("pages/order-is-what-it-says", test_pages__order_is_what_it_says);
    fixture_add("pages/cursor-of-another-order-is-refused", test_pages__cursor_of_another_order_is_refused);
    fixture_add("pages/forged-cursors-do-no-harm", test_pages__forged_cursors_do_no_harm);
    fixture_add("members/all-that-may-be-read", test_members__all_that_may_be_read);
    fixture_add("members/denied-ones-are-absent", test_members__denied_ones_are_absent);
    fixture_add("members/embedded", test_members__embedded);
    fixture_add("members/embedded-rows-follow-the-rights", test_members__embedded_rows_follow_the_rights);
    fixture_add("members/deleted-rows-only-when-asked-for", test_members__deleted_rows_only_when_asked_for);
    fixture_add("refused/every-wrong-part-is-named", test_refused__every_wrong_part_is_named);
    fixture_add("refused/what-is-too-much", test_refused__what_is_too_much);
    fixture_add("refused/denied-fields-are-unknown", test_refused__denied_fields_are_unknown);
}

int
main(int argc, char **argv)
{
    return fixture_main(argc, argv, add_tests);
}
