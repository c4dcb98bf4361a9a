/* Words that only sound like SQL. */
static const char *const advice = "select a sheet with --sheet";
static const char *const change = "update your price list";
static const char *const make = "create the database first: kamen init";
static const char *const gone = "deleted";
static const char *const title = "Selected customers"; /* SELECT in a comment */

static void
load(void)
{
    run(kam_sql("account_by_id"));
}
