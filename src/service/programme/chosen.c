/* The selection without a word, the sentences of its reasons on the shelf, and its run. */
#include "service/programme/chosen.h"

#include <string.h>

#include "base/error.h"
#include "service/analysis/context.h"
#include "service/figures/said.h"
#include "service/programme/chosen_selection.h"
#include "service/selection/reason_words.h"

#define PLACES 20
#define SHORT_LIST 200
#define WOBBLE 0.5
#define DRAWS 10000
#define SEED 1

char *
kam_chosen_dup_said(KamShelf *shelf, const KamGround *ground, KamDb *db, GError **error)
{
    gint64 said;

    if (!kam_said_last(shelf, kam_ground_get_version(ground), db, kam_selection_types, &said, error))
        return NULL;
    return g_strdup_printf("%" G_GINT64_FORMAT, said);
}

gboolean
kam_chosen_is_too_little(GError **error)
{
    if (!g_error_matches(*error, KAM_ERROR, KAM_ERROR_INVALID) && !g_error_matches(*error, KAM_ERROR, KAM_ERROR_USAGE))
        return FALSE;
    g_clear_error(error);
    return TRUE;
}

static KamSelection *
select_from(const KamGround *ground, GArray *criteria, KamJudgements *judgements, const KamAnalysisContext *context,
            GError **error)
{
    const KamAnalysisOptions options = { .basis = KAM_BASIS_PRODUCTS,
                                         .from_day = KAM_DAY_NONE,
                                         .until_day = KAM_DAY_NONE };
    const KamSelectionQuestion question = { .wobble = WOBBLE,
                                            .short_list = SHORT_LIST,
                                            .choice = { .places = PLACES, .draws = DRAWS, .seed = SEED } };

    return kam_selection_new(kam_ground_get_facts(ground), kam_ground_get_version(ground), &options, criteria,
                             judgements, NULL, &question, context, error);
}

KamSelection *
kam_chosen_new(const KamGround *ground, const KamAnalysisContext *context, GError **error)
{
    g_autoptr(GError) failed = NULL;
    g_autoptr(GArray) criteria = kam_criteria_load(context->db, error);
    g_autoptr(KamJudgements) judgements = criteria == NULL ? NULL : kam_judgements_load(context->db, error);
    KamSelection *selection;

    if (judgements == NULL || criteria->len == 0 || kam_ground_get_facts(ground)->n == 0)
        return NULL;
    selection = select_from(ground, g_steal_pointer(&criteria), g_steal_pointer(&judgements), context, &failed);
    if (selection == NULL && !kam_chosen_is_too_little(&failed))
        g_propagate_error(error, g_steal_pointer(&failed));
    return selection;
}

/* --- sentences ---------------------------------------------------------------------------------------------------- */

struct KamChosenReasons {
    GHashTable *of; /* index of the account -> KamChosenReason[] */
    gsize bytes;
};

typedef struct {
    KamGround *ground;
    KamAnalysisContext context;
} Asked;

static void
clear_reason(gpointer data)
{
    KamChosenReason *reason = data;

    for (KamLanguage language = 0; language < KAM_LANGUAGE_N; language++)
        g_free(reason->of[language]);
}

static void
clear_reasons(gpointer data)
{
    g_clear_pointer(&((KamChosenReasons *)data)->of, g_hash_table_unref);
}

static gsize
weigh_reasons(gconstpointer data)
{
    return ((const KamChosenReasons *)data)->bytes;
}

static GArray *
say_reasons(const KamSelection *selection, guint i, gsize *bytes)
{
    g_autoptr(GArray) reasons = kam_selection_reasons(selection, i);
    GArray *said = g_array_new(FALSE, TRUE, sizeof(KamChosenReason));

    g_array_set_clear_func(said, clear_reason);
    for (KamLanguage language = 0; language < KAM_LANGUAGE_N; language++) {
        g_autoptr(GPtrArray) sentences = kam_reasons_say(selection, reasons, language);

        g_array_set_size(said, sentences->len);
        for (guint k = 0; k < sentences->len; k++) {
            g_array_index(said, KamChosenReason, k).of[language] = g_strdup(sentences->pdata[k]);
            *bytes += sizeof(char *) + strlen(sentences->pdata[k]) + 1;
        }
    }
    return said;
}

static gpointer
make_reasons(gpointer data, GError **error)
{
    const Asked *asked = data;
    g_autoptr(GError) failed = NULL;
    g_autoptr(KamSelection) selection = kam_chosen_new(asked->ground, &asked->context, &failed);
    KamChosenReasons *reasons;

    if (failed != NULL) {
        g_propagate_error(error, g_steal_pointer(&failed));
        return NULL;
    }
    reasons = g_atomic_rc_box_new0(KamChosenReasons);
    reasons->bytes = sizeof *reasons;
    reasons->of = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
    for (guint i = 0; selection != NULL && i < selection->n; i++)
        g_hash_table_insert(reasons->of, GUINT_TO_POINTER(selection->account[i].account),
                            say_reasons(selection, i, &reasons->bytes));
    return reasons;
}

KamChosenReasons *
kam_chosen_reasons_get(KamShelf *shelf, KamGround *ground, KamDb *db, GError **error)
{
    static const KamShelfKind kind = { make_reasons, clear_reasons, weigh_reasons };
    g_autofree char *said = kam_chosen_dup_said(shelf, ground, db, error), *key = NULL;
    Asked asked = { ground, { .db = db, .shelf = shelf, .key = kam_ground_get_stamp(ground), .said = said } };

    if (said == NULL)
        return NULL;
    key = g_strdup_printf("%s programme reasons %s", asked.context.key, said);
    return kam_shelf_get(shelf, key, &kind, &asked, error);
}

void
kam_chosen_reasons_unref(KamChosenReasons *reasons)
{
    if (reasons != NULL)
        g_atomic_rc_box_release_full(reasons, clear_reasons);
}

const GArray *
kam_chosen_reasons_find(const KamChosenReasons *reasons, guint32 index)
{
    return g_hash_table_lookup(reasons->of, GUINT_TO_POINTER(index));
}

/* --- the run ------------------------------------------------------------------------------------------------------ */

KamAnalysisRun *
kam_chosen_run_new(KamDesk *desk, KamDb *db, gint64 now_ms, GString **result, GError **error)
{
    g_auto(KamAnalysisValues) values = { 0 };
    KamDeskQuestion question = { .values = &values };
    g_autoptr(GError) failed = NULL;
    g_autoptr(GBytes) answer = NULL;

    kam_analysis_values_init(&values, kam_analysis_kind_find("selection"));
    answer = kam_desk_ask(desk, db, &question, &failed);
    if (answer == NULL) {
        if (!kam_chosen_is_too_little(&failed))
            g_propagate_error(error, g_steal_pointer(&failed));
        return NULL;
    }
    *result = g_string_new_len(g_bytes_get_data(answer, NULL), (gssize)g_bytes_get_size(answer));
    return kam_analysis_run_new(&values, question.version, now_ms);
}
