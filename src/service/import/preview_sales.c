/* The preview of a file of invoice lines. What only a person can say is asked, the first answer holds meanwhile, and
 * the file is looked at again, so that one look shows all questions and rows as they would be read. */
#include <string.h>

#include "base/date.h"
#include "sales/currency.h"
#include "sales/rates.h"
#include "sales/setting.h"
#include "service/import/preview_parts.h"
#include "service/import/settings.h"

/* Answers that are taken without asking before it is left to the person. */
#define MAX_TRIES 8
/* Rows looked at for what the first ones leave open: a third of a second at most. */
#define MAX_LOOK_ROWS 200000

typedef struct {
    KamPreview *preview;
    KamLineOptions options;
    GStringChunk *texts;
    char **sheets;
    KamLineReader *reader;
    GError *fault;
    KamReading reading; /* of a reader without fault */
} Look;

static void
look_clear(Look *look)
{
    g_clear_pointer(&look->texts, g_string_chunk_free);
    g_clear_pointer(&look->sheets, g_strfreev);
    g_clear_pointer(&look->reader, kam_line_reader_free);
    g_clear_error(&look->fault);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Look, look_clear)

/* --- opening --- */

/* Sheets with different columns: which one is meant? */
static gboolean
ask_for_sheet(Look *look, const GError *error)
{
    KamQuestion *question;

    if (!g_error_matches(error, KAM_ERROR, KAM_ERROR_AMBIGUOUS) || g_strv_length(look->sheets) < 2 ||
        look->options.table.sheet != NULL)
        return FALSE;
    question = kam_questions_ask(&look->preview->questions, "sheet", KAM_FIELD_N, -1, NULL);
    for (char **sheet = look->sheets; *sheet != NULL; sheet++)
        kam_question_add(question, "sheet", *sheet, NULL);
    return TRUE;
}

/* Take the first answer of the newest question, when there is a new one and it has any. */
static gboolean
assume_answer(Look *look, guint n_before)
{
    KamPreview *preview = look->preview;
    const KamQuestion *question;
    const KamAnswer *answer;
    gboolean is_assumed;

    if (preview->questions.items->len == n_before)
        return FALSE;
    question = &g_array_index(preview->questions.items, KamQuestion, preview->questions.items->len - 1);
    answer = question->answers->len == 0 ? NULL : &g_array_index(question->answers, KamAnswer, 0);
    is_assumed = answer != NULL && kam_line_setting_set(&look->options, answer->setting,
                                                        g_string_chunk_insert(look->texts, answer->value), NULL);
    kam_preview_assume(preview, is_assumed ? 0 : -1);
    return is_assumed;
}

static gboolean
open_once(Look *look, GError **error)
{
    g_autoptr(GError) failure = NULL;

    look->reader = kam_line_reader_open_to_look(look->preview->wish->path, &look->options, &look->fault, &failure);
    if (look->reader != NULL || ask_for_sheet(look, failure))
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&failure));
    return FALSE;
}

static gboolean
open_file(Look *look, GError **error)
{
    for (guint i = 0;; i++) {
        guint n_before = look->preview->questions.items->len;

        if (!open_once(look, error))
            return FALSE;
        if (look->reader != NULL && look->fault == NULL)
            return TRUE;
        if (i >= MAX_TRIES || !assume_answer(look, n_before))
            return look->reader != NULL;
        g_clear_pointer(&look->reader, kam_line_reader_free);
        g_clear_error(&look->fault);
    }
}

static gboolean
take_rows(Look *look, GError **error)
{
    g_autoptr(KamTable) table = kam_table_open(look->preview->wish->path, &look->options.table, error);
    g_autoptr(KamSample) sample = table == NULL ? NULL : kam_sample_read(table, error);

    if (sample == NULL)
        return FALSE;
    kam_preview_take_rows(look->preview, sample, look->reading.last_header_row);
    return kam_preview_find_profiles(look->preview, sample, error);
}

/* --- reading --- */

static void
put_slice(KamJson *json, const char *name, KamSlice slice)
{
    if (slice.length > 0)
        kam_json_text_n(json, name, slice.text, slice.length);
}

static void
put_micro(KamJson *json, const char *name, gint64 micro)
{
    char *text = kam_micro_to_text(micro, micro % (KAM_MICRO / 100) == 0 ? 2 : 6);

    kam_json_text(json, name, text);
    g_free(text);
}

static char *
values_of(const KamLine *line)
{
    GString *out = g_string_new(NULL);
    char day[11];
    KamJson json;

    kam_day_to_iso(line->day, day);
    kam_json_init(&json, out, 0);
    kam_json_begin_object(&json, NULL);
    kam_json_text(&json, "date", day);
    put_slice(&json, "document", line->document);
    put_slice(&json, "account_number", line->account_number);
    put_slice(&json, "account_name", line->account_name);
    put_slice(&json, "tax_number", line->tax_number);
    put_slice(&json, "country", line->country);
    put_slice(&json, "product_number", line->product_number);
    put_slice(&json, "product_name", line->product_name);
    put_slice(&json, "category", line->category);
    put_slice(&json, "unit", line->unit);
    put_slice(&json, "currency", line->currency);
    put_slice(&json, "seller", line->seller);
    put_micro(&json, "quantity", line->quantity_micro);
    put_micro(&json, "net", line->net_micro);
    if (line->flags & KAM_LINE_HAS_COST)
        put_micro(&json, "cost", line->cost_micro);
    kam_json_bool(&json, "is_credit", (line->flags & KAM_LINE_CREDIT) != 0);
    kam_json_end_object(&json);
    return g_string_free(out, FALSE);
}

static const char *
why_skipped(const KamLineCounts *before, const KamLineCounts *after)
{
    return after->cancelled > before->cancelled       ? "cancelled"
           : after->advance > before->advance         ? "advance"
           : after->not_product > before->not_product ? "not_product"
                                                      : "layout";
}

static void
note_skipped(Look *look, guint64 number, const KamLineCounts *before)
{
    KamPreviewRow *row = kam_preview_find_row(look->preview, number);
    KamLineCounts after;

    look->preview->skipped++;
    if (row == NULL)
        return;
    kam_line_reader_get_counts(look->reader, &after);
    row->state = KAM_PREVIEW_SKIPPED;
    row->skipped = why_skipped(before, &after);
}

static void
note_taken(Look *look, const KamLine *line, KamPreviewMatches *matches)
{
    KamPreviewRow *row = kam_preview_find_row(look->preview, line->row);

    look->preview->taken++;
    kam_preview_matches_add(matches, line);
    if (row == NULL)
        return;
    row->state = KAM_PREVIEW_TAKEN;
    row->values = values_of(line);
}

static void
note_refused(Look *look, KamReject *reject)
{
    look->preview->refused++;
    kam_preview_add_fault(look->preview, reject->row, reject->column,
                          reject->field < KAM_FIELD_N ? kam_field_name(reject->field) : NULL, reject->value,
                          reject->reason);
    kam_reject_clear(reject);
}

static gboolean
read_lines(Look *look, KamPreviewMatches *matches, GError **error)
{
    for (;;) {
        KamLineCounts before;
        KamReject reject = { 0 };
        KamLineResult result;
        guint64 number;
        KamLine line;

        kam_line_reader_get_counts(look->reader, &before);
        result = kam_line_reader_next(look->reader, &line, &reject, error);
        if (result == KAM_LINE_FAILED)
            return FALSE;
        if (result == KAM_LINE_END)
            return TRUE;
        number = kam_line_reader_get_row(look->reader)->number;
        if (number > look->preview->last_row) {
            kam_reject_clear(&reject);
            return TRUE;
        }
        if (result == KAM_LINE_TAKEN)
            note_taken(look, &line, matches);
        else if (result == KAM_LINE_REFUSED)
            note_refused(look, &reject);
        else if (number > look->reading.last_header_row)
            note_skipped(look, number, &before);
    }
}

/* --- telling --- */

/* A file that names no currency is most likely in the firm's own. */
static gboolean
ask_for_currency(Look *look, GError **error)
{
    g_autoptr(KamRates) rates = kam_rates_load(look->preview->work->db, error);
    char home[4];
    KamQuestion *question;
    int rival;

    if (rates == NULL)
        return FALSE;
    if (look->options.currency != NULL || look->reading.currency != NULL ||
        kam_line_reader_get_column(look->reader, KAM_FIELD_CURRENCY, NULL, &rival) >= 0)
        return TRUE;
    question = kam_questions_ask(&look->preview->questions, "currency", KAM_FIELD_CURRENCY, -1, NULL);
    kam_currency_unpack(kam_rates_get_home(rates), home);
    if (strcmp(home, "XXX") != 0)
        kam_question_add(question, "currency", home, NULL);
    kam_preview_assume(look->preview, -1);
    return TRUE;
}

static void
write_reading(const Look *look)
{
    KamJson *json = look->preview->json;
    const KamReading *reading = &look->reading;
    char decimal[] = { reading->decimal, '\0' };

    kam_json_begin_object(json, "reading");
    kam_json_text(json, "preset", reading->preset);
    kam_json_text(json, "date_order", reading->date_order);
    kam_json_text(json, "decimal", reading->decimal == 0 ? NULL : decimal);
    kam_json_text(json, "currency", look->options.currency != NULL ? look->options.currency : reading->currency);
    kam_json_text(json, "net_rule", reading->net_rule);
    kam_json_null(json, "language");
    kam_json_end_object(json);
    if (reading->header_row == 0) {
        kam_json_null(json, "header");
        return;
    }
    kam_json_begin_object(json, "header");
    kam_json_int(json, "first", (gint64)reading->header_row);
    kam_json_int(json, "last", (gint64)reading->last_header_row);
    kam_json_end_object(json);
}

static const char *
field_of_column(gpointer data, guint column)
{
    const KamLineReader *reader = data;
    int rival;

    for (KamLineField field = 0; field < KAM_FIELD_N; field++)
        if (kam_line_reader_get_column(reader, field, NULL, &rival) == (int)column)
            return kam_field_name(field);
    return NULL;
}

static void
write_fields(const Look *look)
{
    static const char *const certainties[] = { "none", "hint", "header", "preset", "asked" };
    KamJson *json = look->preview->json;

    kam_json_begin_array(json, "fields");
    for (KamLineField field = 0; field < KAM_FIELD_N; field++) {
        KamCertainty certainty;
        int rival, column = kam_line_reader_get_column(look->reader, field, &certainty, &rival);

        kam_json_begin_object(json, NULL);
        kam_json_text(json, "name", kam_field_name(field));
        kam_json_text(json, "help", kam_field_help(field));
        if (column < 0)
            kam_json_null(json, "column");
        else
            kam_json_int(json, "column", column + 1);
        kam_json_text(json, "certainty", certainties[certainty]);
        if (column < 0 || rival < 0)
            kam_json_null(json, "rival");
        else
            kam_json_int(json, "rival", rival + 1);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
}

static void
write_findings(const Look *look)
{
    KamJson *json = look->preview->json;
    gsize n;
    const KamFinding *findings = kam_line_reader_get_findings(look->reader, &n);

    kam_json_begin_array(json, "findings");
    for (gsize i = 0; i < n; i++) {
        kam_json_begin_object(json, NULL);
        kam_json_text(json, "what", findings[i].what);
        kam_json_text(json, "value", findings[i].value);
        kam_json_text(json, "why", findings[i].why);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
}

static void
write_look(Look *look)
{
    KamTableFacts facts;

    kam_line_reader_get_facts(look->reader, &facts);
    kam_preview_write_source(look->preview, &facts, (const char *const *)look->sheets);
    write_reading(look);
    kam_preview_write_columns(look->preview, kam_line_reader_get_headers(look->reader), field_of_column, look->reader);
    write_fields(look);
    kam_preview_write_rest(look->preview);
    write_findings(look);
    kam_preview_write_fault(look->preview, look->fault);
}

gboolean
kam_preview_sales(KamPreview *preview, GError **error)
{
    const KamPreviewWish *wish = preview->wish;
    g_autoptr(KamPreviewMatches) matches = kam_preview_matches_new(preview->work, error);
    g_auto(Look) look = { .preview = preview, .texts = g_string_chunk_new(1024) };

    if (matches == NULL || !kam_import_settings_to_options(wish->settings, preview->work->db, wish->kind, look.texts,
                                                           &look.options, error))
        return FALSE;
    look.options.questions = &preview->questions;
    look.options.max_rows = MAX_LOOK_ROWS;
    look.sheets = kam_table_list_sheets(wish->path, &look.options.table, error);
    if (look.sheets == NULL || !open_file(&look, error))
        return FALSE;
    kam_line_reader_get_reading(look.reader, &look.reading);
    if (!take_rows(&look, error) || (look.fault == NULL && !read_lines(&look, matches, error)))
        return FALSE;
    if (look.fault == NULL && !ask_for_currency(&look, error))
        return FALSE;
    if (look.fault != NULL)
        look.reading =
            (KamReading) { .header_row = look.reading.header_row, .last_header_row = look.reading.last_header_row };
    write_look(&look);
    return kam_preview_matches_to_json(matches, preview->json, error);
}
