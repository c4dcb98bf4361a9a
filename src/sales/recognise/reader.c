/* Opening a file of invoice lines: its first rows are studied, a plan is made, and the file begins again. */
#include <string.h>

#include "sales/recognise/columns.h"
#include "sales/recognise/formats.h"
#include "sales/recognise/layout.h"
#include "sales/recognise/money.h"
#include "sales/recognise/reader_private.h"
#include "sales/recognise/rules.h"
#include "sales/recognise/signs.h"

static const struct {
    KamLineField field;
    guint offset;
} text_fields[] = {
    { KAM_FIELD_DOCUMENT, G_STRUCT_OFFSET(KamLine, document) },
    { KAM_FIELD_ACCOUNT_NUMBER, G_STRUCT_OFFSET(KamLine, account_number) },
    { KAM_FIELD_ACCOUNT_NAME, G_STRUCT_OFFSET(KamLine, account_name) },
    { KAM_FIELD_TAX_NUMBER, G_STRUCT_OFFSET(KamLine, tax_number) },
    { KAM_FIELD_COUNTRY, G_STRUCT_OFFSET(KamLine, country) },
    { KAM_FIELD_SHIP_TO, G_STRUCT_OFFSET(KamLine, ship_to) },
    { KAM_FIELD_PRODUCT_NUMBER, G_STRUCT_OFFSET(KamLine, product_number) },
    { KAM_FIELD_PRODUCT_NAME, G_STRUCT_OFFSET(KamLine, product_name) },
    { KAM_FIELD_CATEGORY, G_STRUCT_OFFSET(KamLine, category) },
    { KAM_FIELD_UNIT, G_STRUCT_OFFSET(KamLine, unit) },
    { KAM_FIELD_SELLER, G_STRUCT_OFFSET(KamLine, seller) },
};
G_STATIC_ASSERT(G_N_ELEMENTS(text_fields) <= KAM_TEXT_FIELDS);

void
kam_reject_clear(KamReject *reject)
{
    g_clear_pointer(&reject->value, g_free);
    g_clear_pointer(&reject->reason, g_free);
}

static void
study_clear(KamStudy *study)
{
    kam_header_clear(&study->header);
    g_clear_pointer(&study->contents, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamStudy, study_clear)

static void
report_table(KamLineReader *reader)
{
    static const char *const formats[] = { "unknown", "CSV", "XLSX", "UBL" };
    KamTableFacts facts;
    char delimiter[2] = { 0 };

    kam_table_get_facts(reader->table, &facts);
    reader->plan.table_format = facts.format;
    kam_findings_add(&reader->findings, "format", formats[facts.format], "%s",
                     facts.why == NULL ? "recognised by its first bytes" : facts.why);
    if (facts.compression[0] != '\0')
        kam_findings_add(&reader->findings, "compression", facts.compression, "recognised by its first bytes");
    if (facts.encoding[0] != '\0')
        kam_findings_add(&reader->findings, "encoding", facts.encoding, "%s", facts.why == NULL ? "" : facts.why);
    delimiter[0] = facts.delimiter;
    if (facts.delimiter != '\0')
        kam_findings_add(&reader->findings, "delimiter", facts.delimiter == '\t' ? "tab" : delimiter, "%s",
                         facts.why == NULL ? "" : facts.why);
}

static gboolean
find_header(KamLineReader *reader, KamStudy *study, GError **error)
{
    KamPlan *plan = &reader->plan;
    const KamSample *sample = study->sample;
    g_autofree char *value = NULL;

    if (!kam_header_find(&study->header, sample, study->options->header_row, error))
        return FALSE;
    study->first_data = study->header.found ? study->header.last + 1 : 0;
    plan->n_columns = sample->n_columns;
    if (!study->header.found) {
        kam_findings_add(study->findings, "header row", "none", "the first rows hold no names of columns");
        return TRUE;
    }
    plan->header_row = kam_sample_get_row(sample, study->header.first)->number;
    plan->last_header_row = kam_sample_get_row(sample, study->header.last)->number;
    value = plan->header_row == plan->last_header_row ? g_strdup_printf("%" G_GUINT64_FORMAT, plan->header_row)
                                                      : g_strdup_printf("%" G_GUINT64_FORMAT " and %" G_GUINT64_FORMAT,
                                                                        plan->header_row, plan->last_header_row);
    if (study->options->header_row > 0)
        kam_findings_add(study->findings, "header row", value, "asked for");
    else
        kam_findings_add(study->findings, "header row", value, "%u of its cells are names of columns",
                         study->header.matches);
    return TRUE;
}

static gboolean
has_cells(const KamSample *sample)
{
    for (guint r = 0; r < sample->rows->len; r++)
        if (kam_row_count_filled(kam_sample_get_row(sample, r), NULL) > 0)
            return TRUE;
    return FALSE;
}

static gboolean
make_plan(KamLineReader *reader, KamStudy *study, GError **error)
{
    KamPlan *plan = &reader->plan;
    gint32 today = (gint32)(g_get_real_time() / G_USEC_PER_SEC / 86400);

    if (!has_cells(study->sample)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "'%s' is empty", reader->path);
        kam_error_set_reason(error, "file_empty", "file", reader->path, NULL);
        return FALSE;
    }
    if (!find_header(reader, study, error) || !kam_columns_choose_preset(plan, study, error))
        return FALSE;
    study->contents = kam_content_gather(study->sample, study->first_data);
    if (!kam_columns_assign(plan, study, error))
        return FALSE;
    if (!kam_rules_require(plan, study, error) || !kam_formats_decide(plan, study, reader->table, today, error))
        return FALSE;
    kam_layout_study(plan, study);
    /* What the layout has shown to be amounts of documents may have been all there was. */
    if (!kam_rules_require(plan, study, error))
        return FALSE;
    if (!kam_rules_decide(plan, study, error))
        return FALSE;
    if (!kam_signs_decide(plan, study, reader->table, error))
        return FALSE;
    kam_money_decide(plan, study);
    if (plan->column[KAM_FIELD_DOCUMENT_DISCOUNT] >= 0)
        kam_findings_add(study->findings, "document discount", "spread",
                         "each line of a document bears its share of column %d by its amount",
                         plan->column[KAM_FIELD_DOCUMENT_DISCOUNT] + 1);
    kam_columns_report(plan, study);
    return TRUE;
}

static void
take_headers(KamLineReader *reader, KamStudy *study)
{
    reader->headers = study->header.texts == NULL ? g_ptr_array_new() : g_steal_pointer(&study->header.texts);
    g_ptr_array_add(reader->headers, NULL);
}

/* What the reading of lines needs at hand, from the plan. */
static void
prepare(KamLineReader *reader, KamStudy *study)
{
    static const KamLineField held[] = { KAM_FIELD_DOCUMENT,       KAM_FIELD_KIND,         KAM_FIELD_STATUS,
                                         KAM_FIELD_ACCOUNT_NUMBER, KAM_FIELD_ACCOUNT_NAME, KAM_FIELD_TAX_NUMBER,
                                         KAM_FIELD_COUNTRY,        KAM_FIELD_SHIP_TO,      KAM_FIELD_CURRENCY,
                                         KAM_FIELD_SELLER };
    KamPlan *plan = &reader->plan;

    for (guint i = 0; i < G_N_ELEMENTS(text_fields); i++) {
        int column = plan->column[text_fields[i].field];

        if (column >= 0)
            reader->texts[reader->n_texts++] =
                (KamTextField) { text_fields[i].field, (guint)column, text_fields[i].offset,
                                 plan->strips_zero_fraction[text_fields[i].field] };
    }
    for (guint i = 0; i < G_N_ELEMENTS(held); i++)
        if (plan->column[held[i]] >= 0)
            reader->held[held[i]] = g_string_new(NULL);
    /* Where a line has no article, another column may still say what was sold. */
    reader->other_name = plan->column[KAM_FIELD_PRODUCT_NAME] < 0 ? -1 : plan->rival[KAM_FIELD_PRODUCT_NAME];
    for (guint f = 0; f < KAM_FIELD_N; f++)
        if (plan->column[f] == reader->other_name)
            reader->other_name = -1;
    take_headers(reader, study);
    reader->held_day = KAM_DAY_NONE;
}

static KamLineReader *
reader_new(const char *path)
{
    KamLineReader *reader = g_new0(KamLineReader, 1);

    reader->path = g_strdup(path);
    for (guint f = 0; f < KAM_FIELD_N; f++)
        reader->plan.column[f] = reader->plan.rival[f] = -1;
    reader->plan.group_column = -1;
    kam_findings_init(&reader->findings);
    kam_ordinals_init(&reader->ordinals);
    kam_row_queue_init(&reader->queues[0]);
    kam_row_queue_init(&reader->queues[1]);
    reader->document = g_string_new(NULL);
    reader->judged = g_string_new(NULL);
    reader->group = g_string_new(NULL);
    return reader;
}

KamLineReader *
kam_line_reader_open(const char *path, const KamLineOptions *options, GError **error)
{
    KamTable *table;

    g_return_val_if_fail(path != NULL && options != NULL, NULL);
    table = kam_table_open(path, &options->table, error);
    return table == NULL ? NULL : kam_line_reader_open_table(table, path, options, error);
}

/* Everything up to the first line; FALSE with *fault when a person has to mend something first. NULL, with *error, when
 * the table cannot be read. */
static KamLineReader *
open_table(KamTable *table, const char *name, const KamLineOptions *options, GError **fault, GError **error)
{
    g_autoptr(KamLineReader) reader = reader_new(name);
    g_autoptr(GError) failure = NULL;
    g_autoptr(KamSample) sample = NULL;
    g_auto(KamStudy) study = { .options = options, .findings = &reader->findings, .path = name };

    reader->table = table;
    g_strlcpy(reader->asked_currency, options->currency == NULL ? "" : options->currency,
              sizeof reader->asked_currency);
    reader->asked_gross = options->amounts_are_gross;
    report_table(reader);
    sample = kam_sample_read(table, error);
    if (sample == NULL)
        return NULL;
    study.sample = sample;
    if (make_plan(reader, &study, &failure) && kam_table_rewind(table, &failure))
        prepare(reader, &study);
    else
        take_headers(reader, &study);
    if (failure != NULL)
        g_propagate_error(fault, g_steal_pointer(&failure));
    return g_steal_pointer(&reader);
}

KamLineReader *
kam_line_reader_open_table(KamTable *table, const char *name, const KamLineOptions *options, GError **error)
{
    g_autoptr(GError) fault = NULL;
    g_autoptr(KamLineReader) reader = open_table(table, name, options, &fault, error);

    if (fault == NULL)
        return g_steal_pointer(&reader);
    g_propagate_error(error, g_steal_pointer(&fault));
    return NULL;
}

KamLineReader *
kam_line_reader_open_to_look(const char *path, const KamLineOptions *options, GError **fault, GError **error)
{
    KamTable *table = kam_table_open(path, &options->table, error);

    return table == NULL ? NULL : open_table(table, path, options, fault, error);
}

void
kam_line_reader_free(KamLineReader *reader)
{
    if (reader == NULL)
        return;
    kam_table_free(reader->table);
    g_free(reader->path);
    g_clear_pointer(&reader->headers, g_ptr_array_unref);
    kam_findings_clear(&reader->findings);
    kam_ordinals_clear(&reader->ordinals);
    kam_row_queue_clear(&reader->queues[0]);
    kam_row_queue_clear(&reader->queues[1]);
    g_string_free(reader->document, TRUE);
    g_string_free(reader->judged, TRUE);
    g_string_free(reader->group, TRUE);
    for (guint f = 0; f < KAM_FIELD_N; f++)
        if (reader->held[f] != NULL)
            g_string_free(reader->held[f], TRUE);
    g_free(reader);
}

void
kam_line_reader_get_counts(const KamLineReader *reader, KamLineCounts *counts)
{
    *counts = reader->counts;
}

void
kam_line_reader_get_progress(const KamLineReader *reader, guint64 *done, guint64 *total)
{
    kam_table_get_progress(reader->table, done, total);
}

const KamRow *
kam_line_reader_get_row(const KamLineReader *reader)
{
    return &reader->row;
}

const char *const *
kam_line_reader_get_headers(const KamLineReader *reader)
{
    return (const char *const *)reader->headers->pdata;
}

const KamFinding *
kam_line_reader_get_findings(const KamLineReader *reader, gsize *n)
{
    *n = reader->findings.items->len;
    return (const KamFinding *)(gconstpointer)reader->findings.items->data;
}
