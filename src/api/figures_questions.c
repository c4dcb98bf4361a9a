/* Reading questions about figures. */
#include "api/figures_questions.h"

#include <math.h>
#include <string.h>

#include "api/api.h"
#include "base/decimal.h"
#include "base/error.h"

/* Kept as long as the reading. */
static const char *
take_parameter(KamFiguresReading *reading, const char *name)
{
    char *text = kam_request_dup_parameter(reading->request, name);

    if (text != NULL)
        g_ptr_array_add(reading->texts, text);
    return text;
}

static void
add_fault(KamFiguresReading *reading, const char *name, const char *text, const char *takes)
{
    kam_faults_add(&reading->faults, name, "invalid", "%s does not know '%s'; it takes %s", name, text, takes);
}

/* --- what all share --- */

static void
read_words(KamFiguresReading *reading)
{
    const char *by = take_parameter(reading, "by"), *basis = take_parameter(reading, "basis");

    if (by != NULL && !kam_figures_by_from_name(by, &reading->by))
        add_fault(reading, "by", by, "account or group");
    if (basis != NULL)
        reading->basis = kam_report_basis_from_name(basis);
    if (reading->basis == KAM_BASIS_N)
        add_fault(reading, "basis", basis, "products, all or invoiced");
}

void
kam_figures_read_groups_at(KamFiguresReading *reading, KamGroupsAt *groups)
{
    const char *word = take_parameter(reading, "groups");

    if (word != NULL && !kam_groups_at_read(word, groups))
        add_fault(reading, "groups", word, "today, then, or a day such as 2026-03-31");
}

/* Accounts have no groups to be of any time or depth. */
void
kam_figures_read_groups_by(KamFiguresReading *reading)
{
    KamGroupsAt at = { 0 };

    kam_figures_read_groups_at(reading, &at);
    at.depth = kam_figures_read_number(reading, "depth", 0, KAM_GROUPS_MAX_DEPTH, KAM_GROUPS_HEAD);
    if (reading->by.is_group)
        reading->by.at = at;
    else if (!kam_groups_at_is_default(&at))
        kam_faults_add(&reading->faults, at.kind != KAM_GROUPS_TODAY ? "groups" : "depth", "invalid",
                       "groups and depth go with by=group");
}

static gint32
read_day(KamFiguresReading *reading, const char *name)
{
    const char *text = take_parameter(reading, name);
    gint32 day = text == NULL ? KAM_DAY_NONE : kam_day_parse(text, strlen(text), KAM_DATE_YMD);

    if (text != NULL && day == KAM_DAY_NONE)
        add_fault(reading, name, text, "a day such as 2026-03-31");
    return day;
}

static void
read_period(KamFiguresReading *reading)
{
    const char *period = take_parameter(reading, "period");

    reading->from_day = read_day(reading, "from");
    reading->until_day = read_day(reading, "until");
    if (period != NULL) {
        reading->period = kam_figures_period_from_name(period);
        if (reading->period >= KAM_FIGURES_DAYS)
            add_fault(reading, "period", period, "last12, year, ytd or all; other days with from and until");
        else if (reading->from_day != KAM_DAY_NONE || reading->until_day != KAM_DAY_NONE)
            kam_faults_add(&reading->faults, "period", "invalid",
                           "period cannot be asked for together with from and until; leave one of them out");
    } else if (reading->from_day != KAM_DAY_NONE || reading->until_day != KAM_DAY_NONE) {
        reading->period = KAM_FIGURES_DAYS;
    }
    if (reading->from_day != KAM_DAY_NONE && reading->until_day != KAM_DAY_NONE &&
        reading->from_day > reading->until_day)
        kam_faults_add(&reading->faults, "until", "invalid",
                       "until ends the period before it begins; swap from and until");
}

void
kam_figures_reading_init(KamFiguresReading *reading, KamRequest *request)
{
    *reading = (KamFiguresReading) { .request = request, .basis = KAM_BASIS_PRODUCTS, .period = KAM_FIGURES_LAST12 };
    reading->texts = g_ptr_array_new_with_free_func(g_free);
    kam_faults_init(&reading->faults);
    kam_request_check_parameters(request, &reading->faults);
    read_words(reading);
    read_period(reading);
}

void
kam_figures_reading_clear(KamFiguresReading *reading)
{
    kam_faults_clear(&reading->faults);
    g_clear_pointer(&reading->texts, g_ptr_array_unref);
}

gboolean
kam_figures_convert(KamFiguresReading *reading, KamGround **ground, GError **error)
{
    const char *currency = take_parameter(reading, "currency");
    g_autoptr(GError) wrong = NULL;
    KamGround *converted = kam_desk_convert(reading->request->api->desk, *ground, currency, &wrong);

    if (converted != NULL) {
        kam_ground_unref(*ground);
        *ground = converted;
        return TRUE;
    }
    if (!g_error_matches(wrong, KAM_ERROR, KAM_ERROR_INVALID)) {
        g_propagate_error(error, g_steal_pointer(&wrong));
        return FALSE;
    }
    kam_faults_add(&reading->faults, "currency", "invalid", "%s", wrong->message);
    return TRUE;
}

gboolean
kam_figures_reading_is_right(const KamFiguresReading *reading, KamReply *reply)
{
    if (reading->faults.n_errors == 0)
        return TRUE;
    kam_reply_problem(reply, reading->request, 400, "the question cannot be asked like this; see errors",
                      &reading->faults);
    return FALSE;
}

KamTallyQuestion
kam_figures_tally_question(const KamFiguresReading *reading, const KamFacts *facts, const GArray *view)
{
    return (KamTallyQuestion) {
        .by = reading->by,
        .basis = reading->basis,
        .period = kam_figures_period_of(facts, reading->period, reading->from_day, reading->until_day),
        .view = view,
    };
}

gboolean
kam_figures_sees_margins(const KamRequest *request)
{
    return kam_policy_class_access(request->actor, KAM_MARGIN) != KAM_NO_ACCESS;
}

gboolean
kam_figures_check_commercial(const KamRequest *request, GError **error)
{
    if (kam_policy_class_access(request->actor, KAM_COMMERCIAL) != KAM_NO_ACCESS)
        return TRUE;
    g_set_error(error, KAM_ERROR, KAM_ERROR_DENIED, "your role does not see sales");
    return FALSE;
}

/* --- a page --- */

gboolean
kam_figures_read_id(KamFiguresReading *reading, const char *name, gint64 *id)
{
    const char *text = take_parameter(reading, name);

    if (text == NULL)
        return FALSE;
    if (!g_ascii_string_to_signed(text, 10, 0, G_MAXINT64, id, NULL))
        add_fault(reading, name, text, "an id, or 0 for those that have none");
    return TRUE;
}

static gboolean
read_amount(KamFiguresReading *reading, const char *name, gint64 *micro)
{
    const char *text = take_parameter(reading, name);
    KamDecimal decimal;

    if (text == NULL)
        return FALSE;
    if (!kam_decimal_parse(text, strlen(text), (KamNumberFormat) { '.', 0 }, &decimal) ||
        !kam_decimal_to_micro(decimal, micro))
        add_fault(reading, name, text, "an amount such as 1234.50");
    return TRUE;
}

static double
read_chance(KamFiguresReading *reading, const char *name)
{
    const char *text = take_parameter(reading, name);
    char *end = NULL;
    double chance;

    if (text == NULL)
        return NAN;
    chance = g_ascii_strtod(text, &end);
    if (end != text && *end == '\0' && chance >= 0 && chance <= 1)
        return chance;
    add_fault(reading, name, text, "a chance from 0 to 1");
    return NAN;
}

guint
kam_figures_read_number(KamFiguresReading *reading, const char *name, gint64 least, gint64 most, guint otherwise)
{
    const char *text = take_parameter(reading, name);
    gint64 number;

    /* Whether it is a number at all has been told. */
    if (text == NULL || !g_ascii_string_to_signed(text, 10, G_MININT64, G_MAXINT64, &number, NULL))
        return otherwise;
    if (number >= least && number <= most)
        return (guint)number;
    kam_faults_add(&reading->faults, name, "invalid",
                   "%s does not know '%s'; it takes %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, name, text, least,
                   most);
    return otherwise;
}

static guint
tier_bit(const char *word)
{
    static const char *const words[] = { "A", "B", "C", "none", NULL };

    for (guint i = 0; words[i] != NULL; i++)
        if (g_ascii_strcasecmp(word, words[i]) == 0)
            return 1u << i;
    return 0;
}

static guint
read_tiers(KamFiguresReading *reading)
{
    const char *text = take_parameter(reading, "tier");
    g_auto(GStrv) words = g_strsplit(text != NULL && *text != '\0' ? text : "?", ",", -1);
    guint tiers = 0;

    if (text == NULL)
        return 0;
    for (guint i = 0; words[i] != NULL; i++) {
        guint bit = tier_bit(words[i]);

        if (bit == 0)
            add_fault(reading, "tier", text, "A, B, C and none, divided by commas");
        tiers |= bit;
    }
    return tiers;
}

static void
read_silent(KamFiguresReading *reading, KamBoardFilter *filter)
{
    filter->has_silent = take_parameter(reading, "silent") != NULL;
    filter->is_silent = kam_request_get_flag(reading->request, "silent");
}

static gboolean
read_days(KamFiguresReading *reading, const char *name, guint *days)
{
    *days = kam_figures_read_number(reading, name, 0, G_MAXINT32, 0);
    return take_parameter(reading, name) != NULL;
}

static double
read_rate(KamFiguresReading *reading, const char *name)
{
    const char *text = take_parameter(reading, name);
    char *end = NULL;
    double rate;

    if (text == NULL)
        return NAN;
    rate = g_ascii_strtod(text, &end);
    if (end != text && *end == '\0' && isfinite(rate))
        return rate;
    add_fault(reading, name, text, "a rate such as -0.2, which is 20% less than before");
    return NAN;
}

static void
read_filter(KamFiguresReading *reading, KamBoardFilter *filter)
{
    filter->q = take_parameter(reading, "q");
    filter->country = take_parameter(reading, "country");
    filter->region = take_parameter(reading, "region");
    filter->city = take_parameter(reading, "city");
    filter->has_manager = kam_figures_read_id(reading, "manager", &filter->manager_id);
    filter->has_group = kam_figures_read_id(reading, "group", &filter->group_id);
    filter->tiers = read_tiers(reading);
    read_silent(reading, filter);
    filter->has_days_from = read_days(reading, "days_silent_from", &filter->days_from);
    filter->has_days_to = read_days(reading, "days_silent_to", &filter->days_to);
    filter->alive_below = read_chance(reading, "alive_below");
    filter->change_from = read_rate(reading, "change_from");
    filter->change_to = read_rate(reading, "change_to");
    filter->has_net_from = read_amount(reading, "net_from", &filter->net_from_micro);
    filter->has_net_to = read_amount(reading, "net_to", &filter->net_to_micro);
}

/* "net.desc.nullslast"; ascending and unknown last without a word. FALSE when a word is not known. */
static gboolean
order_from_text(const char *text, KamBoardOrder *order)
{
    g_auto(GStrv) words = g_strsplit(*text != '\0' ? text : "?", ".", -1);

    *order = (KamBoardOrder) { .column = kam_board_column_from_name(words[0]) };
    for (guint i = 1; words[i] != NULL; i++) {
        if (strcmp(words[i], "desc") == 0)
            order->descending = TRUE;
        else if (strcmp(words[i], "nullsfirst") == 0)
            order->nulls_first = TRUE;
        else if (strcmp(words[i], "asc") != 0 && strcmp(words[i], "nullslast") != 0)
            return FALSE;
    }
    return order->column != KAM_BOARD_N;
}

static void
refuse_order(KamFiguresReading *reading, const char *text)
{
    g_autoptr(GString) takes = g_string_new("one to three of ");

    for (guint column = 0; column < KAM_BOARD_N; column++)
        g_string_append_printf(takes, "%s%s", column > 0 ? ", " : "", kam_board_column_name(column));
    g_string_append(takes, ", each with .asc or .desc and .nullslast or .nullsfirst, divided by commas");
    add_fault(reading, "order", text, takes->str);
}

static void
read_orders(KamFiguresReading *reading, KamBoardPage *page)
{
    const char *text = take_parameter(reading, "order");
    g_auto(GStrv) parts = text == NULL ? NULL : g_strsplit(*text != '\0' ? text : "?", ",", -1);

    for (guint i = 0; parts != NULL && parts[i] != NULL; i++) {
        KamBoardOrder order;

        if (page->n_orders == KAM_BOARD_MAX_ORDERS || !order_from_text(parts[i], &order)) {
            refuse_order(reading, text);
            return;
        }
        if (kam_board_column_is_of_margin(order.column) && !page->with_margin)
            kam_faults_add(&reading->faults, "order", "denied", "order by profit is not for your role");
        page->order[page->n_orders++] = order;
    }
}

void
kam_figures_read_page(KamFiguresReading *reading, KamBoardPage *page)
{
    *page = (KamBoardPage) { .with_margin = kam_figures_sees_margins(reading->request) };
    read_filter(reading, &page->filter);
    read_orders(reading, page);
    page->limit = kam_figures_read_number(reading, "limit", 1, KAM_BOARD_MAX_LIMIT, KAM_BOARD_DEFAULT_LIMIT);
    page->offset = kam_figures_read_number(reading, "offset", 0, G_MAXINT32, 0);
    page->months = kam_figures_read_number(reading, "months", 1, KAM_BOARD_MAX_MONTHS, KAM_BOARD_DEFAULT_MONTHS);
}
