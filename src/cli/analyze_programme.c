/* kamen analyze programme: the programme of key accounts, what is wrong in it, whether there is room enough, its
 * reviews. */
#include "cli/analyze_programme.h"

#include <string.h>

#include "cli/analyze.h"
#include "cli/database.h"
#include "cli/language_option.h"
#include "service/figures/desk.h"
#include "service/programme/programme_json.h"

typedef struct {
    char *uri, *as_of, *language_tag, *currency;
    const char *which; /* the review or the account that is asked for; NULL: none */
    gboolean json;
    gint limit;
    guint part;
    gint32 day;
    KamLanguage language;
} Arguments;

static void
arguments_clear(Arguments *arguments)
{
    g_free(arguments->uri);
    g_free(arguments->as_of);
    g_free(arguments->language_tag);
    g_free(arguments->currency);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Arguments, arguments_clear)

/* What an answer borrows. */
typedef struct {
    const Arguments *arguments;
    KamDb *db;
    KamDesk *desk;
    KamGround *ground, *shown;
    KamReview *review;
    GArray *also;
    KamProgrammeQuestion question;
    KamProgramme *programme;
} Answer;

static void
answer_clear(Answer *answer)
{
    kam_programme_free(answer->programme);
    kam_review_free(answer->review);
    g_clear_pointer(&answer->also, g_array_unref);
    kam_ground_unref(answer->shown);
    kam_ground_unref(answer->ground);
    kam_desk_free(answer->desk);
    g_clear_pointer(&answer->db, kam_db_close);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Answer, answer_clear)

/* --- what a part is about ----------------------------------------------------------------------------------------- */

/* The review of an id; the last one without. */
static gboolean
find_review(Answer *answer, GError **error)
{
    const char *which = answer->arguments->which;
    gint64 id = 0;

    if (which == NULL && !kam_review_find_last(answer->db, &id, error))
        return FALSE;
    if (which != NULL && !g_ascii_string_to_signed(which, 10, 1, G_MAXINT64, &id, NULL)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "'%s' is no id of a review", which);
        return FALSE;
    }
    if (id == 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "no review was opened yet");
        return FALSE;
    }
    answer->review = kam_review_load(answer->db, id, error);
    if (answer->review == NULL)
        return FALSE;
    answer->also = kam_review_list_accounts(answer->review);
    return TRUE;
}

/* The account of a number. */
static gboolean
find_account(Answer *answer, GError **error)
{
    const GArray *accounts = kam_ground_get_facts(answer->ground)->accounts;
    const char *which = answer->arguments->which;

    for (guint i = 0; which != NULL && i < accounts->len && answer->question.account_id == 0; i++)
        if (g_strcmp0(g_array_index(accounts, KamFactAccount, i).number, which) == 0)
            answer->question.account_id = g_array_index(accounts, KamFactAccount, i).id;
    if (answer->question.account_id != 0)
        return TRUE;
    if (which == NULL)
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "name an account by its number");
    else
        g_set_error(error, KAM_ERROR, KAM_ERROR_NOT_FOUND, "no account has the number '%s'", which);
    return FALSE;
}

/* --- the parts ---------------------------------------------------------------------------------------------------- */

static void
put_portfolio(const KamProgrammeShown *shown, KamJson *json)
{
    kam_programme_portfolio_to_json(shown->programme, json);
}

static void
put_alerts(const KamProgrammeShown *shown, KamJson *json)
{
    kam_programme_alerts_to_json(shown->programme, json);
}

static void
put_capacity(const KamProgrammeShown *shown, KamJson *json)
{
    kam_programme_capacity_to_json(shown->programme, json);
}

static void
put_entitlements(const KamProgrammeShown *shown, KamJson *json)
{
    const KamPromisesQuestion question = { .day = shown->programme->day };

    kam_programme_promises_to_json(shown->programme, &question, json);
}

static void
put_review(const KamProgrammeShown *shown, KamJson *json)
{
    kam_programme_review_to_json(shown->programme, shown->review, json);
}

static void
put_account(const KamProgrammeShown *shown, KamJson *json)
{
    kam_programme_account_to_json(shown->programme, shown->account, json);
}

typedef struct {
    const char *name;
    void (*put)(const KamProgrammeShown *shown, KamJson *json);
    void (*print)(const KamProgrammeShown *shown, KamTextPage *page);
    gboolean (*find)(Answer *answer, GError **error); /* what the word behind it names; NULL: it takes none */
} Part;

static const Part parts[] = {
    { "portfolio", put_portfolio, kam_programme_print_portfolio, NULL },
    { "alerts", put_alerts, kam_programme_print_alerts, NULL },
    { "capacity", put_capacity, kam_programme_print_capacity, NULL },
    { "entitlements", put_entitlements, kam_programme_print_entitlements, NULL },
    { "review", put_review, kam_programme_print_review, find_review },
    { "account", put_account, kam_programme_print_account, find_account },
};

/* --- the command line --------------------------------------------------------------------------------------------- */

static gboolean
read_part(Arguments *arguments, const char *name, GError **error)
{
    for (arguments->part = 0; name != NULL && arguments->part < G_N_ELEMENTS(parts); arguments->part++)
        if (strcmp(parts[arguments->part].name, name) == 0)
            break;
    if (arguments->part == G_N_ELEMENTS(parts)) {
        g_set_error(
            error, KAM_ERROR, KAM_ERROR_USAGE,
            "no part '%s' of the programme; it takes portfolio, alerts, capacity, entitlements, review or account",
            name);
        return FALSE;
    }
    if (arguments->which == NULL || parts[arguments->part].find != NULL)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "'%s' is one argument too many", arguments->which);
    return FALSE;
}

static gboolean
read_day(Arguments *arguments, GError **error)
{
    const KamActor actor = kam_actor_program("kamen analyze programme");

    arguments->day = arguments->as_of == NULL ? kam_actor_get_today(&actor)
                                              : kam_day_parse(arguments->as_of, strlen(arguments->as_of), KAM_DATE_YMD);
    if (arguments->day != KAM_DAY_NONE)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "--as-of takes a day such as 2026-03-31, not '%s'",
                arguments->as_of);
    return FALSE;
}

static gboolean
read_arguments(Arguments *arguments, int argc, char **argv, GError **error)
{
    const GOptionEntry entries[] = {
        KAM_DB_ENTRY(arguments->uri),
        { "as-of", 0, 0, G_OPTION_ARG_STRING, &arguments->as_of, "the programme as of this day (today)", "DAY" },
        { "currency", 0, 0, G_OPTION_ARG_STRING, &arguments->currency, "of the amounts; rules stay in the firm's",
          "CODE" },
        { "limit", 0, 0, G_OPTION_ARG_INT, &arguments->limit, "rows of text, 0 for all (20)", "N" },
        { "json", 0, 0, G_OPTION_ARG_NONE, &arguments->json, "print JSON, as the API answers it", NULL },
        KAM_LANGUAGE_ENTRY(arguments->language_tag),
        { 0 },
    };

    if (!kam_verb_parse(&kam_analysis_programme, entries, &argc, &argv, error))
        return FALSE;
    if (argc > 3) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "'%s' is one argument too many", argv[3]);
        return FALSE;
    }
    arguments->which = argc > 2 ? argv[2] : NULL;
    return read_part(arguments, argc > 1 ? argv[1] : NULL, error) && read_day(arguments, error) &&
           kam_language_option_read(arguments->language_tag, !arguments->json, &arguments->language, error);
}

/* --- answering ---------------------------------------------------------------------------------------------------- */

static gboolean
open_ground(Answer *answer, GError **error)
{
    answer->db = kam_service_open_read_only(kam_db_argument(answer->arguments->uri), error);
    answer->desk = kam_desk_new(KAM_DESK_LINE_BYTES, KAM_DESK_ANSWER_BYTES);
    answer->ground = answer->db == NULL ? NULL : kam_desk_get_ground(answer->desk, answer->db, error);
    if (answer->ground == NULL)
        return FALSE;
    answer->shown = kam_desk_convert(answer->desk, answer->ground, answer->arguments->currency, error);
    return answer->shown != NULL;
}

static gboolean
load(Answer *answer, GError **error)
{
    const Part *part = &parts[answer->arguments->part];

    answer->question = (KamProgrammeQuestion) { .day = answer->arguments->day,
                                                .year_day = answer->arguments->day,
                                                .with_margin = TRUE,
                                                .with_reasons = part->find != NULL };
    if (!open_ground(answer, error) || (part->find != NULL && !part->find(answer, error)))
        return FALSE;
    answer->question.db = answer->db;
    answer->question.shelf = kam_desk_get_shelf(answer->desk);
    answer->question.ground = answer->ground;
    answer->question.shown = answer->shown;
    answer->question.also = answer->also;
    answer->programme = kam_programme_new(&answer->question, error);
    return answer->programme != NULL;
}

static GString *
write_text(const Arguments *arguments, const KamProgrammeShown *shown)
{
    KamTextPage page;

    kam_text_page_init(&page, arguments->language, (guint)MAX(arguments->limit, 0));
    parts[arguments->part].print(shown, &page);
    return kam_text_page_end(&page);
}

static GString *
write_json(const Arguments *arguments, const KamProgrammeShown *shown)
{
    GString *out = g_string_new(NULL);
    KamJson json;

    kam_analyze_begin_json(&json, out);
    parts[arguments->part].put(shown, &json);
    g_string_append_c(out, '\n');
    return out;
}

static int
run(int argc, char **argv, GError **error)
{
    g_auto(Arguments) arguments = { .limit = 20 };
    g_auto(Answer) answer = { .arguments = &arguments };
    g_autoptr(GString) out = NULL;
    KamProgrammeShown shown;

    if (!read_arguments(&arguments, argc, argv, error) || !load(&answer, error))
        return -1;
    shown = (KamProgrammeShown) { .programme = answer.programme,
                                  .review = answer.review,
                                  .account = kam_programme_find_account(answer.programme, answer.question.account_id) };
    out = arguments.json ? write_json(&arguments, &shown) : write_text(&arguments, &shown);
    return kam_analyze_print(out, error) ? KAM_EXIT_DONE : -1;
}

const KamVerb kam_analysis_programme = {
    .name = "analyze programme",
    .arguments = "[PART [WHICH]]",
    .summary = "the programme of key accounts: who is in which tier, and what is wrong in it",
    .help =
        "PART is portfolio (without a word), alerts, capacity, entitlements, review (the last one, or that of an id) or\n"
        "account with a number. Rules of tiers are held against the figures of each account; docs/programme.md explains\n"
        "what they say. It speaks English and Serbian: --language sr (Latin letters) or sr-Cyrl.\n"
        "\n"
        "  kamen analyze programme\n"
        "  kamen analyze programme alerts --language sr\n"
        "  kamen analyze programme capacity --as-of 2026-03-31\n"
        "  kamen analyze programme review --limit 0\n"
        "  kamen analyze programme account 10588\n"
        "  kamen analyze programme entitlements --json | jq '.accounts[] | select(.late > 0) | .name'",
    .run = run,
};
