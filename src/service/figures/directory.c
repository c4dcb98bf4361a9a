/* Folded texts of accounts, and places made of them by sorting what is different. */
#include "service/figures/directory.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "service/analysis/holders.h"

#define BYTES_OF_WORDS 48 /* of an account */

struct KamDirectory {
    KamGround *ground;
    guint n;
    gsize *at;            /* of each account in `words` */
    guint32 *name_length; /* of the folded name, with which they begin; 0: none */
    GMutex words_lock, lock;
    GString *words; /* " metal promet d o o 17 nis", one behind the other with their 0; NULL until asked for, as `at`
                       and `name_length` are */
    guint32 *places[KAM_DIRECTORY_N]; /* NULL until asked for */
};

static const KamFactAccount *
fact(const KamDirectory *directory, guint32 account)
{
    return &g_array_index(kam_ground_get_facts(directory->ground)->accounts, KamFactAccount, account);
}

static const char *
group_name(const KamDirectory *directory, guint32 account)
{
    gint64 head_id = kam_ground_get_account(directory->ground, account)->head_id;
    guint32 head = head_id == 0 ? KAM_NO_INDEX : kam_ground_find_account(directory->ground, head_id);

    return head == KAM_NO_INDEX ? NULL : fact(directory, head)->name;
}

const char *
kam_directory_text(const KamDirectory *directory, guint32 account, KamDirectoryText text)
{
    const KamFactAccount *about = kam_ground_get_account(directory->ground, account);

    switch (text) {
    case KAM_DIRECTORY_NAME:
        return fact(directory, account)->name;
    case KAM_DIRECTORY_NUMBER:
        return fact(directory, account)->number;
    case KAM_DIRECTORY_CITY:
        return about->city;
    case KAM_DIRECTORY_COUNTRY:
        return fact(directory, account)->country;
    case KAM_DIRECTORY_REGION:
        return about->region;
    case KAM_DIRECTORY_MANAGER:
        return about->manager_id == 0 ? NULL : kam_ground_get_person(directory->ground, about->manager_id);
    case KAM_DIRECTORY_GROUP:
        return group_name(directory, account);
    case KAM_DIRECTORY_N:
        break;
    }
    return NULL;
}

static void
add_words(GString *words, const char *text)
{
    if (text == NULL || *text == '\0')
        return;
    g_string_append_c(words, ' ');
    kam_text_fold_append(words, text, -1);
}

static GString *
fill_words(KamDirectory *directory)
{
    GString *words = g_string_sized_new(BYTES_OF_WORDS * (gsize)directory->n + 1);

    for (guint32 i = 0; i < directory->n; i++) {
        const KamFactAccount *account = fact(directory, i);
        const KamFactAccount *about = kam_ground_get_account(directory->ground, i);

        directory->at[i] = words->len;
        add_words(words, account->name);
        directory->name_length[i] = (guint32)(words->len - directory->at[i]);
        add_words(words, account->number);
        add_words(words, account->tax_number);
        add_words(words, about->city);
        add_words(words, about->region);
        add_words(words, account->country);
        g_string_append_c(words, '\0');
    }
    return words;
}

/* Most tables are looked at without them. */
static const GString *
words_of(KamDirectory *directory)
{
    if (g_atomic_pointer_get(&directory->words) == NULL) {
        g_mutex_lock(&directory->words_lock);
        if (directory->words == NULL)
            g_atomic_pointer_set(&directory->words, fill_words(directory));
        g_mutex_unlock(&directory->words_lock);
    }
    return directory->words;
}

static gboolean
begins_a_word(const char *text, const char *word)
{
    gsize length = strlen(word);

    for (const char *at = strstr(text, word); at != NULL; at = strstr(at + length, word))
        if (at > text && at[-1] == ' ')
            return TRUE;
    return FALSE;
}

gboolean
kam_directory_matches(KamDirectory *directory, guint32 account, const char *const *words)
{
    const char *text = words_of(directory)->str + directory->at[account];

    for (guint i = 0; words[i] != NULL; i++)
        if (!begins_a_word(text, words[i]))
            return FALSE;
    return TRUE;
}

/* --- places --- */

typedef struct {
    const char *text;  /* folded, or as written for numbers; NULL: none, which comes first */
    gsize length;      /* of the folded text, which need not end there */
    guint64 beginning; /* its first eight bytes as a number: most texts differ in them, and are not looked at */
    guint32 account;
} Entry;

static Entry
entry_of(guint32 account, const char *text, gsize length)
{
    Entry entry = { text, length, 0, account };

    for (guint i = 0; i < MIN(length, sizeof entry.beginning); i++)
        entry.beginning |= (guint64)(guchar)text[i] << (56 - 8 * i);
    return entry;
}

static int
compare_folded(const void *a, const void *b)
{
    const Entry *x = a, *y = b;
    int order;

    if (x->text == NULL || y->text == NULL)
        return (x->text != NULL) - (y->text != NULL);
    if (x->beginning != y->beginning)
        return x->beginning < y->beginning ? -1 : 1;
    order = memcmp(x->text, y->text, MIN(x->length, y->length));
    return order != 0 ? order : (x->length > y->length) - (x->length < y->length);
}

static int
compare_numbers(const void *a, const void *b)
{
    const char *x = ((const Entry *)a)->text, *y = ((const Entry *)b)->text;

    if (x == NULL || y == NULL)
        return (x != NULL) - (y != NULL);
    return kam_number_compare(x, y);
}

static guint32 *
number_places(Entry *entries, guint n, int (*compare)(const void *, const void *))
{
    guint32 *places = g_new(guint32, n + 1), place = 0;

    qsort(entries, n, sizeof *entries, compare);
    for (guint i = 0; i < n; i++) {
        if (entries[i].text != NULL && (i == 0 || compare(&entries[i - 1], &entries[i]) != 0))
            place++;
        places[entries[i].account] = place;
    }
    return places;
}

/* Regions, cities and people are few: each is folded once. */
static const char *
fold_once(GHashTable *folded, const char *written)
{
    char *known = g_hash_table_lookup(folded, written);

    if (known == NULL)
        g_hash_table_insert(folded, (gpointer)(guintptr)written, known = kam_text_fold(written, -1));
    return known;
}

/* Names are folded already, behind a space. */
static Entry
make_entry(KamDirectory *directory, guint32 account, KamDirectoryText text, GHashTable *folded)
{
    const char *written = kam_directory_text(directory, account, text), *known;

    if (text == KAM_DIRECTORY_NAME) {
        const GString *words = words_of(directory);

        if (directory->name_length[account] > 0)
            return entry_of(account, words->str + directory->at[account] + 1, directory->name_length[account] - 1);
    }
    if (written == NULL || *written == '\0' || text == KAM_DIRECTORY_NAME)
        return entry_of(account, NULL, 0);
    known = text == KAM_DIRECTORY_NUMBER ? written : fold_once(folded, written);
    return entry_of(account, known, strlen(known));
}

static guint32 *
make_places(KamDirectory *directory, KamDirectoryText text)
{
    g_autofree Entry *entries = g_new(Entry, directory->n + 1);
    g_autoptr(GHashTable) folded = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);

    for (guint32 i = 0; i < directory->n; i++)
        entries[i] = make_entry(directory, i, text, folded);
    return number_places(entries, directory->n, text == KAM_DIRECTORY_NUMBER ? compare_numbers : compare_folded);
}

const guint32 *
kam_directory_places(KamDirectory *directory, KamDirectoryText text)
{
    g_mutex_lock(&directory->lock);
    if (directory->places[text] == NULL)
        directory->places[text] = make_places(directory, text);
    g_mutex_unlock(&directory->lock);
    return directory->places[text];
}

/* --- life --- */

static gpointer
make_directory(gpointer data, G_GNUC_UNUSED GError **error)
{
    KamDirectory *directory = g_atomic_rc_box_new0(KamDirectory);

    directory->ground = kam_ground_ref(data);
    directory->n = kam_ground_get_facts(directory->ground)->accounts->len;
    g_mutex_init(&directory->lock);
    g_mutex_init(&directory->words_lock);
    directory->at = g_new(gsize, directory->n + 1);
    directory->name_length = g_new(guint32, directory->n + 1);
    return directory;
}

static void
clear_directory(gpointer data)
{
    KamDirectory *directory = data;

    if (directory->words != NULL)
        g_string_free(directory->words, TRUE);
    g_free(directory->at);
    g_free(directory->name_length);
    for (guint t = 0; t < KAM_DIRECTORY_N; t++)
        g_free(directory->places[t]);
    g_mutex_clear(&directory->lock);
    g_mutex_clear(&directory->words_lock);
    kam_ground_unref(directory->ground);
}

static gsize
measure_directory(gconstpointer data)
{
    const KamDirectory *directory = data;

    return sizeof *directory + BYTES_OF_WORDS * directory->n +
           (sizeof(gsize) + (KAM_DIRECTORY_N + 1) * sizeof(guint32)) * directory->n;
}

KamDirectory *
kam_directory_get(KamShelf *shelf, KamGround *ground)
{
    static const KamShelfKind kind = { make_directory, clear_directory, measure_directory };
    KamGround *home = kam_ground_get_home(ground); /* names are the same in every currency */
    g_autofree char *key = g_strconcat(kam_ground_get_stamp(home), " directory", NULL);

    return kam_shelf_get(shelf, key, &kind, home, NULL);
}

void
kam_directory_unref(KamDirectory *directory)
{
    if (directory != NULL)
        g_atomic_rc_box_release_full(directory, clear_directory);
}
