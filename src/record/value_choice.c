/* Yes or no, and one of several words. */
#include <string.h>

#include "base/cyrillic.h"
#include "base/text.h"
#include "record/value_form.h"

static gboolean
set_boolean(KamReading *reading, gboolean value)
{
    reading->value.state = KAM_VALUE_SET;
    reading->value.integer = value ? 1 : 0;
    return TRUE;
}

static gboolean
read_boolean_json(KamReading *reading, const json_t *json)
{
    if (!json_is_boolean(json))
        return kam_reading_fault(reading, "wrong_type", "this is %s where true or false belongs: write one of them",
                                 kam_reading_json_kind(json));
    return set_boolean(reading, json_is_true(json));
}

static gboolean
read_boolean_text(KamReading *reading, const char *text, KamLanguage language)
{
    static const char *const yes[] = { "yes", "true", "1", "da", "y", "tacno", NULL };
    static const char *const no[] = { "no", "false", "0", "ne", "n", "netacno", NULL };
    g_autofree char *fold = kam_text_fold(text, -1);
    g_autofree char *quote = NULL;

    if (g_strv_contains(yes, fold))
        return set_boolean(reading, TRUE);
    if (g_strv_contains(no, fold))
        return set_boolean(reading, FALSE);
    quote = kam_reading_quote(text);
    return kam_reading_fault(reading, "malformed", "'%s' is neither yes nor no: write %s", quote,
                             language == KAM_LANGUAGE_EN ? "yes or no" : "da or ne");
}

static void
write_boolean_json(KamJson *json, const char *name, gint64 integer, G_GNUC_UNUSED const char *text)
{
    kam_json_bool(json, name, integer != 0);
}

static void
write_boolean_text(GString *out, G_GNUC_UNUSED const KamField *field, const KamFieldValue *value, KamLanguage language)
{
    static const char *const words[KAM_LANGUAGE_N][2] = { { "no", "yes" }, { "ne", "da" }, { "не", "да" } };

    g_string_append(out, words[language][value->integer != 0]);
}

const KamForm kam_form_boolean = {
    .stored = KAM_STORED_INT,
    .read_json = read_boolean_json,
    .read_text = read_boolean_text,
    .write_json = write_boolean_json,
    .write_text = write_boolean_text,
};

static const KamChoice *
find_choice(const KamField *field, const char *name)
{
    for (const KamChoice *choice = field->choices; choice->name != NULL; choice++)
        if (strcmp(choice->name, name) == 0)
            return choice;
    return NULL;
}

static gboolean
is_folded(const char *label, const char *fold)
{
    g_autofree char *own = label == NULL ? NULL : kam_text_fold(label, -1);

    return own != NULL && strcmp(own, fold) == 0;
}

/* Folding makes Latin of Cyrillic, so two labels serve three languages; that of the language at hand comes first. */
static const KamChoice *
find_label(const KamField *field, const char *text, KamLanguage language)
{
    g_autofree char *fold = kam_text_fold(text, -1);

    for (const KamChoice *choice = field->choices; choice->name != NULL; choice++)
        if (is_folded(language == KAM_LANGUAGE_EN ? choice->en : choice->sr, fold))
            return choice;
    for (const KamChoice *choice = field->choices; choice->name != NULL; choice++)
        if (is_folded(choice->en, fold) || is_folded(choice->sr, fold) || is_folded(choice->name, fold))
            return choice;
    return NULL;
}

static gboolean
set_choice(KamReading *reading, const KamChoice *choice, const char *given)
{
    g_autoptr(GString) words = NULL;
    g_autofree char *quote = NULL;

    if (choice != NULL) {
        reading->value.state = KAM_VALUE_SET;
        reading->value.text = g_strdup(choice->name);
        return TRUE;
    }
    words = g_string_new(NULL);
    for (const KamChoice *each = reading->field->choices; each->name != NULL; each++)
        g_string_append_printf(words, "%s%s", words->len > 0 ? ", " : "", each->name);
    quote = kam_reading_quote(given);
    return kam_reading_fault(reading, "not_a_choice", "'%s' is none of the choices: take one of %s", quote, words->str);
}

static gboolean
read_choice_json(KamReading *reading, const json_t *json)
{
    const char *text = json_string_value(json);

    if (text == NULL)
        return kam_reading_fault(reading, "wrong_type", "this is %s where a word belongs: write it in double quotes",
                                 kam_reading_json_kind(json));
    return *text == '\0' || set_choice(reading, find_choice(reading->field, text), text);
}

static gboolean
read_choice_text(KamReading *reading, const char *text, KamLanguage language)
{
    const KamChoice *choice = find_choice(reading->field, text);

    return set_choice(reading, choice != NULL ? choice : find_label(reading->field, text, language), text);
}

void
kam_label_append(GString *out, const char *en, const char *sr, KamLanguage language)
{
    if (language == KAM_LANGUAGE_SR_CYRL && sr != NULL)
        kam_cyrillic_append(out, sr, -1);
    else
        g_string_append(out, language == KAM_LANGUAGE_SR && sr != NULL ? sr : en);
}

/* A word that an older version of the table had is shown as it is. */
static void
write_choice_text(GString *out, const KamField *field, const KamFieldValue *value, KamLanguage language)
{
    const KamChoice *choice = find_choice(field, value->text);

    if (choice == NULL || choice->en == NULL)
        g_string_append(out, value->text);
    else
        kam_label_append(out, choice->en, choice->sr, language);
}

const KamForm kam_form_choice = {
    .stored = KAM_STORED_TEXT,
    .read_json = read_choice_json,
    .read_text = read_choice_text,
    .write_text = write_choice_text,
};
