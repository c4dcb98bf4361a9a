/* The selection as a file for people: headings and numbers in their language, a figure and what it adds for each
 * criterion. The table for programs is selection_csv.c. */
#include "service/selection/selection_write.h"

#include <math.h>

#include "base/csv.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF" /* without it spreadsheets read another alphabet */
#define PERCENT 100.0

typedef struct {
    const KamSelection *s;
    KamLanguage language;
    GString *out;
    gboolean is_begun; /* the row has a cell */
} File;

/* --- cells -------------------------------------------------------------------------------------------------------- */

static void
put_text(File *file, const char *text)
{
    kam_csv_append(file->out, text != NULL ? text : "", -1, file->language == KAM_LANGUAGE_EN ? ',' : ';',
                   !file->is_begun);
    file->is_begun = TRUE;
}

/* What is not known is empty. */
static void
put_number(File *file, double value, guint decimals)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE], format[8];

    if (!isfinite(value)) {
        put_text(file, NULL);
        return;
    }
    g_snprintf(format, sizeof format, "%%.%uf", decimals);
    g_ascii_formatd(text, sizeof text, format, value);
    if (file->language != KAM_LANGUAGE_EN)
        g_strdelimit(text, ".", ',');
    put_text(file, text);
}

static void
end_row(File *file)
{
    g_string_append(file->out, "\r\n");
    file->is_begun = FALSE;
}

/* --- headings ----------------------------------------------------------------------------------------------------- */

static const KamMessage place = { "SELECTION_PLACE", "Place", "Mesto" };
static const KamMessage account = { "SELECTION_ACCOUNT", "Account", "Kupac" };
static const KamMessage number = { "SELECTION_NUMBER", "Number", "Broj" };
static const KamMessage companies = { "SELECTION_COMPANIES", "Companies", "Firmi" };
static const KamMessage score = { "SELECTION_SCORE", "Score", "Ocena" };
static const KamMessage key_in = { "SELECTION_KEY_IN", "Key in (%)", "Ključan u (%)" };
static const KamMessage topsis = { "SELECTION_TOPSIS", "TOPSIS", "[TOPSIS]" };
static const KamMessage promethee = { "SELECTION_PROMETHEE", "PROMETHEE", "[PROMETHEE]" };
static const KamMessage before = { "SELECTION_BEFORE", "Place a year ago", "Mesto pre godinu dana" };
static const KamMessage figure_in = { "SELECTION_FIGURE_IN", "{criterion} ({currency})", "{criterion} ({currency})" };
static const KamMessage points = { "SELECTION_POINTS", "{criterion}, points of score", "{criterion}, bodova ocene" };

static void
put_heading(File *file, const KamMessage *message, const KamArgument *arguments)
{
    g_autofree char *heading = kam_language_say(file->language, message, arguments);

    put_text(file, heading);
}

static gboolean
is_money(const KamCriterion *criterion)
{
    const KamMeasure *measure = kam_measure_find(criterion->measure);

    return measure != NULL && measure->is_money;
}

static void
put_criterion_headings(File *file, const KamCriterion *criterion)
{
    g_autofree char *name = kam_criterion_dup_name(criterion, file->language);
    const char *currency = is_money(criterion) ? kam_report_currency_of(file->s->scope.facts) : NULL;
    const KamArgument arguments[] = { KAM_ARG("criterion", name), KAM_ARG("currency", currency), { 0 } };

    if (currency == NULL)
        put_text(file, name);
    else
        put_heading(file, &figure_in, arguments);
    put_heading(file, &points, (const KamArgument[]) { KAM_ARG("criterion", name), { 0 } });
}

static void
put_headings(File *file)
{
    const KamMessage *const fixed[] = { &place, &account, &number, file->s->question.by_group ? &companies : NULL,
                                        &score, &key_in,  &topsis, &promethee,
                                        &before };
    const GArray *criteria = file->s->criteria;

    for (guint k = 0; k < G_N_ELEMENTS(fixed); k++)
        if (fixed[k] != NULL)
            put_heading(file, fixed[k], NULL);
    for (guint c = 0; c < criteria->len; c++)
        put_criterion_headings(file, &g_array_index(criteria, KamCriterion, c));
    end_row(file);
}

/* --- rows --------------------------------------------------------------------------------------------------------- */

static void
put_criterion(File *file, guint i, guint c)
{
    const KamSelection *s = file->s;
    gsize at = (gsize)i * s->figures->m + c;

    put_number(file, s->figures->figure[at], is_money(&g_array_index(s->criteria, KamCriterion, c)) ? 2 : 4);
    put_number(file, s->choice->weight[c] * s->valuation->value[at] * PERCENT, 2);
}

static void
put_row(File *file, guint i)
{
    const KamSelection *s = file->s;
    const KamChoice *choice = s->choice;
    const KamFactAccount *fact = kam_selection_fact(s, i);

    put_number(file, choice->rank[KAM_METHOD_WEIGHTED][i], 0);
    put_text(file, fact->name);
    put_text(file, fact->number);
    if (s->question.by_group)
        put_number(file, s->account[i].companies, 0);
    put_number(file, choice->score[KAM_METHOD_WEIGHTED][i] * PERCENT, 2);
    put_number(file, choice->key != NULL ? choice->key[i].value * PERCENT : NAN, 1);
    put_number(file, choice->rank[KAM_METHOD_TOPSIS][i], 0);
    put_number(file, choice->rank[KAM_METHOD_PROMETHEE][i], 0);
    put_number(file, s->account[i].before_rank > 0 ? s->account[i].before_rank : NAN, 0);
    for (guint c = 0; c < s->criteria->len; c++)
        put_criterion(file, i, c);
    end_row(file);
}

GString *
kam_selection_to_file(const KamSelection *selection, KamLanguage language)
{
    File file = { selection, language, g_string_new(language == KAM_LANGUAGE_EN ? NULL : BYTE_ORDER_MARK), FALSE };

    put_headings(&file);
    for (guint k = 0; k < selection->n; k++)
        put_row(&file, selection->choice->order[k]);
    return file.out;
}
