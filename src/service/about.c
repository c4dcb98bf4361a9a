/* What program this is, and the libraries that it is made of. A library that meson.build comes to name gets its row
 * here. */
#include "service/about.h"

#include "library_versions.h"
#include "store/migrate.h"

typedef struct {
    const char *name, *version, *licence, *address;
} Library;

static const Library libraries[] = {
    { "cmark-gfm", KAM_LIBRARY_CMARK, "BSD-2-Clause", "https://github.com/github/cmark-gfm" },
    { "Expat", KAM_LIBRARY_EXPAT, "MIT", "https://libexpat.github.io" },
    { "GLib", KAM_LIBRARY_GLIB, "LGPL-2.1-or-later", "https://docs.gtk.org/glib" },
    { "GNU Scientific Library", KAM_LIBRARY_GSL, "GPL-3.0-or-later", "https://www.gnu.org/software/gsl" },
    { "GnuTLS", KAM_LIBRARY_GNUTLS, "LGPL-2.1-or-later", "https://www.gnutls.org" },
    { "Jansson", KAM_LIBRARY_JANSSON, "MIT", "https://github.com/akheron/jansson" },
    { "libcurl", KAM_LIBRARY_CURL, "curl", "https://curl.se" },
    { "GNU libmicrohttpd", KAM_LIBRARY_MICROHTTPD, "LGPL-2.1-or-later", "https://www.gnu.org/software/libmicrohttpd" },
    { "liboath", KAM_LIBRARY_OATH, "LGPL-2.1-or-later", "https://www.nongnu.org/oath-toolkit" },
    { "libpq", KAM_LIBRARY_PQ, "PostgreSQL", "https://www.postgresql.org" },
    { "libsodium", KAM_LIBRARY_SODIUM, "ISC", "https://libsodium.org" },
    { "libxlsxwriter", KAM_LIBRARY_XLSXWRITER, "BSD-2-Clause", "https://libxlsxwriter.github.io" },
    { "libzip", KAM_LIBRARY_ZIP, "BSD-3-Clause", "https://libzip.org" },
    { "SQLite", KAM_LIBRARY_SQLITE, "blessing", "https://www.sqlite.org" },
    { "utf8proc", KAM_LIBRARY_UTF8PROC, "MIT", "https://juliastrings.github.io/utf8proc" },
    { "zlib", KAM_LIBRARY_ZLIB, "Zlib", "https://zlib.net" },
    { "Zstandard", KAM_LIBRARY_ZSTD, "BSD-3-Clause", "https://facebook.github.io/zstd" },
};

static void
write_library(const Library *library, KamJson *json)
{
    kam_json_begin_object(json, NULL);
    kam_json_text(json, "name", library->name);
    kam_json_text(json, "version", library->version);
    kam_json_text(json, "licence", library->licence);
    kam_json_text(json, "address", library->address);
    kam_json_end_object(json);
}

void
kam_service_about_members_to_json(const KamDb *db, KamJson *json)
{
    kam_json_text(json, "version", KAM_VERSION);
    kam_json_int(json, "schema_version", kam_migrate_get_newest());
    kam_json_text(json, "licence", "AGPL-3.0-or-later");
    kam_json_text(json, "database", kam_db_get_kind(db));
    kam_json_begin_array(json, "libraries");
    for (guint i = 0; i < G_N_ELEMENTS(libraries); i++)
        if (libraries[i].version[0] != '\0')
            write_library(&libraries[i], json);
    kam_json_end_array(json);
}
