/* The table of all words. */
#include "cli/words.h"

static const KamMessage words[KAM_WORD_N] = {
    [KAM_WORD_NONE] = { "NONE", "", "" },
#define WORD(NAME, EN, SR) [KAM_WORD_##NAME] = { #NAME, EN, SR },
#include "cli/words/all.inc"
#undef WORD
};

const KamMessage *
kam_word_message(KamWord word)
{
    return &words[word];
}
