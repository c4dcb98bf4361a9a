/* The word goto in a comment, a string and a name. */
static const char *
where_to(int goto_line)
{
    return goto_line ? "goto" : NULL;
}
