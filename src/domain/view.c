/* Lists as somebody arranged them: a query of the lists' grammar under a name, one's own or shared. */
#include <string.h>

#include "domain/types.h"
#include "record/filter.h"

#define MAX_QUERY 4000

static const KamField view_fields[] = {
    { "type", KAM_TEXT, "Records", "Zapisi", .max = 60, .required = TRUE, .fixed = TRUE },
    { "name", KAM_TEXT, "Name", "Naziv", .max = 80, .required = TRUE },
    { "query", KAM_TEXT, "Filter, order and columns", "Filter, redosled i kolone", .max = MAX_QUERY, .required = TRUE },
    { "is_shared", KAM_BOOLEAN, "Shared with everybody", "Deli se sa svima", .default_value = "false",
      .required = TRUE },
    { "user_id", KAM_REF, "Whose", "Čiji", .to = "user", .default_value = "\"@me\"", .required = TRUE, .fixed = TRUE },
    { 0 },
};

/* Lists that are worked out and not kept as records, such as /api/v1/sales/accounts. They have words of their own,
 * which they read when they are asked; whoever opens such a view sees what they may. */
static const char *const computed_lists[] = { "sales_account", NULL };

/* A place in a list ages; a view begins at its beginning. */
static gboolean
has_cursor(const char *query)
{
    g_auto(GStrv) parts = g_strsplit(query, "&", -1);

    for (guint i = 0; parts[i] != NULL; i++)
        if (g_str_has_prefix(parts[i], "cursor="))
            return TRUE;
    return FALSE;
}

/* The query is read as the list would read it, with the rights of whom saves it. */
static void
check_query(const KamActor *actor, const KamRecordType *type, const char *query, KamFaults *faults)
{
    g_auto(KamFaults) found = { 0 };
    g_autoptr(KamFilter) filter = NULL;

    kam_faults_init(&found);
    filter = kam_filter_parse(actor, kam_domain_types(), type, query, &found);
    for (guint i = 0; filter == NULL && i < found.list->len; i++) {
        const KamFault *fault = found.list->pdata[i];

        kam_faults_add(faults, "query", fault->code, "'%s': %s", fault->pointer + (fault->pointer[0] == '/'),
                       fault->detail);
    }
}

static gboolean
check_view(G_GNUC_UNUSED KamDb *db, const KamActor *actor, const KamRecord *before, KamRecord *record,
           KamFaults *faults, G_GNUC_UNUSED GError **error)
{
    const char *name = kam_record_get_text(record, "type");
    const char *query = kam_record_get_text(record, "query");
    const KamRecordType *type = name == NULL ? NULL : kam_record_type_find(kam_domain_types(), name);

    if (before == NULL && kam_record_has(record, "user_id") && kam_record_get_int(record, "user_id") != actor->user_id)
        kam_faults_add(faults, "user_id", "not_yours", "a view is made for oneself: leave this out");
    if (name != NULL && type == NULL && !g_strv_contains(computed_lists, name))
        kam_faults_add(faults, "type", "not_a_choice", "'%s' is no kind of record: write one such as account", name);
    if (type != NULL && query != NULL)
        check_query(actor, type, query, faults);
    if (query != NULL && has_cursor(query))
        kam_faults_add(faults, "query", "malformed", "a view keeps no place in its list: take 'cursor' out");
    return TRUE;
}

const KamRecordType kam_view_type = {
    .name = "view",
    .plural = "views",
    .table = "saved_view",
    .en = "View",
    .sr = "Pogled",
    .fields = view_fields,
    .scope = KAM_SCOPE_PERSONAL,
    .title = "name",
    .check = check_view,
};
