/* A test keeps a fixture. */
static int calls;
