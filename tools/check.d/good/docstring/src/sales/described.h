/* A header that explains itself. */
#pragma once

#define KAM_DESCRIBED(x) ((x) + 1)

typedef struct KamDescribed KamDescribed;
typedef gboolean (*KamDescribedEach)(gpointer data, int x);

KamDescribed *kam_described_new(void);
void kam_described_free(KamDescribed *described);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KamDescribed, kam_described_free)

/** The number of parts; 0 when there is none. */
int kam_described_count(const KamDescribed *described);
int kam_described_size(const KamDescribed *described); /* in bytes */

/* What a part holds, by its place from 0. */
int kam_described_get_day(const KamDescribed *described, int part);
gint64 kam_described_get_net(const KamDescribed *described, int part);

static inline int
add_one(int x)
{
    return x + 1;
}
