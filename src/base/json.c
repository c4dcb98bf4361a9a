/* The JSON writer: commas, nesting, escapes and the text of numbers. */
#include "base/json.h"

#include <float.h>
#include <math.h>
#include <string.h>
#include <utf8proc.h>

#include "base/decimal.h"

/* Each level's state: what it is, and whether something stands in it already. */
enum { LEVEL_TOP = 0, LEVEL_OBJECT = 1, LEVEL_ARRAY = 2, LEVEL_KIND = 3, LEVEL_USED = 4 };

void
kam_json_init(KamJson *json, GString *out, guint indent)
{
    json->out = out;
    json->depth = 0;
    json->indent = indent;
    json->state[0] = LEVEL_TOP;
}

/* Room for n bytes at the end of the text, and where it begins. */
static inline char *
make_room(GString *out, gsize n)
{
    gsize length = out->len;

    if (length + n >= out->allocated_len) {
        g_string_set_size(out, length + n);
        out->len = length;
    }
    return out->str + length;
}

static inline void
end_at(GString *out, char *end)
{
    *end = '\0';
    out->len = (gsize)(end - out->str);
}

static inline void
append(GString *out, const char *text, gsize n)
{
    char *end = make_room(out, n);

    memcpy(end, text, n);
    end_at(out, end + n);
}

static void
write_line_break(KamJson *json)
{
    if (json->indent == 0)
        return;
    g_string_append_c(json->out, '\n');
    for (guint i = json->indent * json->depth; i > 0; i--)
        g_string_append_c(json->out, ' ');
}

/* Bytes that must not stand as they are inside a string: quote, backslash, control characters, and
 * everything beyond ASCII, which is checked first. */
static inline gboolean
is_plain_byte(guint8 byte)
{
    return byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\';
}

static void
write_escape(GString *out, guint8 byte)
{
    static const char letters[] = "btn\0fr"; /* for 8, 9, 10, 12, 13; 11 has none */
    static const char hex[] = "0123456789abcdef";

    if (byte == '"' || byte == '\\') {
        char escape[] = { '\\', (char)byte };
        g_string_append_len(out, escape, sizeof escape);
    } else if (byte >= 8 && byte <= 13 && byte != 11) {
        char escape[] = { '\\', letters[byte - 8] };
        g_string_append_len(out, escape, sizeof escape);
    } else {
        char escape[] = { '\\', 'u', '0', '0', hex[byte >> 4], hex[byte & 15] };
        g_string_append_len(out, escape, sizeof escape);
    }
}

/* How many bytes from `at` on can stand as they are: 0 for one that cannot. */
static inline gsize
plain_size(const guint8 *bytes, gsize at, gsize length)
{
    utf8proc_int32_t letter;

    if (is_plain_byte(bytes[at]))
        return 1;
    if (bytes[at] < 0x80)
        return 0;
    if (bytes[at] >= 0xc2 && bytes[at] < 0xe0 && at + 1 < length && (bytes[at + 1] & 0xc0) == 0x80)
        return 2; /* all Latin, Greek and Cyrillic letters */
    return (gsize)MAX(utf8proc_iterate(bytes + at, (utf8proc_ssize_t)(length - at), &letter), 0);
}

/* Where the first byte stands that must not, or the end. */
static inline gsize
plain_length(const guint8 *bytes, gsize at, gsize length)
{
    gsize size;

    while (at < length && (size = plain_size(bytes, at, length)) > 0)
        at += size;
    return at;
}

static void
write_string(GString *out, const char *text, gsize length)
{
    const guint8 *bytes = (const guint8 *)text;
    gsize at = plain_length(bytes, 0, length);
    char *end = make_room(out, length + 2);

    *end++ = '"';
    memcpy(end, text, at);
    end_at(out, end + at);
    while (at < length) {
        gsize next = plain_length(bytes, at + 1, length);

        if (bytes[at] >= 0x80)
            g_string_append(out, "\xEF\xBF\xBD");
        else
            write_escape(out, bytes[at]);
        g_string_append_len(out, text + at + 1, (gssize)(next - at - 1));
        at = next;
    }
    g_string_append_c(out, '"');
}

/* What stands before any value: comma, line break, name. */
static void
begin_value(KamJson *json, const char *name)
{
    guint8 *state = &json->state[json->depth];
    int kind = *state & LEVEL_KIND;

    g_assert((kind == LEVEL_OBJECT) == (name != NULL));
    g_assert(kind != LEVEL_TOP || (*state & LEVEL_USED) == 0);
    if (*state & LEVEL_USED)
        g_string_append_c(json->out, ',');
    if (kind != LEVEL_TOP)
        write_line_break(json);
    *state |= LEVEL_USED;
    if (name != NULL) {
        write_string(json->out, name, strlen(name));
        append(json->out, ": ", json->indent > 0 ? 2 : 1);
    }
}

static void
open_level(KamJson *json, const char *name, guint8 kind, char bracket)
{
    begin_value(json, name);
    g_assert(json->depth + 1 < KAM_JSON_MAX_DEPTH);
    json->state[++json->depth] = kind;
    g_string_append_c(json->out, bracket);
}

static void
close_level(KamJson *json, guint8 kind, char bracket)
{
    guint8 state = json->state[json->depth];

    g_assert((state & LEVEL_KIND) == kind);
    json->depth--;
    if (state & LEVEL_USED)
        write_line_break(json);
    g_string_append_c(json->out, bracket);
}

void
kam_json_begin_object(KamJson *json, const char *name)
{
    open_level(json, name, LEVEL_OBJECT, '{');
}

void
kam_json_end_object(KamJson *json)
{
    close_level(json, LEVEL_OBJECT, '}');
}

void
kam_json_begin_array(KamJson *json, const char *name)
{
    open_level(json, name, LEVEL_ARRAY, '[');
}

void
kam_json_end_array(KamJson *json)
{
    close_level(json, LEVEL_ARRAY, ']');
}

void
kam_json_text(KamJson *json, const char *name, const char *value)
{
    if (value == NULL)
        kam_json_null(json, name);
    else
        kam_json_text_n(json, name, value, strlen(value));
}

void
kam_json_text_n(KamJson *json, const char *name, const char *value, gsize length)
{
    begin_value(json, name);
    write_string(json->out, value, length);
}

static void
write_int(GString *out, gint64 value)
{
    char digits[24];
    char *at = digits + sizeof digits;
    guint64 rest = value < 0 ? -(guint64)value : (guint64)value;

    do {
        *--at = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (value < 0)
        *--at = '-';
    append(out, at, (gsize)(digits + sizeof digits - at));
}

void
kam_json_int(KamJson *json, const char *name, gint64 value)
{
    begin_value(json, name);
    write_int(json->out, value);
}

void
kam_json_id(KamJson *json, const char *name, gint64 id)
{
    begin_value(json, name);
    g_string_append_c(json->out, '"');
    write_int(json->out, id);
    g_string_append_c(json->out, '"');
}

/* Most numbers have few decimals. When the whole number r, divided by 10^k, gives the value back, then "r with k
 * decimals" reads back as the value, too: r and 10^k are exact, and both the division and the reading round to the
 * nearest. */
static gboolean
write_few_decimals(GString *out, double value)
{
    static const double powers[] = { 1e1, 1e2, 1e3, 1e4, 1e5, 1e6 };
    char digits[24];

    if (fabs(value) >= 1e9 || fabs(value) < 1e-4)
        return FALSE;
    for (guint k = 0; k < G_N_ELEMENTS(powers); k++) {
        gint64 whole = llrint(fabs(value) * powers[k]);
        char *at = digits + sizeof digits;

        if ((double)whole / powers[k] != fabs(value))
            continue;
        for (guint i = 0; i <= k; i++, whole /= 10)
            *--at = (char)('0' + whole % 10);
        *--at = '.';
        if (value < 0)
            g_string_append_c(out, '-');
        write_int(out, whole);
        g_string_append_len(out, at, digits + sizeof digits - at);
        return TRUE;
    }
    return FALSE;
}

static void
write_double(GString *out, double value)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    char format[] = "%.00g";
    /* 15 digits always survive the way through a double, so %g's dropping of zeros finds the shortest
     * text; a subnormal number bears fewer. */
    int precision = fabs(value) < DBL_MIN ? 1 : 15;

    do {
        format[2] = (char)('0' + precision / 10);
        format[3] = (char)('0' + precision % 10);
        g_ascii_formatd(text, sizeof text, format, value);
    } while (precision++ < 17 && g_ascii_strtod(text, NULL) != value);
    g_string_append(out, text);
}

void
kam_json_number(KamJson *json, const char *name, double value)
{
    if (!isfinite(value)) {
        kam_json_null(json, name);
        return;
    }
    begin_value(json, name);
    if (fabs(value) < 1e15 && value == floor(value) && !(value == 0 && signbit(value)))
        write_int(json->out, (gint64)value);
    else if (!write_few_decimals(json->out, value))
        write_double(json->out, value);
}

void
kam_json_bool(KamJson *json, const char *name, gboolean value)
{
    begin_value(json, name);
    append(json->out, value ? "true" : "false", value ? 4 : 5);
}

void
kam_json_null(KamJson *json, const char *name)
{
    begin_value(json, name);
    append(json->out, "null", 4);
}

void
kam_json_money(KamJson *json, const char *name, gint64 micro, const char *currency)
{
    g_autofree char *amount = kam_micro_to_text(micro, 2);
    gboolean is_known = currency != NULL && strcmp(currency, "XXX") != 0;

    kam_json_begin_object(json, name);
    kam_json_text(json, "amount", amount);
    kam_json_text(json, "currency", is_known ? currency : NULL);
    kam_json_end_object(json);
}

void
kam_json_raw(KamJson *json, const char *name, const char *text)
{
    begin_value(json, name);
    g_string_append(json->out, text);
}
