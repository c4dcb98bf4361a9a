/* The choice of a delimiter by how well the rows agree. */
#include "sales/read/csv_dialect.h"

#include <math.h>
#include <string.h>

#define MAX_ROWS 400
#define MAX_CELLS 512

typedef struct {
    guint n_rows;     /* with any content */
    guint usual;      /* the number of cells that most rows with several have */
    guint n_agreeing; /* rows with that number */
    guint n_cuts;     /* delimiters found outside quotes */
    guint n_digits;   /* of these, between two digits */
    guint n_quoted;   /* quoted cells */
    guint n_odd;      /* quotes in the middle of a cell, text behind a closing one */
} Trial;

typedef struct {
    const char *text;
    gsize length, at;
    char delimiter;
} Cutter;

static gboolean
at_line_end(const Cutter *cutter)
{
    return cutter->at >= cutter->length || cutter->text[cutter->at] == '\n' || cutter->text[cutter->at] == '\r';
}

/* Behind the closing quote, or to the end when none closes. */
static void
skip_quoted(Cutter *cutter)
{
    const char *end = cutter->text + cutter->length;
    const char *p = cutter->text + cutter->at + 1;

    while (p < end && (p = memchr(p, '"', (gsize)(end - p))) != NULL) {
        if (p + 1 < end && p[1] == '"') {
            p += 2;
            continue;
        }
        cutter->at = (gsize)(p + 1 - cutter->text);
        return;
    }
    cutter->at = cutter->length;
}

static void
skip_cell(Cutter *cutter, Trial *trial)
{
    while (cutter->at < cutter->length && cutter->text[cutter->at] == ' ')
        cutter->at++;
    if (cutter->at < cutter->length && cutter->text[cutter->at] == '"') {
        trial->n_quoted++;
        skip_quoted(cutter);
        if (!at_line_end(cutter) && cutter->text[cutter->at] != cutter->delimiter && cutter->text[cutter->at] != ' ')
            trial->n_odd++;
    }
    for (; !at_line_end(cutter) && cutter->text[cutter->at] != cutter->delimiter; cutter->at++)
        trial->n_odd += cutter->text[cutter->at] == '"';
}

static void
count_cut(const Cutter *cutter, Trial *trial)
{
    gsize at = cutter->at;

    trial->n_cuts++;
    if (at > 0 && at + 1 < cutter->length)
        trial->n_digits += g_ascii_isdigit(cutter->text[at - 1]) && g_ascii_isdigit(cutter->text[at + 1]);
}

/* The number of cells of the row; the cutter stands behind its line end. */
static guint
skip_row(Cutter *cutter, Trial *trial)
{
    guint n = 1;

    for (;;) {
        skip_cell(cutter, trial);
        if (at_line_end(cutter))
            break;
        count_cut(cutter, trial);
        cutter->at++;
        n++;
    }
    if (cutter->at + 1 < cutter->length && cutter->text[cutter->at] == '\r' && cutter->text[cutter->at + 1] == '\n')
        cutter->at++;
    cutter->at++;
    return n;
}

static Trial
try_delimiter(const char *text, gsize length, gboolean whole, char delimiter)
{
    Cutter cutter = { text, length, 0, delimiter };
    guint rows_with[MAX_CELLS + 1] = { 0 };
    Trial trial = { .usual = 1 };

    while (cutter.at < length && trial.n_rows < MAX_ROWS) {
        gsize start = cutter.at;
        guint n = skip_row(&cutter, &trial);

        if (cutter.at >= length && !whole && trial.n_rows > 0)
            break;
        if (at_line_end(&(Cutter) { text, length, start, delimiter }))
            continue;
        trial.n_rows++;
        rows_with[MIN(n, MAX_CELLS)]++;
    }
    for (guint n = 2; n <= MAX_CELLS; n++) {
        /* Of two equally frequent numbers the larger: titles are narrower than their table. */
        if (rows_with[n] > 0 && rows_with[n] >= trial.n_agreeing) {
            trial.usual = n;
            trial.n_agreeing = rows_with[n];
        }
    }
    return trial;
}

static double
score_of(const Trial *trial)
{
    double score;

    if (trial->n_rows == 0 || trial->usual < 2)
        return 0;
    score = (double)trial->n_agreeing / trial->n_rows * log2(trial->usual);
    if (trial->n_quoted + trial->n_odd > 0)
        score *= 1.0 - 0.8 * trial->n_odd / (trial->n_quoted + trial->n_odd);
    return score;
}

/* 12,50;3,00: the commas are decimal ones when most stand between digits and another candidate holds the rows together.
 */
static gboolean
commas_are_decimal(const Trial *comma, const Trial *others, guint n_others)
{
    if (comma->n_digits * 2 < comma->n_cuts)
        return FALSE;
    for (guint i = 0; i < n_others; i++) {
        if (others[i].usual >= 2 && others[i].n_agreeing * 10 >= others[i].n_rows * 5)
            return TRUE;
    }
    return FALSE;
}

/* "sep=;" alone on the first line, in quotes or not. */
static gboolean
take_sep_line(const char *text, gsize length, KamCsvDialect *dialect)
{
    gsize quote = length > 0 && text[0] == '"';
    gsize at = quote + 5;

    if (length < at || g_ascii_strncasecmp(text + quote, "sep=", 4) != 0)
        return FALSE;
    if (strchr(",;\t|", text[at - 1]) == NULL || text[at - 1] == '\0')
        return FALSE;
    dialect->delimiter = text[at - 1];
    at += at < length && quote && text[at] == '"';
    if (at < length && text[at] == '\r')
        at++;
    if (at < length && text[at] == '\n')
        at++;
    else if (at < length && text[at - 1] != '\r')
        return FALSE;
    dialect->prefix_bytes = at;
    g_strlcpy(dialect->why, "its first line names the delimiter", sizeof dialect->why);
    return TRUE;
}

void
kam_csv_dialect_detect(const char *text, gsize length, gboolean whole, KamCsvDialect *dialect)
{
    static const char candidates[] = { ',', ';', '\t', '|' };
    Trial trials[G_N_ELEMENTS(candidates)];
    double best_score = 0;
    guint best = 0;

    dialect->prefix_bytes = 0;
    if (take_sep_line(text, length, dialect))
        return;
    for (guint i = 0; i < G_N_ELEMENTS(candidates); i++)
        trials[i] = try_delimiter(text, length, whole, candidates[i]);
    for (guint i = 0; i < G_N_ELEMENTS(candidates); i++) {
        double score = score_of(&trials[i]);

        if (i == 0 && commas_are_decimal(&trials[0], trials + 1, G_N_ELEMENTS(candidates) - 1))
            score *= 0.25;
        if (score > best_score) {
            best = i;
            best_score = score;
        }
    }
    dialect->delimiter = candidates[best];
    if (trials[best].usual < 2)
        g_strlcpy(dialect->why, "there is one column", sizeof dialect->why);
    else
        g_snprintf(dialect->why, sizeof dialect->why, "%u of the first %u rows have %u cells", trials[best].n_agreeing,
                   trials[best].n_rows, trials[best].usual);
}
