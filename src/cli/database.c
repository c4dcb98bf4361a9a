/* Which database. */
#include "cli/database.h"

const char *
kam_db_argument(const char *uri)
{
    const char *environment = g_getenv("KAMEN_DB");

    if (uri != NULL)
        return uri;
    return environment != NULL && environment[0] != '\0' ? environment : "kamen.db";
}
