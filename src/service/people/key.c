/* The key for sealing. */
#include "service/people/key.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#define NONCE_SIZE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_SIZE crypto_aead_xchacha20poly1305_ietf_ABYTES

static gboolean
write_new(int fd, GError **error)
{
    guint8 key[KAM_KEY_SIZE];
    char text[KAM_KEY_SIZE * 2 + 1];
    gboolean written;

    randombytes_buf(key, sizeof key);
    sodium_bin2hex(text, sizeof text, key, sizeof key);
    written = write(fd, text, sizeof text - 1) == (gssize)(sizeof text - 1) && fsync(fd) == 0;
    sodium_memzero(key, sizeof key);
    sodium_memzero(text, sizeof text);
    if (!written)
        g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "cannot write a key file: %s", g_strerror(errno));
    return written;
}

/* Written whole under another name and then given its own: of two programs that begin at once one wins, and the other
 * reads what that one wrote. */
static gboolean
make_file(const char *path, GError **error)
{
    g_autofree char *temporary = g_strconcat(path, ".XXXXXX", NULL);
    int fd = g_mkstemp_full(temporary, O_WRONLY | O_CLOEXEC, 0600);
    gboolean made;

    if (fd < 0) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "cannot make the key file '%s': %s", path, g_strerror(errno));
        return FALSE;
    }
    made = write_new(fd, error);
    close(fd);
    if (made && link(temporary, path) != 0 && errno != EEXIST) {
        g_set_error(error, KAM_ERROR, KAM_ERROR_IO, "cannot make the key file '%s': %s", path, g_strerror(errno));
        made = FALSE;
    }
    unlink(temporary);
    return made;
}

gboolean
kam_key_load(const char *path, guint8 key[KAM_KEY_SIZE], GError **error)
{
    guint8 bytes[KAM_KEY_SIZE];
    g_autofree char *text = NULL;
    gsize length = 0;
    gsize n = 0;
    gboolean whole;

    if (sodium_init() < 0)
        g_error("no random numbers to be had on this machine");
    if (!g_file_test(path, G_FILE_TEST_EXISTS) && !make_file(path, error))
        return FALSE;
    if (!g_file_get_contents(path, &text, &length, error)) {
        g_prefix_error(error, "cannot read the key file: ");
        return FALSE;
    }
    g_strchomp(text);
    whole = sodium_hex2bin(bytes, sizeof bytes, text, strlen(text), NULL, &n, NULL) == 0 && n == sizeof bytes;
    sodium_memzero(text, length);
    if (whole)
        memcpy(key, bytes, sizeof bytes);
    else
        g_set_error(error, KAM_ERROR, KAM_ERROR_INVALID, "the key file '%s' does not hold 64 hexadecimal digits", path);
    sodium_memzero(bytes, sizeof bytes);
    return whole;
}

char *
kam_key_dup_default_path(const char *db_uri)
{
    if (g_str_has_prefix(db_uri, "postgresql:") || g_str_has_prefix(db_uri, "postgres:"))
        return NULL;
    return g_strconcat(db_uri, "-key", NULL);
}

GBytes *
kam_key_seal(const guint8 key[KAM_KEY_SIZE], gint64 owner_id, const guint8 *bytes, gsize length)
{
    gint64 owner = GINT64_TO_BE(owner_id);
    guint8 *sealed = g_malloc(NONCE_SIZE + length + TAG_SIZE);
    unsigned long long n = 0;

    randombytes_buf(sealed, NONCE_SIZE);
    crypto_aead_xchacha20poly1305_ietf_encrypt(sealed + NONCE_SIZE, &n, bytes, length, (const guint8 *)&owner,
                                               sizeof owner, NULL, sealed, key);
    return g_bytes_new_take(sealed, NONCE_SIZE + (gsize)n);
}

GBytes *
kam_key_open(const guint8 key[KAM_KEY_SIZE], gint64 owner_id, const guint8 *sealed, gsize length, GError **error)
{
    gint64 owner = GINT64_TO_BE(owner_id);
    g_autofree guint8 *bytes = g_malloc0(length + 1);
    unsigned long long n = 0;

    if (length >= NONCE_SIZE + TAG_SIZE &&
        crypto_aead_xchacha20poly1305_ietf_decrypt(bytes, &n, NULL, sealed + NONCE_SIZE, length - NONCE_SIZE,
                                                   (const guint8 *)&owner, sizeof owner, sealed, key) == 0)
        return g_bytes_new(bytes, (gsize)n);
    g_set_error(error, KAM_ERROR, KAM_ERROR_CORRUPT,
                "the second factor was sealed with another key: bring back the key file, or reset the factor");
    return NULL;
}
