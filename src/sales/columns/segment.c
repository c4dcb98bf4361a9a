/* The form of a segment's body: a head with the counts, a table of columns, then their compressed values. */
#include "sales/columns/segment.h"

#include <string.h>
#include <zstd.h>

#include "base/dict.h"

#define MAGIC 0x31474553u /* "SEG1" */
#define LEVEL 1           /* higher levels cost three times the time for a tenth of the size */
#define HEAD_BYTES 24     /* magic, lines, runs, products, checksum */
#define CHECKSUM_AT 16
#define ENTRY_BYTES 24
#define DICTIONARY_SLOTS (KAM_SEGMENT_LINES * 2)

struct KamSegmentWriter {
    guint32 n, n_runs, n_products;
    gint64 *values[KAM_SEGMENT_N]; /* KAM_SEGMENT_LINES each */
    guint32 *slots;                /* product id -> dictionary index + 1 */
    guint8 *narrow;                /* scratch: one column's offsets */
    ZSTD_CCtx *compressor;
};

KamSegmentWriter *
kam_segment_writer_new(void)
{
    KamSegmentWriter *writer = g_new0(KamSegmentWriter, 1);

    for (guint i = 0; i < KAM_SEGMENT_N; i++)
        writer->values[i] = g_new(gint64, KAM_SEGMENT_LINES);
    writer->slots = g_new0(guint32, DICTIONARY_SLOTS);
    writer->narrow = g_new(guint8, KAM_SEGMENT_LINES * sizeof(gint64));
    writer->compressor = ZSTD_createCCtx();
    return writer;
}

void
kam_segment_writer_free(KamSegmentWriter *writer)
{
    if (writer == NULL)
        return;
    for (guint i = 0; i < KAM_SEGMENT_N; i++)
        g_free(writer->values[i]);
    g_free(writer->slots);
    g_free(writer->narrow);
    ZSTD_freeCCtx(writer->compressor);
    g_free(writer);
}

guint32
kam_segment_writer_size(const KamSegmentWriter *writer)
{
    return writer->n;
}

static guint32
dictionary_index(KamSegmentWriter *writer, gint64 product_id)
{
    gint64 *dictionary = writer->values[KAM_SEGMENT_DICTIONARY];
    guint64 hash = (guint64)product_id * 0x9e3779b97f4a7c15u;
    gsize slot = (gsize)(hash >> 32) & (DICTIONARY_SLOTS - 1);

    while (writer->slots[slot] != 0) {
        if (dictionary[writer->slots[slot] - 1] == product_id)
            return writer->slots[slot] - 1;
        slot = (slot + 1) & (DICTIONARY_SLOTS - 1);
    }
    dictionary[writer->n_products] = product_id;
    writer->slots[slot] = ++writer->n_products;
    return writer->n_products - 1;
}

static void
add_to_run(KamSegmentWriter *writer, gint64 account_id)
{
    gint64 *accounts = writer->values[KAM_SEGMENT_RUN_ACCOUNT], *lengths = writer->values[KAM_SEGMENT_RUN_LENGTH];

    if (writer->n_runs > 0 && accounts[writer->n_runs - 1] == account_id) {
        lengths[writer->n_runs - 1]++;
        return;
    }
    accounts[writer->n_runs] = account_id;
    lengths[writer->n_runs++] = 1;
}

gboolean
kam_segment_writer_add(KamSegmentWriter *writer, const KamSegmentLine *line)
{
    guint32 i = writer->n;

    g_assert(i < KAM_SEGMENT_LINES);
    add_to_run(writer, line->account_id);
    writer->values[KAM_SEGMENT_PRODUCT][i] = dictionary_index(writer, line->product_id);
    writer->values[KAM_SEGMENT_DOCUMENT][i] = line->document_id;
    writer->values[KAM_SEGMENT_DAY][i] = line->day;
    writer->values[KAM_SEGMENT_QUANTITY][i] = line->quantity_micro;
    writer->values[KAM_SEGMENT_NET][i] = line->net_micro;
    writer->values[KAM_SEGMENT_COST][i] = line->cost_micro;
    writer->values[KAM_SEGMENT_FLAGS][i] = line->flags;
    writer->values[KAM_SEGMENT_CURRENCY][i] = line->currency;
    return ++writer->n == KAM_SEGMENT_LINES;
}

void
kam_segment_writer_get_days(const KamSegmentWriter *writer, gint32 *first, gint32 *last)
{
    const gint64 *days = writer->values[KAM_SEGMENT_DAY];

    *first = *last = writer->n == 0 ? 0 : (gint32)days[0];
    for (guint32 i = 1; i < writer->n; i++) {
        *first = MIN(*first, (gint32)days[i]);
        *last = MAX(*last, (gint32)days[i]);
    }
}

static guint8
width_of(guint64 span)
{
    if (span == 0)
        return 0;
    if (span <= G_MAXUINT8)
        return 1;
    if (span <= G_MAXUINT16)
        return 2;
    return span <= G_MAXUINT32 ? 4 : 8;
}

static void
narrow_values(guint8 *out, const gint64 *values, guint32 n, gint64 base, guint8 width)
{
    for (guint32 i = 0; i < n; i++) {
        guint64 offset = GUINT64_TO_LE((guint64)values[i] - (guint64)base);
        memcpy(out + (gsize)i * width, &offset, width);
    }
}

static void
put_32(guint8 *at, guint32 value)
{
    value = GUINT32_TO_LE(value);
    memcpy(at, &value, sizeof value);
}

static guint32
get_32(const guint8 *at)
{
    guint32 value;

    memcpy(&value, at, sizeof value);
    return GUINT32_FROM_LE(value);
}

/* One row of the table of columns: packed bytes, count, width, base. */
static void
put_entry(guint8 *entry, guint32 packed, guint32 count, guint8 width, gint64 base)
{
    gint64 little = GINT64_TO_LE(base);

    put_32(entry, packed);
    put_32(entry + 4, count);
    put_32(entry + 8, width);
    put_32(entry + 12, 0);
    memcpy(entry + 16, &little, sizeof little);
}

static gboolean
append_column(KamSegmentWriter *writer, GByteArray *body, guint column, guint32 n)
{
    const gint64 *values = writer->values[column];
    gint64 least = values[0], most = values[0];
    gsize start = body->len, bound, packed = 0;
    guint8 width;

    for (guint32 i = 1; i < n; i++) {
        least = MIN(least, values[i]);
        most = MAX(most, values[i]);
    }
    width = width_of((guint64)most - (guint64)least);
    if (width > 0) {
        narrow_values(writer->narrow, values, n, least, width);
        bound = ZSTD_compressBound((gsize)n * width);
        g_byte_array_set_size(body, (guint)(start + bound));
        packed =
            ZSTD_compressCCtx(writer->compressor, body->data + start, bound, writer->narrow, (gsize)n * width, LEVEL);
        if (ZSTD_isError(packed))
            return FALSE;
        g_byte_array_set_size(body, (guint)(start + packed));
    }
    put_entry(body->data + HEAD_BYTES + column * ENTRY_BYTES, (guint32)packed, n, width, least);
    return TRUE;
}

static guint32
count_of(guint column, guint32 n_lines, guint32 n_runs, guint32 n_products)
{
    if (column == KAM_SEGMENT_RUN_ACCOUNT || column == KAM_SEGMENT_RUN_LENGTH)
        return n_runs;
    return column == KAM_SEGMENT_DICTIONARY ? n_products : n_lines;
}

/* Of everything but itself. Whatever a disk does to a body is found here; the bounds that readers check are for the
 * rest. */
static guint64
checksum(const guint8 *body, gsize length)
{
    return kam_hash_bytes(body + HEAD_BYTES, length - HEAD_BYTES, kam_hash_bytes(body, CHECKSUM_AT, 0));
}

void
kam_segment_seal(guint8 *body, gsize length)
{
    guint64 sum = GUINT64_TO_LE(checksum(body, length));

    memcpy(body + CHECKSUM_AT, &sum, sizeof sum);
}

GByteArray *
kam_segment_writer_finish(KamSegmentWriter *writer)
{
    g_autoptr(GByteArray) body = g_byte_array_new();

    g_assert(writer->n > 0);
    g_byte_array_set_size(body, HEAD_BYTES + KAM_SEGMENT_N * ENTRY_BYTES);
    put_32(body->data, MAGIC);
    put_32(body->data + 4, writer->n);
    put_32(body->data + 8, writer->n_runs);
    put_32(body->data + 12, writer->n_products);
    for (guint column = 0; column < KAM_SEGMENT_N; column++)
        if (!append_column(writer, body, column, count_of(column, writer->n, writer->n_runs, writer->n_products)))
            return NULL;
    kam_segment_seal(body->data, body->len);
    memset(writer->slots, 0, DICTIONARY_SLOTS * sizeof(guint32));
    writer->n = writer->n_runs = writer->n_products = 0;
    return g_steal_pointer(&body);
}

static gboolean
corrupt(GError **error, const char *what)
{
    g_set_error(error, KAM_ERROR, KAM_ERROR_CORRUPT,
                "column segment is damaged: %s; 'kamen check --rebuild' remakes it from the lines", what);
    return FALSE;
}

gboolean
kam_segment_open(KamSegment *segment, const void *body, gsize length, GError **error)
{
    KamSegment found = { .body = body, .length = length };
    gsize offset = HEAD_BYTES + KAM_SEGMENT_N * ENTRY_BYTES;
    guint64 sum;

    if (length < offset || get_32(found.body) != MAGIC)
        return corrupt(error, "no head");
    memcpy(&sum, found.body + CHECKSUM_AT, sizeof sum);
    if (GUINT64_FROM_LE(sum) != checksum(found.body, length))
        return corrupt(error, "its checksum disagrees");
    found.n_lines = get_32(found.body + 4);
    found.n_runs = get_32(found.body + 8);
    found.n_products = get_32(found.body + 12);
    if (found.n_lines == 0 || found.n_lines > KAM_SEGMENT_LINES || found.n_runs > found.n_lines ||
        found.n_products > found.n_lines)
        return corrupt(error, "impossible counts");
    for (guint i = 0; i < KAM_SEGMENT_N; i++) {
        const guint8 *entry = found.body + HEAD_BYTES + i * ENTRY_BYTES;
        guint32 width = get_32(entry + 8);
        found.columns[i].offset = offset;
        found.columns[i].packed = get_32(entry);
        found.columns[i].count = get_32(entry + 4);
        found.columns[i].width = (guint8)width;
        memcpy(&found.columns[i].base, entry + 16, sizeof(gint64));
        found.columns[i].base = GINT64_FROM_LE(found.columns[i].base);
        offset += found.columns[i].packed;
        if (found.columns[i].count != count_of(i, found.n_lines, found.n_runs, found.n_products) ||
            (width != 0 && width != 1 && width != 2 && width != 4 && width != 8) || offset > length)
            return corrupt(error, "impossible column");
    }
    *segment = found;
    return TRUE;
}

guint32
kam_segment_count(const KamSegment *segment, KamSegmentColumn column)
{
    return segment->columns[column].count;
}

/* The offsets of a column as they were before compression; NULL and no error when all values are equal. */
static gboolean
unpack(const KamSegment *segment, KamSegmentColumn column, guint8 **out, GError **error)
{
    gsize bytes = (gsize)segment->columns[column].count * segment->columns[column].width, got;
    g_autofree guint8 *offsets = NULL;

    *out = NULL;
    if (bytes == 0)
        return TRUE;
    offsets = g_malloc(bytes);
    got = ZSTD_decompress(offsets, bytes, segment->body + segment->columns[column].offset,
                          segment->columns[column].packed);
    if (ZSTD_isError(got) || got != bytes)
        return corrupt(error, "a column does not unpack");
    *out = g_steal_pointer(&offsets);
    return TRUE;
}

#if G_BYTE_ORDER != G_LITTLE_ENDIAN
#error "segments are read as little endian; add swapping to WIDEN for this machine"
#endif

/* One loop for each width, so that the compiler turns each into wide instructions. */
#define WIDEN_AS(type)                                                                                                 \
    for (guint32 i = 0; i < n; i++) {                                                                                  \
        type offset;                                                                                                   \
        memcpy(&offset, offsets + (gsize)i * sizeof offset, sizeof offset);                                            \
        out[i] = (__typeof__(*out))((guint64)base + offset);                                                           \
    }

#define WIDEN()                                                                                                        \
    switch (segment->columns[column].width) {                                                                          \
    case 0:                                                                                                            \
        for (guint32 i = 0; i < n; i++)                                                                                \
            out[i] = (__typeof__(*out))base;                                                                           \
        break;                                                                                                         \
    case 1:                                                                                                            \
        WIDEN_AS(guint8)                                                                                               \
        break;                                                                                                         \
    case 2:                                                                                                            \
        WIDEN_AS(guint16)                                                                                              \
        break;                                                                                                         \
    case 4:                                                                                                            \
        WIDEN_AS(guint32)                                                                                              \
        break;                                                                                                         \
    default:                                                                                                           \
        WIDEN_AS(guint64)                                                                                              \
        break;                                                                                                         \
    }

gboolean
kam_segment_read(const KamSegment *segment, KamSegmentColumn column, gint64 *out, GError **error)
{
    g_autofree guint8 *offsets = NULL;
    guint32 n = segment->columns[column].count;
    gint64 base = segment->columns[column].base;

    if (!unpack(segment, column, &offsets, error))
        return FALSE;
    WIDEN()
    return TRUE;
}

gboolean
kam_segment_read_32(const KamSegment *segment, KamSegmentColumn column, gint32 *out, GError **error)
{
    g_autofree guint8 *offsets = NULL;
    guint32 n = segment->columns[column].count;
    gint64 base = segment->columns[column].base;

    if (!unpack(segment, column, &offsets, error))
        return FALSE;
    WIDEN()
    return TRUE;
}

gboolean
kam_segment_read_8(const KamSegment *segment, KamSegmentColumn column, guint8 *out, GError **error)
{
    g_autofree guint8 *offsets = NULL;
    guint32 n = segment->columns[column].count;
    gint64 base = segment->columns[column].base;

    if (!unpack(segment, column, &offsets, error))
        return FALSE;
    WIDEN()
    return TRUE;
}
