/* kamen export: what is stored, as CSV. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cli/database.h"
#include "cli/verb.h"
#include "service/exports.h"

extern const KamVerb kam_verb_export;

typedef struct {
    char *db, *out;
    gboolean serbian;
} Arguments;

static void
arguments_clear(Arguments *arguments)
{
    g_free(arguments->db);
    g_free(arguments->out);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Arguments, arguments_clear)

static gboolean
write_text(gpointer data, const GString *text, GError **error)
{
    if (fwrite(text->str, 1, text->len, data) == text->len)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "cannot write the export: %s", g_strerror(errno));
    return FALSE;
}

static gboolean
export_to(KamDb *db, const char *what, const Arguments *arguments, FILE *file, GError **error)
{
    const KamExportForm plain = { ',', '.', FALSE }, serbian = { ';', ',', TRUE };

    return kam_service_export(db, what, arguments->serbian ? &serbian : &plain, write_text, file, error);
}

/* Into a file beside the goal first: a failure leaves what was there. */
static gboolean
export_to_path(KamDb *db, const char *what, const Arguments *arguments, GError **error)
{
    g_autofree char *partial = g_strconcat(arguments->out, ".part", NULL);
    FILE *file = fopen(partial, "wb");
    gboolean done = file != NULL && export_to(db, what, arguments, file, error);

    if (file != NULL && fclose(file) != 0)
        done = FALSE;
    if (done && rename(partial, arguments->out) == 0)
        return TRUE;
    if (error != NULL && *error == NULL)
        g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "'%s' cannot be written: %s", arguments->out, g_strerror(errno));
    remove(partial);
    return FALSE;
}

static int
run(int argc, char **argv, GError **error)
{
    g_auto(Arguments) arguments = { 0 };
    const GOptionEntry entries[] = {
        KAM_DB_ENTRY(arguments.db),
        { "out", 'o', 0, G_OPTION_ARG_FILENAME, &arguments.out, "write to FILE instead of standard output", "FILE" },
        { "serbian", 0, 0, G_OPTION_ARG_NONE, &arguments.serbian, "; between cells, decimal comma, byte order mark",
          NULL },
        { 0 },
    };
    g_autoptr(KamDb) db = NULL;
    gboolean done;

    if (!kam_verb_parse(&kam_verb_export, entries, &argc, &argv, error))
        return -1;
    if (argc != 2) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "say what to export: lines, accounts, products or batches");
        return -1;
    }
    db = kam_service_open_read_only(kam_db_argument(arguments.db), error);
    if (db == NULL)
        return -1;
    done = arguments.out != NULL ? export_to_path(db, argv[1], &arguments, error)
                                 : export_to(db, argv[1], &arguments, stdout, error);
    return done ? KAM_EXIT_DONE : -1;
}

const KamVerb kam_verb_export = {
    .name = "export",
    .arguments = "WHAT",
    .summary = "write what is stored as CSV",
    .help =
        "WHAT is lines, accounts, products or batches. Cells that a spreadsheet would run as a formula get an apostrophe\n"
        "in front. Exported lines can be imported again.\n"
        "\n"
        "  kamen export lines --out lines.csv\n"
        "  kamen export accounts --serbian --out kupci.csv",
    .run = run,
};
