/* Where the header stands, and what the columns are called. */
#pragma once

#include "sales/recognise/sample.h"
#include "sales/recognise/synonyms.h"

/* Words looked up by key. */
typedef struct {
    const char *key;
    guint32 length;
    KamLineField field;
    guint8 score;
} KamWord;

/* All words, sorted by key; of one preset they come before the generic ones. */
typedef struct {
    GArray *words; /* KamWord */
} KamWordList;

/** Take all words of these synonyms, which must outlive the list; free with kam_word_list_clear(). */
void kam_word_list_init(KamWordList *list, const KamSynonyms *synonyms);
void kam_word_list_clear(KamWordList *list);
/** First of the words with this key, and how many follow each other; NULL without any. */
const KamWord *kam_word_list_find(const KamWordList *list, const char *key, gsize *n);

typedef struct {
    gboolean found;
    guint first; /* rows of the sample */
    guint last;
    guint matches;         /* headers that are known words */
    guint own_columns;     /* in front, put there by a rejects file */
    GPtrArray *texts;      /* one per column, never NULL */
    GPtrArray *keys;       /* of these, comparable */
    GPtrArray *other_keys; /* of the second header row, or with the row above; NULL where there is none */
} KamHeader;

/** Find the header; `row` is the source row asked for, 0 to find out. FALSE when that row is not in the sample. */
gboolean kam_header_find(KamHeader *header, const KamSample *sample, guint row, GError **error);
void kam_header_clear(KamHeader *header);
