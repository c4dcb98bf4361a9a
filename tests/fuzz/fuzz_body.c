/* Bodies of records: the first byte chooses who sends one. What the sender may not write stays as it was, and what was
 * taken and is answered can be sent again. */
#include <string.h>

#include "fuzz_support.h"
#include "record/change_private.h"

static const KamChoice stages[] = { { "open", "Open", "Otvoren" }, { "won", "Won", "Dobijen" }, { .name = NULL } };
static const KamField fields[] = {
    { .name = "account_id", .kind = KAM_REF, .to = "deal", .fixed = TRUE },
    { .name = "name", .kind = KAM_TEXT, .max = 40 },
    { .name = "notes", .kind = KAM_LONG_TEXT },
    { .name = "number", .kind = KAM_TEXT, .pattern = "[A-Z]{2}[0-9]", .pattern_hint = "two letters and a digit" },
    { .name = "pieces", .kind = KAM_INT, .min = -5, .max = 1000 },
    { .name = "weight", .kind = KAM_DECIMAL },
    { .name = "price", .kind = KAM_MONEY },
    { .name = "due_on", .kind = KAM_DATE },
    { .name = "called_at", .kind = KAM_INSTANT },
    { .name = "urgent", .kind = KAM_BOOLEAN },
    { .name = "stage", .kind = KAM_CHOICE, .choices = stages },
    { .name = "deals", .kind = KAM_REFS, .to = "deal" },
    { .name = "email", .kind = KAM_EMAIL },
    { .name = "phone", .kind = KAM_PHONE },
    { .name = "page", .kind = KAM_URL },
    { .name = "country", .kind = KAM_COUNTRY },
    { .name = "colour", .kind = KAM_COLOUR },
    { .name = "tax_number", .kind = KAM_TAX_NUMBER },
    { .name = "total", .kind = KAM_INT, .computed = TRUE },
    { .name = "stance", .kind = KAM_TEXT, .field_class = KAM_POLITICAL },
    { .name = "key", .kind = KAM_TEXT, .field_class = KAM_INTERNAL },
    { 0 },
};
static const KamRecordType deal = {
    .name = "deal", .plural = "deals", .fields = fields, .scope = KAM_SCOPE_ACCOUNT, .title = "name"
};

/* As requests are read. */
static json_t *
load(const char *text, size_t size)
{
    return json_loadb(text, size, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, NULL);
}

/* The record after the body; NULL when there was a fault. */
static KamRecord *
take(const KamActor *actor, json_t *body, gboolean is_new)
{
    const KamWork work = { .actor = actor, .now_ms = 1 };
    g_autoptr(KamRecord) record = kam_record_new(&deal);
    g_auto(KamFaults) faults = { 0 };
    gboolean taken;

    kam_faults_init(&faults);
    taken = kam_change_take_input(&work, record, is_new, body, &faults);
    g_assert_cmpint(taken, ==, json_is_object(body));
    for (guint i = 0; i < faults.list->len; i++) {
        const KamFault *fault = faults.list->pdata[i];

        g_assert_true(g_utf8_validate(fault->detail, -1, NULL) && g_utf8_validate(fault->pointer, -1, NULL));
    }
    g_assert_true(taken || faults.n_errors > 0);
    g_assert_false(kam_record_has(record, "total") || kam_record_has(record, "key"));
    g_assert_false(!is_new && kam_record_has(record, "account_id"));
    g_assert_false(actor->role == KAM_ROLE_MEMBER && kam_record_has(record, "stance"));
    return faults.n_errors == 0 ? g_steal_pointer(&record) : NULL;
}

static void
send_again(const KamActor *actor, const KamRecord *record)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(KamRecord) again = NULL;
    json_t *body;
    KamJson json;

    kam_json_init(&json, out, 0);
    kam_record_to_json(record, actor, &json, NULL);
    body = load(out->str, out->len);
    g_assert_nonnull(body);
    again = take(actor, body, TRUE);
    g_assert_nonnull(again);
    for (guint i = 0; i < kam_record_type_n_fields(&deal); i++)
        g_assert_true(kam_record_equal_field(record, again, i));
    json_decref(body);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    KamActor actor = { .scopes = KAM_SCOPES_ALL };
    g_autoptr(KamRecord) created = NULL;
    g_autoptr(KamRecord) changed = NULL;
    json_t *body;

    if (size < 1 || (body = load((const char *)data + 1, size - 1)) == NULL)
        return 0;
    actor.role = data[0] & 1 ? KAM_ROLE_DIRECTOR : KAM_ROLE_MEMBER;
    created = take(&actor, body, TRUE);
    changed = take(&actor, body, FALSE);
    if (created != NULL)
        send_again(&actor, created);
    json_decref(body);
    return 0;
}
