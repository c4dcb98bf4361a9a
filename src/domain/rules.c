/* Rules that several record types share. */
#include "domain/rules.h"

#include <string.h>

#include "base/text.h"
#include "store/statements.h"

#define PHONE_DIGITS 8
#define MIN_PHONE_DIGITS 6

void
kam_rules_check_period(const KamRecord *record, const char *from, const char *to, KamFaults *faults)
{
    if (!kam_record_has(record, from) || !kam_record_has(record, to))
        return;
    if (kam_record_get_int(record, to) < kam_record_get_int(record, from))
        kam_faults_add(faults, to, "period", "the last day is before the first one");
}

/* The parent of a record; 0 at the top. */
static gboolean
find_parent(KamStmt *stmt, gint64 id, gint64 *parent, GError **error)
{
    KamStep step;

    kam_stmt_bind_int(stmt, 1, id);
    step = kam_stmt_step(stmt, error);
    if (step == KAM_STEP_FAILED)
        return FALSE;
    *parent = step == KAM_STEP_ROW ? kam_stmt_get_int(stmt, 0) : 0;
    kam_stmt_reset(stmt);
    return TRUE;
}

gboolean
kam_rules_check_chain(KamDb *db, const char *parent_of, const KamRecord *record, const char *field, gint64 *root,
                      KamFaults *faults, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql(parent_of), error);
    gint64 above = kam_record_get_int(record, field), top = above;

    if (stmt == NULL)
        return FALSE;
    for (guint steps = 0; above != 0; steps++) {
        top = above;
        if (above == record->id) {
            kam_faults_add(faults, field, "cycle", "the record would be above itself");
            return TRUE;
        }
        if (steps == KAM_CHAIN_MAX) {
            kam_faults_add(faults, field, "too_deep", "there are more than %d records above one another",
                           KAM_CHAIN_MAX);
            return TRUE;
        }
        if (!find_parent(stmt, above, &above, error))
            return FALSE;
    }
    if (root != NULL)
        *root = top;
    return TRUE;
}

gboolean
kam_rules_has_id(const GArray *ids, gint64 id)
{
    for (guint i = 0; ids != NULL && i < ids->len; i++)
        if (g_array_index(ids, gint64, i) == id)
            return TRUE;
    return FALSE;
}

void
kam_rules_check_not_self(const KamRecord *record, const char *field, gint64 id, KamFaults *faults)
{
    if (id != 0 && kam_rules_has_id(kam_record_get_ids(record, field), id))
        kam_faults_add(faults, field, "self", "nobody is above themselves");
}

void
kam_rules_check_other(const KamRecord *record, const char *field, const char *own, const char *why, KamFaults *faults)
{
    if (kam_record_has(record, field) && kam_record_get_int(record, field) == kam_record_get_int(record, own))
        kam_faults_add(faults, field, "self", "%s", why);
}

gboolean
kam_rules_exists(KamDb *db, const char *statement, const gint64 *parameters, guint n, gboolean *exists, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql(statement), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    for (guint i = 0; i < n; i++)
        kam_stmt_bind_int(stmt, (int)i + 1, parameters[i]);
    step = kam_stmt_step(stmt, error);
    if (step == KAM_STEP_FAILED)
        return FALSE;
    *exists = step == KAM_STEP_ROW;
    return TRUE;
}

char *
kam_rules_phone_key(const char *phone)
{
    g_autoptr(GString) digits = g_string_new(NULL);

    for (const char *at = phone; at != NULL && *at != '\0'; at++)
        if (g_ascii_isdigit(*at))
            g_string_append_c(digits, *at);
    if (digits->len < MIN_PHONE_DIGITS)
        return NULL;
    if (digits->len > PHONE_DIGITS)
        g_string_erase(digits, 0, (gssize)(digits->len - PHONE_DIGITS));
    return g_strdup(digits->str);
}

/* Where anyone may have an address, it says nothing about the company. */
static gboolean
is_public_domain(const char *domain)
{
    static const char *const everyones[] = {
        "gmail.com", "googlemail.com", "yahoo.com", "hotmail.com", "outlook.com", "live.com", "icloud.com",
        "mail.ru",   "yandex.com",     "yandex.ru", "gmx.de",      "gmx.net",     "web.de",   "aol.com",
        "proton.me", "protonmail.com", "mts.rs",    "sbb.rs",      "eunet.rs",    "ptt.rs",   "open.telekom.rs",
        NULL
    };

    return g_strv_contains(everyones, domain);
}

static char *
host_of(const char *website, const char *email)
{
    const char *start = website == NULL ? NULL : strstr(website, "://");

    if (start != NULL)
        start += strlen("://");
    else if (email != NULL && (start = strrchr(email, '@')) != NULL)
        start++;
    if (start == NULL)
        return NULL;
    return g_ascii_strdown(start, (gssize)strcspn(start, "/?#:"));
}

char *
kam_rules_domain_key(const char *website, const char *email)
{
    g_autofree char *host = host_of(website, email);
    const char *domain = host;

    if (host == NULL)
        return NULL;
    if (g_str_has_prefix(host, "www."))
        domain += strlen("www.");
    if (strchr(domain, '.') == NULL || is_public_domain(domain))
        return NULL;
    return g_strdup(domain);
}

static gint
compare_words(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

char *
kam_rules_person_key(const char *given_name, const char *family_name)
{
    g_autofree char *both =
        g_strconcat(given_name == NULL ? "" : given_name, " ", family_name == NULL ? "" : family_name, NULL);
    g_autofree char *folded = kam_text_fold(both, -1);
    g_auto(GStrv) words = g_strsplit(folded, " ", -1);

    qsort(words, g_strv_length(words), sizeof(char *), compare_words);
    return g_strjoinv(" ", words);
}
