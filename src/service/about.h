/* What program this is. */
#pragma once

#include "base/json.h"
#include "store/db.h"

/** Members of an object that the caller has opened: version, schema_version, licence, database and the libraries that
 * are linked, each with version, licence and address. */
void kam_service_about_members_to_json(const KamDb *db, KamJson *json);
