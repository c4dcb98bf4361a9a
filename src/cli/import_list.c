/* Lists of customers and articles from the command line. */
#include <stdio.h>

#include "cli/import.h"
#include "cli/progress.h"
#include "service/import/profile_body.h"
#include "service/records.h"

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
    kam_import_print_count(result->rows.read, "rows read", "");
    kam_import_print_count(result->created, "new ", shape->name);
    kam_import_print_count(result->changed, "changed ", shape->name);
    kam_import_print_count(result->equal, "known as they are", "");
    kam_import_print_count(result->rows.duplicates, "rows name a record again; the later row counts", "");
    kam_import_print_count(result->rows.refused, "rows refused", "");
}

static gboolean
save_profile(KamDb *db, const KamImportRequest *request, const KamIngestOptions *options, GError **error)
{
    KamRecordKind kind = kam_record_kind_from_name(request->kind);

    return request->save_profile == NULL ||
           kam_import_keep_profile(db, request,
                                   kam_import_profile_read_list(request->files[0], kind, &options->line, error), error);
}

int
kam_import_list(KamDb *db, const KamImportRequest *request, GError **error)
{
    g_autoptr(GStringChunk) texts = g_string_chunk_new(1024);
    g_auto(KamRecordResult) result = { 0 };
    const KamActor actor = kam_actor_program("kamen import");
    KamBatchBy by = kam_import_by(request, &actor);
    KamIngestOptions options = *request->options;
    KamProgressLine line;
    gboolean done;

    if (!kam_import_apply_profile(db, request, &options, texts, error) || !save_profile(db, request, &options, error))
        return -1;
    options.progress = kam_progress_start(&line);
    options.follow = kam_batch_follow_import;
    options.follow_data = &by;
    done = kam_record_batch_import(db, kam_record_kind_from_name(request->kind), (const char *const *)request->files,
                                   &options, request->is_dry, by.now_ms, &result, error);
    kam_progress_end(&line);
    if (!done)
        return -1;
    if (request->json)
        print_json(&result);
    else
        print_text(&result, request->files, request->is_dry);
    return kam_import_end(request, result.rows.refused);
}
