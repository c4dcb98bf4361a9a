/* Done. A currency that nobody named is XXX, as ISO 4217 says. */
static const char *const text = "TODO lists of our users are data";
