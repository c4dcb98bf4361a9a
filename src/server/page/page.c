/* The page's files come out of the program itself: no disk and no database is asked, and what is not in the table is
 * not there. */
#include "server/page/page.h"

#include <stdlib.h>
#include <string.h>

#include "server/gzip.h"
#include "server/page/pack.h"
#include "service/people/secret.h"

#define DOCUMENT "/index.html"
#define ASSETS "/assets/"
#define NONCE_MARK "__KAMEN_NONCE__"
#define NONCE_BYTES 16

/* Style attributes are allowed because the charts and the tables set them; a style sheet needs the answer's own nonce,
 * and a script has to be one of our files. */
#define POLICY_OF_DOCUMENT                                                                                             \
    "default-src 'self'; script-src 'self'; style-src-elem 'self' 'nonce-%s'; style-src-attr 'unsafe-inline'; "        \
    "img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; object-src 'none'; base-uri 'none'; "            \
    "form-action 'self'; frame-ancestors 'none'"

/* A worker is bound by the policy that its own script came with. */
#define POLICY_OF_SCRIPT "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"

/* --- the table --- */

static int
compare_path(const void *path, const void *file)
{
    return strcmp(path, ((const KamPageFile *)file)->path);
}

static const KamPageFile *
find_file(const char *path)
{
    return bsearch(path, kam_page_files, kam_n_page_files, sizeof kam_page_files[0], compare_path);
}

/* --- answers --- */

/* No 304 here: it would leave the browser with an old document, whose nonce is not the one of the new policy. */
static gboolean
answer_document(G_GNUC_UNUSED KamRequest *request, KamReply *reply, G_GNUC_UNUSED GError **error)
{
    const KamPageFile *file = find_file(DOCUMENT);
    g_autofree char *nonce = kam_secret_new(NONCE_BYTES);
    g_autofree char *policy = g_strdup_printf(POLICY_OF_DOCUMENT, nonce);

    g_string_append_len(reply->body, kam_page_bytes + file->bytes[KAM_PAGE_PLAIN].offset,
                        file->bytes[KAM_PAGE_PLAIN].length);
    g_string_replace(reply->body, NONCE_MARK, nonce, 0);
    reply->content_type = file->type;
    kam_reply_header(reply, "Content-Security-Policy", policy);
    kam_reply_header(reply, "Cache-Control", "no-cache");
    return TRUE;
}

static const char *const coding_names[KAM_PAGE_N_CODINGS] = { NULL, "gzip", "br" };

/* The smallest that the client reads. */
static KamPageCoding
choose_coding(const KamPageFile *file, const char *accepted)
{
    KamPageCoding coding = KAM_PAGE_N_CODINGS - 1;

    while (coding > KAM_PAGE_PLAIN &&
           (file->bytes[coding].length == 0 || !kam_coding_is_accepted(accepted, coding_names[coding])))
        coding--;
    return coding;
}

static gboolean
is_coded(const KamPageFile *file)
{
    return file->bytes[KAM_PAGE_GZIP].length > 0 || file->bytes[KAM_PAGE_BROTLI].length > 0;
}

static void
reply_bytes(const KamPageFile *file, const KamRequest *request, KamReply *reply)
{
    KamPageCoding coding = choose_coding(file, kam_request_get_header(request, "Accept-Encoding"));

    reply->content_type = file->type;
    reply->constant = kam_page_bytes + file->bytes[coding].offset;
    reply->constant_length = file->bytes[coding].length;
    if (coding != KAM_PAGE_PLAIN)
        kam_reply_header(reply, "Content-Encoding", coding_names[coding]);
}

static gboolean
answer_file(KamRequest *request, KamReply *reply, const char *caching)
{
    const KamPageFile *file = find_file(request->path);

    if (file == NULL) {
        kam_reply_problem(reply, request, 404, "the page has no such file", NULL);
        return TRUE;
    }
    kam_reply_header(reply, "Cache-Control", caching);
    if (is_coded(file))
        kam_reply_header(reply, "Vary", "Accept-Encoding");
    if (g_str_has_prefix(file->type, "text/javascript"))
        kam_reply_header(reply, "Content-Security-Policy", POLICY_OF_SCRIPT);
    if (!kam_reply_not_modified(reply, request, file->etag))
        reply_bytes(file, request, reply);
    return TRUE;
}

/* The name of an asset changes with its content, so a copy never gets old. */
static gboolean
answer_asset(KamRequest *request, KamReply *reply, G_GNUC_UNUSED GError **error)
{
    return answer_file(request, reply, "public, max-age=31536000, immutable");
}

static gboolean
answer_other(KamRequest *request, KamReply *reply, G_GNUC_UNUSED GError **error)
{
    return answer_file(request, reply, "no-cache");
}

/* --- routes --- */

typedef enum { ROUTE_ROOT, ROUTE_PLACE, ROUTE_ASSET, ROUTE_OTHER } Row;

/* Parameters are the page's own business: a link from a mail or a bookmark may bear any. */
#define PAGE_ROUTE(where, answer, what)                                                                                \
    {                                                                                                                  \
        .method = KAM_GET, .path = where, .permission = KAM_PERM_PUBLIC, .run = KAM_RUN_CONSTANT, .success = 200,      \
        .handle = answer, .any_parameters = TRUE, .summary = what                                                      \
    }

const KamRoute kam_page_routes[] = {
    [ROUTE_ROOT] = PAGE_ROUTE("/", answer_document, "The page"),
    [ROUTE_PLACE] = PAGE_ROUTE("/{place}", answer_document, "The page, opened at one of its places"),
    [ROUTE_ASSET] =
        PAGE_ROUTE("/assets/{file}", answer_asset, "A file of the page whose name changes with its content"),
    [ROUTE_OTHER] = PAGE_ROUTE("/{file}", answer_other, "Another file of the page, such as its icon"),
    { 0 },
};

/* Paths that belong to programs, whatever they accept. */
static gboolean
is_of_programs(const char *path)
{
    return strcmp(path, "/api") == 0 || g_str_has_prefix(path, "/api/") || strcmp(path, "/metrics") == 0;
}

/* Places of the page have no dot in their last word; what has one is a file, and a missing one. */
static gboolean
is_place(const char *path, const char *accept)
{
    return accept != NULL && strstr(accept, "text/html") != NULL && strchr(strrchr(path, '/'), '.') == NULL;
}

const KamRoute *
kam_page_find(const char *path, const char *accept)
{
    if (is_of_programs(path))
        return NULL;
    if (strcmp(path, "/") == 0 || strcmp(path, DOCUMENT) == 0)
        return &kam_page_routes[ROUTE_ROOT];
    if (g_str_has_prefix(path, ASSETS))
        return &kam_page_routes[ROUTE_ASSET];
    if (find_file(path) != NULL)
        return &kam_page_routes[ROUTE_OTHER];
    return is_place(path, accept) ? &kam_page_routes[ROUTE_PLACE] : NULL;
}
