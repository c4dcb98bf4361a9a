/* Columns of the file, and its form as CSV. */
#include <math.h>
#include <string.h>

#include "base/csv.h"
#include "base/date.h"
#include "base/decimal.h"
#include "record/value.h"
#include "service/figures/board_file_parts.h"
#include "service/report/report.h"

#define ROWS_A_PIECE 500
#define BYTE_ORDER_MARK "\xEF\xBB\xBF"
#define FORECAST_PARTS 3

/* --- columns --- */

typedef struct {
    const char *en, *sr;
    KamCellKind kind;
} Heading;

static const Heading headings[KAM_BOARD_N] = {
    [KAM_BOARD_NAME] = { "Account", "Kupac", KAM_CELL_TEXT },
    [KAM_BOARD_NUMBER] = { "Number", "Broj", KAM_CELL_TEXT },
    [KAM_BOARD_CITY] = { "City", "Mesto", KAM_CELL_TEXT },
    [KAM_BOARD_COUNTRY] = { "Country", "Država", KAM_CELL_TEXT },
    [KAM_BOARD_REGION] = { "Region", "Region", KAM_CELL_TEXT },
    [KAM_BOARD_MANAGER] = { "Manager", "Menadžer", KAM_CELL_TEXT },
    [KAM_BOARD_GROUP] = { "Group", "Grupa", KAM_CELL_TEXT },
    [KAM_BOARD_TIER] = { "Tier", "Nivo", KAM_CELL_TEXT },
    [KAM_BOARD_CLASS] = { "Class", "Klasa", KAM_CELL_TEXT },
    [KAM_BOARD_NET] = { "Sales", "Promet", KAM_CELL_MONEY },
    [KAM_BOARD_BEFORE] = { "Year before", "Godina ranije", KAM_CELL_MONEY },
    [KAM_BOARD_CHANGE] = { "Change", "Promena", KAM_CELL_MONEY },
    [KAM_BOARD_CHANGE_RATE] = { "Change", "Promena", KAM_CELL_RATE },
    [KAM_BOARD_SHARE] = { "Share", "Udeo", KAM_CELL_RATE },
    [KAM_BOARD_CUMULATIVE] = { "Cumulative", "Kumulativno", KAM_CELL_RATE },
    [KAM_BOARD_RANK] = { "Rank", "Rang", KAM_CELL_COUNT },
    [KAM_BOARD_LAST_PURCHASE] = { "Last purchase", "Poslednja kupovina", KAM_CELL_DAY },
    [KAM_BOARD_DAYS_SILENT] = { "Silence, days", "Ćutanje, dana", KAM_CELL_COUNT },
    [KAM_BOARD_ALIVE] = { "Still buys", "Još kupuje", KAM_CELL_RATE },
    [KAM_BOARD_FORECAST] = { "Forecast 12 months", "Prognoza za 12 meseci", KAM_CELL_MONEY },
    [KAM_BOARD_MARGIN] = { "Margin", "Marža", KAM_CELL_MONEY },
    [KAM_BOARD_MARGIN_RATE] = { "Margin", "Marža", KAM_CELL_RATE },
    [KAM_BOARD_ATTRACTIVENESS] = { "Attractiveness in the invoices", "Privlačnost po fakturama", KAM_CELL_RATE },
    [KAM_BOARD_QUANTITY] = { "Quantity", "Količina", KAM_CELL_QUANTITY },
    [KAM_BOARD_LINES] = { "Lines", "Stavke", KAM_CELL_COUNT },
    [KAM_BOARD_MEMBERS] = { "Members", "Članice", KAM_CELL_COUNT },
};

static const Heading bounds[FORECAST_PARTS] = {
    { "", "", KAM_CELL_MONEY },
    { ", lower bound", ", donja granica", KAM_CELL_MONEY },
    { ", upper bound", ", gornja granica", KAM_CELL_MONEY },
};

static void
append_unit(const KamBoardFile *file, const Heading *heading, GString *out)
{
    const char *currency = kam_report_currency_of(kam_ground_get_facts(file->board->ground));

    if (heading->kind == KAM_CELL_MONEY && currency != NULL)
        g_string_append_printf(out, " (%s)", currency);
    if (heading->kind == KAM_CELL_RATE)
        g_string_append(out, " (%)");
}

void
kam_board_file_head(const KamBoardFile *file, const KamBoardSlot *slot, GString *out)
{
    const Heading *heading;
    char month[8];

    g_string_truncate(out, 0);
    if (slot->column == KAM_BOARD_TREND) {
        kam_month_to_iso(file->first_month + (gint32)slot->part, month);
        g_string_append(out, month);
        return;
    }
    heading = &headings[slot->column];
    kam_label_append(out, heading->en, heading->sr, file->language);
    if (slot->part > 0)
        kam_label_append(out, bounds[slot->part].en, bounds[slot->part].sr, file->language);
    append_unit(file, heading, out);
}

static void
add_slots(KamBoardFile *file, guint column)
{
    guint n = column == KAM_BOARD_TREND ? file->months : column == KAM_BOARD_FORECAST ? FORECAST_PARTS : 1;

    for (guint part = 0; part < n; part++) {
        KamBoardSlot slot = { column, part };

        g_array_append_val(file->slots, slot);
    }
    if (column == KAM_BOARD_TREND && n > 0)
        file->trend = g_new0(gint64, n);
}

/* --- cells --- */

static const char *
tier_name(guint tier)
{
    static const char *const tiers[] = { "A", "B", "C" };

    return tier < G_N_ELEMENTS(tiers) ? tiers[tier] : NULL;
}

static KamBoardCell
text_cell(const KamBoardFile *file, const KamTallyRow *row, guint column)
{
    const KamStand *stand = kam_board_stand(file->board, row);
    const char *text = column == KAM_BOARD_TIER    ? tier_name(stand != NULL ? stand->tier : KAM_TIER_NONE)
                       : column == KAM_BOARD_CLASS ? tier_name(row->class)
                                                   : kam_directory_text(file->board->directory, row->holder,
                                                                        (KamDirectoryText)(column - KAM_BOARD_NAME));

    return (KamBoardCell) { KAM_CELL_TEXT, text != NULL, text, 0, NAN };
}

static KamBoardCell
estimate_cell(const KamBoardFile *file, const KamTallyRow *row, guint part)
{
    KamProspect *prospect = kam_board_prospect(file->board, row);
    KamBoardCell cell = { .kind = KAM_CELL_MONEY };
    double amount;

    if (prospect == NULL || isnan(kam_prospect_forecast(prospect)))
        return cell;
    amount = part == 0 ? prospect->total : part == 1 ? prospect->lower : prospect->upper;
    cell.is_known = fabs(amount) < 9e12;
    cell.integer = cell.is_known ? (gint64)round(amount * 1e6) : 0;
    return cell;
}

static double
rate_of(const KamBoardFile *file, const KamTallyRow *row, guint column)
{
    const KamTally *tally = file->board->tally;
    KamProspect *prospect = kam_board_prospect(file->board, row);
    gint64 whole = row->rank != 0 ? tally->ranked_micro : 0, part = 0;

    switch (column) {
    case KAM_BOARD_ALIVE:
        return prospect == NULL ? NAN : kam_prospect_alive(prospect);
    case KAM_BOARD_ATTRACTIVENESS:
        return prospect == NULL ? NAN : kam_prospect_attractive(prospect);
    case KAM_BOARD_CHANGE_RATE:
        part = row->net_micro - row->before_micro;
        whole = tally->question.period.before_from != KAM_DAY_NONE ? row->before_micro : 0;
        break;
    case KAM_BOARD_MARGIN_RATE:
        part = kam_tally_margin(row);
        whole = row->costed_net_micro;
        break;
    default:
        part = column == KAM_BOARD_CUMULATIVE ? row->cumulative_micro : row->net_micro;
    }
    return whole > 0 ? (double)part / (double)whole : NAN;
}

/* What a column is ordered by is what it says. */
static KamBoardCell
number_cell(const KamBoardFile *file, const KamTallyRow *row, guint column)
{
    KamBoardCell cell = { .kind = headings[column].kind };
    guint32 index = (guint32)(row - file->board->tally->row);

    if (column == KAM_BOARD_RANK) {
        cell.is_known = row->rank != 0;
        cell.integer = row->rank;
    } else if (column == KAM_BOARD_MARGIN) {
        cell.is_known = row->costed_net_micro != 0 || row->cost_micro != 0;
        cell.integer = kam_tally_margin(row);
    } else {
        cell.is_known = kam_board_key(file->board, (KamBoardColumn)column, index, &cell.integer);
    }
    return cell;
}

KamBoardCell
kam_board_file_cell(const KamBoardFile *file, const KamTallyRow *row, const KamBoardSlot *slot)
{
    KamBoardCell cell;

    if (slot->column == KAM_BOARD_TREND)
        return (KamBoardCell) { KAM_CELL_MONEY, TRUE, NULL, file->trend[slot->part], NAN };
    if (slot->column == KAM_BOARD_FORECAST)
        return estimate_cell(file, row, slot->part);
    if (headings[slot->column].kind == KAM_CELL_TEXT)
        return text_cell(file, row, slot->column);
    if (headings[slot->column].kind != KAM_CELL_RATE)
        return number_cell(file, row, slot->column);
    cell = (KamBoardCell) { .kind = KAM_CELL_RATE, .rate = rate_of(file, row, slot->column) };
    cell.is_known = !isnan(cell.rate);
    return cell;
}

const KamTallyRow *
kam_board_file_look(KamBoardFile *file, guint row)
{
    const KamTallyRow *tally = &file->board->tally->row[g_array_index(file->selection->rows, guint32, row)];

    if (file->trend != NULL)
        kam_board_sum_months(file->board, tally, file->first_month, file->months, file->trend);
    return tally;
}

/* --- life --- */

KamBoardFile *
kam_board_file_new(KamBoard *board, const KamBoardPage *page, const KamBoardWish *wish)
{
    const KamFacts *facts = kam_ground_get_facts(board->ground);
    KamBoardFile *file = g_new0(KamBoardFile, 1);

    file->board = g_atomic_rc_box_acquire(board);
    file->selection = kam_board_select(board, page);
    file->language = wish->language;
    file->slots = g_array_new(FALSE, FALSE, sizeof(KamBoardSlot));
    file->months = facts->n > 0 ? page->months : 0;
    file->first_month = facts->n > 0 ? kam_month_of_day(facts->last_day) - (gint32)page->months + 1 : 0;
    for (guint i = 0; i < wish->n_columns; i++)
        add_slots(file, wish->columns[i]);
    return file;
}

void
kam_board_file_free(KamBoardFile *file)
{
    if (file == NULL)
        return;
    kam_board_selection_unref(file->selection);
    kam_board_unref(file->board);
    g_array_unref(file->slots);
    g_free(file->trend);
    g_free(file);
}

guint
kam_board_file_count(const KamBoardFile *file)
{
    return file->selection->rows->len;
}

/* --- CSV --- */

static char
delimiter_of(const KamBoardFile *file)
{
    return file->language == KAM_LANGUAGE_EN ? ',' : ';';
}

/* Takes the number over. */
static char *
with_point(const KamBoardFile *file, char *number)
{
    return file->language == KAM_LANGUAGE_EN ? number : g_strdelimit(number, ".", ',');
}

static char *
cell_to_text(const KamBoardFile *file, const KamBoardCell *cell)
{
    char day[11];

    if (!cell->is_known)
        return g_strdup("");
    switch (cell->kind) {
    case KAM_CELL_TEXT:
        return g_strdup(cell->text);
    case KAM_CELL_COUNT:
        return g_strdup_printf("%" G_GINT64_FORMAT, cell->integer);
    case KAM_CELL_DAY:
        kam_day_to_iso((gint32)cell->integer, day);
        return g_strdup(day);
    case KAM_CELL_MONEY:
        return with_point(file, kam_micro_to_text(cell->integer, 2));
    case KAM_CELL_QUANTITY:
        return with_point(file, kam_decimal_to_text(kam_decimal_normalise((KamDecimal) { cell->integer, 6 })));
    case KAM_CELL_RATE:
        return with_point(file, kam_micro_to_text((gint64)round(cell->rate * 1e8), 2));
    }
    g_assert_not_reached();
}

static void
append_head(const KamBoardFile *file, GString *out)
{
    g_autoptr(GString) head = g_string_new(NULL);

    if (file->language != KAM_LANGUAGE_EN)
        g_string_append(out, BYTE_ORDER_MARK);
    for (guint i = 0; i < file->slots->len; i++) {
        kam_board_file_head(file, &g_array_index(file->slots, KamBoardSlot, i), head);
        kam_csv_append(out, head->str, (gssize)head->len, delimiter_of(file), i == 0);
    }
    g_string_append(out, "\r\n");
}

static void
append_row(KamBoardFile *file, guint index, GString *out)
{
    const KamTallyRow *row = kam_board_file_look(file, index);

    for (guint i = 0; i < file->slots->len; i++) {
        KamBoardCell cell = kam_board_file_cell(file, row, &g_array_index(file->slots, KamBoardSlot, i));
        g_autofree char *text = cell_to_text(file, &cell);

        kam_csv_append(out, text, -1, delimiter_of(file), i == 0);
    }
    g_string_append(out, "\r\n");
}

gboolean
kam_board_file_next(KamBoardFile *file, GString *out)
{
    guint n = kam_board_file_count(file), to = MIN(file->next + ROWS_A_PIECE, n);

    if (file->has_begun && file->next >= n)
        return FALSE;
    if (!file->has_begun)
        append_head(file, out);
    file->has_begun = TRUE;
    for (; file->next < to; file->next++)
        append_row(file, file->next, out);
    return TRUE;
}
