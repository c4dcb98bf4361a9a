/* Sales that writes its own SQL. */
static const char *const plain = "SELECT id FROM account";
static const char *const joined = "INSERT INTO account "
                                  "(id) VALUES ($1)";
static const char *const lower =
    "select name from product where id = $1";

static void
remove_all(void)
{
    run("DELETE FROM sales_line");
    run("  UPDATE account SET name = $1");
    run("CREATE TABLE x (y INTEGER)");
}
