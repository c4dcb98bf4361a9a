/* Customers and articles of a preview, held against those that are known: the same number is the same, an equal name
 * under another number is asked about, the rest is new. */
#include <string.h>

#include "base/text.h"
#include "sales/ingest/stored.h"
#include "service/import/preview_parts.h"
#include "store/statements.h"

/* Different ones looked up; further ones are only counted. */
#define MAX_LOOKED_UP 1000
#define MAX_SHOWN 50

/* A customer or an article as the file names it; texts are owned. */
typedef struct {
    char *number, *name; /* "" without */
    guint64 lines;
    const char *charge; /* why it is no article; NULL: it is one */
} Named;

/* How those of one kind are looked up. */
typedef struct {
    const char *word, *by_number, *by_name;
    gboolean is_company;
} Shape;

static const Shape account_shape = { "account", "preview_account_by_number", "preview_account_by_name", TRUE };
static const Shape product_shape = { "product", "preview_product_by_number", "preview_product_by_name", FALSE };

typedef struct {
    GHashTable *by_key;
    GPtrArray *list; /* Named, in the order of the file */
} Side;

struct KamPreviewMatches {
    KamDb *db;
    KamCharges *charges;
    Side accounts, products;
};

static void
named_free(gpointer data)
{
    Named *named = data;

    g_free(named->number);
    g_free(named->name);
    g_free(named);
}

static void
side_init(Side *side)
{
    side->by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    side->list = g_ptr_array_new_with_free_func(named_free);
}

static void
side_clear(Side *side)
{
    g_clear_pointer(&side->by_key, g_hash_table_unref);
    g_clear_pointer(&side->list, g_ptr_array_unref);
}

KamPreviewMatches *
kam_preview_matches_new(const KamWork *work, GError **error)
{
    g_autoptr(KamPreviewMatches) matches = g_new0(KamPreviewMatches, 1);

    matches->db = work->db;
    matches->charges = kam_charges_new();
    side_init(&matches->accounts);
    side_init(&matches->products);
    return kam_stored_load_charges(work->db, matches->charges, error) ? g_steal_pointer(&matches) : NULL;
}

void
kam_preview_matches_free(KamPreviewMatches *matches)
{
    if (matches == NULL)
        return;
    side_clear(&matches->accounts);
    side_clear(&matches->products);
    kam_charges_free(matches->charges);
    g_free(matches);
}

static void
add(Side *side, KamSlice number, KamSlice name, const KamCharges *charges)
{
    g_autofree char *key = g_strdup_printf("%.*s\n%.*s", (int)number.length, number.length == 0 ? "" : number.text,
                                           number.length > 0 ? 0 : (int)name.length, name.length == 0 ? "" : name.text);
    Named *named = g_hash_table_lookup(side->by_key, key);

    if (number.length == 0 && name.length == 0)
        return;
    if (named == NULL) {
        named = g_new0(Named, 1);
        named->number = g_strndup(number.length == 0 ? "" : number.text, number.length);
        named->name = g_strndup(name.length == 0 ? "" : name.text, name.length);
        named->charge = charges == NULL ? NULL : kam_charges_find(charges, named->number, named->name);
        g_ptr_array_add(side->list, named);
        g_hash_table_insert(side->by_key, g_steal_pointer(&key), named);
    }
    named->lines++;
}

void
kam_preview_matches_add(KamPreviewMatches *matches, const KamLine *line)
{
    add(&matches->accounts, line->account_number, line->account_name, NULL);
    add(&matches->products, line->product_number, line->product_name, matches->charges);
}

/* --- looking up --- */

typedef struct {
    KamStmt *by_number, *by_name;
} Statements;

static void
statements_clear(Statements *statements)
{
    g_clear_pointer(&statements->by_number, kam_stmt_free);
    g_clear_pointer(&statements->by_name, kam_stmt_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Statements, statements_clear)

typedef enum { MATCH_NEW, MATCH_KNOWN, MATCH_ALIKE, MATCH_FAILED } Match;

static KamStep
ask(KamStmt *stmt, const char *text, GError **error)
{
    kam_stmt_reset(stmt);
    kam_stmt_bind_text(stmt, 1, text);
    return kam_stmt_step(stmt, error);
}

/* After MATCH_ALIKE the row of by_name is the one that is alike. */
static Match
look_up(const Shape *shape, Statements *statements, const Named *named, GError **error)
{
    g_autofree char *key = NULL;
    KamStep step;

    if (*named->number != '\0') {
        step = ask(statements->by_number, named->number, error);
        if (step != KAM_STEP_DONE)
            return step == KAM_STEP_ROW ? MATCH_KNOWN : MATCH_FAILED;
    }
    if (*named->name == '\0')
        return MATCH_NEW;
    key = shape->is_company ? kam_text_company_key(named->name, -1) : kam_text_fold(named->name, -1);
    step = ask(statements->by_name, key, error);
    if (step != KAM_STEP_ROW)
        return step == KAM_STEP_DONE ? MATCH_NEW : MATCH_FAILED;
    /* One that has no number yet takes that of the file; without a number in the file the name decides. */
    return *named->number == '\0' || kam_stmt_is_null(statements->by_name, 1) ? MATCH_KNOWN : MATCH_ALIKE;
}

static void
write_alike(const Shape *shape, const Named *named, KamStmt *like, KamJson *json)
{
    kam_json_begin_object(json, NULL);
    kam_json_text(json, "type", shape->word);
    kam_json_text(json, "number", named->number);
    kam_json_text(json, "name", named->name);
    kam_json_int(json, "lines", (gint64)named->lines);
    kam_json_begin_object(json, "like");
    kam_json_id(json, "id", kam_stmt_get_int(like, 0));
    kam_json_text(json, "number", kam_stmt_get_text(like, 1));
    kam_json_text(json, "name", kam_stmt_get_text(like, 2));
    kam_json_end_object(json);
    kam_json_end_object(json);
}

typedef struct {
    guint64 known, fresh, alike;
} Tally;

static gboolean
match_side(KamDb *db, const Side *side, const Shape *shape, Tally *tally, KamJson *json, GError **error)
{
    g_auto(Statements) statements = { kam_stmt_new(db, kam_sql(shape->by_number), error), NULL };

    if (statements.by_number == NULL || (statements.by_name = kam_stmt_new(db, kam_sql(shape->by_name), error)) == NULL)
        return FALSE;
    for (guint i = 0; i < MIN(side->list->len, MAX_LOOKED_UP); i++) {
        const Named *named = side->list->pdata[i];
        Match match = look_up(shape, &statements, named, error);

        if (match == MATCH_FAILED)
            return FALSE;
        tally->known += match == MATCH_KNOWN;
        tally->fresh += match == MATCH_NEW;
        if (match == MATCH_ALIKE && tally->alike++ < MAX_SHOWN)
            write_alike(shape, named, statements.by_name, json);
    }
    return TRUE;
}

static void
write_tally(KamJson *json, const char *name, const Tally *tally)
{
    kam_json_begin_object(json, name);
    kam_json_int(json, "known", (gint64)tally->known);
    kam_json_int(json, "new", (gint64)tally->fresh);
    kam_json_int(json, "alike", (gint64)tally->alike);
    kam_json_end_object(json);
}

static void
write_charges(const Side *products, KamJson *json)
{
    guint n = 0;

    kam_json_begin_array(json, "charges");
    for (guint i = 0; i < products->list->len && n < MAX_SHOWN; i++) {
        const Named *named = products->list->pdata[i];

        if (named->charge == NULL)
            continue;
        n++;
        kam_json_begin_object(json, NULL);
        kam_json_text(json, "number", named->number);
        kam_json_text(json, "name", named->name);
        kam_json_int(json, "lines", (gint64)named->lines);
        kam_json_text(json, "reason", named->charge);
        kam_json_end_object(json);
    }
    kam_json_end_array(json);
}

gboolean
kam_preview_matches_to_json(const KamPreviewMatches *matches, KamJson *json, GError **error)
{
    Tally accounts = { 0 }, products = { 0 };

    kam_json_begin_array(json, "alike");
    if (!match_side(matches->db, &matches->accounts, &account_shape, &accounts, json, error) ||
        !match_side(matches->db, &matches->products, &product_shape, &products, json, error))
        return FALSE;
    kam_json_end_array(json);
    kam_json_begin_object(json, "matches");
    write_tally(json, "accounts", &accounts);
    write_tally(json, "products", &products);
    kam_json_end_object(json);
    write_charges(&matches->products, json);
    return TRUE;
}
