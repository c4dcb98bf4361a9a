/* Documents and their versions. */
#include "sales/ingest/document_book.h"

#include <string.h>

#include "base/dict.h"
#include "base/text.h"

#define KEY_PREFIX_BYTES (sizeof(guint32) + sizeof(gint32)) /* account and year in front of the number */
#define NUMBER_MARK '#'                                     /* in front of a number; without one the currency follows */
#define N_WAITING 16 /* lines between the asking for a place in memory and its use */
#define SEEN_SHIFT 46
#define SEEN_SLOTS (1u << 18) /* equal lines are looked for among about this many lines back */

struct KamDocumentBook {
    GArray *entries; /* KamDocumentEntry */
    KamDict *keys;   /* account, year or day, number */
    GArray *newest;  /* guint32: index of the newest version, one a key */
    KamDict *texts;  /* sellers and places, few of them */
    GString *key;
    /* The document of the line before, very often the same. */
    guint32 last, last_account, last_file;
    gint32 last_day;
    guint64 waiting[N_WAITING]; /* lines to be looked up, the newest last */
    guint64 n_added, n_looked_up, n_equal;
    guint64 seen[SEEN_SLOTS]; /* lines of late by hash, each where its hash says; a newer one takes the place */
};

KamDocumentBook *
kam_document_book_new(void)
{
    KamDocumentBook *book = g_new0(KamDocumentBook, 1);

    book->entries = g_array_new(FALSE, TRUE, sizeof(KamDocumentEntry));
    book->keys = kam_dict_new();
    book->newest = g_array_new(FALSE, FALSE, sizeof(guint32));
    book->texts = kam_dict_new();
    book->key = g_string_new(NULL);
    book->last = KAM_NO_INDEX;
    return book;
}

void
kam_document_book_free(KamDocumentBook *book)
{
    if (book == NULL)
        return;
    g_array_unref(book->entries);
    kam_dict_free(book->keys);
    g_array_unref(book->newest);
    kam_dict_free(book->texts);
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
        g_string_append_c(book->key, NUMBER_MARK);
        g_string_append_len(book->key, line->document.text, line->document.length);
    } else {
        g_string_append_len(book->key, line->currency.text, line->currency.length);
    }
}

static guint32
keep(KamDocumentBook *book, KamSlice slice)
{
    return slice.length == 0 ? KAM_NO_INDEX : kam_dict_add(book->texts, slice.text, slice.length, NULL);
}

static guint32
add_version(KamDocumentBook *book, const KamLine *line, guint32 account, guint32 file, guint32 key, guint32 previous)
{
    KamDocumentEntry entry = {
        .key = key,
        .seller = keep(book, line->seller),
        .ship_to = keep(book, line->ship_to),
        .account = account,
        .stored_account = KAM_NO_INDEX,
        .currency = kam_currency_pack(line->currency.text, line->currency.length),
        .day = line->day,
        .file = (guint16)file,
        .previous = previous,
        .is_credit = (line->flags & KAM_LINE_CREDIT) != 0,
        .positions_given = (line->flags & KAM_LINE_NO_POSITION) == 0,
    };

    entry.group = previous == KAM_NO_INDEX ? book->entries->len : kam_document_book_get(book, previous)->group;
    g_array_append_val(book->entries, entry);
    return book->entries->len - 1;
}

const char *
kam_document_book_get_number(const KamDocumentBook *book, const KamDocumentEntry *entry)
{
    const char *key = kam_dict_key(book->keys, entry->key, NULL) + KEY_PREFIX_BYTES;

    return key[0] == NUMBER_MARK ? key + 1 : "";
}

const char *
kam_document_book_get_seller(const KamDocumentBook *book, const KamDocumentEntry *entry)
{
    return entry->seller == KAM_NO_INDEX ? NULL : kam_dict_key(book->texts, entry->seller, NULL);
}

const char *
kam_document_book_get_ship_to(const KamDocumentBook *book, const KamDocumentEntry *entry)
{
    return entry->ship_to == KAM_NO_INDEX ? NULL : kam_dict_key(book->texts, entry->ship_to, NULL);
}

static gboolean
is_last(KamDocumentBook *book, const KamLine *line, guint32 account, guint32 file)
{
    const KamDocumentEntry *last;
    const char *number;

    if (book->last == KAM_NO_INDEX || book->last_account != account || book->last_day != line->day ||
        book->last_file != file)
        return FALSE;
    last = kam_document_book_get(book, book->last);
    if (line->document.length == 0 && last->currency != kam_currency_pack(line->currency.text, line->currency.length))
        return FALSE;
    number = kam_document_book_get_number(book, last);
    return kam_text_equal(number, strlen(number), line->document.text, line->document.length);
}

guint32
kam_document_book_match(KamDocumentBook *book, const KamLine *line, guint32 account, guint32 file)
{
    guint32 none = KAM_NO_INDEX, key;
    gboolean is_new;
    guint32 *slot;

    if (is_last(book, line, account, file))
        return book->last;
    write_key(book, line, account);
    key = kam_dict_add(book->keys, book->key->str, book->key->len, &is_new);
    if (is_new)
        g_array_append_val(book->newest, none);
    slot = &g_array_index(book->newest, guint32, key);
    if (*slot == KAM_NO_INDEX || kam_document_book_get(book, *slot)->file != file)
        *slot = add_version(book, line, account, file, key, *slot);
    book->last = *slot;
    book->last_account = account;
    book->last_day = line->day;
    book->last_file = file;
    return book->last;
}

/* Whether an equal line of the same document came lately. Rows of a document lie close together: few are missed. */
static void
look_up_oldest(KamDocumentBook *book)
{
    guint64 key = book->waiting[book->n_looked_up++ % N_WAITING];
    guint64 *slot = &book->seen[key >> SEEN_SHIFT];

    book->n_equal += *slot == key ? 1 : 0;
    *slot = key;
}

void
kam_document_book_add_line(KamDocumentBook *book, guint32 document, guint64 line_hash)
{
    KamDocumentEntry *entry = kam_document_book_get(book, document);
    guint64 key = (line_hash ^ ((guint64)document + 1)) * 0x9e3779b97f4a7c15u;

    entry->lines++;
    /* A sum does not care for the order of lines: an export sorted otherwise is still the same document. */
    entry->content_hash += line_hash;
    /* The table does not fit the nearest caches: each look-up waits a few lines while its place is fetched. */
    if (book->n_added - book->n_looked_up == N_WAITING)
        look_up_oldest(book);
    book->waiting[book->n_added++ % N_WAITING] = key;
    __builtin_prefetch(&book->seen[key >> SEEN_SHIFT], 1);
}

guint64
kam_document_book_count_equal_lines(KamDocumentBook *book)
{
    while (book->n_looked_up < book->n_added)
        look_up_oldest(book);
    return book->n_equal;
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
