/* The policy as two tables: role by permission, role by class of fields. Nothing else in the program decides. */
#include "record/policy.h"

#include <string.h>

#define BIT(name) KAM_SCOPE_BIT(KAM_PERM_##name)
#define EVERYBODY (BIT(PUBLIC) | BIT(SELF) | BIT(PEOPLE_READ))
#define READS (BIT(BUSINESS_READ) | BIT(ANALYSE) | BIT(EXPORT))

static const guint64 role_permissions[KAM_ROLE_N] = {
    [KAM_ROLE_NONE] = BIT(PUBLIC),
    /* Manages the house, and has no business data unless another role is given. */
    [KAM_ROLE_ADMIN] =
        EVERYBODY | BIT(PEOPLE_WRITE) | BIT(SETTINGS_READ) | BIT(SETTINGS_WRITE) | BIT(AUDIT_READ) | BIT(OPERATE),
    [KAM_ROLE_DIRECTOR] = EVERYBODY | READS | BIT(BUSINESS_WRITE) | BIT(MASTER_WRITE) | BIT(MERGE) | BIT(IMPORT) |
                          BIT(SETTINGS_READ) | BIT(AUDIT_READ),
    [KAM_ROLE_KAM] = EVERYBODY | READS | BIT(BUSINESS_WRITE),
    [KAM_ROLE_MEMBER] = EVERYBODY | BIT(BUSINESS_READ) | BIT(BUSINESS_WRITE),
    [KAM_ROLE_ANALYST] =
        EVERYBODY | READS | BIT(MASTER_WRITE) | BIT(MERGE) | BIT(IMPORT) | BIT(BUSINESS_WRITE) | BIT(SETTINGS_READ),
    [KAM_ROLE_EXECUTIVE] = EVERYBODY | READS,
    [KAM_ROLE_PROGRAM] = KAM_SCOPES_ALL,
};

/* Whose rows are not bound to owners, groups and teams. */
static const guint seeing_all =
    1u << KAM_ROLE_DIRECTOR | 1u << KAM_ROLE_ANALYST | 1u << KAM_ROLE_EXECUTIVE | 1u << KAM_ROLE_PROGRAM;

#define N KAM_NO_ACCESS
#define R KAM_READ
#define W KAM_WRITE

static const guint8 role_classes[KAM_ROLE_N][KAM_CLASS_N] = {
    /*                        -  pub com mar str pol per pri; nobody has internal ones */
    [KAM_ROLE_NONE] = { N, N, N, N, N, N, N, N },      [KAM_ROLE_ADMIN] = { N, W, N, N, N, N, W, N },
    [KAM_ROLE_DIRECTOR] = { N, W, W, W, W, W, W, W },  [KAM_ROLE_KAM] = { N, W, W, N, W, W, W, W },
    [KAM_ROLE_MEMBER] = { N, W, R, N, R, N, W, N },    [KAM_ROLE_ANALYST] = { N, W, W, W, W, N, R, N },
    [KAM_ROLE_EXECUTIVE] = { N, R, R, R, R, N, N, N }, [KAM_ROLE_PROGRAM] = { N, W, W, W, W, W, W, W },
};

#undef N
#undef R
#undef W

static const char *const permission_names[KAM_PERM_N] = {
    [KAM_PERM_PUBLIC] = "public",
    [KAM_PERM_SELF] = "self",
    [KAM_PERM_BUSINESS_READ] = "business_read",
    [KAM_PERM_BUSINESS_WRITE] = "business_write",
    [KAM_PERM_MASTER_WRITE] = "master_write",
    [KAM_PERM_MERGE] = "merge",
    [KAM_PERM_ANALYSE] = "analyse",
    [KAM_PERM_IMPORT] = "import",
    [KAM_PERM_EXPORT] = "export",
    [KAM_PERM_PEOPLE_READ] = "people_read",
    [KAM_PERM_PEOPLE_WRITE] = "people_write",
    [KAM_PERM_SETTINGS_READ] = "settings_read",
    [KAM_PERM_SETTINGS_WRITE] = "settings_write",
    [KAM_PERM_AUDIT_READ] = "audit_read",
    [KAM_PERM_OPERATE] = "operate",
};

static const char *const class_names[KAM_CLASS_N] = {
    [KAM_PUBLIC] = "public",     [KAM_COMMERCIAL] = "commercial", [KAM_MARGIN] = "margin",
    [KAM_STRATEGY] = "strategy", [KAM_POLITICAL] = "political",   [KAM_PERSONAL] = "personal",
    [KAM_PRIVATE] = "private",   [KAM_INTERNAL] = "internal",
};

/* Permissions that change something: a token without any of them only reads. */
#define CHANGES                                                                                                        \
    (BIT(BUSINESS_WRITE) | BIT(MASTER_WRITE) | BIT(MERGE) | BIT(IMPORT) | BIT(PEOPLE_WRITE) | BIT(SETTINGS_WRITE))

gboolean
kam_policy_allows(const KamActor *actor, KamPermission permission)
{
    if (permission == KAM_PERM_PUBLIC)
        return TRUE;
    if (actor == NULL || permission <= 0 || permission >= KAM_PERM_N)
        return FALSE;
    return (role_permissions[actor->role] & actor->scopes & KAM_SCOPE_BIT(permission)) != 0;
}

KamAccess
kam_policy_class_access(const KamActor *actor, KamFieldClass field_class)
{
    KamFieldClass known = field_class == 0 ? KAM_PUBLIC : field_class;
    KamAccess access = actor == NULL || known >= KAM_CLASS_N ? KAM_NO_ACCESS : role_classes[actor->role][known];

    return access == KAM_WRITE && (actor->scopes & CHANGES) == 0 ? KAM_READ : access;
}

gboolean
kam_policy_reads_private_of_others(const KamActor *actor)
{
    return actor->role == KAM_ROLE_DIRECTOR || actor->role == KAM_ROLE_PROGRAM;
}

KamAccess
kam_policy_record_access(const KamActor *actor, KamFieldClass field_class, gint64 created_by)
{
    if (field_class == KAM_PRIVATE && created_by != actor->user_id && !kam_policy_reads_private_of_others(actor))
        return KAM_NO_ACCESS;
    return kam_policy_class_access(actor, field_class);
}

gboolean
kam_policy_sees_all_accounts(const KamActor *actor)
{
    return (seeing_all & (1u << actor->role)) != 0;
}

const char *
kam_permission_name(KamPermission permission)
{
    return permission > 0 && permission < KAM_PERM_N ? permission_names[permission] : "none";
}

KamPermission
kam_permission_from_name(const char *name)
{
    for (guint i = 1; name != NULL && i < KAM_PERM_N; i++)
        if (strcmp(permission_names[i], name) == 0)
            return (KamPermission)i;
    return 0;
}

const char *
kam_class_name(KamFieldClass field_class)
{
    KamFieldClass known = field_class == 0 ? KAM_PUBLIC : field_class;

    return known < KAM_CLASS_N ? class_names[known] : "none";
}
