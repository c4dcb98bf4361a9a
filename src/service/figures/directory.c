/* Folded texts of accounts, and places made of them by sorting what is different. */
#include "service/figures/directory.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "service/analysis/holders.h"

struct KamDirectory {
    KamGround *ground;
    guint n;
    GString *words; /* " metal promet d o o 17 nis", one behind the other with their 0 */
    gsize *at;      /* of each account in it */
    GMutex lock;
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
    const KamGroundAccount *about = kam_ground_get_account(directory->ground, account);

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
        return about->owner_id == 0 ? NULL : kam_ground_get_person(directory->ground, about->owner_id);
    case KAM_DIRECTORY_GROUP:
        return group_name(directory, account);
    case KAM_DIRECTORY_N:
        break;
    }
    return NULL;
}

static void
add_words(KamDirectory *directory, const char *text)
{
    if (text == NULL || *text == '\0')
        return;
    g_string_append_c(directory->words, ' ');
    kam_text_fold_append(directory->words, text, -1);
}

static void
fill_words(KamDirectory *directory)
{
    directory->words = g_string_sized_new(48 * (gsize)directory->n + 1);
    directory->at = g_new(gsize, directory->n + 1);
    for (guint32 i = 0; i < directory->n; i++) {
        const KamFactAccount *account = fact(directory, i);
        const KamGroundAccount *about = kam_ground_get_account(directory->ground, i);

        directory->at[i] = directory->words->len;
        add_words(directory, account->name);
        add_words(directory, account->number);
        add_words(directory, account->tax_number);
        add_words(directory, about->city);
        add_words(directory, about->region);
        add_words(directory, account->country);
        g_string_append_c(directory->words, '\0');
    }
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
kam_directory_matches(const KamDirectory *directory, guint32 account, const char *const *words)
{
    const char *text = directory->words->str + directory->at[account];

    for (guint i = 0; words[i] != NULL; i++)
        if (!begins_a_word(text, words[i]))
            return FALSE;
    return TRUE;
}

/* --- places --- */

typedef struct {
    const char *text; /* folded, or as written for numbers; NULL: none, which comes first */
    guint32 account;
} Entry;

static int
compare_folded(const void *a, const void *b)
{
    return g_strcmp0(((const Entry *)a)->text, ((const Entry *)b)->text);
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
static guint32 *
make_places(const KamDirectory *directory, KamDirectoryText text)
{
    g_autofree Entry *entries = g_new(Entry, directory->n + 1);
    g_autoptr(GHashTable) folded = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    gboolean is_number = text == KAM_DIRECTORY_NUMBER;

    for (guint32 i = 0; i < directory->n; i++) {
        const char *written = kam_directory_text(directory, i, text);
        char *known = NULL;

        entries[i] = (Entry) { NULL, i };
        if (written == NULL || *written == '\0')
            continue;
        if (!is_number && (known = g_hash_table_lookup(folded, written)) == NULL)
            g_hash_table_insert(folded, (gpointer)(guintptr)written, known = kam_text_fold(written, -1));
        entries[i].text = is_number ? written : known;
    }
    return number_places(entries, directory->n, is_number ? compare_numbers : compare_folded);
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
    fill_words(directory);
    return directory;
}

static void
clear_directory(gpointer data)
{
    KamDirectory *directory = data;

    g_string_free(directory->words, TRUE);
    g_free(directory->at);
    for (guint t = 0; t < KAM_DIRECTORY_N; t++)
        g_free(directory->places[t]);
    g_mutex_clear(&directory->lock);
    kam_ground_unref(directory->ground);
}

static gsize
measure_directory(gconstpointer data)
{
    const KamDirectory *directory = data;

    return sizeof *directory + directory->words->allocated_len +
           (sizeof(gsize) + KAM_DIRECTORY_N * sizeof(guint32)) * directory->n;
}

KamDirectory *
kam_directory_get(KamShelf *shelf, KamGround *ground)
{
    static const KamShelfKind kind = { make_directory, clear_directory, measure_directory };
    g_autofree char *key = g_strconcat(kam_ground_get_stamp(ground), " directory", NULL);

    return kam_shelf_get(shelf, key, &kind, ground, NULL);
}

void
kam_directory_unref(KamDirectory *directory)
{
    if (directory != NULL)
        g_atomic_rc_box_release_full(directory, clear_directory);
}
