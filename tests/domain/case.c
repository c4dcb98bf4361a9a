/* Cases: one change each, what came out of it as a text, and the count. */
#include <string.h>

#include "domain/world.h"

/* Cases run one after another; the words of the last refusal are those of the process. */
static char last_words[1000];

const char *
outcome_words(void)
{
    return last_words;
}

/* Ids differ from case to case; words must not. */
static void
keep_words(const char *text)
{
    gsize n = 0;

    for (const char *c = text; *c != '\0' && n + 2 < sizeof last_words; c++) {
        if (!g_ascii_isdigit(*c))
            last_words[n++] = *c;
        else if (n == 0 || last_words[n - 1] != '#')
            last_words[n++] = '#';
    }
    last_words[n] = '\0';
}

static const char *
word_of(const GError *error)
{
    static const char *const words[KAM_ERROR_N] = { [KAM_ERROR_INVALID] = "invalid",
                                                    [KAM_ERROR_NOT_FOUND] = "not_found",
                                                    [KAM_ERROR_CONFLICT] = "conflict",
                                                    [KAM_ERROR_DENIED] = "denied" };
    const char *word = error->domain == KAM_ERROR ? words[error->code] : NULL;

    return word == NULL ? error->message : word;
}

static char *
outcome_of(const KamRecord *record, const KamFaults *faults, const GError *error)
{
    GString *out = g_string_new(NULL);

    keep_words(error == NULL ? "" : error->message);
    if (record != NULL)
        return g_string_free(g_string_append(out, "ok"), FALSE);
    for (guint i = 0; i < faults->list->len; i++) {
        const KamFault *fault = g_ptr_array_index(faults->list, i);

        if (fault->is_warning)
            continue;
        g_string_append_printf(out, "%s%s %s", out->len > 0 ? "\n" : "", fault->pointer, fault->code);
        keep_words(fault->detail);
    }
    if (out->len == 0)
        g_string_append(out, word_of(error));
    return g_string_free(out, FALSE);
}

char *
outcome_of_create(World *world, const KamActor *actor, const KamRecordType *type, json_t *body)
{
    g_auto(KamFaults) faults = { 0 };
    g_autoptr(GError) error = NULL;
    G_GNUC_UNUSED g_autoptr(KamTx) tx = kam_tx_begin(world->db, NULL); /* rolled back at the end of the scope */
    KamWork work = world_work(world, actor);
    g_autoptr(KamRecord) record = NULL;

    kam_faults_init(&faults);
    record = kam_record_create(&work, type, body, &faults, &error);
    json_decref(body);
    return outcome_of(record, &faults, error);
}

char *
outcome_of_patch(World *world, const KamActor *actor, const KamRecordType *type, gint64 id, json_t *body)
{
    g_auto(KamFaults) faults = { 0 };
    g_autoptr(GError) error = NULL;
    G_GNUC_UNUSED g_autoptr(KamTx) tx = kam_tx_begin(world->db, NULL); /* rolled back at the end of the scope */
    KamWork work = world_work(world, actor);
    g_autoptr(KamRecord) record = NULL;

    kam_faults_init(&faults);
    record = kam_record_patch(&work, type, id, 0, body, &faults, &error);
    json_decref(body);
    return outcome_of(record, &faults, error);
}

char *
outcome_of_delete(World *world, const KamActor *actor, const KamRecordType *type, gint64 id)
{
    g_auto(KamFaults) faults = { 0 };
    g_autoptr(GError) error = NULL;
    G_GNUC_UNUSED g_autoptr(KamTx) tx = kam_tx_begin(world->db, NULL); /* rolled back at the end of the scope */
    KamWork work = world_work(world, actor);
    g_autoptr(KamRecord) record = NULL;

    kam_faults_init(&faults);
    record = kam_record_delete(&work, type, id, 0, &faults, &error);
    return outcome_of(record, &faults, error);
}

void
case_check(World *world, const KamRecordType *type, const char *field, const char *about, const char *outcome,
           const char *expected)
{
    world->n_cases++;
    if (strcmp(outcome, expected) == 0)
        return;
    world->n_failed++;
    g_test_message("%s%s%s, %s: '%s' instead of '%s' (%s)", type->name, field == NULL ? "" : ".",
                   field == NULL ? "" : field, about, outcome, expected, last_words);
}
