/* The languages Kamen speaks, and sentences made from a message and its arguments.
 *
 * A message is data: an id, the English and the Serbian text in Latin letters; Cyrillic is made from the latter. Texts
 * hold arguments by name, in the order that the language likes:
 *   {sum}                            the argument's text; a count is grouped as the language does
 *   {n:customer|customers}           the form that belongs to the count n: one, other in English ...
 *   {n:kupac|kupca|kupaca}           ... one, few, other in Serbian; a '#' in a form stands for the count
 *   [HHI]                            stays Latin in Cyrillic; the brackets are dropped in every language
 * Arguments are put in as they are: what people typed is never transliterated. A full stop behind an argument that
 * ends in one ("7. 3. 2026.", "d.o.o.") is not written twice. */
#pragma once

#include "base/format.h"

typedef enum { KAM_LANGUAGE_EN, KAM_LANGUAGE_SR, KAM_LANGUAGE_SR_CYRL, KAM_LANGUAGE_N } KamLanguage;

/* Forms of a word behind a count. */
typedef enum { KAM_PLURAL_ONE, KAM_PLURAL_FEW, KAM_PLURAL_OTHER } KamPlural;

typedef struct {
    const char *id;
    const char *en;
    const char *sr;
} KamMessage;

typedef struct {
    const char *name; /* NULL ends a list */
    const char *text; /* NULL: the argument is a count */
    gint64 count;
} KamArgument;

#define KAM_ARG(NAME, TEXT) ((KamArgument) { .name = (NAME), .text = (TEXT) })
#define KAM_ARG_COUNT(NAME, COUNT) ((KamArgument) { .name = (NAME), .count = (gint64)(COUNT) })

/** "en", "sr", "sr-Cyrl": the word of --language and of JSON. */
const char *kam_language_tag(KamLanguage language);
/** The tag with its script, as web pages want it: "en", "sr-Latn", "sr-Cyrl". */
const char *kam_language_web_tag(KamLanguage language);
/** Language of a tag such as "sr" or "sr-Latn", in any case; KAM_LANGUAGE_N when unknown. */
KamLanguage kam_language_from_tag(const char *tag);
/** Language of a locale's name: "sr_RS@latin" and "sr_Latn_RS" are Serbian in Latin letters, other "sr" in Cyrillic;
 * everything else, NULL too, is English. */
KamLanguage kam_language_from_locale(const char *locale);
/** The language that LC_ALL, LC_MESSAGES or LANG asks for: the first of them that is set. */
KamLanguage kam_language_from_environment(void);

/** How the language writes numbers. */
const KamNumberStyle *kam_language_numbers(KamLanguage language);
/** The form of a word behind a count. */
KamPlural kam_language_plural(KamLanguage language, gint64 count);
/** "7 March 2026", "7. 3. 2026.", with spaces that do not break; "-" for KAM_DAY_NONE. Free with g_free(). */
char *kam_language_day(KamLanguage language, gint32 day);
/** "March 2026", "mart 2026.", with a space that does not break; free with g_free(). */
char *kam_language_month(KamLanguage language, gint32 month);
/** "Mar 2026", "mar 2026."; free with g_free(). */
char *kam_language_month_short(KamLanguage language, gint32 month);

/**
 * A message in a language, with its arguments.
 *
 * @param arguments   ended by one without a name, or NULL. An argument that the message names and the list lacks, or a
 *                    text where a count is asked for, is a programming error and asserts; more than the
 *                    message names are allowed.
 * @return            newly allocated; free with g_free().
 */
char *kam_language_say(KamLanguage language, const KamMessage *message, const KamArgument *arguments);

/**
 * Check one message: both texts are there and well formed, they name the same arguments, each set of forms has as many
 * as its language has, no bracket stands in English, and the Serbian text has none of q w x y outside brackets.
 *
 * @return   NULL when all is well, else what is wrong; free with g_free().
 */
char *kam_language_check(const KamMessage *message);
