export const pages = () => ({});
