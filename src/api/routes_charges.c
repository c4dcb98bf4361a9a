/* Rules for charges. A change of one moves lines between goods and charges, and remakes all sums: it runs on a worker,
 * and changes by others wait for it. */
#include "api/body.h"
#include "api/record_handlers.h"
#include "api/tables.h"
#include "service/charges.h"

static gboolean
write_rules(KamDb *db, KamReply *reply, GError **error)
{
    g_autoptr(GArray) rules = kam_service_list_charge_rules(db, error);
    KamJson json;

    if (rules == NULL)
        return FALSE;
    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    kam_json_begin_array(&json, "items");
    for (guint i = 0; i < rules->len; i++) {
        const KamChargeRuleRow *rule = &g_array_index(rules, KamChargeRuleRow, i);

        kam_json_begin_object(&json, NULL);
        kam_json_id(&json, "id", rule->id);
        kam_json_text(&json, "field", rule->field);
        kam_json_text(&json, "pattern", rule->pattern);
        kam_json_text(&json, "reason", rule->reason);
        kam_json_int(&json, "products", rule->n_products);
        kam_json_end_object(&json);
    }
    kam_json_end_array(&json);
    kam_json_end_object(&json);
    return TRUE;
}

static gboolean
list_rules(KamRequest *request, KamReply *reply, GError **error)
{
    return write_rules(request->db, reply, error);
}

/* What the writer does. */
typedef struct {
    const KamRequest *request;
    const char *field, *pattern, *reason; /* field NULL: take the rule `id` out */
    gint64 id;
} Change;

static gboolean
write_change(KamDb *db, gpointer data, GError **error)
{
    Change *change = data;
    KamWork work = kam_record_work(change->request);

    work.db = db;
    return change->field != NULL
               ? kam_service_add_charge_rule(&work, change->field, change->pattern, change->reason, error)
               : kam_service_remove_charge_rule_by_id(&work, change->id, error);
}

/* The rule itself is durable when this returns; the copying of its long log may come later. */
static gboolean
run_change(KamRequest *request, Change *change, GError **error)
{
    return kam_pool_write_alone(request->api->pool, write_change, change, error);
}

static gboolean
add_rule(KamRequest *request, KamReply *reply, GError **error)
{
    Change change = { .request = request };
    const KamBodyText texts[] = { { "field", TRUE, 40, &change.field },
                                  { "pattern", TRUE, 200, &change.pattern },
                                  { "reason", TRUE, 100, &change.reason },
                                  { 0 } };
    json_auto_t *body = kam_body_read(request, reply, texts);

    return body == NULL || (run_change(request, &change, error) && write_rules(request->db, reply, error));
}

static gboolean
remove_rule(KamRequest *request, G_GNUC_UNUSED KamReply *reply, GError **error)
{
    Change change = { .request = request, .id = kam_request_get_id(request, 0) };

    return run_change(request, &change, error);
}

static const char list_schema[] =
    "{\"type\":\"object\",\"required\":[\"items\"],\"properties\":{\"items\":{\"type\":\"array\",\"items\":{"
    "\"type\":\"object\",\"required\":[\"id\",\"field\",\"pattern\",\"reason\",\"products\"],\"properties\":{"
    "\"id\":{\"type\":\"string\"},\"field\":{\"enum\":[\"product_number\",\"product_name\"]},"
    "\"pattern\":{\"type\":\"string\"},\"reason\":{\"type\":\"string\"},\"products\":{\"type\":\"integer\","
    "\"description\":\"articles that are charges for this reason\"}}}}}}";
static const char rule_schema[] =
    "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"field\",\"pattern\",\"reason\"],"
    "\"properties\":{\"field\":{\"enum\":[\"product_number\",\"product_name\"]},\"pattern\":{\"type\":\"string\","
    "\"maxLength\":200,\"description\":\"compared with the whole text without case and accents; * is anything\"},"
    "\"reason\":{\"type\":\"string\",\"maxLength\":100}}}";

const KamRoute kam_api_routes_charges[] = {
    { KAM_GET, "/api/v1/charges", KAM_PERM_SETTINGS_READ, KAM_RUN_READ, 200, list_rules,
      .summary = "List the rules for charges that are no product", .answer_schema = list_schema },
    { KAM_POST, "/api/v1/charges", KAM_PERM_MASTER_WRITE, KAM_RUN_SLOW, 200, add_rule,
      .summary = "Add a rule for charges and apply it to all lines; answers with all rules", .body_schema = rule_schema,
      .answer_schema = list_schema, .also = { 409 } },
    { KAM_DELETE, "/api/v1/charges/{id}", KAM_PERM_MASTER_WRITE, KAM_RUN_SLOW, 204, remove_rule,
      .summary = "Take a rule for charges out; its articles are products again", .also = { 404 } },
    { 0 },
};
