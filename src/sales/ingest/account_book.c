/* Matching of lines to accounts. The common case, the same number as some line before, costs one look-up. */
#include "sales/ingest/account_book.h"

#include <string.h>

#include "base/text.h"
#include "sales/facts.h"
#include "sales/ingest/key_index.h"

/* One of the names that an account goes by; names with the same key are chained, the newest first. */
typedef struct {
    guint32 account;
    guint32 next; /* KAM_NO_INDEX at the end */
} Name;

struct KamAccountBook {
    GArray *entries; /* KamAccountEntry */
    GArray *names;   /* Name */
    GStringChunk *texts;
    KamKeyIndex *numbers, *taxes, *name_keys, *spellings;
    KamKeyIndex *other_numbers, *other_taxes, *other_names; /* of merged accounts: to the one that they are now */
    GString *scratch;
    KamSlice last_number; /* copied: of the line before, whose account is very often the same */
    char last_number_text[64];
    guint32 last_index;
};

KamAccountBook *
kam_account_book_new(void)
{
    KamAccountBook *book = g_new0(KamAccountBook, 1);

    book->entries = g_array_new(FALSE, TRUE, sizeof(KamAccountEntry));
    book->names = g_array_new(FALSE, FALSE, sizeof(Name));
    book->texts = g_string_chunk_new(1 << 16);
    book->numbers = kam_key_index_new();
    book->taxes = kam_key_index_new();
    book->name_keys = kam_key_index_new();
    book->spellings = kam_key_index_new();
    book->other_numbers = kam_key_index_new();
    book->other_taxes = kam_key_index_new();
    book->other_names = kam_key_index_new();
    book->scratch = g_string_new(NULL);
    book->last_index = KAM_NO_INDEX;
    return book;
}

void
kam_account_book_free(KamAccountBook *book)
{
    if (book == NULL)
        return;
    g_array_unref(book->entries);
    g_array_unref(book->names);
    g_string_chunk_free(book->texts);
    kam_key_index_free(book->numbers);
    kam_key_index_free(book->taxes);
    kam_key_index_free(book->name_keys);
    kam_key_index_free(book->spellings);
    kam_key_index_free(book->other_numbers);
    kam_key_index_free(book->other_taxes);
    kam_key_index_free(book->other_names);
    g_string_free(book->scratch, TRUE);
    g_free(book);
}

guint32
kam_account_book_size(const KamAccountBook *book)
{
    return book->entries->len;
}

KamAccountEntry *
kam_account_book_get(KamAccountBook *book, guint32 index)
{
    return &g_array_index(book->entries, KamAccountEntry, index);
}

static void
learn_number(KamAccountBook *book, guint32 index, const char *number, gsize length)
{
    kam_account_book_get(book, index)->number = g_string_chunk_insert_len(book->texts, number, (gssize)length);
    *kam_key_index_slot(book->numbers, number, length) = index;
}

static void
learn_tax(KamAccountBook *book, guint32 index, const char *tax)
{
    guint32 *slot = kam_key_index_slot(book->taxes, tax, strlen(tax));
    KamAccountEntry *entry = kam_account_book_get(book, index);

    entry->tax_number = g_string_chunk_insert(book->texts, tax);
    entry->next_same_tax = *slot;
    *slot = index;
}

/* A renamed account stays findable by its old name, too. */
static void
learn_name_key(KamAccountBook *book, guint32 index, const char *key)
{
    Name name = { .account = index };
    guint32 *slot;

    if (key[0] == '\0' || strcmp(kam_account_book_get(book, index)->name_key, key) == 0)
        return;
    kam_account_book_get(book, index)->name_key = g_string_chunk_insert(book->texts, key);
    slot = kam_key_index_slot(book->name_keys, key, strlen(key));
    name.next = *slot;
    *slot = book->names->len;
    g_array_append_val(book->names, name);
}

static guint32
add_entry(KamAccountBook *book)
{
    KamAccountEntry entry = { .name_key = "", .next_same_tax = KAM_NO_INDEX };

    g_array_append_val(book->entries, entry);
    return book->entries->len - 1;
}

static const char *
keep(KamAccountBook *book, const char *text, gsize length)
{
    return length == 0 ? NULL : g_string_chunk_insert_len(book->texts, text, (gssize)length);
}

void
kam_account_book_add_stored(KamAccountBook *book, gint64 id, const char *number, const char *name, const char *name_key,
                            const char *tax_number, const char *country)
{
    guint32 index = add_entry(book);
    KamAccountEntry *entry = kam_account_book_get(book, index);

    entry->id = id;
    entry->name = name == NULL ? NULL : keep(book, name, strlen(name));
    entry->country = country == NULL ? NULL : keep(book, country, strlen(country));
    if (number != NULL)
        learn_number(book, index, number, strlen(number));
    if (tax_number != NULL)
        learn_tax(book, index, tax_number);
    learn_name_key(book, index, name_key);
}

/* The first account of a key keeps it. */
static void
learn_alias(KamKeyIndex *keys, const char *key, guint32 index)
{
    guint32 *slot;

    if (key == NULL || key[0] == '\0')
        return;
    slot = kam_key_index_slot(keys, key, strlen(key));
    if (*slot == KAM_NO_INDEX)
        *slot = index;
}

void
kam_account_book_add_alias(KamAccountBook *book, guint32 index, const char *number, const char *name_key,
                           const char *tax_number)
{
    learn_alias(book->other_numbers, number, index);
    learn_alias(book->other_names, name_key, index);
    learn_alias(book->other_taxes, tax_number, index);
}

static gboolean
numbers_agree(const KamAccountEntry *entry, const KamLine *line)
{
    return entry->number == NULL || line->account_number.length == 0;
}

/* The account of a tax number; among several the one of the same name. The chain runs backwards and the oldest wins, so
 * that accounts which come later never change where a line belongs. */
static guint32
find_by_tax(KamAccountBook *book, const KamLine *line, const char *tax, const char *name_key)
{
    guint32 found = KAM_NO_INDEX, found_named = KAM_NO_INDEX;

    if (tax[0] == '\0')
        return KAM_NO_INDEX;
    for (guint32 i = kam_key_index_find(book->taxes, tax, strlen(tax)); i != KAM_NO_INDEX;
         i = kam_account_book_get(book, i)->next_same_tax) {
        KamAccountEntry *entry = kam_account_book_get(book, i);
        if (!numbers_agree(entry, line))
            continue;
        if (strcmp(entry->name_key, name_key) == 0)
            found_named = i;
        found = i;
    }
    return found_named != KAM_NO_INDEX ? found_named : found;
}

/* The account of a name; one with another tax number is another company. */
static guint32
find_by_name(KamAccountBook *book, const KamLine *line, const char *tax, const char *name_key)
{
    guint32 found = KAM_NO_INDEX;

    if (name_key[0] == '\0')
        return KAM_NO_INDEX;
    for (guint32 i = kam_key_index_find(book->name_keys, name_key, strlen(name_key)); i != KAM_NO_INDEX;
         i = g_array_index(book->names, Name, i).next) {
        guint32 index = g_array_index(book->names, Name, i).account;
        KamAccountEntry *entry = kam_account_book_get(book, index);
        gboolean taxes_agree = entry->tax_number == NULL || tax[0] == '\0' || strcmp(entry->tax_number, tax) == 0;
        if (taxes_agree && numbers_agree(entry, line))
            found = MIN(found, index); /* the oldest account wins */
    }
    return found;
}

/* Whether a line brings the account's name: a newer file replaces the old one, but the first spelling in a run stands,
 * or a file with two of them would change the account each time it is imported. */
static gboolean
brings_name(const KamAccountEntry *entry, const KamLine *line)
{
    if (line->account_name.length == 0)
        return FALSE;
    return entry->name == NULL ||
           (!entry->is_seen &&
            !kam_text_equal(entry->name, strlen(entry->name), line->account_name.text, line->account_name.length));
}

/* What a line tells about an account that we did not know. */
static void
learn_from_line(KamAccountBook *book, guint32 index, const KamLine *line, const char *tax, const char *name_key)
{
    KamAccountEntry *entry = kam_account_book_get(book, index);

    if (entry->number == NULL && line->account_number.length > 0) {
        learn_number(book, index, line->account_number.text, line->account_number.length);
        entry->is_changed = TRUE;
    }
    if (entry->tax_number == NULL && tax[0] != '\0') {
        learn_tax(book, index, tax);
        entry->is_changed = TRUE;
    }
    if (brings_name(entry, line)) {
        entry->name = keep(book, line->account_name.text, line->account_name.length);
        learn_name_key(book, index, name_key);
        entry->is_changed = TRUE;
    }
    if (entry->country == NULL && line->country.length > 0) {
        entry->country = keep(book, line->country.text, line->country.length);
        entry->is_changed = TRUE;
    }
    entry->is_seen = TRUE;
}

/* By what a merged account was called; KAM_NO_INDEX when nothing fits. */
static guint32
find_by_alias(KamAccountBook *book, const KamLine *line, const char *tax, const char *name_key)
{
    guint32 index = kam_key_index_find(book->other_taxes, tax, strlen(tax));

    if (index == KAM_NO_INDEX)
        index = kam_key_index_find(book->other_names, name_key, strlen(name_key));
    if (index == KAM_NO_INDEX || !numbers_agree(kam_account_book_get(book, index), line))
        return KAM_NO_INDEX;
    return index;
}

static guint32
find_by_either_number(KamAccountBook *book, KamSlice number, gboolean *is_alias)
{
    guint32 index;

    if (number.length == 0)
        return KAM_NO_INDEX;
    index = kam_key_index_find(book->numbers, number.text, number.length);
    if (index == KAM_NO_INDEX) {
        index = kam_key_index_find(book->other_numbers, number.text, number.length);
        *is_alias = index != KAM_NO_INDEX;
    }
    return index;
}

/* The careful way: fold, look everywhere; KAM_NO_INDEX when nothing fits. `is_alias`: found by what a merged account
 * was called, whose name and numbers the account does not take on. */
static guint32
find_slowly(KamAccountBook *book, const KamLine *line, const char *tax, const char *name_key, gboolean *is_alias)
{
    guint32 index;

    *is_alias = FALSE;
    index = find_by_either_number(book, line->account_number, is_alias);
    if (index == KAM_NO_INDEX)
        index = find_by_tax(book, line, tax, name_key);
    if (index == KAM_NO_INDEX)
        index = find_by_name(book, line, tax, name_key);
    if (index == KAM_NO_INDEX) {
        index = find_by_alias(book, line, tax, name_key);
        *is_alias = index != KAM_NO_INDEX;
    }
    return index;
}

static guint32
match_slowly(KamAccountBook *book, const KamLine *line)
{
    g_autofree char *tax = kam_text_tax_number(line->tax_number.text, (gssize)line->tax_number.length);
    g_autofree char *name_key = kam_text_company_key(line->account_name.text, line->account_name.length);
    gboolean is_alias;
    guint32 index = find_slowly(book, line, tax, name_key, &is_alias);

    if (is_alias)
        return index;
    if (index == KAM_NO_INDEX)
        index = add_entry(book);
    learn_from_line(book, index, line, tax, name_key);
    return index;
}

/* A number settles the matter as soon as its account was met once in this run. */
static guint32
match_by_number(KamAccountBook *book, const KamLine *line)
{
    const KamSlice *number = &line->account_number;
    guint32 known;

    if (book->last_index != KAM_NO_INDEX &&
        kam_text_equal(book->last_number.text, book->last_number.length, number->text, number->length))
        return book->last_index;
    known = kam_key_index_find(book->numbers, number->text, number->length);
    if (known == KAM_NO_INDEX || !kam_account_book_get(book, known)->is_seen)
        known = match_slowly(book, line);
    book->last_index = KAM_NO_INDEX;
    if (number->length <= sizeof book->last_number_text) {
        memcpy(book->last_number_text, number->text, number->length);
        book->last_number = (KamSlice) { book->last_number_text, number->length };
        book->last_index = known;
    }
    return known;
}

/* Without a number the spelling of tax number and name is remembered, so that folding happens once a spelling. */
static guint32
match_by_spelling(KamAccountBook *book, const KamLine *line)
{
    guint32 *slot;

    g_string_truncate(book->scratch, 0);
    g_string_append_len(book->scratch, line->tax_number.text, line->tax_number.length);
    g_string_append_c(book->scratch, '\x1f');
    g_string_append_len(book->scratch, line->account_name.text, line->account_name.length);
    slot = kam_key_index_slot(book->spellings, book->scratch->str, book->scratch->len);
    if (*slot == KAM_NO_INDEX)
        *slot = match_slowly(book, line);
    return *slot;
}

guint32
kam_account_book_match(KamAccountBook *book, const KamLine *line)
{
    if (line->account_number.length > 0)
        return match_by_number(book, line);
    if (line->account_name.length == 0 && line->tax_number.length == 0)
        return KAM_NO_INDEX;
    return match_by_spelling(book, line);
}

/* Take the account out of the chain of its tax number, which runs through the accounts themselves. */
static void
forget_tax(KamAccountBook *book, guint32 index)
{
    KamAccountEntry *entry = kam_account_book_get(book, index);
    guint32 *link;

    if (entry->tax_number == NULL)
        return;
    link = kam_key_index_slot(book->taxes, entry->tax_number, strlen(entry->tax_number));
    while (*link != KAM_NO_INDEX && *link != index)
        link = &kam_account_book_get(book, *link)->next_same_tax;
    if (*link == index)
        *link = entry->next_same_tax;
    entry->next_same_tax = KAM_NO_INDEX;
}

static gboolean
replace_text(KamAccountBook *book, const char **known, KamSlice given)
{
    if (given.length == 0 || (*known != NULL && kam_text_equal(*known, strlen(*known), given.text, given.length)))
        return FALSE;
    *known = keep(book, given.text, given.length);
    return TRUE;
}

guint32
kam_account_book_update(KamAccountBook *book, const KamLine *given)
{
    g_autofree char *tax = kam_text_tax_number(given->tax_number.text, (gssize)given->tax_number.length);
    g_autofree char *name_key = kam_text_company_key(given->account_name.text, given->account_name.length);
    gboolean is_alias;
    guint32 index = find_slowly(book, given, tax, name_key, &is_alias);
    KamAccountEntry *entry;

    if (is_alias)
        return index;
    if (index == KAM_NO_INDEX)
        index = add_entry(book);
    entry = kam_account_book_get(book, index);
    if (entry->number == NULL && given->account_number.length > 0) {
        learn_number(book, index, given->account_number.text, given->account_number.length);
        entry->is_changed = TRUE;
    }
    if (tax[0] != '\0' && g_strcmp0(entry->tax_number, tax) != 0) {
        forget_tax(book, index);
        learn_tax(book, index, tax);
        entry->is_changed = TRUE;
    }
    if (replace_text(book, &entry->name, given->account_name)) {
        learn_name_key(book, index, name_key);
        entry->is_changed = TRUE;
    }
    if (replace_text(book, &entry->country, given->country))
        entry->is_changed = TRUE;
    entry->is_seen = TRUE;
    return index;
}

/* Stored accounts come first and in the order of their ids; new ones have greater ids. */
guint32
kam_account_book_find_stored(KamAccountBook *book, gint64 id)
{
    guint32 low = 0, high = book->entries->len;

    while (low < high) {
        guint32 middle = low + (high - low) / 2;
        if (kam_account_book_get(book, middle)->id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < book->entries->len && kam_account_book_get(book, low)->id == id ? low : KAM_NO_INDEX;
}
