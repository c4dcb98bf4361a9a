/* Invoice lines from the command line. */
#include <stdio.h>
#include <string.h>

#include "cli/explain.h"
#include "cli/import.h"
#include "cli/progress.h"
#include "service/import/profile_body.h"
#include "service/imports.h"
#include "service/report/format.h"

static void
print_json(const KamBatchResult *result)
{
    g_autoptr(GString) out = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, out, 2);
    kam_service_batch_to_json(result, NULL, &json);
    puts(out->str);
}

static void
print_text(const KamBatchResult *result, gboolean dry_run)
{
    const KamBalance *balance = &result->balance;
    g_autofree char *net = kam_format_amount(balance->net_micro, 2, &kam_number_style_en);

    if (dry_run)
        puts("dry run, nothing was changed");
    else if (result->id == 0 && balance->repeated == 0)
        puts(balance->read == 0 ? "the files hold no lines" : "nothing taken");
    else if (result->id == 0)
        puts("nothing new: every document is known with the same content");
    else
        printf("batch %" G_GINT64_FORMAT "\n", result->id);
    kam_import_print_count(balance->read, "rows read", "");
    kam_import_print_count(balance->taken, "lines taken", "");
    kam_import_print_count(balance->updated, "of them in place of a known line", "");
    kam_import_print_count(balance->repeated, "lines known already, not taken twice", "");
    kam_import_print_count(balance->refused, "rows refused", "");
    kam_import_print_count(balance->credits, "of the lines taken stand on credit documents", "");
    kam_import_print_count(balance->without_account, "name no customer", "");
    kam_import_print_count(balance->charges, "are charges, no products", "");
    kam_import_print_count(balance->duplicates_kept, "equal an earlier line of their document and are kept", "");
    kam_import_print_count(balance->cancelled, "rows of cancelled or draft documents, set aside", "");
    kam_import_print_count(balance->advance, "rows of advance invoices, set aside", "");
    kam_import_print_count(result->new_accounts, "new accounts", "");
    kam_import_print_count(result->new_products, "new products", "");
    printf("%14s  %s net\n", net, strcmp(result->currency, "XXX") == 0 ? "" : result->currency);
    if (result->is_one_money)
        printf(
            "The files name several currencies, but the same articles bear the same prices in all of them: the amounts\n"
            "are taken as %s. Say --map currency= and --currency CODE if they are in another.\n",
            result->currency);
}

static gboolean
save_profile(KamDb *db, const KamImportRequest *request, const KamIngestOptions *options, GError **error)
{
    return request->save_profile == NULL ||
           kam_import_keep_profile(db, request, kam_import_profile_read_lines(request->files[0], &options->line, error),
                                   error);
}

/* What is recognised in the files, and why. */
static gboolean
explain(const KamImportRequest *request, const KamIngestOptions *options, GError **error)
{
    return request->json || kam_explain_print((const char *const *)request->files, &options->line, error);
}

int
kam_import_sales(KamDb *db, const KamImportRequest *request, GError **error)
{
    g_autoptr(GStringChunk) texts = g_string_chunk_new(1024);
    const KamActor actor = kam_actor_program("kamen import");
    KamBatchBy by = kam_import_by(request, &actor);
    KamIngestOptions options = *request->options;
    KamBatchResult result;
    KamProgressLine line;
    gboolean done;

    if (!kam_import_apply_profile(db, request, &options, texts, error) || !save_profile(db, request, &options, error) ||
        (request->explain && !explain(request, &options, error)))
        return -1;
    options.progress = kam_progress_start(&line);
    options.follow = kam_batch_follow_import;
    options.follow_data = &by;
    done =
        kam_batch_import(db, (const char *const *)request->files, &options, request->is_dry, by.now_ms, &result, error);
    kam_progress_end(&line);
    if (!done || (request->is_dry && !request->explain && !explain(request, &options, error)))
        return -1;
    if (request->json)
        print_json(&result);
    else
        print_text(&result, request->is_dry);
    return kam_import_end(request, result.balance.refused);
}
