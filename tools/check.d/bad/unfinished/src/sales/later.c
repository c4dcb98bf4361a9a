/* A file with things put off. */
/* The first line is fine,
 * TODO: the second is not. */
static const int a = 1; // FIXME
