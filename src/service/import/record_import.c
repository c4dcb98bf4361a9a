/* The run: files, row by row, into one batch. */
#include "service/import/record_import.h"

#include <string.h>

#include "base/text.h"
#include "domain/types.h"
#include "record/audit.h"
#include "record/value.h"
#include "sales/ingest/rejects.h"
#include "service/batch_note.h"
#include "service/import/row.h"
#include "store/statements.h"

#define PROGRESS_ROWS 256
#define LONGEST_SHOWN 80 /* characters of a value that a result tells */

typedef struct {
    const KamWork *work;
    const KamRecordType *type;
    const KamRecordImportOptions *options;
    gint64 batch;
    gint64 audit_from; /* the rows of the audit behind this one are the batch's */
    KamImportRows rows;
    KamRejects *rejects; /* of the file at hand; NULL: only counted */
    KamRecordImportResult result;
} Import;

const KamRecordType *
kam_record_import_find_type(const char *plural)
{
    if (kam_record_kind_from_name(plural) != KAM_RECORD_N)
        return NULL;
    return kam_record_type_find_plural(kam_domain_types(), plural);
}

gboolean
kam_record_import_check_right(const KamActor *actor, const KamRecordType *type, GError **error)
{
    KamPermission permission = type->write_permission != 0 ? type->write_permission : KAM_PERM_BUSINESS_WRITE;

    if (kam_policy_allows(actor, permission))
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_DENIED, "your role may not change %s; it needs the right '%s'",
                type->plural, kam_permission_name(permission));
    kam_error_set_reason(error, "role_may_not", NULL);
    return FALSE;
}

static void
clear_shown(gpointer data)
{
    KamImportedRecord *shown = data;

    g_free(shown->title);
    g_free(shown->fields);
}

static void
init_result(KamRecordImportResult *result, const KamRecordType *type)
{
    *result = (KamRecordImportResult) { .type = type };
    result->columns = g_ptr_array_new_with_free_func(g_free);
    result->passed = g_ptr_array_new_with_free_func(g_free);
    result->shown = g_array_new(FALSE, FALSE, sizeof(KamImportedRecord));
    g_array_set_clear_func(result->shown, clear_shown);
}

void
kam_record_import_result_clear(KamRecordImportResult *result)
{
    g_clear_pointer(&result->columns, g_ptr_array_unref);
    g_clear_pointer(&result->passed, g_ptr_array_unref);
    g_clear_pointer(&result->shown, g_array_unref);
}

/* --- what is shown of a change --- */

static char *
say_value(const KamField *field, const KamFieldValue *value, KamLanguage language)
{
    g_autofree char *text = kam_value_to_text(field, value, language);

    if (g_utf8_strlen(text, -1) > LONGEST_SHOWN)
        *g_utf8_offset_to_pointer(text, LONGEST_SHOWN) = '\0';
    return g_steal_pointer(&text);
}

static char *
say_changes(const KamRecord *before, const KamRecord *after, KamLanguage language)
{
    GString *out = g_string_new(NULL);

    for (const KamField *field = after->type->fields; field->name != NULL; field++) {
        guint i = kam_field_index(after->type, field);
        g_autofree char *from = NULL;
        g_autofree char *to = NULL;

        if (field->field_class == KAM_INTERNAL || kam_record_equal_field(before, after, i))
            continue;
        from = say_value(field, &before->values[i], language);
        to = say_value(field, &after->values[i], language);
        g_string_append_printf(out, "%s%s: '%s' -> '%s'", out->len == 0 ? "" : "; ", field->name, from, to);
    }
    return g_string_free(out, FALSE);
}

static void
show(Import *import, guint64 row, const KamRecord *before, const KamRecord *after)
{
    KamRecordImportResult *result = &import->result;
    const KamField *title = kam_record_type_field(import->type, import->type->title);
    KamImportedRecord shown = { .row = row, .is_new = before == NULL };

    if (after == NULL || result->shown->len >= KAM_IMPORT_MAX_SHOWN)
        return;
    shown.id = after->id;
    shown.title = say_value(title, &after->values[kam_field_index(import->type, title)], result->language);
    shown.fields = before == NULL ? NULL : say_changes(before, after, result->language);
    g_array_append_val(result->shown, shown);
}

/* --- rows --- */

static gboolean
is_header_again(const KamImportColumns *columns, const KamRow *row)
{
    guint same = 0;

    for (guint c = 0; c + 1 < columns->headers->len; c++) {
        KamCell cell = kam_row_get_cell(row, (int)c);
        const char *header = columns->headers->pdata[c];

        if (cell.length == 0)
            continue;
        if (!kam_text_equal(cell.text, cell.length, header, strlen(header)))
            return FALSE;
        same++;
    }
    return same > 0;
}

static guint
column_of(const KamImportColumns *columns, const char *pointer)
{
    for (guint i = 0; i < columns->taken->len; i++) {
        const KamImportColumn *column = &g_array_index(columns->taken, KamImportColumn, i);

        if (*pointer == '/' && strcmp(column->field->name, pointer + 1) == 0)
            return column->column + 1;
    }
    return 0;
}

static char *
join_faults(const KamFaults *faults)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < faults->list->len; i++) {
        const KamFault *fault = faults->list->pdata[i];

        if (!fault->is_warning)
            g_string_append_printf(out, "%s%s%s%s", out->len == 0 ? "" : "; ",
                                   *fault->pointer == '/' ? fault->pointer + 1 : "", *fault->pointer == '/' ? ": " : "",
                                   fault->detail);
    }
    return g_string_free(out, FALSE);
}

static const KamFault *
first_fault(const KamFaults *faults)
{
    for (guint i = 0; i < faults->list->len; i++)
        if (!((const KamFault *)faults->list->pdata[i])->is_warning)
            return faults->list->pdata[i];
    return NULL;
}

static gboolean
refuse_row(Import *import, const KamRow *row, const KamFaults *faults, GError **error)
{
    const KamFault *fault = first_fault(faults);
    KamReject reject = { .row = row->number, .field = KAM_FIELD_N };
    KamCell cell;
    gboolean done;

    import->result.refused++;
    if (import->rejects == NULL)
        return TRUE;
    reject.column = column_of(import->rows.columns, fault->pointer);
    cell = kam_row_get_cell(row, (int)reject.column - 1);
    reject.value = g_strndup(cell.text, cell.length);
    reject.reason = join_faults(faults);
    done = kam_rejects_add(import->rejects, &reject, row, error);
    kam_reject_clear(&reject);
    return done;
}

static gboolean
take_row(Import *import, const KamRow *row, GError **error)
{
    KamRecordImportResult *result = &import->result;
    g_auto(KamFaults) faults = { 0 };
    g_autoptr(KamRecord) before = NULL;
    g_autoptr(KamRecord) after = NULL;
    KamImportOutcome outcome;

    kam_faults_init(&faults);
    result->read++;
    if (!kam_import_take_row(&import->rows, row, &faults, &outcome, &before, &after, error))
        return FALSE;
    result->created += outcome == KAM_IMPORT_CREATED;
    result->changed += outcome == KAM_IMPORT_CHANGED;
    result->equal += outcome == KAM_IMPORT_EQUAL;
    show(import, row->number, before, after);
    return outcome != KAM_IMPORT_REFUSED || refuse_row(import, row, &faults, error);
}

static gboolean
report_progress(const Import *import, const KamTable *table, GError **error)
{
    const KamProgress *progress = &import->options->progress;
    guint64 done = 0, total = 0;

    if (progress->report == NULL || import->result.read % PROGRESS_ROWS != 0)
        return TRUE;
    kam_table_get_progress(table, &done, &total);
    if (progress->report(progress->data, import->result.read, done, total))
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_CANCELLED, "import cancelled, nothing was changed");
    return FALSE;
}

static gboolean
read_rows(Import *import, KamTable *table, const KamImportColumns *columns, GError **error)
{
    KamRead read;
    KamRow row;

    while ((read = kam_table_next(table, &row, error)) == KAM_READ_ROW) {
        if (row.number <= columns->last_header_row || kam_row_count_filled(&row, NULL) == 0 ||
            is_header_again(columns, &row))
            continue;
        if (!take_row(import, &row, error) || !report_progress(import, table, error))
            return FALSE;
    }
    return read == KAM_READ_END;
}

/* --- files --- */

static gboolean
refuse_invoices(const KamTable *table, const char *path, GError **error)
{
    KamTableFacts facts;

    kam_table_get_facts(table, &facts);
    if (facts.format != KAM_FORMAT_UBL)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "'%s' holds e-invoices and no records; import it as sales", path);
    kam_error_set_reason(error, "file_is_invoices", "file", path, NULL);
    return FALSE;
}

static void
note_columns(Import *import, const KamImportColumns *columns)
{
    KamRecordImportResult *result = &import->result;

    result->language = columns->language;
    for (guint i = 0; i < columns->taken->len; i++) {
        const KamImportColumn *column = &g_array_index(columns->taken, KamImportColumn, i);

        g_ptr_array_add(result->columns, g_strdup(column->field->name));
        g_ptr_array_add(result->columns, g_strdup(column->header));
    }
    for (guint i = 0; i < columns->passed->len; i++)
        g_ptr_array_add(result->passed, g_strdup(columns->passed->pdata[i]));
}

static gboolean
read_table(Import *import, KamTable *table, guint number, const char *path, GError **error)
{
    g_autoptr(KamSample) sample = kam_sample_read(table, error);
    g_auto(KamImportColumns) columns = { 0 };
    g_autofree char *name = g_path_get_basename(path);
    g_autoptr(KamRejects) rejects = NULL;

    if (sample == NULL ||
        !kam_import_columns_find(&columns, import->type, import->work->actor, sample, &import->options->wish, name,
                                 error) ||
        !kam_table_rewind(table, error))
        return FALSE;
    note_columns(import, &columns);
    if (import->options->rejects_path != NULL)
        rejects = kam_rejects_new(import->options->rejects_path, number, (const char *const *)columns.headers->pdata);
    import->rejects = rejects;
    kam_import_rows_begin_file(&import->rows, &columns);
    return read_rows(import, table, &columns, error) && (rejects == NULL || kam_rejects_finish(rejects, error));
}

static gboolean
read_files(Import *import, const char *const *paths, GError **error)
{
    for (guint i = 0; paths[i] != NULL; i++) {
        g_autoptr(KamTable) table = kam_table_open(paths[i], &import->options->table, error);

        if (table == NULL || !refuse_invoices(table, paths[i], error) || !read_table(import, table, i, paths[i], error))
            return FALSE;
    }
    if (import->result.read > 0)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "there is no row below the header of '%s'", paths[0]);
    kam_error_set_reason(error, "file_no_rows", "file", paths[0], NULL);
    return FALSE;
}

/* --- the batch --- */

static char *
files_to_json(const char *const *paths)
{
    GString *out = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, out, 0);
    kam_json_begin_array(&json, NULL);
    for (; *paths != NULL; paths++) {
        g_autofree char *name = g_path_get_basename(*paths);

        kam_json_begin_object(&json, NULL);
        kam_json_text(&json, "name", name);
        kam_json_end_object(&json);
    }
    kam_json_end_array(&json);
    return g_string_free(out, FALSE);
}

static void
write_lines(const KamRecordImportResult *result, KamJson *json)
{
    kam_json_int(json, "read", (gint64)result->read);
    kam_json_int(json, "taken", (gint64)(result->created + result->changed));
    kam_json_int(json, "repeated", (gint64)result->equal);
    kam_json_int(json, "refused", (gint64)result->refused);
    kam_json_int(json, "new", (gint64)result->created);
    kam_json_int(json, "changed", (gint64)result->changed);
    kam_json_int(json, "equal", (gint64)result->equal);
}

/* The end of the audit stays this transaction's own, so what it adds are the rows between two numbers. */
static char *
balance_to_json(const Import *import, gint64 audit_until)
{
    GString *out = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, out, 0);
    kam_json_begin_object(&json, NULL);
    write_lines(&import->result, &json);
    kam_json_begin_object(&json, "audit");
    kam_json_int(&json, "from", import->audit_from);
    kam_json_int(&json, "until", audit_until);
    kam_json_end_object(&json);
    kam_json_end_object(&json);
    return g_string_free(out, FALSE);
}

static gboolean
write_batch(Import *import, const char *const *paths, GError **error)
{
    const KamRecordImportResult *result = &import->result;
    g_autofree char *files = files_to_json(paths);
    g_autofree char *balance = NULL;
    const KamBatchBy by = { import->work->actor, import->work->now_ms, import->options->profile };
    g_autoptr(KamStmt) stmt = NULL;
    gint64 audit_until;

    if (!kam_db_get_int(import->work->db, kam_sql("audit_entry_last_seq"), &audit_until, error) ||
        (stmt = kam_stmt_new(import->work->db, kam_sql("batch_insert"), error)) == NULL)
        return FALSE;
    balance = balance_to_json(import, audit_until);
    kam_stmt_bind_int(stmt, 1, import->batch);
    kam_stmt_bind_text(stmt, 2, import->type->plural);
    kam_stmt_bind_int(stmt, 3, import->work->now_ms);
    kam_stmt_bind_int(stmt, 4, g_get_real_time() / 1000);
    kam_stmt_bind_text(stmt, 5, files);
    kam_stmt_bind_text(stmt, 6, balance);
    kam_stmt_bind_int(stmt, 7, (gint64)(result->created + result->changed));
    kam_stmt_bind_int(stmt, 8, 0);
    kam_stmt_bind_text(stmt, 9, "XXX");
    return kam_stmt_step(stmt, error) != KAM_STEP_FAILED &&
           kam_batch_set_origin(import->work->db, import->batch, &by, error);
}

/* Says in the audit that an import begins, which also takes the end of its chain until the transaction ends. */
static gboolean
begin_batch(Import *import, GError **error)
{
    KamDb *db = import->work->db;
    g_autofree char *changes = NULL;

    if (!kam_db_run(db, kam_sql("sales_version_hold"), NULL, 0, error) ||
        !kam_db_get_int(db, kam_sql("batch_next_id"), &import->batch, error))
        return FALSE;
    changes = g_strdup_printf("{\"batch\":[null,%" G_GINT64_FORMAT "]}", import->batch);
    return kam_audit_add(import->work, "import", import->type->name, 0, 0, changes, error) &&
           kam_db_get_int(db, kam_sql("audit_entry_last_seq"), &import->audit_from, error);
}

static gboolean
run_import(Import *import, const char *const *paths, GError **error)
{
    g_autoptr(KamTx) tx = kam_tx_begin(import->work->db, error);

    if (tx == NULL || !begin_batch(import, error) || !read_files(import, paths, error))
        return FALSE;
    if (import->options->is_dry || import->result.created + import->result.changed == 0)
        return TRUE;
    import->result.batch = import->batch;
    return write_batch(import, paths, error) && kam_tx_commit(tx, error);
}

gboolean
kam_record_import_run(const KamWork *work, const KamRecordType *type, const char *const *paths,
                      const KamRecordImportOptions *options, KamRecordImportResult *result, GError **error)
{
    Import import = { .work = work, .type = type, .options = options };
    gboolean done;

    g_return_val_if_fail(paths != NULL && paths[0] != NULL, FALSE);
    if (!kam_record_import_check_right(work->actor, type, error) ||
        (options->rejects_path != NULL && !kam_rejects_check_path(options->rejects_path, paths, error)))
        return FALSE;
    init_result(&import.result, type);
    kam_import_rows_init(&import.rows, work, type);
    done = run_import(&import, paths, error);
    kam_import_rows_clear(&import.rows);
    if (!done) {
        kam_record_import_result_clear(&import.result);
        return FALSE;
    }
    *result = import.result;
    /* What was committed stands, whether or not tidying up after it works. */
    if (result->batch != 0)
        kam_db_settle(work->db, NULL);
    return TRUE;
}

/* --- the result --- */

static void
write_columns(const KamRecordImportResult *result, KamJson *json)
{
    kam_json_begin_array(json, "columns");
    for (guint i = 0; i + 1 < result->columns->len; i += 2) {
        kam_json_begin_object(json, NULL);
        kam_json_text(json, "field", result->columns->pdata[i]);
        kam_json_text(json, "header", result->columns->pdata[i + 1]);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
    kam_json_begin_array(json, "passed_over");
    for (guint i = 0; i < result->passed->len; i++)
        kam_json_text(json, NULL, result->passed->pdata[i]);
    kam_json_end_array(json);
}

static void
write_shown(const KamRecordImportResult *result, KamJson *json)
{
    kam_json_begin_array(json, "changes");
    for (guint i = 0; i < result->shown->len; i++) {
        const KamImportedRecord *shown = &g_array_index(result->shown, KamImportedRecord, i);

        kam_json_begin_object(json, NULL);
        kam_json_int(json, "row", (gint64)shown->row);
        kam_json_id(json, "id", shown->id);
        kam_json_bool(json, "new", shown->is_new);
        kam_json_text(json, "title", shown->title);
        kam_json_text(json, "fields", shown->fields);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
}

void
kam_record_import_to_json(const KamRecordImportResult *result, KamJson *json)
{
    g_autofree char *created = g_strconcat("new_", result->type->plural, NULL);
    g_autofree char *changed = g_strconcat("changed_", result->type->plural, NULL);

    kam_json_begin_object(json, NULL);
    if (result->batch == 0)
        kam_json_null(json, "batch");
    else
        kam_json_int(json, "batch", result->batch);
    kam_json_text(json, "kind", result->type->plural);
    kam_json_text(json, "language", kam_language_tag(result->language));
    kam_json_begin_object(json, "lines");
    write_lines(result, json);
    kam_json_end_object(json);
    kam_json_int(json, created, (gint64)result->created);
    kam_json_int(json, changed, (gint64)result->changed);
    write_columns(result, json);
    write_shown(result, json);
    kam_json_end_object(json);
}
