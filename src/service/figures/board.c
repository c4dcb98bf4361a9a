/* What a board is made of, and what each column says of a row. */
#include "service/figures/board_parts.h"

#include <math.h>
#include <string.h>

#include "service/report/basis.h"

/* --- columns --- */

static const char *const names[KAM_BOARD_N] = {
    [KAM_BOARD_NAME] = "name",
    [KAM_BOARD_NUMBER] = "number",
    [KAM_BOARD_CITY] = "city",
    [KAM_BOARD_COUNTRY] = "country",
    [KAM_BOARD_REGION] = "region",
    [KAM_BOARD_MANAGER] = "manager",
    [KAM_BOARD_GROUP] = "group",
    [KAM_BOARD_TIER] = "tier",
    [KAM_BOARD_CLASS] = "class",
    [KAM_BOARD_NET] = "net",
    [KAM_BOARD_BEFORE] = "before",
    [KAM_BOARD_CHANGE] = "change",
    [KAM_BOARD_CHANGE_RATE] = "change_rate",
    [KAM_BOARD_SHARE] = "share",
    [KAM_BOARD_CUMULATIVE] = "cumulative",
    [KAM_BOARD_RANK] = "rank",
    [KAM_BOARD_LAST_PURCHASE] = "last_purchase",
    [KAM_BOARD_DAYS_SILENT] = "days_silent",
    [KAM_BOARD_ALIVE] = "alive",
    [KAM_BOARD_FORECAST] = "forecast",
    [KAM_BOARD_MARGIN] = "margin",
    [KAM_BOARD_MARGIN_RATE] = "margin_rate",
    [KAM_BOARD_ATTRACTIVENESS] = "attractiveness",
    [KAM_BOARD_QUANTITY] = "quantity",
    [KAM_BOARD_LINES] = "lines",
    [KAM_BOARD_MEMBERS] = "members",
};

const char *
kam_board_column_name(KamBoardColumn column)
{
    return names[column];
}

KamBoardColumn
kam_board_column_from_name(const char *name)
{
    KamBoardColumn column = 0;

    while (column < KAM_BOARD_N && strcmp(names[column], name) != 0)
        column++;
    return column;
}

gboolean
kam_board_column_is_of_margin(KamBoardColumn column)
{
    return column == KAM_BOARD_MARGIN || column == KAM_BOARD_MARGIN_RATE || column == KAM_BOARD_ATTRACTIVENESS;
}

const KamStand *
kam_board_stand(const KamBoard *board, const KamTallyRow *row)
{
    return row->is_whole ? &board->standing->list[row->holder] : NULL;
}

KamProspect *
kam_board_prospect(const KamBoard *board, const KamTallyRow *row)
{
    return row->is_whole ? &board->prospects->list[row->holder] : NULL;
}

/* A page has few rows, and keeping months of all of them would take more than the lines. */
void
kam_board_sum_months(const KamBoard *board, const KamTallyRow *row, gint32 first_month, guint months, gint64 *sums)
{
    const KamRoll *roll = board->roll;
    const KamFacts *facts = kam_ground_get_facts(board->ground);
    const guint8 *is_in = board->tally->is_in;

    memset(sums, 0, sizeof *sums * months);
    for (guint32 i = roll->start[row->holder]; i < roll->start[row->holder + 1]; i++) {
        guint32 line = roll->line[i];
        gint32 month = kam_month_of_day(facts->day[line]) - first_month;

        if (month >= 0 && month < (gint32)months && (is_in == NULL || is_in[facts->account[line]]) &&
            line_is_of_basis(facts, board->tally->question.basis, line))
            sums[month] += facts->net_micro[line];
    }
}

/* --- keys --- */

static gboolean
key_of_text(const KamBoard *board, KamDirectoryText text, const KamTallyRow *row, gint64 *key)
{
    *key = kam_directory_places(board->directory, text)[row->holder];
    return *key != 0;
}

/* Doubles in the order of whole numbers. */
static gboolean
key_of_double(double value, gint64 *key)
{
    gint64 bits;

    if (isnan(value))
        return FALSE;
    memcpy(&bits, &value, sizeof bits);
    *key = bits < 0 ? bits ^ G_MAXINT64 : bits;
    return TRUE;
}

static gboolean
key_of_int(gint64 value, gboolean is_known, gint64 *key)
{
    *key = value;
    return is_known;
}

double
kam_board_change_rate(const KamTallyRow *row)
{
    return row->before_micro > 0 ? (double)(row->net_micro - row->before_micro) / (double)row->before_micro : NAN;
}

static double
rate_of_margin(const KamTallyRow *row)
{
    return row->costed_net_micro > 0 ? (double)kam_tally_margin(row) / (double)row->costed_net_micro : NAN;
}

static gboolean
key_of_stand(const KamBoard *board, KamBoardColumn column, const KamStand *stand, gint64 *key)
{
    if (stand == NULL)
        return FALSE;
    if (column == KAM_BOARD_TIER)
        return key_of_int(stand->tier, stand->tier != KAM_TIER_NONE, key);
    if (column == KAM_BOARD_LAST_PURCHASE)
        return key_of_int(stand->last_day, stand->last_day != KAM_DAY_NONE, key);
    return key_of_int((gint64)board->standing->as_of_day - stand->last_day, stand->last_day != KAM_DAY_NONE, key);
}

static gboolean
key_of_prospect(KamBoardColumn column, KamProspect *prospect, gint64 *key)
{
    if (prospect == NULL)
        return FALSE;
    return key_of_double(column == KAM_BOARD_ALIVE      ? kam_prospect_alive(prospect)
                         : column == KAM_BOARD_FORECAST ? kam_prospect_forecast(prospect)
                                                        : kam_prospect_attractive(prospect),
                         key);
}

gboolean
kam_board_key(const KamBoard *board, KamBoardColumn column, guint32 index, gint64 *key)
{
    const KamTally *tally = board->tally;
    const KamTallyRow *row = &tally->row[index];
    gboolean has_before = tally->question.period.before_from != KAM_DAY_NONE;

    switch (column) {
    case KAM_BOARD_NAME:
    case KAM_BOARD_NUMBER:
    case KAM_BOARD_CITY:
    case KAM_BOARD_COUNTRY:
    case KAM_BOARD_REGION:
    case KAM_BOARD_MANAGER:
    case KAM_BOARD_GROUP:
        return key_of_text(board, (KamDirectoryText)(column - KAM_BOARD_NAME), row, key);
    case KAM_BOARD_TIER:
    case KAM_BOARD_LAST_PURCHASE:
    case KAM_BOARD_DAYS_SILENT:
        return key_of_stand(board, column, kam_board_stand(board, row), key);
    case KAM_BOARD_CLASS:
        return key_of_int(row->class, row->class != KAM_TIER_NONE, key);
    case KAM_BOARD_NET:
        return key_of_int(row->net_micro, TRUE, key);
    case KAM_BOARD_SHARE:
        return key_of_int(row->net_micro, row->rank != 0, key);
    case KAM_BOARD_BEFORE:
        return key_of_int(row->before_micro, has_before, key);
    case KAM_BOARD_CHANGE:
        return key_of_int(row->net_micro - row->before_micro, has_before, key);
    case KAM_BOARD_CHANGE_RATE:
        return key_of_double(kam_board_change_rate(row), key);
    case KAM_BOARD_CUMULATIVE:
    case KAM_BOARD_RANK:
        return key_of_int(row->rank, row->rank != 0, key);
    case KAM_BOARD_ALIVE:
    case KAM_BOARD_FORECAST:
    case KAM_BOARD_ATTRACTIVENESS:
        return key_of_prospect(column, kam_board_prospect(board, row), key);
    case KAM_BOARD_MARGIN:
        return key_of_int(kam_tally_margin(row), row->lines > row->no_cost_lines, key);
    case KAM_BOARD_MARGIN_RATE:
        return key_of_double(rate_of_margin(row), key);
    case KAM_BOARD_QUANTITY:
        return key_of_int(row->quantity_micro, TRUE, key);
    case KAM_BOARD_LINES:
        return key_of_int(row->lines, TRUE, key);
    case KAM_BOARD_MEMBERS:
        return key_of_int(row->members, TRUE, key);
    case KAM_BOARD_N:
        break;
    }
    return FALSE;
}

/* --- life --- */

typedef struct {
    KamShelf *shelf;
    KamGround *ground;
    const KamTallyQuestion *question;
} Wanted;

static void
clear_board(gpointer data)
{
    KamBoard *board = data;

    kam_board_forget_selected(board);
    g_mutex_clear(&board->lock);
    kam_directory_unref(board->directory);
    kam_prospects_unref(board->prospects);
    kam_standing_unref(board->standing);
    kam_tally_unref(board->tally);
    kam_roll_unref(board->roll);
    kam_ground_unref(board->ground);
}

static gpointer
make_board(gpointer data, GError **error)
{
    const Wanted *wanted = data;
    const KamTallyQuestion *question = wanted->question;
    g_autoptr(KamTally) tally = kam_tally_get(wanted->shelf, wanted->ground, question, error);
    g_autoptr(KamStanding) standing = NULL;
    KamBoard *board;

    if (tally == NULL)
        return NULL;
    standing = kam_standing_get(wanted->shelf, wanted->ground, question->by, question->basis, error);
    if (standing == NULL)
        return NULL;
    board = g_atomic_rc_box_new0(KamBoard);
    board->ground = kam_ground_ref(wanted->ground);
    board->roll = kam_roll_get(wanted->shelf, wanted->ground, question->by);
    board->tally = g_steal_pointer(&tally);
    board->standing = g_steal_pointer(&standing);
    board->prospects = kam_prospects_get(wanted->shelf, wanted->ground, question->by, question->basis);
    board->directory = kam_directory_get(wanted->shelf, wanted->ground);
    g_mutex_init(&board->lock);
    return board;
}

/* What it is made of stands on the shelf by itself; its own are the orders that were asked for lately. */
static gsize
measure_board(gconstpointer data)
{
    const KamBoard *board = data;

    return sizeof *board + KAM_BOARD_MAX_SELECTED * sizeof(guint32) * board->tally->n;
}

KamBoard *
kam_board_get(KamShelf *shelf, KamGround *ground, const KamTallyQuestion *question, GError **error)
{
    static const KamShelfKind kind = { make_board, clear_board, measure_board };
    g_autoptr(GString) key = g_string_new(kam_ground_get_stamp(ground));
    Wanted wanted = { shelf, ground, question };

    g_string_append(key, " board");
    kam_tally_append_key(key, question);
    return kam_shelf_get(shelf, key->str, &kind, &wanted, error);
}

void
kam_board_unref(KamBoard *board)
{
    if (board != NULL)
        g_atomic_rc_box_release_full(board, clear_board);
}
