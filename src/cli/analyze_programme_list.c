/* A review and one account of the programme as people read them at a terminal. */
#include <math.h>
#include <string.h>

#include "cli/analyze_programme.h"
#include "cli/programme_words.h"
#include "cli/text_table.h"
#include "service/programme/rule.h"

#define SENTENCES 4 /* below an account of a list */

/* --- the review --------------------------------------------------------------------------------------------------- */

/* Why it was decided so, and what the selection says. */
static void
add_note(const KamReviewItem *item, const KamProgrammeAccount *account, KamTextTable *table, KamTextPage *page)
{
    g_autoptr(GString) note = g_string_new(item->reason);
    guint n = account == NULL || account->reasons == NULL ? 0 : MIN(account->reasons->len, SENTENCES);

    for (guint i = 0; i < n; i++)
        g_string_append_printf(note, "%s%s", note->len > 0 ? " " : "",
                               g_array_index(account->reasons, KamChosenReason, i).of[page->language]);
    if (note->len > 0)
        kam_text_table_add_note(table, note->str);
}

static void
add_item(const KamProgramme *p, const KamReviewItem *item, KamTextTable *table, KamTextPage *page)
{
    const KamProgrammeAccount *account = kam_programme_find_account(p, item->account_id);

    kam_text_table_take_row(
        table, g_strdup_printf("%s %s", item->number == NULL ? "" : item->number, item->name == NULL ? "" : item->name),
        kam_programme_say_money(account == NULL ? (double)NAN : account->net, page),
        kam_programme_say_tier(p, kam_programme_find_tier(p, item->from_tier_id)),
        kam_programme_say_tier(p, kam_programme_find_tier(p, item->to_tier_id)),
        kam_programme_say_verdict(item->verdict, page));
    add_note(item, account, table, page);
}

/* Who signed the list and when. */
static char *
say_signed(const KamProgrammeShown *shown, const char *hash, KamTextPage *page)
{
    const KamRecord *review = shown->review->record;
    const char *name = kam_programme_name_person(shown->programme, kam_record_get_int(review, "signed_by"));
    g_autoptr(GDateTime) at = g_date_time_new_from_unix_utc(kam_record_get_int(review, "signed_at") / 1000);
    g_autofree char *instant = g_date_time_format(at, "%Y-%m-%d %H:%M UTC");

    return KAM_SAY(page, SIGNED, KAM_ARG("name", name == NULL ? "-" : name), KAM_ARG("at", instant),
                   KAM_ARG("hash", hash));
}

static void
put_state(const KamProgrammeShown *shown, KamTextPage *page)
{
    const KamReview *review = shown->review;
    const char *hash = kam_record_get_text(review->record, "list_hash");
    guint open = 0;

    for (guint i = 0; i < review->items->len; i++)
        open += strcmp(g_array_index(review->items, KamReviewItem, i).verdict, "open") == 0;
    if (hash != NULL)
        kam_text_page_paragraph(page, KAM_STYLE_STRONG, say_signed(shown, hash, page));
    else
        kam_text_page_paragraph(
            page, KAM_STYLE_STRONG,
            KAM_SAY(page, STILL_OPEN, KAM_ARG_COUNT("n", open), KAM_ARG_COUNT("all", review->items->len)));
    if (review->run != NULL)
        kam_text_page_paragraph(page, KAM_STYLE_DIM,
                                KAM_SAY(page, RESTS_ON, KAM_ARG_COUNT("run", review->run->id),
                                        KAM_ARG_COUNT("version", review->run->data_version)));
}

void
kam_programme_print_review(const KamProgrammeShown *shown, KamTextPage *page)
{
    const KamTextColumn columns[] = { { .title = KAM_WORD(page, ACCOUNT), .gives_way = TRUE },
                                      { .title = KAM_WORD(page, NET_OF_A_YEAR), .is_number = TRUE },
                                      { .title = KAM_WORD(page, BEFORE) },
                                      { .title = KAM_WORD(page, AFTER) },
                                      { .title = KAM_WORD(page, VERDICT) } };
    g_autoptr(KamTextTable) table = kam_text_table_new(&page->terminal, columns, G_N_ELEMENTS(columns));
    const GArray *items = shown->review->items;
    guint listed = kam_text_page_count_shown(page, items->len);
    g_autofree char *opened = kam_programme_say_day((gint32)kam_record_get_int(shown->review->record, "opened_on"));

    kam_text_page_heading(page, kam_record_get_text(shown->review->record, "name"), opened);
    put_state(shown, page);
    for (guint i = 0; i < listed; i++)
        add_item(shown->programme, &g_array_index(items, KamReviewItem, i), table, page);
    kam_text_table_append(table, page->out);
    kam_text_page_tell_rest(page, listed, items->len);
}

/* --- one account -------------------------------------------------------------------------------------------------- */

static void
put_rules(const KamProgrammeShown *shown, KamTextPage *page)
{
    const KamTextColumn columns[] = { { .title = KAM_WORD(page, TIER) },
                                      { .title = KAM_WORD(page, RULE), .gives_way = TRUE },
                                      { .title = KAM_WORD(page, FIGURE), .is_number = TRUE },
                                      { .title = KAM_WORD(page, MET) } };
    g_autoptr(KamTextTable) table = kam_text_table_new(&page->terminal, columns, G_N_ELEMENTS(columns));
    const KamProgramme *p = shown->programme;

    for (guint i = 0; i < p->rules->len; i++) {
        const KamProgrammeRule *rule = &g_array_index(p->rules, KamProgrammeRule, i);

        kam_text_table_take_row(table, kam_programme_say_tier(p, kam_programme_find_tier(p, rule->tier_id)),
                                kam_programme_say_rule(rule, page),
                                kam_programme_say_figure(rule->measure, &shown->account->figure, page),
                                kam_programme_say_state(kam_rule_state(rule, &shown->account->figure), page));
    }
    kam_text_page_heading(page, KAM_WORD(page, RULES), NULL);
    kam_text_table_append(table, page->out);
}

static void
put_sentences(const KamProgrammeShown *shown, KamTextPage *page)
{
    const GArray *reasons = shown->account->reasons;

    if (reasons == NULL)
        return;
    kam_text_page_heading(page, KAM_WORD(page, THE_SELECTION_SAYS), NULL);
    for (guint i = 0; i < reasons->len; i++)
        kam_text_page_paragraph(page, KAM_STYLE_PLAIN,
                                g_strdup(g_array_index(reasons, KamChosenReason, i).of[page->language]));
}

static void
add_decision(const KamProgramme *p, const KamProgrammeDecision *decision, KamTextTable *table)
{
    kam_text_table_take_row(table, kam_programme_say_day(decision->decided_on),
                            kam_programme_say_tier(p, kam_programme_find_tier(p, decision->tier_id)),
                            g_strdup(decision->user == NULL ? "-" : decision->user),
                            decision->run_id == 0 ? g_strdup("-")
                                                  : g_strdup_printf("%" G_GINT64_FORMAT, decision->run_id),
                            kam_programme_say_day(decision->review_on), g_strdup(decision->reason));
}

static void
put_history(const KamProgrammeShown *shown, KamTextPage *page)
{
    const KamTextColumn columns[] = {
        { .title = KAM_WORD(page, DECIDED) },     { .title = KAM_WORD(page, TIER) },
        { .title = KAM_WORD(page, WHO) },         { .title = KAM_WORD(page, RUN), .is_number = TRUE },
        { .title = KAM_WORD(page, NEXT_REVIEW) }, { .title = KAM_WORD(page, WHY), .gives_way = TRUE }
    };
    g_autoptr(KamTextTable) table = kam_text_table_new(&page->terminal, columns, G_N_ELEMENTS(columns));
    const KamProgrammeAccount *account = shown->account;
    const GArray *decisions = shown->programme->decisions;

    if (account->n == 0)
        return;
    for (guint i = account->n; i > 0; i--)
        add_decision(shown->programme, &g_array_index(decisions, KamProgrammeDecision, account->first + i - 1), table);
    kam_text_page_heading(page, KAM_WORD(page, DECISIONS), NULL);
    kam_text_table_append(table, page->out);
}

void
kam_programme_print_account(const KamProgrammeShown *shown, KamTextPage *page)
{
    g_autofree char *label = kam_programme_say_account(shown->account);
    g_autofree char *tier = kam_programme_say_tier(shown->programme, shown->account->tier);
    g_autofree char *since = kam_programme_say_day(shown->account->since);
    g_autofree char *net = kam_programme_say_money(shown->account->net, page);

    kam_text_page_heading(page, label, NULL);
    kam_text_page_paragraph(
        page, KAM_STYLE_STRONG,
        KAM_SAY(page, IN_TIER, KAM_ARG("tier", tier), KAM_ARG("since", since), KAM_ARG("net", net)));
    put_rules(shown, page);
    put_sentences(shown, page);
    put_history(shown, page);
}
