/* Documents and their versions. */
#include "sales/ingest/document_book.h"

#include <string.h>

#include "base/dict.h"
#include "base/text.h"
#include "sales/ingest/key_index.h"

#define SEEN_SLOTS 8192 /* equal lines are looked for among at most 3/4 of this many lines of one document */

struct KamDocumentBook {
    GArray *entries; /* KamDocumentEntry */
    KamKeyIndex *keys;
    GStringChunk *texts;
    GString *key;
    /* The document of the line before, very often the same. */
    guint32 last, last_account, last_file;
    gint32 last_day;
    /* Lines of the current document by hash; a slot counts only with the current stamp. */
    guint64 seen_hash[SEEN_SLOTS];
    guint32 seen_stamp[SEEN_SLOTS];
    guint32 stamp, stamp_lines, stamp_document;
};

KamDocumentBook *
kam_document_book_new(void)
{
    KamDocumentBook *book = g_new0(KamDocumentBook, 1);

    book->entries = g_array_new(FALSE, TRUE, sizeof(KamDocumentEntry));
    book->keys = kam_key_index_new();
    book->texts = g_string_chunk_new(1 << 16);
    book->key = g_string_new(NULL);
    book->last = KAM_NO_INDEX;
    book->stamp_document = KAM_NO_INDEX;
    return book;
}

void
kam_document_book_free(KamDocumentBook *book)
{
    if (book == NULL)
        return;
    g_array_unref(book->entries);
    kam_key_index_free(book->keys);
    g_string_chunk_free(book->texts);
    g_string_free(book->key, TRUE);
    g_free(book);
}

guint32
kam_document_book_size(const KamDocumentBook *book)
{
    return book->entries->len;
}

KamDocumentEntry *
kam_document_book_get(KamDocumentBook *book, guint32 index)
{
    return &g_array_index(book->entries, KamDocumentEntry, index);
}

/* Numbers start again every year in many firms, so the year belongs to the key; without a number the day does, and the
 * currency, since a document has one. */
static void
write_key(KamDocumentBook *book, const KamLine *line, guint32 account)
{
    int year, month, dom;
    gint32 when = line->day;

    if (line->document.length > 0) {
        kam_day_to_civil(line->day, &year, &month, &dom);
        when = year;
    }
    g_string_truncate(book->key, 0);
    g_string_append_len(book->key, (const char *)&account, sizeof account);
    g_string_append_len(book->key, (const char *)&when, sizeof when);
    if (line->document.length > 0) {
        g_string_append_c(book->key, '#');
        g_string_append_len(book->key, line->document.text, line->document.length);
    } else {
        g_string_append_len(book->key, line->currency.text, line->currency.length);
    }
}

static const char *
keep(KamDocumentBook *book, KamSlice slice)
{
    return slice.length == 0 ? NULL : g_string_chunk_insert_len(book->texts, slice.text, (gssize)slice.length);
}

static guint32
add_version(KamDocumentBook *book, const KamLine *line, guint32 account, guint32 file, guint32 previous)
{
    KamDocumentEntry entry = {
        .number = line->document.length == 0 ? "" : keep(book, line->document),
        .seller = keep(book, line->seller),
        .ship_to = keep(book, line->ship_to),
        .account = account,
        .currency = kam_currency_pack(line->currency.text, line->currency.length),
        .day = line->day,
        .file = file,
        .previous = previous,
        .is_credit = (line->flags & KAM_LINE_CREDIT) != 0,
        .positions_given = (line->flags & KAM_LINE_NO_POSITION) == 0,
    };

    entry.group = previous == KAM_NO_INDEX ? book->entries->len : kam_document_book_get(book, previous)->group;
    g_array_append_val(book->entries, entry);
    return book->entries->len - 1;
}

static gboolean
is_last(KamDocumentBook *book, const KamLine *line, guint32 account, guint32 file)
{
    const KamDocumentEntry *last;

    if (book->last == KAM_NO_INDEX || book->last_account != account || book->last_day != line->day ||
        book->last_file != file)
        return FALSE;
    last = kam_document_book_get(book, book->last);
    if (line->document.length == 0 && last->currency != kam_currency_pack(line->currency.text, line->currency.length))
        return FALSE;
    return kam_text_equal(last->number, strlen(last->number), line->document.text, line->document.length);
}

guint32
kam_document_book_match(KamDocumentBook *book, const KamLine *line, guint32 account, guint32 file)
{
    guint32 *slot;

    if (is_last(book, line, account, file))
        return book->last;
    write_key(book, line, account);
    slot = kam_key_index_slot(book->keys, book->key->str, book->key->len);
    if (*slot == KAM_NO_INDEX || kam_document_book_get(book, *slot)->file != file)
        *slot = add_version(book, line, account, file, *slot);
    book->last = *slot;
    book->last_account = account;
    book->last_day = line->day;
    book->last_file = file;
    return book->last;
}

static gboolean
was_seen(KamDocumentBook *book, guint32 document, guint64 hash)
{
    gsize slot = hash & (SEEN_SLOTS - 1);

    if (book->stamp_document != document || book->stamp_lines > SEEN_SLOTS / 4 * 3) {
        book->stamp++;
        book->stamp_lines = 0;
        book->stamp_document = document;
    }
    while (book->seen_stamp[slot] == book->stamp) {
        if (book->seen_hash[slot] == hash)
            return TRUE;
        slot = (slot + 1) & (SEEN_SLOTS - 1);
    }
    book->seen_stamp[slot] = book->stamp;
    book->seen_hash[slot] = hash;
    book->stamp_lines++;
    return FALSE;
}

gboolean
kam_document_book_add_line(KamDocumentBook *book, guint32 document, const KamFact *fact, guint64 line_hash)
{
    KamDocumentEntry *entry = kam_document_book_get(book, document);

    entry->lines++;
    /* A sum does not care for the order of lines: an export sorted otherwise is still the same document. */
    entry->content_hash += line_hash;
    return was_seen(book, document, line_hash);
}

static void
supersede_versions(KamDocumentBook *book, guint32 newest)
{
    for (guint32 i = newest; i != KAM_NO_INDEX; i = kam_document_book_get(book, i)->previous)
        kam_document_book_get(book, i)->is_superseded = TRUE;
}

/* A version against the newest one before it. Positions add to positions; in all other cases the later version replaces
 * what was before, since the ordinals of one file say nothing about the lines of another. */
static void
settle_version(KamDocumentBook *book, KamDocumentEntry *head, KamDocumentEntry *entry, guint32 index)
{
    const KamDocumentEntry *before = kam_document_book_get(book, head->newest);

    if (before->content_hash == entry->content_hash && before->lines == entry->lines) {
        entry->is_repeat = TRUE;
        return;
    }
    head->newest = index;
    if (entry->positions_given && before->positions_given) {
        head->is_mixed = TRUE;
        return;
    }
    supersede_versions(book, entry->previous);
    head->is_mixed = FALSE;
}

void
kam_document_book_settle_versions(KamDocumentBook *book)
{
    for (guint32 i = 0; i < book->entries->len; i++) {
        KamDocumentEntry *entry = kam_document_book_get(book, i);
        KamDocumentEntry *head = kam_document_book_get(book, entry->group);
        if (entry->previous == KAM_NO_INDEX)
            head->newest = i;
        else
            settle_version(book, head, entry, i);
    }
}
