/* What the verbs about people share. */
#include "cli/people.h"

#include <string.h>

#include "cli/database.h"
#include "domain/types.h"

void
kam_cli_people_clear(KamCliPeople *people)
{
    g_clear_pointer(&people->tx, kam_tx_end);
    g_clear_pointer(&people->db, kam_db_close);
}

gboolean
kam_cli_people_begin(KamCliPeople *people, const char *uri, const char *verb, GError **error)
{
    people->db = kam_service_open(kam_db_argument(uri), FALSE, NULL, error);
    if (people->db == NULL || (people->tx = kam_tx_begin(people->db, error)) == NULL)
        return FALSE;
    people->actor = kam_actor_program(verb);
    people->work = (KamWork) { people->db, &people->actor, kam_domain_types(), NULL, g_get_real_time() / 1000 };
    return TRUE;
}

gboolean
kam_cli_people_commit(KamCliPeople *people, GError **error)
{
    return kam_tx_commit(people->tx, error);
}

gboolean
kam_cli_read_password(const char *path, char **password, GError **error)
{
    g_autofree char *text = NULL;

    if (path == NULL)
        return TRUE;
    if (!g_file_get_contents(path, &text, NULL, error))
        return FALSE;
    text[strcspn(text, "\r\n")] = '\0';
    *password = g_steal_pointer(&text);
    return TRUE;
}
