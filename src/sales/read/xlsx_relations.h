/* Relations of a package: which part is what, as the .rels parts say. */
#pragma once

#include "sales/read/xml_reader.h"

typedef struct {
    char *id;
    char *type;
    char *target; /* from the root of the package, without a leading '/' */
} KamXlsxRelation;

typedef struct KamXlsxRelations KamXlsxRelations;

/** Name of the part that holds the relations of `part` ("" for the package's own); free with g_free(). */
char *kam_xlsx_relations_part(const char *part);

/** Read them; targets are resolved against the folder of `part`. `read` may be NULL: none. External targets are left
 * out. */
KamXlsxRelations *
kam_xlsx_relations_read(KamXmlRead read, gpointer source, const char *part, const char *what, GError **error);
void kam_xlsx_relations_free(KamXlsxRelations *relations);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamXlsxRelations, kam_xlsx_relations_free)

/** The one with that id, or NULL. */
const KamXlsxRelation *kam_xlsx_relations_by_id(const KamXlsxRelations *relations, const char *id);
/** The first whose type ends so ("/styles"): the ends are the same in transitional and strict files. */
const KamXlsxRelation *kam_xlsx_relations_by_type(const KamXlsxRelations *relations, const char *type_end);
