/* Relations: a list, and paths resolved. */
#include "sales/read/xlsx_relations.h"

#include <string.h>

#include "sales/read/xlsx_names.h"

struct KamXlsxRelations {
    GPtrArray *list;
    char *folder; /* of the part whose relations these are */
};

static void
free_relation(gpointer data)
{
    KamXlsxRelation *relation = data;

    g_free(relation->id);
    g_free(relation->type);
    g_free(relation->target);
    g_free(relation);
}

/* "xl" and "../x/./y.xml" give "x/y.xml"; a leading '/' means the root; some writers use '\'. */
static char *
resolve_path(const char *folder, const char *target)
{
    g_autofree char *slashed = g_strdelimit(g_strdup(target), "\\", '/');
    g_autofree char *joined =
        slashed[0] == '/' || folder[0] == '\0' ? g_strdup(slashed) : g_strconcat(folder, "/", slashed, NULL);
    g_auto(GStrv) steps = g_strsplit(joined, "/", -1);
    g_autoptr(GPtrArray) kept = g_ptr_array_new();

    for (char **step = steps; *step != NULL; step++) {
        if (**step == '\0' || strcmp(*step, ".") == 0)
            continue;
        if (strcmp(*step, "..") != 0)
            g_ptr_array_add(kept, *step);
        else if (kept->len > 0)
            g_ptr_array_set_size(kept, (int)kept->len - 1);
    }
    g_ptr_array_add(kept, NULL);
    return g_strjoinv("/", (char **)kept->pdata);
}

static void
start_element(gpointer user, guint8 ns, const char *local, const char **attributes)
{
    KamXlsxRelations *relations = user;
    const char *id = kam_xml_attribute(attributes, "Id");
    const char *type = kam_xml_attribute(attributes, "Type");
    const char *target = kam_xml_attribute(attributes, "Target");
    const char *mode = kam_xml_attribute(attributes, "TargetMode");
    KamXlsxRelation *relation;

    if (ns != KAM_XLSX_RELATIONS || strcmp(local, "Relationship") != 0 || id == NULL || type == NULL || target == NULL)
        return;
    if (mode != NULL && strcmp(mode, "External") == 0)
        return;
    relation = g_new(KamXlsxRelation, 1);
    relation->id = g_strdup(id);
    relation->type = g_strdup(type);
    relation->target = resolve_path(relations->folder, target);
    g_ptr_array_add(relations->list, relation);
}

static void
ignore_end(G_GNUC_UNUSED gpointer user, G_GNUC_UNUSED guint8 ns, G_GNUC_UNUSED const char *local)
{
}

static void
ignore_text(G_GNUC_UNUSED gpointer user, G_GNUC_UNUSED const char *text, G_GNUC_UNUSED gsize length)
{
}

static const KamXmlHandlers relation_handlers = { kam_xlsx_namespaces, start_element, ignore_end, ignore_text, NULL };

char *
kam_xlsx_relations_part(const char *part)
{
    const char *slash = strrchr(part, '/');
    const char *base = slash == NULL ? part : slash + 1;

    return g_strdup_printf("%.*s_rels/%s.rels", (int)(base - part), part, base);
}

KamXlsxRelations *
kam_xlsx_relations_read(KamXmlRead read, gpointer source, const char *part, const char *what, GError **error)
{
    g_autoptr(KamXlsxRelations) relations = g_new0(KamXlsxRelations, 1);
    const char *slash = strrchr(part, '/');
    g_autoptr(KamXml) xml = NULL;

    relations->list = g_ptr_array_new_with_free_func(free_relation);
    relations->folder = g_strndup(part, slash == NULL ? 0 : (gsize)(slash - part));
    if (read == NULL)
        return g_steal_pointer(&relations);
    xml = kam_xml_new(&relation_handlers, relations, what);
    if (!kam_xml_read_all(xml, read, source, error))
        return NULL;
    return g_steal_pointer(&relations);
}

void
kam_xlsx_relations_free(KamXlsxRelations *relations)
{
    if (relations == NULL)
        return;
    g_ptr_array_unref(relations->list);
    g_free(relations->folder);
    g_free(relations);
}

const KamXlsxRelation *
kam_xlsx_relations_by_id(const KamXlsxRelations *relations, const char *id)
{
    for (guint i = 0; i < relations->list->len; i++) {
        const KamXlsxRelation *relation = g_ptr_array_index(relations->list, i);

        if (strcmp(relation->id, id) == 0)
            return relation;
    }
    return NULL;
}

const KamXlsxRelation *
kam_xlsx_relations_by_type(const KamXlsxRelations *relations, const char *type_end)
{
    for (guint i = 0; i < relations->list->len; i++) {
        const KamXlsxRelation *relation = g_ptr_array_index(relations->list, i);

        if (g_str_has_suffix(relation->type, type_end))
            return relation;
    }
    return NULL;
}
