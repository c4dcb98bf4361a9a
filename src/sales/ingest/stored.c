/* Loading and saving of accounts and articles. */
#include "sales/ingest/stored.h"

#include <string.h>

#include "store/statements.h"

guint32
kam_intake_currency_of(const KamIntake *intake, const KamDocumentEntry *document)
{
    const KamCurrencyVerdict *verdict = &intake->currency;

    if (verdict->is_one_money || document->currency == kam_currency_pack("XXX", 3))
        return verdict->main;
    return document->currency;
}

gint64
kam_intake_account_id(KamIntake *intake, guint32 account)
{
    return account == KAM_NO_INDEX ? 0 : kam_account_book_get(intake->accounts, account)->id;
}

gint64
kam_intake_product_id(KamIntake *intake, guint32 product)
{
    return product == KAM_NO_INDEX ? 0 : kam_product_book_get(intake->products, product)->id;
}

gboolean
kam_stored_load_charges(KamDb *db, KamCharges *charges, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("charge_rule_list"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW)
        kam_charges_add_rule(charges, kam_stmt_get_text(stmt, 1), kam_stmt_get_text(stmt, 2),
                             kam_stmt_get_text(stmt, 3));
    return step == KAM_STEP_DONE;
}

static gboolean
load_accounts(KamDb *db, KamAccountBook *book, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("account_list"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW)
        kam_account_book_add_stored(book, kam_stmt_get_int(stmt, 0), kam_stmt_get_text(stmt, 1),
                                    kam_stmt_get_text(stmt, 2), kam_stmt_get_text(stmt, 3), kam_stmt_get_text(stmt, 4),
                                    kam_stmt_get_text(stmt, 5));
    return step == KAM_STEP_DONE;
}

static gboolean
load_aliases(KamDb *db, KamAccountBook *book, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("account_alias_list"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        guint32 index = kam_account_book_find_stored(book, kam_stmt_get_int(stmt, 0));
        if (index != KAM_NO_INDEX)
            kam_account_book_add_alias(book, index, kam_stmt_get_text(stmt, 1), kam_stmt_get_text(stmt, 2),
                                       kam_stmt_get_text(stmt, 3));
    }
    return step == KAM_STEP_DONE;
}

static gboolean
load_products(KamDb *db, KamProductBook *book, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("product_list"), error);
    KamStep step;

    if (stmt == NULL)
        return FALSE;
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW)
        kam_product_book_add_stored(book, kam_stmt_get_int(stmt, 0), kam_stmt_get_text(stmt, 1),
                                    kam_stmt_get_text(stmt, 2), kam_stmt_get_text(stmt, 3), kam_stmt_get_text(stmt, 4),
                                    kam_stmt_get_text(stmt, 5), kam_stmt_get_text(stmt, 7));
    return step == KAM_STEP_DONE;
}

gboolean
kam_stored_load_books(KamDb *db, KamIntake *intake, GError **error)
{
    return load_accounts(db, intake->accounts, error) && load_aliases(db, intake->accounts, error) &&
           load_products(db, intake->products, error);
}

static gint32
year_of(gint32 day)
{
    int year, month, dom;

    kam_day_to_civil(day, &year, &month, &dom);
    return year;
}

/* How a stored document is like one of the files, the best last. */
typedef enum {
    OTHER,
    MOVED,         /* has another account but says the same to the last digit: its customer was corrected */
    SAME,          /* same account and year, or day when they bear no number */
    SAME_CURRENCY, /* and in the same currency */
    EQUAL,         /* and with the same content */
} Likeness;

/* A stored document that one of the files may be. */
typedef struct {
    guint32 document;
    gint32 likeness;
    gint64 id, account_id;
    gboolean is_assigned; /* a person said whose it is: a file without customers leaves it there */
} Candidate;

typedef struct {
    KamIntake *intake;
    KamStmt *by_number, *by_day;
    GArray *candidates;
} DocumentSearch;

/* The file's account, or the one that a person gave a document for which files name none. */
static gboolean
has_account_of(KamIntake *intake, const KamDocumentEntry *document, KamStmt *stmt)
{
    gint64 account_id = kam_intake_account_id(intake, document->account);

    return kam_stmt_get_int(stmt, 1) == account_id || (account_id == 0 && !kam_stmt_is_null(stmt, 6));
}

static Likeness
compare_document(KamIntake *intake, const KamDocumentEntry *document, KamStmt *stmt)
{
    const KamDocumentEntry *newest = kam_document_book_get(intake->documents, document->newest);
    gboolean has_equal_hash = (guint64)kam_stmt_get_int(stmt, 4) == newest->content_hash;
    gboolean has_number = kam_document_book_get_number(intake->documents, document)[0] != '\0';
    gint32 day = (gint32)kam_stmt_get_int(stmt, 2);

    if (!has_account_of(intake, document, stmt) || year_of(day) != year_of(document->day))
        return has_number && day == document->day && has_equal_hash ? MOVED : OTHER;
    if (kam_currency_pack(kam_stmt_get_text(stmt, 5), 3) != kam_intake_currency_of(intake, newest))
        return SAME;
    return has_equal_hash && kam_stmt_get_int(stmt, 3) == newest->lines && !document->is_mixed ? EQUAL : SAME_CURRENCY;
}

static gboolean
find_candidates(DocumentSearch *search, guint32 index, GError **error)
{
    KamIntake *intake = search->intake;
    const KamDocumentEntry *document = kam_document_book_get(intake->documents, index);
    const char *number = kam_document_book_get_number(intake->documents, document);
    KamStmt *stmt = number[0] != '\0' ? search->by_number : search->by_day;
    KamStep step;

    if (number[0] != '\0') {
        kam_stmt_bind_text(stmt, 1, number);
    } else {
        kam_stmt_bind_int(stmt, 1, kam_intake_account_id(intake, document->account));
        kam_stmt_bind_int(stmt, 2, document->day);
    }
    while ((step = kam_stmt_step(stmt, error)) == KAM_STEP_ROW) {
        Candidate candidate = { index, (gint32)compare_document(intake, document, stmt), kam_stmt_get_int(stmt, 0),
                                kam_stmt_get_int(stmt, 1), !kam_stmt_is_null(stmt, 6) };
        if (candidate.likeness != OTHER)
            g_array_append_val(search->candidates, candidate);
    }
    kam_stmt_reset(stmt);
    return step == KAM_STEP_DONE;
}

static gint
compare_candidates(gconstpointer a, gconstpointer b)
{
    const Candidate *left = a, *right = b;

    if (left->likeness != right->likeness)
        return left->likeness > right->likeness ? -1 : 1;
    if (left->document != right->document)
        return left->document < right->document ? -1 : 1;
    return (left->id > right->id) - (left->id < right->id);
}

/* The best likenesses first; each stored document is one document of the files at most. */
static void
choose_candidates(DocumentSearch *search)
{
    g_autoptr(GHashTable) taken = g_hash_table_new(NULL, NULL);

    g_array_sort(search->candidates, compare_candidates);
    for (guint i = 0; i < search->candidates->len; i++) {
        const Candidate *candidate = &g_array_index(search->candidates, Candidate, i);
        KamDocumentEntry *document = kam_document_book_get(search->intake->documents, candidate->document);
        if (document->id != 0 || !g_hash_table_add(taken, GINT_TO_POINTER((int)candidate->id)))
            continue;
        document->id = (gint32)candidate->id;
        document->stored_account = kam_account_book_find_stored(search->intake->accounts, candidate->account_id);
        if (candidate->is_assigned && document->account == KAM_NO_INDEX)
            document->account = document->stored_account;
        document->state = candidate->likeness == EQUAL ? KAM_DOCUMENT_KNOWN : KAM_DOCUMENT_CHANGED;
    }
}

static gboolean
find_all_stored(KamDb *db, KamIntake *intake, GError **error)
{
    g_autoptr(KamStmt) by_number = kam_stmt_new(db, kam_sql("document_by_number"), error);
    g_autoptr(KamStmt) by_day = by_number == NULL ? NULL : kam_stmt_new(db, kam_sql("document_by_account_day"), error);
    g_autoptr(GArray) candidates = g_array_new(FALSE, FALSE, sizeof(Candidate));
    DocumentSearch search = { intake, by_number, by_day, candidates };

    if (by_day == NULL)
        return FALSE;
    for (guint32 i = 0; i < kam_document_book_size(intake->documents); i++)
        if (kam_document_book_get(intake->documents, i)->group == i && !find_candidates(&search, i, error))
            return FALSE;
    choose_candidates(&search);
    return TRUE;
}

gboolean
kam_stored_settle(KamDb *db, KamIntake *intake, KamIdMaker *ids, gint64 now_ms, GError **error)
{
    gint64 stored, next;

    if (!kam_db_get_int(db, kam_sql("document_count"), &stored, error) ||
        !kam_db_get_int(db, kam_sql("document_next_id"), &next, error))
        return FALSE;
    /* Two imports may run in the same millisecond, so that new ids start behind the newest stored one. */
    for (guint32 i = 0; i < kam_account_book_size(intake->accounts); i++)
        ids->last = MAX(ids->last, kam_account_book_get(intake->accounts, i)->id);
    for (guint32 i = 0; i < kam_product_book_size(intake->products); i++)
        ids->last = MAX(ids->last, kam_product_book_get(intake->products, i)->id);
    for (guint32 i = 0; i < kam_account_book_size(intake->accounts); i++) {
        KamAccountEntry *entry = kam_account_book_get(intake->accounts, i);
        entry->is_new = entry->id == 0;
        if (entry->is_new)
            entry->id = kam_id_next(ids, now_ms);
    }
    for (guint32 i = 0; i < kam_product_book_size(intake->products); i++) {
        KamProductEntry *entry = kam_product_book_get(intake->products, i);
        entry->is_new = entry->id == 0;
        if (entry->is_new)
            entry->id = kam_id_next(ids, now_ms);
    }
    if (stored > 0 && !find_all_stored(db, intake, error))
        return FALSE;
    for (guint32 i = 0; i < kam_document_book_size(intake->documents); i++) {
        KamDocumentEntry *document = kam_document_book_get(intake->documents, i);
        if (document->group == i && document->id == 0)
            document->id = (gint32)next++;
    }
    return TRUE;
}

static const KamBulkColumn account_columns[] = {
    { "id", KAM_COLUMN_INT64 },       { "number", KAM_COLUMN_TEXT },      { "name", KAM_COLUMN_TEXT },
    { "name_key", KAM_COLUMN_TEXT },  { "tax_number", KAM_COLUMN_TEXT },  { "country", KAM_COLUMN_TEXT },
    { "batch_id", KAM_COLUMN_INT32 }, { "created_at", KAM_COLUMN_INT64 }, { "updated_at", KAM_COLUMN_INT64 },
};

static gboolean
insert_accounts(KamDb *db, KamAccountBook *book, gint64 batch_id, gint64 now_ms, guint64 *count, GError **error)
{
    g_autoptr(KamBulk) bulk = kam_bulk_new(db, "account", account_columns, G_N_ELEMENTS(account_columns), error);

    if (bulk == NULL)
        return FALSE;
    for (guint32 i = 0; i < kam_account_book_size(book); i++) {
        const KamAccountEntry *entry = kam_account_book_get(book, i);
        if (!entry->is_new)
            continue;
        kam_bulk_put_int(bulk, entry->id);
        kam_bulk_put_text(bulk, entry->number, -1);
        kam_bulk_put_text(bulk, entry->name, -1);
        kam_bulk_put_text(bulk, entry->name_key, -1);
        kam_bulk_put_text(bulk, entry->tax_number, -1);
        kam_bulk_put_text(bulk, entry->country, -1);
        kam_bulk_put_int(bulk, batch_id);
        kam_bulk_put_int(bulk, now_ms);
        kam_bulk_put_int(bulk, now_ms);
        if (!kam_bulk_end_row(bulk, error))
            return FALSE;
        (*count)++;
    }
    return kam_bulk_finish(bulk, error);
}

static gboolean
archive(KamDb *db, const char *statement, gint64 batch_id, gint64 id, GError **error)
{
    gint64 parameters[] = { batch_id, id };

    return kam_db_run(db, kam_sql(statement), parameters, 2, error);
}

static gboolean
update_accounts(KamDb *db, KamAccountBook *book, gint64 batch_id, gint64 now_ms, guint64 *count, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("account_update"), error);

    if (stmt == NULL)
        return FALSE;
    for (guint32 i = 0; i < kam_account_book_size(book); i++) {
        const KamAccountEntry *entry = kam_account_book_get(book, i);
        if (entry->is_new || !entry->is_changed)
            continue;
        kam_stmt_bind_int(stmt, 1, entry->id);
        kam_stmt_bind_text(stmt, 2, entry->number);
        kam_stmt_bind_text(stmt, 3, entry->name);
        kam_stmt_bind_text(stmt, 4, entry->name_key);
        kam_stmt_bind_text(stmt, 5, entry->tax_number);
        kam_stmt_bind_text(stmt, 6, entry->country);
        kam_stmt_bind_int(stmt, 7, now_ms);
        if (!archive(db, "account_archive", batch_id, entry->id, error) ||
            kam_stmt_step(stmt, error) == KAM_STEP_FAILED)
            return FALSE;
        kam_stmt_reset(stmt);
        (*count)++;
    }
    return TRUE;
}

static const KamBulkColumn product_columns[] = {
    { "id", KAM_COLUMN_INT64 },         { "number", KAM_COLUMN_TEXT },        { "name", KAM_COLUMN_TEXT },
    { "name_key", KAM_COLUMN_TEXT },    { "category", KAM_COLUMN_TEXT },      { "unit", KAM_COLUMN_TEXT },
    { "is_charge", KAM_COLUMN_INT16 },  { "charge_reason", KAM_COLUMN_TEXT }, { "batch_id", KAM_COLUMN_INT32 },
    { "created_at", KAM_COLUMN_INT64 }, { "updated_at", KAM_COLUMN_INT64 },
};

static gboolean
insert_products(KamDb *db, KamProductBook *book, gint64 batch_id, gint64 now_ms, guint64 *count, GError **error)
{
    g_autoptr(KamBulk) bulk = kam_bulk_new(db, "product", product_columns, G_N_ELEMENTS(product_columns), error);

    if (bulk == NULL)
        return FALSE;
    for (guint32 i = 0; i < kam_product_book_size(book); i++) {
        const KamProductEntry *entry = kam_product_book_get(book, i);
        if (!entry->is_new)
            continue;
        kam_bulk_put_int(bulk, entry->id);
        kam_bulk_put_text(bulk, entry->number, -1);
        kam_bulk_put_text(bulk, entry->name, -1);
        kam_bulk_put_text(bulk, entry->name_key, -1);
        kam_bulk_put_text(bulk, entry->category, -1);
        kam_bulk_put_text(bulk, entry->unit, -1);
        kam_bulk_put_int(bulk, entry->charge_reason != NULL);
        kam_bulk_put_text(bulk, entry->charge_reason, -1);
        kam_bulk_put_int(bulk, batch_id);
        kam_bulk_put_int(bulk, now_ms);
        kam_bulk_put_int(bulk, now_ms);
        if (!kam_bulk_end_row(bulk, error))
            return FALSE;
        (*count)++;
    }
    return kam_bulk_finish(bulk, error);
}

static gboolean
update_products(KamDb *db, KamProductBook *book, gint64 batch_id, gint64 now_ms, guint64 *count, GError **error)
{
    g_autoptr(KamStmt) stmt = kam_stmt_new(db, kam_sql("product_update"), error);

    if (stmt == NULL)
        return FALSE;
    for (guint32 i = 0; i < kam_product_book_size(book); i++) {
        const KamProductEntry *entry = kam_product_book_get(book, i);
        if (entry->is_new || !entry->is_changed)
            continue;
        kam_stmt_bind_int(stmt, 1, entry->id);
        kam_stmt_bind_text(stmt, 2, entry->number);
        kam_stmt_bind_text(stmt, 3, entry->name);
        kam_stmt_bind_text(stmt, 4, entry->name_key);
        kam_stmt_bind_text(stmt, 5, entry->category);
        kam_stmt_bind_text(stmt, 6, entry->unit);
        kam_stmt_bind_int(stmt, 7, entry->charge_reason != NULL);
        kam_stmt_bind_text(stmt, 8, entry->charge_reason);
        kam_stmt_bind_int(stmt, 9, now_ms);
        if (!archive(db, "product_archive", batch_id, entry->id, error) ||
            kam_stmt_step(stmt, error) == KAM_STEP_FAILED)
            return FALSE;
        kam_stmt_reset(stmt);
        (*count)++;
    }
    return TRUE;
}

gboolean
kam_stored_save_books(KamDb *db, KamIntake *intake, gint64 batch_id, gint64 now_ms, KamStoredCounts *counts,
                      GError **error)
{
    return update_accounts(db, intake->accounts, batch_id, now_ms, &counts->changed_accounts, error) &&
           update_products(db, intake->products, batch_id, now_ms, &counts->changed_products, error) &&
           insert_accounts(db, intake->accounts, batch_id, now_ms, &counts->new_accounts, error) &&
           insert_products(db, intake->products, batch_id, now_ms, &counts->new_products, error);
}

static const KamBulkColumn document_columns[] = {
    { "id", KAM_COLUMN_INT32 },           { "number", KAM_COLUMN_TEXT },     { "account_id", KAM_COLUMN_INT64 },
    { "day", KAM_COLUMN_INT32 },          { "is_credit", KAM_COLUMN_INT16 }, { "currency", KAM_COLUMN_TEXT },
    { "seller", KAM_COLUMN_TEXT },        { "ship_to", KAM_COLUMN_TEXT },    { "lines", KAM_COLUMN_INT32 },
    { "content_hash", KAM_COLUMN_INT64 }, { "batch_id", KAM_COLUMN_INT32 },
};

static void
put_document(KamBulk *bulk, KamIntake *intake, const KamDocumentEntry *head, char currency[4], gint64 batch_id)
{
    const KamDocumentBook *documents = intake->documents;
    const KamDocumentEntry *newest = kam_document_book_get(intake->documents, head->newest);

    kam_currency_unpack(kam_intake_currency_of(intake, newest), currency);
    kam_bulk_put_int(bulk, head->id);
    kam_bulk_put_text(bulk, kam_document_book_get_number(documents, head), -1);
    kam_bulk_put_int(bulk, kam_intake_account_id(intake, head->account));
    kam_bulk_put_int(bulk, newest->day);
    kam_bulk_put_int(bulk, newest->is_credit);
    kam_bulk_put_text(bulk, currency, 3);
    kam_bulk_put_text(bulk, kam_document_book_get_seller(documents, newest), -1);
    kam_bulk_put_text(bulk, kam_document_book_get_ship_to(documents, newest), -1);
    kam_bulk_put_int(bulk, head->lines);
    /* Lines of several versions: no file will ever have this document's hash, so it is always compared line by line. */
    kam_bulk_put_int(bulk, head->is_mixed ? 0 : (gint64)newest->content_hash);
    kam_bulk_put_int(bulk, batch_id);
}

gboolean
kam_stored_save_documents(KamDb *db, KamIntake *intake, gint64 batch_id, GError **error)
{
    g_autoptr(KamBulk) bulk =
        kam_bulk_new(db, "sales_document", document_columns, G_N_ELEMENTS(document_columns), error);
    char currency[4];

    if (bulk == NULL)
        return FALSE;
    for (guint32 i = 0; i < kam_document_book_size(intake->documents); i++) {
        const KamDocumentEntry *head = kam_document_book_get(intake->documents, i);
        if (head->group != i || head->state != KAM_DOCUMENT_NEW)
            continue;
        put_document(bulk, intake, head, currency, batch_id);
        if (!kam_bulk_end_row(bulk, error))
            return FALSE;
    }
    return kam_bulk_finish(bulk, error);
}
