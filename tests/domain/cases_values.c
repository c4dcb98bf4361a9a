/* Cases of single values: what each kind refuses, and both sides of every limit. */
#include <string.h>

#include "base/date.h"
#include "domain/cases.h"

/* What field.h says of each kind, said again. */
#define LARGEST_INT G_GINT64_CONSTANT(9007199254740991)
#define LARGEST_DECIMAL G_GINT64_CONSTANT(9000000000000)
#define LARGEST_PERCENT 1000000
#define LONGEST_LINE 1000
#define LONGEST_TEXT 100000
#define LONGEST_PHONE 40
#define LONGEST_URL 2000
#define MOST_WRONG 12
#define TEN_MARKS "\\u030c\\u030c\\u030c\\u030c\\u030c\\u030c\\u030c\\u030c\\u030c\\u030c"

typedef struct {
    const char *json, *code;
} Wrong;

static const Wrong wrongs[KAM_FIELD_KIND_N][MOST_WRONG] = {
    [KAM_TEXT] = { { "7", "wrong_type" },
                   { "true", "wrong_type" },
                   { "['x']", "wrong_type" },
                   { "{'a':'x'}", "wrong_type" },
                   { "'a\\nb'", "control_character" },
                   { "'a\\u0007b'", "control_character" },
                   { "'a\\u202eb'", "control_character" },
                   { "'a" TEN_MARKS TEN_MARKS TEN_MARKS "\\u0301'", "too_many_marks" } },
    [KAM_LONG_TEXT] = { { "7.5", "wrong_type" },
                        { "false", "wrong_type" },
                        { "[]", "wrong_type" },
                        { "{}", "wrong_type" },
                        { "'a\\u0007b'", "control_character" } },
    [KAM_INT] = { { "true", "wrong_type" },
                  { "[1]", "wrong_type" },
                  { "{}", "wrong_type" },
                  { "'x'", "malformed" },
                  { "'1,5'", "malformed" },
                  { "1.5", "too_precise" },
                  { "'1234567890123456789012'", "too_many_digits" } },
    [KAM_DECIMAL] = { { "true", "wrong_type" },
                      { "[1]", "wrong_type" },
                      { "{}", "wrong_type" },
                      { "'x'", "malformed" },
                      { "'1.2.3'", "malformed" },
                      { "'0.1234567'", "too_precise" },
                      { "'1234567890123456789012'", "too_many_digits" } },
    [KAM_PERCENT] = { { "true", "wrong_type" },
                      { "[1]", "wrong_type" },
                      { "'x'", "malformed" },
                      { "'0.1234567'", "too_precise" } },
    [KAM_MONEY] = { { "12", "wrong_type" },
                    { "'12 RSD'", "wrong_type" },
                    { "{'amount':'12'}", "no_currency" },
                    { "{'currency':'RSD'}", "wrong_type" },
                    { "{'amount':true,'currency':'RSD'}", "wrong_type" },
                    { "{'amount':'x','currency':'RSD'}", "malformed" },
                    { "{'amount':'1','currency':'XQX'}", "unknown_currency" },
                    { "{'amount':'0.1234567','currency':'RSD'}", "too_precise" },
                    { "{'amount':'1','currency':'RSD','more':1}", "unknown_field" } },
    [KAM_DATE] = { { "7", "wrong_type" },
                   { "true", "wrong_type" },
                   { "[]", "wrong_type" },
                   { "'x'", "malformed" },
                   { "'2026-02-30'", "malformed" },
                   { "'26.11.2026'", "malformed" },
                   { "'2026-11-26T00:00:00Z'", "malformed" } },
    [KAM_INSTANT] = { { "7", "wrong_type" },
                      { "true", "wrong_type" },
                      { "'2026-11-26'", "malformed" },
                      { "'2026-11-26T25:00:00Z'", "malformed" },
                      { "'2026-11-26T09:30:00'", "malformed" } },
    [KAM_BOOLEAN] = { { "1", "wrong_type" }, { "'true'", "wrong_type" }, { "[]", "wrong_type" } },
    [KAM_CHOICE] = { { "7", "wrong_type" },
                     { "true", "wrong_type" },
                     { "['x']", "wrong_type" },
                     { "'no such word'", "not_a_choice" } },
    [KAM_REF] = { { "7", "wrong_type" },
                  { "true", "wrong_type" },
                  { "['1']", "wrong_type" },
                  { "'x'", "malformed" },
                  { "'0'", "malformed" },
                  { "'-1'", "malformed" },
                  { "'9223372036854775808'", "malformed" } },
    [KAM_REFS] = { { "'1'", "wrong_type" },
                   { "{}", "wrong_type" },
                   { "[1]", "wrong_type" },
                   { "['x']", "malformed" },
                   { "['1','1']", "repeated" } },
    [KAM_EMAIL] = { { "7", "wrong_type" },
                    { "'ana'", "malformed" },
                    { "'ana@firma'", "malformed" },
                    { "'ana @firma.rs'", "malformed" } },
    [KAM_PHONE] = { { "7", "wrong_type" }, { "'abc'", "malformed" }, { "'12'", "malformed" } },
    [KAM_URL] = { { "7", "wrong_type" },
                  { "'javascript:alert(1)'", "malformed" },
                  { "'ftp://firma.rs'", "malformed" },
                  { "'https://ana:tajna@firma.rs'", "malformed" } },
    [KAM_COUNTRY] = { { "7", "wrong_type" }, { "'QQ'", "unknown_country" }, { "'Srbija'", "unknown_country" } },
    [KAM_COLOUR] = { { "7", "wrong_type" }, { "'red'", "malformed" }, { "'#12345g'", "malformed" } },
    [KAM_TAX_NUMBER] = { { "7", "wrong_type" }, { "'a!b?'", "malformed" }, { "'123'", "malformed" } },
    [KAM_COMPANY_NUMBER] = { { "7", "wrong_type" }, { "'a!b?'", "malformed" }, { "'123'", "malformed" } },
};

static json_t *
json_of(const char *text)
{
    g_autofree char *quoted = g_strdelimit(g_strdup(text), "'", '"');
    json_t *json = json_loads(quoted, JSON_DECODE_ANY, NULL);

    g_assert_nonnull(json);
    return json;
}

static void
check_wrong(World *world, const KamRecordType *type, const KamField *field)
{
    const Wrong *rows = wrongs[field->kind];

    g_assert_nonnull(rows[0].json); /* each kind refuses something */
    for (const Wrong *row = rows; row->json != NULL; row++) {
        g_autofree char *expected = g_strdup_printf("/%s %s", field->name, row->code);
        g_autofree char *made = cases_create_with(world, type, field, json_of(row->json));
        const KamActor *writer = world_writer(world, type);
        g_autofree char *changed = NULL;

        case_check(world, type, field->name, row->json, made, expected);
        changed = outcome_of_patch(world, writer, type, world_own(world, writer, type),
                                   json_pack("{s:o}", field->name, json_of(row->json)));
        case_check(world, type, field->name, row->json, changed, expected);
    }
}

static void
cases_wrong(World *world)
{
    cases_each_field(world, check_wrong);
}

/* --- lengths ------------------------------------------------------------------------------------------------------ */

static gint64
longest(const KamField *field)
{
    gint64 own = 0;

    switch ((int)field->kind) {
    case KAM_TEXT:
        own = LONGEST_LINE;
        break;
    case KAM_LONG_TEXT:
        own = LONGEST_TEXT;
        break;
    case KAM_PHONE:
        own = LONGEST_PHONE;
        break;
    case KAM_URL:
        own = LONGEST_URL;
        break;
    default:
        return 0; /* the form of the kind decides */
    }
    return field->max > 0 ? field->max : own;
}

/* Texts of a form, or that name something, have no longest value of their own. */
static gboolean
has_longest(const KamRecordType *type, const KamField *field)
{
    return (field->pattern == NULL || field->max > 0) && !(type == &kam_view_type && strcmp(field->name, "type") == 0);
}

static void
check_length(World *world, const KamRecordType *type, const KamField *field)
{
    g_autofree char *expected = g_strdup_printf("/%s too_long", field->name);
    gint64 n = longest(field);
    g_autofree char *fits = NULL;
    g_autofree char *too_long = NULL;

    if (n == 0 || (field->pattern != NULL && field->max == 0))
        return;
    if (has_longest(type, field)) {
        fits = cases_create_with(world, type, field, world_text(type, field, n));
        case_check(world, type, field->name, "as long as it may be", fits, "ok");
    }
    too_long = cases_create_with(world, type, field, world_text(type, field, n + 1));
    case_check(world, type, field->name, "one character too long", too_long, expected);
}

static void
check_pattern(World *world, const KamRecordType *type, const KamField *field)
{
    g_autofree char *expected = g_strdup_printf("/%s pattern", field->name);
    g_autofree char *outcome = NULL;

    if (field->pattern == NULL)
        return;
    outcome = cases_create_with(world, type, field, json_string("?!"));
    case_check(world, type, field->name, "not of the pattern", outcome, expected);
}

static void
cases_lengths(World *world)
{
    cases_each_field(world, check_length);
    cases_each_field(world, check_pattern);
}

/* --- ranges ------------------------------------------------------------------------------------------------------- */

typedef struct {
    gint64 min, max;
} Range;

static Range
range_of(const KamField *field)
{
    gint64 largest = field->kind == KAM_INT       ? LARGEST_INT
                     : field->kind == KAM_PERCENT ? LARGEST_PERCENT
                                                  : LARGEST_DECIMAL;

    if (field->kind == KAM_DATE || field->kind == KAM_INSTANT)
        return (Range) { kam_day_from_civil(1900, 1, 1), kam_day_from_civil(2200, 12, 31) };
    if (field->min == 0 && field->max == 0)
        return (Range) { -largest, largest };
    return (Range) { field->min, field->max < field->min ? largest : field->max };
}

/* A number at a limit, or the next one beyond it that the kind can write. */
static char *
number_at(const KamField *field, gint64 limit, int beyond)
{
    if (beyond == 0)
        return g_strdup_printf("%" G_GINT64_FORMAT, limit);
    if (field->kind == KAM_INT)
        return g_strdup_printf("%" G_GINT64_FORMAT, limit + beyond);
    if (beyond > 0)
        return g_strdup_printf("%" G_GINT64_FORMAT ".000001", limit);
    return limit <= 0 ? g_strdup_printf("-%" G_GINT64_FORMAT ".000001", -limit)
                      : g_strdup_printf("%" G_GINT64_FORMAT ".999999", limit - 1);
}

static json_t *
value_at(const KamField *field, gint64 limit, int beyond)
{
    g_autofree char *number = NULL;
    char day[16];

    if (field->kind == KAM_DATE || field->kind == KAM_INSTANT) {
        kam_day_to_iso((gint32)(limit + beyond), day);
        return field->kind == KAM_DATE ? json_string(day) : json_sprintf("%sT00:00:00Z", day);
    }
    number = number_at(field, limit, beyond);
    if (field->kind == KAM_MONEY)
        return json_pack("{s:s,s:s}", "amount", number, "currency", "RSD");
    return json_string(number);
}

/* The dates of a record follow one another, so all of them stand at the limit. */
static char *
create_at(World *world, const KamRecordType *type, const KamField *field, gint64 limit, int beyond)
{
    const KamActor *writer = world_writer(world, type);
    json_t *body = world_body(world, writer, type);

    for (const KamField *each = type->fields; each->name != NULL; each++)
        if (each->kind == KAM_DATE && field->kind == KAM_DATE)
            json_object_set_new(body, each->name, value_at(each, limit, 0));
    json_object_set_new(body, field->name, value_at(field, limit, beyond));
    return outcome_of_create(world, writer, type, body);
}

static void
check_limit(World *world, const KamRecordType *type, const KamField *field, gint64 limit, int beyond)
{
    gboolean is_time = field->kind == KAM_DATE || field->kind == KAM_INSTANT; /* other years are no dates at all */
    const char *code = is_time ? "malformed" : beyond < 0 ? "too_small" : "too_large";
    g_autofree char *expected = g_strdup_printf("/%s %s", field->name, code);
    g_autofree char *at = create_at(world, type, field, limit, 0);
    g_autofree char *outside = NULL;

    case_check(world, type, field->name, beyond < 0 ? "the least" : "the most", at, "ok");
    outside = create_at(world, type, field, limit, beyond);
    case_check(world, type, field->name, beyond < 0 ? "below the least" : "above the most", outside, expected);
}

static void
check_range(World *world, const KamRecordType *type, const KamField *field)
{
    const guint ranged =
        1u << KAM_INT | 1u << KAM_DECIMAL | 1u << KAM_PERCENT | 1u << KAM_MONEY | 1u << KAM_DATE | 1u << KAM_INSTANT;
    Range range = range_of(field);

    if ((ranged & 1u << field->kind) == 0)
        return;
    check_limit(world, type, field, range.min, -1);
    check_limit(world, type, field, range.max, 1);
}

static void
cases_ranges(World *world)
{
    cases_each_field(world, check_range);
}

/* --- every fault at once, and back again -------------------------------------------------------------------------- */

/* As many faults as fields, in one answer. */
static void
cases_together(World *world)
{
    for (const KamRecordType *const *type = kam_domain_types(); *type != NULL; type++) {
        const KamActor *writer = world_writer(world, *type);
        json_t *body = json_object();
        g_autoptr(GString) expected = g_string_new(NULL);
        g_autofree char *outcome = NULL;

        for (const KamField *field = (*type)->fields; field->name != NULL; field++) {
            const Wrong *row = &wrongs[field->kind][0];

            if (!world_is_settable(field) || kam_policy_class_access(writer, field->field_class) != KAM_WRITE)
                continue;
            json_object_set_new(body, field->name, json_of(row->json));
            g_string_append_printf(expected, "%s/%s %s", expected->len > 0 ? "\n" : "", field->name, row->code);
        }
        outcome = outcome_of_create(world, writer, *type, body);
        case_check(world, *type, NULL, "every field wrong", outcome, expected->str);
    }
}

static json_t *
stored_value(World *world, const KamActor *actor, const KamRecord *record, const char *field)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(KamRecord) stored = kam_record_load(world->db, record->type, record->id, FALSE, &error);
    json_t *json, *value;
    KamJson out;

    g_assert_no_error(error);
    kam_json_init(&out, text, 0);
    kam_record_to_json(stored, actor, &out, NULL);
    json = json_loads(text->str, 0, NULL);
    value = json_incref(json_object_get(json, field));
    json_decref(json);
    return value;
}

static void
check_kept(World *world, const KamRecordType *type, const KamRecord *record, json_t *body, const KamActor *writer)
{
    const char *name;
    json_t *sent;

    json_object_foreach(body, name, sent)
    {
        json_t *kept = stored_value(world, writer, record, name);
        g_autofree char *expected = json_dumps(sent, JSON_ENCODE_ANY | JSON_SORT_KEYS);
        g_autofree char *outcome = json_dumps(kept, JSON_ENCODE_ANY | JSON_SORT_KEYS);

        case_check(world, type, name, "as it was sent", outcome, expected);
        json_decref(kept);
    }
}

/* What is sent is what is kept. */
static void
cases_kept(World *world)
{
    for (const KamRecordType *const *type = kam_domain_types(); *type != NULL; type++) {
        const KamActor *writer = world_writer(world, *type);
        g_auto(KamFaults) faults = { 0 };
        g_autoptr(GError) error = NULL;
        G_GNUC_UNUSED g_autoptr(KamTx) tx = kam_tx_begin(world->db, NULL);
        KamWork work = world_work(world, writer);
        json_t *body = world_body(world, writer, *type);
        g_autoptr(KamRecord) record = NULL;

        kam_faults_init(&faults);
        record = kam_record_create(&work, *type, body, &faults, &error);
        g_assert_no_error(error);
        check_kept(world, *type, record, body, writer);
        json_decref(body);
    }
}

void
cases_add_values(void)
{
    cases_add("wrong", cases_wrong);
    cases_add("lengths", cases_lengths);
    cases_add("ranges", cases_ranges);
    cases_add("together", cases_together);
    cases_add("kept", cases_kept);
}
