/* Queries of lists: the first byte chooses who asks. What is read can be written into a statement, and what is refused
 * says so. */
#include <string.h>

#include "fuzz_support.h"
#include "record/filter.h"

static const KamChoice stages[] = { { "open", "Open", "Otvoren" }, { "won", "Won", "Dobijen" }, { 0 } };
static const KamField fields[] = {
    { .name = "account_id", .kind = KAM_REF, .to = "deal" },
    { .name = "name", .kind = KAM_TEXT },
    { .name = "pieces", .kind = KAM_INT },
    { .name = "price", .kind = KAM_MONEY },
    { .name = "due_on", .kind = KAM_DATE },
    { .name = "called_at", .kind = KAM_INSTANT },
    { .name = "urgent", .kind = KAM_BOOLEAN },
    { .name = "stage", .kind = KAM_CHOICE, .choices = stages },
    { .name = "deals", .kind = KAM_REFS, .to = "deal" },
    { .name = "secret", .kind = KAM_TEXT, .field_class = KAM_POLITICAL },
    { 0 },
};
static const KamRecordType deal = {
    .name = "deal", .plural = "deals", .fields = fields, .scope = KAM_SCOPE_ACCOUNT, .title = "name"
};

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const KamRecordType *const types[] = { &deal, NULL };
    KamActor actor = { .scopes = KAM_SCOPES_ALL };
    g_auto(KamFaults) faults = { 0 };
    g_autoptr(KamFilter) filter = NULL;
    g_autoptr(KamQuery) query = NULL;
    g_autofree char *text = NULL;

    if (size < 1)
        return 0;
    actor.role = data[0] & 1 ? KAM_ROLE_DIRECTOR : KAM_ROLE_MEMBER;
    text = g_strndup((const char *)data + 1, size - 1);
    kam_faults_init(&faults);
    filter = kam_filter_parse(&actor, types, &deal, text, &faults);
    g_assert_true((filter == NULL) == (faults.n_errors > 0));
    for (guint i = 0; i < faults.list->len; i++)
        g_assert_true(g_utf8_validate(((const KamFault *)faults.list->pdata[i])->detail, -1, NULL));
    if (filter == NULL)
        return 0;
    for (guint i = 0; actor.role == KAM_ROLE_MEMBER && i < filter->fields->len; i++)
        g_assert_cmpstr(((const KamField *)filter->fields->pdata[i])->name, !=, "secret");
    query = kam_query_new_select("deal", "t");
    kam_filter_apply(filter, &actor, query);
    if (filter->has_cursor)
        g_free(kam_cursor_to_text(filter, filter->cursor));
    return 0;
}
