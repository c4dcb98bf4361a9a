/* The --db option, the same for every verb that needs a database. */
#pragma once

#include "service/setup.h"

/** One row of a verb's options. `uri` (char *) takes the text. */
#define KAM_DB_ENTRY(uri)                                                                                              \
    {                                                                                                                  \
        "db", 0, 0, G_OPTION_ARG_STRING, &(uri),                                                                       \
            "the database: a file name or postgresql://... (default: KAMEN_DB, else kamen.db)", "DB"                   \
    }

/** What was said, else the environment's KAMEN_DB, else "kamen.db". Borrowed. */
const char *kam_db_argument(const char *uri);
