/* The programme as people read it at a terminal: portfolio, alerts, capacity, promises. */
#include <math.h>

#include "cli/analyze_programme.h"
#include "cli/programme_words.h"
#include "cli/text_table.h"
#include "service/programme/alert.h"
#include "service/programme/capacity.h"

/* --- portfolio ---------------------------------------------------------------------------------------------------- */

static void
add_standing(const KamProgramme *p, const KamProgrammeAccount *account, KamTextTable *table, KamTextPage *page)
{
    kam_text_table_take_row(table, kam_programme_say_tier(p, account->tier), kam_programme_say_account(account),
                            kam_programme_say_day(account->since), kam_programme_say_money(account->net, page),
                            kam_programme_say_figure(KAM_PROGRAMME_KEY_PROBABILITY, &account->figure, page),
                            kam_programme_say_tier(p, kam_rules_propose(p, account->tier, &account->figure)),
                            kam_programme_say_day(kam_programme_last_decision(p, account)->review_on));
}

void
kam_programme_print_portfolio(const KamProgrammeShown *shown, KamTextPage *page)
{
    const KamProgramme *p = shown->programme;
    const KamTextColumn columns[] = { { .title = KAM_WORD(page, TIER) },
                                      { .title = KAM_WORD(page, ACCOUNT), .gives_way = TRUE },
                                      { .title = KAM_WORD(page, SINCE) },
                                      { .title = KAM_WORD(page, NET_OF_A_YEAR), .is_number = TRUE },
                                      { .title = KAM_WORD(page, KEY_PERCENT), .is_number = TRUE },
                                      { .title = KAM_WORD(page, RULES_SAY) },
                                      { .title = KAM_WORD(page, NEXT_REVIEW) } };
    g_autoptr(KamTextTable) table = kam_text_table_new(&page->terminal, columns, G_N_ELEMENTS(columns));
    guint all = 0, listed = 0;

    for (gint t = 0; t < (gint)p->tiers->len; t++)
        for (guint i = 0; i < p->accounts->len; i++) {
            const KamProgrammeAccount *account = &g_array_index(p->accounts, KamProgrammeAccount, i);

            if (account->tier != t || (page->limit != 0 && ++all > page->limit))
                continue;
            add_standing(p, account, table, page);
            listed++;
        }
    if (listed == 0)
        kam_text_page_paragraph(page, KAM_STYLE_PLAIN, KAM_SAY_PLAIN(page, NOBODY_YET));
    else
        kam_text_table_append(table, page->out);
    kam_text_page_tell_rest(page, listed, MAX(listed, all));
}

/* --- alerts ------------------------------------------------------------------------------------------------------- */

static void
add_alert(const KamProgramme *p, const KamAlert *alert, KamTextTable *table, KamTextPage *page)
{
    const char *manager = alert->account->manager;

    kam_text_table_take_row(table, kam_programme_say_money(alert->account->net, page),
                            kam_programme_say_alert(alert->kind, page), kam_programme_say_account(alert->account),
                            kam_programme_say_tier(p, alert->account->tier), kam_programme_say_tier(p, alert->tier),
                            kam_programme_say_day(alert->since), g_strdup(manager == NULL ? "-" : manager));
}

void
kam_programme_print_alerts(const KamProgrammeShown *shown, KamTextPage *page)
{
    const KamTextColumn columns[] = { { .title = KAM_WORD(page, AT_STAKE), .is_number = TRUE },
                                      { .title = KAM_WORD(page, WHAT) },
                                      { .title = KAM_WORD(page, ACCOUNT), .gives_way = TRUE },
                                      { .title = KAM_WORD(page, TIER) },
                                      { .title = KAM_WORD(page, RULES_SAY) },
                                      { .title = KAM_WORD(page, SINCE) },
                                      { .title = KAM_WORD(page, WHO) } };
    g_autoptr(KamTextTable) table = kam_text_table_new(&page->terminal, columns, G_N_ELEMENTS(columns));
    g_autoptr(GArray) alerts = kam_programme_alerts(shown->programme);
    guint listed = kam_text_page_count_shown(page, alerts->len);

    for (guint i = 0; i < listed; i++)
        add_alert(shown->programme, &g_array_index(alerts, KamAlert, i), table, page);
    if (alerts->len == 0)
        kam_text_page_paragraph(page, KAM_STYLE_PLAIN, KAM_SAY_PLAIN(page, NOTHING_WRONG));
    else
        kam_text_table_append(table, page->out);
    kam_text_page_tell_rest(page, listed, alerts->len);
}

/* --- capacity ----------------------------------------------------------------------------------------------------- */

static char *
say_whole(gint64 n, KamTextPage *page)
{
    return n < 0 ? g_strdup("-") : kam_format_count(n, page->style);
}

static void
print_managers(const KamCapacity *capacity, KamTextPage *page)
{
    const KamTextColumn columns[] = { { .title = KAM_WORD(page, MANAGER), .gives_way = TRUE },
                                      { .title = KAM_WORD(page, ACCOUNTS), .is_number = TRUE },
                                      { .title = KAM_WORD(page, DAYS_NEEDED), .is_number = TRUE },
                                      { .title = KAM_WORD(page, DAYS_THERE), .is_number = TRUE } };
    g_autoptr(KamTextTable) table = kam_text_table_new(&page->terminal, columns, G_N_ELEMENTS(columns));

    for (guint i = 0; i < capacity->managers->len; i++) {
        const KamManagerCapacity *manager = &g_array_index(capacity->managers, KamManagerCapacity, i);

        kam_text_table_take_row(table, manager->name == NULL ? KAM_SAY_PLAIN(page, NOBODY) : g_strdup(manager->name),
                                say_whole(manager->accounts, page), kam_format_number(manager->days, 1, page->style),
                                say_whole(manager->has_days, page));
    }
    kam_text_table_append(table, page->out);
}

static void
print_rooms(const KamProgramme *p, const KamCapacity *capacity, KamTextPage *page)
{
    const KamTextColumn columns[] = { { .title = KAM_WORD(page, TIER) },
                                      { .title = KAM_WORD(page, ACCOUNTS), .is_number = TRUE },
                                      { .title = KAM_WORD(page, ROOM), .is_number = TRUE },
                                      { .title = KAM_WORD(page, DAYS_NEEDED), .is_number = TRUE } };
    g_autoptr(KamTextTable) table = kam_text_table_new(&page->terminal, columns, G_N_ELEMENTS(columns));

    for (gint t = 0; t < (gint)p->tiers->len; t++) {
        const KamTierCapacity *of_tier = &capacity->tier[t];
        gint64 room = kam_programme_tier(p, t)->capacity;

        kam_text_table_take_row(table, kam_programme_say_tier(p, t), say_whole(of_tier->accounts, page),
                                say_whole(room == 0 ? -1 : room, page),
                                kam_format_number(of_tier->days, 1, page->style));
    }
    kam_text_table_append(table, page->out);
}

void
kam_programme_print_capacity(const KamProgrammeShown *shown, KamTextPage *page)
{
    g_autoptr(KamCapacity) capacity = kam_capacity_new(shown->programme);

    kam_text_page_heading(page, KAM_WORD(page, MANAGERS), KAM_WORD(page, DAYS_A_YEAR));
    print_managers(capacity, page);
    kam_text_page_heading(page, KAM_WORD(page, TIERS), NULL);
    print_rooms(shown->programme, capacity, page);
}

/* --- promises ----------------------------------------------------------------------------------------------------- */

/* What is late, by the names of the promises. */
static char *
name_late(const GArray *held, KamTextPage *page)
{
    g_autoptr(GString) names = g_string_new(NULL);

    for (guint i = 0; i < held->len; i++) {
        const KamPromiseAccount *promise = &g_array_index(held, KamPromiseAccount, i);

        if (promise->late > 0)
            g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "",
                                   kam_programme_name_promise(promise->promise, page));
    }
    return g_strdup(names->str);
}

static void
add_promised(const KamProgramme *p, const KamProgrammeAccount *account, KamTextTable *table, KamTextPage *page)
{
    g_autoptr(GArray) held = kam_promises_of_account(p, account, p->day);
    gint32 since = KAM_DAY_NONE;
    guint kept = 0, ended = 0, late = 0;

    for (guint i = 0; i < held->len; i++) {
        const KamPromiseAccount *promise = &g_array_index(held, KamPromiseAccount, i);

        kept += promise->kept;
        ended += promise->ended;
        late += promise->late;
        if (promise->late > 0 && (since == KAM_DAY_NONE || promise->late_since < since))
            since = promise->late_since;
    }
    kam_text_table_take_row(table, kam_programme_say_tier(p, account->tier), kam_programme_say_account(account),
                            g_strdup_printf("%u/%u", kept, ended), say_whole(late, page), kam_programme_say_day(since),
                            name_late(held, page));
}

void
kam_programme_print_entitlements(const KamProgrammeShown *shown, KamTextPage *page)
{
    const KamProgramme *p = shown->programme;
    const KamTextColumn columns[] = { { .title = KAM_WORD(page, TIER) },
                                      { .title = KAM_WORD(page, ACCOUNT) },
                                      { .title = KAM_WORD(page, KEPT), .is_number = TRUE },
                                      { .title = KAM_WORD(page, LATE), .is_number = TRUE },
                                      { .title = KAM_WORD(page, SINCE) },
                                      { .title = KAM_WORD(page, WHAT_IS_LATE), .gives_way = TRUE } };
    g_autoptr(KamTextTable) table = kam_text_table_new(&page->terminal, columns, G_N_ELEMENTS(columns));
    guint all = 0, listed = 0;

    for (guint i = 0; i < p->accounts->len; i++) {
        const KamProgrammeAccount *account = &g_array_index(p->accounts, KamProgrammeAccount, i);

        if (account->tier < 0 || (page->limit != 0 && ++all > page->limit))
            continue;
        add_promised(p, account, table, page);
        listed++;
    }
    kam_text_page_heading(page, KAM_WORD(page, PROMISES), KAM_WORD(page, PERIODS_OF_THE_YEAR_THAT_ARE_OVER));
    kam_text_table_append(table, page->out);
    kam_text_page_tell_rest(page, listed, MAX(listed, all));
}
