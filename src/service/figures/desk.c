/* Questions to the desk: their keys, and who works them out. */
#include "service/figures/desk.h"

#include <string.h>

#include "base/error.h"
#include "service/analysis/context.h"
#include "service/figures/said.h"
#include "service/figures/view.h"
#include "store/statements.h"

/* Forecasts that somebody asked for. */
typedef struct {
    char currency[4];                /* "": the firm's own */
    KamDeskRows rows[KAM_DESK_ROWS]; /* asked for last comes first */
    guint n_rows;                    /* 0: nobody asked */
    gboolean is_asked;               /* since the lines changed last */
} WantedFigures;

struct KamDesk {
    KamGroundCache *grounds;
    KamAnswers *answers;
    KamShelf *shelf;
    KamPairsKept *pairs;
    gint likely_duplicates; /* these are atomic */
    gint is_warm;
    GMutex lock;                                    /* of what follows */
    gint64 version;                                 /* of the ground that was given out last */
    WantedFigures own, others[KAM_DESK_CURRENCIES]; /* asked for last comes first */
};

static const KamDeskRows standard_rows = { .by = { .is_group = FALSE }, .basis = KAM_BASIS_PRODUCTS };

static gboolean
are_same_rows(const KamDeskRows *a, const KamDeskRows *b)
{
    return a->basis == b->basis && kam_figures_by_is_equal(a->by, b->by);
}

/* First of all; what was asked for longest ago goes, but never what pages show without a word. */
static void
want_rows(WantedFigures *wanted, KamDeskRows rows)
{
    guint at = 0;

    while (at < wanted->n_rows && !are_same_rows(&wanted->rows[at], &rows))
        at++;
    if (at == KAM_DESK_ROWS)
        at = are_same_rows(&wanted->rows[at - 1], &standard_rows) ? at - 2 : at - 1;
    wanted->n_rows = MAX(wanted->n_rows, at + 1);
    memmove(&wanted->rows[1], &wanted->rows[0], at * sizeof wanted->rows[0]);
    wanted->rows[0] = rows;
}

KamDesk *
kam_desk_new(gsize max_line_bytes, gsize max_answer_bytes)
{
    KamDesk *desk = g_new0(KamDesk, 1);

    desk->grounds = kam_ground_cache_new(max_line_bytes);
    desk->answers = kam_answers_new(max_answer_bytes);
    desk->shelf = kam_shelf_new(KAM_DESK_FIGURE_BYTES);
    desk->pairs = kam_pairs_kept_new();
    desk->likely_duplicates = -1;
    g_mutex_init(&desk->lock);
    want_rows(&desk->own, standard_rows);
    return desk;
}

void
kam_desk_free(KamDesk *desk)
{
    if (desk == NULL)
        return;
    kam_ground_cache_free(desk->grounds);
    kam_answers_free(desk->answers);
    kam_shelf_free(desk->shelf);
    kam_pairs_kept_free(desk->pairs);
    g_mutex_clear(&desk->lock);
    g_free(desk);
}

void
kam_desk_set_limits(KamDesk *desk, gsize max_line_bytes, gsize max_answer_bytes, gsize max_figure_bytes)
{
    kam_ground_cache_free(desk->grounds);
    kam_answers_free(desk->answers);
    kam_shelf_free(desk->shelf);
    desk->shelf = kam_shelf_new(max_figure_bytes);
    desk->grounds = kam_ground_cache_new(max_line_bytes);
    desk->answers = kam_answers_new(max_answer_bytes);
}

gboolean
kam_desk_has_room(KamDesk *desk, const KamGround *ground)
{
    return kam_ground_cache_has_room(desk->grounds, ground);
}

KamShelf *
kam_desk_get_shelf(KamDesk *desk)
{
    return desk->shelf;
}

/* Who has gone on to another currency does not make the server work for the old one for ever. */
static void
forget_unasked(KamDesk *desk)
{
    for (guint i = 0; i < KAM_DESK_CURRENCIES; i++) {
        if (!desk->others[i].is_asked)
            desk->others[i] = (WantedFigures) { .n_rows = 0 };
        desk->others[i].is_asked = FALSE;
    }
}

/* Figures of lines that have changed are of no use to anybody. */
static void
forget_older(KamDesk *desk, gint64 version)
{
    g_autofree char *beginning = g_strdup_printf("%" G_GINT64_FORMAT ".", version);
    gboolean has_changed;

    g_mutex_lock(&desk->lock);
    has_changed = desk->version != version;
    desk->version = version;
    if (has_changed)
        forget_unasked(desk);
    g_mutex_unlock(&desk->lock);
    if (has_changed)
        kam_shelf_keep_only(desk->shelf, beginning);
}

KamGround *
kam_desk_get_ground(KamDesk *desk, KamDb *db, GError **error)
{
    KamGround *ground = kam_ground_cache_get(desk->grounds, db, error);

    if (ground != NULL)
        forget_older(desk, kam_ground_get_version(ground));
    return ground;
}

KamGround *
kam_desk_convert(KamDesk *desk, KamGround *ground, const char *currency, GError **error)
{
    return kam_ground_convert(ground, desk->shelf, currency, error);
}

/* --- analyses --- */

/* A question on the ground that it was asked of, and which part of the answer is wanted. */
typedef struct {
    KamDesk *desk;
    KamDb *db;
    KamGround *ground;
    const KamDeskQuestion *question;
    char said[64]; /* state of what people say, where the analysis asks for it */
    guint n;
    gint64 account_id;
    gboolean as_file; /* for people, in a language */
    KamLanguage language;
} Asked;

/* As JSON, in which no text can be taken for another. */
static void
append_part(GString *key, const KamAnalysisValues *values)
{
    const KamAnalysisOptions options = kam_analysis_values_options(values);
    KamJson json;

    if (!kam_analysis_part_narrows(&options.part))
        return;
    g_string_append_c(key, ' ');
    kam_json_init(&json, key, 0);
    kam_json_begin_object(&json, NULL);
    kam_analysis_part_to_json(&options.part, &json);
    kam_json_end_object(&json);
}

/* Which lines: for what is kept of them. */
static GString *
key_of_lines(const Asked *asked)
{
    GString *key = g_string_new(kam_ground_get_stamp(asked->ground));

    kam_view_append_key(key, asked->question->view);
    append_part(key, asked->question->values);
    return key;
}

static GBytes *
answer_from(const KamFacts *facts, const Asked *asked, GError **error)
{
    KamAnalysisValues values = *asked->question->values;
    const KamAnalysisKind *kind = values.kind;
    const KamAnalysisOptions options = kam_analysis_values_options(&values);
    g_autoptr(GString) lines = key_of_lines(asked);
    const KamAnalysisContext context = { asked->db, asked->desk->shelf, lines->str, asked->said };
    gpointer analysis;
    GString *text;

    if (facts->n == 0 && !kam_analysis_part_narrows(&options.part)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "not enough data: there are no invoice lines to analyse");
        return NULL;
    }
    values.context = &context;
    analysis = kind->make(facts, kam_ground_get_version(asked->ground), &values, error);
    if (analysis == NULL)
        return NULL;
    text = asked->as_file ? kind->to_file(analysis, asked->language) : kam_analysis_answer(kind, analysis);
    kind->free(analysis);
    return g_string_free_to_bytes(text);
}

static GBytes *
make_whole(gpointer data, GError **error)
{
    const Asked *asked = data;
    const GArray *view = asked->question->view;
    const KamAnalysisOptions options = kam_analysis_values_options(asked->question->values);
    g_autoptr(KamFacts) seen = view == NULL ? NULL : kam_ground_restrict(asked->ground, view);
    const KamFacts *facts = seen != NULL ? seen : kam_ground_get_facts(asked->ground);
    g_autoptr(KamFacts) part = kam_analysis_part_pick(&options.part, facts);

    return answer_from(part != NULL ? part : facts, asked, error);
}

static GString *
key_of(const Asked *asked)
{
    const KamAnalysisValues *values = asked->question->values;
    g_autofree char *parameters = kam_analysis_values_to_json(values);
    GString *key = g_string_new(values->kind->name);

    g_string_append_printf(key, " %s %s %s", kam_ground_get_stamp(asked->ground), asked->said, parameters);
    kam_view_append_key(key, asked->question->view);
    return key;
}

static GBytes *
ask_whole(Asked *asked, GError **error)
{
    g_autoptr(GString) key = key_of(asked);

    return kam_answers_get(asked->desk->answers, key->str, make_whole, asked, error);
}

static GBytes *
make_first(gpointer data, GError **error)
{
    Asked *asked = data;
    g_autoptr(GBytes) whole = ask_whole(asked, error);
    GString *text;

    if (whole == NULL)
        return NULL;
    text = g_string_new_len(g_bytes_get_data(whole, NULL), (gssize)g_bytes_get_size(whole));
    kam_desk_cut_list(asked->question->values->kind, asked->n, text);
    return g_string_free_to_bytes(text);
}

static GBytes *
make_item(gpointer data, GError **error)
{
    Asked *asked = data;
    g_autoptr(GBytes) whole = ask_whole(asked, error);
    GString *item;

    if (whole == NULL)
        return NULL;
    item = g_string_new(NULL);
    kam_desk_find_item(asked->question->values->kind, whole, asked->account_id, item);
    return g_string_free_to_bytes(item);
}

static gboolean
read_types(Asked *asked, const char *const *types, GError **error)
{
    gint64 seq;

    if (!kam_said_last(asked->desk->shelf, kam_ground_get_version(asked->ground), asked->db, types, &seq, error))
        return FALSE;
    g_snprintf(asked->said, sizeof asked->said, "%" G_GINT64_FORMAT, seq);
    return TRUE;
}

/* The state of what people say, as the numbers of the statement that the analysis names, or by the audit. */
static gboolean
read_said(Asked *asked, const KamAnalysisKind *analysis, GError **error)
{
    g_autoptr(KamStmt) stmt = NULL;

    if (analysis->said != NULL)
        return read_types(asked, analysis->said, error);
    if (analysis->stamp == NULL)
        return TRUE;
    stmt = kam_stmt_new(asked->db, kam_sql(analysis->stamp), error);
    if (stmt == NULL || kam_stmt_step(stmt, error) != KAM_STEP_ROW)
        return FALSE;
    g_snprintf(asked->said, sizeof asked->said, "%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT, kam_stmt_get_int(stmt, 0),
               kam_stmt_get_int(stmt, 1));
    return TRUE;
}

/* A currency that cannot be had is a wrong question, and no fault of the data. */
static KamGround *
convert_asked(KamDesk *desk, KamGround *ground, const char *currency, GError **error)
{
    GError *wrong = NULL;
    KamGround *converted = kam_desk_convert(desk, ground, currency, &wrong);

    kam_ground_unref(ground);
    if (converted != NULL)
        return converted;
    if (g_error_matches(wrong, KAM_ERROR, KAM_ERROR_INVALID))
        wrong->code = KAM_ERROR_USAGE;
    g_propagate_error(error, wrong);
    return NULL;
}

/* The ground is borrowed from the desk for as long as the question is worked on. */
static gboolean
take_ground(Asked *asked, KamDb *db, KamDeskQuestion *question, GError **error)
{
    const KamAnalysisOptions options = kam_analysis_values_options(question->values);

    asked->question = question;
    asked->db = db;
    asked->ground = kam_desk_get_ground(asked->desk, db, error);
    if (asked->ground != NULL)
        asked->ground = convert_asked(asked->desk, asked->ground, options.part.currency, error);
    if (asked->ground == NULL)
        return FALSE;
    if (!read_said(asked, question->values->kind, error)) {
        kam_ground_unref(asked->ground);
        return FALSE;
    }
    question->version = kam_ground_get_version(asked->ground);
    question->as_of_day =
        options.until_day != KAM_DAY_NONE ? options.until_day : kam_ground_get_facts(asked->ground)->last_day;
    return TRUE;
}

GBytes *
kam_desk_ask(KamDesk *desk, KamDb *db, KamDeskQuestion *question, GError **error)
{
    Asked asked = { .desk = desk };
    GBytes *answer;

    if (!take_ground(&asked, db, question, error))
        return NULL;
    answer = ask_whole(&asked, error);
    kam_ground_unref(asked.ground);
    return answer;
}

GBytes *
kam_desk_ask_first(KamDesk *desk, KamDb *db, KamDeskQuestion *question, guint n, GError **error)
{
    Asked asked = { .desk = desk, .n = n };
    g_autoptr(GString) key = NULL;
    GBytes *answer;

    if (!take_ground(&asked, db, question, error))
        return NULL;
    key = key_of(&asked);
    g_string_append_printf(key, " first %u", n);
    answer = kam_answers_get(desk->answers, key->str, make_first, &asked, error);
    kam_ground_unref(asked.ground);
    return answer;
}

GBytes *
kam_desk_ask_file(KamDesk *desk, KamDb *db, KamDeskQuestion *question, KamLanguage language, GError **error)
{
    Asked asked = { .desk = desk, .as_file = TRUE, .language = language };
    GBytes *file;

    g_return_val_if_fail(question->values->kind->to_file != NULL, NULL);

    if (!take_ground(&asked, db, question, error))
        return NULL;
    file = make_whole(&asked, error);
    kam_ground_unref(asked.ground);
    return file;
}

GBytes *
kam_desk_ask_item(KamDesk *desk, KamDb *db, KamDeskQuestion *question, gint64 account_id, GError **error)
{
    Asked asked = { .desk = desk, .account_id = account_id };
    g_autoptr(GString) key = NULL;
    GBytes *answer;

    if (!take_ground(&asked, db, question, error))
        return NULL;
    key = key_of(&asked);
    g_string_append_printf(key, " account %" G_GINT64_FORMAT, account_id);
    answer = kam_answers_get(desk->answers, key->str, make_item, &asked, error);
    kam_ground_unref(asked.ground);
    return answer;
}

/* --- sums --- */

typedef struct {
    KamGround *ground;
    const KamSumQuestion *question;
} Summed;

static GBytes *
make_sums(gpointer data, GError **error)
{
    const Summed *summed = data;
    g_autoptr(KamSums) sums = kam_sums_new(summed->ground, summed->question, error);
    GString *text;
    KamJson json;

    if (sums == NULL)
        return NULL;
    text = g_string_new(NULL);
    kam_json_init(&json, text, 0);
    kam_sums_to_json(sums, &json);
    return g_string_free_to_bytes(text);
}

GBytes *
kam_desk_sum(KamDesk *desk, KamGround *ground, const KamSumQuestion *question, GError **error)
{
    g_autoptr(GString) key = g_string_new("sums");
    Summed summed = { ground, question };

    g_string_append_printf(key, " %s %u %d %d %d %d %u %d ", kam_ground_get_stamp(ground), question->n_by,
                           question->by[0], question->n_by > 1 ? (int)question->by[1] : -1, question->order,
                           question->ascending, question->limit, question->with_margin);
    kam_sales_filter_append(&question->filter, key);
    kam_view_append_key(key, question->view);
    return kam_answers_get(desk->answers, key->str, make_sums, &summed, error);
}

/* --- the overview --- */

typedef struct {
    KamDesk *desk;
    KamGround *ground;
    const KamOverviewQuestion *question;
} Surveyed;

static GBytes *
make_overview(gpointer data, GError **error)
{
    const Surveyed *surveyed = data;
    GString *text = kam_overview_to_json(surveyed->desk->shelf, surveyed->ground, surveyed->question, error);

    return text == NULL ? NULL : g_string_free_to_bytes(text);
}

GBytes *
kam_desk_overview(KamDesk *desk, KamGround *ground, const KamOverviewQuestion *question, GError **error)
{
    g_autoptr(GString) key = g_string_new("overview");
    Surveyed surveyed = { desk, ground, question };

    g_string_append_printf(key, " %s %d %" G_GINT64_FORMAT " %d %" G_GINT64_FORMAT, kam_ground_get_stamp(ground),
                           question->has_manager, question->manager_id, question->with_margin,
                           question->likely_duplicates);
    kam_tally_append_key(key, &question->tally);
    return kam_answers_get(desk->answers, key->str, make_overview, &surveyed, error);
}

KamPairsKept *
kam_desk_get_pairs(KamDesk *desk)
{
    return desk->pairs;
}

gint64
kam_desk_get_likely_duplicates(KamDesk *desk)
{
    return g_atomic_int_get(&desk->likely_duplicates);
}

void
kam_desk_set_likely_duplicates(KamDesk *desk, gint64 n)
{
    g_atomic_int_set(&desk->likely_duplicates, (gint)MIN(n, G_MAXINT));
}

/* --- ahead of requests --- */

static KamTallyQuestion
standard_question(const KamGround *ground)
{
    return (KamTallyQuestion) {
        .by = KAM_FIGURES_BY_ACCOUNT,
        .basis = KAM_BASIS_PRODUCTS,
        .period = kam_figures_period_of(kam_ground_get_facts(ground), KAM_FIGURES_LAST12, KAM_DAY_NONE, KAM_DAY_NONE),
    };
}

gboolean
kam_desk_prepare(KamDesk *desk, KamDb *db, GError **error)
{
    g_autoptr(KamGround) ground = kam_desk_get_ground(desk, db, error);
    g_autoptr(KamBoard) board = NULL;
    g_autoptr(GBytes) overview = NULL;
    KamOverviewQuestion question = { .with_margin = TRUE, .likely_duplicates = kam_desk_get_likely_duplicates(desk) };

    if (ground == NULL)
        return FALSE;
    if (!kam_desk_has_room(desk, ground))
        return TRUE;
    question.tally = standard_question(ground);
    board = kam_board_get(desk->shelf, ground, &question.tally, error);
    if (board == NULL)
        return FALSE;
    kam_board_prepare(board);
    overview = kam_desk_overview(desk, ground, &question, error);
    return overview != NULL;
}

void
kam_desk_set_warm(KamDesk *desk, gboolean is_warm)
{
    g_atomic_int_set(&desk->is_warm, is_warm);
}

gboolean
kam_desk_is_warm(KamDesk *desk)
{
    return g_atomic_int_get(&desk->is_warm);
}

/* --- what is wanted --- */

/* Room for a currency that was asked for now, first of all. */
static WantedFigures *
put_first(KamDesk *desk, const char *currency)
{
    WantedFigures found = { .n_rows = 0 };
    guint at = 0;

    while (at < KAM_DESK_CURRENCIES - 1 && strcmp(desk->others[at].currency, currency) != 0)
        at++;
    if (strcmp(desk->others[at].currency, currency) == 0)
        found = desk->others[at];
    memmove(&desk->others[1], &desk->others[0], at * sizeof desk->others[0]);
    g_strlcpy(found.currency, currency, sizeof found.currency);
    desk->others[0] = found;
    return &desk->others[0];
}

static const char *
currency_of(const KamGround *ground)
{
    const KamGroundConversion *conversion = kam_ground_get_conversion(ground);

    return conversion != NULL ? conversion->to : "";
}

void
kam_desk_want_prospects(KamDesk *desk, const KamGround *ground, KamFiguresBy by, KamReportBasis basis)
{
    const char *currency = currency_of(ground);
    WantedFigures *wanted;

    /* What does not fit would be converted anew at every look. */
    if (!kam_ground_is_on_shelf(ground, desk->shelf))
        return;
    g_mutex_lock(&desk->lock);
    wanted = *currency == '\0' ? &desk->own : put_first(desk, currency);
    want_rows(wanted, (KamDeskRows) { by, basis });
    wanted->is_asked = TRUE;
    g_mutex_unlock(&desk->lock);
}

static const WantedFigures *
find_wanted(const KamDesk *desk, const char *currency)
{
    if (*currency == '\0')
        return &desk->own;
    for (guint i = 0; i < KAM_DESK_CURRENCIES; i++)
        if (strcmp(desk->others[i].currency, currency) == 0)
            return &desk->others[i];
    return NULL;
}

/* What groups of one account copy comes first. */
static int
compare_rows(gconstpointer a, gconstpointer b)
{
    return ((const KamDeskRows *)a)->by.is_group - ((const KamDeskRows *)b)->by.is_group;
}

GArray *
kam_desk_list_wanted_rows(KamDesk *desk, const KamGround *ground)
{
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(KamDeskRows));
    const WantedFigures *wanted;

    g_mutex_lock(&desk->lock);
    wanted = find_wanted(desk, currency_of(ground));
    if (wanted != NULL)
        g_array_append_vals(rows, wanted->rows, wanted->n_rows);
    g_mutex_unlock(&desk->lock);
    g_array_sort(rows, compare_rows);
    return rows;
}

static int
compare_words(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
add_words(const WantedFigures *wanted, GPtrArray *words)
{
    for (guint i = 0; i < wanted->n_rows; i++) {
        g_autofree char *by = kam_figures_by_dup_word(wanted->rows[i].by);

        g_ptr_array_add(
            words, g_strdup_printf("%s:%s:%s", wanted->currency, by, kam_report_basis_name(wanted->rows[i].basis)));
    }
}

/* In the order of their letters, since who asks again changes nothing. */
char *
kam_desk_dup_wanted(KamDesk *desk)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new_null_terminated(KAM_DESK_ROWS, g_free, TRUE);

    g_mutex_lock(&desk->lock);
    add_words(&desk->own, words);
    for (guint i = 0; i < KAM_DESK_CURRENCIES; i++)
        add_words(&desk->others[i], words);
    g_mutex_unlock(&desk->lock);
    g_ptr_array_sort(words, compare_words);
    return g_strjoinv(" ", (char **)words->pdata);
}

static char **
dup_wanted_currencies(KamDesk *desk)
{
    g_autoptr(GPtrArray) codes = g_ptr_array_new_null_terminated(KAM_DESK_CURRENCIES, g_free, TRUE);

    g_mutex_lock(&desk->lock);
    for (guint i = 0; i < KAM_DESK_CURRENCIES; i++)
        if (desk->others[i].n_rows != 0)
            g_ptr_array_add(codes, g_strdup(desk->others[i].currency));
    g_mutex_unlock(&desk->lock);
    return (char **)g_ptr_array_steal(codes, NULL);
}

/* A currency that cannot be had any more is left out. */
GPtrArray *
kam_desk_list_wanted_grounds(KamDesk *desk, KamGround *ground)
{
    GPtrArray *grounds = g_ptr_array_new_with_free_func((GDestroyNotify)kam_ground_unref);
    g_auto(GStrv) currencies = dup_wanted_currencies(desk);

    g_ptr_array_add(grounds, kam_ground_ref(ground));
    for (guint i = 0; currencies[i] != NULL; i++) {
        g_autoptr(KamGround) other = kam_desk_convert(desk, ground, currencies[i], NULL);

        if (other != NULL && kam_ground_is_on_shelf(other, desk->shelf))
            g_ptr_array_add(grounds, g_steal_pointer(&other));
    }
    return grounds;
}

gboolean
kam_desk_works_ahead(KamDesk *desk, const KamGround *ground)
{
    return kam_desk_is_warm(desk) && kam_ground_is_on_shelf(ground, desk->shelf);
}
