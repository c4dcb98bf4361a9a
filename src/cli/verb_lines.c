/* kamen lines: documents without a customer, giving them to one, taking that back. */
#include <stdio.h>
#include <string.h>

#include "cli/database.h"
#include "cli/verb.h"
#include "domain/types.h"
#include "service/assignments.h"

extern const KamVerb kam_verb_lines;

#define SHOWN 1000

static int
list_unassigned(const KamWork *work, const char *number_begins, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, text, 0);
    kam_json_begin_object(&json, NULL);
    if (!kam_assignments_unassigned_to_json(work, number_begins, G_MAXINT64, SHOWN, &json, error))
        return -1;
    kam_json_end_object(&json);
    printf("%s\n", text->str);
    return KAM_EXIT_DONE;
}

static gboolean
read_id(const char *text, gint64 *id, GError **error)
{
    if (g_ascii_string_to_signed(text, 10, 1, G_MAXINT64, id, NULL))
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "'%s' is no id; 'kamen lines' lists the documents with theirs",
                text);
    return FALSE;
}

/* The documents that are named, or those like `number_begins`. */
static int
assign(const KamWork *work, const char *number, char **documents, const char *number_begins, GError **error)
{
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
    KamUnassigned which = { .number_begins = number_begins };
    gint64 account, id;
    KamAssigned assigned;

    for (char **document = documents; *document != NULL; document++) {
        if (!read_id(*document, &id, error))
            return -1;
        g_array_append_val(ids, id);
    }
    if ((ids->len == 0) == (number_begins == NULL)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "name either documents by their ids or --number-begins");
        return -1;
    }
    if (ids->len > 0) {
        which.ids = (const gint64 *)(gconstpointer)ids->data;
        which.n_ids = ids->len;
    }
    if (!kam_assignments_find_account(work->db, number, &account, error) ||
        !kam_assignments_run(work, account, &which, &assigned, error))
        return -1;
    printf("assignment %" G_GINT64_FORMAT ": %" G_GUINT64_FORMAT " documents with %" G_GUINT64_FORMAT
           " lines; 'kamen lines undo %" G_GINT64_FORMAT "' takes it back\n",
           assigned.id, assigned.documents, assigned.lines, assigned.id);
    return KAM_EXIT_DONE;
}

static int
take_back(const KamWork *work, const char *text, GError **error)
{
    gint64 id;

    return read_id(text, &id, error) && kam_assignments_undo(work, id, error) ? KAM_EXIT_DONE : -1;
}

static int
run(int argc, char **argv, GError **error)
{
    g_autofree char *uri = NULL;
    g_autofree char *number_begins = NULL;
    const GOptionEntry entries[] = { KAM_DB_ENTRY(uri),
                                     { "number-begins", 0, 0, G_OPTION_ARG_STRING, &number_begins,
                                       "documents whose number begins like this; '' is all", "TEXT" },
                                     { 0 } };
    const KamActor actor = kam_actor_program("kamen lines");
    KamWork work = { NULL, &actor, kam_domain_types(), NULL, g_get_real_time() / 1000 };
    g_autoptr(KamDb) db = NULL;

    if (!kam_verb_parse(&kam_verb_lines, entries, &argc, &argv, error))
        return -1;
    work.db = db = argc == 1 ? kam_service_open_read_only(kam_db_argument(uri), error)
                             : kam_service_open(kam_db_argument(uri), FALSE, NULL, error);
    if (db == NULL)
        return -1;
    if (argc == 1)
        return list_unassigned(&work, number_begins != NULL ? number_begins : "", error);
    if (argc >= 3 && strcmp(argv[1], "assign") == 0)
        return assign(&work, argv[2], argv + 3, number_begins, error);
    if (argc == 3 && strcmp(argv[1], "undo") == 0)
        return take_back(&work, argv[2], error);
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE,
                "say assign NUMBER and which documents, or undo ID; nothing lists documents without a customer");
    return -1;
}

const KamVerb kam_verb_lines = {
    .name = "lines",
    .arguments = "[assign NUMBER [DOCUMENT...] | undo ID]",
    .summary = "show invoice lines without a customer and give them one",
    .help =
        "Documents without a customer are listed as JSON, the newest first, 1000 at most. NUMBER is that of the account;\n"
        "DOCUMENT is an id of the list. An import that names no customer for them again leaves them where they are.\n"
        "\n"
        "  kamen lines --number-begins MP-\n"
        "  kamen lines assign 1002 12 15\n"
        "  kamen lines assign 9000 --number-begins MP-\n"
        "  kamen lines undo 1180591620717",
    .run = run,
};
