/* Lines into facts. */
#include "sales/ingest/intake.h"

#include <string.h>

#include "base/dict.h"
#include "sales/ingest/price_evidence.h"
#include "sales/ingest/rejects.h"

#define PROGRESS_ROWS 16384

/* One file being read. */
typedef struct {
    KamIntake *intake;
    KamLineReader *reader;
    KamRejects *rejects; /* NULL: only counted */
    const KamIngestOptions *options;
    KamFactSink sink;
    gpointer data;
    KamSlice default_currency;
    guint64 rows;
} Reading;

KamIntake *
kam_intake_new(const KamCharges *charges)
{
    KamIntake *intake = g_new0(KamIntake, 1);

    intake->accounts = kam_account_book_new();
    intake->products = kam_product_book_new(charges);
    intake->documents = kam_document_book_new();
    intake->evidence = kam_price_evidence_new();
    return intake;
}

void
kam_intake_free(KamIntake *intake)
{
    if (intake == NULL)
        return;
    kam_account_book_free(intake->accounts);
    kam_product_book_free(intake->products);
    kam_document_book_free(intake->documents);
    kam_price_evidence_free(intake->evidence);
    g_free(intake);
}

void
kam_intake_file_clear(KamIntakeFile *file)
{
    g_clear_pointer(&file->path, g_free);
    g_clear_pointer(&file->profile, g_free);
}

static inline guint64
mix(guint64 a, guint64 b)
{
    __uint128_t product = (__uint128_t)(a ^ 0x9e3779b97f4a7c15u) * (b ^ 0xd6e8feb86659fd93u);

    return (guint64)product ^ (guint64)(product >> 64);
}

/* Stands for everything a line says within its document; the ordinal of a line without position says nothing. */
static guint64
hash_fact(const KamFact *fact, guint64 product_hash)
{
    guint64 hash = mix(product_hash, (guint64)fact->quantity_micro);

    hash = mix(hash, (guint64)fact->net_micro);
    hash = mix(hash, (guint64)fact->cost_micro ^ (guint64)(fact->flags & ~KAM_FACT_CHARGE) << 56);
    hash = mix(hash, (guint64)(guint32)fact->day << 32 |
                         (guint32)(fact->flags & KAM_FACT_POSITION_GIVEN ? fact->position : 0));
    return mix(hash, (guint64)fact->discount_micro);
}

static void
fill_fact(KamFact *fact, const KamLine *line)
{
    *fact = (KamFact) {
        .quantity_micro = line->quantity_micro,
        .net_micro = line->net_micro,
        .discount_micro = line->discount_micro,
        .day = line->day,
        .position = line->position,
        .source_row = (guint32)line->row,
        .flags = (line->flags & KAM_LINE_CREDIT ? KAM_FACT_CREDIT : 0) |
                 (line->flags & KAM_LINE_HAS_COST ? 0 : KAM_FACT_NO_COST) |
                 (line->flags & KAM_LINE_NO_POSITION ? 0 : KAM_FACT_POSITION_GIVEN),
    };
    if (line->flags & KAM_LINE_HAS_COST)
        fact->cost_micro = line->cost_micro;
    if ((line->flags & KAM_LINE_HAS_PRICE) == 0)
        return;
    /* The price is kept only where the net amount does not tell it exactly. */
    fact->has_price = line->quantity_micro == 0 ||
                      !kam_decimal_product_is(line->price, (KamDecimal) { line->quantity_micro, 6 }, line->net_micro);
    if (!fact->has_price)
        return;
    fact->price_mantissa = line->price.mantissa;
    fact->price_scale = line->price.scale;
}

static gboolean
take_line(Reading *reading, const KamLine *line, GError **error)
{
    KamIntake *intake = reading->intake;
    KamDocumentEntry *document;
    guint64 product_hash = 0;
    KamFact fact;

    fill_fact(&fact, line);
    intake->has_extras =
        intake->has_extras || fact.has_price || fact.discount_micro != 0 || (fact.flags & KAM_FACT_NO_COST) == 0;
    fact.account = kam_account_book_match(intake->accounts, line);
    fact.product = kam_product_book_match(intake->products, line);
    fact.document = kam_document_book_match(intake->documents, line, fact.account, intake->n_files);
    if (fact.product != KAM_NO_INDEX)
        product_hash = kam_product_book_get(intake->products, fact.product)->key_hash;
    kam_document_book_add_line(intake->documents, fact.document, hash_fact(&fact, product_hash));
    document = kam_document_book_get(intake->documents, fact.document);
    if (document->currency == kam_currency_pack("XXX", 3))
        document->currency = kam_currency_pack(line->currency.text, line->currency.length);
    kam_price_evidence_add(intake->evidence, fact.product, document->currency, fact.quantity_micro, fact.net_micro,
                           line->flags & KAM_LINE_HAS_PRICE ? line->price.mantissa : 0, line->price.scale);
    intake->balance.without_product_name += line->product_name.length == 0 ? 1 : 0;
    return reading->sink(reading->data, &fact, error);
}

static gboolean
refuse_line(Reading *reading, KamReject *reject, GError **error)
{
    gboolean done = reading->rejects == NULL ||
                    kam_rejects_add(reading->rejects, reject, kam_line_reader_get_row(reading->reader), error);

    kam_reject_clear(reject);
    return done;
}

static gboolean
report_progress(Reading *reading, GError **error)
{
    const KamProgress *progress = &reading->options->progress;
    guint64 done = 0, total = 0;

    if (++reading->rows % PROGRESS_ROWS != 0 || progress->report == NULL)
        return TRUE;
    kam_line_reader_get_progress(reading->reader, &done, &total);
    if (progress->report(progress->data, reading->rows, done, total))
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_CANCELLED, "import cancelled, nothing was changed");
    return FALSE;
}

static gboolean
read_lines(Reading *reading, GError **error)
{
    KamLine line;
    KamReject reject = { 0 };

    for (;;) {
        switch (kam_line_reader_next(reading->reader, &line, &reject, error)) {
        case KAM_LINE_TAKEN:
            if (line.currency.length == 0)
                line.currency = reading->default_currency;
            if (!take_line(reading, &line, error))
                return FALSE;
            break;
        case KAM_LINE_SKIPPED:
            break;
        case KAM_LINE_REFUSED:
            if (!refuse_line(reading, &reject, error))
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
count_file(KamIntake *intake, const KamLineReader *reader, const char *path, GArray *files)
{
    KamIntakeFile file = { g_strdup(path), kam_line_reader_to_profile(reader), { 0 } };

    kam_line_reader_get_counts(reader, &file.counts);
    intake->balance.read += file.counts.rows_read;
    intake->balance.refused += file.counts.refused;
    intake->balance.refused_unread += file.counts.refused_unread;
    kam_micro_add(&intake->balance.refused_net_micro, file.counts.refused_net_micro);
    intake->balance.cancelled += file.counts.cancelled;
    intake->balance.advance += file.counts.advance;
    intake->balance.not_product += file.counts.not_product;
    intake->n_files++;
    if (files != NULL)
        g_array_append_val(files, file);
    else
        kam_intake_file_clear(&file);
}

gboolean
kam_intake_read_file(KamIntake *intake, const char *path, const KamIngestOptions *options, KamFactSink sink,
                     gpointer data, GArray *files, GError **error)
{
    g_autoptr(KamLineReader) reader = kam_line_reader_open(path, &options->line, error);
    g_autoptr(KamRejects) rejects = NULL;
    const char *currency = options->line.currency;
    Reading reading = {
        .intake = intake,
        .reader = reader,
        .options = options,
        .sink = sink,
        .data = data,
        .default_currency = { currency == NULL ? "" : currency, currency == NULL ? 0 : (guint32)strlen(currency) },
    };

    if (reader == NULL)
        return FALSE;
    if (options->rejects_path != NULL) {
        rejects = kam_rejects_new(options->rejects_path, intake->n_files, kam_line_reader_get_headers(reader));
        reading.rejects = rejects;
    }
    if (!read_lines(&reading, error))
        return FALSE;
    if (rejects != NULL && !kam_rejects_finish(rejects, error))
        return FALSE;
    count_file(intake, reader, path, files);
    return TRUE;
}

void
kam_intake_finish(KamIntake *intake)
{
    kam_document_book_settle_versions(intake->documents);
    intake->balance.duplicates_kept = kam_document_book_count_equal_lines(intake->documents);
    intake->currency.main = kam_price_evidence_main(intake->evidence);
    intake->currency.n_seen = kam_price_evidence_count(intake->evidence);
    intake->currency.is_one_money = kam_price_evidence_is_one_money(intake->evidence);
}
