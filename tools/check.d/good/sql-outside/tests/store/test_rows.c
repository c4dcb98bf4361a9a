/* So do its tests. */
static const char *const one = "SELECT 1 FROM account";
