/* The firm's tags: a name and a colour, shared by everybody. Which record bears which is service/extras. */
#include "base/text.h"
#include "domain/types.h"

static const KamField tag_fields[] = {
    { "name", KAM_TEXT, "Name", "Naziv", .max = 40, .required = TRUE, .searchable = TRUE },
    { "colour", KAM_COLOUR, "Colour", "Boja", .default_value = "\"#5f6b7a\"", .required = TRUE },
    { "name_key", KAM_TEXT, "Name to compare", "Naziv za poređenje", .computed = TRUE, .unique = TRUE },
    { 0 },
};

static gboolean
compute_tag(G_GNUC_UNUSED KamDb *db, G_GNUC_UNUSED const KamRecord *before, KamRecord *record,
            G_GNUC_UNUSED GError **error)
{
    const char *name = kam_record_get_text(record, "name");
    g_autofree char *key = kam_text_fold(name == NULL ? "" : name, -1);

    kam_record_set_text(record, "name_key", key);
    return TRUE;
}

const KamRecordType kam_tag_type = {
    .name = "tag",
    .plural = "tags",
    .en = "Tag",
    .sr = "Oznaka",
    .fields = tag_fields,
    .scope = KAM_SCOPE_NONE,
    .title = "name",
    .write_permission = KAM_PERM_MASTER_WRITE,
    .match_keys = "name",
    .compute = compute_tag,
};
