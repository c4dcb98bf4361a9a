/* kamen analyze programme: the programme of key accounts, what is wrong in it, and whether there is room enough. */
#include <math.h>
#include <string.h>

#include "cli/analyze.h"
#include "cli/database.h"
#include "cli/text_page.h"
#include "cli/text_table.h"
#include "service/figures/desk.h"
#include "service/programme/alert.h"
#include "service/programme/capacity.h"
#include "service/programme/programme_json.h"

/* --- texts of cells ----------------------------------------------------------------------------------------------- */

static char *
say_money(double value, const KamNumberStyle *style)
{
    return isnan(value) ? g_strdup("-") : kam_format_count((gint64)llround(value), style);
}

static char *
say_day(gint32 day)
{
    char text[11];

    if (day == KAM_DAY_NONE)
        return g_strdup("-");
    kam_day_to_iso(day, text);
    return g_strdup(text);
}

static char *
say_account(const KamProgrammeAccount *account)
{
    return g_strdup_printf("%s %s", account->number == NULL ? "" : account->number,
                           account->name == NULL ? "" : account->name);
}

static char *
say_tier(const KamProgramme *p, gint tier)
{
    return g_strdup(tier < 0 ? "-" : kam_programme_tier(p, tier)->code);
}

/* --- the parts ---------------------------------------------------------------------------------------------------- */

static void
print_portfolio(const KamProgramme *p, KamTextPage *page)
{
    static const KamTextColumn columns[] = { { .title = "tier" },
                                             { .title = "account", .gives_way = TRUE },
                                             { .title = "since" },
                                             { .title = "net of a year", .is_number = TRUE },
                                             { .title = "key %", .is_number = TRUE },
                                             { .title = "rules say" },
                                             { .title = "next review" } };
    g_autoptr(KamTextTable) table = kam_text_table_new(&page->terminal, columns, G_N_ELEMENTS(columns));
    guint shown = 0, all = 0;

    for (gint t = 0; t < (gint)p->tiers->len; t++)
        for (guint i = 0; i < p->accounts->len; i++) {
            const KamProgrammeAccount *account = &g_array_index(p->accounts, KamProgrammeAccount, i);
            double key = account->figure.of[KAM_PROGRAMME_KEY_PROBABILITY];

            if (account->tier != t || (page->limit != 0 && ++all > page->limit))
                continue;
            shown++;
            kam_text_table_take_row(table, say_tier(p, t), say_account(account), say_day(account->since),
                                    say_money(account->figure.of[KAM_PROGRAMME_NET], page->style),
                                    isnan(key) ? g_strdup("-") : g_strdup_printf("%.0f", key),
                                    say_tier(p, kam_rules_propose(p, t, &account->figure)),
                                    say_day(kam_programme_last_decision(p, account)->review_on));
        }
    if (shown == 0)
        kam_text_page_paragraph(page, KAM_STYLE_PLAIN, g_strdup("No account is in the programme yet."));
    else
        kam_text_table_append(table, page->out);
    kam_text_page_tell_rest(page, shown, MAX(shown, all));
}

static void
print_alerts(const KamProgramme *p, KamTextPage *page)
{
    static const KamTextColumn columns[] = { { .title = "at stake", .is_number = TRUE },
                                             { .title = "what" },
                                             { .title = "account", .gives_way = TRUE },
                                             { .title = "tier" },
                                             { .title = "rules say" },
                                             { .title = "since" },
                                             { .title = "who" } };
    g_autoptr(KamTextTable) table = kam_text_table_new(&page->terminal, columns, G_N_ELEMENTS(columns));
    g_autoptr(GArray) alerts = kam_programme_alerts(p);
    guint shown = kam_text_page_count_shown(page, alerts->len);

    for (guint i = 0; i < shown; i++) {
        const KamAlert *alert = &g_array_index(alerts, KamAlert, i);

        kam_text_table_take_row(table, say_money(alert->at_stake, page->style),
                                g_strdup(kam_alert_kind_name(alert->kind)), say_account(alert->account),
                                say_tier(p, alert->account->tier), say_tier(p, alert->tier), say_day(alert->since),
                                g_strdup(alert->account->manager == NULL ? "-" : alert->account->manager));
    }
    if (alerts->len == 0)
        kam_text_page_paragraph(page, KAM_STYLE_PLAIN, g_strdup("Nothing is wrong in the programme."));
    else
        kam_text_table_append(table, page->out);
    kam_text_page_tell_rest(page, shown, alerts->len);
}

static void
print_capacity(const KamProgramme *p, KamTextPage *page)
{
    static const KamTextColumn columns[] = { { .title = "manager", .gives_way = TRUE },
                                             { .title = "accounts", .is_number = TRUE },
                                             { .title = "days needed", .is_number = TRUE },
                                             { .title = "days there", .is_number = TRUE } };
    g_autoptr(KamTextTable) table = kam_text_table_new(&page->terminal, columns, G_N_ELEMENTS(columns));
    g_autoptr(KamCapacity) capacity = kam_capacity_new(p);

    for (guint i = 0; i < capacity->managers->len; i++) {
        const KamManagerCapacity *manager = &g_array_index(capacity->managers, KamManagerCapacity, i);

        kam_text_table_take_row(table, g_strdup(manager->name == NULL ? "(nobody)" : manager->name),
                                g_strdup_printf("%u", manager->accounts), g_strdup_printf("%.1f", manager->days),
                                manager->has_days < 0 ? g_strdup("-")
                                                      : g_strdup_printf("%" G_GINT64_FORMAT, manager->has_days));
    }
    kam_text_table_append(table, page->out);
}

/* --- the verb ----------------------------------------------------------------------------------------------------- */

static void
put_entitlements(const KamProgramme *programme, KamJson *json)
{
    const KamPromisesQuestion question = { .day = programme->day };

    kam_programme_promises_to_json(programme, &question, json);
}

typedef struct {
    const char *name;
    void (*to_json)(const KamProgramme *programme, KamJson *json);
    void (*print)(const KamProgramme *programme, KamTextPage *page); /* NULL: JSON alone */
} Part;

static const Part parts[] = {
    { "portfolio", kam_programme_portfolio_to_json, print_portfolio },
    { "alerts", kam_programme_alerts_to_json, print_alerts },
    { "capacity", kam_programme_capacity_to_json, print_capacity },
    { "entitlements", put_entitlements, NULL },
};

typedef struct {
    char *uri, *as_of;
    gboolean json;
    gint limit;
    guint part;
    gint32 day;
} Arguments;

static gboolean
read_part(Arguments *arguments, const char *name, GError **error)
{
    for (arguments->part = 0; name != NULL && arguments->part < G_N_ELEMENTS(parts); arguments->part++)
        if (strcmp(parts[arguments->part].name, name) == 0)
            break;
    if (arguments->part == G_N_ELEMENTS(parts)) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE,
                    "no part '%s' of the programme; it takes portfolio, alerts, capacity or entitlements", name);
        return FALSE;
    }
    if (parts[arguments->part].print == NULL && !arguments->json) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "%s is there as JSON alone; add --json", name);
        return FALSE;
    }
    return TRUE;
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
print(const Arguments *arguments, const KamProgramme *programme, GError **error)
{
    g_autoptr(GString) out = g_string_new(NULL);
    KamTextPage page;
    KamJson json;

    if (arguments->json) {
        kam_analyze_begin_json(&json, out);
        parts[arguments->part].to_json(programme, &json);
        g_string_append_c(out, '\n');
        return kam_analyze_print(out, error);
    }
    kam_text_page_init(&page, (guint)MAX(arguments->limit, 0));
    parts[arguments->part].print(programme, &page);
    g_string_append(out, page.out->str);
    g_string_free(page.out, TRUE);
    return kam_analyze_print(out, error);
}

static gboolean
answer(const Arguments *arguments, GError **error)
{
    g_autoptr(KamDb) db = kam_service_open_read_only(kam_db_argument(arguments->uri), error);
    g_autoptr(KamDesk) desk = kam_desk_new(KAM_DESK_LINE_BYTES, KAM_DESK_ANSWER_BYTES);
    g_autoptr(KamGround) ground = db == NULL ? NULL : kam_desk_get_ground(desk, db, error);
    const KamProgrammeQuestion question = { .db = db,
                                            .shelf = kam_desk_get_shelf(desk),
                                            .ground = ground,
                                            .day = arguments->day,
                                            .year_day = arguments->day,
                                            .with_margin = TRUE };
    g_autoptr(KamProgramme) programme = ground == NULL ? NULL : kam_programme_new(&question, error);

    return programme != NULL && print(arguments, programme, error);
}

static int
run(int argc, char **argv, GError **error)
{
    Arguments arguments = { .limit = 20 };
    const GOptionEntry entries[] = {
        KAM_DB_ENTRY(arguments.uri),
        { "as-of", 0, 0, G_OPTION_ARG_STRING, &arguments.as_of, "the programme as of this day (today)", "DAY" },
        { "limit", 0, 0, G_OPTION_ARG_INT, &arguments.limit, "rows of text, 0 for all (20)", "N" },
        { "json", 0, 0, G_OPTION_ARG_NONE, &arguments.json, "print JSON, as the API answers it", NULL },
        { 0 },
    };
    gboolean done = kam_verb_parse(&kam_analysis_programme, entries, &argc, &argv, error);

    if (done && argc > 2) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_USAGE, "'%s' is one argument too many", argv[2]);
        done = FALSE;
    }
    done = done && read_part(&arguments, argc > 1 ? argv[1] : NULL, error) && read_day(&arguments, error) &&
           answer(&arguments, error);
    g_free(arguments.uri);
    g_free(arguments.as_of);
    return done ? KAM_EXIT_DONE : -1;
}

const KamVerb kam_analysis_programme = {
    .name = "analyze programme",
    .arguments = "[PART]",
    .summary = "the programme of key accounts: who is in which tier, and what is wrong in it",
    .help =
        "PART is portfolio (without a word), alerts, capacity or entitlements (as JSON alone). Rules of tiers are held\n"
        "against the figures of each account; docs/programme.md explains what they say.\n"
        "\n"
        "  kamen analyze programme\n"
        "  kamen analyze programme alerts\n"
        "  kamen analyze programme capacity --as-of 2026-03-31\n"
        "  kamen analyze programme entitlements --json | jq '.accounts[] | select(.late > 0) | .name'",
    .run = run,
};
