/* Previews: the rows that are shown, and the members that are the same for every kind. */
#include "service/import/preview.h"

#include <string.h>

#include "service/batches.h"
#include "service/import/preview_parts.h"
#include "service/import/profile_body.h"
#include "service/import/profiles.h"
#include "service/import/record_import.h"

#define MAX_FAULTS 50
#define MAX_CELL_BYTES 400

static void
clear_fault(gpointer data)
{
    KamPreviewFault *fault = data;

    g_free(fault->field);
    g_free(fault->value);
    g_free(fault->reason);
}

static void
clear_row(gpointer data)
{
    KamPreviewRow *row = data;

    g_ptr_array_unref(row->cells);
    g_array_unref(row->faults);
    g_free(row->values);
}

static GArray *
new_faults(void)
{
    GArray *faults = g_array_new(FALSE, FALSE, sizeof(KamPreviewFault));

    g_array_set_clear_func(faults, clear_fault);
    return faults;
}

void
kam_preview_init(KamPreview *preview, const KamWork *work, const KamPreviewWish *wish, KamJson *json)
{
    *preview = (KamPreview) { .work = work, .wish = wish, .json = json };
    kam_questions_init(&preview->questions);
    preview->assumed = g_array_new(FALSE, FALSE, sizeof(int));
    preview->rows = g_array_new(FALSE, FALSE, sizeof(KamPreviewRow));
    g_array_set_clear_func(preview->rows, clear_row);
    preview->faults = new_faults();
    preview->profiles = g_ptr_array_new_with_free_func(g_free);
}

void
kam_preview_clear(KamPreview *preview)
{
    kam_questions_clear(&preview->questions);
    g_clear_pointer(&preview->assumed, g_array_unref);
    g_clear_pointer(&preview->rows, g_array_unref);
    g_clear_pointer(&preview->faults, g_array_unref);
    g_clear_pointer(&preview->profiles, g_ptr_array_unref);
}

/* At most some bytes, and whole letters only. */
static char *
dup_shortened(const char *text, gsize length)
{
    gsize end = MIN(length, MAX_CELL_BYTES);

    while (end < length && end > 0 && ((guchar)text[end] & 0xC0) == 0x80)
        end--;
    return g_strndup(text, end);
}

static KamPreviewRow
row_from_table(const KamRow *row)
{
    KamPreviewRow shown = { .number = row->number,
                            .cells = g_ptr_array_new_with_free_func(g_free),
                            .faults = new_faults() };

    for (guint c = 0; c < MIN(row->n_cells, KAM_PREVIEW_MAX_COLUMNS); c++)
        g_ptr_array_add(shown.cells, dup_shortened(row->cells[c].text, row->cells[c].length));
    return shown;
}

void
kam_preview_take_rows(KamPreview *preview, const KamSample *sample, guint64 last_header_row)
{
    preview->n_columns = MIN(sample->n_columns, KAM_PREVIEW_MAX_COLUMNS);
    preview->is_whole = sample->is_whole;
    for (guint r = 0; r < sample->rows->len; r++) {
        const KamRow *row = kam_sample_get_row(sample, r);
        KamPreviewRow shown;

        preview->last_row = row->number;
        if (row->number <= last_header_row || preview->rows->len >= preview->wish->rows)
            continue;
        shown = row_from_table(row);
        g_array_append_val(preview->rows, shown);
    }
}

gboolean
kam_preview_find_profiles(KamPreview *preview, const KamSample *sample, GError **error)
{
    g_autoptr(GArray) profiles = kam_import_profile_list(preview->work->db, error);

    for (guint i = 0; profiles != NULL && i < profiles->len; i++) {
        const KamImportProfile *profile = &g_array_index(profiles, KamImportProfile, i);

        if (strcmp(profile->kind, preview->wish->kind) == 0 && kam_import_profile_fits(profile->body, sample))
            g_ptr_array_add(preview->profiles, g_strdup(profile->name));
    }
    return profiles != NULL;
}

KamPreviewRow *
kam_preview_find_row(const KamPreview *preview, guint64 number)
{
    guint low = 0, high = preview->rows->len;

    while (low < high) {
        guint middle = (low + high) / 2;
        KamPreviewRow *row = &g_array_index(preview->rows, KamPreviewRow, middle);

        if (row->number == number)
            return row;
        if (row->number < number)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static KamPreviewFault
make_fault(guint64 row, guint column, const char *field, const char *value, const char *reason)
{
    return (KamPreviewFault) { .row = row,
                               .column = column,
                               .field = g_strdup(field),
                               .value = value == NULL ? NULL : dup_shortened(value, strlen(value)),
                               .reason = g_strdup(reason),
                               .count = 1 };
}

void
kam_preview_add_fault(KamPreview *preview, guint64 row, guint column, const char *field, const char *value,
                      const char *reason)
{
    KamPreviewRow *shown = kam_preview_find_row(preview, row);
    KamPreviewFault fault;

    if (shown != NULL) {
        fault = make_fault(row, column, field, value, reason);
        shown->state = KAM_PREVIEW_REFUSED;
        g_array_append_val(shown->faults, fault);
    }
    for (guint i = 0; i < preview->faults->len; i++) {
        KamPreviewFault *known = &g_array_index(preview->faults, KamPreviewFault, i);

        if (g_strcmp0(known->field, field) == 0 && strcmp(known->reason, reason) == 0) {
            known->count++;
            return;
        }
    }
    if (preview->faults->len >= MAX_FAULTS)
        return;
    fault = make_fault(row, column, field, value, reason);
    g_array_append_val(preview->faults, fault);
}

void
kam_preview_assume(KamPreview *preview, int answer)
{
    g_array_append_val(preview->assumed, answer);
}

/* --- members --- */

static void
write_optional(KamJson *json, const char *name, const char *text)
{
    kam_json_text(json, name, text == NULL || *text == '\0' ? NULL : text);
}

void
kam_preview_write_source(KamPreview *preview, const KamTableFacts *facts, const char *const *sheets)
{
    static const char *const formats[] = { NULL, "csv", "xlsx", "ubl" };
    char delimiter[] = { facts->delimiter, '\0' };
    KamJson *json = preview->json;

    kam_json_begin_object(json, "source");
    kam_json_text(json, "format", formats[facts->format]);
    write_optional(json, "compression", facts->compression);
    write_optional(json, "encoding", facts->encoding);
    write_optional(json, "delimiter", facts->delimiter == '\t' ? "tab" : delimiter);
    kam_json_begin_array(json, "sheets");
    for (; sheets != NULL && *sheets != NULL; sheets++)
        kam_json_text(json, NULL, *sheets);
    kam_json_end_array(json);
    write_optional(json, "why", facts->why);
    kam_json_end_object(json);
}

void
kam_preview_write_columns(KamPreview *preview, const char *const *headers,
                          const char *(*field_of)(gpointer data, guint column), gpointer data)
{
    guint n_headers = headers == NULL ? 0 : g_strv_length((char **)(guintptr)headers);
    guint n = MIN(MAX(n_headers, preview->n_columns), KAM_PREVIEW_MAX_COLUMNS);
    KamJson *json = preview->json;

    kam_json_begin_array(json, "columns");
    for (guint c = 0; c < n; c++) {
        kam_json_begin_object(json, NULL);
        kam_json_int(json, "column", (gint64)c + 1);
        kam_json_text(json, "header", c < n_headers ? headers[c] : "");
        kam_json_text(json, "field", field_of(data, c));
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
}

static void
write_fault(KamJson *json, const KamPreviewFault *fault, gboolean is_counted)
{
    kam_json_begin_object(json, NULL);
    if (is_counted) {
        kam_json_int(json, "row", (gint64)fault->row);
        kam_json_int(json, "count", (gint64)fault->count);
    }
    if (fault->column == 0)
        kam_json_null(json, "column");
    else
        kam_json_int(json, "column", fault->column);
    kam_json_text(json, "field", fault->field);
    kam_json_text(json, "value", fault->value);
    kam_json_text(json, "reason", fault->reason);
    kam_json_end_object(json);
}

static void
write_faults(KamJson *json, const GArray *faults, gboolean is_counted)
{
    kam_json_begin_array(json, "faults");
    for (guint i = 0; i < faults->len; i++)
        write_fault(json, &g_array_index(faults, KamPreviewFault, i), is_counted);
    kam_json_end_array(json);
}

static void
write_row(KamJson *json, const KamPreviewRow *row)
{
    static const char *const states[] = { "unread", "taken", "skipped", "refused" };

    kam_json_begin_object(json, NULL);
    kam_json_int(json, "row", (gint64)row->number);
    kam_json_text(json, "state", states[row->state]);
    kam_json_text(json, "skipped", row->skipped);
    kam_json_begin_array(json, "cells");
    for (guint c = 0; c < row->cells->len; c++)
        kam_json_text(json, NULL, row->cells->pdata[c]);
    kam_json_end_array(json);
    if (row->values == NULL)
        kam_json_null(json, "values");
    else
        kam_json_raw(json, "values", row->values);
    write_faults(json, row->faults, FALSE);
    kam_json_end_object(json);
}

static void
write_question(KamJson *json, const KamQuestion *question, int assumed)
{
    kam_json_begin_object(json, NULL);
    kam_json_text(json, "about", question->about);
    kam_json_text(json, "field", question->field < KAM_FIELD_N ? kam_field_name(question->field) : NULL);
    if (question->column < 0)
        kam_json_null(json, "column");
    else
        kam_json_int(json, "column", question->column + 1);
    kam_json_text(json, "example", question->example);
    kam_json_begin_array(json, "answers");
    for (guint i = 0; i < question->answers->len; i++) {
        const KamAnswer *answer = &g_array_index(question->answers, KamAnswer, i);

        kam_json_begin_object(json, NULL);
        kam_json_text(json, "setting", answer->setting);
        kam_json_text(json, "value", answer->value);
        kam_json_text(json, "reading", answer->reading);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
    if (assumed < 0)
        kam_json_null(json, "assumed");
    else
        kam_json_int(json, "assumed", assumed);
    /* Files without a currency can be imported: their amounts are then in none. */
    kam_json_bool(json, "blocks", strcmp(question->about, "currency") != 0);
    kam_json_end_object(json);
}

static void
write_questions(const KamPreview *preview)
{
    kam_json_begin_array(preview->json, "questions");
    for (guint i = 0; i < preview->questions.items->len; i++)
        write_question(preview->json, &g_array_index(preview->questions.items, KamQuestion, i),
                       i < preview->assumed->len ? g_array_index(preview->assumed, int, i) : -1);
    kam_json_end_array(preview->json);
}

void
kam_preview_write_rest(KamPreview *preview)
{
    KamJson *json = preview->json;

    kam_json_begin_array(json, "rows");
    for (guint r = 0; r < preview->rows->len; r++)
        write_row(json, &g_array_index(preview->rows, KamPreviewRow, r));
    kam_json_end_array(json);
    kam_json_begin_object(json, "counts");
    kam_json_int(json, "taken", (gint64)preview->taken);
    kam_json_int(json, "skipped", (gint64)preview->skipped);
    kam_json_int(json, "refused", (gint64)preview->refused);
    kam_json_bool(json, "is_whole", preview->is_whole);
    kam_json_end_object(json);
    write_faults(json, preview->faults, TRUE);
    write_questions(preview);
    kam_json_begin_array(json, "profiles");
    for (guint i = 0; i < preview->profiles->len; i++)
        kam_json_text(json, NULL, preview->profiles->pdata[i]);
    kam_json_end_array(json);
}

void
kam_preview_write_fault(KamPreview *preview, const GError *fault)
{
    g_autofree char *name = g_path_get_basename(preview->wish->path);
    GString *text;

    if (fault == NULL) {
        kam_json_null(preview->json, "fault");
        return;
    }
    text = g_string_new(fault->message);
    g_string_replace(text, preview->wish->path, name, 0);
    kam_json_text(preview->json, "fault", text->str);
    g_string_free(text, TRUE);
}

gboolean
kam_import_preview(const KamWork *work, const KamPreviewWish *wish, KamJson *json, GError **error)
{
    g_auto(KamPreview) preview = { 0 };
    gboolean is_sales = strcmp(wish->kind, "sales") == 0;

    if (!kam_service_check_import_kind(wish->kind, error))
        return FALSE;
    kam_preview_init(&preview, work, wish, json);
    kam_json_text(json, "kind", wish->kind);
    if (is_sales)
        return kam_preview_sales(&preview, error);
    return kam_record_import_find_type(wish->kind) != NULL ? kam_preview_records(&preview, error)
                                                           : kam_preview_list(&preview, error);
}
