/* Places of accounts: seats, plants, warehouses. */
#include "domain/types.h"

static const KamChoice kinds[] = {
    { "seat", "Seat", "Sedište" },
    { "plant", "Plant", "Pogon" },
    { "warehouse", "Warehouse", "Skladište" },
    { "shop", "Shop", "Prodavnica" },
    { "building_site", "Building site", "Gradilište" },
    { "other", "Other", "Drugo" },
    { 0 },
};

static const KamField fields[] = {
    { "account_id", KAM_REF, "Account", "Kupac", .to = "account", .required = TRUE, .fixed = TRUE },
    { "name", KAM_TEXT, "Name", "Naziv", .max = 120, .required = TRUE, .searchable = TRUE },
    { "kind", KAM_CHOICE, "Kind", "Vrsta", .choices = kinds, .default_value = "\"other\"", .required = TRUE },
    { "address", KAM_TEXT, "Address", "Adresa", .max = 200 },
    { "postal_code", KAM_TEXT, "Postal code", "Poštanski broj", .max = 20 },
    { "city", KAM_TEXT, "City", "Mesto", .max = 80, .searchable = TRUE },
    { "region", KAM_TEXT, "Region", "Region", .max = 80 },
    { "country", KAM_COUNTRY, "Country", "Država", .field_class = KAM_PUBLIC },
    { "latitude", KAM_DECIMAL, "Latitude", "Geografska širina", .min = -90, .max = 90 },
    { "longitude", KAM_DECIMAL, "Longitude", "Geografska dužina", .min = -180, .max = 180 },
    { "phone", KAM_PHONE, "Phone", "Telefon", .field_class = KAM_PUBLIC },
    { "note", KAM_LONG_TEXT, "Note", "Beleška", .field_class = KAM_PUBLIC },
    { 0 },
};

/* A point on the map has two coordinates. */
static gboolean
check(G_GNUC_UNUSED KamDb *db, G_GNUC_UNUSED const KamActor *actor, G_GNUC_UNUSED const KamRecord *before,
      KamRecord *record, KamFaults *faults, G_GNUC_UNUSED GError **error)
{
    gboolean has_latitude = kam_record_has(record, "latitude"), has_longitude = kam_record_has(record, "longitude");

    if (has_latitude != has_longitude)
        kam_faults_add(faults, has_latitude ? "longitude" : "latitude", "required",
                       "latitude and longitude come together");
    return TRUE;
}

const KamRecordType kam_site_type = {
    .name = "site",
    .plural = "sites",
    .en = "Site",
    .sr = "Lokacija",
    .fields = fields,
    .scope = KAM_SCOPE_ACCOUNT,
    .title = "name",
    .check = check,
};
