/* Records of any type from the command line. */
#include <stdio.h>

#include "cli/import.h"
#include "cli/progress.h"
#include "domain/types.h"
#include "service/import/profile_body.h"
#include "service/import/profiles.h"
#include "service/import/record_import.h"

#define MAX_PRINTED 20 /* changes told one by one */

static gboolean
read_language(const char *tag, KamLanguage *language, GError **error)
{
    *language = tag == NULL ? KAM_LANGUAGE_N : kam_language_from_tag(tag);
    if (tag == NULL || *language != KAM_LANGUAGE_N)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--language does not know '%s'; it takes en, sr or sr-Cyrl", tag);
    return FALSE;
}

static void
print_json(const KamRecordImportResult *result)
{
    g_autoptr(GString) out = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, out, 2);
    kam_record_import_to_json(result, &json);
    puts(out->str);
}

static void
print_changes(const KamRecordImportResult *result)
{
    for (guint i = 0; i < MIN(result->shown->len, MAX_PRINTED); i++) {
        const KamImportedRecord *shown = &g_array_index(result->shown, KamImportedRecord, i);

        if (shown->is_new)
            printf("%16srow %" G_GUINT64_FORMAT ": new '%s'\n", "", shown->row, shown->title);
        else
            printf("%16srow %" G_GUINT64_FORMAT ": '%s' %s\n", "", shown->row, shown->title, shown->fields);
    }
    if (result->created + result->changed > MAX_PRINTED)
        printf("%16s... and so on; --json tells more\n", "");
}

static void
print_columns(const KamRecordImportResult *result)
{
    for (guint i = 0; i + 1 < result->columns->len; i += 2)
        printf("%16s%s from column '%s'\n", "", (const char *)result->columns->pdata[i],
               (const char *)result->columns->pdata[i + 1]);
    for (guint i = 0; i < result->passed->len; i++)
        printf("%16scolumn '%s' is passed over\n", "", (const char *)result->passed->pdata[i]);
}

static void
print_text(const KamRecordImportResult *result, gboolean dry_run)
{
    const char *plural = result->type->plural;

    if (dry_run)
        puts("dry run, nothing was changed");
    else if (result->batch == 0)
        printf("nothing new about %s\n", plural);
    else
        printf("batch %" G_GINT64_FORMAT "\n", result->batch);
    print_columns(result);
    kam_import_print_count(result->read, "rows read", "");
    kam_import_print_count(result->created, "new ", plural);
    kam_import_print_count(result->changed, "changed ", plural);
    kam_import_print_count(result->equal, "known as they are", "");
    kam_import_print_count(result->refused, "rows refused", "");
    if (dry_run)
        print_changes(result);
}

/* What the command line says, then what the profile says. */
static gboolean
read_settings(KamDb *db, const KamImportRequest *request, KamRecordSettings *settings, GError **error)
{
    g_autofree char *body = NULL;

    settings->table = request->options->line.table;
    settings->maps = g_strdupv(request->maps);
    settings->wish = (KamImportWish) { .maps = (const char *const *)settings->maps,
                                       .header_row = request->options->line.header_row };
    if (!read_language(request->language, &settings->wish.language, error))
        return FALSE;
    if (request->profile == NULL)
        return TRUE;
    body = kam_import_profile_load_body(db, request->profile, request->kind, error);
    return body != NULL && kam_import_profile_to_record_settings(body, settings, error);
}

static gboolean
save_profile(const KamWork *work, const KamRecordType *type, const KamImportRequest *request,
             const KamRecordSettings *settings, GError **error)
{
    return request->save_profile == NULL ||
           kam_import_keep_profile(work->db, request,
                                   kam_import_profile_read_records(work, type, request->files[0], settings, error),
                                   error);
}

int
kam_import_records(KamDb *db, const KamImportRequest *request, GError **error)
{
    KamActor actor = kam_actor_program("kamen import");
    KamWork work = { .db = db, .actor = &actor, .types = kam_domain_types(), .now_ms = g_get_real_time() / 1000 };
    const KamRecordType *type = kam_record_import_find_type(request->kind);
    KamRecordImportOptions wanted = { .rejects_path = request->options->rejects_path,
                                      .profile = request->profile,
                                      .is_dry = request->is_dry };
    g_auto(KamRecordSettings) settings = { 0 };
    g_auto(KamRecordImportResult) result = { 0 };
    KamProgressLine line;
    gboolean done;

    if (!read_settings(db, request, &settings, error) || !save_profile(&work, type, request, &settings, error))
        return -1;
    wanted.table = settings.table;
    wanted.wish = settings.wish;
    wanted.progress = kam_progress_start(&line);
    done = kam_record_import_run(&work, type, (const char *const *)request->files, &wanted, &result, error);
    kam_progress_end(&line);
    if (!done)
        return -1;
    if (request->json)
        print_json(&result);
    else
        print_text(&result, request->is_dry);
    return kam_import_end(request, result.refused);
}
