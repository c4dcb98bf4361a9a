/* What imports of every kind do alike: profiles, counts, refused rows. */
#include <stdio.h>

#include "cli/import.h"
#include "cli/verb.h"
#include "service/import/profile_body.h"
#include "service/import/profiles.h"
#include "service/report/format.h"

KamBatchBy
kam_import_by(const KamImportRequest *request, const KamActor *actor)
{
    return (KamBatchBy) { actor, g_get_real_time() / 1000, request->profile };
}

gboolean
kam_import_apply_profile(KamDb *db, const KamImportRequest *request, KamIngestOptions *options, GStringChunk *texts,
                         GError **error)
{
    g_autofree char *body = NULL;

    if (request->profile == NULL)
        return TRUE;
    body = kam_import_profile_load_body(db, request->profile, request->kind, error);
    return body != NULL && kam_import_profile_to_options(body, &options->line, texts, error);
}

gboolean
kam_import_keep_profile(KamDb *db, const KamImportRequest *request, char *body, GError **error)
{
    g_auto(KamImportProfile) profile = { .name = g_strdup(request->save_profile),
                                         .kind = g_strdup(request->kind),
                                         .body = body,
                                         .updated_at = g_get_real_time() / 1000 };

    return body != NULL && kam_import_profile_check_name(profile.name, error) &&
           kam_import_profile_save(db, &profile, error);
}

void
kam_import_print_count(guint64 count, const char *what, const char *of)
{
    g_autofree char *text = kam_format_count((gint64)count, &kam_number_style_en);

    if (count > 0)
        printf("%14s  %s%s\n", text, what, of);
}

int
kam_import_end(const KamImportRequest *request, guint64 refused)
{
    const char *rejects = request->options->rejects_path;

    if (refused > 0 && rejects != NULL)
        fprintf(stderr, "kamen import: refused rows are in '%s'; mended, that file can be imported\n", rejects);
    return refused > 0 ? KAM_EXIT_REFUSED_ROWS : KAM_EXIT_DONE;
}
