/* The table of letters; digraphs stand before the letters they begin with. */
#include "base/cyrillic.h"

#include <string.h>

typedef struct {
    const char *latin, *cyrillic;
} Letter;

static const Letter letters[] = {
    { "lj", "љ" }, { "Lj", "Љ" }, { "LJ", "Љ" }, { "nj", "њ" }, { "Nj", "Њ" }, { "NJ", "Њ" }, { "dž", "џ" },
    { "Dž", "Џ" }, { "DŽ", "Џ" }, { "a", "а" },  { "b", "б" },  { "v", "в" },  { "g", "г" },  { "d", "д" },
    { "đ", "ђ" },  { "e", "е" },  { "ž", "ж" },  { "z", "з" },  { "i", "и" },  { "j", "ј" },  { "k", "к" },
    { "l", "л" },  { "m", "м" },  { "n", "н" },  { "o", "о" },  { "p", "п" },  { "r", "р" },  { "s", "с" },
    { "t", "т" },  { "ć", "ћ" },  { "u", "у" },  { "f", "ф" },  { "h", "х" },  { "c", "ц" },  { "č", "ч" },
    { "š", "ш" },  { "A", "А" },  { "B", "Б" },  { "V", "В" },  { "G", "Г" },  { "D", "Д" },  { "Đ", "Ђ" },
    { "E", "Е" },  { "Ž", "Ж" },  { "Z", "З" },  { "I", "И" },  { "J", "Ј" },  { "K", "К" },  { "L", "Л" },
    { "M", "М" },  { "N", "Н" },  { "O", "О" },  { "P", "П" },  { "R", "Р" },  { "S", "С" },  { "T", "Т" },
    { "Ć", "Ћ" },  { "U", "У" },  { "F", "Ф" },  { "H", "Х" },  { "C", "Ц" },  { "Č", "Ч" },  { "Š", "Ш" },
};

static const Letter *
find_letter(const char *text, gsize length)
{
    for (gsize i = 0; i < G_N_ELEMENTS(letters); i++) {
        gsize size = strlen(letters[i].latin);

        if (size <= length && memcmp(text, letters[i].latin, size) == 0)
            return &letters[i];
    }
    return NULL;
}

/* What stands in brackets, as it is; returns the bytes used with both brackets. */
static gsize
append_kept(GString *out, const char *text, gsize length)
{
    const char *end = memchr(text, ']', length);
    gsize inside = end == NULL ? length - 1 : (gsize)(end - text) - 1;

    g_string_append_len(out, text + 1, (gssize)inside);
    return end == NULL ? length : inside + 2;
}

void
kam_cyrillic_append(GString *out, const char *latin, gssize length)
{
    gsize all = length < 0 ? strlen(latin) : (gsize)length;

    for (gsize i = 0; i < all;) {
        const Letter *letter = find_letter(latin + i, all - i);

        if (letter != NULL) {
            g_string_append(out, letter->cyrillic);
            i += strlen(letter->latin);
        } else if (latin[i] == '[') {
            i += append_kept(out, latin + i, all - i);
        } else {
            g_string_append_c(out, latin[i++]);
        }
    }
}
