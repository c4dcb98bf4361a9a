/* A client of the API without sockets: three people on an empty database with two accounts. */
#pragma once

#include <jansson.h>

#include "api/api.h"
#include "support/test_db.h"

/* Ids of the people: the director sees all, the key account manager the account that is theirs, the member none. */
enum { DIRECTOR = 1, KAM = 2, MEMBER = 3, EXECUTIVE = 4 };
/* OWN belongs to KAM, OTHER to nobody. */
enum { OWN = 101, OTHER = 102 };

typedef struct {
    KamTestDb *place;
    KamPool *pool;
    KamApi *api;
    const char *if_match, *if_none_match, *content_type; /* of the next request alone */
    const char *upload_path;
    KamReply reply;
    json_t *json; /* of the last reply; NULL when it is none */
} Client;

/** Serve one request of a person; the status. */
guint client_send(Client *f, int person, KamMethod method, const char *path, const char *body);
/** A text member of the last reply. */
const char *client_text(const Client *f, const char *name);
/** The n-th of its items. */
json_t *client_item(const Client *f, guint n);
guint client_n_items(const Client *f);
const char *client_item_text(const Client *f, guint n, const char *name);
/** The code of its first fault. */
const char *client_fault(const Client *f);
/** A number that SQL answers, on a connection of its own. */
gint64 client_get_int(const Client *f, const char *sql);
/** Register a test. */
void client_add(const char *name, void (*test)(Client *f, gconstpointer data));

/* The tests of each file. */
void add_attachment_tests(void);
void add_comment_tests(void);
void add_export_tests(void);
void add_mark_tests(void);
