/* The store speaks SQL. */
static const char *const one = "SELECT 1 FROM account";
