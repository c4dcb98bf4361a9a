/* Number formats from evidence: each cell is only classified, nothing is read yet. */
#include "sales/recognise/numbers.h"

#include <string.h>

/* The digits and signs of one cell. */
typedef struct {
    guint commas, points, spaces, quotes;
    guint digits, digits_before, digits_after; /* before the first and after the last of the comma or point */
    char last;                                 /* the last of comma and point */
    gboolean leading_zero;
    gboolean trailing_zero;
} Shape;

/* Currency words and signs may stand before and after; letters between digits make it no number. */
static const char *
skip_to_digit(const char *at, const char *end)
{
    while (at < end && !g_ascii_isdigit(*at) && !((*at == '.' || *at == ',') && at + 1 < end && g_ascii_isdigit(at[1])))
        at++;
    return at;
}

static gsize
wide_space(const char *at, const char *end)
{
    if (*at == ' ')
        return 1;
    if (end - at >= 2 && memcmp(at, "\xC2\xA0", 2) == 0)
        return 2;
    if (end - at >= 3 && (memcmp(at, "\xE2\x80\xAF", 3) == 0 || memcmp(at, "\xE2\x80\x89", 3) == 0))
        return 3;
    return 0;
}

/* The quote of Swiss groups, straight or curly, in front of a digit. */
static gsize
group_quote(const char *at, const char *end)
{
    gsize length = *at == '\'' ? 1 : end - at > 3 && memcmp(at, "\xE2\x80\x99", 3) == 0 ? 3 : 0;

    return length > 0 && at + length < end && g_ascii_isdigit(at[length]) ? length : 0;
}

static void
add_sign(Shape *shape, char sign)
{
    if (shape->commas + shape->points == 0)
        shape->digits_before = shape->digits;
    shape->commas += sign == ',';
    shape->points += sign == '.';
    shape->last = sign;
    shape->digits_after = 0;
}

static void
look(const char *text, gsize length, Shape *shape)
{
    const char *end = text + length;
    const char *at = skip_to_digit(text, end);

    memset(shape, 0, sizeof *shape);
    shape->leading_zero = at < end && *at == '0';
    for (gsize step = 1; at < end; at += step) {
        gsize space = wide_space(at, end), quote = group_quote(at, end);

        step = 1;
        if (g_ascii_isdigit(*at)) {
            shape->digits++;
            shape->digits_after++;
            shape->trailing_zero = *at == '0';
        } else if (*at == ',' || *at == '.') {
            if (at + 1 == end || !g_ascii_isdigit(at[1]))
                break;
            add_sign(shape, *at);
        } else if (quote > 0) {
            shape->quotes++;
            step = quote;
        } else if (space > 0 && at + space < end && g_ascii_isdigit(at[space])) {
            shape->spaces++;
            step = space;
        } else {
            break;
        }
    }
}

static void
note_open(KamNumberEvidence *evidence, const Shape *shape, KamCell cell)
{
    if (shape->last == ',')
        evidence->open_comma++;
    else
        evidence->open_point++;
    evidence->open_zero += shape->trailing_zero;
    if (evidence->open_text[0] == '\0')
        g_strlcpy(evidence->open_text, cell.text, MIN(sizeof evidence->open_text, (gsize)cell.length + 1));
}

static void
judge(KamNumberEvidence *evidence, const Shape *shape, KamCell cell)
{
    guint signs = shape->commas + shape->points;

    if (shape->spaces > 0)
        evidence->group = ' ';
    else if (shape->quotes > 0)
        evidence->group = '\'';
    if (signs == 0) {
        if (shape->spaces + shape->quotes == 0 && shape->digits <= 3)
            evidence->small++;
        else if (shape->spaces + shape->quotes == 0)
            evidence->large++;
        return;
    }
    if (shape->commas > 0 && shape->points > 0) {
        if (shape->last == ',')
            evidence->comma++;
        else
            evidence->point++;
    } else if (signs > 1) {
        /* Several of one sign are groups, so the other one is the decimal sign. */
        if (shape->last == ',')
            evidence->point++;
        else
            evidence->comma++;
    } else if (shape->digits_after != 3 || shape->leading_zero || shape->digits_before > 3 ||
               shape->digits_before == 0 || shape->spaces + shape->quotes > 0) {
        if (shape->last == ',')
            evidence->comma++;
        else
            evidence->point++;
    } else {
        note_open(evidence, shape, cell);
    }
}

static gboolean
can_be_number(KamCell cell)
{
    static const KamNumberFormat formats[] = { { '.', ',' }, { ',', '.' },  { '.', ' ' },
                                               { ',', ' ' }, { '.', '\'' }, { ',', '\'' } };
    KamDecimal value;

    for (guint i = 0; i < G_N_ELEMENTS(formats); i++)
        if (kam_decimal_parse(cell.text, cell.length, formats[i], &value))
            return TRUE;
    return FALSE;
}

void
kam_number_evidence_add(KamNumberEvidence *evidence, KamCell cell)
{
    Shape shape;

    if (cell.length == 0)
        return;
    if (cell.kind == KAM_CELL_NUMBER) {
        evidence->n++;
        return;
    }
    look(cell.text, cell.length, &shape);
    if (cell.kind != KAM_CELL_TEXT || !can_be_number(cell) || shape.digits == 0) {
        evidence->n_other++;
        return;
    }
    evidence->n++;
    judge(evidence, &shape, cell);
}

void
kam_number_evidence_merge(KamNumberEvidence *to, const KamNumberEvidence *from)
{
    to->n += from->n;
    to->n_other += from->n_other;
    to->comma += from->comma;
    to->point += from->point;
    to->open_comma += from->open_comma;
    to->open_point += from->open_point;
    to->open_zero += from->open_zero;
    to->small += from->small;
    to->large += from->large;
    if (to->group == 0)
        to->group = from->group;
    if (to->open_text[0] == '\0')
        memcpy(to->open_text, from->open_text, sizeof to->open_text);
}

gboolean
kam_number_evidence_is_open(const KamNumberEvidence *evidence)
{
    return evidence->open_comma + evidence->open_point > 0;
}

char
kam_number_evidence_decide(const KamNumberEvidence *evidence)
{
    if (evidence->comma != evidence->point)
        return evidence->comma > evidence->point ? ',' : '.';
    return 0;
}

char
kam_number_evidence_guess(const KamNumberEvidence *evidence)
{
    if (evidence->comma + evidence->point > 0)
        return kam_number_evidence_decide(evidence);
    /* Both "1.234" and "1,234": no column writes groups in two ways, so this stays open. */
    if ((evidence->open_comma > 0) == (evidence->open_point > 0))
        return 0;
    /* "1500" stands beside "1.234": groups are not written here, so the sign is decimal. */
    if (evidence->large > 0)
        return evidence->open_comma > 0 ? ',' : '.';
    /* "12" stands beside "1.200": decimals would be written in both or end without a zero, so the sign is a group. */
    if (evidence->small > 0 && evidence->open_zero > 0)
        return evidence->open_comma > 0 ? '.' : ',';
    return 0;
}

KamNumberFormat
kam_number_format(char point, const KamNumberEvidence *evidence)
{
    KamNumberFormat format = { point, point == ',' ? '.' : ',' };

    if (evidence != NULL && evidence->group != 0)
        format.group = evidence->group;
    return format;
}
