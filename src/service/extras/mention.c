/* Mentions: words behind an '@', made people. */
#include "service/extras/mention.h"

#include <string.h>

#include "record/scope.h"
#include "record/value.h"
#include "service/people/session.h"
#include "store/statements.h"

#define MAX_MENTIONS 50

typedef struct {
    const KamWork *work;
    const KamSubject *subject;
    KamFaults *faults;
    GArray *people;
} Mentions;

static gboolean
has_person(const Mentions *mentions, gint64 id)
{
    for (guint i = 0; i < mentions->people->len; i++)
        if (g_array_index(mentions->people, gint64, i) == id)
            return TRUE;
    return FALSE;
}

/* Whether a person, as they would sign in themselves, sees the record. */
static gboolean
sees(const Mentions *mentions, gint64 id, const char *role, const char *email, gboolean *does, GError **error)
{
    const KamWork *work = mentions->work;
    KamActor actor;

    return kam_session_fill_actor(work->db, id, role, email, work->now_ms, &actor, error) &&
           kam_scope_sees(work->db, &actor, work->types, mentions->subject->type, mentions->subject->id, does, error);
}

/* A row of user_by_id or user_by_email. */
static gboolean
add_person(Mentions *mentions, KamStmt *stmt, GError **error)
{
    gint64 id = kam_stmt_get_int(stmt, 0);
    g_autofree char *email = g_strdup(kam_stmt_get_text(stmt, 1));
    g_autofree char *name = g_strdup(kam_stmt_get_text(stmt, 2));
    g_autofree char *role = g_strdup(kam_stmt_get_text(stmt, 3));
    gboolean does = FALSE;

    if (has_person(mentions, id))
        return TRUE;
    kam_stmt_reset(stmt);
    if (!sees(mentions, id, role, email, &does, error))
        return FALSE;
    if (does)
        g_array_append_val(mentions->people, id);
    else
        kam_faults_warn(mentions->faults, "body", "not_seen", "'%s' does not see this record and will not hear of it",
                        name);
    return TRUE;
}

static gboolean
add_found(Mentions *mentions, const char *statement, const char *email, gint64 id, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(mentions->work->db, kam_sql(statement), error);

    if (stmt == NULL)
        return FALSE;
    if (email != NULL)
        kam_stmt_bind_text(stmt, 1, email);
    else
        kam_stmt_bind_int(stmt, 1, id);
    switch (kam_stmt_step(stmt, error)) {
    case KAM_STEP_FAILED:
        return FALSE;
    case KAM_STEP_DONE:
        return TRUE;
    case KAM_STEP_ROW:
        break;
    }
    return add_person(mentions, stmt, error);
}

/* "[Ana Perić](user:17)" behind the '@': its id, 0 when it is something else. */
static gint64
read_link(const char *text)
{
    const char *end = text[0] == '[' ? strstr(text, "](user:") : NULL;
    const char *line = strpbrk(text, "\n");
    g_autofree char *digits = NULL;
    gint64 id = 0;

    if (end == NULL || (line != NULL && line < end))
        return 0;
    end += strlen("](user:");
    digits = g_strndup(end, strspn(end, "0123456789"));
    return end[strlen(digits)] == ')' && kam_id_parse(digits, &id) ? id : 0;
}

static char *
read_email(const char *text)
{
    gsize length = strcspn(text, " \t\n,;:!?()[]<>\"");
    g_autofree char *word = NULL;

    while (length > 0 && text[length - 1] == '.')
        length--;
    word = g_strndup(text, length);
    return strchr(word, '@') != NULL ? g_utf8_strdown(word, -1) : NULL;
}

static gboolean
add_mention(Mentions *mentions, const char *behind, GError **error)
{
    gint64 id = read_link(behind);
    g_autofree char *email = id == 0 ? read_email(behind) : NULL;

    if (id != 0)
        return add_found(mentions, "user_by_id", NULL, id, error);
    return email == NULL || add_found(mentions, "user_by_email", email, 0, error);
}

GArray *
kam_mention_find(const KamWork *work, const KamSubject *subject, const char *body, KamFaults *faults, GError **error)
{
    g_autoptr(GArray) people = g_array_new(FALSE, FALSE, sizeof(gint64));
    Mentions mentions = { work, subject, faults, people };
    guint n = 0;

    for (const char *at = strchr(body, '@'); at != NULL && n < MAX_MENTIONS; at = strchr(at + 1, '@')) {
        /* The sign inside an address is no mention of its own. */
        if (at > body && (g_ascii_isalnum(at[-1]) || (guchar)at[-1] >= 0x80))
            continue;
        if (!add_mention(&mentions, at + 1, error))
            return NULL;
        n++;
    }
    return g_steal_pointer(&people);
}
