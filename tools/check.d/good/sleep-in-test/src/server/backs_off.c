/* The program itself may. */
static void
pause_a_little(void)
{
    g_usleep(10);
}
