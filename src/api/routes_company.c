/* The firm, what a page wants to know before anybody has signed in, and what program this is. */
#include "api/people.h"
#include "api/record_handlers.h"
#include "api/tables.h"
#include "domain/types.h"
#include "service/about.h"
#include "service/company.h"
#include "service/setup.h"

/* --- the firm --- */

static gboolean
answer_company(KamRequest *request, KamReply *reply, const KamRecord *company, const KamFaults *faults, GError **error)
{
    KamCompanyContents contents;
    KamJson json;

    if (!kam_service_load_company_contents(request->db, &contents, error))
        return FALSE;
    kam_reply_set_version(reply, company->version);
    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    kam_record_members_to_json(company, request->actor, &json);
    kam_json_bool(&json, "has_lines", contents.has_lines);
    kam_json_bool(&json, "has_accounts", contents.has_accounts);
    kam_json_bool(&json, "has_colleagues", contents.n_people > 1);
    kam_json_bool(&json, "is_new", !kam_record_has(company, "name") && !contents.has_lines);
    if (faults != NULL && faults->list->len > faults->n_errors)
        kam_faults_to_json(faults, &json, "warnings", TRUE);
    kam_json_end_object(&json);
    return TRUE;
}

static gboolean
show_company(KamRequest *request, KamReply *reply, GError **error)
{
    g_autoptr(KamRecord) company = kam_record_load(request->db, &kam_company_type, KAM_COMPANY_ID, FALSE, error);

    return company != NULL && answer_company(request, reply, company, NULL, error);
}

static gboolean
change_company(KamRequest *request, KamReply *reply, GError **error)
{
    KamWork work = kam_record_work(request);
    g_auto(KamFaults) faults = { 0 };
    g_autoptr(KamRecord) company = NULL;
    gint64 version = 0;
    json_auto_t *body = NULL;

    if (!kam_request_get_version(request, &version, error) || (body = kam_request_load_json(request, error)) == NULL)
        return FALSE;
    kam_faults_init(&faults);
    company = kam_record_patch(&work, &kam_company_type, KAM_COMPANY_ID, version, body, &faults, error);
    if (company == NULL)
        return kam_record_refuse_of(request, reply, &kam_company_type, KAM_COMPANY_ID, &faults, version, error);
    return answer_company(request, reply, company, &faults, error);
}

/* --- before signing in --- */

/* Nothing that tells one firm from another. */
static gboolean
welcome(KamRequest *request, KamReply *reply, GError **error)
{
    g_autoptr(KamRecord) company = kam_record_load(request->db, &kam_company_type, KAM_COMPANY_ID, FALSE, error);
    gboolean has_users = FALSE;
    KamJson json;

    if (company == NULL || !kam_service_has_users(request->db, &has_users, error))
        return FALSE;
    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    kam_json_text(&json, "language", kam_record_get_text(company, "language"));
    kam_json_bool(&json, "has_users", has_users);
    kam_json_bool(&json, "has_identity_provider", request->api->oidc != NULL);
    kam_json_end_object(&json);
    return TRUE;
}

/* --- the program --- */

static gboolean
about(KamRequest *request, KamReply *reply, G_GNUC_UNUSED GError **error)
{
    gint64 started_at = request->api->started_at;
    KamJson json;

    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    kam_service_about_members_to_json(request->db, &json);
    kam_api_write_instant(&json, "started_at", started_at);
    kam_json_int(&json, "uptime_seconds", MAX(request->now_ms - started_at, 0) / 1000);
    kam_json_end_object(&json);
    return TRUE;
}

static const char company_schema[] =
    "{\"allOf\":[{\"$ref\":\"#/components/schemas/company\"},{\"type\":\"object\",\"required\":[\"has_lines\","
    "\"has_accounts\",\"has_colleagues\",\"is_new\"],\"properties\":{\"has_lines\":{\"type\":\"boolean\","
    "\"description\":\"there are invoices\"},\"has_accounts\":{\"type\":\"boolean\"},\"has_colleagues\":{"
    "\"type\":\"boolean\",\"description\":\"more than one person signs in here\"},\"is_new\":{\"type\":\"boolean\","
    "\"description\":\"nobody has named the firm and there are no invoices\"}}}]}";
static const char welcome_schema[] =
    "{\"type\":\"object\",\"required\":[\"language\",\"has_users\",\"has_identity_provider\"],\"properties\":{"
    "\"language\":{\"enum\":[\"en\",\"sr\",\"sr-Cyrl\",null]},\"has_users\":{\"type\":\"boolean\"},"
    "\"has_identity_provider\":{\"type\":\"boolean\"}}}";
static const char about_schema[] =
    "{\"type\":\"object\",\"required\":[\"version\",\"schema_version\",\"licence\",\"database\",\"libraries\","
    "\"started_at\",\"uptime_seconds\"],\"properties\":{\"version\":{\"type\":\"string\"},"
    "\"schema_version\":{\"type\":\"integer\"},\"licence\":{\"type\":\"string\"},"
    "\"database\":{\"enum\":[\"sqlite\",\"postgresql\"]},\"libraries\":{\"type\":\"array\",\"items\":{"
    "\"type\":\"object\",\"required\":[\"name\",\"version\",\"licence\",\"address\"],\"properties\":{"
    "\"name\":{\"type\":\"string\"},\"version\":{\"type\":\"string\"},\"licence\":{\"type\":\"string\"},"
    "\"address\":{\"type\":\"string\"}}}},\"started_at\":{\"type\":\"string\",\"format\":\"date-time\"},"
    "\"uptime_seconds\":{\"type\":\"integer\",\"minimum\":0}}}";

const KamRoute kam_api_routes_company[] = {
    { KAM_GET, "/api/v1/company", KAM_PERM_SELF, KAM_RUN_READ, 200, show_company,
      .summary = "The firm, and what is there already", .answer_schema = company_schema, .has_version = TRUE },
    { KAM_PATCH, "/api/v1/company", KAM_PERM_SETTINGS_WRITE, KAM_RUN_WRITE, 200, change_company,
      .summary = "Change the firm; its currency stays once there are invoices",
      .body_schema = "#/components/schemas/company_patch", .answer_schema = company_schema, .needs_version = TRUE,
      .has_version = TRUE, .also = { 409 } },
    { KAM_GET, "/api/v1/welcome", KAM_PERM_PUBLIC, KAM_RUN_READ, 200, welcome,
      .summary = "What the page for signing in wants to know: language, ways to sign in", .tag = "session",
      .answer_schema = welcome_schema },
    { KAM_GET, "/api/v1/about", KAM_PERM_SELF, KAM_RUN_READ, 200, about,
      .summary = "What program this is, and what it is made of", .answer_schema = about_schema },
    { 0 },
};
