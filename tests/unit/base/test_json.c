/* The JSON writer: exact text where it matters, and everything read back by another parser. */
#include "base/json.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

typedef struct {
    GString *out;
    KamJson json;
} Fixture;

static void
set_up(Fixture *f, gconstpointer indent)
{
    f->out = g_string_new(NULL);
    kam_json_init(&f->json, f->out, GPOINTER_TO_UINT(indent));
}

static void
tear_down(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_string_free(f->out, TRUE);
}

/* Parses what was written; the caller frees it with json_decref(). */
static json_t *
read_back(const Fixture *f)
{
    json_error_t error;
    json_t *root =
        json_loadb(f->out->str, f->out->len, JSON_DECODE_ANY | JSON_ALLOW_NUL | JSON_REJECT_DUPLICATES, &error);

    if (root == NULL)
        g_test_message("%s in: %s", error.text, f->out->str);
    g_assert_nonnull(root);
    return root;
}

static void
write_sample(KamJson *json)
{
    kam_json_begin_object(json, NULL);
    kam_json_text(json, "name", "Đorđević");
    kam_json_int(json, "n", -5);
    kam_json_begin_array(json, "list");
    kam_json_bool(json, NULL, TRUE);
    kam_json_begin_object(json, NULL);
    kam_json_end_object(json);
    kam_json_begin_array(json, NULL);
    kam_json_end_array(json);
    kam_json_null(json, NULL);
    kam_json_end_array(json);
    kam_json_text(json, "none", NULL);
    kam_json_end_object(json);
}

static void
test_write__compact(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    write_sample(&f->json);
    g_assert_cmpstr(f->out->str, ==, "{\"name\":\"Đorđević\",\"n\":-5,\"list\":[true,{},[],null],\"none\":null}");
}

static void
test_write__indented(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    write_sample(&f->json);
    g_assert_cmpstr(
        f->out->str, ==,
        "{\n  \"name\": \"Đorđević\",\n  \"n\": -5,\n  \"list\": [\n    true,\n    {},\n    [],\n    null\n  ],\n"
        "  \"none\": null\n}");
}

static void
test_write__appends_to_what_is_there(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    kam_json_int(&f->json, NULL, 1);
    g_string_append_c(f->out, '\n');
    kam_json_init(&f->json, f->out, 0);
    kam_json_text(&f->json, NULL, "two");
    g_assert_cmpstr(f->out->str, ==, "1\n\"two\"");
}

static void
test_text__escapes(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    kam_json_text_n(&f->json, NULL, "a\"b\\c/\b\t\n\v\f\r\x01\x1f\x7f\0<", 17);
    g_assert_cmpstr(f->out->str, ==, "\"a\\\"b\\\\c/\\b\\t\\n\\u000b\\f\\r\\u0001\\u001f\x7f\\u0000<\"");
}

static void
test_text__every_byte_reads_back(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    char bytes[128];
    json_t *root = NULL;

    for (int i = 0; i < 128; i++)
        bytes[i] = (char)i;
    kam_json_begin_object(&f->json, NULL);
    kam_json_text_n(&f->json, "a\"\n", bytes, sizeof bytes);
    kam_json_end_object(&f->json);
    root = read_back(f);
    g_assert_cmpmem(json_string_value(json_object_get(root, "a\"\n")),
                    json_string_length(json_object_get(root, "a\"\n")), bytes, sizeof bytes);
    json_decref(root);
}

static void
test_text__bad_utf8_becomes_a_sign(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const struct {
        const char *bytes, *json;
    } examples[] = {
        { "a\xff"
          "b",
          "\"a\xEF\xBF\xBD"
          "b\"" },
        { "\xC4", "\"\xEF\xBF\xBD\"" },                                                 /* cut off */
        { "\xC0\x80", "\"\xEF\xBF\xBD\xEF\xBF\xBD\"" },                                 /* overlong */
        { "\xED\xA0\x80", "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"" },                 /* surrogate */
        { "\xF4\x90\x80\x80", "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"" }, /* beyond Unicode */
        { "\xF0\x9F\x8F\x94 \xE2\x80\xA8", "\"\xF0\x9F\x8F\x94 \xE2\x80\xA8\"" },       /* good ones stay */
    };

    for (guint i = 0; i < G_N_ELEMENTS(examples); i++) {
        g_string_truncate(f->out, 0);
        kam_json_init(&f->json, f->out, 0);
        kam_json_text(&f->json, NULL, examples[i].bytes);
        g_assert_cmpstr(f->out->str, ==, examples[i].json);
    }
}

static void
test_text__random_bytes_make_valid_json(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(21);

    for (int i = 0; i < 20000; i++) {
        gsize length = (gsize)g_rand_int_range(rand, 0, 24);
        g_autofree char *bytes = g_malloc(length + 1);

        for (gsize j = 0; j < length; j++)
            bytes[j] = (char)g_rand_int_range(rand, 0, 256);
        g_string_truncate(f->out, 0);
        kam_json_init(&f->json, f->out, 0);
        kam_json_text_n(&f->json, NULL, bytes, length);
        json_decref(read_back(f));
    }
}

static void
test_int__limits(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    kam_json_begin_array(&f->json, NULL);
    kam_json_int(&f->json, NULL, G_MAXINT64);
    kam_json_int(&f->json, NULL, G_MININT64);
    kam_json_int(&f->json, NULL, 0);
    kam_json_id(&f->json, NULL, G_MAXINT64);
    kam_json_end_array(&f->json);
    g_assert_cmpstr(f->out->str, ==, "[9223372036854775807,-9223372036854775808,0,\"9223372036854775807\"]");
}

static void
test_number__shortest_text(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    static const struct {
        double value;
        const char *text;
    } examples[] = {
        { 0, "0" },
        { -0.0, "-0" },
        { 1, "1" },
        { -12345678, "-12345678" },
        { 0.1, "0.1" },
        { 2.385, "2.385" },
        { 0.1 + 0.2, "0.30000000000000004" },
        { 1.0 / 3, "0.3333333333333333" },
        { 1e15, "1e+15" },
        { 1e300, "1e+300" },
        { 5e-324, "5e-324" },
        { 123456789012345680.0, "1.2345678901234568e+17" },
        { 9007199254740993.0, "9007199254740992" },
        { 1.7976931348623157e308, "1.7976931348623157e+308" },
        { 2.2250738585072014e-308, "2.2250738585072014e-308" },
        { NAN, "null" },
        { INFINITY, "null" },
        { -INFINITY, "null" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(examples); i++) {
        g_string_truncate(f->out, 0);
        kam_json_init(&f->json, f->out, 0);
        kam_json_number(&f->json, NULL, examples[i].value);
        g_assert_cmpstr(f->out->str, ==, examples[i].text);
    }
}

static void
test_number__random_ones_read_back(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(22);

    for (int i = 0; i < 100000; i++) {
        guint64 bits = (guint64)g_rand_int(rand) << 32 | g_rand_int(rand);
        double value;

        memcpy(&value, &bits, sizeof value);
        if (i % 2 == 0)
            value = g_rand_int_range(rand, -100000000, 100000000) / 1000.0;
        if (!isfinite(value))
            continue;
        g_string_truncate(f->out, 0);
        kam_json_init(&f->json, f->out, 0);
        kam_json_number(&f->json, NULL, value);
        g_assert_true(g_ascii_strtod(f->out->str, NULL) == value);
        if (i % 2 == 0)
            g_assert_cmpuint(f->out->len, <=, 11);
    }
}

static void
test_money__amount_and_currency(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    kam_json_begin_array(&f->json, NULL);
    kam_json_money(&f->json, NULL, 1234500000, "RSD");
    kam_json_money(&f->json, NULL, -5000, "XXX");
    kam_json_money(&f->json, NULL, 0, NULL);
    kam_json_end_array(&f->json);
    g_assert_cmpstr(f->out->str, ==,
                    "[{\"amount\":\"1234.50\",\"currency\":\"RSD\"},{\"amount\":\"-0.01\",\"currency\":null},"
                    "{\"amount\":\"0.00\",\"currency\":null}]");
}

static void
test_nesting__down_to_the_limit(Fixture *f, G_GNUC_UNUSED gconstpointer data)
{
    for (int i = 0; i < KAM_JSON_MAX_DEPTH - 1; i++)
        kam_json_begin_array(&f->json, NULL);
    for (int i = 0; i < KAM_JSON_MAX_DEPTH - 1; i++)
        kam_json_end_array(&f->json);
    g_assert_cmpuint(f->json.depth, ==, 0);
    json_decref(read_back(f));
}

/* Programming errors, one a number; each runs in a process of its own. */
static void
misuse(int which)
{
    g_autoptr(GString) out = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, out, 0);
    switch (which) {
    case 0: /* a member without a name */
        kam_json_begin_object(&json, NULL);
        kam_json_int(&json, NULL, 1);
        break;
    case 1: /* a name inside an array */
        kam_json_begin_array(&json, NULL);
        kam_json_int(&json, "x", 1);
        break;
    case 2: /* the wrong end */
        kam_json_begin_array(&json, NULL);
        kam_json_end_object(&json);
        break;
    case 3: /* an end without a beginning */
        kam_json_end_object(&json);
        break;
    case 4: /* two values at the top */
        kam_json_int(&json, NULL, 1);
        kam_json_int(&json, NULL, 2);
        break;
    case 5: /* too deep */
        for (int i = 0; i < KAM_JSON_MAX_DEPTH; i++)
            kam_json_begin_array(&json, NULL);
        break;
    default:
        break;
    }
}

static void
test_nesting__misuse_asserts(gconstpointer which)
{
    if (g_test_subprocess()) {
        misuse(GPOINTER_TO_INT(which));
        return;
    }
    g_test_trap_subprocess(NULL, 0, 0);
    g_test_trap_assert_failed();
    g_test_trap_assert_stderr("*assertion failed*");
}

#define ADD(name, indent, function)                                                                                    \
    g_test_add("/base/json/" name, Fixture, GUINT_TO_POINTER(indent), set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("write/compact", 0, test_write__compact);
    ADD("write/indented", 2, test_write__indented);
    ADD("write/appends", 0, test_write__appends_to_what_is_there);
    ADD("text/escapes", 0, test_text__escapes);
    ADD("text/every-byte", 0, test_text__every_byte_reads_back);
    ADD("text/bad-utf8", 0, test_text__bad_utf8_becomes_a_sign);
    ADD("text/random", 3, test_text__random_bytes_make_valid_json);
    ADD("int/limits", 0, test_int__limits);
    ADD("number/shortest", 0, test_number__shortest_text);
    ADD("number/random", 0, test_number__random_ones_read_back);
    ADD("money/parts", 0, test_money__amount_and_currency);
    ADD("nesting/limit", 1, test_nesting__down_to_the_limit);
    for (int i = 0; i < 6; i++) {
        g_autofree char *path = g_strdup_printf("/base/json/nesting/misuse-%d", i);
        g_test_add_data_func(path, GINT_TO_POINTER(i), test_nesting__misuse_asserts);
    }
    return g_test_run();
}
