/* kamen import: files into the database, as one batch; trying it, taking it back, listing. */
#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/database.h"
#include "cli/import.h"
#include "cli/verb.h"
#include "service/imports.h"
#include "service/records.h"
#include "service/report/format.h"

extern const KamVerb kam_verb_import;

typedef struct {
    KamIngestArguments ingest;
    KamIngestOptions options; /* what `ingest` says, checked before anything is made or opened */
    char **record_maps;       /* those of --map when records are imported */
    char *db, *kind, *profile, *save_profile, *language;
    gint64 undo;
    gboolean json, dry_run, list, explain;
} Arguments;

static void
arguments_clear(Arguments *arguments)
{
    kam_ingest_arguments_clear(&arguments->ingest);
    g_free(arguments->db);
    g_free(arguments->kind);
    g_free(arguments->language);
    g_strfreev(arguments->record_maps);
    g_free(arguments->profile);
    g_free(arguments->save_profile);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Arguments, arguments_clear)

#define N_OWN 10
#define NO_BATCH G_MININT64

static const KamRecordType *
record_type_of(const Arguments *arguments)
{
    return arguments->kind == NULL ? NULL : kam_record_import_find_type(arguments->kind);
}

/* The fields of records are not those of sales: their maps are read when the type and its file are known. */
static void
take_record_maps(Arguments *arguments)
{
    if (record_type_of(arguments) != NULL)
        arguments->record_maps = g_steal_pointer(&arguments->ingest.maps);
}

static gboolean
parse_arguments(Arguments *arguments, int *argc, char ***argv, GError **error)
{
    GOptionEntry entries[N_OWN + KAM_INGEST_N_ENTRIES + 1] = {
        KAM_DB_ENTRY(arguments->db),
        { "kind", 0, 0, G_OPTION_ARG_STRING, &arguments->kind,
          "what the files hold: sales (default), accounts, products, or records: contacts, tasks ...", "KIND" },
        { "language", 0, 0, G_OPTION_ARG_STRING, &arguments->language,
          "of numbers and dates of records: en, sr or sr-Cyrl; found out without it", "TAG" },
        { "profile", 0, 0, G_OPTION_ARG_STRING, &arguments->profile, "read the columns as saved under NAME", "NAME" },
        { "save-profile", 0, 0, G_OPTION_ARG_STRING, &arguments->save_profile,
          "save how the first file is read under NAME", "NAME" },
        { "dry-run", 0, 0, G_OPTION_ARG_NONE, &arguments->dry_run, "do everything, then take it back and only tell",
          NULL },
        { "undo", 0, 0, G_OPTION_ARG_INT64, &arguments->undo, "take a batch back whole", "BATCH" },
        { "list", 0, 0, G_OPTION_ARG_NONE, &arguments->list, "list the batches", NULL },
        { "json", 0, 0, G_OPTION_ARG_NONE, &arguments->json, "print JSON", NULL },
        { "explain", 0, 0, G_OPTION_ARG_NONE, &arguments->explain,
          "show what is recognised in the files and why (a dry run does, too)", NULL },
    };

    kam_ingest_arguments_add_entries(&arguments->ingest, entries + N_OWN);
    if (!kam_verb_parse(&kam_verb_import, entries, argc, argv, error))
        return FALSE;
    if (arguments->kind != NULL && !kam_service_check_import_kind(arguments->kind, error))
        return FALSE;
    take_record_maps(arguments);
    if (arguments->undo != NO_BATCH && (arguments->undo < 1 || *argc >= 2)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE,
                    "--undo '%" G_GINT64_FORMAT "' takes the number of a batch and no files", arguments->undo);
        return FALSE;
    }
    if (*argc >= 2 || arguments->undo != NO_BATCH || arguments->list)
        return kam_ingest_arguments_resolve(&arguments->ingest, &arguments->options, error);
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "no file given; see 'kamen import --help'");
    return FALSE;
}

/* Files of any kind. */
static int
import_kind(KamDb *db, const Arguments *arguments, char **files, GError **error)
{
    const KamImportRequest request = { .kind = arguments->kind == NULL ? "sales" : arguments->kind,
                                       .options = &arguments->options,
                                       .maps = arguments->record_maps,
                                       .language = arguments->language,
                                       .profile = arguments->profile,
                                       .save_profile = arguments->save_profile,
                                       .files = files,
                                       .is_dry = arguments->dry_run,
                                       .json = arguments->json,
                                       .explain = arguments->explain };

    if (strcmp(request.kind, "sales") == 0)
        return kam_import_sales(db, &request, error);
    return kam_record_import_find_type(request.kind) != NULL ? kam_import_records(db, &request, error)
                                                             : kam_import_list(db, &request, error);
}

static void
print_undone_json(gint64 batch, const KamUndoneBatch *undone)
{
    g_autoptr(GString) out = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, out, 2);
    kam_json_begin_object(&json, NULL);
    kam_service_undone_members_to_json(batch, undone, &json);
    kam_json_text(&json, "state", "undone");
    kam_json_end_object(&json);
    puts(out->str);
}

static void
print_undone_records(gint64 batch, const KamUndoneBatch *undone)
{
    const KamRecordUndo *records = &undone->records;

    printf("batch %" G_GINT64_FORMAT " is undone: of %s %" G_GUINT64_FORMAT " deleted, %" G_GUINT64_FORMAT
           " as they were before, %" G_GUINT64_FORMAT " left as they are\n",
           batch, undone->kind, records->deleted, records->restored, records->kept);
    for (guint i = 0; i < records->notes->len; i++)
        printf("%16s%s\n", "", (const char *)records->notes->pdata[i]);
}

static void
print_undone(gint64 batch, const KamUndoneBatch *undone)
{
    g_autofree char *taken_back = NULL;

    if (undone->records.notes != NULL) {
        print_undone_records(batch, undone);
        return;
    }
    if (strcmp(undone->kind, "sales") == 0)
        taken_back = kam_format_counted((gint64)undone->lines, "line", "lines", &kam_number_style_en);
    else
        taken_back = g_strdup_printf("what it did to %s is", undone->kind);
    printf("batch %" G_GINT64_FORMAT " is undone: %s taken back\n", batch, taken_back);
}

static int
undo_batch(KamDb *db, const Arguments *arguments, GError **error)
{
    KamActor actor = kam_actor_program("kamen import");
    g_auto(KamUndoneBatch) undone = { 0 };

    if (!kam_service_undo_batch(db, &actor, arguments->undo, g_get_real_time() / 1000, &undone, error))
        return -1;
    if (arguments->json)
        print_undone_json(arguments->undo, &undone);
    else
        print_undone(arguments->undo, &undone);
    return KAM_EXIT_DONE;
}

static int
list_batches_as_json(KamDb *db, GError **error)
{
    g_autoptr(GString) out = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, out, 2);
    if (!kam_service_batches_to_json(db, &json, error))
        return -1;
    puts(out->str);
    return KAM_EXIT_DONE;
}

static int
list_batches(KamDb *db, GError **error)
{
    g_autoptr(GArray) rows = kam_service_list_batches(db, error);

    if (rows == NULL)
        return -1;
    if (rows->len == 0)
        puts("no batches yet");
    for (guint i = 0; i < rows->len; i++) {
        const KamBatchRow *row = &g_array_index(rows, KamBatchRow, i);
        gboolean is_sales = strcmp(row->kind, "sales") == 0;
        g_autoptr(GDateTime) at = g_date_time_new_from_unix_local(row->started_at_ms / 1000);
        g_autofree char *when = g_date_time_format(at, "%Y-%m-%d %H:%M");
        g_autofree char *net = kam_format_amount(row->net_micro, 2, &kam_number_style_en);
        g_autofree char *lines = kam_format_count(row->lines, &kam_number_style_en);
        printf("%5" G_GINT64_FORMAT "  %s  %-6s  %12s %-8s  %18s %s  %s\n", row->id, when, row->state, lines,
               is_sales ? "lines" : row->kind, is_sales ? net : "",
               strcmp(row->currency, "XXX") == 0 ? "   " : row->currency, row->files);
    }
    return KAM_EXIT_DONE;
}

/* Before anything is made: a slip in a name should leave no database behind. */
static gboolean
check_readable(char **files, GError **error)
{
    for (; *files != NULL; files++) {
        if (access(*files, R_OK) == 0)
            continue;
        g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "cannot open '%s': %s", *files, g_strerror(errno));
        return FALSE;
    }
    return TRUE;
}

static void
remove_folder(const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;

    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_remove(path);
    }
    g_rmdir(folder);
}

/* A dry run needs a database to compare with; where there is none, an empty one that vanishes will do. */
static int
try_without_database(Arguments *arguments, char **files, GError **error)
{
    g_autofree char *folder = g_dir_make_tmp("kamen-try-XXXXXX", error);
    g_autofree char *path = folder == NULL ? NULL : g_build_filename(folder, "kamen.db", NULL);
    KamDb *db = path == NULL ? NULL : kam_service_open(path, TRUE, NULL, error);
    int status = db == NULL ? -1 : import_kind(db, arguments, files, error);

    if (folder == NULL)
        return -1;
    kam_db_close(db);
    remove_folder(folder);
    return status;
}

static int
use_database(KamDb *db, Arguments *arguments, char **files, GError **error)
{
    if (arguments->list)
        return arguments->json ? list_batches_as_json(db, error) : list_batches(db, error);
    return arguments->undo != NO_BATCH ? undo_batch(db, arguments, error) : import_kind(db, arguments, files, error);
}

static int
run(int argc, char **argv, GError **error)
{
    g_auto(Arguments) arguments = { .undo = NO_BATCH };
    g_autoptr(KamDb) db = NULL;
    g_autoptr(GError) missing = NULL;
    gboolean created = FALSE, may_create;
    const char *uri;

    if (!parse_arguments(&arguments, &argc, &argv, error) || !check_readable(argv + 1, error))
        return -1;
    uri = kam_db_argument(arguments.db);
    may_create = arguments.undo == NO_BATCH && !arguments.dry_run;
    db = arguments.list ? kam_service_open_read_only(uri, &missing)
                        : kam_service_open(uri, may_create, &created, &missing);
    if (db == NULL && arguments.dry_run && g_error_matches(missing, KAM_ERROR, KAM_ERROR_NOT_FOUND))
        return try_without_database(&arguments, argv + 1, error);
    if (db == NULL) {
        g_propagate_error(error, g_steal_pointer(&missing));
        return -1;
    }
    if (created)
        fprintf(stderr, "kamen import: made a new database '%s'\n", uri);
    return use_database(db, &arguments, argv + 1, error);
}

const KamVerb kam_verb_import = {
    .name = "import",
    .arguments = "FILE...",
    .summary = "bring invoice lines, customers and articles into the database",
    .help =
        "Reads CSV, XLSX and UBL, also .gz and .zst, a folder or a zip of UBL. All files of one call are one batch: taken\n"
        "whole or not at all. Documents that are known with the same content are not taken twice; changed ones are\n"
        "updated by document and position. Status 3 when rows were refused.\n"
        "\n"
        "  kamen import fakture-2025.csv\n"
        "  kamen import export.xlsx --dry-run\n"
        "  kamen import sales.csv --map account_number='Customer ID' --save-profile shop\n"
        "  kamen import more.csv --profile shop --rejects refused.csv\n"
        "  kamen import --kind accounts kupci.xlsx        names, tax numbers, countries replace what is known\n"
        "  kamen import --kind products artikli.csv      so do names, categories and units\n"
        "  kamen import --kind contacts kontakti.xlsx --dry-run\n"
        "  kamen import --kind contacts nova.xlsx --map phone=Mobilni --save-profile imenik\n"
        "  kamen import --kind contacts druga.xlsx --profile imenik\n"
        "  kamen import --list\n"
        "  kamen import --undo 3",
    .run = run,
};
