/* Lists of customers and articles from the command line. */
#include "cli/import_records.h"

#include <stdio.h>

#include "cli/progress.h"
#include "service/batch_note.h"
#include "service/records.h"
#include "service/report/format.h"

static void
print_json(const KamRecordResult *result)
{
    g_autoptr(GString) out = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, out, 2);
    kam_service_records_to_json(result, &json);
    puts(out->str);
}

static void
print_count(guint64 count, const char *what, const char *of)
{
    g_autofree char *text = kam_format_count((gint64)count, &kam_number_style_en);

    if (count > 0)
        printf("%14s  %s%s\n", text, what, of);
}

static void
print_columns(const KamRecordResult *result, char **files, gboolean several)
{
    for (guint i = 0; i < result->mappings->len; i++) {
        const KamRecordMapping *mapping = &g_array_index(result->mappings, KamRecordMapping, i);

        if (several && (i == 0 || mapping->file != (mapping - 1)->file))
            printf("%s\n", files[mapping->file]);
        printf("%16s%s from column %u '%s'\n", "", kam_field_name(mapping->field), mapping->column, mapping->header);
    }
}

static void
print_text(const KamRecordResult *result, char **files, gboolean dry_run)
{
    const KamRecordShape *shape = kam_record_shape(result->kind);

    if (dry_run)
        puts("dry run, nothing was changed");
    else if (result->id == 0)
        printf("nothing new about %s\n", shape->name);
    else
        printf("batch %" G_GINT64_FORMAT "\n", result->id);
    print_columns(result, files, files[1] != NULL);
    print_count(result->rows.read, "rows read", "");
    print_count(result->created, "new ", shape->name);
    print_count(result->changed, "changed ", shape->name);
    print_count(result->equal, "known as they are", "");
    print_count(result->rows.duplicates, "rows name a record again; the later row counts", "");
    print_count(result->rows.refused, "rows refused", "");
}

int
kam_import_records(KamDb *db, const char *kind, KamIngestArguments *arguments, char **files, gboolean dry_run,
                   gboolean json, GError **error)
{
    g_auto(KamRecordResult) result = { 0 };
    const KamActor actor = kam_actor_program("kamen import");
    KamBatchBy by = { &actor, g_get_real_time() / 1000, NULL };
    KamIngestOptions options;
    KamProgressLine line;
    gboolean done;

    if (!kam_ingest_arguments_resolve(arguments, &options, error))
        return -1;
    options.progress = kam_progress_start(&line);
    options.follow = kam_batch_follow_import;
    options.follow_data = &by;
    done = kam_record_batch_import(db, kam_record_kind_from_name(kind), (const char *const *)files, &options, dry_run,
                                   g_get_real_time() / 1000, &result, error);
    kam_progress_end(&line);
    if (!done)
        return -1;
    if (json)
        print_json(&result);
    else
        print_text(&result, files, dry_run);
    if (result.rows.refused > 0 && options.rejects_path != NULL)
        fprintf(stderr, "kamen import: refused rows are in '%s'; mended, that file can be imported\n",
                options.rejects_path);
    return result.rows.refused > 0 ? KAM_EXIT_REFUSED_ROWS : KAM_EXIT_DONE;
}
