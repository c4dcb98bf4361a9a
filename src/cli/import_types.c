/* Records of any type from the command line. */
#include "cli/import_types.h"

#include <stdio.h>

#include "cli/progress.h"
#include "domain/types.h"
#include "service/report/format.h"

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
print_count(guint64 count, const char *what, const char *of)
{
    g_autofree char *text = kam_format_count((gint64)count, &kam_number_style_en);

    if (count > 0)
        printf("%14s  %s%s\n", text, what, of);
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
    print_count(result->read, "rows read", "");
    print_count(result->created, "new ", plural);
    print_count(result->changed, "changed ", plural);
    print_count(result->equal, "known as they are", "");
    print_count(result->refused, "rows refused", "");
    if (dry_run)
        print_changes(result);
}

int
kam_import_types(KamDb *db, const KamRecordType *type, const KamIngestOptions *options, char **maps,
                 const char *language, char **files, gboolean dry_run, gboolean json, GError **error)
{
    KamActor actor = kam_actor_program("kamen import");
    KamWork work = { .db = db, .actor = &actor, .types = kam_domain_types(), .now_ms = g_get_real_time() / 1000 };
    KamRecordImportOptions wanted = { .table = options->line.table,
                                      .wish = { .maps = (const char *const *)maps,
                                                .header_row = options->line.header_row },
                                      .rejects_path = options->rejects_path,
                                      .is_dry = dry_run };
    g_auto(KamRecordImportResult) result = { 0 };
    KamProgressLine line;
    gboolean done;

    if (!read_language(language, &wanted.wish.language, error))
        return -1;
    wanted.progress = kam_progress_start(&line);
    done = kam_record_import_run(&work, type, (const char *const *)files, &wanted, &result, error);
    kam_progress_end(&line);
    if (!done)
        return -1;
    if (json)
        print_json(&result);
    else
        print_text(&result, dry_run);
    if (result.refused > 0 && wanted.rejects_path != NULL)
        fprintf(stderr, "kamen import: refused rows are in '%s'; mended, that file can be imported\n",
                wanted.rejects_path);
    return result.refused > 0 ? KAM_EXIT_REFUSED_ROWS : KAM_EXIT_DONE;
}
