/* Cleans up by jumping. */
static int
jump(int a)
{
    if (a)
        goto out;
    a = 1;
out:
    return a;
}
