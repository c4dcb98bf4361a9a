/* Matching of lines to articles. */
#include "sales/ingest/product_book.h"

#include <string.h>

#include "base/dict.h"
#include "base/text.h"
#include "sales/facts.h"
#include "sales/ingest/key_index.h"

struct KamProductBook {
    const KamCharges *charges;
    GArray *entries; /* KamProductEntry */
    GStringChunk *texts;
    KamKeyIndex *numbers, *name_keys, *spellings;
};

KamProductBook *
kam_product_book_new(const KamCharges *charges)
{
    KamProductBook *book = g_new0(KamProductBook, 1);

    book->charges = charges;
    book->entries = g_array_new(FALSE, TRUE, sizeof(KamProductEntry));
    book->texts = g_string_chunk_new(1 << 16);
    book->numbers = kam_key_index_new();
    book->name_keys = kam_key_index_new();
    book->spellings = kam_key_index_new();
    return book;
}

void
kam_product_book_free(KamProductBook *book)
{
    if (book == NULL)
        return;
    g_array_unref(book->entries);
    g_string_chunk_free(book->texts);
    kam_key_index_free(book->numbers);
    kam_key_index_free(book->name_keys);
    kam_key_index_free(book->spellings);
    g_free(book);
}

guint32
kam_product_book_size(const KamProductBook *book)
{
    return book->entries->len;
}

KamProductEntry *
kam_product_book_get(KamProductBook *book, guint32 index)
{
    return &g_array_index(book->entries, KamProductEntry, index);
}

static void
learn_number(KamProductBook *book, guint32 index, const char *number, gsize length)
{
    KamProductEntry *entry = kam_product_book_get(book, index);

    entry->number = g_string_chunk_insert_len(book->texts, number, (gssize)length);
    entry->key_hash = kam_hash_bytes(number, length, 1);
    *kam_key_index_slot(book->numbers, number, length) = index;
}

static void
learn_name_key(KamProductBook *book, guint32 index, const char *key)
{
    KamProductEntry *entry = kam_product_book_get(book, index);
    guint32 *slot;

    entry->name_key = g_string_chunk_insert(book->texts, key);
    if (entry->number == NULL)
        entry->key_hash = kam_hash_bytes(key, strlen(key), 2);
    if (key[0] == '\0')
        return;
    slot = kam_key_index_slot(book->name_keys, key, strlen(key));
    entry->next_same_name = *slot;
    *slot = index;
}

static guint32
add_entry(KamProductBook *book)
{
    KamProductEntry entry = { .name_key = "", .next_same_name = KAM_NO_INDEX };

    g_array_append_val(book->entries, entry);
    return book->entries->len - 1;
}

static const char *
keep(KamProductBook *book, const char *text)
{
    return text == NULL ? NULL : g_string_chunk_insert(book->texts, text);
}

void
kam_product_book_add_stored(KamProductBook *book, gint64 id, const char *number, const char *name, const char *name_key,
                            const char *category, const char *unit, const char *charge_reason)
{
    guint32 index = add_entry(book);
    KamProductEntry *entry = kam_product_book_get(book, index);

    entry->id = id;
    entry->name = keep(book, name);
    entry->category = keep(book, category);
    entry->unit = keep(book, unit);
    entry->charge_reason = keep(book, charge_reason);
    entry->was_charge = charge_reason != NULL;
    if (number != NULL)
        learn_number(book, index, number, strlen(number));
    learn_name_key(book, index, name_key);
}

/* The article of a name; one that bears a number is found by it alone when the line has a number too. */
static guint32
find_by_name(KamProductBook *book, const KamLine *line, const char *name_key)
{
    guint32 found = KAM_NO_INDEX;

    if (name_key[0] == '\0')
        return KAM_NO_INDEX;
    for (guint32 i = kam_key_index_find(book->name_keys, name_key, strlen(name_key)); i != KAM_NO_INDEX;
         i = kam_product_book_get(book, i)->next_same_name)
        if (line->product_number.length == 0 || kam_product_book_get(book, i)->number == NULL)
            found = i;
    return found;
}

static void
learn_slice(KamProductBook *book, KamProductEntry *entry, const char **known, KamSlice slice)
{
    if (*known != NULL || slice.length == 0)
        return;
    *known = g_string_chunk_insert_len(book->texts, slice.text, (gssize)slice.length);
    entry->is_changed = TRUE;
}

static void
learn_from_line(KamProductBook *book, guint32 index, const KamLine *line)
{
    KamProductEntry *entry = kam_product_book_get(book, index);
    gboolean had_name = entry->name != NULL;

    if (entry->number == NULL && line->product_number.length > 0) {
        learn_number(book, index, line->product_number.text, line->product_number.length);
        entry->is_changed = TRUE;
    }
    learn_slice(book, entry, &entry->name, line->product_name);
    learn_slice(book, entry, &entry->category, line->category);
    learn_slice(book, entry, &entry->unit, line->unit);
    if (!had_name && entry->name != NULL) {
        g_autofree char *name_key = kam_text_fold(entry->name, -1);
        learn_name_key(book, index, name_key);
    }
    if (entry->charge_reason == NULL && (!entry->is_seen || had_name != (entry->name != NULL)))
        entry->charge_reason = keep(book, kam_charges_find(book->charges, entry->number, entry->name));
    entry->is_seen = TRUE;
}

static guint32
match_slowly(KamProductBook *book, const KamLine *line)
{
    g_autofree char *name_key = kam_text_fold(line->product_name.text, line->product_name.length);
    guint32 index = find_by_name(book, line, name_key);

    /* Articles of one name with numbers of their own are different articles. */
    if (index == KAM_NO_INDEX)
        index = add_entry(book);
    learn_from_line(book, index, line);
    return index;
}

/* Take the article out of the chain of its name, which runs through the articles themselves. */
static void
forget_name_key(KamProductBook *book, guint32 index)
{
    KamProductEntry *entry = kam_product_book_get(book, index);
    guint32 *link;

    if (entry->name_key[0] == '\0')
        return;
    link = kam_key_index_slot(book->name_keys, entry->name_key, strlen(entry->name_key));
    while (*link != KAM_NO_INDEX && *link != index)
        link = &kam_product_book_get(book, *link)->next_same_name;
    if (*link == index)
        *link = entry->next_same_name;
    entry->next_same_name = KAM_NO_INDEX;
}

static gboolean
replace_text(KamProductBook *book, const char **known, KamSlice given)
{
    if (given.length == 0 || (*known != NULL && kam_text_equal(*known, strlen(*known), given.text, given.length)))
        return FALSE;
    *known = g_string_chunk_insert_len(book->texts, given.text, (gssize)given.length);
    return TRUE;
}

static guint32
find_given(KamProductBook *book, const KamLine *given, const char *name_key)
{
    guint32 index = KAM_NO_INDEX;

    if (given->product_number.length > 0)
        index = kam_key_index_find(book->numbers, given->product_number.text, given->product_number.length);
    return index == KAM_NO_INDEX ? find_by_name(book, given, name_key) : index;
}

guint32
kam_product_book_update(KamProductBook *book, const KamLine *given)
{
    g_autofree char *name_key = kam_text_fold(given->product_name.text, given->product_name.length);
    guint32 index = find_given(book, given, name_key);
    KamProductEntry *entry;
    gboolean is_identified;

    if (index == KAM_NO_INDEX)
        index = add_entry(book);
    entry = kam_product_book_get(book, index);
    is_identified = entry->number == NULL && given->product_number.length > 0;
    if (is_identified)
        learn_number(book, index, given->product_number.text, given->product_number.length);
    if (replace_text(book, &entry->name, given->product_name)) {
        is_identified = TRUE;
        if (strcmp(entry->name_key, name_key) != 0) {
            forget_name_key(book, index);
            learn_name_key(book, index, name_key);
        }
    }
    /* Another name, another verdict of the rules; where nothing of it changed, the stored one stands. */
    if (is_identified)
        entry->charge_reason = keep(book, kam_charges_find(book->charges, entry->number, entry->name));
    entry->is_changed |= is_identified;
    entry->is_changed |= replace_text(book, &entry->category, given->category);
    entry->is_changed |= replace_text(book, &entry->unit, given->unit);
    entry->is_seen = TRUE;
    return index;
}

static gboolean
is_fully_known(const KamProductEntry *entry, const KamLine *line)
{
    return entry->is_seen && (entry->name != NULL || line->product_name.length == 0) &&
           (entry->category != NULL || line->category.length == 0) && (entry->unit != NULL || line->unit.length == 0);
}

guint32
kam_product_book_match(KamProductBook *book, const KamLine *line)
{
    gboolean by_number = line->product_number.length > 0;
    const KamSlice *key = by_number ? &line->product_number : &line->product_name;
    guint32 *slot;

    if (key->length == 0)
        return KAM_NO_INDEX;
    slot = by_number ? kam_key_index_slot(book->numbers, key->text, key->length)
                     : kam_key_index_slot(book->spellings, key->text, key->length);
    if (*slot == KAM_NO_INDEX) {
        guint32 index = match_slowly(book, line);
        /* The arrays may have moved meanwhile. */
        if (!by_number)
            *kam_key_index_slot(book->spellings, key->text, key->length) = index;
        return index;
    }
    if (!is_fully_known(kam_product_book_get(book, *slot), line))
        learn_from_line(book, *slot, line);
    return *slot;
}

/* Stored entries come first and in the order of their ids. */
gboolean
kam_product_book_is_charge(KamProductBook *book, gint64 id)
{
    guint32 low = 0, high = book->entries->len;

    while (low < high) {
        guint32 middle = low + (high - low) / 2;
        if (kam_product_book_get(book, middle)->id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < book->entries->len && kam_product_book_get(book, low)->id == id &&
           kam_product_book_get(book, low)->charge_reason != NULL;
}
