/* Markdown as it will be shown: what a preview shows is made by what shows the text later. */
#include "api/api.h"
#include "api/body.h"
#include "api/tables.h"
#include "record/value.h"

#define MAX_TEXT 100000 /* characters, as of the longest text of a record */

static gboolean
render(KamRequest *request, KamReply *reply, G_GNUC_UNUSED GError **error)
{
    const char *text;
    const KamBodyText texts[] = { { "text", TRUE, MAX_TEXT, &text }, { 0 } };
    json_auto_t *body = kam_body_read(request, reply, texts);
    g_autofree char *html = NULL;
    KamJson json;

    if (body == NULL)
        return TRUE;
    html = kam_markdown_to_html(text);
    kam_reply_json(reply, &json);
    kam_json_begin_object(&json, NULL);
    kam_json_text(&json, "html", html);
    kam_json_end_object(&json);
    return TRUE;
}

const KamRoute kam_api_routes_markdown[] = {
    { KAM_POST, "/api/v1/markdown", KAM_PERM_SELF, KAM_RUN_READ, 200, render,
      .summary = "A text in Markdown as safe HTML, as it is shown wherever texts are; nothing is kept",
      .body_schema = "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"text\"],\"properties\":{"
                     "\"text\":{\"type\":\"string\",\"maxLength\":100000}}}",
      .answer_schema = "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"html\"],\"properties\":{"
                       "\"html\":{\"type\":\"string\"}}}" },
    { 0 },
};
