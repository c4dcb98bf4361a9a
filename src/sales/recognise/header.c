/* Finding the header: the row that holds most words known as column names. */
#include "sales/recognise/header.h"

#include <string.h>

#include "base/text.h"
#include "sales/recognise/dates.h"
#include "sales/recognise/header_key.h"
#include "sales/recognise/numbers.h"

#define ROWS_TO_LOOK_AT 60

static int
compare_words(gconstpointer a, gconstpointer b)
{
    const KamWord *x = a, *y = b;
    int order = memcmp(x->key, y->key, MIN(x->length, y->length));

    if (order != 0)
        return order;
    if (x->length != y->length)
        return x->length < y->length ? -1 : 1;
    return (int)y->score - (int)x->score;
}

void
kam_word_list_init(KamWordList *list, const KamSynonyms *synonyms)
{
    list->words = g_array_new(FALSE, FALSE, sizeof(KamWord));
    for (; synonyms->keys != NULL; synonyms++) {
        for (const char *at = synonyms->keys; *at != '\0';) {
            gsize length = strcspn(at, "|");
            KamWord word = { at, (guint32)length, synonyms->field, synonyms->score };

            g_array_append_val(list->words, word);
            at += length + (at[length] == '|');
        }
    }
    g_array_sort(list->words, compare_words);
}

void
kam_word_list_clear(KamWordList *list)
{
    g_clear_pointer(&list->words, g_array_unref);
}

const KamWord *
kam_word_list_find(const KamWordList *list, const char *key, gsize *n)
{
    KamWord wanted = { key, (guint32)strlen(key), KAM_FIELD_N, G_MAXUINT8 };
    guint low = 0, high = list->words->len;

    *n = 0;
    while (low < high) {
        guint middle = (low + high) / 2;

        if (compare_words(&g_array_index(list->words, KamWord, middle), &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (guint i = low; i < list->words->len; i++, (*n)++) {
        const KamWord *word = &g_array_index(list->words, KamWord, i);

        if (word->length != wanted.length || memcmp(word->key, key, wanted.length) != 0)
            break;
    }
    return *n == 0 ? NULL : &g_array_index(list->words, KamWord, low);
}

/* Words of every preset and the generic ones: any of them makes a cell look like a column name. */
static void
init_all_words(KamWordList *list)
{
    KamWordList part;

    kam_word_list_init(list, kam_synonyms_generic());
    for (const KamPreset *preset = kam_presets(); preset->name != NULL; preset++) {
        kam_word_list_init(&part, preset->columns);
        g_array_append_vals(list->words, part.words->data, part.words->len);
        kam_word_list_clear(&part);
    }
    g_array_sort(list->words, compare_words);
}

static gboolean
is_known_word(const KamWordList *list, KamCell cell)
{
    g_autofree char *key = kam_header_key(cell.text, cell.length);
    g_autofree char *plain = NULL;
    gsize n;

    if (cell.length > 80 || *key == '\0')
        return FALSE;
    if (kam_word_list_find(list, key, &n) != NULL || kam_field_from_name(key) != KAM_FIELD_N)
        return TRUE;
    plain = kam_header_key_plain(cell.text, cell.length);
    return plain != NULL && kam_word_list_find(list, plain, &n) != NULL;
}

/* Whether a cell is data rather than a name of a column. */
static gboolean
is_datum(KamCell cell)
{
    KamNumberEvidence number = { 0 };
    KamDateEvidence date;

    if (cell.length == 0)
        return FALSE;
    kam_date_evidence_init(&date);
    kam_number_evidence_add(&number, cell);
    kam_date_evidence_add(&date, cell);
    return number.n + date.n > 0;
}

static void
judge_row(const KamWordList *list, const KamRow *row, guint *known, guint *data)
{
    *known = *data = 0;
    for (guint c = 0; c < row->n_cells; c++) {
        KamCell cell = kam_row_get_cell(row, (int)c);

        if (cell.length == 0)
            continue;
        *known += is_known_word(list, cell);
        *data += is_datum(cell);
    }
}

static void
find_best_row(KamHeader *header, const KamSample *sample, const KamWordList *list)
{
    guint best = 1;

    for (guint r = 0; r < MIN(sample->rows->len, ROWS_TO_LOOK_AT); r++) {
        guint known, data;

        judge_row(list, kam_sample_get_row(sample, r), &known, &data);
        if (known <= best || data > known)
            continue;
        best = known;
        header->found = TRUE;
        header->first = header->last = r;
        header->matches = known;
    }
}

/* Without a known word, a first row of texts over rows with numbers or dates is still a header. */
static void
find_strange_header(KamHeader *header, const KamSample *sample, const KamWordList *list)
{
    guint known, data, next_data;
    guint filled;

    if (sample->rows->len < 2)
        return;
    filled = kam_row_count_filled(kam_sample_get_row(sample, 0), NULL);
    judge_row(list, kam_sample_get_row(sample, 0), &known, &data);
    judge_row(list, kam_sample_get_row(sample, 1), &known, &next_data);
    header->found = filled > 1 && data == 0 && next_data > 0;
}

/* A second row of names right below: the same columns in another vocabulary. */
static void
find_second_row(KamHeader *header, const KamSample *sample, const KamWordList *list)
{
    guint known, data, filled, filled_first;

    if (!header->found || header->last + 1 >= sample->rows->len)
        return;
    filled_first = kam_row_count_filled(kam_sample_get_row(sample, header->first), NULL);
    filled = kam_row_count_filled(kam_sample_get_row(sample, header->last + 1), NULL);
    judge_row(list, kam_sample_get_row(sample, header->last + 1), &known, &data);
    if (data == 0 && known >= 2 && known * 2 >= filled && filled * 2 >= filled_first)
        header->last++;
}

static gboolean
has_duplicates(const KamRow *row)
{
    for (guint a = 0; a < row->n_cells; a++)
        for (guint b = a + 1; b < row->n_cells; b++) {
            KamCell x = kam_row_get_cell(row, (int)a), y = kam_row_get_cell(row, (int)b);

            if (x.length > 0 && kam_text_equal(x.text, x.length, y.text, y.length))
                return TRUE;
        }
    return FALSE;
}

/* "Customer, , Article, " above "Code, Name, Code, Name": the row above says whose code and name it is. NULL when
 * there is no such row. */
static const KamRow *
find_upper_row(const KamHeader *header, const KamSample *sample, const KamWordList *list)
{
    const KamRow *row, *upper;
    guint known, data;

    if (!header->found || header->first == 0 || header->last > header->first)
        return NULL;
    row = kam_sample_get_row(sample, header->first);
    upper = kam_sample_get_row(sample, header->first - 1);
    judge_row(list, upper, &known, &data);
    return kam_row_count_filled(upper, NULL) >= 2 && data == 0 && has_duplicates(row) ? upper : NULL;
}

/* A cell of the upper row reaches over the empty ones to its right. */
static KamCell
get_reaching_cell(const KamRow *row, guint column)
{
    KamCell cell = kam_row_get_cell(row, (int)column);

    while (cell.length == 0 && column > 0)
        cell = kam_row_get_cell(row, (int)--column);
    return cell;
}

static char *
join_texts(KamCell upper, KamCell cell)
{
    return g_strdup_printf("%.*s%s%.*s", (int)upper.length, upper.length == 0 ? "" : upper.text,
                           upper.length > 0 && cell.length > 0 ? " " : "", (int)cell.length,
                           cell.length == 0 ? "" : cell.text);
}

static void
take_text(KamHeader *header, guint column, KamCell cell, KamCell other, const KamRow *upper)
{
    g_autofree char *joined = upper == NULL ? NULL : join_texts(get_reaching_cell(upper, column), cell);
    char *text;

    if (joined != NULL)
        text = g_strdup(joined);
    else if (!header->found)
        text = g_strdup_printf("column %u", column + 1);
    else
        text = cell.length > 0 ? g_strndup(cell.text, cell.length) : g_strndup(other.text, other.length);
    g_ptr_array_add(header->texts, text);
    g_ptr_array_add(header->keys, kam_header_key(cell.text, cell.length));
    g_ptr_array_add(header->other_keys, joined != NULL     ? kam_header_key(joined, strlen(joined))
                                        : other.length > 0 ? kam_header_key(other.text, other.length)
                                                           : NULL);
}

static void
take_texts(KamHeader *header, const KamSample *sample, const KamWordList *list)
{
    static const KamRow none = { NULL, 0, 0 };
    const KamRow *first = header->found ? kam_sample_get_row(sample, header->first) : &none;
    const KamRow *last =
        header->found && header->last > header->first ? kam_sample_get_row(sample, header->last) : &none;
    const KamRow *upper = find_upper_row(header, sample, list);

    for (guint c = 0; c < sample->n_columns; c++)
        take_text(header, c, kam_row_get_cell(first, (int)c), kam_row_get_cell(last, (int)c), upper);
}

/* A rejects file of rows that came from a rejects file has these columns twice. */
static guint
count_own_columns(const KamHeader *header)
{
    static const char *const own[] = { "sourcerow", "column", "value", "reason" };
    guint n = 0;

    while (n < header->keys->len && strcmp(g_ptr_array_index(header->keys, n), own[n % G_N_ELEMENTS(own)]) == 0)
        n++;
    return n - n % G_N_ELEMENTS(own);
}

static gboolean
find_asked_row(KamHeader *header, const KamSample *sample, guint row, GError **error)
{
    for (guint r = 0; r < sample->rows->len; r++) {
        if (kam_sample_get_row(sample, r)->number != row)
            continue;
        header->found = TRUE;
        header->first = header->last = r;
        return TRUE;
    }
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE,
                "there is no row %u to take the header from, the first rows end at %u", row, sample->rows->len);
    return FALSE;
}

gboolean
kam_header_find(KamHeader *header, const KamSample *sample, guint row, GError **error)
{
    KamWordList list;
    gboolean done = TRUE;

    memset(header, 0, sizeof *header);
    header->texts = g_ptr_array_new_with_free_func(g_free);
    header->keys = g_ptr_array_new_with_free_func(g_free);
    header->other_keys = g_ptr_array_new_with_free_func(g_free);
    init_all_words(&list);
    if (row > 0)
        done = find_asked_row(header, sample, row, error);
    else
        find_best_row(header, sample, &list);
    if (row == 0 && !header->found)
        find_strange_header(header, sample, &list);
    find_second_row(header, sample, &list);
    take_texts(header, sample, &list);
    kam_word_list_clear(&list);
    header->own_columns = count_own_columns(header);
    return done;
}

void
kam_header_clear(KamHeader *header)
{
    g_clear_pointer(&header->texts, g_ptr_array_unref);
    g_clear_pointer(&header->keys, g_ptr_array_unref);
    g_clear_pointer(&header->other_keys, g_ptr_array_unref);
}
