/* Where a page ended, as an opaque text: a version, the order that it belongs to, and the sort values of the page's
 * last row. It is not signed: whoever makes one up begins a list at another place, and sees nothing by it. */
#include <string.h>

#include "record/filter_private.h"

#define CURSOR_VERSION 1
#define MAX_CURSOR 4096

static guint32
hash_text(guint32 hash, const char *text)
{
    for (; *text != '\0'; text++)
        hash = (hash ^ (guchar)*text) * 16777619u;
    return (hash ^ 0xff) * 16777619u;
}

/* A cursor of another order or another type is none. */
static guint32
hash_order(const KamFilter *filter)
{
    guint32 hash = hash_text(2166136261u, filter->type->name);

    for (guint i = 0; i < filter->n_keys; i++) {
        hash = hash_text(hash, filter->keys[i].column);
        hash = hash_text(hash, filter->keys[i].descending ? "desc" : "asc");
        hash = hash_text(hash, filter->keys[i].nulls_first ? "first" : "last");
    }
    return hash;
}

static void
append_number(GByteArray *bytes, guint64 number, guint n)
{
    for (guint i = n; i-- > 0;) {
        guint8 byte = (guint8)(number >> (8 * i));

        g_byte_array_append(bytes, &byte, 1);
    }
}

static void
append_value(GByteArray *bytes, const KamQueryValue *value)
{
    append_number(bytes, value->kind, 1);
    if (value->kind == KAM_VALUE_INT)
        append_number(bytes, (guint64)value->integer, 8);
    if (value->kind != KAM_VALUE_TEXT)
        return;
    append_number(bytes, strlen(value->text), 4);
    g_byte_array_append(bytes, (const guint8 *)value->text, (guint)strlen(value->text));
}

char *
kam_cursor_to_text(const KamFilter *filter, const KamQueryValue *values)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    char *text;
    char *end;

    append_number(bytes, CURSOR_VERSION, 1);
    append_number(bytes, hash_order(filter), 4);
    for (guint i = 0; i < filter->n_keys; i++)
        append_value(bytes, &values[i]);
    text = g_base64_encode(bytes->data, bytes->len);
    for (end = text; *end != '\0' && *end != '='; end++) {
        if (*end == '+')
            *end = '-';
        else if (*end == '/')
            *end = '_';
    }
    *end = '\0';
    return text;
}

/* --- reading --- */

typedef struct {
    const guint8 *at;
    gsize left;
} Bytes;

static gboolean
take_number(Bytes *bytes, guint n, guint64 *number)
{
    if (bytes->left < n)
        return FALSE;
    *number = 0;
    for (guint i = 0; i < n; i++)
        *number = *number << 8 | bytes->at[i];
    bytes->at += n;
    bytes->left -= n;
    return TRUE;
}

static gboolean
take_text(Bytes *bytes, KamFilter *filter, KamQueryValue *value)
{
    guint64 length;
    char *text;

    if (!take_number(bytes, 4, &length) || length > bytes->left ||
        !g_utf8_validate_len((const char *)bytes->at, length, NULL))
        return FALSE;
    text = g_strndup((const char *)bytes->at, length);
    g_ptr_array_add(filter->cursor_texts, text);
    bytes->at += length;
    bytes->left -= length;
    *value = (KamQueryValue) { .kind = KAM_VALUE_TEXT, .text = text };
    return TRUE;
}

static gboolean
take_value(Bytes *bytes, KamFilter *filter, guint i, KamQueryValue *value)
{
    gboolean is_text = kam_filter_is_text(filter->key_kinds[i]);
    guint64 kind, number;

    if (!take_number(bytes, 1, &kind))
        return FALSE;
    if (kind == KAM_VALUE_NULL) {
        *value = KAM_QUERY_NULL;
        return filter->keys[i].nullable;
    }
    if (kind == KAM_VALUE_TEXT)
        return is_text && take_text(bytes, filter, value);
    if (kind != KAM_VALUE_INT || is_text || !take_number(bytes, 8, &number))
        return FALSE;
    *value = KAM_QUERY_INT((gint64)number);
    return TRUE;
}

static guchar *
decode(const char *text, gsize *length)
{
    g_autoptr(GString) base64 = g_string_new(text);

    for (gsize i = 0; i < base64->len; i++) {
        if (base64->str[i] == '-')
            base64->str[i] = '+';
        else if (base64->str[i] == '_')
            base64->str[i] = '/';
    }
    while (base64->len % 4 != 0)
        g_string_append_c(base64, '=');
    return g_base64_decode(base64->str, length);
}

static gboolean
take_all(Bytes *bytes, KamFilter *filter)
{
    guint64 number;

    if (!take_number(bytes, 1, &number) || number != CURSOR_VERSION || !take_number(bytes, 4, &number) ||
        number != hash_order(filter))
        return FALSE;
    for (guint i = 0; i < filter->n_keys; i++)
        if (!take_value(bytes, filter, i, &filter->cursor[i]))
            return FALSE;
    return bytes->left == 0;
}

gboolean
kam_cursor_read(KamFilterReading *reading, const char *text)
{
    gsize length = 0;
    g_autofree guchar *decoded = strlen(text) <= MAX_CURSOR ? decode(text, &length) : NULL;
    Bytes bytes = { decoded, length };

    if (decoded == NULL || !take_all(&bytes, reading->filter))
        return kam_filter_fault(reading, "bad_value", "this is no cursor of this list and order: begin without one");
    reading->filter->has_cursor = TRUE;
    return TRUE;
}
