/* A hook may wait: people do. */
export const later = (resolve) => setTimeout(resolve, 300)
