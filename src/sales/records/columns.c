/* Columns of lists: each is scored by the words of its header and by what it holds, then the best pairs win. */
#include "sales/records/columns.h"

#include <string.h>

#include "base/text.h"
#include "sales/recognise/content.h"
#include "sales/recognise/header_key.h"
#include "sales/records/words.h"

#define ROWS_TO_LOOK_AT 60
#define LEAST_SCORE 15
#define EMPTY_COLUMN 30
#define MISFIT 45 /* contents speak against the header */

typedef struct {
    KamLineField field;
    guint column;
    int score;
    const char *why;
} Candidate;

typedef struct {
    const KamRecordShape *shape;
    const KamSample *sample;
    KamWordList own, generic;
    KamContent *contents;
    GArray *candidates;
} Search;

static gboolean
has_field(const KamRecordShape *shape, KamLineField field)
{
    for (guint i = 0; shape->fields[i] != KAM_FIELD_N; i++)
        if (shape->fields[i] == field)
            return TRUE;
    return FALSE;
}

/* What a key means in this kind of list; the first is the best. NULL when it means nothing. */
static const KamWord *
find_words(const Search *search, const char *key, gsize *n)
{
    const KamWord *words = kam_word_list_find(&search->own, key, n);

    return words != NULL ? words : kam_word_list_find(&search->generic, key, n);
}

/* The field that a key means above all, KAM_FIELD_N for none. */
static KamLineField
field_of_key(const Search *search, const char *key)
{
    gsize n = 0;
    const KamWord *words = key == NULL || *key == '\0' ? NULL : find_words(search, key, &n);

    for (gsize i = 0; i < n; i++)
        if (has_field(search->shape, words[i].field))
            return words[i].field;
    return KAM_FIELD_N;
}

static gboolean
is_most(guint part, const KamContent *content)
{
    return content->filled > 0 && part * 10 >= content->filled * 6;
}

/* How well the contents of a column suit a field: negative when they do not. */
static int
judge_contents(const KamRecordShape *shape, KamLineField field, const KamContent *content)
{
    if (content->filled == 0)
        return -EMPTY_COLUMN;
    if (field == shape->number)
        return is_most(content->words, content) ? -MISFIT : 0;
    if (field == shape->label)
        return is_most(content->whole, content) ? -MISFIT : is_most(content->codes, content) ? -20 : 0;
    if (field == KAM_FIELD_TAX_NUMBER)
        return is_most(content->words, content) ? -2 * MISFIT : 0;
    return kam_content_is_number(content) && field == KAM_FIELD_UNIT ? -MISFIT : 0;
}

static void
add_candidate(Search *search, KamLineField field, guint column, int score, const char *why)
{
    Candidate candidate = { field, column, score, why };

    if (!has_field(search->shape, field))
        return;
    candidate.score += judge_contents(search->shape, field, &search->contents[column]);
    if (candidate.score >= LEAST_SCORE)
        g_array_append_val(search->candidates, candidate);
}

/* Whether the key is known, if only as something that is none of the fields. */
static gboolean
add_key(Search *search, const char *key, guint column, int bonus)
{
    gsize n = 0;
    const KamWord *words = key == NULL || *key == '\0' ? NULL : find_words(search, key, &n);

    for (gsize i = 0; i < n; i++)
        add_candidate(search, words[i].field, column, words[i].score + bonus, "the header says so");
    return words != NULL;
}

static gboolean
has_word(char **words, const char *start, gsize length)
{
    for (; *words != NULL; words++)
        if (strncmp(*words, start, length) == 0)
            return TRUE;
    return FALSE;
}

/* Whether all words of a list, or any of them, begin a word of the header. */
static gboolean
words_match(char **words, const char *list, gboolean all)
{
    for (const char *at = list; at != NULL && *at != '\0';) {
        gsize length = strcspn(at, "|");

        if (has_word(words, at, length) != all)
            return !all;
        at += length + (at[length] == '|');
    }
    return all;
}

static void
add_patterns(Search *search, const char *text, guint column)
{
    g_autofree char *folded = kam_text_fold(text, -1);
    g_auto(GStrv) words = g_strsplit(folded, " ", -1);

    for (const KamHeaderPattern *pattern = kam_header_patterns(); pattern->all != NULL; pattern++)
        if (words_match(words, pattern->all, TRUE) && !words_match(words, pattern->none, FALSE))
            add_candidate(search, pattern->field, column, pattern->score, "words of the header hint at it");
}

static void
add_column(Search *search, const KamHeader *header, guint column)
{
    const char *text = g_ptr_array_index(header->texts, column);
    g_autofree char *plain = kam_header_key_plain(text, strlen(text));
    gboolean found = add_key(search, g_ptr_array_index(header->keys, column), column, 0);

    found |= add_key(search, g_ptr_array_index(header->other_keys, column), column, -1);
    if (!found && !add_key(search, plain, column, -4))
        add_patterns(search, text, column);
}

static int
compare_candidates(gconstpointer a, gconstpointer b)
{
    const Candidate *x = a, *y = b;

    if (x->score != y->score)
        return y->score - x->score;
    return x->column != y->column ? (x->column < y->column ? -1 : 1) : (int)x->field - (int)y->field;
}

static gboolean
is_taken(const KamRecordColumns *columns, guint column)
{
    for (guint f = 0; f < KAM_FIELD_N; f++)
        if (columns->column[f] == (int)column)
            return TRUE;
    return FALSE;
}

static void
take_best(KamRecordColumns *columns, const GArray *candidates, const char *const *map)
{
    for (guint i = 0; i < candidates->len; i++) {
        const Candidate *c = &g_array_index(candidates, Candidate, i);

        if (map[c->field] != NULL || columns->column[c->field] >= 0 || is_taken(columns, c->column))
            continue;
        columns->column[c->field] = (int)c->column;
        columns->why[c->field] = c->why;
    }
}

static char *
join_headers(const KamHeader *header)
{
    GString *out = g_string_new(NULL);

    for (guint c = header->own_columns; c < header->texts->len; c++)
        g_string_append_printf(out, "%s'%s'", out->len == 0 ? "" : ", ",
                               (const char *)g_ptr_array_index(header->texts, c));
    return g_string_free(out, FALSE);
}

/* "3", "C"; -1 when it is neither or beyond the last column. */
static int
column_from_place(const char *text, guint n)
{
    guint number = 0;

    if (*text == '\0' || strlen(text) > (g_ascii_isdigit(*text) ? 5 : 3))
        return -1;
    for (const char *at = text; *at != '\0'; at++) {
        if (g_ascii_isdigit(*text) && g_ascii_isdigit(*at))
            number = number * 10 + (guint)(*at - '0');
        else if (g_ascii_isalpha(*text) && g_ascii_isalpha(*at))
            number = number * 26 + (guint)(g_ascii_toupper(*at) - 'A') + 1;
        else
            return -1;
    }
    return number >= 1 && number <= n ? (int)number - 1 : -1;
}

static int
column_from_text(const KamHeader *header, const char *text)
{
    g_autofree char *key = kam_header_key(text, strlen(text));

    for (guint c = 0; c < header->texts->len; c++)
        if (strcmp(g_ptr_array_index(header->texts, c), text) == 0)
            return (int)c;
    for (guint c = 0; c < header->texts->len && *key != '\0'; c++)
        if (strcmp(g_ptr_array_index(header->keys, c), key) == 0 ||
            g_strcmp0(g_ptr_array_index(header->other_keys, c), key) == 0)
            return (int)c;
    return column_from_place(text, header->texts->len);
}

static gboolean
take_asked(KamRecordColumns *columns, const KamRecordShape *shape, const char *const *map, GError **error)
{
    for (guint f = 0; f < KAM_FIELD_N; f++) {
        g_autofree char *headers = NULL;

        if (map[f] == NULL)
            continue;
        if (!has_field(shape, f)) {
            g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE,
                        "a list of %s has no '%s'; --map takes %s, %s, %s and %s there", shape->name, kam_field_name(f),
                        kam_field_name(shape->fields[0]), kam_field_name(shape->fields[1]),
                        kam_field_name(shape->fields[2]), kam_field_name(shape->fields[3]));
            return FALSE;
        }
        if (*map[f] == '\0')
            continue;
        columns->column[f] = column_from_text(&columns->header, map[f]);
        columns->why[f] = "asked for";
        if (columns->column[f] >= 0)
            continue;
        headers = join_headers(&columns->header);
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE,
                    "there is no column '%s' for the field %s; the file has %s (a letter or number works too)", map[f],
                    kam_field_name(f), headers);
        return FALSE;
    }
    return TRUE;
}

/* A second row of names says the same as the first in other words; a row of data that happens to hold words known as
 * names of columns ("Rad, Usluga, kom") does not. */
static gboolean
rows_agree(const Search *search, const KamHeader *header)
{
    guint agree = 0, named = 0;

    for (guint c = 0; c < header->keys->len; c++) {
        const char *key = g_ptr_array_index(header->keys, c), *other = g_ptr_array_index(header->other_keys, c);
        KamLineField field = field_of_key(search, key);

        if (other == NULL || *other == '\0')
            continue;
        named++;
        agree += strcmp(key, other) == 0 || (field != KAM_FIELD_N && field == field_of_key(search, other));
    }
    return agree * 2 >= named;
}

static void
drop_second_row(KamHeader *header)
{
    header->last = header->first;
    for (guint c = 0; c < header->other_keys->len; c++)
        g_clear_pointer(&g_ptr_array_index(header->other_keys, c), g_free);
}

/* A list of two columns may have a header too short for the search in invoices: one word of ours is enough. */
static guint
find_short_header(const Search *search)
{
    for (guint r = 0; r < MIN(search->sample->rows->len, ROWS_TO_LOOK_AT); r++) {
        const KamRow *row = kam_sample_get_row(search->sample, r);

        for (guint c = 0; c < row->n_cells; c++) {
            KamCell cell = kam_row_get_cell(row, (int)c);
            g_autofree char *key = kam_header_key(cell.text, cell.length);

            if (cell.length <= 80 && field_of_key(search, key) != KAM_FIELD_N)
                return (guint)row->number;
        }
    }
    return 0;
}

static gboolean
find_header(KamRecordColumns *columns, const Search *search, guint asked_row, GError **error)
{
    KamHeader *header = &columns->header;
    guint row;

    if (!kam_header_find(header, search->sample, asked_row, error))
        return FALSE;
    if (asked_row == 0 && header->matches < 2 && (row = find_short_header(search)) != 0) {
        kam_header_clear(header);
        if (!kam_header_find(header, search->sample, row, error))
            return FALSE;
    }
    if (header->found && header->last > header->first && !rows_agree(search, header))
        drop_second_row(header);
    if (header->found)
        columns->last_header_row = kam_sample_get_row(search->sample, header->last)->number;
    return TRUE;
}

static gboolean
require_identity(const KamRecordColumns *columns, const KamRecordShape *shape, const char *name, GError **error)
{
    g_autofree char *headers = NULL;

    if (columns->column[shape->number] >= 0 || columns->column[shape->label] >= 0)
        return TRUE;
    headers = join_headers(&columns->header);
    g_set_error(error, KAM_ERROR, KAM_ERROR_AMBIGUOUS,
                "nothing in '%s' is called like the number or the name of %s; it has %s: --map %s=COLUMN and "
                "--map %s=COLUMN say it",
                name, shape->name, headers, kam_field_name(shape->number), kam_field_name(shape->label));
    kam_error_set_reason(error, "columns_unknown", "file", name, NULL);
    return FALSE;
}

static void
study_texts(KamRecordColumns *columns, const Search *search)
{
    int number = columns->column[search->shape->number], label = columns->column[search->shape->label];
    const KamContent *content = number >= 0 ? &search->contents[number] : NULL;

    columns->strips_zero_fraction = content != NULL && content->filled > 0 && content->zero_fraction == content->filled;
    columns->splits_brackets = number < 0 && label >= 0 && search->shape->number == KAM_FIELD_PRODUCT_NUMBER &&
                               is_most(search->contents[label].bracketed, &search->contents[label]);
}

static void
search_clear(Search *search)
{
    kam_word_list_clear(&search->own);
    kam_word_list_clear(&search->generic);
    g_clear_pointer(&search->contents, g_free);
    g_clear_pointer(&search->candidates, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Search, search_clear)

gboolean
kam_record_columns_find(KamRecordColumns *columns, KamRecordKind kind, const KamSample *sample,
                        const KamLineOptions *options, const char *name, GError **error)
{
    g_auto(Search) search = { .shape = kam_record_shape(kind), .sample = sample };

    memset(columns, 0, sizeof *columns);
    for (guint f = 0; f < KAM_FIELD_N; f++)
        columns->column[f] = -1;
    kam_word_list_init(&search.own, kam_record_words(kind));
    kam_word_list_init(&search.generic, kam_synonyms_generic());
    if (!find_header(columns, &search, options->header_row, error) ||
        !take_asked(columns, search.shape, options->map, error))
        return FALSE;
    search.contents = kam_content_gather(sample, columns->header.found ? columns->header.last + 1 : 0);
    search.candidates = g_array_new(FALSE, FALSE, sizeof(Candidate));
    for (guint c = columns->header.own_columns; c < columns->header.texts->len; c++)
        add_column(&search, &columns->header, c);
    g_array_sort(search.candidates, compare_candidates);
    take_best(columns, search.candidates, options->map);
    study_texts(columns, &search);
    return require_identity(columns, search.shape, name, error);
}

void
kam_record_columns_clear(KamRecordColumns *columns)
{
    kam_header_clear(&columns->header);
}
