/* Which words a record is found by, and the condition that finds them. */
#include <string.h>

#include "base/text.h"
#include "record/search_private.h"
#include "store/statements.h"

/* A record is found by this many words, and by this much of each. */
#define MAX_WORDS 64
#define MAX_WORD_BYTES 60
/* So short a beginning may be that of nearly every record: then rows are looked at one by one, in the list's order. */
#define SHORT_WORD 2
/* Where more rows than this begin so, that is done, too: to gather their records would take longer. */
#define MANY_ROWS 4000

/* --- the condition --- */

static void
where_readable_class(KamQuery *query, const char *column, const KamActor *actor)
{
    gint64 classes[KAM_CLASS_N];
    guint n = 0;

    for (guint i = 1; i < KAM_CLASS_N; i++)
        if (kam_policy_class_access(actor, (KamFieldClass)i) != KAM_NO_ACCESS &&
            (i != KAM_PRIVATE || kam_policy_reads_private_of_others(actor)))
            classes[n++] = i;
    kam_query_where_in_ints(query, column, classes, n);
}

void
kam_search_where_begins(KamQuery *query, const char *alias, const KamActor *actor, const char *word)
{
    g_autofree char *column = g_strconcat(alias, ".word", NULL);
    g_autofree char *class_column = g_strconcat(alias, ".field_class", NULL);
    g_autofree char *end = g_strconcat(word, "\xf4\x8f\xbf\xbf", NULL); /* the last letter there is */

    kam_query_where_text(query, column, KAM_GE, word);
    kam_query_where_text(query, column, KAM_LT, end);
    where_readable_class(query, class_column, actor);
}

static gboolean
is_short(const char *word)
{
    return g_utf8_strlen(word, -1) <= SHORT_WORD;
}

gboolean
kam_search_is_frequent(KamDb *db, const KamActor *actor, const KamRecordType *type, const char *word,
                       gboolean *is_frequent, GError **error)
{
    g_autoptr(KamQuery) query = kam_query_new_select("search_word", "w");
    g_autoptr(KamStmt) stmt = NULL;
    guint n = 0;
    KamStep step;

    *is_frequent = is_short(word);
    if (*is_frequent)
        return TRUE;
    kam_query_select(query, "w.record_id", NULL);
    kam_search_where_begins(query, "w", actor, word);
    kam_query_where_text(query, "w.type", KAM_EQ, type->name);
    kam_query_limit(query, MANY_ROWS);
    stmt = kam_query_prepare(query, db, error);
    if (stmt == NULL)
        return FALSE;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW)
        n++;
    *is_frequent = n == MANY_ROWS;
    return step == KAM_STEP_DONE;
}

void
kam_search_where_word(KamQuery *query, const KamActor *actor, const KamRecordType *type, const char *word,
                      gboolean is_frequent)
{
    g_autoptr(KamQuery) words = kam_query_new_select("search_word", "w");
    gboolean by_row = is_frequent || is_short(word);

    kam_query_select(words, "w.record_id", NULL);
    if (by_row)
        kam_query_where_columns(words, "w.record_id", KAM_EQ, "t.id");
    kam_search_where_begins(words, "w", actor, word);
    kam_query_where_text(words, "w.type", KAM_EQ, type->name);
    if (by_row)
        kam_query_where_exists(query, words);
    else
        kam_query_where_in(query, "t.id", words);
}

/* --- the words --- */

static void
clear_word(gpointer data)
{
    g_free(((KamSearchWord *)data)->word);
}

GArray *
kam_search_words_new(void)
{
    GArray *words = g_array_new(FALSE, FALSE, sizeof(KamSearchWord));

    g_array_set_clear_func(words, clear_word);
    return words;
}

/* Where the words of one record begin, and whose they are. */
typedef struct {
    GArray *all;
    guint first;
    gint64 record_id;
} Words;

static void
add_word(const Words *words, const char *word, gint64 field_class, gint64 weight)
{
    KamSearchWord added = { .record_id = words->record_id, .field_class = field_class, .weight = weight };

    for (guint i = words->first; i < words->all->len; i++) {
        KamSearchWord *known = &g_array_index(words->all, KamSearchWord, i);

        if (known->field_class != field_class || strcmp(known->word, word) != 0)
            continue;
        known->weight = MIN(known->weight, weight);
        return;
    }
    if (words->all->len - words->first == MAX_WORDS)
        return;
    added.word = g_strdup(word);
    g_array_append_val(words->all, added);
}

/* No letter is cut in two. */
static void
shorten(char *word)
{
    gsize length = strlen(word);

    if (length <= MAX_WORD_BYTES)
        return;
    length = MAX_WORD_BYTES;
    while ((word[length] & 0xc0) == 0x80)
        length--;
    word[length] = '\0';
}

static void
add_text(const Words *words, const KamField *field, const char *text, gint64 weight)
{
    gint64 field_class = field->field_class == 0 ? KAM_PUBLIC : (gint64)field->field_class;
    g_autofree char *folded = kam_text_fold(text, -1);
    g_auto(GStrv) parts = g_strsplit(folded, " ", -1);

    for (guint i = 0; parts[i] != NULL; i++) {
        shorten(parts[i]);
        if (parts[i][0] != '\0')
            add_word(words, parts[i], field_class, weight);
    }
}

static void
add_fields(const Words *words, const KamRecord *record, gboolean of_title)
{
    for (const KamField *field = record->type->fields; field->name != NULL; field++) {
        gboolean is_title = g_strcmp0(record->type->title, field->name) == 0;
        const char *text = kam_record_get_text(record, field->name);

        if (text != NULL && is_title == of_title && (field->searchable || is_title))
            add_text(words, field, text, is_title ? KAM_SEARCH_TITLE : KAM_SEARCH_OTHER);
    }
}

void
kam_search_add_words(GArray *words, const KamRecord *record)
{
    const Words own = { words, words->len, record->id };

    add_fields(&own, record, TRUE);
    add_fields(&own, record, FALSE);
}

gboolean
kam_search_has_words(const KamRecordType *type)
{
    for (const KamField *field = type->fields; field->name != NULL; field++)
        if (field->searchable)
            return TRUE;
    return FALSE;
}

static gboolean
insert_words(KamDb *db, const KamRecord *record, const GArray *words, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("search_word_insert"), error);

    for (guint i = 0; stmt != NULL && i < words->len; i++) {
        const KamSearchWord *word = &g_array_index(words, KamSearchWord, i);

        kam_stmt_bind_text(stmt, 1, word->word);
        kam_stmt_bind_int(stmt, 2, record->id);
        kam_stmt_bind_int(stmt, 3, word->field_class);
        kam_stmt_bind_int(stmt, 4, word->weight);
        kam_stmt_bind_text(stmt, 5, record->type->name);
        if (kam_stmt_step(stmt, error) == KAM_STEP_FAILED)
            return FALSE;
        kam_stmt_reset(stmt);
    }
    return stmt != NULL;
}

static gboolean
index_record(KamDb *db, const KamRecord *record, gboolean is_new, GError **error)
{
    g_autoptr(GArray) words = NULL;

    if (!kam_search_has_words(record->type))
        return TRUE;
    if (!is_new && !kam_db_run(db, kam_sql("search_word_purge"), &record->id, 1, error))
        return FALSE;
    if (record->deleted_at != 0)
        return TRUE;
    words = kam_search_words_new();
    kam_search_add_words(words, record);
    return insert_words(db, record, words, error);
}

gboolean
kam_search_index_record(KamDb *db, const KamRecord *record, GError **error)
{
    return index_record(db, record, FALSE, error);
}

static gboolean
has_other_words(const KamRecord *before, const KamRecord *after)
{
    const KamRecordType *type = after->type;

    for (const KamField *field = type->fields; field->name != NULL; field++)
        if ((field->searchable || g_strcmp0(type->title, field->name) == 0) &&
            !kam_record_equal_field(before, after, kam_field_index(type, field)))
            return TRUE;
    return FALSE;
}

gboolean
kam_search_index_change(KamDb *db, const KamRecord *before, const KamRecord *after, GError **error)
{
    gboolean same_life = before != NULL && (before->deleted_at == 0) == (after->deleted_at == 0);

    return (same_life && !has_other_words(before, after)) || index_record(db, after, before == NULL, error);
}
