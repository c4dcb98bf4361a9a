/* kamen openapi: the description of the API, for tools that make clients and forms of it. */
#include <stdio.h>

#include "api/openapi.h"
#include "cli/verb.h"

extern const KamVerb kam_verb_openapi;

static int
run(int argc, char **argv, GError **error)
{
    gboolean is_compact = FALSE;
    const GOptionEntry entries[] = {
        { "compact", 0, 0, G_OPTION_ARG_NONE, &is_compact, "on one line", NULL },
        { 0 },
    };
    g_autoptr(KamApi) api = NULL;
    g_autoptr(GString) text = NULL;

    if (!kam_verb_parse(&kam_verb_openapi, entries, &argc, &argv, error))
        return -1;
    if (argc > 1) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "takes no arguments, not '%s'", argv[1]);
        return -1;
    }
    api = kam_api_new(NULL, error);
    if (api == NULL)
        return -1;
    text = kam_openapi_write(api, is_compact ? 0 : 2);
    puts(text->str);
    return KAM_EXIT_DONE;
}

const KamVerb kam_verb_openapi = {
    .name = "openapi",
    .arguments = "",
    .summary = "print the description of the API (OpenAPI 3.1)",
    .help =
        "The description is made of the same tables that the server runs by: every path, parameter, body, answer and\n"
        "status, and of each kind of record the fields with their labels. It needs no database.\n"
        "A running server answers it at /api/v1/openapi.json.\n"
        "\n"
        "  kamen openapi > openapi.json\n"
        "  npx openapi-typescript openapi.json -o kamen.ts",
    .run = run,
};
