/* Numbers, bars, wrapped text and progress as people see them. */
#include <math.h>
#include <string.h>

#include "cli/progress.h"
#include "cli/terminal.h"
#include "cli/text_table.h"
#include "service/report/format.h"

static const KamTerminal utf8 = { .width = 40, .has_utf8 = TRUE };
static const KamTerminal ascii = { .width = 40 };

static void
check_text(char *text, const char *expected)
{
    g_assert_cmpstr(text, ==, expected);
    g_free(text);
}

static void
test_format__groups_and_rounds(void)
{
    const KamNumberStyle serbian = { .group = ".", .point = "," };

    check_text(kam_format_count(0, &kam_number_style_en), "0");
    check_text(kam_format_count(-1234567, &kam_number_style_en), "-1,234,567");
    check_text(kam_format_amount(G_GINT64_CONSTANT(999995000), 2, &kam_number_style_en), "1,000.00");
    check_text(kam_format_money(G_GINT64_CONSTANT(-1234500000), 2, "RSD", &serbian), "-1.234,50 RSD");
    check_text(kam_format_percent(0.2759, 1, &kam_number_style_en), "27.6%");
    check_text(kam_format_percent(-0.004, 0, &kam_number_style_en), "0%");
    check_text(kam_format_percent(1, 1, &kam_number_style_en), "100%");
    check_text(kam_format_percent(0.9999, 1, &kam_number_style_en), "100.0%");
    check_text(kam_format_percent(NAN, 1, &kam_number_style_en), "-");
    check_text(kam_format_number(1234.5678, 2, &serbian), "1.234,57");
}

static void
test_format__shortens(void)
{
    check_text(kam_format_short(0, &kam_number_style_en), "0");
    check_text(kam_format_short(G_GINT64_CONSTANT(999400000), &kam_number_style_en), "999");
    check_text(kam_format_short(G_GINT64_CONSTANT(999500000), &kam_number_style_en), "1k");
    check_text(kam_format_short(G_GINT64_CONSTANT(1250000000000), &kam_number_style_en), "1.25M");
    check_text(kam_format_short(G_GINT64_CONSTANT(-2500000000), &kam_number_style_en), "-2.5k");
}

static void
test_terminal__bar_fills_its_cells(void)
{
    g_autoptr(GString) out = g_string_new(NULL);

    kam_terminal_append_bar(&utf8, out, 0.5, 5);
    g_assert_cmpstr(out->str, ==, "██▌  ");
    g_string_truncate(out, 0);
    kam_terminal_append_bar(&ascii, out, 0.5, 4);
    g_assert_cmpstr(out->str, ==, "##  ");
    g_string_truncate(out, 0);
    kam_terminal_append_bar(&utf8, out, 1e-6, 3);
    g_assert_cmpstr(out->str, ==, "▏  ");
}

static void
test_terminal__sparkline(void)
{
    const gint64 values[] = { 0, 10, 35, 70, -5 };

    check_text(kam_terminal_sparkline(&utf8, values, 5), "·▂▅█·");
    check_text(kam_terminal_sparkline(&ascii, values, 5), " .=# ");
}

static void
test_terminal__cut_counts_columns(void)
{
    check_text(kam_terminal_cut(&utf8, "Đorđević", 8), "Đorđević");
    check_text(kam_terminal_cut(&utf8, "Đorđević", 5), "Đorđ…");
    check_text(kam_terminal_cut(&ascii, "abcdef", 4), "abc~");
    check_text(kam_terminal_cut(&utf8, "日本語", 4), "日…");
}

static void
test_terminal__clean_takes_commands_away(void)
{
    check_text(kam_terminal_clean(&utf8, "a\033[31mb\tc\n"), "a [31mb c ");
    check_text(kam_terminal_clean(&utf8, "a\xe2\x80\xae"
                                         "b"),
               "a b");
    check_text(kam_terminal_clean(&ascii, "Čačak"), "Cacak");
    check_text(kam_terminal_clean(&ascii, "Đorđe"), "Djordje");
}

static void
test_terminal__item_hangs_behind_its_dash(void)
{
    g_autoptr(GString) out = g_string_new("x\n");

    kam_terminal_append_item(&utf8, out, "one two three four five six seven eight nine", 2);
    g_assert_cmpstr(out->str, ==, "x\n  - one two three four five six seven\n    eight nine\n");
}

static void
test_table__numbers_to_the_right_and_names_give_way(void)
{
    static const KamTextColumn columns[] = { { "name", FALSE, TRUE, FALSE }, { "amount", TRUE, FALSE, FALSE } };
    g_autoptr(KamTextTable) table = kam_text_table_new(&utf8, columns, G_N_ELEMENTS(columns));
    g_autoptr(GString) out = g_string_new(NULL);

    kam_text_table_take_row(table, g_strdup("a name that is much too long for this"), g_strdup("1,234"));
    kam_text_table_take_row(table, g_strdup("b"), g_strdup("5"));
    kam_text_table_append(table, out);
    g_assert_cmpstr(out->str, ==,
                    "  name                            amount\n"
                    "  a name that is much too long …   1,234\n"
                    "  b                                    5\n");
}

static void
test_progress__says_rate_and_time_left(void)
{
    check_text(kam_progress_text(500000, 25, 100, 500000), "500,000 rows, 1M rows/s, 25%, 2 s left");
    check_text(kam_progress_text(10, 0, 0, 0), "10 rows");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/format/groups_and_rounds", test_format__groups_and_rounds);
    g_test_add_func("/format/shortens", test_format__shortens);
    g_test_add_func("/terminal/bar_fills_its_cells", test_terminal__bar_fills_its_cells);
    g_test_add_func("/terminal/sparkline", test_terminal__sparkline);
    g_test_add_func("/terminal/cut_counts_columns", test_terminal__cut_counts_columns);
    g_test_add_func("/terminal/clean_takes_commands_away", test_terminal__clean_takes_commands_away);
    g_test_add_func("/terminal/item_hangs_behind_its_dash", test_terminal__item_hangs_behind_its_dash);
    g_test_add_func("/table/numbers_to_the_right_and_names_give_way",
                    test_table__numbers_to_the_right_and_names_give_way);
    g_test_add_func("/progress/says_rate_and_time_left", test_progress__says_rate_and_time_left);
    return g_test_run();
}
