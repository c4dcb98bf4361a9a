/* Replies and problems: what they say, and what they never say. */
#include <string.h>

#include "api/http.h"

static KamRequest
some_request(void)
{
    return (KamRequest) { .method = KAM_GET, .path = "/api/v1/things", .query = "", .body = "", .id = "r-1" };
}

static json_t *
parse(const KamReply *reply)
{
    json_t *json = json_loadb(reply->body->str, reply->body->len, JSON_REJECT_DUPLICATES, NULL);

    g_assert_nonnull(json);
    return json;
}

static const char *
text_of(const json_t *json, const char *name)
{
    return json_string_value(json_object_get(json, name));
}

static void
test_problem__has_the_members_of_the_standard(void)
{
    KamRequest request = some_request();
    g_auto(KamReply) reply = { 0 };
    json_t *json;

    kam_reply_init(&reply);
    kam_reply_problem(&reply, &request, 404, "no thing '7'", NULL);
    json = parse(&reply);
    g_assert_cmpuint(reply.status, ==, 404);
    g_assert_cmpstr(reply.content_type, ==, "application/problem+json");
    g_assert_cmpstr(text_of(json, "type"), ==, "about:blank");
    g_assert_cmpstr(text_of(json, "title"), ==, "Not Found");
    g_assert_cmpint(json_integer_value(json_object_get(json, "status")), ==, 404);
    g_assert_cmpstr(text_of(json, "detail"), ==, "no thing '7'");
    g_assert_cmpstr(text_of(json, "request_id"), ==, "r-1");
    g_assert_null(json_object_get(json, "errors"));
    json_decref(json);
}

static void
test_problem__lists_faults_but_not_warnings(void)
{
    KamRequest request = some_request();
    g_auto(KamReply) reply = { 0 };
    g_auto(KamFaults) faults = { 0 };
    json_t *json;
    const json_t *errors;

    kam_reply_init(&reply);
    kam_faults_init(&faults);
    kam_faults_add(&faults, "email", "form", "'x' is no e-mail address");
    kam_faults_warn(&faults, "tax_number", "check_digit", "the check digit is wrong");
    kam_reply_problem(&reply, &request, 422, "one value is wrong", &faults);
    json = parse(&reply);
    errors = json_object_get(json, "errors");
    g_assert_cmpuint(json_array_size(errors), ==, 1);
    g_assert_cmpstr(text_of(json_array_get(errors, 0), "pointer"), ==, "/email");
    g_assert_cmpstr(text_of(json_array_get(errors, 0), "code"), ==, "form");
    g_assert_cmpstr(text_of(json_array_get(errors, 0), "detail"), ==, "'x' is no e-mail address");
    json_decref(json);
}

static void
test_problem__throws_away_what_was_begun(void)
{
    KamRequest request = some_request();
    g_auto(KamReply) reply = { 0 };

    kam_reply_init(&reply);
    g_string_append(reply.body, "{\"half\":");
    kam_reply_header(&reply, "ETag", "\"1\"");
    kam_reply_problem(&reply, &request, 409, "it is there already", NULL);
    json_decref(parse(&reply));
    g_assert_null(kam_reply_get_header(&reply, "ETag"));
}

static void
test_error__details_of_the_server_stay_inside(void)
{
    KamRequest request = some_request();
    g_auto(KamReply) reply = { 0 };
    g_autoptr(GError) error = g_error_new(KAM_ERROR, KAM_ERROR_STORE, "no such table: secret in /var/lib/kamen.db");

    kam_reply_init(&reply);
    kam_reply_error(&reply, &request, error);
    g_assert_cmpuint(reply.status, ==, 500);
    g_assert_null(strstr(reply.body->str, "secret"));
    g_assert_null(strstr(reply.body->str, "/var"));
    g_assert_cmpstr(reply.failure->message, ==, error->message);
}

static void
test_error__busy_says_when_to_come_back(void)
{
    KamRequest request = some_request();
    g_auto(KamReply) reply = { 0 };
    g_autoptr(GError) error = g_error_new(KAM_ERROR, KAM_ERROR_BUSY, "the queue is full");

    kam_reply_init(&reply);
    kam_reply_error(&reply, &request, error);
    g_assert_cmpuint(reply.status, ==, 503);
    g_assert_cmpstr(kam_reply_get_header(&reply, "retry-after"), ==, "1");
}

static void
test_error__of_the_caller_is_told(void)
{
    KamRequest request = some_request();
    g_auto(KamReply) reply = { 0 };
    g_autoptr(GError) error = g_error_new(KAM_ERROR, KAM_ERROR_NOT_FOUND, "no account '17'");

    kam_reply_init(&reply);
    kam_reply_error(&reply, &request, error);
    g_assert_cmpuint(reply.status, ==, 404);
    g_assert_nonnull(strstr(reply.body->str, "no account '17'"));
    g_assert_null(reply.failure);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/api/reply/problem/members", test_problem__has_the_members_of_the_standard);
    g_test_add_func("/api/reply/problem/faults", test_problem__lists_faults_but_not_warnings);
    g_test_add_func("/api/reply/problem/begun", test_problem__throws_away_what_was_begun);
    g_test_add_func("/api/reply/error/5xx", test_error__details_of_the_server_stay_inside);
    g_test_add_func("/api/reply/error/busy", test_error__busy_says_when_to_come_back);
    g_test_add_func("/api/reply/error/4xx", test_error__of_the_caller_is_told);
    return g_test_run();
}
