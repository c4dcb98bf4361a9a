/* The parameters of analyses: each row can be read, is held to its range, and comes back from a run as it was. */
#include <string.h>

#include "service/analysis/kind.h"

static void
collect(gpointer data, const char *parameter, const char *detail)
{
    g_string_append_printf(data, "[%s %s]", parameter, detail);
}

/* What is wrong with these values, name and text in turns; "" when nothing is. */
static char *
faults_of(const char *kind, const char *const pairs[])
{
    g_auto(KamAnalysisValues) values = { 0 };
    GString *faults = g_string_new(NULL);

    kam_analysis_values_init(&values, kam_analysis_kind_find(kind));
    for (guint i = 0; pairs[i] != NULL; i += 2)
        kam_analysis_values_set(&values, pairs[i], pairs[i + 1], collect, faults);
    kam_analysis_values_check(&values, collect, faults);
    return g_string_free(faults, FALSE);
}

static void
test_kinds__defaults_are_right(void)
{
    const KamAnalysisKind *const *kinds = kam_analysis_kinds();

    for (guint i = 0; kinds[i] != NULL; i++) {
        const char *const none[] = { NULL };
        g_autofree char *faults = faults_of(kinds[i]->name, none);

        g_assert_cmpstr(faults, ==, "");
        g_assert_true(kam_analysis_kind_find(kinds[i]->name) == kinds[i]);
        g_assert_nonnull(kinds[i]->summary_sr);
    }
    g_assert_null(kam_analysis_kind_find("gini"));
}

static void
test_kinds__parameters_say_what_they_take(void)
{
    const KamAnalysisKind *const *kinds = kam_analysis_kinds();

    for (guint i = 0; kinds[i] != NULL; i++)
        for (guint p = 0; p < kam_analysis_n_parameters(kinds[i]); p++) {
            const KamAnalysisParameter *parameter = kam_analysis_parameter(kinds[i], p);

            g_assert_nonnull(parameter->help);
            g_assert_nonnull(parameter->help_sr);
            g_assert_true((parameter->kind == KAM_ASK_FLAG) == (parameter->placeholder == NULL));
            if (parameter->kind == KAM_ASK_INT || parameter->kind == KAM_ASK_DOUBLE)
                g_assert_nonnull(parameter->default_value);
            if (parameter->kind == KAM_ASK_CHOICE)
                g_assert_nonnull(parameter->choices);
        }
}

static void
test_check__all_faults_come_at_once(void)
{
    const char *const pairs[] = { "horizon", "0",  "discount", "much",   "model", "magic", "from",
                                  "soon",    "by", "product",  "colour", "red",   NULL };
    g_autofree char *faults = faults_of("clv", pairs);

    g_assert_nonnull(strstr(faults, "[horizon does not know '0' months; it takes 1 to 120]"));
    g_assert_nonnull(strstr(faults, "[discount does not know 'much'; it takes 0 to 1]"));
    g_assert_nonnull(strstr(faults, "[model does not know 'magic'; it takes auto, bgnbd, mbgnbd or pnbd]"));
    g_assert_nonnull(strstr(faults, "[from does not know 'soon'; it takes a day such as 2026-03-31]"));
    g_assert_nonnull(strstr(faults, "[by 'product' has none: 'clv' is about accounts]"));
    g_assert_nonnull(strstr(faults, "[colour is no parameter of 'clv']"));
}

static void
test_check__weights_and_periods(void)
{
    const char *const weights[] = { "weights", "volume=x", NULL };
    const char *const period[] = { "from", "2024-05-02", "until", "2024-05-01", NULL };
    g_autofree char *wrong_weights = faults_of("selection", weights), *wrong_period = faults_of("behaviour", period);

    g_assert_nonnull(strstr(wrong_weights, "[weights 'volume=x' is not CODE=NUMBER"));
    g_assert_cmpstr(wrong_period, ==, "[until '2024-05-01' ends the period before it begins on '2024-05-02']");
}

static void
test_values__come_back_from_a_run(void)
{
    g_auto(KamAnalysisValues) values = { 0 }, again = { 0 };
    g_autoptr(GString) faults = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    g_autofree char *json = NULL, *back = NULL;

    kam_analysis_values_init(&values, kam_analysis_kind_find("selection"));
    kam_analysis_values_set(&values, "weights", "volume=2,growth=1", collect, faults);
    kam_analysis_values_set(&values, "wobble", "12.5", collect, faults);
    kam_analysis_values_set(&values, "until", "2025-12-31", collect, faults);
    json = kam_analysis_values_to_json(&values);
    g_assert_cmpstr(
        json, ==,
        "{\"until\":\"2025-12-31\",\"depth\":0,\"weights\":\"volume=2,growth=1\",\"wobble\":12.5,\"top\":20,\"short\":200,"
        "\"draws\":10000,\"seed\":1}");
    kam_analysis_values_init(&again, values.kind);
    g_assert_true(kam_analysis_values_from_json(&again, json, &error));
    g_assert_no_error(error);
    back = kam_analysis_values_to_json(&again);
    g_assert_cmpstr(back, ==, json);
    g_assert_cmpint(kam_analysis_values_options(&again).until_day, ==, kam_day_from_civil(2025, 12, 31));
    g_assert_cmpstr(faults->str, ==, "");
}

static void
test_values__of_another_analysis_are_refused(void)
{
    static const char *const wrong[] = { "[]", "nonsense", "{\"horizon\":3}", "{\"points\":1}", "{\"by\":3}" };
    g_auto(KamAnalysisValues) values = { 0 };

    kam_analysis_values_init(&values, kam_analysis_kind_find("concentration"));
    for (guint i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autoptr(GError) error = NULL;

        g_assert_false(kam_analysis_values_from_json(&values, wrong[i], &error));
        g_assert_error(error, KAM_ERROR, KAM_ERROR_CORRUPT);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/analyze/kinds/defaults", test_kinds__defaults_are_right);
    g_test_add_func("/analyze/kinds/parameters", test_kinds__parameters_say_what_they_take);
    g_test_add_func("/analyze/check/all-at-once", test_check__all_faults_come_at_once);
    g_test_add_func("/analyze/check/weights-and-periods", test_check__weights_and_periods);
    g_test_add_func("/analyze/values/run", test_values__come_back_from_a_run);
    g_test_add_func("/analyze/values/other", test_values__of_another_analysis_are_refused);
    return g_test_run();
}
