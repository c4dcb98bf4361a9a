/* Rates of exchange. */
#include <string.h>

#include "api/body.h"
#include "api/people.h"
#include "api/record_handlers.h"
#include "api/tables.h"
#include "base/date.h"
#include "service/rates.h"

#define DEFAULT_LIMIT 100
#define MAX_LIMIT 1000
#define MAX_FILE (16 * 1024 * 1024)

static void
write_day(KamJson *json, const char *name, gint32 day)
{
    char date[11];

    kam_day_to_iso(day, date);
    kam_json_text(json, name, date);
}

static void
write_rate(const KamRateRow *row, KamJson *json)
{
    g_autofree char *rate = kam_decimal_to_text(row->rate);

    kam_json_begin_object(json, NULL);
    kam_json_text(json, "currency", row->currency);
    write_day(json, "date", row->day);
    kam_json_text(json, "rate", rate);
    kam_json_end_object(json);
}

/* --- the list --- */

/* "2026-01-05.EUR": behind it the next page begins. */
static gboolean
read_cursor(const KamRequest *request, gint32 *day, char after[4], GError **error)
{
    g_autofree char *cursor = kam_request_dup_parameter(request, "cursor");

    *day = G_MAXINT32;
    after[0] = '\0';
    if (cursor == NULL)
        return TRUE;
    if (strlen(cursor) == 14 && cursor[10] == '.' && (*day = kam_day_parse(cursor, 10, KAM_DATE_YMD)) != KAM_DAY_NONE) {
        g_strlcpy(after, cursor + 11, 4);
        return TRUE;
    }
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "cursor takes 'next' of the page before");
    return FALSE;
}

static void
write_page(const GArray *rows, guint limit, KamJson *json)
{
    g_autofree char *next = NULL;

    kam_json_begin_array(json, "items");
    for (guint i = 0; i < rows->len && i < limit; i++)
        write_rate(&g_array_index(rows, KamRateRow, i), json);
    kam_json_end_array(json);
    if (rows->len > limit) {
        const KamRateRow *last = &g_array_index(rows, KamRateRow, limit - 1);
        char date[11];

        kam_day_to_iso(last->day, date);
        next = g_strdup_printf("%s.%s", date, last->currency);
    }
    kam_json_text(json, "next", next);
}

static void
write_currencies(const GArray *rows, KamJson *json)
{
    kam_json_begin_array(json, "currencies");
    for (guint i = 0; i < rows->len; i++) {
        const KamRateCurrency *row = &g_array_index(rows, KamRateCurrency, i);

        kam_json_begin_object(json, NULL);
        kam_json_text(json, "currency", row->currency);
        kam_json_int(json, "rates", row->n);
        write_day(json, "first_date", row->first_day);
        write_day(json, "last_date", row->last_day);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
}

static gboolean
list_rates(KamRequest *request, KamReply *reply, GError **error)
{
    gint64 limit = kam_request_get_int_parameter(request, "limit", DEFAULT_LIMIT);
    g_autofree char *currency = kam_request_dup_parameter(request, "currency");
    g_autoptr(GArray) rows = NULL;
    g_autoptr(GArray) currencies = NULL;
    char after[4];
    gint32 day;
    KamJson json;

    if (limit < 1 || limit > MAX_LIMIT) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "limit is from 1 to %d", MAX_LIMIT);
        return FALSE;
    }
    if (!read_cursor(request, &day, after, error) ||
        (rows = kam_service_page_rates(request->db, currency != NULL ? currency : "", day, after, (guint)limit + 1,
                                       error)) == NULL ||
        (currencies = kam_service_list_rate_currencies(request->db, error)) == NULL)
        return FALSE;
    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    write_page(rows, (guint)limit, &json);
    write_currencies(currencies, &json);
    kam_json_end_object(&json);
    return TRUE;
}

/* --- one --- */

static gboolean
read_day(const char *text, gint32 *day, GError **error)
{
    *day = strlen(text) == 10 ? kam_day_parse(text, 10, KAM_DATE_YMD) : KAM_DAY_NONE;
    if (*day != KAM_DAY_NONE)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "date '%s' is none such as 2026-01-31", text);
    return FALSE;
}

static gboolean
set_rate(KamRequest *request, KamReply *reply, GError **error)
{
    const char *currency, *date, *rate;
    const KamBodyText texts[] = {
        { "currency", TRUE, 3, &currency }, { "date", TRUE, 10, &date }, { "rate", TRUE, 30, &rate }, { 0 }
    };
    json_auto_t *body = kam_body_read(request, reply, texts);
    KamWork work = kam_record_work(request);
    KamRateRow row = { 0 };
    KamJson json;

    if (body == NULL)
        return TRUE;
    if (!kam_decimal_parse(rate, strlen(rate), (KamNumberFormat) { '.', 0 }, &row.rate)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "rate '%s' is no number such as 117.2", rate);
        return FALSE;
    }
    if (!read_day(date, &row.day, error) || !kam_service_set_rate(&work, currency, row.day, row.rate, error))
        return FALSE;
    g_strlcpy(row.currency, currency, sizeof row.currency);
    kam_reply_json(reply, &json);
    write_rate(&row, &json);
    return TRUE;
}

static gboolean
delete_rate(KamRequest *request, G_GNUC_UNUSED KamReply *reply, GError **error)
{
    KamWork work = kam_record_work(request);
    gint32 day;

    return read_day(request->values[1], &day, error) && kam_service_delete_rate(&work, request->values[0], day, error);
}

/* --- a file --- */

/* What the writer does. */
typedef struct {
    const KamRequest *request;
    const char *name;
    guint n_read, n_new;
} Import;

static gboolean
write_import(KamDb *db, gpointer data, GError **error)
{
    Import *import = data;
    KamWork work = kam_record_work(import->request);

    work.db = db;
    return kam_service_import_rates(&work, import->request->upload_path, import->name, &import->n_read, &import->n_new,
                                    error);
}

static gboolean
import_rates(KamRequest *request, KamReply *reply, GError **error)
{
    g_autofree char *given = kam_request_dup_parameter(request, "filename");
    g_autofree char *name = g_path_get_basename(given != NULL && given[0] != '\0' ? given : "upload");
    Import import = { .request = request, .name = name };
    KamJson json;

    if (!kam_pool_write_wait(request->api->pool, write_import, &import, error))
        return FALSE;
    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    kam_json_int(&json, "read", import.n_read);
    kam_json_int(&json, "added", import.n_new);
    kam_json_end_object(&json);
    return TRUE;
}

#define RATE                                                                                                           \
    "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"currency\",\"date\",\"rate\"],"               \
    "\"properties\":{\"currency\":{\"type\":\"string\",\"pattern\":\"^[A-Z]{3}$\"},"                                   \
    "\"date\":{\"type\":\"string\",\"format\":\"date\",\"description\":\"the first day on which it holds\"},"          \
    "\"rate\":{\"type\":\"string\",\"pattern\":\"^[0-9]{1,12}([.][0-9]{1,12})?$\","                                    \
    "\"description\":\"units of the firm's currency for one unit of this one\"}}}"

static const char list_schema[] =
    "{\"type\":\"object\",\"required\":[\"items\",\"next\",\"currencies\"],\"properties\":{\"items\":{"
    "\"type\":\"array\",\"items\":" RATE "},\"next\":{\"type\":[\"string\",\"null\"]},\"currencies\":{"
    "\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":[\"currency\",\"rates\",\"first_date\","
    "\"last_date\"],\"properties\":{\"currency\":{\"type\":\"string\"},\"rates\":{\"type\":\"integer\"},"
    "\"first_date\":{\"type\":\"string\",\"format\":\"date\"},\"last_date\":{\"type\":\"string\","
    "\"format\":\"date\"}}}}}}";
static const char imported_schema[] =
    "{\"type\":\"object\",\"required\":[\"read\",\"added\"],\"properties\":{\"read\":{\"type\":\"integer\","
    "\"description\":\"rates in the file\"},\"added\":{\"type\":\"integer\",\"description\":\"those of them that were "
    "not known; the others replace what was there\"}}}";

static const KamParameter list_parameters[] = {
    { "currency", "string", "Of this currency alone, as in EUR", FALSE },
    { "limit", "integer", "How many, 1 to 1000; 100 otherwise", FALSE },
    { "cursor", "string", "What 'next' of the page before said", FALSE },
    { 0 },
};
static const KamParameter import_parameters[] = {
    { "filename", "string", "What the file is called, for the audit and for messages", FALSE },
    { 0 },
};

const KamRoute kam_api_routes_rates[] = {
    { KAM_GET, "/api/v1/rates", KAM_PERM_SETTINGS_READ, KAM_RUN_READ, 200, list_rates,
      .summary = "List the rates of exchange into the firm's currency, the newest first", .answer_schema = list_schema,
      .parameters = list_parameters, .also = { 400 } },
    { KAM_POST, "/api/v1/rates", KAM_PERM_MASTER_WRITE, KAM_RUN_WRITE, 200, set_rate,
      .summary = "Set a rate of exchange; one of the same currency and day is replaced", .body_schema = RATE,
      .answer_schema = RATE, .also = { 409 } },
    { KAM_POST, "/api/v1/rates/import", KAM_PERM_MASTER_WRITE, KAM_RUN_SLOW, 200, import_rates,
      .summary = "Read rates of exchange from a table with the columns currency, date and rate",
      .body_schema = "{\"type\":\"string\",\"format\":\"binary\"}", .answer_schema = imported_schema,
      .parameters = import_parameters, .max_body = MAX_FILE, .upload = TRUE, .no_json = TRUE, .also = { 409, 422 } },
    { KAM_DELETE, "/api/v1/rates/{currency}/{date}", KAM_PERM_MASTER_WRITE, KAM_RUN_WRITE, 204, delete_rate,
      .summary = "Delete a rate of exchange", .also = { 404, 422 } },
    { 0 },
};
