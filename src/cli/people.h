/* What the verbs about people share: one change in one transaction, by the program itself; passwords from files. */
#pragma once

#include "record/work.h"
#include "service/people/user.h"

/* Opened by kam_cli_people_begin(); in the stack of a verb. */
typedef struct {
    KamDb *db;
    KamTx *tx;
    KamActor actor;
    KamWork work;
} KamCliPeople;

void kam_cli_people_clear(KamCliPeople *people);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamCliPeople, kam_cli_people_clear)

/**
 * Open the database (`uri` as --db said, NULL: nothing) and begin.
 * @param verb  what the audit calls it: "kamen user".
 */
gboolean kam_cli_people_begin(KamCliPeople *people, const char *uri, const char *verb, GError **error);
/** Everything that was done since kam_cli_people_begin() stays. */
gboolean kam_cli_people_commit(KamCliPeople *people, GError **error);

/** The first line of a file: a password on the command line would stand in everybody's list of processes. *password
 * stays NULL without a path. */
gboolean kam_cli_read_password(const char *path, char **password, GError **error);
