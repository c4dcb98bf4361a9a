/* The words of what analyses print, in the languages of the program: a table per analysis in words/, and one of what
 * several of them say. */
#pragma once

#include "base/language.h"

typedef enum {
    KAM_WORD_NONE, /* nothing: an empty text */
#define WORD(NAME, EN, SR) KAM_WORD_##NAME,
#include "cli/words/all.inc"
#undef WORD
    KAM_WORD_N,
} KamWord;

/** The message of a word, for kam_language_say(). */
const KamMessage *kam_word_message(KamWord word);
