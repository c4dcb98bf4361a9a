/* Tags, locales, plural rules, dates. Messages stand in message.c. */
#include "base/language.h"

#include <string.h>

#include "base/cyrillic.h"
#include "base/date.h"

#define MONTHS 12
/* A date is not torn apart at the end of a line. */
#define NBSP "\302\240"

static const char *const tags[KAM_LANGUAGE_N] = { "en", "sr", "sr-Cyrl" };

static const char *const months_en[MONTHS] = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December",
};
static const char *const months_sr[MONTHS] = {
    "januar", "februar", "mart", "april", "maj", "jun", "jul", "avgust", "septembar", "oktobar", "novembar", "decembar",
};

const char *
kam_language_tag(KamLanguage language)
{
    return tags[language];
}

const char *
kam_language_web_tag(KamLanguage language)
{
    return language == KAM_LANGUAGE_SR ? "sr-Latn" : tags[language];
}

KamLanguage
kam_language_from_tag(const char *tag)
{
    for (guint i = 0; i < KAM_LANGUAGE_N; i++)
        if (g_ascii_strcasecmp(tag, tags[i]) == 0 || g_ascii_strcasecmp(tag, kam_language_web_tag(i)) == 0)
            return i;
    return KAM_LANGUAGE_N;
}

KamLanguage
kam_language_from_locale(const char *locale)
{
    g_autofree char *name = locale == NULL ? g_strdup("") : g_ascii_strdown(locale, -1);

    if (!g_str_has_prefix(name, "sr") || g_ascii_isalpha(name[2]))
        return KAM_LANGUAGE_EN;
    return strstr(name, "@latin") != NULL || strstr(name, "_latn") != NULL || strstr(name, "-latn") != NULL
               ? KAM_LANGUAGE_SR
               : KAM_LANGUAGE_SR_CYRL;
}

KamLanguage
kam_language_from_environment(void)
{
    static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *value = g_getenv(names[i]);

        if (value != NULL && *value != '\0')
            return kam_language_from_locale(value);
    }
    return KAM_LANGUAGE_EN;
}

const KamNumberStyle *
kam_language_numbers(KamLanguage language)
{
    static const KamNumberStyle *const styles[KAM_LANGUAGE_N] = { &kam_number_style_en, &kam_number_style_sr,
                                                                  &kam_number_style_sr_cyrl };

    return styles[language];
}

KamPlural
kam_language_plural(KamLanguage language, gint64 count)
{
    gint64 last = ABS(count % 10), last_two = ABS(count % 100);

    if (language == KAM_LANGUAGE_EN)
        return count == 1 || count == -1 ? KAM_PLURAL_ONE : KAM_PLURAL_OTHER;
    if (last == 1 && last_two != 11)
        return KAM_PLURAL_ONE;
    return last >= 2 && last <= 4 && (last_two < 12 || last_two > 14) ? KAM_PLURAL_FEW : KAM_PLURAL_OTHER;
}

char *
kam_language_day(KamLanguage language, gint32 day)
{
    int year, month, dom;

    if (day == KAM_DAY_NONE)
        return g_strdup("-");
    kam_day_to_civil(day, &year, &month, &dom);
    return language == KAM_LANGUAGE_EN ? g_strdup_printf("%d" NBSP "%s" NBSP "%d", dom, months_en[month - 1], year)
                                       : g_strdup_printf("%d." NBSP "%d." NBSP "%d.", dom, month, year);
}

static char *
write_month(KamLanguage language, gint32 month, gssize letters)
{
    g_autoptr(GString) out = g_string_new(NULL);

    if (language == KAM_LANGUAGE_EN)
        g_string_append_len(out, months_en[month % MONTHS], letters);
    else if (language == KAM_LANGUAGE_SR)
        g_string_append_len(out, months_sr[month % MONTHS], letters);
    else
        kam_cyrillic_append(out, months_sr[month % MONTHS], letters);
    g_string_append_printf(out, language == KAM_LANGUAGE_EN ? NBSP "%d" : NBSP "%d.", month / MONTHS);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

char *
kam_language_month(KamLanguage language, gint32 month)
{
    return write_month(language, month, -1);
}

char *
kam_language_month_short(KamLanguage language, gint32 month)
{
    /* Three letters are a name's first three in both languages, none of them is a digraph. */
    return write_month(language, month, 3);
}
