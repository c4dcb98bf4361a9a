/* Marks of files, and which types may be attached. */
#include "service/extras/media_type.h"

#include <string.h>

#define OOXML "application/vnd.openxmlformats-officedocument."
#define ODF "application/vnd.oasis.opendocument."
#define TEXT "text/plain"

typedef struct {
    const char *type;
    const char *mark;
    guint8 length, offset;
    gboolean is_inline;
} Mark;

static const Mark marks[] = {
    { "application/pdf", "%PDF-", 5, 0, TRUE },
    { "image/png", "\x89PNG\r\n\x1a\n", 8, 0, TRUE },
    { "image/jpeg", "\xff\xd8\xff", 3, 0, TRUE },
    { "image/gif", "GIF87a", 6, 0, TRUE },
    { "image/gif", "GIF89a", 6, 0, TRUE },
    { "image/webp", "WEBP", 4, 8, TRUE },
    { "image/tiff", "II*\0", 4, 0, FALSE },
    { "image/tiff", "MM\0*", 4, 0, FALSE },
    { "image/heic", "ftypheic", 8, 4, FALSE },
    { "application/x-ole-storage", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, 0, FALSE },
    { "application/gzip", "\x1f\x8b\x08", 3, 0, FALSE },
    { "application/zstd", "\x28\xb5\x2f\xfd", 4, 0, FALSE },
    { "application/x-7z-compressed", "7z\xbc\xaf\x27\x1c", 6, 0, FALSE },
    { "application/rtf", "{\\rtf", 5, 0, FALSE },
};

/* What a zip is, by the names in it; the first that is found counts. */
typedef struct {
    const char *name, *type;
} Inside;

static const Inside insides[] = {
    { "word/", OOXML "wordprocessingml.document" },      { "xl/", OOXML "spreadsheetml.sheet" },
    { "ppt/", OOXML "presentationml.presentation" },     { "mimetype" ODF "text", ODF "text" },
    { "mimetype" ODF "spreadsheet", ODF "spreadsheet" }, { "mimetype" ODF "presentation", ODF "presentation" },
};

/* Types that are texts; a client may call the one by the name of another, except those that a browser would run. */
static const char *const texts[] = { TEXT,
                                     "text/csv",
                                     "text/markdown",
                                     "application/json",
                                     "text/xml",
                                     "text/tsv",
                                     "application/xml",
                                     "message/rfc822",
                                     "text/calendar",
                                     "text/vcard",
                                     "text/tab-separated-values" };

/* Programs from before all names that a client may use for what the old office wrote. */
static const char *const ole[] = { "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint",
                                   "application/vnd.ms-outlook", "application/x-ole-storage" };

static gboolean
has_at(const guint8 *head, gsize length, gsize offset, const char *mark, gsize mark_length)
{
    return length >= offset + mark_length && memcmp(head + offset, mark, mark_length) == 0;
}

static gboolean
holds(const guint8 *head, gsize length, const char *word)
{
    return memmem(head, length, word, strlen(word)) != NULL;
}

static const char *
find_inside(const guint8 *head, gsize length)
{
    for (guint i = 0; i < G_N_ELEMENTS(insides); i++)
        if (holds(head, length, insides[i].name))
            return insides[i].type;
    return "application/zip";
}

static gboolean
is_text(const guint8 *head, gsize length)
{
    gboolean is_wide = has_at(head, length, 0, "\xff\xfe", 2) || has_at(head, length, 0, "\xfe\xff", 2);

    if (is_wide)
        return TRUE;
    for (gsize i = 0; i < length; i++)
        if (head[i] < ' ' && strchr("\t\n\r\f\x1b", head[i]) == NULL)
            return FALSE;
    return memchr(head, '\0', length) == NULL;
}

/* A text that a browser, given the chance, would run. */
static const char *
find_markup(const guint8 *head, gsize length)
{
    g_autofree char *lower = g_ascii_strdown((const char *)head, (gssize)length);
    static const char *const html[] = { "<!doctype html", "<html", "<script", "<head", "<body", "<iframe", "<img" };

    if (strstr(lower, "<svg") != NULL)
        return "image/svg+xml";
    for (guint i = 0; i < G_N_ELEMENTS(html); i++)
        if (strstr(lower, html[i]) != NULL)
            return "text/html";
    return NULL;
}

static const char *
find_text(const guint8 *head, gsize length)
{
    const char *markup;

    /* The first line of a script names the program that runs it. */
    if (!is_text(head, length) || has_at(head, length, 0, "#!", 2))
        return NULL;
    markup = find_markup(head, length);
    return markup != NULL ? markup : TEXT;
}

const char *
kam_media_type_find(const guint8 *head, gsize length)
{
    gsize seen = MIN(length, KAM_MEDIA_HEAD);

    if (seen == 0)
        return NULL;
    for (guint i = 0; i < G_N_ELEMENTS(marks); i++)
        if (has_at(head, seen, marks[i].offset, marks[i].mark, marks[i].length))
            return marks[i].type;
    if (has_at(head, seen, 0, "PK\3\4", 4))
        return find_inside(head, seen);
    return find_text(head, seen);
}

static gboolean
is_listed(const char *type, const char *const *list, gsize n)
{
    for (gsize i = 0; i < n; i++)
        if (strcmp(list[i], type) == 0)
            return TRUE;
    return FALSE;
}

gboolean
kam_media_type_agrees(const char *found, const char *said)
{
    g_autofree char *type = said == NULL ? g_strdup("") : g_ascii_strdown(said, (gssize)strcspn(said, "; \t"));

    if (type[0] == '\0' || strcmp(type, "application/octet-stream") == 0 || strcmp(type, found) == 0)
        return TRUE;
    if (strcmp(found, TEXT) == 0)
        return is_listed(type, texts, G_N_ELEMENTS(texts));
    if (strcmp(found, "application/x-ole-storage") == 0)
        return is_listed(type, ole, G_N_ELEMENTS(ole));
    /* The names inside a large document may stand behind its first bytes. */
    if (strcmp(found, "application/zip") == 0)
        return g_str_has_prefix(type, OOXML) || g_str_has_prefix(type, ODF) ||
               strcmp(type, "application/x-zip-compressed") == 0;
    return strcmp(found, "image/jpeg") == 0 && strcmp(type, "image/jpg") == 0;
}

gboolean
kam_media_type_is_inline(const char *type)
{
    for (guint i = 0; i < G_N_ELEMENTS(marks); i++)
        if (marks[i].is_inline && strcmp(marks[i].type, type) == 0)
            return TRUE;
    return FALSE;
}
