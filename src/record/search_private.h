/* What the files of the search share. */
#pragma once

#include "record/record.h"
#include "record/search.h"

/* Where a word stands: search_word.weight. */
enum { KAM_SEARCH_TITLE = 1, KAM_SEARCH_OTHER = 2 };

/* A word of a record, in the class of the field that holds it. */
typedef struct {
    char *word;
    gint64 record_id, field_class, weight;
} KamSearchWord;

/** An empty list of KamSearchWord; free it with g_array_unref(). */
GArray *kam_search_words_new(void);
/** Append the words of a record, none twice in one class. */
void kam_search_add_words(GArray *words, const KamRecord *record);
/** Whether records of the type have words at all. */
gboolean kam_search_has_words(const KamRecordType *type);
/** Add that a row of search_word begins with a folded word, in a class that the actor reads. */
void kam_search_where_begins(KamQuery *query, const char *alias, const KamActor *actor, const char *word);
