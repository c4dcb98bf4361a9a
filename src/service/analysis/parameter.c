/* Reading, checking and keeping the values of a question. */
#include "service/analysis/parameter.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "service/analysis/group_parameters.h"
#include "service/analysis/kind.h"
#include "service/analysis/part_parameters.h"

static const char *const bases[] = { "products", "all", "invoiced", NULL };
static const char *const dimensions[] = { "account", "product", "category", "country",
                                          "region",  "manager", "group",    NULL };

static const KamAnalysisParameter shared[] = {
    { .name = "basis",
      .kind = KAM_ASK_CHOICE,
      .letter = 'b',
      .choices = bases,
      .placeholder = "BASIS",
      .help = "what counts as sales: products (default), all, or invoiced",
      .help_sr = "šta se računa u prodaju: products (podrazumevano), all ili invoiced" },
    { .name = "by",
      .kind = KAM_ASK_CHOICE,
      .choices = dimensions,
      .placeholder = "DIMENSION",
      .help = "over what: account (default), product, category, country, region, manager or group",
      .help_sr = "po čemu: account (podrazumevano), product, category, country, region, manager ili group" },
    { .name = "from",
      .kind = KAM_ASK_DAY,
      .placeholder = "YYYY-MM-DD",
      .help = "leave earlier lines out",
      .help_sr = "bez ranijih stavki" },
    { .name = "until",
      .kind = KAM_ASK_DAY,
      .placeholder = "YYYY-MM-DD",
      .help = "as of this day, leave later lines out (default: the last day of the data)",
      .help_sr = "na ovaj dan, bez kasnijih stavki (podrazumevano: poslednji dan podataka)" },
};

#define N_SHARED G_N_ELEMENTS(shared)

/* Whatever can be asked by group is asked for groups of any time and depth. */
static gboolean
takes_groups(const KamAnalysisKind *kind)
{
    return kind->dimensions != NULL && g_strv_contains(kind->dimensions, "group");
}

guint
kam_analysis_n_parameters(const KamAnalysisKind *kind)
{
    guint n = N_SHARED + (kind->takes_part ? KAM_PART_PARAMETERS : 0) + (takes_groups(kind) ? KAM_GROUP_PARAMETERS : 0);

    for (const KamAnalysisParameter *own = kind->parameters; own != NULL && own->name != NULL; own++)
        n++;
    return n;
}

const KamAnalysisParameter *
kam_analysis_parameter(const KamAnalysisKind *kind, guint i)
{
    guint n_part = kind->takes_part ? KAM_PART_PARAMETERS : 0, n_groups = takes_groups(kind) ? KAM_GROUP_PARAMETERS : 0;

    if (i < N_SHARED)
        return &shared[i];
    i -= N_SHARED;
    if (i < n_part)
        return &kam_part_parameters[i];
    i -= n_part;
    return i < n_groups ? &kam_group_parameters[i] : &kind->parameters[i - n_groups];
}

static guint
find(const KamAnalysisKind *kind, const char *name)
{
    guint i = 0, n = kam_analysis_n_parameters(kind);

    while (i < n && strcmp(kam_analysis_parameter(kind, i)->name, name) != 0)
        i++;
    return i;
}

void
kam_analysis_values_init(KamAnalysisValues *values, const KamAnalysisKind *kind)
{
    *values = (KamAnalysisValues) { .kind = kind, .n = kam_analysis_n_parameters(kind) };
    values->list = g_new0(KamAnalysisValue, values->n);
    for (guint i = 0; i < values->n; i++) {
        const KamAnalysisParameter *parameter = kam_analysis_parameter(kind, i);

        if (parameter->kind == KAM_ASK_INT)
            values->list[i].integer = g_ascii_strtoll(parameter->default_value, NULL, 10);
        else if (parameter->kind == KAM_ASK_DOUBLE)
            values->list[i].number = g_ascii_strtod(parameter->default_value, NULL);
    }
}

void
kam_analysis_values_clear(KamAnalysisValues *values)
{
    for (guint i = 0; i < values->n; i++)
        g_free(values->list[i].text);
    g_clear_pointer(&values->list, g_free);
    values->n = 0;
}

/* "auto, bgnbd, mbgnbd or pnbd" */
static char *
list_words(const char *const *words)
{
    GString *out = g_string_new(words[0]);

    for (guint i = 1; words[i] != NULL; i++)
        g_string_append_printf(out, "%s%s", words[i + 1] == NULL ? " or " : ", ", words[i]);
    return g_string_free(out, FALSE);
}

static char *
dup_range(const KamAnalysisParameter *parameter)
{
    char min[G_ASCII_DTOSTR_BUF_SIZE], max[G_ASCII_DTOSTR_BUF_SIZE];

    g_ascii_formatd(min, sizeof min, "%.15g", parameter->min);
    g_ascii_formatd(max, sizeof max, "%.15g", parameter->max);
    if (parameter->max >= G_MAXINT32)
        return g_strdup_printf("%s or more", min);
    return g_strdup_printf("%s to %s", min, max);
}

char *
kam_analysis_parameter_dup_takes(const KamAnalysisParameter *parameter)
{
    switch (parameter->kind) {
    case KAM_ASK_INT:
    case KAM_ASK_DOUBLE:
        return dup_range(parameter);
    case KAM_ASK_CHOICE:
        return list_words(parameter->choices);
    case KAM_ASK_DAY:
        return g_strdup("a day such as 2026-03-31");
    case KAM_ASK_FLAG:
        return g_strdup("true or false");
    case KAM_ASK_TEXT:
        break;
    }
    return g_strdup("a text");
}

static void
refuse_text(const KamAnalysisParameter *parameter, const char *text, KamAnalysisRefuse refuse, gpointer data)
{
    g_autofree char *takes = kam_analysis_parameter_dup_takes(parameter);
    g_autofree char *detail =
        g_strdup_printf("does not know '%s'%s%s; it takes %s", text, parameter->unit != NULL ? " " : "",
                        parameter->unit != NULL ? parameter->unit : "", takes);

    refuse(data, parameter->name, detail);
}

static gboolean
read_flag(const char *text, gboolean *flag)
{
    *flag = strcmp(text, "true") == 0;
    return *flag || strcmp(text, "false") == 0;
}

static gboolean
read_number(const char *text, double *number)
{
    char *end;

    *number = g_ascii_strtod(text, &end);
    return end != text && *end == '\0' && isfinite(*number);
}

static gboolean
read_text(const KamAnalysisParameter *parameter, const char *text, KamAnalysisValue *value)
{
    switch (parameter->kind) {
    case KAM_ASK_INT:
        return g_ascii_string_to_signed(text, 10, G_MININT64, G_MAXINT64, &value->integer, NULL);
    case KAM_ASK_DOUBLE:
        return read_number(text, &value->number);
    case KAM_ASK_FLAG:
        return read_flag(text, &value->flag);
    case KAM_ASK_TEXT:
    case KAM_ASK_CHOICE:
    case KAM_ASK_DAY:
        break;
    }
    g_free(value->text);
    value->text = g_strdup(text);
    return TRUE;
}

gboolean
kam_analysis_values_set(KamAnalysisValues *values, const char *name, const char *text, KamAnalysisRefuse refuse,
                        gpointer data)
{
    guint i = find(values->kind, name);

    if (i == values->n) {
        g_autofree char *detail = g_strdup_printf("is no parameter of '%s'", values->kind->name);
        refuse(data, name, detail);
        return FALSE;
    }
    if (!read_text(kam_analysis_parameter(values->kind, i), text, &values->list[i])) {
        refuse_text(kam_analysis_parameter(values->kind, i), text, refuse, data);
        return FALSE;
    }
    return TRUE;
}

static gint32
read_day(const char *text)
{
    return text == NULL ? KAM_DAY_NONE : kam_day_parse(text, strlen(text), KAM_DATE_YMD);
}

static gboolean
is_in_range(const KamAnalysisParameter *parameter, const KamAnalysisValue *value)
{
    switch (parameter->kind) {
    case KAM_ASK_INT:
        return (double)value->integer >= parameter->min && (double)value->integer <= parameter->max;
    case KAM_ASK_DOUBLE:
        return value->number >= parameter->min && value->number <= parameter->max;
    case KAM_ASK_CHOICE:
        return value->text == NULL || g_strv_contains(parameter->choices, value->text);
    case KAM_ASK_DAY:
        return value->text == NULL || read_day(value->text) != KAM_DAY_NONE;
    case KAM_ASK_TEXT:
    case KAM_ASK_FLAG:
        break;
    }
    return TRUE;
}

static char *
value_as_text(const KamAnalysisParameter *parameter, const KamAnalysisValue *value)
{
    if (parameter->kind == KAM_ASK_INT)
        return g_strdup_printf("%" G_GINT64_FORMAT, value->integer);
    return parameter->kind == KAM_ASK_DOUBLE ? g_strdup_printf("%g", value->number) : g_strdup(value->text);
}

static gboolean
check_one(const KamAnalysisParameter *parameter, const KamAnalysisValue *value, KamAnalysisRefuse refuse, gpointer data)
{
    g_autofree char *text = NULL, *wrong = NULL;

    if (!is_in_range(parameter, value)) {
        text = value_as_text(parameter, value);
        refuse_text(parameter, text, refuse, data);
        return FALSE;
    }
    if (parameter->check == NULL || value->text == NULL)
        return TRUE;
    wrong = parameter->check(value->text);
    if (wrong != NULL)
        refuse(data, parameter->name, wrong);
    return wrong == NULL;
}

static gboolean
check_dimension(const KamAnalysisValues *values, KamAnalysisRefuse refuse, gpointer data)
{
    static const char *const accounts[] = { "account", NULL };
    const KamAnalysisKind *kind = values->kind;
    const char *by = kam_analysis_values_text(values, "by");
    g_autofree char *detail = NULL;

    if (by == NULL || !g_strv_contains(dimensions, by) ||
        g_strv_contains(kind->dimensions != NULL ? kind->dimensions : accounts, by))
        return TRUE;
    detail = kind->dimensions != NULL ? g_strdup_printf("'%s' %s", by, kind->not_this_dimension)
                                      : g_strdup_printf("'%s' has none: '%s' is about accounts", by, kind->name);
    refuse(data, "by", detail);
    return FALSE;
}

static gboolean
check_period(const KamAnalysisValues *values, KamAnalysisRefuse refuse, gpointer data)
{
    const char *from = kam_analysis_values_text(values, "from"), *until = kam_analysis_values_text(values, "until");
    g_autofree char *detail = NULL;

    if (read_day(from) == KAM_DAY_NONE || read_day(until) == KAM_DAY_NONE || read_day(from) <= read_day(until))
        return TRUE;
    detail = g_strdup_printf("'%s' ends the period before it begins on '%s'", until, from);
    refuse(data, "until", detail);
    return FALSE;
}

gboolean
kam_analysis_values_check(const KamAnalysisValues *values, KamAnalysisRefuse refuse, gpointer data)
{
    gboolean is_right = TRUE;

    for (guint i = 0; i < values->n; i++)
        is_right &= check_one(kam_analysis_parameter(values->kind, i), &values->list[i], refuse, data);
    is_right &= check_dimension(values, refuse, data);
    is_right &= check_period(values, refuse, data);
    if (takes_groups(values->kind))
        is_right &= kam_group_parameters_check(values, refuse, data);
    return is_right;
}

char *
kam_analysis_values_to_json(const KamAnalysisValues *values)
{
    GString *out = g_string_new(NULL);
    KamJson json;

    kam_json_init(&json, out, 0);
    kam_json_begin_object(&json, NULL);
    for (guint i = 0; i < values->n; i++) {
        const KamAnalysisParameter *parameter = kam_analysis_parameter(values->kind, i);
        const KamAnalysisValue *value = &values->list[i];

        if (value->text != NULL)
            kam_json_text(&json, parameter->name, value->text);
        else if (parameter->kind == KAM_ASK_INT)
            kam_json_int(&json, parameter->name, value->integer);
        else if (parameter->kind == KAM_ASK_DOUBLE)
            kam_json_number(&json, parameter->name, value->number);
        else if (value->flag)
            kam_json_bool(&json, parameter->name, TRUE);
    }
    kam_json_end_object(&json);
    return g_string_free(out, FALSE);
}

static gboolean
set_from_json(KamAnalysisValues *values, const char *name, const json_t *json)
{
    guint i = find(values->kind, name);
    const KamAnalysisParameter *parameter = i < values->n ? kam_analysis_parameter(values->kind, i) : NULL;
    KamAnalysisValue *value = i < values->n ? &values->list[i] : NULL;

    if (parameter == NULL)
        return FALSE;
    if (parameter->kind == KAM_ASK_INT && json_is_integer(json))
        value->integer = json_integer_value(json);
    else if (parameter->kind == KAM_ASK_DOUBLE && json_is_number(json))
        value->number = json_number_value(json);
    else if (parameter->kind == KAM_ASK_FLAG && json_is_boolean(json))
        value->flag = json_is_true(json);
    else if (parameter->kind >= KAM_ASK_TEXT && parameter->kind != KAM_ASK_FLAG && json_is_string(json))
        return read_text(parameter, json_string_value(json), value);
    else
        return FALSE;
    return TRUE;
}

gboolean
kam_analysis_values_from_json(KamAnalysisValues *values, const char *text, GError **error)
{
    json_t *json = json_loads(text, 0, NULL);
    gboolean is_whole = json_is_object(json);
    const char *name;
    json_t *member;

    json_object_foreach(json, name, member) is_whole &= set_from_json(values, name, member);
    json_decref(json);
    if (!is_whole)
        g_set_error(error, KAM_ERROR, KAM_ERROR_CORRUPT, "these are not the parameters of '%s': %s", values->kind->name,
                    text);
    return is_whole;
}

static const KamAnalysisValue *
get(const KamAnalysisValues *values, const char *name)
{
    guint i = find(values->kind, name);

    g_assert(i < values->n);
    return &values->list[i];
}

gint64
kam_analysis_values_int(const KamAnalysisValues *values, const char *name)
{
    return get(values, name)->integer;
}

double
kam_analysis_values_double(const KamAnalysisValues *values, const char *name)
{
    return get(values, name)->number;
}

const char *
kam_analysis_values_text(const KamAnalysisValues *values, const char *name)
{
    return get(values, name)->text;
}

gboolean
kam_analysis_values_flag(const KamAnalysisValues *values, const char *name)
{
    return get(values, name)->flag;
}

KamAnalysisOptions
kam_analysis_values_options(const KamAnalysisValues *values)
{
    const char *basis = kam_analysis_values_text(values, "basis");
    KamAnalysisOptions options = {
        .basis = basis == NULL ? KAM_BASIS_PRODUCTS : kam_report_basis_from_name(basis),
        .from_day = read_day(kam_analysis_values_text(values, "from")),
        .until_day = read_day(kam_analysis_values_text(values, "until")),
    };

    if (values->kind->takes_part)
        kam_part_parameters_read(values, &options.part);
    return options;
}
