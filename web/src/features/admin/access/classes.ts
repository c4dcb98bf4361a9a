/* The words of the policy in the order in which people read them. */
export const CLASSES = ['public', 'commercial', 'margin', 'strategy', 'political', 'personal', 'private'] as const
export const PERMISSIONS = [
  'business_read',
  'business_write',
  'master_write',
  'merge',
  'analyse',
  'import',
  'export',
  'people_read',
  'people_write',
  'settings_read',
  'settings_write',
  'audit_read',
  'operate',
] as const
