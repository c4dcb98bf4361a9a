/* A test that hopes. */
static void
test_lock__is_freed(void)
{
    g_usleep(1000);
}
