/* Reading of lists into the books of a run. */
#include "sales/ingest/record_intake.h"

#include "sales/facts.h"
#include "sales/ingest/rejects.h"
#include "sales/records/reader.h"

#define PROGRESS_ROWS 4096

/* One list being read. */
typedef struct {
    KamRecordIntake *intake;
    KamRecordReader *reader;
    KamRejects *rejects; /* NULL: only counted */
    const KamProgress *progress;
    guint64 rows;
} Reading;

void
kam_record_mapping_clear(KamRecordMapping *mapping)
{
    g_clear_pointer(&mapping->header, g_free);
}

static gboolean
mark_seen(GByteArray *seen, guint32 index)
{
    guint old = seen->len;
    gboolean was_seen;

    if (index >= old) {
        g_byte_array_set_size(seen, index + 1);
        for (guint i = old; i <= index; i++)
            seen->data[i] = FALSE;
    }
    was_seen = seen->data[index];
    seen->data[index] = TRUE;
    return was_seen;
}

static void
take_row(KamRecordIntake *intake, const KamLine *values)
{
    guint32 index = intake->kind == KAM_RECORD_ACCOUNTS ? kam_account_book_update(intake->accounts, values)
                                                        : kam_product_book_update(intake->products, values);

    intake->rows.read++;
    intake->rows.duplicates += mark_seen(intake->seen, index) ? 1 : 0;
}

static gboolean
refuse_row(Reading *reading, KamReject *reject, GError **error)
{
    gboolean done = reading->rejects == NULL ||
                    kam_rejects_add(reading->rejects, reject, kam_record_reader_get_row(reading->reader), error);

    kam_reject_clear(reject);
    reading->intake->rows.read++;
    reading->intake->rows.refused++;
    return done;
}

static gboolean
report_progress(Reading *reading, GError **error)
{
    guint64 done = 0, total = 0;

    if (++reading->rows % PROGRESS_ROWS != 0 || reading->progress->report == NULL)
        return TRUE;
    kam_record_reader_get_progress(reading->reader, &done, &total);
    if (reading->progress->report(reading->progress->data, reading->rows, done, total))
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_CANCELLED, "import cancelled, nothing was changed");
    return FALSE;
}

static gboolean
read_rows(Reading *reading, GError **error)
{
    KamLine values;
    KamReject reject = { 0 };

    for (;;) {
        switch (kam_record_reader_next(reading->reader, &values, &reject, error)) {
        case KAM_LINE_TAKEN:
            take_row(reading->intake, &values);
            break;
        case KAM_LINE_SKIPPED:
            break;
        case KAM_LINE_REFUSED:
            if (!refuse_row(reading, &reject, error))
                return FALSE;
            break;
        case KAM_LINE_END:
            return TRUE;
        case KAM_LINE_FAILED:
            return FALSE;
        }
        if (!report_progress(reading, error))
            return FALSE;
    }
}

static void
note_mappings(KamRecordIntake *intake, const KamRecordReader *reader)
{
    const KamLineField *fields = kam_record_shape(intake->kind)->fields;
    const char *const *headers = kam_record_reader_get_headers(reader);

    for (guint i = 0; intake->mappings != NULL && fields[i] != KAM_FIELD_N; i++) {
        KamRecordMapping mapping = { .file = intake->n_files, .field = fields[i] };
        int column = kam_record_reader_get_column(reader, fields[i], &mapping.why);

        if (column < 0)
            continue;
        mapping.column = (guint)column + 1;
        mapping.header = g_strdup(headers[column]);
        g_array_append_val(intake->mappings, mapping);
    }
}

gboolean
kam_record_intake_read_file(KamRecordIntake *intake, const char *path, const KamIngestOptions *options, GError **error)
{
    g_autoptr(KamRecordReader) reader = kam_record_reader_open(path, intake->kind, &options->line, error);
    g_autoptr(KamRejects) rejects = NULL;
    Reading reading = { .intake = intake, .reader = reader, .progress = &options->progress };

    if (reader == NULL)
        return FALSE;
    if (options->rejects_path != NULL)
        rejects = kam_rejects_new(options->rejects_path, intake->n_files, kam_record_reader_get_headers(reader));
    reading.rejects = rejects;
    note_mappings(intake, reader);
    if (!read_rows(&reading, error) || (rejects != NULL && !kam_rejects_finish(rejects, error)))
        return FALSE;
    intake->n_files++;
    return TRUE;
}
