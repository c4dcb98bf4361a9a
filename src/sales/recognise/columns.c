/* Assigning columns to fields: every pair is scored by header words and contents, then the best pairs win. */
#include "sales/recognise/columns.h"

#include <string.h>

#include "base/text.h"
#include "sales/recognise/guess.h"
#include "sales/recognise/header_key.h"

#define PRESET_BONUS 100
#define MISFIT 70 /* contents contradict the header */
#define EMPTY_COLUMN 30
#define LEAST_SCORE 15

typedef struct {
    KamLineField field;
    guint column;
    int score;
    KamSource source;
} Candidate;

typedef struct {
    const KamPlan *plan;
    const KamStudy *study;
    KamWordList generic;
    KamWordList preset;
    GArray *candidates;
    KamSource source; /* of what is being added */
} Search;

static gboolean
has_key(const KamHeader *header, const char *key, gsize length)
{
    for (guint c = 0; c < header->keys->len; c++) {
        const char *own = g_ptr_array_index(header->keys, c);
        const char *other = g_ptr_array_index(header->other_keys, c);

        if (strlen(own) == length && memcmp(own, key, length) == 0)
            return TRUE;
        if (other != NULL && strlen(other) == length && memcmp(other, key, length) == 0)
            return TRUE;
    }
    return FALSE;
}

static guint
count_signature(const KamHeader *header, const char *signature)
{
    guint n = 0;

    for (const char *at = signature; *at != '\0';) {
        gsize length = strcspn(at, "|");

        n += has_key(header, at, length);
        at += length + (at[length] == '|');
    }
    return n;
}

static gboolean
take_asked_preset(KamPlan *plan, const KamStudy *study, GError **error)
{
    g_autoptr(GString) names = g_string_new(NULL);
    g_autofree char *wanted = g_ascii_strdown(study->options->preset, -1);

    g_strdelimit(wanted, "- ", '_');
    for (const KamPreset *preset = kam_presets(); preset->name != NULL; preset++) {
        if (strcmp(preset->name, wanted) == 0) {
            plan->preset = preset;
            kam_findings_add(study->findings, "preset", preset->name, "asked for");
            return TRUE;
        }
        g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", preset->name);
    }
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "unknown preset '%s'; there are: %s", study->options->preset,
                names->str);
    return FALSE;
}

gboolean
kam_columns_choose_preset(KamPlan *plan, const KamStudy *study, GError **error)
{
    guint best = 0;

    if (study->options->preset != NULL)
        return take_asked_preset(plan, study, error);
    if (plan->table_format == KAM_FORMAT_UBL)
        return TRUE;
    for (const KamPreset *preset = kam_presets(); preset->name != NULL; preset++) {
        guint n = count_signature(&study->header, preset->signature);

        if (n < preset->needs || n <= best)
            continue;
        best = n;
        plan->preset = preset;
    }
    if (plan->preset != NULL)
        kam_findings_add(study->findings, "preset", plan->preset->name,
                         "%u column names are those of %s; --preset overrides", best, plan->preset->title);
    return TRUE;
}

static gboolean
is_amount_field(KamLineField field)
{
    return (field >= KAM_FIELD_QUANTITY && field <= KAM_FIELD_UNIT_COST) || field == KAM_FIELD_DOCUMENT_DISCOUNT;
}

/* How well the contents of a column suit a field: negative when they contradict. */
static int
judge_contents(KamLineField field, const KamContent *content)
{
    if (content->filled == 0)
        return -EMPTY_COLUMN;
    if (is_amount_field(field))
        return kam_content_is_number(content) ? 0 : -MISFIT;
    switch ((int)field) {
    case KAM_FIELD_DATE:
        return kam_content_is_date(content) ? 0 : -MISFIT;
    case KAM_FIELD_CURRENCY:
        return kam_content_is_date(content) || content->number.n * 2 > content->filled ||
                       content->length > 8 * (guint64)content->filled
                   ? -MISFIT
                   : 0;
    case KAM_FIELD_ACCOUNT_NUMBER:
    case KAM_FIELD_PRODUCT_NUMBER:
        return kam_content_is_date(content)               ? -MISFIT
               : content->bracketed * 2 > content->filled ? -5
               : content->codes * 2 > content->filled     ? 4
               : content->words * 2 > content->filled     ? -4
                                                          : 0;
    case KAM_FIELD_ACCOUNT_NAME:
    case KAM_FIELD_PRODUCT_NAME:
        return content->number.n * 10 > content->filled * 9 ? -20 : content->words * 2 > content->filled ? 4 : 0;
    case KAM_FIELD_POSITION:
        return content->whole * 2 > content->filled ? 0 : -MISFIT;
    default:
        return 0;
    }
}

static void
add_candidate(Search *search, KamLineField field, guint column, int score)
{
    Candidate candidate = { field, column, score, search->source };

    if (field == KAM_FIELD_N)
        return;
    candidate.score += judge_contents(field, &search->study->contents[column]);
    if (candidate.score >= LEAST_SCORE)
        g_array_append_val(search->candidates, candidate);
}

/* Words of one list with this key; TRUE when there are any. */
static gboolean
add_words(Search *search, const KamWordList *list, const char *key, guint column, int bonus)
{
    gsize n;
    const KamWord *words = key == NULL || *key == '\0' ? NULL : kam_word_list_find(list, key, &n);

    if (words == NULL)
        return FALSE;
    search->source = list == &search->preset ? KAM_SOURCE_PRESET : KAM_SOURCE_HEADER;
    for (gsize i = 0; i < n; i++)
        add_candidate(search, words[i].field, column, words[i].score + bonus);
    return TRUE;
}

static gboolean
add_own_name(Search *search, const char *key, guint column, int bonus)
{
    for (KamLineField field = 0; field < KAM_FIELD_N; field++) {
        g_autofree char *own = kam_header_key(kam_field_name(field), strlen(kam_field_name(field)));

        if (strcmp(own, key) != 0)
            continue;
        search->source = KAM_SOURCE_HEADER;
        add_candidate(search, field, column, 99 + bonus);
        return TRUE;
    }
    return FALSE;
}

static gboolean
add_key(Search *search, const char *key, guint column, int bonus)
{
    if (key == NULL || *key == '\0')
        return FALSE;
    /* The reader of e-invoices names its columns as the fields are named. */
    if (search->plan->table_format == KAM_FORMAT_UBL)
        return add_own_name(search, key, column, bonus);
    if (search->plan->preset != NULL && add_words(search, &search->preset, key, column, PRESET_BONUS + bonus))
        return TRUE;
    if (add_words(search, &search->generic, key, column, bonus))
        return TRUE;
    return add_own_name(search, key, column, bonus);
}

/* "Invoice lines/Product/Internal Reference": the way to a field through its records. */
static gboolean
add_path(Search *search, const char *text, guint column)
{
    const char *slash = strchr(text, '/');
    g_autofree char *key = NULL;

    if (slash == NULL || slash == text || slash[1] == '\0')
        return FALSE;
    key = kam_header_key(slash + 1, strlen(slash + 1));
    return add_key(search, key, column, -3) || add_path(search, slash + 1, column);
}

static gboolean
has_word(char **words, const char *start, gsize length)
{
    for (; *words != NULL; words++)
        if (strncmp(*words, start, length) == 0)
            return TRUE;
    return FALSE;
}

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

/* "CustomerNo" has its words apart for the patterns too. */
static char *
split_camel_case(const char *text)
{
    GString *out = g_string_new(NULL);

    for (const char *at = text; *at != '\0'; at++) {
        if (at > text && g_ascii_isupper(*at) && (g_ascii_islower(at[-1]) || g_ascii_islower(at[1])))
            g_string_append_c(out, ' ');
        g_string_append_c(out, *at);
    }
    return g_string_free(out, FALSE);
}

static void
add_patterns(Search *search, const char *text, guint column)
{
    g_autofree char *split = split_camel_case(text);
    g_autofree char *folded = kam_header_words(split, strlen(split));
    g_auto(GStrv) words = g_strsplit(folded, " ", -1);

    search->source = KAM_SOURCE_WORDS;
    for (const KamHeaderPattern *pattern = kam_header_patterns(); pattern->all != NULL; pattern++)
        if (words_match(words, pattern->all, TRUE) && !words_match(words, pattern->none, FALSE))
            add_candidate(search, pattern->field, column, pattern->score);
}

static void
add_column(Search *search, guint column)
{
    const KamHeader *header = &search->study->header;
    const char *text = g_ptr_array_index(header->texts, column);
    g_autofree char *plain = kam_header_key_plain(text, strlen(text));
    gboolean found = add_key(search, g_ptr_array_index(header->keys, column), column, 0);

    found |= add_key(search, g_ptr_array_index(header->other_keys, column), column, -1);
    if (!found)
        found = add_key(search, plain, column, -4);
    if (!found)
        found = add_path(search, text, column);
    if (!found)
        add_patterns(search, text, column);
}

static int
compare_candidates(gconstpointer a, gconstpointer b)
{
    const Candidate *x = a, *y = b;

    if (x->score != y->score)
        return y->score - x->score;
    if (x->column != y->column)
        return x->column < y->column ? -1 : 1;
    return (int)x->field - (int)y->field;
}

static gboolean
column_is_taken(const KamPlan *plan, guint column)
{
    for (guint f = 0; f < KAM_FIELD_N; f++)
        if (plan->column[f] == (int)column)
            return TRUE;
    return FALSE;
}

static void
take_best(KamPlan *plan, const KamStudy *study, const GArray *candidates)
{
    for (guint i = 0; i < candidates->len; i++) {
        const Candidate *c = &g_array_index(candidates, Candidate, i);

        if (study->options->map[c->field] != NULL || column_is_taken(plan, c->column))
            continue;
        if (plan->column[c->field] >= 0) {
            if (plan->rival[c->field] < 0)
                plan->rival[c->field] = (int)c->column;
            continue;
        }
        plan->column[c->field] = (int)c->column;
        plan->source[c->field] = (guint8)c->source;
    }
}

/* Column of a text given by a person: a header, a number, or letters as in a spreadsheet; -1 when there is none. */
static int
column_from_text(const KamStudy *study, const char *text)
{
    const KamHeader *header = &study->header;
    g_autofree char *key = kam_header_key(text, strlen(text));
    guint n = header->texts->len, number = 0;
    gsize length = strlen(text);

    for (guint c = 0; c < n; c++)
        if (strcmp(g_ptr_array_index(header->texts, c), text) == 0)
            return (int)c;
    for (guint c = 0; c < n && *key != '\0'; c++)
        if (g_strcmp0(g_ptr_array_index(header->keys, c), key) == 0 ||
            g_strcmp0(g_ptr_array_index(header->other_keys, c), key) == 0)
            return (int)c;
    if (length == 0 || length > 5)
        return -1;
    for (gsize i = 0; i < length; i++) {
        if (g_ascii_isdigit(*text) && g_ascii_isdigit(text[i]))
            number = number * 10 + (guint)(text[i] - '0');
        else if (g_ascii_isalpha(*text) && g_ascii_isalpha(text[i]) && length <= 3)
            number = number * 26 + (guint)(g_ascii_toupper(text[i]) - 'A') + 1;
        else
            return -1;
    }
    return number >= 1 && number <= n ? (int)number - 1 : -1;
}

static gboolean
take_asked(KamPlan *plan, const KamStudy *study, GError **error)
{
    for (guint f = 0; f < KAM_FIELD_N; f++) {
        const char *text = study->options->map[f];
        g_autofree char *headers = NULL;

        if (text == NULL || *text == '\0')
            continue;
        plan->column[f] = column_from_text(study, text);
        plan->source[f] = KAM_SOURCE_ASKED;
        if (plan->column[f] >= 0)
            continue;
        g_ptr_array_add(study->header.texts, NULL);
        headers = g_strjoinv("', '", (char **)study->header.texts->pdata);
        g_ptr_array_set_size(study->header.texts, (int)study->header.texts->len - 1);
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE,
                    "there is no column '%s' for the field %s; the file has '%s' (a letter or number works too)", text,
                    kam_field_name(f), headers);
        return FALSE;
    }
    return TRUE;
}

static void
search_columns(Search *search, const KamPlan *plan, const KamStudy *study)
{
    *search = (Search) { .plan = plan, .study = study };
    kam_word_list_init(&search->generic, kam_synonyms_generic());
    if (plan->preset != NULL)
        kam_word_list_init(&search->preset, plan->preset->columns);
    search->candidates = g_array_new(FALSE, FALSE, sizeof(Candidate));
    for (guint c = study->header.own_columns; c < study->header.texts->len; c++)
        add_column(search, c);
    g_array_sort(search->candidates, compare_candidates);
}

static void
search_clear(Search *search)
{
    g_array_unref(search->candidates);
    kam_word_list_clear(&search->generic);
    if (search->plan->preset != NULL)
        kam_word_list_clear(&search->preset);
}

gboolean
kam_columns_assign(KamPlan *plan, const KamStudy *study, GError **error)
{
    Search search;

    for (guint f = 0; f < KAM_FIELD_N; f++)
        plan->column[f] = plan->rival[f] = -1;
    if (!take_asked(plan, study, error))
        return FALSE;
    search_columns(&search, plan, study);
    take_best(plan, study, search.candidates);
    search_clear(&search);
    kam_guess_columns(plan, study);
    return TRUE;
}

int
kam_columns_find_other(const KamPlan *plan, const KamStudy *study, KamLineField field, const gboolean *left_out)
{
    Search search;
    int column = -1;

    search_columns(&search, plan, study);
    for (guint i = 0; i < search.candidates->len && column < 0; i++) {
        const Candidate *c = &g_array_index(search.candidates, Candidate, i);

        if (c->field == field && !left_out[c->column] && !column_is_taken(plan, c->column))
            column = (int)c->column;
    }
    search_clear(&search);
    return column;
}

static const char *
header_of(const KamStudy *study, int column)
{
    return g_ptr_array_index(study->header.texts, (guint)column);
}

void
kam_columns_report(const KamPlan *plan, const KamStudy *study)
{
    static const char *const sources[] = {
        [KAM_SOURCE_NONE] = "",
        [KAM_SOURCE_ASKED] = "asked for",
        [KAM_SOURCE_PRESET] = "the preset knows this header",
        [KAM_SOURCE_HEADER] = "the header says so",
        [KAM_SOURCE_WORDS] = "words of the header hint at it",
        [KAM_SOURCE_CONTENT] = "what the column holds suits it",
    };

    for (guint f = 0; f < KAM_FIELD_N; f++) {
        g_autofree char *what = g_strdup_printf("field %s", kam_field_name(f));
        g_autofree char *value = NULL;
        int rival = plan->rival[f];

        if (plan->column[f] < 0)
            continue;
        value = g_strdup_printf("column %d '%s'", plan->column[f] + 1, header_of(study, plan->column[f]));
        if (rival >= 0 && !column_is_taken(plan, (guint)rival))
            kam_findings_add(study->findings, what, value, "%s; column %d '%s' suits less", sources[plan->source[f]],
                             rival + 1, header_of(study, rival));
        else
            kam_findings_add(study->findings, what, value, "%s", sources[plan->source[f]]);
    }
}
