/* What is to be done, by whom and when. */
#include "domain/types.h"

static const KamChoice priorities[] = {
    { "low", "Low", "Nizak" },
    { "normal", "Normal", "Običan" },
    { "high", "High", "Visok" },
    { 0 },
};

static const KamChoice states[] = {
    { "open", "Open", "Otvoren" },
    { "in_progress", "In progress", "U toku" },
    { "done", "Done", "Završen" },
    { "dropped", "Dropped", "Odustalo se" },
    { 0 },
};

static const KamField fields[] = {
    { "title", KAM_TEXT, "Title", "Naslov", .max = 200, .required = TRUE, .searchable = TRUE },
    { "account_id", KAM_REF, "Account", "Kupac", .to = "account" },
    { "user_id", KAM_REF, "Who does it", "Ko radi", .to = "user", .default_value = "\"@me\"", .required = TRUE },
    { "interaction_id", KAM_REF, "Comes from", "Proizlazi iz", .to = "interaction", .on_delete_clear = TRUE },
    { "due_on", KAM_DATE, "Due", "Rok", .field_class = KAM_PUBLIC },
    { "priority", KAM_CHOICE, "Priority", "Prioritet", .choices = priorities, .default_value = "\"normal\"",
      .required = TRUE },
    { "state", KAM_CHOICE, "State", "Stanje", .choices = states, .default_value = "\"open\"", .required = TRUE },
    { "outcome", KAM_LONG_TEXT, "Outcome", "Ishod", .field_class = KAM_STRATEGY },
    { "closed_at", KAM_INSTANT, "Closed at", "Zatvoren", .computed = TRUE },
    { "note", KAM_LONG_TEXT, "Note", "Beleška", .field_class = KAM_STRATEGY },
    { 0 },
};

/* Who ends a task says what came of it; it may be opened again. */
static const KamTransition transitions[] = {
    { NULL, "open", .requires = NULL },
    { "open", "in_progress", .requires = NULL },
    { "open", "done", .requires = "outcome" },
    { "open", "dropped", .requires = "outcome" },
    { "in_progress", "open", .requires = NULL },
    { "in_progress", "done", .requires = "outcome" },
    { "in_progress", "dropped", .requires = "outcome" },
    { "done", "open", .requires = NULL },
    { "dropped", "open", .requires = NULL },
    { 0 },
};

static gboolean
is_closed(const KamRecord *record)
{
    const char *state = kam_record_get_text(record, "state");

    return g_strcmp0(state, "done") == 0 || g_strcmp0(state, "dropped") == 0;
}

static gboolean
compute(G_GNUC_UNUSED KamDb *db, G_GNUC_UNUSED const KamRecord *before, KamRecord *record, G_GNUC_UNUSED GError **error)
{
    if (!is_closed(record))
        kam_record_set_absent(record, "closed_at");
    else if (!kam_record_has(record, "closed_at"))
        kam_record_set_int(record, "closed_at", record->updated_at);
    return TRUE;
}

const KamRecordType kam_task_type = {
    .name = "task",
    .plural = "tasks",
    .en = "Task",
    .sr = "Zadatak",
    .fields = fields,
    .scope = KAM_SCOPE_PERSONAL,
    .title = "title",
    .state_field = "state",
    .transitions = transitions,
    .compute = compute,
};
