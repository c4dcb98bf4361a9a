/* Ways to reach people and pages: e-mail, telephone, web address. */
#include <string.h>

#include "base/text.h"
#include "record/value_form.h"

#define MAX_EMAIL 254
#define MAX_LOCAL 64
#define MAX_LABEL 63
#define MAX_PHONE 40
#define MAX_URL 2000
#define MIN_DIGITS 5
#define MAX_DIGITS 15
#define MAX_EXTENSION 6

/* Letters of any script, digits and what RFC 5322 lets stand outside quotes. */
static gboolean
is_local_letter(gunichar letter)
{
    return g_unichar_isalnum(letter) || (letter < 0x80 && strchr("!#$%&'*+-/=?^_`{|}~.", (int)letter) != NULL);
}

static gboolean
is_local_part(const char *text, const char *end)
{
    if (text == end || end - text > MAX_LOCAL || *text == '.' || end[-1] == '.')
        return FALSE;
    for (const char *c = text; c < end; c += g_utf8_skip[(guchar)*c])
        if (!is_local_letter(g_utf8_get_char(c)) || (*c == '.' && c[1] == '.'))
            return FALSE;
    return TRUE;
}

static gboolean
is_label(const char *text)
{
    gsize length = strlen(text);

    if (length == 0 || length > MAX_LABEL || text[0] == '-' || text[length - 1] == '-')
        return FALSE;
    for (const char *c = text; *c != '\0'; c += g_utf8_skip[(guchar)*c]) {
        gunichar letter = g_utf8_get_char(c);

        if (letter != '-' && !g_unichar_isalnum(letter) && !g_unichar_ismark(letter))
            return FALSE;
    }
    return TRUE;
}

/* Two labels at least, the last of which is no number: an address with a bare host or an IP reaches nobody. */
static gboolean
is_domain(const char *text)
{
    g_auto(GStrv) labels = g_strsplit(text, ".", -1);
    guint n = g_strv_length(labels);

    for (guint i = 0; i < n; i++)
        if (!is_label(labels[i]))
            return FALSE;
    return n >= 2 && !g_ascii_isdigit(labels[n - 1][0]);
}

static gboolean
check_email(KamReading *reading, char **text)
{
    g_autofree char *lower = g_utf8_strdown(*text, -1);
    const char *at = strrchr(lower, '@');

    if (at == NULL || strlen(lower) > MAX_EMAIL || !is_local_part(lower, at) || !is_domain(at + 1)) {
        g_autofree char *quote = kam_reading_quote(*text);

        return kam_reading_fault(reading, "malformed", "'%s' is no e-mail address: write it as ana@firma.rs", quote);
    }
    g_free(*text);
    /* Lower letters of some signs are composed differently. */
    *text = kam_text_nfc(lower, -1);
    return TRUE;
}

const KamForm kam_form_email = {
    .stored = KAM_STORED_TEXT,
    .max_length = MAX_EMAIL,
    .check_text = check_email,
};

/* Where an extension begins ("lok. 12"), or the end. */
static const char *
find_extension(const char *text)
{
    static const char *const words[] = { "ext", "lok", "loc", "x", "лок", NULL };
    const char *found = text + strlen(text);

    for (guint i = 0; words[i] != NULL; i++) {
        const char *at = strstr(text, words[i]);

        if (at != NULL && at < found)
            found = at;
    }
    return found;
}

static gboolean
is_extension(const char *text)
{
    const char *digits = text;

    while (*digits != '\0' && !g_ascii_isdigit(*digits) && *digits != '+')
        digits += g_utf8_skip[(guchar)*digits];
    if (digits - text > 8)
        return FALSE;
    return *digits != '\0' && strlen(digits) <= MAX_EXTENSION && digits[strspn(digits, "0123456789")] == '\0';
}

static gboolean
is_phone(const char *text)
{
    const char *extension = find_extension(text);
    guint n = 0;

    for (const char *c = text; c < extension; c++) {
        if (strchr("0123456789 +()-./", *c) == NULL || (*c == '+' && n > 0))
            return FALSE;
        n += g_ascii_isdigit(*c) ? 1 : 0;
    }
    return n >= MIN_DIGITS && n <= MAX_DIGITS && (*extension == '\0' || is_extension(extension));
}

static gboolean
check_phone(KamReading *reading, char **text)
{
    g_autofree char *quote = NULL;

    if (is_phone(*text))
        return TRUE;
    quote = kam_reading_quote(*text);
    return kam_reading_fault(reading, "malformed",
                             "'%s' is no telephone number of %d to %d digits: write it as +381 11 123 4567", quote,
                             MIN_DIGITS, MAX_DIGITS);
}

const KamForm kam_form_phone = {
    .stored = KAM_STORED_TEXT,
    .max_length = MAX_PHONE,
    .check_text = check_phone,
};

/* Browsers know only these two as pages; a name and password in an address are a way to lie about where it leads. */
static gboolean
is_web_address(const char *text)
{
    g_autoptr(GUri) uri = NULL;
    const char *host;

    if (g_ascii_strncasecmp(text, "http://", 7) != 0 && g_ascii_strncasecmp(text, "https://", 8) != 0)
        return FALSE;
    if (strpbrk(text, " \\\"<>`{}|^") != NULL)
        return FALSE;
    uri = g_uri_parse(text, G_URI_FLAGS_NONE, NULL);
    host = uri == NULL ? NULL : g_uri_get_host(uri);
    return host != NULL && *host != '\0' && g_uri_get_userinfo(uri) == NULL;
}

/* The scheme is written in small letters, so that addresses compare. */
static void
lower_scheme(char *text)
{
    for (; *text != ':'; text++)
        *text = g_ascii_tolower(*text);
}

static gboolean
check_url(KamReading *reading, char **text)
{
    g_autofree char *quote = NULL;

    if (is_web_address(*text)) {
        lower_scheme(*text);
        return TRUE;
    }
    quote = kam_reading_quote(*text);
    return kam_reading_fault(reading, "malformed", "'%s' is no address of a web page: write it as https://firma.rs/",
                             quote);
}

const KamForm kam_form_url = {
    .stored = KAM_STORED_TEXT,
    .max_length = MAX_URL,
    .check_text = check_url,
};
