/* Weights of criteria out of points, an order, pairs compared, or what several people have saved. It computes and
 * changes nothing; the selection itself is an analysis: analysis_routes.c. */
#include "api/api.h"
#include "api/tables.h"
#include "base/error.h"
#include "service/selection/weighing.h"

#define MAX_ITEMS 10000
#define MAX_PEOPLE 1000

/* --- figures of the body ------------------------------------------------------------------------------------------ */

/* Where faults of one item go: "items/3". */
typedef struct {
    const GArray *criteria;
    const json_t *item;
    gsize index;
    KamFaults *faults;
} Item;

/* The table of faults knows members of a body; this one is two levels below it. */
static void
refuse(const Item *item, const char *member, const char *code, const char *detail)
{
    KamFault *fault;

    kam_faults_add(item->faults, member, code, "%s", detail);
    fault = g_ptr_array_index(item->faults->list, item->faults->list->len - 1);
    g_free(fault->pointer);
    fault->pointer = g_strdup_printf("/items/%" G_GSIZE_FORMAT "/%s", item->index, member);
}

static gint
read_criterion(const Item *item, const char *member)
{
    const char *code = json_string_value(json_object_get(item->item, member));
    gint c = code == NULL ? -1 : kam_criteria_find(item->criteria, code);

    if (code == NULL)
        refuse(item, member, "type", "this is the code of a criterion");
    else if (c < 0)
        refuse(item, member, "unknown", "no criterion that counts has this code");
    return c;
}

/* A decimal, as records write it, or a number. */
static double
read_value(const Item *item)
{
    const json_t *value = json_object_get(item->item, "value");
    const char *text = json_string_value(value);
    char *end = NULL;
    double number = text != NULL ? g_ascii_strtod(text, &end) : json_is_number(value) ? json_number_value(value) : -1;

    if ((text != NULL && (end == text || *end != '\0')) || !(number >= 0 && number <= 1e9)) {
        refuse(item, "value", "type", "this is a number from 0 on, such as \"3\"");
        return 0;
    }
    return number;
}

static gboolean
is_said_before(const KamWeighting *weighting, const KamWeightingItem *item)
{
    for (guint i = 0; i < weighting->items->len; i++) {
        const KamWeightingItem *before = &g_array_index(weighting->items, KamWeightingItem, i);

        if (before->criterion == item->criterion && before->other == item->other)
            return TRUE;
    }
    return FALSE;
}

static void
read_item(const Item *item, KamWeighting *weighting)
{
    gboolean is_pair = weighting->method == KAM_WEIGHTING_PAIRWISE;
    gint criterion = read_criterion(item, "criterion"), other = is_pair ? read_criterion(item, "other") : -1;
    KamWeightingItem figure = { (guint)criterion, other, read_value(item) };

    if (!is_pair && !json_is_null(json_object_get(item->item, "other")) && json_object_get(item->item, "other") != NULL)
        refuse(item, "other", "unknown_field", "only pairs have another criterion");
    if (criterion < 0 || (is_pair && other < 0))
        return;
    if (criterion == other)
        refuse(item, "other", "invalid", "a criterion is compared with another one");
    else if (is_said_before(weighting, &figure))
        refuse(item, "criterion", "twice", "this is said twice");
    else
        g_array_append_val(weighting->items, figure);
}

/* NULL after a fault. */
static KamWeighting *
read_weighting(const json_t *body, const GArray *criteria, KamFaults *faults)
{
    KamWeightingMethod method = kam_weighting_method_find(json_string_value(json_object_get(body, "method")));
    const json_t *items = json_object_get(body, "items");
    g_autoptr(KamWeighting) weighting = NULL;

    if (method == KAM_WEIGHTING_METHOD_N)
        kam_faults_add(faults, "method", "invalid", "method is points, rank_order or pairwise");
    if (!json_is_array(items) || json_array_size(items) == 0 || json_array_size(items) > MAX_ITEMS)
        kam_faults_add(faults, "items", "required", "items is a list of 1 to %d figures", MAX_ITEMS);
    if (faults->n_errors > 0)
        return NULL;
    weighting = kam_weighting_new(method);
    for (gsize i = 0; i < json_array_size(items); i++)
        read_item(&(Item) { criteria, json_array_get(items, i), i, faults }, weighting);
    return faults->n_errors > 0 ? NULL : g_steal_pointer(&weighting);
}

/* --- those that are saved ----------------------------------------------------------------------------------------- */

static void
add_saved(const json_t *id, const GPtrArray *saved, GPtrArray *chosen, KamFaults *faults)
{
    const char *text = json_string_value(id);
    KamWeighting *weighting = NULL;
    gint64 number;

    if (text != NULL && g_ascii_string_to_signed(text, 10, 1, G_MAXINT64, &number, NULL))
        weighting = kam_weightings_find(saved, number);
    if (weighting == NULL)
        kam_faults_add(faults, "weightings", "unknown", "there is no weighting '%s'", text != NULL ? text : "");
    else if (!g_ptr_array_find(chosen, weighting, NULL))
        g_ptr_array_add(chosen, weighting);
}

/* Borrowed from `saved`. NULL after a fault. */
static GPtrArray *
choose_saved(const json_t *which, const GPtrArray *saved, KamFaults *faults)
{
    g_autoptr(GPtrArray) chosen = NULL;

    if (g_strcmp0(json_string_value(which), "counted") == 0) {
        chosen = kam_weightings_of_group(saved);
        if (chosen->len == 0)
            kam_faults_add(faults, "weightings", "none", "nobody has saved a weighting that counts for the group");
        return faults->n_errors > 0 ? NULL : g_steal_pointer(&chosen);
    }
    if (!json_is_array(which) || json_array_size(which) == 0 || json_array_size(which) > MAX_PEOPLE) {
        kam_faults_add(faults, "weightings", "type", "weightings is 'counted' or a list of 1 to %d ids", MAX_PEOPLE);
        return NULL;
    }
    chosen = g_ptr_array_new();
    for (gsize i = 0; i < json_array_size(which); i++)
        add_saved(json_array_get(which, i), saved, chosen, faults);
    return faults->n_errors > 0 ? NULL : g_steal_pointer(&chosen);
}

/* --- the answer --------------------------------------------------------------------------------------------------- */

static void
put_worst(const KamWeighed *weighed, const GArray *criteria, KamJson *json)
{
    if (!weighed->has_worst) {
        kam_json_null(json, "worst");
        return;
    }
    kam_json_begin_object(json, "worst");
    kam_json_text(json, "criterion", g_array_index(criteria, KamCriterion, weighed->criterion).code);
    kam_json_text(json, "other", g_array_index(criteria, KamCriterion, weighed->other).code);
    kam_json_number(json, "said", weighed->said);
    kam_json_number(json, "consistent", weighed->consistent);
    kam_json_end_object(json);
}

static void
put_weights(const KamWeighed *weighed, const GArray *criteria, KamJson *json)
{
    kam_json_begin_array(json, "weights");
    for (guint c = 0; c < weighed->m; c++) {
        kam_json_begin_object(json, NULL);
        kam_json_text(json, "criterion", g_array_index(criteria, KamCriterion, c).code);
        kam_json_number(json, "weight", weighed->weight[c]);
        kam_json_number(json, "spread", weighed->spread == NULL ? NAN : weighed->spread[c]);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
}

static void
put_answer(const KamWeighed *weighed, const GArray *criteria, KamReply *reply)
{
    gboolean has_ratio = weighed->ratio.status == KAM_CALC_OK;
    KamJson json;

    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    put_weights(weighed, criteria, &json);
    kam_json_number(&json, "consistency_ratio", has_ratio ? weighed->ratio.value : NAN);
    if (has_ratio)
        kam_json_bool(&json, "is_consistent", kam_weighed_is_consistent(weighed));
    else
        kam_json_null(&json, "is_consistent");
    put_worst(weighed, criteria, &json);
    kam_json_int(&json, "people", weighed->people);
    kam_json_end_object(&json);
}

/* A NULL without an error is a fault that was noted. */
static KamWeighed *
weigh(KamRequest *request, const json_t *body, const GArray *criteria, KamFaults *faults, GError **error)
{
    const json_t *which = json_object_get(body, "weightings");
    g_autoptr(KamWeighting) said = NULL;
    g_autoptr(GPtrArray) saved = NULL, chosen = NULL;

    if (which == NULL) {
        said = read_weighting(body, criteria, faults);
        return said == NULL ? NULL : kam_weighed_new(criteria, &said, 1, error);
    }
    if (json_object_size(body) > 1)
        kam_faults_add(faults, "weightings", "invalid", "saved weightings stand alone, without method and items");
    saved = kam_weightings_load(request->db, criteria, error);
    chosen = saved == NULL ? NULL : choose_saved(which, saved, faults);
    return chosen == NULL || faults->n_errors > 0
               ? NULL
               : kam_weighed_new(criteria, (KamWeighting *const *)chosen->pdata, chosen->len, error);
}

static gboolean
compute_weights(KamRequest *request, KamReply *reply, GError **error)
{
    json_auto_t *body = kam_request_load_json(request, error);
    g_autoptr(GArray) criteria = body == NULL ? NULL : kam_criteria_load(request->db, error);
    g_autoptr(KamWeighed) weighed = NULL;
    g_autoptr(GError) wrong = NULL;
    g_auto(KamFaults) faults = { 0 };

    if (criteria == NULL)
        return FALSE;
    kam_faults_init(&faults);
    if (json_is_object(body))
        weighed = weigh(request, body, criteria, &faults, &wrong);
    else
        kam_faults_add(&faults, "", "type", "the body is a JSON object");
    if (wrong != NULL) {
        g_propagate_error(error, g_steal_pointer(&wrong));
        return FALSE;
    }
    if (weighed == NULL)
        kam_reply_problem(reply, request, 422, "the body has faults", &faults);
    else
        put_answer(weighed, criteria, reply);
    return TRUE;
}

static const char body_schema[] =
    "{\"oneOf\":[{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"method\",\"items\"],"
    "\"properties\":{\"method\":{\"type\":\"string\",\"enum\":[\"points\",\"rank_order\",\"pairwise\"]},"
    "\"items\":{\"type\":\"array\",\"minItems\":1,\"maxItems\":10000,\"items\":{\"type\":\"object\","
    "\"required\":[\"criterion\",\"value\"],\"properties\":{\"criterion\":{\"type\":\"string\"},"
    "\"other\":{\"type\":[\"string\",\"null\"],\"description\":\"of pairs: the criterion that it is compared with\"},"
    "\"value\":{\"type\":[\"string\",\"number\"],\"description\":\"points; place, 1 is the most important; or how many "
    "times more the criterion counts than the other, 1/9 to 9\"}}}}}},"
    "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"weightings\"],\"properties\":{"
    "\"weightings\":{\"oneOf\":[{\"type\":\"string\",\"enum\":[\"counted\"]},{\"type\":\"array\",\"minItems\":1,"
    "\"maxItems\":1000,\"items\":{\"type\":\"string\"}}],"
    "\"description\":\"ids of saved weightings, or all that count for the group\"}}}]}";

static const char answer_schema[] =
    "{\"type\":\"object\",\"required\":[\"weights\",\"consistency_ratio\",\"is_consistent\",\"worst\",\"people\"],"
    "\"properties\":{\"weights\":{\"type\":\"array\",\"items\":{\"type\":\"object\","
    "\"required\":[\"criterion\",\"weight\",\"spread\"],\"properties\":{\"criterion\":{\"type\":\"string\"},"
    "\"weight\":{\"type\":\"number\"},\"spread\":{\"type\":[\"number\",\"null\"],"
    "\"description\":\"how far people are apart; null of one person\"}}}},"
    "\"consistency_ratio\":{\"type\":[\"number\",\"null\"],\"description\":\"of pairs; of several people the largest\"},"
    "\"is_consistent\":{\"type\":[\"boolean\",\"null\"]},"
    "\"worst\":{\"type\":[\"object\",\"null\"],\"required\":[\"criterion\",\"other\",\"said\",\"consistent\"],"
    "\"properties\":{\"criterion\":{\"type\":\"string\"},\"other\":{\"type\":\"string\"},\"said\":{\"type\":\"number\"},"
    "\"consistent\":{\"type\":\"number\"}}},\"people\":{\"type\":\"integer\"}}}";

const KamRoute kam_api_routes_selection[] = {
    { KAM_POST, "/api/v1/analysis/selection/weights", KAM_PERM_ANALYSE, KAM_RUN_READ, 200, compute_weights,
      .summary = "Say what criteria weigh by points, an order, pairs compared, or saved weightings of several people",
      .body_schema = body_schema, .answer_schema = answer_schema, .also = { 400, 422 } },
    { 0 },
};
