/* What can be done with a calendar beyond its record. */
#include "api/record_handlers.h"
#include "api/tables.h"
#include "service/calendars.h"

static gboolean
read_wish(const KamRequest *request, gint64 *year, KamLanguage *language, GError **error)
{
    json_auto_t *body = kam_request_load_json(request, error);
    const char *tag = "en";
    json_error_t fault;
    json_int_t wanted = 0;

    if (body == NULL)
        return FALSE;
    if (json_unpack_ex(body, &fault, JSON_STRICT, "{s:I, s?:s}", "year", &wanted, "language", &tag) == 0 &&
        wanted >= KAM_HOLIDAYS_FIRST_YEAR && wanted <= KAM_HOLIDAYS_LAST_YEAR &&
        (*language = kam_language_from_tag(tag)) != KAM_LANGUAGE_N) {
        *year = wanted;
        return TRUE;
    }
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID,
                "this takes a year from %d to %d, and the language of the names: en, sr or sr-Cyrl",
                KAM_HOLIDAYS_FIRST_YEAR, KAM_HOLIDAYS_LAST_YEAR);
    return FALSE;
}

static gboolean
fill_year(KamRequest *request, KamReply *reply, GError **error)
{
    KamWork work = kam_record_work(request);
    KamLanguage language = KAM_LANGUAGE_EN;
    gint64 year = 0;
    guint added = 0;
    KamJson json;

    if (!read_wish(request, &year, &language, error) ||
        !kam_service_fill_calendar(&work, kam_request_get_id(request, 0), (int)year, language, &added, error))
        return FALSE;
    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    kam_json_int(&json, "added", added);
    kam_json_end_object(&json);
    return TRUE;
}

static const char fill_schema[] =
    "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"year\"],\"properties\":{"
    "\"year\":{\"type\":\"integer\",\"minimum\":1900,\"maximum\":2200},"
    "\"language\":{\"enum\":[\"en\",\"sr\",\"sr-Cyrl\"],\"description\":\"of the holidays' names; en otherwise\"}}}";

const KamRoute kam_api_routes_calendars[] = {
    { KAM_POST, "/api/v1/calendars/{id}/fill", KAM_PERM_MASTER_WRITE, KAM_RUN_WRITE, 200, fill_year,
      .summary = "Add the public holidays of a year to a calendar; what is there stays", .body_schema = fill_schema,
      .answer_schema =
          "{\"type\":\"object\",\"required\":[\"added\"],\"properties\":{\"added\":{\"type\":\"integer\"}}}",
      .also = { 404 } },
    { 0 },
};
