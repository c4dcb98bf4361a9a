/* Settings as options of a verb: one flag each, and --config. */
#pragma once

#include "cli/verb.h"
#include "server/setting.h"

/* What the command line said; NULL where it said nothing. */
typedef struct {
    char *flags[KAM_SET_N];
    char *file;
} KamSettingArguments;

void kam_setting_arguments_clear(KamSettingArguments *arguments);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KamSettingArguments, kam_setting_arguments_clear)

#define KAM_SETTING_N_ENTRIES (KAM_SET_N + 1)

/** Append the entries; `entries` has room for KAM_SETTING_N_ENTRIES more. */
void kam_setting_arguments_add_entries(KamSettingArguments *arguments, GOptionEntry *entries);
/** Put together what file, environment and flags say, and check it. `config` was initialised by the caller. */
gboolean kam_setting_arguments_resolve(const KamSettingArguments *arguments, KamConfig *config, GError **error);
