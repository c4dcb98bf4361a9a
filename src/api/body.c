/* Small bodies. */
#include "api/body.h"

#include <string.h>

#define DEFAULT_MAX 1024

static const KamBodyText *
find_text(const KamBodyText *texts, const char *name)
{
    for (; texts->name != NULL; texts++)
        if (strcmp(texts->name, name) == 0)
            return texts;
    return NULL;
}

static void
check_unknown(json_t *body, const KamBodyText *texts, KamFaults *faults)
{
    const char *name;
    json_t *value;

    json_object_foreach(body, name, value) if (find_text(texts, name) == NULL)
        kam_faults_add(faults, name, "unknown_field", "nothing is called '%s' here", name);
}

static void
read_text(json_t *body, const KamBodyText *text, KamFaults *faults)
{
    json_t *value = json_object_get(body, text->name);
    guint most = text->max > 0 ? text->max : DEFAULT_MAX;

    *text->value = NULL;
    if (value == NULL || json_is_null(value)) {
        if (text->required)
            kam_faults_add(faults, text->name, "required", "this is needed");
        return;
    }
    if (!json_is_string(value) || strlen(json_string_value(value)) != json_string_length(value))
        kam_faults_add(faults, text->name, "type", "this is a text");
    else if (g_utf8_strlen(json_string_value(value), -1) > (glong)most)
        kam_faults_add(faults, text->name, "too_long", "this has at most %u characters", most);
    else
        *text->value = json_string_value(value);
}

static gboolean
read_members(json_t *body, const KamBodyText *texts, const KamRequest *request, KamReply *reply)
{
    g_auto(KamFaults) faults = { 0 };

    kam_faults_init(&faults);
    if (json_is_object(body)) {
        check_unknown(body, texts, &faults);
        for (; texts->name != NULL; texts++)
            read_text(body, texts, &faults);
    } else {
        kam_faults_add(&faults, "", "type", "the body is a JSON object");
    }
    if (faults.n_errors > 0)
        kam_reply_problem(reply, request, 422, "the body has faults", &faults);
    return faults.n_errors == 0;
}

json_t *
kam_body_read(const KamRequest *request, KamReply *reply, const KamBodyText *texts)
{
    g_autoptr(GError) error = NULL;
    json_t *body = kam_request_load_json(request, &error);

    if (body == NULL) {
        kam_reply_error(reply, request, error);
        return NULL;
    }
    if (read_members(body, texts, request, reply))
        return body;
    json_decref(body);
    return NULL;
}
